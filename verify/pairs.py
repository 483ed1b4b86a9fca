"""Candidate pairs of figures with what every feature needs to know of them: values, likeness, rivals."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import log10

import numpy as np
from numpy.typing import NDArray

from verify.blocking import Pair, Vectors
from verify.embedding import Words, alignment
from verify.figures import Figure
from verify.rates import Rate, Rates
from verify.slots import concept_relation, leading_concepts
from verify.values import Relation, gap, relation

Column = NDArray[np.float64]
ALIKE = frozenset({Relation.EQUAL, Relation.COMPATIBLE})
TOLD_TWICE = 0.02  # relative; between different articles the wider tolerance of `verify.values` counts


@dataclass(frozen=True)
class Views:
    """Unit vectors (n, d) of each figure's clause, window, sentence and counted noun, figures masked.

    `near` is what is said beside a figure and not beside every figure of its article. The words of clause and window come one by one where the encoder knows them, else those lists are empty.
    """

    clause: Vectors
    window: Vectors
    sentence: Vectors
    noun: Vectors
    near: Vectors
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

    def __post_init__(self) -> None:
        self.left = np.array([i for i, _ in self.pairs], dtype=np.int64)
        self.right = np.array([j for _, j in self.pairs], dtype=np.int64)
        self.relations = [compare(self.figures[i], self.figures[j], self.rates) for i, j in self.pairs]

    @cached_property
    def gaps(self) -> Column:
        """Distance of the two values of each pair in powers of ten."""
        return self.each(lambda a, b: gap(a.value, b.value))

    @cached_property
    def concepts(self) -> NDArray[np.str_]:
        """How the stated measures of each pair stand to each other."""
        return np.array([concept_relation(self.figures[i], self.figures[j]) for i, j in self.pairs])

    @cached_property
    def margins(self) -> Column:
        """How far each pair stands above the next best partner of either figure."""
        return _margin(self)

    @cached_property
    def nearness(self) -> Column:
        """How alike what is said beside the two figures of each pair is."""
        return self.cosine(self.views.near)

    @cached_property
    def rivals(self) -> dict[tuple[int, str], list[float]]:
        """Nearness of each figure to its candidates in each other article, best first."""
        found: dict[tuple[int, str], list[float]] = defaultdict(list)
        for (i, j), s in zip(self.pairs, self.nearness.tolist(), strict=True):
            found[i, self.figures[j].article.id].append(s)
            found[j, self.figures[i].article.id].append(s)
        for scores in found.values():
            scores.sort(reverse=True)
        return found

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

    def each(self, test: Callable[[Figure, Figure], float]) -> Column:
        """A feature that looks at one pair at a time."""
        return np.array([test(self.figures[i], self.figures[j]) for i, j in self.pairs], dtype=np.float64)

    def aligned(self, words: Sequence[Words]) -> Column:
        """How well the words of the two figures of each pair find partners; 0 without words."""
        if not words:
            return np.zeros(len(self.pairs))
        return np.array([alignment(words[i], words[j]) for i, j in self.pairs], dtype=np.float64)

    def cosine(self, vectors: Vectors) -> Column:
        """Similarity of the two figures of each pair under one view."""
        return np.asarray((vectors[self.left] * vectors[self.right]).sum(axis=1), dtype=np.float64)


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


def _margin(p: Pairs) -> Column:
    """How far the pair stands above the next best partner of either figure (below it: negative)."""

    def over(index: int, other: int, own: float) -> float | None:
        scores = p.rivals[index, p.figures[other].article.id]
        if len(scores) < 2:
            return None
        return own - (scores[0] if own < scores[0] else scores[1])

    rows = []
    for (i, j), s in zip(p.pairs, p.nearness.tolist(), strict=True):
        margins = [m for m in (over(i, j, s), over(j, i, s)) if m is not None]
        rows.append(min(margins, default=0.0))
    return np.array(rows, dtype=np.float64)
