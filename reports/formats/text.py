"""The report as a listing for the terminal: what is at odds first, the rest counted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from claims.models import Claim, Skipped
from reports import languages
from reports.formats.marks import known
from reports.signs import one_line
from reports.sources import Index, indexed, shown_path, shown_reason
from reports.words import MODALITY_WORDS, RELATION_WORDS, how_sure, letter, percent, plural
from verify.models import Finding, Report, Severity, Side, Verdict

SHAPES = {Severity.HIGH: "▲", Severity.MEDIUM: "◆", Severity.LOW: "●"}
COLOURS = {Severity.HIGH: "31", Severity.MEDIUM: "33", Severity.LOW: "36"}
LISTED = {
    Verdict.CONFLICT: "Conflicts",
    Verdict.POSSIBLE: "Possible, to check",
    Verdict.UPDATE: "Changed over time",
}
COUNTED = {
    Verdict.CONFLICT: ("conflict", "conflicts"),
    Verdict.POSSIBLE: ("possible", "possible"),
    Verdict.UPDATE: ("update", "updates"),
    Verdict.AGREEMENT: ("agreement", "agreements"),
    Verdict.INCOMPARABLE: ("held back", "held back"),
}
MAX_CLAIMS = 5  # quoted on one side


def write(report: Report, out: BinaryIO, *, colour: bool = False) -> None:
    """Write the listing; with colour only where the caller knows that the terminal shows it."""
    out.write(("\n".join(lines(report, colour=colour)) + "\n").encode("utf-8"))


def lines(report: Report, *, colour: bool = False) -> Iterator[str]:
    """The listing, line by line; no line carries a control character of a source."""
    index = indexed(report)
    yield summary(report)
    for verdict, title in LISTED.items():
        findings = [finding for finding in report.findings if finding.verdict is verdict]
        if findings:
            yield ""
            yield _painted(f"{title} ({len(findings):,})", "1", colour)
        for finding in findings:
            yield ""
            yield from _finding(finding, index, colour)
            yield from _opinion(finding, index)
            yield from _known(finding, report)
    yield from _gone(report)
    yield from _skipped(report)


def _opinion(finding: Finding, index: Index) -> Iterator[str]:
    """What an adjudicator says of the finding, beside it."""
    told = second_opinion(finding, index)
    if told:
        yield f"  {told}"


def second_opinion(finding: Finding, index: Index) -> str:
    """Who gave it and what it is, on one line; empty where nobody was asked."""
    opinion = index.opinions.get(finding.id)
    if opinion is None:
        return ""
    reason = f": {opinion.reason}" if opinion.reason else ""
    relation = RELATION_WORDS[opinion.relation]
    return one_line(f"second opinion of {index.adjudicator}: {relation}, {percent(opinion.probability)}{reason}")


def summary(report: Report) -> str:
    """The report in one line."""
    verdicts = Counter(finding.verdict for finding in report.findings)
    counts = ", ".join(plural(verdicts[verdict], *words) for verdict, words in COUNTED.items())
    tags = {article.language for article in report.articles if article.language}
    return f"{counts} ({plural(len(report.articles), 'article')}, {plural(len(tags), 'language')})"


def _finding(finding: Finding, index: Index, colour: bool) -> Iterator[str]:
    severity = _painted(f"{SHAPES[finding.severity]} {finding.severity}", COLOURS[finding.severity], colour)
    title = _painted(one_line(finding.attribute), "1", colour)
    sure = f"{how_sure(finding)}, {percent(finding.confidence)}"
    yield f"{severity}  {title}  ({sure}; {one_line(finding.rule)} {one_line(finding.id)})"
    yield f"  {one_line(finding.explanation)}"
    yield from said(finding, index)
    if finding.difference:
        yield f"  difference: {one_line(finding.difference)}"
    for caveat in finding.caveats:
        yield f"  may be fine: {one_line(caveat)}"


def said(finding: Finding, index: Index) -> Iterator[str]:
    """What each side says, with the quotes behind it."""
    for number, side in enumerate(finding.sides):
        yield f"  {letter(number)}: {one_line(side.value)}"
        yield from _side(side, index)


def _known(finding: Finding, report: Report) -> Iterator[str]:
    """What earlier runs and editors say of it."""
    words = known(report.history.marks.get(finding.id)) if report.history else ""
    if words:
        yield f"  from before: {words}"


def _gone(report: Report) -> Iterator[str]:
    gone = report.history.gone if report.history else ()
    if gone:
        yield from ("", f"Gone since ({len(gone):,})", "")
    for item in gone:
        yield f"  {one_line(item.rule)} {one_line(item.id)}: {one_line(item.explanation)}"
        if words := known(item.mark):
            yield f"    from before: {words}"


def _side(side: Side, index: Index) -> Iterator[str]:
    members = index.ordered(side)
    for claim in members[:MAX_CLAIMS]:
        yield f"     {byline(claim, index)}"
        yield f"       “{one_line(claim.sentence.quote)}”"
    if len(members) > MAX_CLAIMS:
        yield f"     and {plural(len(members) - MAX_CLAIMS, 'more claim')}"


def byline(claim: Claim, index: Index) -> str:
    """Who says it, when, in which language and how sure, on one line."""
    published, language = index.article(claim.id).published, languages.name(index.language(claim.id))
    said_by = claim.said_by and f"said by {claim.said_by}"
    words = (index.source(claim.id), published, language, MODALITY_WORDS[claim.modality], said_by)
    return ", ".join(one_line(word) for word in words if word)


def _skipped(report: Report) -> Iterable[str]:
    if not report.skipped:
        return ()
    return ("", "Not read", *(f"  {one_line(left_out(item))}" for item in report.skipped))


def left_out(item: Skipped) -> str:
    """An input that was not read and why, as it may be passed on."""
    return f"{shown_path(item.path)}: {shown_reason(item.reason)}"


def _painted(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
