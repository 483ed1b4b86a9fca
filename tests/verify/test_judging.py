"""Candidate pairs with their verdicts, and the groups that agree."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.verify.build import context, figure, source, sure
from verify.config import Config
from verify.judging import Scores, agreements, groups_of, nominate, views
from verify.pairs import ALIKE, Pairs, Views
from verify.rates import Rates
from verify.rules.agreements import Agreements
from verify.scoring import NAMED, Models
from verify.values import Relation


class Counting:
    """An encoder that keeps what it was asked; a text is its length."""

    name = fingerprint = "counting"
    dimension = 1

    def __init__(self):
        self.asked = []

    def encode(self, texts):
        self.asked.append(list(texts))
        return np.array([float(len(t)) for t in texts], dtype=np.float32).reshape(-1, 1)


def judged(figures, agree=0.9, differ=0.8, config=None):
    """All pairs of made figures, judged by constant models, with the groups that agree."""
    blank = np.zeros((len(figures), 1), dtype=np.float32)
    found = list(combinations(range(len(figures)), 2))
    pairs = Pairs(figures, found, Views(blank, blank, blank, blank, blank), Rates([]))
    scores = scored(pairs, agree, differ)
    return scores.all(), agreements(scores, config or Config())


def scored(pairs, agree, differ):
    """Pairs of blank features, judged by constant models."""
    models = Models(agree=sure(agree), differ=sure(differ), rivals=sure(differ))
    return Scores(pairs, np.zeros((len(pairs.pairs), len(NAMED))), models)


def test_every_distinct_text_is_encoded_once():
    texts = ("one", "two", "one", "three")
    figures = [figure(n, "a", clause_text=text, noun=None) for n, text in enumerate(texts, 1)]
    encoder = Counting()
    seen = views(figures, encoder)
    (asked,) = encoder.asked
    assert sorted(set(asked)) == sorted(asked) == ["", "0", "one", "three", "two"]
    assert seen.clause[:, 0].tolist() == [3, 3, 3, 5]
    assert seen.noun[:, 0].tolist() == [0, 0, 0, 0]
    assert list(seen.clause_words) == []


def test_no_figures_make_no_pairs():
    assert list(nominate([], Counting(), Rates([]), Config()).pairs) == []


def test_each_pair_is_scored_by_the_model_of_its_kind():
    told, _ = judged([figure(12, "a"), figure(12, "b"), figure(19, "c")])
    assert [(p.pair, p.relation in ALIKE, round(p.probability, 6)) for p in told] == [
        ((0, 1), True, 0.9),
        ((0, 2), False, 0.8),
        ((1, 2), False, 0.8),
    ]
    assert [p.evidence[-1].feature for p in told] == ["start"] * 3


def test_what_time_has_moved_has_a_model_of_its_own():
    toll = {"concepts": ("casualties.dead",)}
    figures = [figure(12, "a", seen="2025-05-01", **toll), figure(19, "b", seen="2025-05-04", **toll)]
    blank = np.zeros((2, 1), dtype=np.float32)
    pairs = Pairs(figures, [(0, 1)], Views(blank, blank, blank, blank, blank), Rates([]))
    models = Models(agree=sure(0.9), differ=sure(0.8), rivals=sure(0.8), updates=sure(0.6))
    (told,) = Scores(pairs, np.zeros((1, len(NAMED))), models).all()
    assert told.update
    assert told.probability == pytest.approx(0.6)


UNJUDGED = [
    ("nothing converts", {"unit": "USD", "dimension": "money"}, {"unit": "XAU", "dimension": "money"}, "b"),
    ("one article", {}, {}, "a"),
]


@pytest.mark.parametrize(("why", "one", "two", "other"), UNJUDGED)
def test_what_cannot_be_at_odds_is_left_out(why, one, two, other):
    told, _ = judged([figure(12, "a", **one), figure(19, other, **two)])
    assert told == [], why


def test_two_currencies_can_only_agree():
    told = [source("The plant cost 140 million dollars.", "a"), source("工厂耗资40亿元。", "b", "zh")]
    assert context(told).judged == []
    (one,) = context([source("The plant cost 560 million dollars.", "a"), told[1]]).judged
    assert one.relation is Relation.COMPATIBLE


def test_below_the_threshold_and_where_it_is_held_back_nothing_is_joined():
    same = [figure(12, "a"), figure(12, "b")]
    config = Config()
    assert judged(same, agree=config.agreement_threshold + 0.01)[1].all() == [frozenset({0, 1})]
    assert judged(same, agree=config.agreement_threshold - 0.01)[1].all() == []
    elsewhere = [figure(12, "a", codes={"910b"}), figure(12, "b", codes={"910c"})]
    assert judged(elsewhere)[1].all() == []


def test_what_is_taken_together_is_told_as_an_agreement_only_where_it_is_likelier_than_not():
    same = [source("The bridge cost 140 million euros.", "a"), source("Il ponte costa 140 milioni di euro.", "b", "it")]
    for likely, told in ((0.3, 0), (0.6, 1)):
        ctx = context(same, agree=likely)
        assert ctx.agreements.all() == [frozenset({0, 1})]
        assert len(list(Agreements().check(ctx))) == told


def test_a_forecast_may_agree_with_a_fact():
    fact = source("The bridge cost 140 million euros.", "a")
    forecast = source("Il ponte dovrebbe costare 140 milioni di euro.", "b", "it")
    assert context([fact, forecast]).agreements.all() == [frozenset({0, 1})]


@given(st.lists(st.tuples(st.integers(10, 14), st.sampled_from("abcd")), min_size=2, max_size=8, unique=True))
def test_a_group_holds_one_value_alone_and_no_two_groups_one_figure(drawn):
    figures = [figure(n, name) for n, name in drawn]
    told, groups = judged(figures)
    members = [i for group in groups.all() for i in group]
    assert len(members) == len(set(members))
    assert all(len({drawn[i][0] for i in group}) == 1 for group in groups.all())
    for pair in told:
        assert pair.left < pair.right
        assert (drawn[pair.left][0] == drawn[pair.right][0]) == (pair.relation in ALIKE)
        assert pair.relation in ALIKE or drawn[pair.left][1] != drawn[pair.right][1]


@given(
    st.lists(st.tuples(st.integers(10, 14), st.sampled_from("abcd")), min_size=2, max_size=8, unique=True),
    st.sampled_from([0.01, 0.5, 0.99]),
)
def test_a_rule_may_ask_for_likely_pairs_and_for_all_between_their_groups(drawn, least):
    figures = [figure(n, name) for n, name in drawn]
    blank = np.zeros((len(figures), 1), dtype=np.float32)
    pairs = Pairs(figures, list(combinations(range(len(figures)), 2)), Views(*[blank] * 5), Rates([]))
    scores = scored(pairs, agree=0.9, differ=0.3)
    groups = agreements(scores, Config())
    kept = {p.pair for p in scores.worth_a_look(groups, least)}
    asked = {groups_of(groups, p) for p in scores.all() if p.probability >= least}
    for judged in scores.all():
        one, two = groups_of(groups, judged)
        assert (judged.pair in kept) == (one == two or (one, two) in asked)
