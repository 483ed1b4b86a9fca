import json
from pathlib import Path

import pytest

from reports.baseline import HELD, Baseline, UnreadableBaselineError, dumps, held_against, load, made_of
from reports.cli import main
from reports.cli.exits import Exit
from reports.decisions import UnreadableDecisionsError, decided
from reports.decisions import load as load_decisions
from tests.factory import Story, rich_report
from tests.reports.marked import decision, marked, written_by
from verify.models import Accepted, Choice, Severity, State, Verdict

ACCEPTED = Accepted(reason="known, corrected", author="Desk", date="2025-08-14")
LATER = Accepted(reason="another reason", author="Night desk", date="2025-09-01")


@pytest.fixture
def report():
    return rich_report()


def with_findings(report, *findings):
    return report.model_copy(update={"findings": findings})


def held(report):
    return [finding for finding in report.findings if finding.verdict in HELD]


def test_it_holds_what_is_at_odds(report):
    made = made_of(report, ACCEPTED)
    assert {entry.id for entry in made.findings} == {finding.id for finding in held(report)}
    assert {entry.accepted for entry in made.findings} == {ACCEPTED}


def test_written_and_read_back(report, tmp_path):
    made = made_of(report, ACCEPTED)
    (tmp_path / "b.json").write_bytes(dumps(made))
    assert load(tmp_path / "b.json") == made
    assert dumps(load(tmp_path / "b.json")) == dumps(made)


def test_new_unchanged_and_gone(report):
    first, *others = held(report)
    baseline = made_of(with_findings(report, first, others[0]), ACCEPTED)
    found = held_against(with_findings(report, first, *others[1:]), baseline)
    assert found.history.marks[first.id].state is State.UNCHANGED
    assert found.history.marks[first.id].accepted == ACCEPTED
    assert {found.history.marks[item.id].state for item in others[1:]} == {State.NEW}
    assert [(item.id, item.mark.state, item.mark.accepted) for item in found.history.gone] == [
        (others[0].id, State.GONE, ACCEPTED)
    ]
    assert found.findings == (first, *others[1:])  # nothing is dropped


@pytest.mark.parametrize(
    ("then", "now", "state"),
    [
        ({"severity": Severity.MEDIUM}, {"severity": Severity.HIGH}, State.CHANGED),
        ({"severity": Severity.HIGH}, {"severity": Severity.LOW}, State.UNCHANGED),
        ({"verdict": Verdict.POSSIBLE}, {"verdict": Verdict.CONFLICT}, State.CHANGED),
        ({"verdict": Verdict.CONFLICT}, {"verdict": Verdict.POSSIBLE}, State.UNCHANGED),
        ({"verdict": Verdict.CONFLICT}, {"verdict": Verdict.UPDATE}, State.UNCHANGED),
    ],
)
def test_what_became_graver_is_changed(then, now, state, report):
    finding = report.findings[0]
    baseline = made_of(with_findings(report, finding.model_copy(update=then)), ACCEPTED)
    found = held_against(with_findings(report, finding.model_copy(update=now)), baseline)
    assert found.history.marks[finding.id].state is state


def test_a_new_baseline_keeps_the_old_reasons_and_leaves_nothing_out(report):
    first = held(report)[0]
    old = made_of(with_findings(report, first), ACCEPTED)
    made = made_of(held_against(report, old), LATER)
    assert len(made.findings) == len(held(report))
    assert {entry.accepted for entry in made.findings if entry.id == first.id} == {ACCEPTED}
    assert {entry.accepted for entry in made.findings if entry.id != first.id} == {LATER}


def test_decisions_and_a_baseline_go_together(report):
    first = held(report)[0]
    found = decided(held_against(report, made_of(report, ACCEPTED)), [decision(first, Choice.UNSURE)])
    mark = found.history.marks[first.id]
    assert (mark.state, mark.accepted, mark.decision.choice) == (State.UNCHANGED, ACCEPTED, Choice.UNSURE)


def test_the_last_decision_counts_and_strangers_are_left_out(report):
    first = report.findings[0]
    stranger = decision(first, Choice.CONFLICT).model_copy(update={"finding_id": "f0ther"})
    found = decided(report, [decision(first, Choice.UNSURE), decision(first, Choice.CONFLICT), stranger])
    assert {key: mark.decision.choice for key, mark in found.history.marks.items()} == {first.id: Choice.CONFLICT}


@pytest.mark.parametrize("wrapped", [False, True])
def test_decisions_from_a_file(wrapped, report, tmp_path):
    made = [decision(report.findings[0], Choice.NOT_CONFLICT).model_dump(mode="json")]
    (tmp_path / "d.json").write_text(json.dumps({"decisions": made} if wrapped else made))
    assert [item.choice for item in load_decisions(tmp_path / "d.json")] == [Choice.NOT_CONFLICT]


def row(finding, choice, at, **more):
    return {"finding": finding.id, "reviewer": "Ana", "at": at, "choice": choice, "reason": None, "note": "n", **more}


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_the_log_of_a_store_is_read_too(form, report, tmp_path):
    one, two = report.findings[:2]
    rows = [
        row(one, "unsure", "2025-08-15T08:00:00+00:00", seq=1, chain="x\u2028y"),
        row(two, "conflict", "2025-08-15T08:01:00+00:00"),
        row(one, "not_conflict", "2025-08-15T08:02:00+00:00"),
        row(two, None, "2025-08-15T08:03:00+00:00", undoes="d1"),
    ]
    told = [json.dumps(row, ensure_ascii=False) for row in rows]
    text = f"[{','.join(told)}]" if form == "json" else "\n".join(told)
    (tmp_path / "d.json").write_text(text, encoding="utf-8")
    (found,) = load_decisions(tmp_path / "d.json")
    assert (found.finding_id, found.choice, found.author, found.note) == (one.id, Choice.NOT_CONFLICT, "Ana", "n")


@pytest.mark.parametrize(
    "data", [b"x", b"{}", b"[1]", b'[{"finding_id": "f1", "choice": "discard"}]', b"\xff", b"[" * 99_999]
)
def test_what_are_no_decisions_is_said_in_one_line(data, tmp_path):
    (tmp_path / "d.json").write_bytes(data)
    with pytest.raises(UnreadableDecisionsError, match=r"^[^\n]*d\.json: [^\n]+$"):
        load_decisions(tmp_path / "d.json")


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"baseline_version": "1"}', b"\xff"])
def test_what_is_no_baseline_is_said_in_one_line(data, tmp_path):
    (tmp_path / "b.json").write_bytes(data)
    with pytest.raises(UnreadableBaselineError, match=r"^[^\n]*b\.json: not a baseline; [^\n]+$"):
        load(tmp_path / "b.json")


def test_a_baseline_of_another_version_is_told(tmp_path):
    (tmp_path / "b.json").write_bytes(dumps(Baseline(baseline_version="9", tool_version="9", findings=())))
    with pytest.raises(UnreadableBaselineError, match="a baseline of version 9, not 1"):
        load(tmp_path / "b.json")


@pytest.fixture
def desk(tmp_path, monkeypatch, report):
    monkeypatch.chdir(tmp_path)
    Path("old.json").write_bytes(written_by("json", report))
    Path("new.json").write_bytes(written_by("json", with_findings(report, *report.findings[1:])))
    return tmp_path


WRITE = [
    "baseline",
    "write",
    "old.json",
    "-o",
    "b.json",
    "--reason",
    "known",
    "--author",
    "Desk",
    "--date",
    "2025-08-14",
]


@pytest.mark.usefixtures("desk")
class TestCommands:
    def test_write_and_diff(self, capsys):
        assert main(WRITE) == Exit.DONE
        assert main(["baseline", "diff", "b.json", "new.json"]) == Exit.DONE
        told = capsys.readouterr()
        lines = told.out.splitlines()
        assert [line.split()[0] for line in lines] == ["unchanged"] * 4 + ["gone"]
        assert all(line.endswith("[known, Desk, 2025-08-14]") for line in lines)
        assert "0 new, 0 changed, 4 unchanged, 1 gone" in told.err

    def test_diff_for_programs(self, capsys):
        main(WRITE)
        assert main(["baseline", "diff", "b.json", "old.json", "--format", "json", "-q"]) == Exit.DONE
        rows = json.loads(capsys.readouterr().out)
        assert {row["state"] for row in rows} == {"unchanged"}
        assert rows[0]["author"] == "Desk"

    def test_diff_as_a_gate(self):
        main([*WRITE[:2], "new.json", *WRITE[3:]])
        assert main(["baseline", "diff", "b.json", "new.json", "--exit-code"]) == Exit.DONE
        assert main(["baseline", "diff", "b.json", "old.json", "--exit-code"]) == Exit.CONFLICTS

    @pytest.mark.parametrize(
        ("args", "code"),
        [
            (["baseline", "write", "old.json", "--reason", "x"], Exit.USAGE),
            (["baseline", "write", "old.json", "--reason", " ", "--author", "a"], Exit.USAGE),
            ([*WRITE[:-1], "soon"], Exit.USAGE),
            (["baseline", "write", "nowhere.json", "--reason", "x", "--author", "a"], Exit.FAILED),
            (["baseline", "diff", "nowhere.json", "old.json"], Exit.FAILED),
            (["baseline", "diff", "old.json", "old.json"], Exit.FAILED),
        ],
    )
    def test_what_goes_wrong(self, args, code, capsys):
        assert main(args) == code
        assert "Traceback" not in capsys.readouterr().err

    def test_rendered_with_a_baseline_and_decisions(self, report):
        main(WRITE)
        made = [decision(report.findings[1], Choice.NOT_CONFLICT).model_dump(mode="json")]
        Path("d.json").write_text(json.dumps(made))
        args = ["--baseline", "b.json", "--decisions", "d.json", "-o", "r.json", "-o", "r.txt", "-o", "r.sarif"]
        assert main(["render", "old.json", *args]) == Exit.DONE
        assert "in the baseline (Desk, 2025-08-14: known)" in Path("r.txt").read_text(encoding="utf-8")
        history = json.loads(Path("r.json").read_bytes())["history"]
        assert history["marks"][report.findings[1].id]["decision"]["choice"] == "not_conflict"
        assert main(["render", "r.json", "-o", "again.txt"]) == Exit.DONE
        assert Path("again.txt").read_bytes() == Path("r.txt").read_bytes()


def test_an_empty_report_and_its_baseline():
    empty = Story().report()
    assert held_against(empty, made_of(empty, ACCEPTED)).history.marks == {}
    assert marked(rich_report()).history.gone
