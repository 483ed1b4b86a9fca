"""What speaks for and against two differing dates being of one event: features beside those of all pairs.

Of figures the value and what is counted say much; of dates only what happened, to whom, and how near the two lie to
each other. So pairs of dates have a model of their own, over the features of `verify.features` and these.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from math import log
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verify.events import SPEECH, kinds, own
from verify.figures import Figure
from verify.pairs import Column, Pairs, Slot
from verify.slots import clash, orders
from verify.values import Relation

Days = tuple[float, float]  # the first and the last that a date names
Happening = tuple[tuple[str, ...], frozenset[str]]
OTHERS = attrgetter("others")
YEARS = 732  # days between two dates that lie years apart
AS_FINE = 3  # days by which two periods of one precision may differ in length
MONTH = 31  # days of the longest period that may name a day
FRESH = 4  # days from an event to the article on it


class Told:
    """What days, and which events, each article of a story tells."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._days: dict[str, set[Days]] = defaultdict(set)
        self._by_day: dict[Days, set[str]] = defaultdict(set)
        self._of_kind: dict[tuple[str, str, frozenset[str]], set[Days]] = defaultdict(set)
        for figure in (f for f in figures if f.is_date):
            self._days[figure.article.id].add(figure.value.named)
            self._by_day[figure.value.named].add(figure.article.id)
            for kind in own(figure):
                self._of_kind[figure.article.id, kind, orders(figure)].add(figure.value.named)
        self.names = cache(self._names)

    def _names(self, article: str, value: Days) -> bool:
        """Whether an article names a date, or one about as fine that meets it."""
        first, last = value
        longest = max(MONTH, 2 * (last - first))
        return any(a <= last and first <= b and b - a <= longest for a, b in self._days[article])

    def support(self, figure: Figure) -> int:
        """Articles that name the same day, month or year."""
        return len(self._by_day[figure.value.named])

    def crowds(self, figure: Figure) -> frozenset[tuple[str, int]]:
        """The kinds of event that a date may be of, and how many dates of each its article tells; at least 1.

        The founding of the second fund is none of the first one's.
        """
        told = {kind: len(self._of_kind.get((figure.article.id, kind, orders(figure)), ())) for kind in own(figure)}
        return frozenset((kind, max(1, count)) for kind, count in told.items() if kind not in SPEECH)


def _crowd(one: frozenset[tuple[str, int]], two: frozenset[tuple[str, int]]) -> int:
    """How many pairs of dates the two articles tell of an event that both date here; 0 where there is none."""
    counts = dict(two)
    return min((count * counts[kind] for kind, count in one if kind in counts), default=0)


class DatePairs:
    """Pairs of dates and what their features need to know of them, worked out once."""

    def __init__(self, pairs: Pairs, told: Told) -> None:
        self.pairs, self.told = pairs, told
        named = np.array([f.value.named if f.is_date else (0.0, 0.0) for f in pairs.figures]).reshape(-1, 2)
        (first_a, last_a), (first_b, last_b) = named[pairs.left].T, named[pairs.right].T
        self.lengths = last_a - first_a, last_b - first_b
        self.gap = np.maximum(0.0, np.maximum(first_a, first_b) - np.minimum(last_a, last_b))

    def between(self, by: Slot, test: Callable[[Any, Any], object]) -> Column:
        """A feature that looks at one slot of both, asked once for all pairs alike in it."""
        return self.pairs.between(by, test)

    def of_both(self, of: Callable[[Figure], float]) -> tuple[Column, Column]:
        """A number for each of the two dates of each pair."""
        numbers = np.array([of(f) if f.is_date else 0.0 for f in self.pairs.figures], dtype=np.float64)
        return numbers[self.pairs.left], numbers[self.pairs.right]

    def each(self, slot: Slot, test: Callable[[Any, Any], float]) -> Column:
        """A feature that is asked with a slot of the first date and of the second, in this order."""
        contents = [slot(f) for f in self.pairs.figures]
        pairs = zip(self.pairs.left.tolist(), self.pairs.right.tolist(), strict=True)
        return np.array([test(contents[i], contents[j]) for i, j in pairs], dtype=np.float64)

    @cached_property
    def crowd(self) -> Column:
        """How many pairs of dates the two articles tell of a kind of event that both date here; 0 without such."""
        return self.between(self.told.crowds, _crowd)

    @cached_property
    def fresh(self) -> Column:
        """How many of the two dates lie just before the article that tells them."""
        return np.add(*self.of_both(_fresh))

    @cached_property
    def supports(self) -> tuple[Column, Column]:
        """Logarithms of how many articles name either date."""
        return self.of_both(lambda f: log(self.told.support(f)))


@dataclass(frozen=True)
class DateFeature:
    """A named feature of two dates and, for the editor, what it means when it is there."""

    name: str
    of: Callable[[DatePairs], Column | NDArray[np.bool_]]
    means: str


def _fresh(figure: Figure) -> bool:
    seen = figure.published and figure.published[1]
    return seen is not None and -1 <= seen.toordinal() - figure.value.named[1] <= FRESH


def _of_the_day(figure: Figure) -> bool:
    """Whether a date is the day of its article, where that is known: "today" is often "nowadays"."""
    return figure.seen is not None and figure.value.named == (figure.seen.toordinal(),) * 2


def _seen_and_told(figure: Figure) -> tuple[int | None, Days]:
    """The last day on which the article may have appeared, and the days that it tells."""
    return (figure.published[1].toordinal() if figure.published else None), figure.value.named


def _unknown_then(one: tuple[int | None, Days], two: tuple[int | None, Days]) -> bool:
    """Whether one article tells what had happened before the other's event did."""
    return any(seen is not None and own[1] <= seen < other[0] for (seen, own), (_, other) in ((one, two), (two, one)))


def _first_day(figure: Figure) -> date:
    return date.fromordinal(int(figure.value.named[0]))


def _one_slip(one: date, two: date) -> bool:
    """Whether one part differs, the day, the month or the year, and that by a digit or by two changed about."""
    parts = [(x, y) for x, y in ((one.year, two.year), (one.month, two.month), (one.day, two.day)) if x != y]
    return len(parts) == 1 and _slip(*(f"{part:02}" for part in parts[0]))


def _slip(one: str, two: str) -> bool:
    return sorted(one) == sorted(two) or sum(x != y for x, y in zip(one, two, strict=False)) == 1


def _happening(figure: Figure) -> tuple[tuple[str, ...], frozenset[str]]:
    """The kinds of event in the clause, nearest first, and those that the date may be of."""
    return tuple(kinds(figure)), own(figure) - SPEECH


def _same_nearest(one: Happening, two: Happening) -> bool:
    """Whether the word nearest to each date tells of one kind of event."""
    (near, own_one), (near_too, own_two) = one, two
    return bool(near and near_too) and near[0] == near_too[0] and near[0] in own_one & own_two


def _other_event(one: Happening, two: Happening) -> bool:
    return bool(one[0] and two[0]) and set(one[0]).isdisjoint(two[0])


def _called(figure: Figure) -> tuple[str | None, frozenset[str]]:
    return figure.claim.language, figure.names | figure.codes


def _clash(one: tuple[str | None, frozenset[str]], two: tuple[str | None, frozenset[str]]) -> bool:
    return one[0] == two[0] and clash(one[1], two[1])


def _told_both(p: DatePairs) -> Column:
    def test(one: tuple[str, Days], two: tuple[str, Days]) -> bool:
        return p.told.names(one[0], two[1]) or p.told.names(two[0], one[1])

    return p.each(lambda f: (f.article.id, f.value.named), test)


DATE_FEATURES: tuple[DateFeature, ...] = (
    DateFeature(
        "nearest_event",
        lambda p: p.between(_happening, _same_nearest),
        "the words beside both tell of one kind of event",
    ),
    DateFeature("same_event", lambda p: p.crowd > 0, "both clauses tell of one kind of event"),
    DateFeature(
        "other_event", lambda p: p.between(_happening, _other_event), "the clauses tell of different kinds of event"
    ),
    DateFeature("only_event", lambda p: p.crowd == 1, "each article dates one event of this kind"),
    DateFeature(
        "event_crowd", lambda p: np.log(np.maximum(p.crowd, 1)), "the articles date several events of this kind"
    ),
    DateFeature(
        "other_figures",
        lambda p: p.between(OTHERS, lambda one, two: bool(one and two) and one.isdisjoint(two)),
        "the sentences tell different figures",
    ),
    DateFeature(
        "no_figures", lambda p: p.between(OTHERS, lambda one, two: not (one or two)), "neither sentence tells a figure"
    ),
    DateFeature(
        "clash_of_names",
        lambda p: p.between(_called, _clash),
        "clauses of one language name different people or products",
    ),
    DateFeature("one_fresh", lambda p: p.fresh == 1, "only one is of the days before its article"),
    DateFeature("years_apart", lambda p: p.gap > YEARS, "they lie years apart"),
    DateFeature("days_between", lambda p: np.log1p(p.gap), "days lie between them, as a logarithm"),
    DateFeature("as_fine", lambda p: np.abs(np.subtract(*p.lengths)) <= AS_FINE, "both are as fine"),
    DateFeature("today_both", lambda p: np.add(*p.of_both(_of_the_day)) == 2, "both are the days of their articles"),
    DateFeature(
        "unknown_then",
        lambda p: p.between(_seen_and_told, _unknown_then),
        "one lies after the other article, which looks back",
    ),
    DateFeature("one_slip", lambda p: p.between(_first_day, _one_slip), "they differ in one digit"),
    DateFeature(
        "same_order",
        lambda p: p.between(orders, lambda one, two: bool(one & two)),
        "both are of the first, or the last, of a series",
    ),
    DateFeature("told_both", _told_both, "one article tells the other's date, too"),
    DateFeature("rarer_date", lambda p: np.minimum(*p.supports), "several articles name even the rarer"),
    DateFeature("commoner_date", lambda p: np.maximum(*p.supports), "many articles name one of them"),
)


def rivals(p: Pairs) -> list[int]:
    """Rows of the pairs of differing dates in two articles."""
    days = np.array([f.is_date for f in p.figures], dtype=bool)
    return np.flatnonzero(p.are({Relation.DIFFERENT}) & days[p.left] & days[p.right] & ~p.one_article).tolist()


def of_dates(p: Pairs, rows: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float64]:
    """`DATE_FEATURES` of some rows: (rows, features)."""
    pairs = DatePairs(p.some(np.array(rows, dtype=np.int64)), Told(p.figures))
    return np.stack([np.asarray(f.of(pairs), dtype=np.float64) for f in DATE_FEATURES], axis=1)


def dated(p: Pairs, rows: Sequence[int], features: NDArray[np.float64]) -> NDArray[np.float64]:
    """The features of some rows followed by `DATE_FEATURES`: (rows, features)."""
    return np.hstack([features[list(rows)], of_dates(p, rows)])
