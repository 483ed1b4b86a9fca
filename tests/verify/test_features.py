"""Features read the same with the two figures swapped, and mean what their names say."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.models import Modality
from tests.verify.build import figure
from verify.blocking import candidates
from verify.features import FEATURES, matrix
from verify.pairs import Pairs, Views
from verify.partners import LATER
from verify.rates import Rates
from verify.scoring import NAMED, Model, observe

NAMES = [name for name, _ in NAMED]
SURE = Model(bias=40, weights={})  # takes every pair of equal values for an agreement
DEAD, HURT = "casualties.dead", "casualties.injured"


def vectors(count, seed=0):
    """Unit vectors, the same for the same seed."""
    drawn = np.random.default_rng(seed).normal(size=(count, 4)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def features(figures, pairs, order=None):
    """Feature rows as {name: value}; `order` gives each figure the vector that it had in another list."""
    v = vectors(len(figures))[order if order is not None else slice(None)]
    rows = observe(Pairs(figures, pairs, Views(v, v, v, v, v), Rates([])), SURE)
    return [dict(zip(NAMES, row, strict=True)) for row in rows]


ONE = [
    ("same_concept", {"concepts": (DEAD,)}, {"concepts": (DEAD,)}),
    ("sibling_concept", {"concepts": (DEAD,)}, {"concepts": (HURT,)}),
    ("same_noun", {"noun": "chips"}, {"noun": "chip"}),
    ("other_noun", {"noun": "chips"}, {"noun": "people"}),
    ("shared_code", {"codes": {"h100"}}, {"codes": {"h100", "h20"}}),
    ("other_code", {"codes": {"h100"}}, {"codes": {"h20"}}),
    ("shared_name", {"names": {"huawei"}}, {"names": {"huawei"}}),
    ("shared_place", {"places": {"place:LY"}}, {"places": {"place:LY"}}),
    ("shared_topic", {"topic": {"huawei"}}, {"topic": {"huawei"}}),
    ("other_status", {"modality": Modality.RUMOUR}, {}),
    ("other_source", {"said_by": "Reuters"}, {"said_by": "the ministry"}),
    ("other_model", {"models": {"910c"}}, {"models": {"h100"}}),
    ("about_once", {"about": True}, {}),
    ("about_both", {"about": True}, {"about": True}),
    ("bound_once", {"at_least": True}, {}),
    ("bound_both", {"at_least": True}, {"at_least": True}),
    ("later_once", {"measures": ("order.second",)}, {}),
    ("other_rate", {"per": "day"}, {}),
    ("other_time", {"period": (date(2024, 1, 1), date(2024, 1, 1))}, {"period": (date(2025, 1, 1), date(2025, 1, 1))}),
    ("same_time", {"period": (date(2024, 1, 1), date(2024, 1, 1))}, {"period": (date(2024, 1, 1), None)}),
    ("shared_figures", {"others": {7.0}}, {"others": {7.0, 8.0}}),
    ("part_once", {"scopes": ("part",)}, {}),
    ("early_once", {"phases": ("early",)}, {"phases": ("final",)}),
    ("other_phase", {"phases": ("early",)}, {"phases": ("final",)}),
    ("poll_once", {"nearby": {"election.poll"}}, {}),
    ("counted_once", {}, {"nearby": {"election.counted"}}),
    ("other_order", {"measures": ("order.first",)}, {"measures": ("order.second",)}),
    ("hours", {"concepts": (DEAD,)}, {"concepts": (DEAD,)}),
    ("only_of_measure", {"concepts": (DEAD,)}, {"concepts": (DEAD,)}),
    ("moved_on", {"concepts": (DEAD,), "seen": "2025-05-01"}, {"concepts": (DEAD,), "seen": "2025-05-03"}),
    ("same_day", {"seen": "2025-05-01"}, {"seen": "2025-05-01"}),
]


@pytest.mark.parametrize(("name", "one", "two"), ONE)
def test_fires_when_it_should_and_not_on_bare_figures(name, one, two):
    bare = features([figure(12, "a", language="en"), figure(19, "b", language="de")], [(0, 1)])[0]
    told = features([figure(12, "a", **one), figure(19, "b", **two)], [(0, 1)])[0]
    assert told[name] == 1
    assert bare[name] == 0


def test_the_first_of_a_series_may_be_the_one_that_another_tells_without_a_number():
    first = features([figure(12, "a", measures=("order.first",)), figure(19, "b")], [(0, 1)])[0]
    both = features([figure(12, "a", measures=("order.first",)), figure(19, "b", measures=("order.second",))], [(0, 1)])
    assert first["later_once"] == both[0]["later_once"] == 0


def test_digits_apart_counts_those_that_one_has_more():
    assert features([figure(12, "a"), figure(1234, "b")], [(0, 1)])[0]["digits_apart"] == 2


def test_equal_elsewhere_marks_the_rival_of_an_equal_partner():
    figures = [figure(12, "a"), figure(12, "b"), figure(19, "b")]
    rows = features(figures, [(0, 1), (0, 2)])
    assert rows[1]["equal_elsewhere"] == pytest.approx(1)
    assert features([figure(12, "a"), figure(19, "b"), figure(23, "b")], [(0, 1)])[0]["equal_elsewhere"] == 0
    assert [row["equal"] for row in rows] == [1, 0]


def test_told_together_marks_values_that_one_article_tells():
    figures = [figure(12, "a"), figure(19, "b"), figure(12, "c"), figure(19, "c")]
    pairs = candidates(figures, vectors(4), 3)
    rows = dict(zip(pairs, features(figures, pairs), strict=True))
    assert rows[0, 1]["told_together"] == pytest.approx(1)
    assert features(figures[:2], [(0, 1)])[0]["told_together"] == 0


def test_support_counts_the_further_articles_that_tell_a_value():
    figures = [figure(12, "a"), figure(19, "b"), figure(12, "c"), figure(12, "d")]
    pairs = candidates(figures, vectors(4), 3)
    rows = dict(zip(pairs, features(figures, pairs), strict=True))
    assert rows[0, 1]["less_supported"] == 0
    assert rows[0, 1]["more_supported"] == pytest.approx(np.log1p(2))


@pytest.mark.parametrize(
    ("n", "concepts", "small", "unnamed"), [(7, (), 1, 1), (7, (DEAD,), 1, 0), (13, (), 0, 0), (0.5, (), 0, 0)]
)
def test_small_numbers_are_met_everywhere_where_no_measure_is_shared(n, concepts, small, unnamed):
    (row,) = features([figure(n, "a", concepts=concepts), figure(n, "b", concepts=concepts)], [(0, 1)])
    assert (row["small"], row["small_unnamed"]) == (small, unnamed)


def test_repeats_counts_how_often_the_two_articles_tell_their_values():
    told = [figure(7, "a"), figure(7, "a"), figure(9, "a"), figure(7, "b")]
    rows = features(told, [(0, 3), (2, 3)])
    assert [row["repeats"] for row in rows] == pytest.approx([log(2), 0])


def test_no_pairs_give_no_rows():
    empty = np.zeros((0, 4), dtype=np.float32)
    nothing = Pairs([], [], Views(empty, empty, empty, empty, empty), Rates([]))
    assert matrix(nothing).shape == (0, len(FEATURES))
    assert observe(nothing, SURE).shape == (0, len(FEATURES) + len(LATER))


def test_a_pair_is_margin_above_its_rivals_or_below_them():
    figures = [figure(12, "a"), figure(19, "b"), figure(23, "b")]
    rows = features(figures, [(0, 1), (0, 2)])
    assert sorted(row["first_choice"] for row in rows) == [0, 1]
    assert rows[0]["margin"] * rows[1]["margin"] < 0


some_figures = st.lists(
    st.builds(
        lambda n, name, codes, noun, seen: figure(n, name, codes=codes, noun=noun, seen=seen),
        st.integers(1, 40),
        st.sampled_from("abc"),
        st.sets(st.sampled_from(["h100", "h20"])),
        st.sampled_from([None, "chips", "people"]),
        st.sampled_from([None, "2025-05-01", "2025-05-09"]),
    ),
    min_size=2,
    max_size=7,
)


@given(some_figures)
def test_features_are_symmetric_and_blind_to_order(figures):
    n = len(figures)
    pairs = candidates(figures, vectors(n), 3)
    mirrored = [(n - 1 - j, n - 1 - i) for i, j in pairs]
    straight = features(figures, pairs)
    backwards = features(figures[::-1], mirrored, order=list(range(n))[::-1])
    for one, two in zip(straight, backwards, strict=True):
        assert one == pytest.approx(two, abs=1e-6)


@given(some_figures)
def test_candidates_are_ordered_pairs_of_different_articles(figures):
    pairs = candidates(figures, vectors(len(figures)), 2)
    assert pairs == sorted(set(pairs))
    assert all(i < j and figures[i].article.id != figures[j].article.id for i, j in pairs)


def test_sums_in_two_currencies_meet_inside_one_article():
    figures = [figure(560, "a", unit="USD", dimension="money"), figure(4, "a", unit="CNY", dimension="money")]
    assert candidates(figures, vectors(2), 2) == [(0, 1)]


CLOSE = [
    # two exact figures and the digits beyond two of the shorter one, or nought where chance may bring them together
    (10_606_877, 10_606_628, 5.0),
    (939, 945, 1.0),
    (939, 1100, 0.0),
    (12, 12.2, 0.0),
    (21_265_000, 21_270_000, 2.0),
]


@pytest.mark.parametrize(("one", "two", "expected"), CLOSE)
def test_long_figures_that_lie_close_are_hardly_met_by_chance(one, two, expected):
    (row,) = features([figure(one, "a"), figure(two, "b")], [(0, 1)])
    assert row["long_and_close"] == expected


def test_a_rounded_figure_may_lie_close_by_chance():
    exact = figure(10_606_628, "b")
    about = replace(exact, value=exact.value.model_copy(update={"approximate": True}))
    (row,) = features([figure(10_606_877, "a"), about], [(0, 1)])
    assert row["long_and_close"] == 0


def test_a_pair_stands_out_from_what_other_partners_would_be():
    """a's figure points as b's first does; b's other ones point elsewhere."""
    rows = np.array([[1, 0], [1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)
    figures = [figure(12, "a"), *(figure(n, "b") for n in (19, 23, 31))]
    pairs = Pairs(figures, [(0, 1), (0, 2), (0, 3)], Views(rows, rows, rows, rows, rows), Rates([]))
    mean = (1 + 0 + 0.6) / 3
    # Each of b's figures has a's as its only partner: beyond that one it stands not at all.
    assert pairs.outstanding.tolist() == pytest.approx([1 - mean, 0 - mean, 0.6 - mean], abs=1e-6)
    assert pairs.margins.tolist() == pytest.approx([0.4, -1.0, -0.4], abs=1e-6)


@given(st.integers(2, 6), st.integers(0, 99))
def test_standing_out_reads_the_same_with_the_articles_swapped(count, seed):
    drawn, figures = vectors(2 * count, seed), [figure(n + 1, "ab"[n % 2]) for n in range(2 * count)]
    there = [(i, j) for i in range(2 * count) for j in range(2 * count) if i % 2 < j % 2]
    views = Views(drawn, drawn, drawn, drawn, drawn)
    one, two = (Pairs(figures, p, views, Rates([])).outstanding for p in (there, [(j, i) for i, j in there]))
    assert one.tolist() == pytest.approx(two.tolist(), abs=1e-6)


@given(st.lists(st.integers(0, 2), min_size=2, max_size=8))
def test_figures_that_share_a_text_are_as_alike_as_their_texts(texts):
    figures = [figure(12 + number, f"a{number}") for number in range(len(texts))]
    seen = vectors(3)[texts]
    pairs = Pairs(figures, list(combinations(range(len(texts)), 2)), Views(seen, seen, seen, seen, seen), Rates([]))
    alone = [float((seen[[i]] * seen[[j]]).sum(axis=1)[0]) for i, j in pairs.pairs]
    assert pairs.cosine(pairs.views.clause).tolist() == alone
