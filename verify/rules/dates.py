"""Different days, and different hours, of one event.

What is learned from figures says little of dates: the words around two days of one event are seldom alike. But two
days next to each other, in clauses that read alike and name the same things, are rarely two events. So pairs of days
that lie close are weighed anew here, with few readable weights; all others keep the verdict of the pair scorer.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from claims.models import Claim
from verify.figures import Figure
from verify.gate import Held
from verify.judging import Context, Judged
from verify.models import Finding
from verify.rules.clocks import clock_findings
from verify.rules.figures import Dates
from verify.scoring import Model
from verify.slots import NEAREST, settled, shared
from verify.values import Relation

NEAR = timedelta(days=3)
TOLL = "casualties."  # a day beside a toll is the day it was told on, not one of an event

# Log odds that two days at most three apart, in clauses that read like this, are told of one event. Round numbers: a
# pair whose three likenesses add up to 1.3, or to 1.0 with a shared name, reaches the level of a conflict.
NEAR_DAYS = Model(
    bias=-5.6,
    weights={
        "clause_similarity": 4.0,
        "window_similarity": 4.0,
        "clause_alignment": 4.0,
        "same_concept": 0.8,
        "shared_concept": 0.8,
        "shared_name": 1.2,
        "shared_place": 1.2,
        "shared_code": 1.2,
    },
)


class _Told:
    """What days and claims each article has."""

    def __init__(self, ctx: Context) -> None:
        self._claims = ctx.claims

    @cached_property
    def days(self) -> Mapping[str, frozenset[date]]:
        """Every single day that an article names."""
        found: dict[str, set[date]] = defaultdict(set)
        for claim in self._claims:
            found[claim.article_id].update(d.start for d in claim.dates if d.start and d.start == d.end)
        return {article: frozenset(days) for article, days in found.items()}


def _day(figure: Figure) -> date | None:
    """The one day that a figure is, else None."""
    mention = figure.mention
    start, end = getattr(mention, "start", None), getattr(mention, "end", None)
    return start if start is not None and start == end else None


def _of_a_toll(claim: Claim) -> bool:
    """Whether the clause tells a toll: its day is the one on which that was told."""
    return bool(claim.quantities) and any(m.concept.startswith(TOLL) for m in claim.measures)


def _share_something(a: Figure, b: Figure) -> bool:
    """Whether both clauses name one thing, or what begins, ends or is founded: alike words alone fit many events."""
    named = shared(a.codes | a.names | a.places, b.codes | b.names | b.places)
    return named or bool(set(a.concepts[:NEAREST]) & set(b.concepts[:NEAREST]))


def _near(a: Figure, b: Figure, told: _Told) -> bool:
    """Whether the two name days close to each other, as facts, and neither article names the other's day too."""
    one, two = _day(a), _day(b)
    if one is None or two is None or not timedelta(0) < abs(one - two) <= NEAR:
        return False
    if not (settled(a) and settled(b)) or (_of_a_toll(a.claim) and _of_a_toll(b.claim)):
        return False
    if two in told.days[a.article.id] or one in told.days[b.article.id]:
        return False
    return _share_something(a, b)


def _let_through(judged: Judged) -> Held | None:
    return None


def _weighed(ctx: Context, judged: Judged, told: _Told) -> Judged:
    """A pair of close days by the weights for them; any other pair as it is."""
    a, b = ctx.figures[judged.left], ctx.figures[judged.right]
    if judged.relation is not Relation.DIFFERENT or not a.is_date or not _near(a, b, told):
        return judged
    probability = float(NEAR_DAYS.probabilities(judged.row[None, :])[0])
    if probability < judged.probability:
        return judged
    return replace(judged, probability=round(probability, 4), gate=_let_through, model=NEAR_DAYS)


class EventDates(Dates):
    """Two sources put one event on different days, in different periods or at different hours.

    Fires: "The chip was launched on 12 May" / "The chip was launched on 13 May"; "at 4:17 local time" / "at 4:28".
    Does not: "in May" / "on 12 May"; "at 9 o'clock" / "at 9:07"; hours in two time zones; the dates of two different
    events; two days that one of the articles itself names.
    """

    def check(self, ctx: Context) -> Iterable[Finding]:
        """Days first, then hours."""
        told = _Told(ctx)
        yield from super().check(replace(ctx, judged=[_weighed(ctx, judged, told) for judged in ctx.judged]))
        yield from clock_findings(ctx)
