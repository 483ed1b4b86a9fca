"""What is known of a finding from before, in words."""

from reports.signs import one_line
from verify.models import Choice, Mark

CHOICES = {
    Choice.CONFLICT: "a conflict",
    Choice.NOT_CONFLICT: "not a conflict",
    Choice.UNSURE: "unsure",
    Choice.SUPERSEDED: "superseded",
    Choice.NEEDS_SOURCE: "needs a source",
}
DAY = len("2025-08-14")


def standing(mark: Mark) -> str:
    """Who settled a finding, how and why, on one line: "decided: not a conflict (Ana, 2025-08-14: two regions)"."""
    return one_line("; ".join(filter(None, (_decided(mark), _accepted(mark)))))


def known(mark: Mark | None) -> str:
    """State and standing on one line; empty where nothing is known."""
    words = (str(mark.state), standing(mark)) if mark and mark.state else (standing(mark),) if mark else ()
    return ", ".join(filter(None, words))


def _decided(mark: Mark) -> str:
    decision = mark.decision
    if decision is None:
        return ""
    why = decision.note or (decision.reason or "").replace("_", " ")
    return f"decided: {CHOICES[decision.choice]} {_by(decision.author, decision.decided_at[:DAY], why)}"


def _accepted(mark: Mark) -> str:
    accepted = mark.accepted
    return f"in the baseline {_by(accepted.author, accepted.date, accepted.reason)}" if accepted else ""


def _by(author: str, day: str, why: str) -> str:
    return f"({author}, {day}: {why})" if why else f"({author}, {day})"
