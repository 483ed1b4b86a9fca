"""The findings as SARIF 2.1.0, for the viewers of analysis results that build servers and editors have.

Section numbers are those of https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/.
"""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from claims.models import Article, Claim, Skipped
from reports.formats.json import dumps
from reports.formats.places import path_iri, without_none
from reports.rulebook import RuleText, rulebook
from reports.signs import one_line
from reports.sources import Index, indexed, safe_url, shown_reason
from verify.models import Choice, Finding, Gone, History, Mark, Report, Severity, State, Verdict

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "crosscheckFinding/v1"

# 3.27.9: only a failure has a level.
KINDS = {
    Verdict.CONFLICT: "fail",
    Verdict.POSSIBLE: "review",
    Verdict.UPDATE: "informational",
    Verdict.AGREEMENT: "pass",
    Verdict.INCOMPARABLE: "notApplicable",
}
LEVELS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}
BASELINE = {
    State.NEW: "new",
    State.UNCHANGED: "unchanged",
    State.CHANGED: "updated",
    State.GONE: "absent",
}
SETTLED = {Choice.NOT_CONFLICT: "accepted", Choice.SUPERSEDED: "accepted"}
OPEN = {Choice.UNSURE: "underReview", Choice.NEEDS_SOURCE: "underReview"}
STATUS = SETTLED | OPEN  # what an editor called a conflict is not suppressed

Record = dict[str, Any]


class Run(NamedTuple):
    """What every result of a run refers to."""

    known: Index
    artifacts: dict[str, int]  # number of each article by its id
    rules: dict[str, RuleText]
    history: History

    @property
    def suppressing(self) -> bool:
        """Whether any finding is suppressed: then all results say whether they are (3.27.23)."""
        return any(True for mark in self.history.marks.values() for _ in _suppressions(mark))

    def rule(self, code: str) -> Record:
        """How a result names its rule."""
        return {"ruleId": code, "ruleIndex": list(self.rules).index(code)}


class Place(NamedTuple):
    """The words of a claim that a finding rests on, and the value they were read as."""

    claim: Claim
    start: int
    end: int
    text: str
    side: str


def write(report: Report, out: BinaryIO) -> None:
    """Write one log with one run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    out.write(dumps(log, pretty=True) + b"\n")


def _run(report: Report) -> Record:
    artifacts = {article.id: number for number, article in enumerate(report.articles)}
    run = Run(indexed(report), artifacts, _rules(report), report.history or History())
    suppressing = run.suppressing
    results = [_result(finding, run, suppressing) for finding in report.findings]
    results += [_absent(gone, run, suppressing) for gone in run.history.gone]
    return {
        "tool": {"driver": _driver(report.run.tool_version, run.rules)},
        "columnKind": "unicodeCodePoints",
        "defaultEncoding": "utf-8",
        "artifacts": [_artifact(article) for article in report.articles],
        "invocations": [_invocation(report)],
        "results": results,
    }


def _driver(version: str, rules: Mapping[str, RuleText]) -> Record:
    return {
        "name": "Crosscheck",
        "version": version,
        "rules": [_descriptor(rule) for rule in rules.values()],
    }


def _rules(report: Report) -> dict[str, RuleText]:
    """The rules of the checker, then those that only this report knows (it may be from another version)."""
    named = [*(f.rule for f in report.findings), *(g.rule for g in (report.history or History()).gone)]
    strange = {code: RuleText(code=code, title=code, severity=Severity.LOW, text=code) for code in sorted(set(named))}
    return {**rulebook(), **{code: rule for code, rule in strange.items() if code not in rulebook()}}


def _descriptor(rule: RuleText) -> Record:
    name = "".join(word.capitalize() for word in rule.title.split() if word.isalnum())
    return without_none(
        {
            "id": rule.code,
            "name": name if name.casefold() not in {"", rule.code.casefold()} else None,  # 3.49.7: not the id once more
            "shortDescription": {"text": _plain(f"{rule.title}.")},
            "fullDescription": {"text": _plain(rule.text.split("\n\n")[0])},
            "help": {"text": rule.text},
            "defaultConfiguration": {"level": LEVELS[rule.severity]},
        }
    )


def _artifact(article: Article) -> Record:
    """A file, or the text that was taken out of one: offsets then count in the contents given here."""
    inside = None if article.text_is_file or not article.text else {"text": article.text}
    known = {"title": article.title, "source": article.source, "language": article.language, "url": article.url}
    return without_none(
        {
            "location": {"uri": path_iri(article.path)},
            "hashes": {"sha-256": article.sha256},
            "encoding": "utf-8" if article.text_is_file else None,
            "contents": inside,
            "roles": ["analysisTarget"],
            "properties": without_none({**known, "published": article.published}) or None,
        }
    )


def _invocation(report: Report) -> Record:
    return {
        "executionSuccessful": True,
        "startTimeUtc": report.run.started_at.replace("+00:00", "Z"),
        "toolExecutionNotifications": [_notification(item) for item in report.skipped],
    }


def _notification(item: Skipped) -> Record:
    return {
        "level": "warning",
        "message": {"text": _plain(f"Not read: {shown_reason(item.reason)}.")},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": path_iri(item.path)}}}],
    }


def _result(finding: Finding, run: Run, suppressing: bool) -> Record:
    kind = KINDS[finding.verdict]
    first, *others = [_location(place, run) for place in _places(finding, run.known)]
    mark = run.history.marks.get(finding.id, Mark())
    return without_none(
        {
            **run.rule(finding.rule),
            "kind": kind,
            "level": LEVELS[finding.severity] if kind == "fail" else "none",
            "message": {"text": _plain(finding.explanation)},
            "locations": [first],
            "relatedLocations": [{"id": number, **other} for number, other in enumerate(others, 1)],
            "partialFingerprints": {FINGERPRINT: finding.id},
            "rank": round(finding.confidence * 100, 2),
            "baselineState": BASELINE[mark.state] if mark.state else None,
            "suppressions": list(_suppressions(mark)) if suppressing else None,
            "properties": _properties(finding),
        }
    )


def _properties(finding: Finding) -> Record:
    return without_none(
        {
            "verdict": finding.verdict,
            "severity": finding.severity,
            "attribute": finding.attribute,
            "difference": finding.difference,
            "caveats": list(finding.caveats) or None,
        }
    )


def _suppressions(mark: Mark) -> Iterator[Record]:
    """What keeps a finding from being shown as open: an editor's decision, or its place in a baseline."""
    decision, accepted = mark.decision, mark.accepted
    if decision and decision.choice in STATUS:
        words = " ".join(filter(None, (decision.note or decision.reason, f"({decision.choice}, {decision.author})")))
        yield _suppression(STATUS[decision.choice], words)
    if accepted:
        yield _suppression("accepted", f"{accepted.reason} ({accepted.author}, {accepted.date})")


def _suppression(status: str, words: str) -> Record:
    return {"kind": "external", "status": status, "justification": one_line(words)}


def _absent(gone: Gone, run: Run, suppressing: bool) -> Record:
    return without_none(
        {
            **run.rule(gone.rule),
            "kind": KINDS[gone.verdict],
            "level": LEVELS[gone.severity] if gone.verdict is Verdict.CONFLICT else "none",
            "message": {"text": _plain(gone.explanation)},
            "partialFingerprints": {FINGERPRINT: gone.id},
            "baselineState": BASELINE[State.GONE],
            "suppressions": list(_suppressions(gone.mark)) if suppressing else None,
        }
    )


def _places(finding: Finding, index: Index) -> Iterator[Place]:
    """The words of every claim of the finding, in the order of its sides."""
    for side in finding.sides:
        for claim_id in side.claim_ids:
            claim = index.claims[claim_id]
            readings = [
                Place(claim, r.start, r.end, r.text, side.value) for r in side.readings if r.claim_id == claim_id
            ]
            yield from readings or [Place(claim, claim.span.start, claim.span.end, claim.span.quote, side.value)]


def _location(place: Place, run: Run) -> Record:
    article, sentence = run.known.article(place.claim.id), place.claim.sentence
    around = _region(sentence.start, sentence.end, sentence.quote)
    inside = sentence.start <= place.start and place.end <= sentence.end and sentence.quote != place.text
    physical = {
        "artifactLocation": {"uri": path_iri(article.path), "index": run.artifacts[article.id]},
        "region": {**_lines(article.text, place.start, place.end), **_region(place.start, place.end, place.text)},
        "contextRegion": around if inside else None,  # 3.29.5: only what holds more than the region
    }
    return {
        "physicalLocation": without_none(physical),
        "message": {"text": _plain(f"{run.known.source(place.claim.id)}: {place.side}")},
        "properties": without_none({"claim": place.claim.id, "url": safe_url(article.url)}),
    }


def _region(start: int, end: int, text: str) -> Record:
    return {"charOffset": start, "charLength": end - start, "snippet": {"text": text}}


def _lines(text: str, start: int, end: int) -> dict[str, int]:
    """Lines and columns, counted from 1; nothing where the text is not at hand (a report read back)."""
    if len(text) < end:
        return {}
    first, last = text.count("\n", 0, start), text.count("\n", 0, end)
    return {
        "startLine": first + 1,
        "startColumn": start - text.rfind("\n", 0, start),
        "endLine": last + 1,
        "endColumn": end - text.rfind("\n", 0, end),
    }


def _plain(text: str) -> str:
    """A message that is nothing but words: braces are placeholders (3.11.5), brackets links (3.11.6)."""
    words = one_line(text).replace("\\", "\\\\").replace("{", "{{").replace("}", "}}")
    return words.replace("[", "\\[").replace("]", "\\]")
