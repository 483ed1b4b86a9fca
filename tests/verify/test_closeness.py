"""Which values are nearer to one of a pair than the other one is."""

from math import log10

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.verify.build import figure
from verify.closeness import closer

VALUES = st.lists(st.integers(1, 100_000), min_size=1, max_size=6)


def _told(one, two, **slots):
    """Figures of two articles, and every pair of them."""
    figures = [figure(v, "a", **slots) for v in one] + [figure(v, "b", **slots) for v in two]
    source = np.array([0] * len(one) + [1] * len(two))
    pairs = [(i, len(one) + j) for i in range(len(one)) for j in range(len(two))]
    left, right = np.array(pairs).T
    return figures, source, left, right


@pytest.mark.parametrize(
    ("one", "two", "fewer", "more"),
    [
        ([53.4], [56.4], [0], [0]),
        ([53.4], [56.4, 43.6], [0, 0], [0, 1]),
        ([53.4, 46.6], [56.4, 43.6], [0, 1, 1, 0], [0, 1, 1, 0]),
        ([100], [110, 110, 120], [0, 0, 0], [0, 0, 1]),  # a value told twice counts once
        ([100], [100, 130], [0, 0], [0, 1]),
        ([10, 100], [50], [0, 0], [1, 0]),  # by powers of ten, not by their difference
    ],
)
def test_values_that_lie_nearer_are_counted(one, two, fewer, more):
    low, high = closer(*_told(one, two))
    assert low.tolist() == fewer
    assert high.tolist() == more


def test_only_values_of_one_kind_are_counted():
    figures = [figure(10, "a"), figure(20, "b"), figure(11, "b", unit="km", dimension="length")]
    low, high = closer(figures, np.array([0, 1, 1]), np.array([0]), np.array([1]))
    assert (low.tolist(), high.tolist()) == ([0], [0])


def test_no_pairs_give_nothing():
    nothing = np.zeros(0, dtype=np.int64)
    low, high = closer([figure(1)], np.array([0]), nothing, nothing)
    assert not len(low)
    assert not len(high)


@given(VALUES, VALUES)
def test_it_counts_as_a_loop_does_and_reads_the_same_with_the_articles_swapped(one, two):
    figures, source, left, right = _told(one, two)
    low, high = closer(figures, source, left, right)
    back = closer(figures, source, right, left)
    assert low.tolist() == back[0].tolist()
    assert high.tolist() == back[1].tolist()
    for row, (i, j) in enumerate(zip(left, right, strict=True)):
        a, b = one[i], two[j - len(one)]
        nearer = sorted(_nearer(of, told, abs(log10(a) - log10(b))) for of, told in ((a, two), (b, one)))
        assert [low[row], high[row]] == nearer


def _nearer(of: int, told: list[int], gap: float) -> int:
    return sum(abs(log10(v) - log10(of)) < gap - 2e-6 for v in set(told))
