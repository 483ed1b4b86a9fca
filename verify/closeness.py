"""How close two values lie, next to the other values that either could be held against.

Where two sources tell one thing differently, the two values are mostly nearer to each other than to whatever else the
two articles tell of that kind: the share of the winner here is held against the share of the winner there.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log10

import numpy as np
from numpy.typing import NDArray

from verify.figures import Figure

Rows = NDArray[np.int64]
Counts = NDArray[np.float64]
LEAST = 1e-9  # stands for nought, which has no logarithm
SAME = 1e-6  # powers of ten within which two values are one


def closer(figures: Sequence[Figure], source: Rows, left: Rows, right: Rows) -> tuple[Counts, Counts]:
    """For each pair how many values of its kind in the one's article are nearer to the other, the fewer first.

    `source` (n,) numbers the articles of the figures; `left` and `right` (pairs,) are indices of figures. Of one kind
    are values of one dimension and unit, which are told apart by powers of ten.
    """
    height = np.array([log10(max(abs(f.value.stated), LEAST)) for f in figures])
    kinds: dict[tuple[int, str, str | None], list[int]] = defaultdict(list)
    for index, f in enumerate(figures):
        kinds[int(source[index]), f.value.dimension, f.value.unit].append(index)
    kind = np.zeros(len(figures), dtype=np.int64)
    for number, members in enumerate(kinds.values()):
        kind[members] = number
    told = [_distinct(height[members]) for members in kinds.values()]
    one, two = _nearer(height, kind, told, left, right), _nearer(height, kind, told, right, left)
    return np.minimum(one, two), np.maximum(one, two)


def _distinct(heights: Counts) -> Counts:
    """Sorted, each value once."""
    ordered = np.sort(heights)
    told: Counts = ordered[np.append(True, np.diff(ordered) > SAME)]
    return told


def _nearer(height: Counts, kind: Rows, told: Sequence[Counts], of: Rows, others: Rows) -> Counts:
    """How many values of the kind of `others` lie nearer to `of` than `others` itself does."""
    found = np.zeros(len(of))
    for number, rows in _by(kind[others]):
        gap = np.maximum(np.abs(height[of[rows]] - height[others[rows]]) - SAME, 0)
        up = np.searchsorted(told[number], height[of[rows]] + gap)
        down = np.searchsorted(told[number], height[of[rows]] - gap, side="right")
        found[rows] = np.maximum(up - down, 0)
    return found


def _by(numbers: Rows) -> Iterator[tuple[int, Rows]]:
    """Each number with the rows that have it."""
    order = np.argsort(numbers, kind="stable")
    starts = np.flatnonzero(np.diff(numbers[order])) + 1
    for rows in np.split(order, starts):
        if len(rows):
            yield int(numbers[rows[0]]), rows
