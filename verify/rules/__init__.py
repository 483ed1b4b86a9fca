"""The rules, in the order in which a report lists their codes. A new rule is one file and one line here."""

from verify.rules.agreements import Agreements, HeldBack
from verify.rules.base import Rule
from verify.rules.comparisons import Comparisons
from verify.rules.counts import Counts
from verify.rules.dates import EventDates
from verify.rules.entities import Entities
from verify.rules.figures import Quantities, Slips, Updates
from verify.rules.statements import Certainty, Denials
from verify.rules.sums import Sums

RULES: tuple[Rule, ...] = (
    Quantities(),
    Comparisons(),
    EventDates(),
    Counts(),
    Slips(),
    Sums(),
    Entities(),
    Certainty(),
    Denials(),
    Updates(),
    Agreements(),
    HeldBack(),
)
