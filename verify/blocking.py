"""Which pairs of figures are worth comparing: similarity nominates, nothing more.

Figures meet only within one dimension. Small groups are compared whole, article by article; large ones through
nearest neighbours, so that the work grows with the figures and not with their square.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from verify.figures import Figure

Vectors = NDArray[np.float32]
Pair = tuple[int, int]

WHOLE = 400  # figures of one dimension that are still compared whole
WIDE = 40  # neighbours asked for beyond that


def _buckets(figures: Sequence[Figure]) -> Iterator[list[int]]:
    by_dimension: dict[str, list[int]] = defaultdict(list)
    for index, figure in enumerate(figures):
        by_dimension[figure.value.dimension].append(index)
    for _, indices in sorted(by_dimension.items()):
        yield indices


def _by_article(figures: Sequence[Figure], indices: Sequence[int]) -> list[list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for index in indices:
        groups[figures[index].article.id].append(index)
    return [group for _, group in sorted(groups.items())]


def _best(similarity: Vectors, count: int) -> NDArray[np.bool_]:
    """Mask of the `count` most similar of each row; ties fall to the earlier column."""
    if similarity.shape[1] <= count:
        return np.ones(similarity.shape, dtype=bool)
    order = np.argsort(-similarity, axis=1, kind="stable")[:, :count]
    mask = np.zeros(similarity.shape, dtype=bool)
    np.put_along_axis(mask, order, values=True, axis=1)
    return mask


def _whole(groups: Sequence[Sequence[int]], vectors: Vectors, count: int) -> Iterator[Pair]:
    for a, left in enumerate(groups):
        for right in groups[a + 1 :]:
            similarity = vectors[left] @ vectors[right].T
            chosen = _best(similarity, count) | _best(similarity.T, count).T
            for row, column in np.argwhere(chosen):
                yield left[row], right[column]


def _nearest(indices: Sequence[int], vectors: Vectors) -> Iterator[Pair]:
    from sklearn.neighbors import NearestNeighbors

    index = NearestNeighbors(n_neighbors=min(WIDE, len(indices)), algorithm="brute", metric="cosine")
    _, found = index.fit(vectors[indices]).kneighbors(vectors[indices])
    for row, columns in enumerate(found):
        for column in columns:
            yield indices[row], indices[column]


def _equal_values(figures: Sequence[Figure], indices: Sequence[int]) -> Iterator[Pair]:
    by_value: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for index in indices:
        value = figures[index].value
        by_value[value.unit, f"{value.stated:.3g}"].append(index)
    for same in by_value.values():
        for a, left in enumerate(same[:WIDE]):
            for right in same[a + 1 : WIDE]:
                yield left, right


def _told_in_two_currencies(figures: Sequence[Figure], groups: Sequence[Sequence[int]]) -> Iterator[Pair]:
    """Within one article only sums in different currencies are compared: they can agree, never conflict."""
    for group in groups:
        for a, left in enumerate(group):
            for right in group[a + 1 :]:
                one, two = figures[left], figures[right]
                if one.value.dimension == "money" and one.value.unit != two.value.unit:
                    yield left, right


def candidates(figures: Sequence[Figure], vectors: Vectors, count: int) -> list[Pair]:
    """Index pairs (i < j), sorted; `vectors` (n, d) holds a unit vector for each figure's clause."""
    pairs: set[Pair] = set()
    for indices in _buckets(figures):
        groups = _by_article(figures, indices)
        found = _whole(groups, vectors, count) if len(indices) <= WHOLE else _nearest(indices, vectors)
        pairs.update((min(p), max(p)) for p in found)
        pairs.update((min(p), max(p)) for p in _equal_values(figures, indices))
        pairs = {(i, j) for i, j in pairs if figures[i].article.id != figures[j].article.id}
    for indices in _buckets(figures):
        pairs.update((min(p), max(p)) for p in _told_in_two_currencies(figures, _by_article(figures, indices)))
    return sorted(pairs)
