"""What speaks for and against two differing dates being of one event: features beside those of all pairs.

Of figures the value and what is counted say much; of dates only what happened, to whom, and how near the two lie to
each other. So pairs of dates have a model of their own, over the features of `verify.features` and these.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log, log1p

import numpy as np
from numpy.typing import NDArray

from verify.events import SPEECH, kinds, own
from verify.figures import Figure
from verify.pairs import Pairs
from verify.slots import clash, orders
from verify.values import Relation

YEARS = 732  # days between two dates that lie years apart
AS_FINE = 3  # days by which two periods of one precision may differ in length
MONTH = 31  # days of the longest period that may name a day
FRESH = 4  # days from an event to the article on it


class Told:
    """What days, and which events, each article of a story tells."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._days: dict[str, set[tuple[float, float]]] = defaultdict(set)
        self._by_day: dict[tuple[float, float], set[str]] = defaultdict(set)
        self._of_kind: dict[tuple[str, str, frozenset[str]], set[tuple[float, float]]] = defaultdict(set)
        for figure in (f for f in figures if f.is_date):
            self._days[figure.article.id].add(figure.value.named)
            self._by_day[figure.value.named].add(figure.article.id)
            for kind in own(figure):
                self._of_kind[figure.article.id, kind, orders(figure)].add(figure.value.named)

    def names(self, article: str, value: tuple[float, float]) -> bool:
        """Whether an article names a date, or one about as fine that meets it."""
        first, last = value
        longest = max(MONTH, 2 * (last - first))
        return any(a <= last and first <= b and b - a <= longest for a, b in self._days[article])

    def support(self, figure: Figure) -> int:
        """Articles that name the same day, month or year."""
        return len(self._by_day[figure.value.named])

    def crowd(self, a: Figure, b: Figure, shared: frozenset[str]) -> int:
        """How many pairs of dates the two articles tell of an event that both date here; at least 1.

        The founding of the second fund is none of the first one's.
        """
        told = [[len(self._of_kind.get((f.article.id, kind, orders(f)), ())) for f in (a, b)] for kind in shared]
        return min((max(1, one) * max(1, two) for one, two in told), default=1)


class DatePair:
    """Two dates and what their features need to know of them, worked out once."""

    def __init__(self, a: Figure, b: Figure, told: Told) -> None:
        self.a, self.b, self.told = a, b, told
        self.kinds = [list(kinds(f)) for f in (a, b)]
        self.shared = (own(a) & own(b)) - SPEECH
        (first_a, last_a), (first_b, last_b) = a.value.named, b.value.named
        self.lengths = last_a - first_a, last_b - first_b
        self.gap = max(0.0, max(first_a, first_b) - min(last_a, last_b))

    @property
    def same_nearest(self) -> bool:
        """Whether the word nearest to each date tells of one kind of event."""
        one, two = self.kinds
        return bool(one and two) and one[0] == two[0] and one[0] in self.shared

    @property
    def crowd(self) -> int:
        """How many pairs of dates the two articles tell of this kind of event."""
        return self.told.crowd(self.a, self.b, self.shared)

    @property
    def fresh(self) -> int:
        """How many of the two dates lie just before the article that tells them."""
        seen = [f.published and f.published[1] for f in (self.a, self.b)]
        lasts = [f.value.named[1] for f in (self.a, self.b)]
        return sum(
            day is not None and -1 <= day.toordinal() - last <= FRESH for day, last in zip(seen, lasts, strict=True)
        )

    @property
    def of_the_day(self) -> int:
        """How many of the two are the day of the article itself, where that is known: "today" is often "nowadays"."""
        return sum(f.seen is not None and f.value.named == (f.seen.toordinal(),) * 2 for f in (self.a, self.b))


@dataclass(frozen=True)
class DateFeature:
    """A named feature of two dates and, for the editor, what it means when it is there."""

    name: str
    of: Callable[[DatePair], float]
    means: str


def _unknown_then(p: DatePair) -> bool:
    """Whether one article tells what had happened before the other's event did."""
    return any(
        x.published is not None
        and x.published[1] is not None
        and x.value.named[1] <= x.published[1].toordinal() < y.value.named[0]
        for x, y in ((p.a, p.b), (p.b, p.a))
    )


def _one_slip(p: DatePair) -> bool:
    """Whether one part differs, the day, the month or the year, and that by a digit or by two changed about."""
    one, two = (date.fromordinal(int(f.value.named[0])) for f in (p.a, p.b))
    parts = [(x, y) for x, y in ((one.year, two.year), (one.month, two.month), (one.day, two.day)) if x != y]
    return len(parts) == 1 and _slip(*(f"{part:02}" for part in parts[0]))


def _slip(one: str, two: str) -> bool:
    return sorted(one) == sorted(two) or sum(x != y for x, y in zip(one, two, strict=False)) == 1


def _clash(p: DatePair) -> bool:
    one, two = (f.names | f.codes for f in (p.a, p.b))
    return p.a.claim.language == p.b.claim.language and clash(one, two)


def _told_both(p: DatePair) -> bool:
    a, b = p.a, p.b
    return p.told.names(a.article.id, b.value.named) or p.told.names(b.article.id, a.value.named)


DATE_FEATURES: tuple[DateFeature, ...] = (
    DateFeature("nearest_event", lambda p: p.same_nearest, "the words beside both tell of one kind of event"),
    DateFeature("same_event", lambda p: bool(p.shared), "both clauses tell of one kind of event"),
    DateFeature(
        "other_event",
        lambda p: bool(p.kinds[0] and p.kinds[1] and not set(p.kinds[0]) & set(p.kinds[1])),
        "the clauses tell of different kinds of event",
    ),
    DateFeature("only_event", lambda p: bool(p.shared) and p.crowd == 1, "each article dates one event of this kind"),
    DateFeature("event_crowd", lambda p: log(p.crowd), "the articles date several events of this kind"),
    DateFeature(
        "other_figures",
        lambda p: bool(p.a.others and p.b.others and not p.a.others & p.b.others),
        "the sentences tell different figures",
    ),
    DateFeature("no_figures", lambda p: not (p.a.others or p.b.others), "neither sentence tells a figure"),
    DateFeature("clash_of_names", _clash, "clauses of one language name different people or products"),
    DateFeature("one_fresh", lambda p: p.fresh == 1, "only one is of the days before its article"),
    DateFeature("years_apart", lambda p: p.gap > YEARS, "they lie years apart"),
    DateFeature("days_between", lambda p: log1p(p.gap), "days lie between them, as a logarithm"),
    DateFeature("as_fine", lambda p: abs(p.lengths[0] - p.lengths[1]) <= AS_FINE, "both are as fine"),
    DateFeature("today_both", lambda p: p.of_the_day == 2, "both are the days of their articles"),
    DateFeature("unknown_then", _unknown_then, "one lies after the other article, which looks back"),
    DateFeature("one_slip", _one_slip, "they differ in one digit"),
    DateFeature(
        "same_order", lambda p: bool(orders(p.a) & orders(p.b)), "both are of the first, or the last, of a series"
    ),
    DateFeature("told_both", _told_both, "one article tells the other's date, too"),
    DateFeature(
        "rarer_date",
        lambda p: log(min(p.told.support(p.a), p.told.support(p.b))),
        "several articles name even the rarer",
    ),
    DateFeature(
        "commoner_date", lambda p: log(max(p.told.support(p.a), p.told.support(p.b))), "many articles name one of them"
    ),
)


def rivals(p: Pairs) -> list[int]:
    """Rows of the pairs of differing dates in two articles."""
    return [
        row
        for row, ((i, j), relation) in enumerate(zip(p.pairs, p.relations, strict=True))
        if relation is Relation.DIFFERENT
        and p.figures[i].is_date
        and p.figures[i].article.id != p.figures[j].article.id
    ]


def dated(p: Pairs, rows: Sequence[int], features: NDArray[np.float64]) -> NDArray[np.float64]:
    """The features of some rows followed by `DATE_FEATURES`: (rows, features)."""
    told = Told(p.figures)
    pairs = [DatePair(p.figures[i], p.figures[j], told) for i, j in (p.pairs[row] for row in rows)]
    own_columns = np.array([[float(f.of(pair)) for f in DATE_FEATURES] for pair in pairs], dtype=np.float64)
    return np.hstack([features[list(rows)], own_columns.reshape(len(pairs), len(DATE_FEATURES))])
