"""Which pairs of figures are worth comparing: articles nominate each other, then similarity nominates figures.

Figures meet only within one dimension and between articles that touch (`verify.nearby`). The articles that an article
touches most are compared whole, one by one; of all the others each figure meets the few that are most like it. So the
work grows with the figures and not with their square, and an article on something else changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from verify.figures import Figure
from verify.nearby import FINE, Nearby, everyone

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]
Meets = NDArray[np.bool_]
Pair = tuple[int, int]
Pairs = tuple[Rows, Rows]

FEW = 8  # figures of articles that are not compared whole
EQUAL = 40  # figures of the same value
BLOCK = 1024  # figures held against all others at once


def _by_dimension(figures: Sequence[Figure]) -> Iterator[Rows]:
    groups: dict[str, list[int]] = defaultdict(list)
    for index, figure in enumerate(figures):
        groups[figure.value.dimension].append(index)
    for _, indices in sorted(groups.items()):
        yield np.array(indices)


def _by_article(indices: Rows, article: Rows) -> dict[int, Rows]:
    groups: dict[int, list[int]] = defaultdict(list)
    for index in indices.tolist():
        groups[int(article[index])].append(index)
    return {a: np.array(found) for a, found in groups.items()}


def _best(similarity: Vectors, count: int) -> Meets:
    """Mask of the `count` most similar of each row; ties fall to the earlier column."""
    if similarity.shape[1] <= count:
        return np.ones(similarity.shape, dtype=bool)
    order = np.argsort(-similarity, axis=1, kind="stable")[:, :count]
    mask = np.zeros(similarity.shape, dtype=bool)
    np.put_along_axis(mask, order, values=True, axis=1)
    return mask


def _whole(groups: Mapping[int, Rows], meets: Meets, vectors: Vectors, count: int) -> Iterator[Pairs]:
    """Of every two articles that meet, each figure with the `count` most similar ones of the other."""
    present = np.array(sorted(groups))
    for a in present.tolist():
        left = groups[a]
        rights = [groups[b] for b in present[meets[a, present] & (present > a)].tolist()]
        small = [right for right in rights if max(len(left), len(right)) <= count]
        if small:
            yield _each_with_each(left, np.concatenate(small))
        for right in rights:
            if max(len(left), len(right)) > count:
                similarity = vectors[left] @ vectors[right].T
                rows, columns = np.nonzero(_best(similarity, count) | _best(similarity.T, count).T)
                yield left[rows], right[columns]


def _each_with_each(left: Rows, right: Rows) -> Pairs:
    return np.repeat(left, len(right)), np.tile(right, len(left))


def _nearest(indices: Rows, article: Rows, meets: Meets, vectors: Vectors, count: int) -> Iterator[Pairs]:
    """Each figure with the `count` most similar ones of all articles that meet its own; ties fall to the earlier."""
    count = min(count, len(indices))
    for start in range(0, len(indices), BLOCK):
        rows = indices[start : start + BLOCK]
        allowed = meets[np.ix_(article[rows], article[indices])]
        if count == len(indices):  # there are no more than these
            row, place = np.nonzero(allowed)
            yield rows[row], indices[place]
            continue
        if not allowed.any():
            continue
        likeness = np.round((vectors[rows] @ vectors[indices].T) * FINE).astype(np.int64)
        # Whole numbers, each with its column in it: no two are equal, so the choice is the same everywhere.
        ranked = np.where(allowed, likeness, -2 * FINE) * len(indices) - np.arange(len(indices))
        best = np.argpartition(-ranked, count - 1, axis=1)[:, :count]
        row, place = np.nonzero(np.take_along_axis(allowed, best, axis=1))
        yield rows[row], indices[best[row, place]]


def _equal_values(figures: Sequence[Figure], indices: Rows) -> Iterator[Rows]:
    """Figures whose value is the same to three digits."""
    groups: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for index in indices.tolist():
        value = figures[index].value
        groups[value.unit, f"{value.stated:.3g}"].append(index)
    for same in groups.values():
        if len(same) > 1:
            yield np.array(same)


def _told_in_two_currencies(figures: Sequence[Figure], groups: Mapping[int, Rows]) -> Iterator[Pairs]:
    """Within one article only sums in different currencies are compared: they can agree, never conflict."""
    for group in groups.values():
        told = [(i, j) for i, j in combinations(group.tolist(), 2) if _in_two_currencies(figures[i], figures[j])]
        if told:
            left, right = np.array(told).T
            yield left, right


def _in_two_currencies(a: Figure, b: Figure) -> bool:
    return a.value.dimension == "money" and a.value.unit != b.value.unit


def candidates(figures: Sequence[Figure], vectors: Vectors, count: int, near: Nearby | None = None) -> list[Pair]:
    """Index pairs (i < j), sorted; `vectors` (n, d) holds a unit vector for each figure's clause.

    `near` knows the articles of all figures; without it every article meets every other.
    """
    near = near or everyone(f.article.id for f in figures)
    article = np.array([near.rows[f.article.id] for f in figures], dtype=np.int64)
    found: list[Pairs] = []
    for indices in _by_dimension(figures):
        groups = _by_article(indices, article)
        found.extend(_whole(groups, near.whole, vectors, count))
        found.extend(_nearest(indices, article, near.touch & ~near.whole, vectors, FEW))
        for same in _equal_values(figures, indices):
            found.extend(_nearest(same, article, near.touch, vectors, EQUAL))
        found.extend(_told_in_two_currencies(figures, groups))
    if not found:
        return []
    one, two = (np.concatenate(side) for side in zip(*found, strict=True))
    both = np.sort(np.minimum(one, two) * len(figures) + np.maximum(one, two))
    left, right = np.divmod(both[np.diff(both, prepend=-1) > 0], len(figures))
    return list(zip(left.tolist(), right.tolist(), strict=True))
