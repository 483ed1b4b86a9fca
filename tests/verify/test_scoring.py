"""Evidence that adds up to the score, and a weight file that people may edit."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from verify.partners import LATER
from verify.scoring import DATED, NAMED, SHOWN, Model, Models, shipped

NAMES = [name for name, _ in NAMED]
weights = st.floats(-5, 5, allow_nan=False).map(lambda w: round(w, 4))
models = st.builds(Model, bias=weights, weights=st.dictionaries(st.sampled_from(NAMES), weights, max_size=8))
rows = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([-0.4, 0.25, 0.5, 1.0, 2.0]), max_size=10)


def row(told):
    """A row of features, nought but for those named."""
    return np.array([told.get(name, 0.0) for name in NAMES])


@given(models, rows)
def test_evidence_adds_up_to_the_log_odds(model, told):
    (probability,) = model.probabilities(row(told)[None, :])
    total = sum(e.weight for e in model.evidence(row(told)))
    assert total == pytest.approx(math.log(probability / (1 - probability)), abs=1e-3)


@given(models, rows)
def test_evidence_is_told_heaviest_first_and_ends_where_every_pair_starts(model, told):
    *reasons, start = model.evidence(row(told))
    assert start.feature == "start"
    assert [abs(e.weight) for e in reasons] == sorted((abs(e.weight) for e in reasons), reverse=True)
    assert all(abs(e.weight) >= SHOWN - 1e-4 and e.detail for e in reasons)
    assert {e.feature for e in reasons} <= told.keys()


@given(models, st.sampled_from(NAMES))
def test_more_of_what_speaks_for_it_makes_it_no_less_likely(model, name):
    less, more = model.probabilities(np.stack([row({}), row({name: 1.0})]))
    assert (more >= less) == (model.weights.get(name, 0.0) >= 0) or more == pytest.approx(less)


def test_a_model_without_weights_knows_nothing():
    told = row(dict.fromkeys(NAMES, 1.0))
    assert Model(bias=0, weights={}).probabilities(told[None, :]) == pytest.approx([0.5])
    assert [e.feature for e in Model(bias=0, weights={}).evidence(told)] == ["start"]


def test_an_unknown_feature_weighs_nothing():
    told = row({NAMES[0]: 1.0})
    plain, more = ({NAMES[0]: 1.5}, {NAMES[0]: 1.5, "moon_phase": 99.0})
    one, two = (Model(bias=-1, weights=w) for w in (plain, more))
    assert one.probabilities(told[None, :]) == two.probabilities(told[None, :])
    assert one.evidence(told) == two.evidence(told)


@pytest.mark.parametrize("bias", [-1e6, 1e6])
def test_a_probability_stays_one_however_heavy_the_weights(bias):
    (probability,) = Model(bias=bias, weights={}).probabilities(row({})[None, :])
    assert 0 <= probability <= 1
    assert math.isfinite(probability)


def test_the_shipped_weights_name_only_what_is_measured():
    loaded = shipped()
    assert loaded is shipped()
    for model in (loaded.agree, loaded.differ):
        assert set(model.weights) <= set(NAMES)
        assert all(math.isfinite(w) for w in (model.bias, *model.weights.values()))
    assert loaded.dates is not None
    assert set(loaded.dates.weights) <= {name for name, _ in DATED}
    assert any(loaded.agree.weights.values())
    assert any(loaded.differ.weights.values())


def test_who_agrees_is_told_without_knowing_who_agrees():
    assert not any(shipped().agree.weights.get(feature.name) for feature in LATER)


def test_features_have_names_of_their_own_and_words():
    assert len(set(NAMES)) == len(NAMES)
    assert all(means and means[0].islower() for _, means in NAMED)


@pytest.mark.parametrize("broken", [{}, {"agree": {"bias": 0, "weights": {}}}, {"agree": 1, "differ": 2}])
def test_a_weight_file_with_something_missing_is_refused(broken):
    with pytest.raises(ValidationError):
        Models.model_validate(broken)
