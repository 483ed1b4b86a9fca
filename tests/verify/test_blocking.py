"""Which pairs are worth comparing: few groups whole, many through neighbours, equal values always."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.verify.build import figure
from verify import blocking
from verify.blocking import candidates


def on_a_circle(*degrees):
    """Unit vectors at these angles."""
    angles = np.radians(np.array(degrees, dtype=np.float64))
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


@pytest.fixture(params=["whole", "neighbours"])
def way(request, monkeypatch):
    """Both ways of nominating, the second forced upon few figures."""
    if request.param == "neighbours":
        monkeypatch.setattr(blocking, "WHOLE", 0)
    return request.param


def test_figures_of_two_dimensions_never_meet(way):
    figures = [figure(12, "a"), figure(12, "b", unit="km", dimension="length")]
    assert candidates(figures, on_a_circle(0, 0), 3) == []


def test_figures_of_one_article_never_meet(way):
    assert candidates([figure(12, "a"), figure(12, "a"), figure(12, "a")], on_a_circle(0, 0, 0), 3) == []


def test_the_nearest_meet(way):
    figures = [figure(12, "a"), figure(19, "b")]
    assert candidates(figures, on_a_circle(0, 5), 1) == [(0, 1)]


def test_equal_values_meet_however_far_their_words(way):
    figures = [figure(12, "a"), *(figure(n, "b") for n in range(20, 26)), figure(12, "b")]
    near = on_a_circle(0, 1, 2, 3, 4, 5, 6, 179)
    assert (0, 7) in candidates(figures, near, 1)


def test_of_another_article_only_the_most_similar_are_asked():
    figures = [figure(12, "a"), figure(19, "b"), figure(23, "b"), figure(31, "b")]
    vectors = on_a_circle(0, 1, 40, 80)
    assert candidates(figures, vectors, 1) == [(0, 1), (0, 2), (0, 3)]  # each of b's has a's as its nearest
    figures = [figure(12, "a"), figure(13, "a"), figure(19, "b"), figure(23, "b")]
    assert candidates(figures, on_a_circle(0, 90, 1, 89), 1) == [(0, 2), (1, 3)]


some = st.lists(st.tuples(st.integers(10, 20), st.sampled_from("abc"), st.integers(0, 359)), max_size=9)


@given(some, st.integers(1, 4))
def test_pairs_are_sorted_and_of_two_articles(drawn, count):
    figures = [figure(n, name) for n, name, _ in drawn]
    vectors = on_a_circle(*(angle for _, _, angle in drawn)).reshape(-1, 2)
    pairs = candidates(figures, vectors, count)
    assert pairs == sorted(set(pairs))
    assert all(i < j and drawn[i][1] != drawn[j][1] for i, j in pairs)
    assert set(pairs) <= set(candidates(figures, vectors, count + 1))


@given(some.filter(lambda drawn: len(drawn) > 1))
def test_asked_for_enough_neighbours_both_ways_nominate_alike(drawn):
    figures = [figure(n, name) for n, name, _ in drawn]
    vectors = on_a_circle(*(angle for _, _, angle in drawn))
    whole = candidates(figures, vectors, len(drawn))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocking, "WHOLE", 0)
        assert candidates(figures, vectors, len(drawn)) == whole
