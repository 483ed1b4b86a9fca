"""Candidate pairs of figures with what every feature needs to know of them: values, likeness, rivals."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import log10
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verify.blocking import Pair, Vectors
from verify.closeness import closer
from verify.embedding import Words, alignments
from verify.figures import Figure
from verify.rates import Rate, Rates
from verify.slots import concept_relation, leading_concepts
from verify.values import Relation, gap, plainly_apart, relation

Column = NDArray[np.float64]
Rows = NDArray[np.intp]
Slot = Callable[[Figure], Hashable]
CONCEPTS = attrgetter("concepts")
ALIKE = frozenset({Relation.EQUAL, Relation.COMPATIBLE})
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


@dataclass
class Pairs:
    """Candidate pairs with what every feature needs to know of them."""

    figures: Sequence[Figure]
    pairs: Sequence[Pair]
    views: Views
    rates: Rates
    relations: list[Relation] = field(init=False)
    left: NDArray[np.int64] = field(init=False)
    right: NDArray[np.int64] = field(init=False)
    _cosines: dict[int, Column] = field(init=False, default_factory=dict)
    _meetings: dict[Slot, tuple[Rows, Rows]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.left = np.array([i for i, _ in self.pairs], dtype=np.int64)
        self.right = np.array([j for _, j in self.pairs], dtype=np.int64)
        self.relations = self._relations() if self.pairs else []

    def _relations(self) -> list[Relation]:
        far = plainly_apart([f.value for f in self.figures], self.left, self.right).tolist()
        return [
            Relation.DIFFERENT if apart else compare(self.figures[i], self.figures[j], self.rates)
            for (i, j), apart in zip(self.pairs, far, strict=True)
        ]

    @cached_property
    def source(self) -> NDArray[np.int64]:
        """A number for each figure's article."""
        numbers: dict[str, int] = {}
        return np.array([numbers.setdefault(f.article.id, len(numbers)) for f in self.figures], dtype=np.int64)

    @cached_property
    def gaps(self) -> Column:
        """Distance of the two values of each pair in powers of ten."""
        return self.each(lambda a, b: gap(a.value, b.value))

    @cached_property
    def closer(self) -> tuple[Column, Column]:
        """How many values of either article are nearer to the other one of each pair, the fewer first."""
        return closer(self.figures, self.source, self.left, self.right)

    @cached_property
    def concepts(self) -> NDArray[np.str_]:
        """How the stated measures of each pair stand to each other."""
        rows, back = self._met(CONCEPTS)
        met = [concept_relation(self.figures[self.left[r]], self.figures[self.right[r]]) for r in rows.tolist()]
        return np.array(met, dtype=np.str_)[back]

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
        rows, back = self._met(by)
        left, right = self.left[rows].tolist(), self.right[rows].tolist()
        met = [test(self.figures[i], self.figures[j]) for i, j in zip(left, right, strict=True)]
        return np.array(met, dtype=np.float64)[back]

    def between(self, by: Slot, test: Callable[[Any, Any], object]) -> Column:
        """The same for a test that is asked with the contents of the slot."""
        rows, back = self._met(by)
        contents = [by(f) for f in self.figures]
        left, right = self.left[rows].tolist(), self.right[rows].tolist()
        met = [test(contents[i], contents[j]) for i, j in zip(left, right, strict=True)]
        return np.array(met, dtype=np.float64)[back]

    def _met(self, by: Slot) -> tuple[Rows, Rows]:
        """A row for each two contents of a slot that meet in some pair, and for each pair which of them is its own."""
        if by not in self._meetings:
            numbers: dict[Hashable, int] = {}
            code = np.array([numbers.setdefault(by(f), len(numbers)) for f in self.figures], dtype=np.int64)
            one, two = code[self.left], code[self.right]
            both = np.minimum(one, two) * len(numbers) + np.maximum(one, two)
            self._meetings[by] = _distinct(both, len(numbers) ** 2)
        return self._meetings[by]

    def aligned(self, words: Sequence[Words]) -> Column:
        """How well the words of the two figures of each pair find partners; 0 without words."""
        return alignments(words, self.left, self.right) if words else np.zeros(len(self.pairs))

    def cosine(self, vectors: Vectors) -> Column:
        """Similarity of the two figures of each pair under one view."""
        if id(vectors) not in self._cosines:
            starts = range(0, len(self.pairs), BLOCK)  # in blocks that stay near the processor
            blocks = [(self.left[start : start + BLOCK], self.right[start : start + BLOCK]) for start in starts]
            found = [(vectors[left] * vectors[right]).sum(axis=1) for left, right in blocks]
            self._cosines[id(vectors)] = np.concatenate([*found, np.zeros(0)], dtype=np.float64)
        return self._cosines[id(vectors)]


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
    """The rate of exchange from the currency of `a` to that of `b` on the earlier of their days."""
    if a.value.dimension != "money" or b.value.dimension != "money" or a.value.unit == b.value.unit:
        return None
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
    _, group, sizes = np.unique(rivals, return_inverse=True, return_counts=True)
    ranked = own[np.lexsort((-own, group))]
    begins = np.cumsum(sizes) - sizes
    best = np.stack([_ranked(ranked, begins, sizes, place) for place in range(FEW)])
    over = own - np.where((own < best[0][group]) & (sizes[group] > 1), best[0][group], best[1][group])
    one, two = np.split(own - np.nanmean(best, axis=0)[group], 2)
    return np.nan_to_num(np.fmin(*np.split(over, 2))), one + two


def _ranked(ranked: Column, begins: Rows, sizes: Rows, place: int) -> Column:
    """The value at a place of each group, not a number where the group is smaller."""
    return np.where(sizes > place, ranked[np.minimum(begins + place, len(ranked) - 1)], np.nan)
