"""Who may speak of one thing: decided by what two articles say, whoever else is there."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.verify.build import source
from verify import nearby
from verify.nearby import everyone


class Told:
    """An encoder that knows each text's place on a circle, in degrees, from its last word."""

    name = fingerprint = "told"
    dimension = 2

    def encode(self, texts):
        angles = np.radians([float(text.rstrip(".").rsplit(" ", 1)[1]) for text in texts])
        return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def near(*told):
    """Articles at these degrees, each with the names in it."""
    articles = [source(f"The bridge is at {angle}", f"n{number}") for number, (angle, _) in enumerate(told)]
    return nearby.nearby(articles, [frozenset(names) for _, names in told], Told())


def test_articles_touch_where_they_read_alike_or_share_a_name():
    found = near((0, "x"), (60, "y"), (89, "x"), (180, "z"))
    assert found.touch.tolist() == [
        [False, True, True, False],
        [True, False, True, False],
        [True, True, False, False],
        [False, False, False, False],
    ]


def test_a_shared_name_brings_articles_closer(monkeypatch):
    monkeypatch.setattr(nearby, "WHOLE", 1)
    plain, named = near((0, ""), (5, ""), (8, "x"), (-9, "y")), near((0, "x"), (5, ""), (8, "x"), (-9, "y"))
    assert plain.whole[0].tolist() == [False, True, False, True]
    assert named.whole[0].tolist() == [False, False, True, True]


def test_without_a_word_on_it_everyone_is_near_everyone_else():
    assert everyone("aba").rows == {"a": 0, "b": 1}
    assert everyone("ab").touch.tolist() == everyone("ab").whole.tolist() == [[False, True], [True, False]]


told = st.lists(st.tuples(st.integers(0, 359), st.sets(st.sampled_from("xyz"))), min_size=1, max_size=8)


@given(told)
def test_nearness_is_mutual_and_whole_only_where_articles_touch(articles):
    found = near(*articles)
    assert np.array_equal(found.touch, found.touch.T)
    assert np.array_equal(found.whole, found.whole.T)
    assert not (found.whole & ~found.touch).any()
    assert not found.touch.diagonal().any()


@given(told)
def test_an_article_on_something_else_changes_nothing_between_the_others(articles):
    before = near(*((angle % 90, names) for angle, names in articles))
    after = near(*((angle % 90, names) for angle, names in articles), (225, {"other"}))
    n = len(articles)
    assert np.array_equal(after.touch[:n, :n], before.touch)
    assert np.array_equal(after.whole[:n, :n], before.whole)
    assert not after.touch[n].any()


@given(told)
def test_the_order_of_the_articles_changes_nothing(articles):
    straight, backwards = near(*articles), near(*articles[::-1])
    assert np.array_equal(straight.touch, backwards.touch[::-1, ::-1])
    assert np.array_equal(straight.whole, backwards.whole[::-1, ::-1])
