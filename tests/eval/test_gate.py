"""The gate: what is worse stops, bounds rise by themselves on request and fall only with a reason."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.eval import corpus, gate
from tests.eval.gate import Bound, Corpus, Floors, Line, compare, lowered, main, raised
from tests.eval.score import Gold

DAY = date(2026, 11, 22)
LISTED = dict.fromkeys(gate.LISTED, 0.4)


def floors(**bounds):
    steps = {name: (Bound(at=at, day=DAY, reason="first measured"),) for name, at in bounds.items()}
    return Floors(corpus=(Corpus(digest="d", day=DAY, reason="first"),), bounds=steps)


WORSE = [
    ("agreements", 0.79, 0.8, True),
    ("agreements", 0.8, 0.8, False),
    ("agreements", None, 0.8, False),  # a share of nothing
    ("agreements", 0.1, None, False),  # not held yet
    ("traps_flagged", 0.04, 0.03, True),
    ("traps_flagged", 0.02, 0.03, False),
]


@pytest.mark.parametrize(("name", "today", "bound", "worse"), WORSE)
def test_what_is_worse(name, today, bound, worse):
    assert Line(name, today, bound).worse is worse


def test_a_bound_whose_figure_is_gone_is_still_listed():
    assert Line("recall.date", None, 0.2) in compare(LISTED, floors(**{"recall.date": 0.2}))


def test_raising_takes_what_is_better_and_leaves_the_rest():
    before = floors(agreements=0.5, updates=0.9, traps_flagged=0.2)
    lines = compare({**LISTED, "agreements": 0.7, "updates": 0.8, "traps_flagged": 0.1}, before)
    after = raised(lines, before, DAY)
    assert {name: steps[-1].at for name, steps in after.bounds.items() if name in before.bounds} == {
        "agreements": 0.65,
        "updates": 0.9,
        "traps_flagged": 0.15,
    }
    assert [step.at for step in after.bounds["agreements"]] == [0.5, 0.65]  # what was is kept


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(["agreements", "traps_flagged"]))
def test_raising_never_weakens_and_is_kept_by_what_was_measured(today, bound, name):
    before = floors(**{name: bound})
    after = raised(compare({**LISTED, name: today}, before), before, DAY)
    at = after.bounds[name][-1].at
    assert at == bound or gate.weaker(name, bound, at)
    if not Line(name, today, bound).worse:
        assert not Line(name, today, at).worse


def test_a_bound_that_is_just_kept_may_be_given_its_slack():
    before = floors(agreements=0.69)
    after = lowered(compare({**LISTED, "agreements": 0.7}, before), before, ["agreements"], "one more or less", DAY)
    assert after.bounds["agreements"][-1].at == 0.65


def test_lowering_moves_only_what_is_named_and_lies_higher():
    before = floors(agreements=0.9, updates=0.9, group_recall=0.1)
    lines = compare({**LISTED, "agreements": 0.7, "updates": 0.7, "group_recall": 0.5}, before)
    after = lowered(lines, before, ["agreements", "group_recall"], "a label was wrong", DAY)
    assert after.bounds["agreements"][-1] == Bound(at=0.65, day=DAY, reason="a label was wrong")
    assert (after.bounds["updates"], after.bounds["group_recall"]) == (
        before.bounds["updates"],
        before.bounds["group_recall"],
    )


def test_a_bound_needs_a_reason():
    with pytest.raises(ValidationError):
        Bound(at=0.1, day=DAY, reason="  ")


def test_what_is_saved_is_loaded(tmp_path):
    path = tmp_path / "floors.json"
    told = raised(compare({**LISTED, "agreements": 0.7}, floors(agreements=0.5)), floors(agreements=0.5), DAY)
    gate.save(told, path)
    assert gate.load(path) == told


def test_no_bound_of_the_project_was_weakened_without_a_reason_of_its_own():
    for name, steps in gate.load().bounds.items():
        for before, after in pairwise(steps):
            assert not gate.weaker(name, after.at, before.at) or after.reason not in {"reached", gate.NEW}


def test_the_bounds_belong_to_the_benchmark_as_it_is():
    assert gate.load().corpus[-1].digest == corpus.digest()


def test_recall_precision_traps_and_agreements_are_held_by_kind_and_by_pairing():
    held = set(gate.load().bounds)
    kinds = {"numeric", "date", "entity", "polarity", "comparison", "modality"}
    assert {f"recall.{kind}" for kind in kinds} <= held
    assert {"recall.same_language", "recall.cross_language", "pair_precision.same_language"} <= held
    assert {"finding_precision", "pair_precision", "traps_flagged", "agreements", "updates"} <= held


@pytest.fixture
def empty(tmp_path):
    """A report on every article that finds nothing, and a file of bounds of its own."""
    stories = corpus.stories()
    articles = [{"id": f"{s.name}/{f}", "path": f"{s.name}/{f}"} for s in stories for f in Gold(s).language]
    report = tmp_path / "report.json"
    report.write_text(json.dumps({"articles": articles, "claims": [], "clusters": [], "findings": []}))
    path = tmp_path / "floors.json"
    now = Corpus(digest=corpus.digest(), day=DAY, reason="first")
    gate.save(floors(group_recall=0.1).model_copy(update={"corpus": (now,)}), path)
    return [str(report), "--floors", str(path)]


def run(*args):
    return CliRunner().invoke(main, [str(a) for a in args])


def test_a_worse_report_fails_and_says_which_figure(empty):
    done = run(*empty)
    assert done.exit_code == 1
    assert "group_recall" in next(line for line in done.output.splitlines() if line.endswith("WORSE"))


def test_lowering_asks_for_a_reason_and_then_holds(empty):
    assert run(*empty, "--lower", "group_recall").exit_code == 2
    done = run(*empty, "--lower", "group_recall", "--reason", "the rule was withdrawn")
    assert done.exit_code == 0
    assert run(*empty).exit_code == 0
    assert gate.load(Path(empty[-1])).bounds["group_recall"][-1].reason == "the rule was withdrawn"


def test_an_unknown_figure_is_wrong_usage(empty):
    done = run(*empty, "--lower", "recal", "--reason", "typing")
    assert (done.exit_code, "recal" in done.output) == (2, True)


def test_another_corpus_is_refused_until_it_is_recorded(empty, monkeypatch):
    run(*empty, "--lower", "group_recall", "--reason", "the rule was withdrawn")
    monkeypatch.setattr(corpus, "digest", lambda: "another")
    assert "--new-corpus" in run(*empty).output
    assert run(*empty, "--new-corpus", "--reason", "a wrong label mended").exit_code == 0
    assert run(*empty).exit_code == 0


def test_a_report_on_a_part_of_the_benchmark_is_refused(empty, tmp_path):
    part = tmp_path / "part.json"
    told = json.loads((tmp_path / "report.json").read_text())
    part.write_text(json.dumps({**told, "articles": told["articles"][1:]}))
    done = run(part, *empty[1:])
    assert (done.exit_code, "whole benchmark" in done.output) == (1, True)
