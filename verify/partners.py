"""What the other articles say of a pair: features that need to know who agrees with whom."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from math import log1p

import numpy as np
from numpy.typing import NDArray

from verify.pairs import ALIKE, Column, Pairs


class Partners:
    """Who agrees with whom, as far as the first model can tell: for each figure and article the best partner."""

    def __init__(self, p: Pairs, agree: Column) -> None:
        self._pairs = p
        self._best: dict[int, dict[str, tuple[float, int]]] = defaultdict(dict)
        self._support: dict[int, float] = {}
        for (i, j), kind, likely in zip(p.pairs, p.relations, agree.tolist(), strict=True):
            if kind in ALIKE:
                self._offer(i, j, likely)
                self._offer(j, i, likely)

    def _offer(self, one: int, other: int, likely: float) -> None:
        article = self._pairs.figures[other].article.id
        if (likely, -other) > self._best[one].get(article, (0.0, 0)):
            self._best[one][article] = (likely, -other)

    def in_article(self, index: int, article: str) -> float:
        """How surely some figure of that article tells the same as this one."""
        return self._best[index].get(article, (0.0, 0))[0]

    def together(self, i: int, j: int) -> float:
        """How surely one further article tells the same as both, with two figures of its own."""
        one, two = self._best[i], self._best[j]
        if not one or not two:
            return 0.0
        own = {self._pairs.figures[k].article.id for k in (i, j)}
        both = (min(one[a][0], two[a][0]) for a in one.keys() & two.keys() - own if one[a][1] != two[a][1])
        return max(both, default=0.0)

    def support(self, index: int) -> float:
        """How many other articles tell the same, each counted as surely as it does."""
        if index not in self._support:
            self._support[index] = sum(likely for likely, _ in self._best[index].values())
        return self._support[index]


@dataclass(frozen=True)
class Later:
    """A feature that needs to know who agrees with whom."""

    name: str
    of: Callable[[Partners, Pairs, int, int], float]
    means: str


def _elsewhere(k: Partners, p: Pairs, i: int, j: int) -> float:
    return max(k.in_article(i, p.figures[j].article.id), k.in_article(j, p.figures[i].article.id))


LATER: tuple[Later, ...] = (
    Later("equal_elsewhere", _elsewhere, "one value has its partner elsewhere in the other article"),
    Later("told_together", lambda k, p, i, j: k.together(i, j), "a further article tells both values"),
    Later(
        "less_supported",
        lambda k, p, i, j: log1p(min(k.support(i), k.support(j))),
        "further articles tell even the rarer value",
    ),
    Later(
        "more_supported",
        lambda k, p, i, j: log1p(max(k.support(i), k.support(j))),
        "further articles tell the commoner value",
    ),
)


def later(p: Pairs, agree: Column) -> NDArray[np.float64]:
    """Features of the second step, (pairs, features) in the order of `LATER`; `agree` is the first model's answer."""
    partners = Partners(p, agree)
    rows = [[f.of(partners, p, i, j) for f in LATER] for i, j in p.pairs]
    return np.array(rows, dtype=np.float64).reshape(len(p.pairs), len(LATER))
