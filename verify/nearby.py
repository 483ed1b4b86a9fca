"""Which articles may speak of one thing: decided for two articles by what these two say, and by nothing else.

So an article on something else changes nothing between the others. Articles touch where they share a name or read
alike; each is held whole against those that it touches most, up to a number that bounds the work.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.models import Article
from verify.embedding import Encoder

ALIKE = 0.2  # cosine of two texts from which they may speak of one thing without a shared name
NAME, NAMES = 0.1, 4  # what a shared name adds to that likeness, and how many add to it
WHOLE = 16  # articles that an article is compared with whole
FINE = 1 << 12  # likenesses are told apart in steps of this part: what is finer is noise

Meets = NDArray[np.bool_]


@dataclass(frozen=True)
class Nearby:
    """Who may speak of what whom speaks of, and who is compared whole: symmetric, (articles, articles)."""

    rows: Mapping[str, int]  # of an article, by its id
    touch: Meets
    whole: Meets

    def around(self, row: int) -> list[int]:
        """The rows of those that an article is compared with whole."""
        return [int(other) for other in np.flatnonzero(self.whole[row])]

    def meet(self, one: str, two: str) -> bool:
        """Whether two articles, by id, are compared whole."""
        return bool(self.whole[self.rows[one], self.rows[two]])


def everyone(articles: Iterable[str]) -> Nearby:
    """All articles, by id, near each other."""
    rows = {id_: row for row, id_ in enumerate(dict.fromkeys(articles))}
    meets = ~np.eye(len(rows), dtype=bool)
    return Nearby(rows, meets, meets)


def nearby(articles: Sequence[Article], names: Sequence[frozenset[str]], encoder: Encoder) -> Nearby:
    """Who is near whom; `names` holds the keys of all that each article names."""
    vectors = encoder.encode([f"{a.title or ''}\n{a.text[a.body_start :]}" for a in articles])
    cosine, shared = vectors @ vectors.T, _shared(names)
    touch = ((shared > 0) | (cosine >= ALIKE)) & ~np.eye(len(articles), dtype=bool)
    rows = {a.id: row for row, a in enumerate(articles)}
    return Nearby(rows, touch, touch & _most(np.where(touch, cosine + NAME * np.minimum(shared, NAMES), -1.0)))


def _most(likeness: NDArray[np.float64]) -> Meets:
    """Whether one of two is among the most alike of the other."""
    if len(likeness) <= WHOLE:
        return np.ones(likeness.shape, dtype=bool)
    order = np.argsort(-np.round(likeness * FINE), axis=1, kind="stable")[:, :WHOLE]
    mask = np.zeros(likeness.shape, dtype=bool)
    np.put_along_axis(mask, order, values=True, axis=1)
    return mask | mask.T


def _shared(names: Sequence[frozenset[str]]) -> NDArray[np.int32]:
    """How many names any two articles share."""
    holders: dict[str, list[int]] = defaultdict(list)
    for row, found in enumerate(names):
        for name in found:
            holders[name].append(row)
    shared = np.zeros((len(names), len(names)), dtype=np.int32)
    for rows in holders.values():
        if len(rows) > 1:
            shared[np.ix_(rows, rows)] += 1
    return shared
