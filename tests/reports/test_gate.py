import pytest

from claims.models import Skipped
from reports.cli.exits import CannotError, Exit
from reports.cli.gate import LEVELS, Gate, fail_for
from reports.cli.state import State
from tests.factory import rich_report, under
from verify.models import Accepted, Choice, Decision, History, Mark
from verify.models import State as Standing

ACCEPTED = Accepted(reason="corrected since", author="Desk", date="2025-08-14")


def gate(level="low", **given):
    return Gate(**{"fail_on": level, "exit_zero": False, "allow_errors": 0, "ignore_decisions": False, **given})


@pytest.fixture
def report():
    return rich_report().model_copy(update={"skipped": ()})


def settled(report, choice):
    """The report with this decision on each of its findings."""
    marks = {
        item.id: Mark(
            decision=Decision(finding_id=item.id, choice=choice, author="Ana", decided_at="2025-08-15", note="n")
        )
        for item in report.findings
    }
    return report.model_copy(update={"history": History(marks=marks)})


def stands(report, state):
    marks = {item.id: Mark(state=state, accepted=ACCEPTED) for item in report.findings}
    return report.model_copy(update={"history": History(marks=marks)})


@pytest.mark.parametrize(("level", "code"), [("none", 0), ("low", 1), ("medium", 1), ("high", 1)])
def test_levels(level, code, report, capsys):
    assert gate(level).verdict(State(), report) == code
    assert (f"at or above {level}" in capsys.readouterr().err) is bool(code)


@pytest.mark.parametrize("level", LEVELS)
def test_only_conflicts_count(level, report):
    others = tuple(item for item in report.findings if item.verdict != "conflict")
    assert gate(level).verdict(State(), report.model_copy(update={"findings": others})) == Exit.DONE


@pytest.mark.parametrize(("level", "code"), [("none", 0), ("low", 1), ("medium", 1), ("high", 1)])
def test_a_severity_that_is_not_known_fails_every_gate_that_is_on(level, code, report):
    odd = report.findings[0].model_copy(update={"severity": "catastrophic"})
    assert gate(level).verdict(State(), report.model_copy(update={"findings": (odd,)})) == code


def test_what_is_under_embargo_counts_and_is_not_quoted(report, capsys):
    held = under(report, "صحيفة النهر", embargoed="2099-01-01")
    assert gate("high").verdict(State(), held) == Exit.CONFLICTS
    said = capsys.readouterr().err
    assert f"2 at or above high, first {report.findings[0].id}: it rests on" in said
    assert "42" not in said
    gate("high").verdict(State(level=1), settled(held, Choice.NOT_CONFLICT))
    assert f"{report.findings[0].id}: not_conflict (Ana: no note)" in capsys.readouterr().err


def test_the_line_says_what_decided(report, capsys):
    gate("high").verdict(State(), report)
    first = report.findings[0]
    assert capsys.readouterr().err == f"exit 1: 2 at or above high, first {first.id}: {first.explanation}\n"


def test_exit_zero_still_says_it(report, capsys):
    assert gate("high", exit_zero=True).verdict(State(), report) == Exit.DONE
    assert "exit 0: 2 at or above high" in (told := capsys.readouterr().err)
    assert "(--exit-zero)" in told


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (Choice.NOT_CONFLICT, Exit.DONE),
        (Choice.SUPERSEDED, Exit.DONE),
        (Choice.CONFLICT, Exit.CONFLICTS),
        (Choice.UNSURE, Exit.CONFLICTS),
        (Choice.NEEDS_SOURCE, Exit.CONFLICTS),
    ],
)
def test_what_an_editor_settled_is_silent_with_its_note(choice, code, report, capsys):
    assert gate().verdict(State(level=1), settled(report, choice)) == code
    assert ("(Ana: n)" in capsys.readouterr().err) is (code == Exit.DONE)
    assert gate(ignore_decisions=True).verdict(State(), settled(report, choice)) == Exit.CONFLICTS


@pytest.mark.parametrize(
    ("state", "code"),
    [(Standing.UNCHANGED, Exit.DONE), (Standing.CHANGED, Exit.CONFLICTS)],
)
def test_what_a_baseline_lets_stand(state, code, report):
    assert gate().verdict(State(), stands(report, state)) == code


FAULTS = (Skipped(path="a", reason="not text"), Skipped(path="b", reason="a copy", fault=False))


@pytest.mark.parametrize(
    ("skipped", "allowed", "fails"), [(FAULTS, 0, True), (FAULTS, 1, False), (FAULTS[1:], 0, False)]
)
def test_what_could_not_be_read(skipped, allowed, fails, report):
    unread = report.model_copy(update={"skipped": skipped})
    if fails:
        with pytest.raises(CannotError, match=r"^exit 3: 1 unreadable, first a: not text \(.*--allow-errors 1 "):
            gate("none", allow_errors=allowed).verdict(State(), unread)
    else:
        assert gate("none", allow_errors=allowed).verdict(State(), unread) == Exit.DONE
        fail_for(skipped, allowed)
