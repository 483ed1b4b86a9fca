"""Floors under what the shipped weights find on the bundled story. A floor is lowered only with its reason."""

import json
from pathlib import Path

import pytest

from claims.ingest import read
from claims.models import Article
from reports.formats.json import dumps, record
from tests.eval.figures import figures
from tests.eval.score import Gold, Scorer
from verify.pipeline import check

ROOT = Path(__file__).parents[2]
LABELS = json.loads((ROOT / "tests" / "data" / "kestrel" / "labels.json").read_text(encoding="utf-8"))

# Share of groups. Conflicts stood at 0.8 before nine flags in ten had to be right on unseen stories: the orders are
# held back now, because one clause that tells them carries a negation of something else.
CONFLICTS, AGREEMENTS = 0.6, 0.8


@pytest.fixture(scope="module")
def found():
    report = check(a for a in read([str(ROOT / "examples")]) if isinstance(a, Article))
    gold = Gold(ROOT / "examples", LABELS)
    return figures(Scorer(json.loads(dumps(record(report))), [gold]).score(), [gold])


def test_most_conflicts_are_told(found):
    assert found["group_recall"] >= CONFLICTS


def test_nothing_is_flagged_that_should_be_quiet(found):
    assert (found["traps_flagged"], found["quiet_flagged"]) == (0.0, 0.0)
    assert found["pair_precision"] == 1.0


def test_most_agreements_are_joined(found):
    assert found["agreements"] >= AGREEMENTS
