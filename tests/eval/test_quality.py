"""Floors under what the shipped weights find on the bundled story. A floor is only ever raised."""

from pathlib import Path

import pytest

from claims.ingest import read
from claims.models import Article
from tests.eval.score import Scorer
from verify.pipeline import check

ROOT = Path(__file__).parents[2]
LABELS = ROOT / "tests" / "data" / "kestrel" / "labels.json"

CONFLICTS, AGREEMENTS = 4, 0.8  # of 5 groups; share of groups


@pytest.fixture(scope="module")
def score():
    report = check(a for a in read([str(ROOT / "examples")]) if isinstance(a, Article))
    return Scorer(report, LABELS).score()


def test_most_conflicts_are_told(score):
    assert len(score.conflicts) == 5
    assert len(score.conflicts_told) >= CONFLICTS


def test_nothing_is_flagged_that_should_be_quiet(score):
    assert score.traps_flagged == []
    assert score.agreeing_flagged == []


def test_most_agreements_are_joined(score):
    assert len(score.agreements_joined) >= AGREEMENTS * len(score.agreements)
