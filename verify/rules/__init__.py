"""The rules, in the order in which a report lists their codes. A new rule is one file and one line here."""

from verify.rules.agreements import Agreements, HeldBack
from verify.rules.base import Rule
from verify.rules.comparisons import Comparisons
from verify.rules.dates import EventDates
from verify.rules.figures import Quantities, Slips, Updates

RULES: tuple[Rule, ...] = (Quantities(), Comparisons(), EventDates(), Slips(), Updates(), Agreements(), HeldBack())
