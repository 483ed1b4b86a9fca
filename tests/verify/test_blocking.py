"""Which pairs are worth comparing: few groups whole, many through neighbours, equal values always."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.verify.build import figure
from verify import blocking
from verify.blocking import candidates
from verify.nearby import everyone


def on_a_circle(*degrees):
    """Unit vectors at these angles."""
    angles = np.radians(np.array(degrees, dtype=np.float64))
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def apart(figures):
    """All articles touch, and none is compared whole with another."""
    near = everyone(f.article.id for f in figures)
    return replace(near, whole=np.zeros_like(near.whole))


@pytest.fixture(params=["whole", "neighbours"])
def way(request):
    """Both ways of nominating."""
    return apart if request.param == "neighbours" else lambda figures: None


def test_figures_of_two_dimensions_never_meet(way):
    figures = [figure(12, "a"), figure(12, "b", unit="km", dimension="length")]
    assert candidates(figures, on_a_circle(0, 0), 3, way(figures)) == []


def test_figures_of_one_article_never_meet(way):
    figures = [figure(12, "a"), figure(12, "a"), figure(12, "a")]
    assert candidates(figures, on_a_circle(0, 0, 0), 3, way(figures)) == []


def test_the_nearest_meet(way):
    figures = [figure(12, "a"), figure(19, "b")]
    assert candidates(figures, on_a_circle(0, 5), 1, way(figures)) == [(0, 1)]


def test_equal_values_meet_however_far_their_words(way):
    figures = [figure(12, "a"), *(figure(n, "b") for n in range(20, 26 + blocking.FEW)), figure(12, "b")]
    near = on_a_circle(*range(len(figures) - 1), 179)
    assert (0, len(figures) - 1) in candidates(figures, near, 1, way(figures))


def test_beyond_the_articles_compared_whole_only_a_few_meet():
    figures = [figure(12, "a"), *(figure(n, "b") for n in range(20, 60))]
    pairs = candidates(figures, on_a_circle(*range(len(figures))), len(figures), apart(figures))
    assert pairs == [(0, n) for n in range(1, len(figures))]  # each of b's has but one to meet
    more = [*figures, *(figure(n, "c") for n in range(100, 140))]
    met = candidates(more, on_a_circle(*range(len(more))), len(more), apart(more))
    assert {(0, n) for n in range(1, blocking.FEW + 1)} <= set(met)
    assert len(met) < len(candidates(more, on_a_circle(*range(len(more))), len(more))) / 2


def test_articles_that_do_not_touch_never_meet():
    figures = [figure(12, "a"), figure(12, "b")]
    near = everyone(f.article.id for f in figures)
    nobody = np.zeros_like(near.touch)
    assert candidates(figures, on_a_circle(0, 0), 3, replace(near, touch=nobody, whole=nobody)) == []


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
    assert candidates(figures, vectors, len(drawn), apart(figures)) == candidates(figures, vectors, len(drawn))
