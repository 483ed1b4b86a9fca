"""What the other articles say of a pair: features that need to know who agrees with whom."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verify.embedding.alignment import runs
from verify.pairs import ALIKE, Column, Mask, Pairs, Rows

BLOCK = 1 << 16  # pairs


class Partners:
    """Who agrees with whom, as far as the first model can tell: for each figure and article the best partner."""

    def __init__(self, p: Pairs, agree: Column) -> None:
        self._pairs, self._articles = p, int(p.source.max(initial=0)) + 1
        rows = np.flatnonzero(p.are(ALIKE) & (agree > 0))
        own, other = np.concatenate([p.left[rows], p.right[rows]]), np.concatenate([p.right[rows], p.left[rows]])
        likely, place = np.tile(agree[rows], 2), own * self._articles + p.source[other]
        best = np.lexsort((other, -likely, place))
        self._place, first = np.unique(place[best], return_index=True)  # figure and article, as one number
        self._likely, self._other = likely[best][first], other[best][first]
        self._figure, self._article = np.divmod(self._place, self._articles)

    def elsewhere(self) -> Column:
        """How surely some figure of the other article tells the same as the one of the pair, either way round."""
        left, right = self._pairs.left, self._pairs.right
        return np.maximum(self._in_article(left, right), self._in_article(right, left))

    def _in_article(self, indices: Rows, others: Rows) -> Column:
        at, known = self._found(indices, self._pairs.source[others])
        return np.where(known, self._likely[at], 0.0) if len(self._likely) else np.zeros(len(indices))

    def _found(self, figures: Rows, articles: Rows) -> tuple[Rows, Mask]:
        """Where the partner of each of these figures in each of these articles stands, if there is one."""
        wanted = figures * self._articles + articles
        at = np.minimum(np.searchsorted(self._place, wanted), max(len(self._place) - 1, 0))
        return at, (self._place[at] == wanted) if len(self._place) else np.zeros(len(wanted), dtype=bool)

    def together(self) -> Column:
        """How surely one further article tells the same as both, with two figures of its own."""
        found = np.zeros(len(self._pairs.pairs))
        counts = np.bincount(self._figure, minlength=len(self._pairs.figures))
        begins = np.cumsum(counts) - counts
        fewer = counts[self._pairs.left] <= counts[self._pairs.right]
        one = np.where(fewer, self._pairs.left, self._pairs.right)
        two = np.where(fewer, self._pairs.right, self._pairs.left)
        for start in range(0, len(found), BLOCK):
            some = slice(start, start + BLOCK)
            own, _ = runs(begins[one[some]], counts[one[some]])
            row = np.repeat(np.arange(start, start + len(one[some])), counts[one[some]])
            other, known = self._found(two[row], self._article[own])
            known &= self._other[own] != self._other[other]
            for figures in (one, two):
                known &= self._article[own] != self._pairs.source[figures[row]]
            np.maximum.at(found, row[known], np.minimum(self._likely[own], self._likely[other])[known])
        return found

    def support(self) -> tuple[Column, Column]:
        """How many other articles tell the same, each counted as surely as it does: of the two figures of each pair."""
        counted = np.bincount(self._figure, weights=self._likely, minlength=len(self._pairs.figures))
        support = np.asarray(counted, dtype=np.float64)
        return support[self._pairs.left], support[self._pairs.right]


@dataclass(frozen=True)
class Later:
    """A feature that needs to know who agrees with whom."""

    name: str
    column: Callable[[Partners], Column]
    means: str


LATER: tuple[Later, ...] = (
    Later("equal_elsewhere", Partners.elsewhere, "one value has its partner elsewhere in the other article"),
    Later("told_together", Partners.together, "a further article tells both values"),
    Later("less_supported", lambda k: np.log1p(np.minimum(*k.support())), "further articles tell even the rarer value"),
    Later("more_supported", lambda k: np.log1p(np.maximum(*k.support())), "further articles tell the commoner value"),
)


def later(p: Pairs, agree: Column) -> NDArray[np.float64]:
    """Features of the second step, (pairs, features) in the order of `LATER`; `agree` is the first model's answer."""
    partners = Partners(p, agree)
    return np.stack([feature.column(partners) for feature in LATER], axis=1)
