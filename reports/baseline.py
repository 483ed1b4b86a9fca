"""A baseline: the findings that a newsroom knows and lets stand, each with who said so, when and why.

Held against it, a finding is new, unchanged, changed (graver than it was) or gone. None is dropped: what is let stand
is shown and marked, so that it does not come back as if nobody had looked at it.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from claims.models import Frozen
from reports.sources import Index, indexed, shown_path
from reports.withheld import left_out_of
from verify.models import Accepted, Finding, Gone, History, Mark, Report, Severity, State, Verdict

VERSION = "1"
HELD = (Verdict.POSSIBLE, Verdict.CONFLICT)  # the graver last; nothing else needs letting stand
GRAVITY = (Severity.LOW, Severity.MEDIUM, Severity.HIGH)


class Entry(Frozen):
    """A finding that is let stand, as it was then."""

    id: str
    rule: str
    verdict: Verdict
    severity: Severity
    attribute: str
    explanation: str
    accepted: Accepted
    files: tuple[
        str, ...
    ] = ()  # that it rests on: where one is withheld later on, what is told here may be told no more


class Baseline(Frozen):
    """All that is let stand."""

    baseline_version: str = VERSION
    tool_version: str
    findings: tuple[Entry, ...]


class UnreadableBaselineError(ValueError):
    """A file is no baseline; the message says why in one line."""


def made_of(report: Report, accepted: Accepted) -> Baseline:
    """A baseline of everything at odds in the report; what stood in an earlier one keeps its own reason and date."""
    marks = report.history.marks if report.history else {}
    index = indexed(report)
    entries = (
        _entry(item, (marks.get(item.id, Mark()).accepted or accepted), index)
        for item in report.findings
        if item.verdict in HELD
    )
    return Baseline(tool_version=report.run.tool_version, findings=tuple(sorted(entries, key=lambda entry: entry.id)))


def dumps(baseline: Baseline) -> bytes:
    """The file: keys sorted, one field a line, so that a change is easily read."""
    text = json.dumps(baseline.model_dump(mode="json"), ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode("utf-8", "replace")


def load(path: Path) -> Baseline:
    """A baseline written by `dumps`."""
    try:
        baseline = Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UnreadableBaselineError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValidationError as error:
        advice = "`crosscheck baseline write REPORT -o FILE` makes one"
        raise UnreadableBaselineError(f"{path}: not a baseline; {advice}") from error
    if baseline.baseline_version != VERSION:
        raise UnreadableBaselineError(f"{path}: a baseline of version {baseline.baseline_version}, not {VERSION}")
    return baseline


def held_against(report: Report, baseline: Baseline) -> Report:
    """The report with a state for each of its findings at odds, and with what is gone.

    Of what is gone, that is not told which rests on a file of which nothing may be told now.
    """
    known = {entry.id: entry for entry in baseline.findings}
    history = report.history or History()
    marks = dict(history.marks)
    for finding in report.findings:
        if finding.verdict in HELD or finding.id in known:
            earlier = marks.get(finding.id, Mark())
            marks[finding.id] = earlier.model_copy(update=_against(finding, known))
    present = {finding.id for finding in report.findings}
    closed = left_out_of(report)
    lost = (entry for entry in baseline.findings if entry.id not in present)
    gone = tuple(_gone(entry) for entry in lost if not closed & set(entry.files))
    words = f"a baseline of {len(known)} findings"
    return report.model_copy(update={"history": History(against=words, marks=marks, gone=gone)})


def _against(finding: Finding, known: Mapping[str, Entry]) -> dict[str, object]:
    entry = known.get(finding.id)
    if entry is None:
        return {"state": State.NEW}
    state = State.CHANGED if graver(finding, entry.verdict, entry.severity) else State.UNCHANGED
    return {"state": state, "accepted": entry.accepted}


def graver(finding: Finding, verdict: Verdict, severity: Severity) -> bool:
    """Whether it weighs more than when it had this verdict and severity: then someone has to look again."""
    now = (_rank(finding.verdict), GRAVITY.index(finding.severity))
    return any(a > b for a, b in zip(now, (_rank(verdict), GRAVITY.index(severity)), strict=True))


def _rank(verdict: Verdict) -> int:
    return HELD.index(verdict) if verdict in HELD else -1


def _entry(finding: Finding, accepted: Accepted, index: Index) -> Entry:
    fields = finding.model_dump(include={"id", "rule", "verdict", "severity", "attribute", "explanation"})
    files = {shown_path(index.article(claim_id).path) for side in finding.sides for claim_id in side.claim_ids}
    return Entry(**fields, accepted=accepted, files=tuple(sorted(files)))


def _gone(entry: Entry) -> Gone:
    fields = entry.model_dump(exclude={"accepted", "files"})
    return Gone(**fields, mark=Mark(state=State.GONE, accepted=entry.accepted))
