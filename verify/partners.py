"""What the other articles say of a pair: features that need to know who agrees with whom."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verify.pairs import ALIKE, Column, Pairs, Rows


class Partners:
    """Who agrees with whom, as far as the first model can tell: for each figure and article the best partner."""

    def __init__(self, p: Pairs, agree: Column) -> None:
        self._pairs = p
        self._best: dict[int, dict[str, tuple[float, int]]] = defaultdict(dict)
        alike = [row for row, kind in enumerate(p.relations) if kind in ALIKE]
        for row, likely in zip(alike, agree[alike].tolist(), strict=True):
            i, j = p.pairs[row]
            self._offer(i, j, likely)
            self._offer(j, i, likely)

    def _offer(self, one: int, other: int, likely: float) -> None:
        article = self._pairs.figures[other].article.id
        if (likely, -other) > self._best[one].get(article, (0.0, 0)):
            self._best[one][article] = (likely, -other)

    def elsewhere(self) -> Column:
        """How surely some figure of the other article tells the same as the one of the pair, either way round."""
        return np.maximum(self._in_article(self._pairs.left, self._pairs.right), self._in_article(*self._swapped()))

    def _swapped(self) -> tuple[Rows, Rows]:
        return self._pairs.right, self._pairs.left

    def _in_article(self, indices: Rows, others: Rows) -> Column:
        articles, nobody = [f.article.id for f in self._pairs.figures], (0.0, 0)
        best = [self._best.get(i, {}) for i in range(len(articles))]
        pairs = zip(indices.tolist(), others.tolist(), strict=True)
        return np.array([best[i].get(articles[j], nobody)[0] for i, j in pairs])

    def together(self) -> Column:
        """How surely one further article tells the same as both, with two figures of its own."""
        articles = {id_: number for number, id_ in enumerate({f.article.id for f in self._pairs.figures})}
        known = [sum(1 << articles[a] for a in self._best.get(i, ())) for i in range(len(self._pairs.figures))]
        # Most pairs have no such article, which their articles as bits tell quickly.
        return np.array([self._both(i, j) if known[i] & known[j] else 0.0 for i, j in self._pairs.pairs])

    def _both(self, i: int, j: int) -> float:
        one, two = self._best[i], self._best[j]
        own = {self._pairs.figures[k].article.id for k in (i, j)}
        both = (min(one[a][0], two[a][0]) for a in one.keys() & two.keys() - own if one[a][1] != two[a][1])
        return max(both, default=0.0)

    def support(self) -> tuple[Column, Column]:
        """How many other articles tell the same, each counted as surely as it does: of the two figures of each pair."""
        told = [self._best.get(i, {}).values() for i in range(len(self._pairs.figures))]
        support = np.array([sum(likely for likely, _ in each) for each in told], dtype=np.float64)
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
