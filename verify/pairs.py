"""Candidate pairs of figures with what every feature needs to know of them: values, likeness, rivals."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import log10
from operator import attrgetter, eq
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from verify.blocking import Pair, Vectors
from verify.closeness import closer
from verify.embedding import Words, alignments
from verify.figures import Figure
from verify.rates import Rate, Rates
from verify.slots import concept_relation, leading_concepts
from verify.values import Relation, gap, gaps, plainly_apart, relation

Column = NDArray[np.float64]
Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]
Slot = Callable[[Figure], Hashable]
CONCEPTS, UNIT = attrgetter("concepts"), attrgetter("value.unit")
# All that tells how two values of one unit stand to each other.
VALUE = attrgetter(*(f"value.{name}" for name in ("dimension", "unit", "low", "high", "step", "approximate", "own")))
ALIKE = frozenset({Relation.EQUAL, Relation.COMPATIBLE})
KINDS = tuple(Relation)
BLOCK = 1024  # pairs
TABLE = 1 << 22  # numbers that are told apart by a table
FEW = 3  # partners of a figure in one article above which a pair has to stand out
TOLD_TWICE = 0.02  # relative; between different articles the wider tolerance of `verify.values` counts


@dataclass(frozen=True)
class Views:
    """Unit vectors (n, d) of each figure's clause, window, sentence and counted noun, figures masked.

    `beside` is what is said beside a figure and not beside every figure of its article. The words of clause and window
    come one by one where the encoder knows them, else those lists are empty.
    """

    clause: Vectors
    window: Vectors
    sentence: Vectors
    noun: Vectors
    beside: Vectors
    clause_words: Sequence[Words] = ()
    window_words: Sequence[Words] = ()


class Met(NamedTuple):
    """Which contents of a slot meet in some pair."""

    contents: Mapping[int, Any]  # of the slot, for each figure that stands in a pair
    rows: Rows  # a pair for each two contents that meet
    back: Rows  # for each pair which of them is its own


@dataclass
class Pairs:
    """Candidate pairs with what every feature needs to know of them."""

    figures: Sequence[Figure]
    pairs: Sequence[Pair]
    views: Views
    rates: Rates
    left: NDArray[np.int64] = field(init=False)
    right: NDArray[np.int64] = field(init=False)
    _cosines: dict[int, Column] = field(init=False, default_factory=dict)
    _meetings: dict[Slot, "Met"] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.left, self.right = np.array(self.pairs, dtype=np.int64).reshape(-1, 2).T.copy()

    def some(self, rows: Rows) -> "Pairs":
        """A few of the pairs, for what looks at nothing but the two figures of each."""
        return Pairs(self.figures, [self.pairs[row] for row in rows.tolist()], self.views, self.rates)

    @cached_property
    def relations(self) -> list[Relation]:
        """How the two values of each pair stand to each other."""
        return [KINDS[kind] for kind in self._kinds.tolist()]

    def are(self, kinds: Collection[Relation]) -> Mask:
        """The pairs whose values stand to each other in one of these ways."""
        return np.isin(self._kinds, [KINDS.index(kind) for kind in kinds])

    @cached_property
    def _kinds(self) -> NDArray[np.int8]:
        """Places among `KINDS`: values of one unit compared once however often they meet."""
        if not self.pairs:
            return np.zeros(0, dtype=np.int8)
        kinds = np.full(len(self.pairs), KINDS.index(Relation.DIFFERENT), dtype=np.int8)
        near = np.flatnonzero(~plainly_apart([f.value for f in self.figures], self.left, self.right))
        one_unit = self.one_unit[near]
        for rows, by in ((near[one_unit], VALUE), (near[~one_unit], None)):
            kinds[rows] = self.some(rows).each(lambda a, b: KINDS.index(compare(a, b, self.rates)), by)
        return kinds

    @cached_property
    def one_unit(self) -> Mask:
        """The pairs whose values have one unit."""
        return self.between(UNIT, eq) > 0

    @cached_property
    def one_article(self) -> Mask:
        """The pairs of figures of one article."""
        return np.asarray(self.source[self.left] == self.source[self.right])

    @cached_property
    def source(self) -> NDArray[np.int64]:
        """A number for each figure's article."""
        numbers: dict[str, int] = {}
        return np.array([numbers.setdefault(f.article.id, len(numbers)) for f in self.figures], dtype=np.int64)

    @cached_property
    def gaps(self) -> Column:
        """Distance of the two values of each pair in powers of ten."""
        return gaps([f.value for f in self.figures], self.left, self.right)

    @cached_property
    def closer(self) -> tuple[Column, Column]:
        """How many values of either article are nearer to the other one of each pair, the fewer first."""
        return closer(self.figures, self.source, self.left, self.right)

    @cached_property
    def concepts(self) -> NDArray[np.str_]:
        """How the stated measures of each pair stand to each other."""
        met = self._met(CONCEPTS)
        found = [concept_relation(self.figures[self.left[r]], self.figures[self.right[r]]) for r in met.rows.tolist()]
        return np.array(found, dtype=np.str_)[met.back]

    @cached_property
    def margins(self) -> Column:
        """How far each pair stands above the next best partner of either figure."""
        return self._rivalry[0]

    @cached_property
    def outstanding(self) -> Column:
        """How far each pair stands above the best few partners that either figure has in the other's article.

        Cross-domain similarity local scaling (Conneau et al. 2018, "Word translation without parallel data").
        """
        return self._rivalry[1]

    @cached_property
    def _rivalry(self) -> tuple[Column, Column]:
        return _rivalry(self)

    @cached_property
    def crowds(self) -> list[tuple[int, int]]:
        """For each figure, how many values its article tells of its measure, and of its dimension at all."""
        of_measure: dict[tuple[str, str, str], set[float]] = defaultdict(set)
        of_dimension: dict[tuple[str, str], set[float]] = defaultdict(set)
        for f in self.figures:
            of_dimension[f.article.id, f.value.dimension].add(f.value.stated)
            for named in {*f.concepts, *f.assumed}:
                of_measure[f.article.id, f.value.dimension, named].add(f.value.stated)
        return [
            (
                min((len(of_measure[f.article.id, f.value.dimension, c]) for c in leading_concepts(f)), default=0),
                len(of_dimension[f.article.id, f.value.dimension]),
            )
            for f in self.figures
        ]

    def each(self, test: Callable[[Figure, Figure], object], by: Slot | None = None) -> Column:
        """A feature that looks at one pair at a time; with `by`, once for all pairs alike in that slot of theirs.

        Such a test must look at nothing else and read the same with the two figures swapped.
        """
        if by is None:
            return np.array([test(self.figures[i], self.figures[j]) for i, j in self.pairs], dtype=np.float64)
        return self._asked(by, self.figures, test)

    def between(self, by: Slot, test: Callable[[Any, Any], object]) -> Column:
        """The same for a test that is asked with the contents of the slot."""
        return self._asked(by, self._met(by).contents, test)

    def _asked(self, by: Slot, of: Sequence[Any] | Mapping[int, Any], test: Callable[[Any, Any], object]) -> Column:
        met = self._met(by)
        left, right = self.left[met.rows].tolist(), self.right[met.rows].tolist()
        found = [test(of[i], of[j]) for i, j in zip(left, right, strict=True)]
        return np.array(found, dtype=np.float64)[met.back]

    def _met(self, by: Slot) -> "Met":
        if by not in self._meetings:
            numbers: dict[Hashable, int] = {}
            contents = {i: by(self.figures[i]) for i in self._used}
            code = np.zeros(len(self.figures), dtype=np.int64)
            code[self._used] = [numbers.setdefault(content, len(numbers)) for content in contents.values()]
            self._meetings[by] = Met(contents, *_meetings(code[self.left], code[self.right], len(numbers)))
        return self._meetings[by]

    @cached_property
    def _used(self) -> list[int]:
        """The figures that stand in some pair."""
        found: list[int] = np.unique(np.concatenate([self.left, self.right])).tolist()
        return found

    def aligned(self, words: Sequence[Words]) -> Column:
        """How well the words of the two figures of each pair find partners; 0 without words."""
        return alignments(words, self.left, self.right) if words else np.zeros(len(self.pairs))

    def cosine(self, vectors: Vectors) -> Column:
        """Similarity of the two figures of each pair under one view."""
        if id(vectors) not in self._cosines:
            met, back = self._rows_met(vectors)
            left, right = self.left[met], self.right[met]
            starts = range(0, len(met), BLOCK)  # in blocks that stay near the processor
            blocks = [(left[start : start + BLOCK], right[start : start + BLOCK]) for start in starts]
            found = [(vectors[one] * vectors[two]).sum(axis=1) for one, two in blocks]
            self._cosines[id(vectors)] = np.concatenate([*found, np.zeros(0)], dtype=np.float64)[back]
        return self._cosines[id(vectors)]

    def _rows_met(self, vectors: Vectors) -> tuple[Rows, Rows]:
        """A pair for each two vectors that meet, and for each pair which of them is its own; figures share texts."""
        numbers: dict[bytes, int] = {}
        code = np.array([numbers.setdefault(row.tobytes(), len(numbers)) for row in vectors], dtype=np.int64)
        return _meetings(code[self.left], code[self.right], len(numbers))


def _meetings(one: Rows, two: Rows, count: int) -> tuple[Rows, Rows]:
    """A row for each two numbers below `count` that meet, either way round, and for each row which of them it is."""
    return _distinct(np.minimum(one, two) * count + np.maximum(one, two), count**2)


def _distinct(numbers: Rows, below: int) -> tuple[Rows, Rows]:
    """A row for each distinct one of the numbers, all smaller than `below`, and for each number which of them it is."""
    if below > TABLE:
        _, rows, back = np.unique(numbers, return_index=True, return_inverse=True)
        return rows, back
    place = np.zeros(below, dtype=np.int64)  # as good as sorting them, and quicker
    place[numbers] = 1
    back = (np.cumsum(place) - 1)[numbers]
    rows = np.zeros(int(back.max(initial=-1)) + 1, dtype=np.int64)
    rows[back] = np.arange(len(numbers))
    return rows, back


def day_of(figure: Figure) -> date | None:
    """The day for a rate of exchange: the end of the stated period, else the day of publication."""
    stated = figure.period and figure.period[1]
    return stated or figure.seen


def rate_between(a: Figure, b: Figure, rates: Rates) -> Rate | None:
    """The rate of exchange from the currency of `a` to that of `b` on the earlier of their days.

    None where nobody knows whose "crowns" one of them means; but they may be the other's.
    """
    if a.value.dimension != "money" or b.value.dimension != "money" or a.value.unit == b.value.unit:
        return None
    if others := {*a.rivals, *b.rivals}:
        return Rate(1.0, "one word that may mean both") if others & {a.value.unit, b.value.unit} else None
    days = [d for d in (day_of(a), day_of(b)) if d]
    return rates.get(a.value.unit, b.value.unit, min(days) if days else None)


def compare(a: Figure, b: Figure, rates: Rates) -> Relation:
    """How the two values stand to each other, at the day's rate where currencies differ."""
    rate = rate_between(a, b, rates)
    return relation(a.value, b.value, rate.value if rate else None)


def told_twice(a: Figure, b: Figure, rates: Rates) -> bool:
    """Whether one article tells the same sum in two currencies: too near to each other for chance."""
    rate = rate_between(a, b, rates)
    if rate is None or a.article.id != b.article.id:
        return False
    return gap(a.value.scaled(rate.value, b.value.unit or ""), b.value) <= log10(1 + TOLD_TWICE)


def _rivalry(p: Pairs) -> tuple[Column, Column]:
    """How far each pair stands above the next best partner of either figure, and above the best few together.

    Partners of a figure are rivals within one other article; a pair without rivals has nothing to stand above.
    """
    own = np.tile(p.cosine(p.views.beside), 2)
    rivals = np.concatenate([p.left, p.right]) * len(p.figures) + np.concatenate([p.source[p.right], p.source[p.left]])
    order = np.lexsort((-own, rivals))
    ranked, first = own[order], np.diff(rivals[order], prepend=-1) > 0
    group = np.zeros(len(order), dtype=np.int64)
    group[order] = np.cumsum(first) - 1
    begins = np.flatnonzero(first)
    sizes = np.diff(begins, append=len(order))
    best = np.stack([_ranked(ranked, begins, sizes, place) for place in range(FEW)])
    over = own - np.where((own < best[0][group]) & (sizes[group] > 1), best[0][group], best[1][group])
    one, two = np.split(own - np.nanmean(best, axis=0)[group], 2)
    return np.nan_to_num(np.fmin(*np.split(over, 2))), one + two


def _ranked(ranked: Column, begins: Rows, sizes: Rows, place: int) -> Column:
    """The value at a place of each group, not a number where the group is smaller."""
    return np.where(sizes > place, ranked[np.minimum(begins + place, len(ranked) - 1)], np.nan)
