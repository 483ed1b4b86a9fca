"""Reports with a past: states against a baseline, decisions, findings that are gone."""

import io

from reports.formats import writer
from verify.models import Accepted, Choice, Decision, Finding, Gone, History, Mark, Report, State

WHEN = "2025-08-15T08:00:00+00:00"


def written_by(name: str, report: Report, **options: object) -> bytes:
    """The report in one of its forms."""
    out = io.BytesIO()
    writer(name, options)(report, out)
    return out.getvalue()


def decision(finding: Finding, choice: Choice, note: str | None = "Both offices were called.") -> Decision:
    """An editor's word on a finding."""
    return Decision(finding_id=finding.id, choice=choice, author="Ana Editor", decided_at=WHEN, note=note)


def marked(report: Report, *decisions: Decision) -> Report:
    """The report with every state in it, an accepted finding, one that is gone, and these decisions."""
    accepted = Accepted(reason="wire copy, corrected since", author="Desk", date="2025-08-14")
    states = [State.NEW, State.UNCHANGED, State.CHANGED]
    by_id = {item.finding_id: item for item in decisions}
    marks = {
        finding.id: Mark(
            state=states[number % len(states)],
            accepted=accepted if number == 1 else None,
            decision=by_id.get(finding.id),
        )
        for number, finding in enumerate(report.findings)
    }
    old = report.findings[0].model_copy(update={"id": "f0ld", "explanation": "Two papers gave different tolls."})
    gone = Gone(**old.model_dump(include={"id", "rule", "verdict", "severity", "attribute", "explanation"}))
    return report.model_copy(update={"history": History(against="baseline of 2025-08-14", marks=marks, gone=(gone,))})
