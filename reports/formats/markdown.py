"""The report as Markdown: a table of what is at odds and the quotes below it, short enough for a merge request.

Words of a source are words here too: everything that Markdown could take for markup, a link or a mention is escaped.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import regex

from reports.formats.marks import known
from reports.formats.text import COUNTED, LISTED, SHAPES, byline, left_out, second_opinion, summary
from reports.signs import one_line
from reports.sources import Index, indexed
from reports.words import letter, percent, plural
from verify.models import Finding, Report, State, Verdict

MAX_BYTES = 65_535  # what a comment on GitHub may hold
MAX_QUOTES = 3  # of one side
ROOM = 200  # bytes kept for the line that says what was left out

_MARKUP = regex.compile(r"([!-/:-@\[-`{-~])")
_MENTION = regex.compile(r"(?<=[@#])(?=\w)|(?<=\w)(?=\\@)|(?<=\b(?:www|https?|ftp))(?=\\[.:])", regex.I)
WORD_JOINER = "\u2060"  # after "@", "#" and "www": no one is called and nothing becomes a link, and nothing is seen


def write(report: Report, out: BinaryIO, *, max_bytes: int = MAX_BYTES) -> None:
    """Write at most `max_bytes` of UTF-8 (0: all); findings that find no room are counted in the last line."""
    index, findings = indexed(report), _listed(report)
    head = ["# Sources compared", "", f"{escaped(summary(report))}.", ""]
    blocks = [
        *_table(findings, report),
        *(_finding(finding, index, report) for finding in findings),
        _gone(report),
        _rest(report),
    ]
    out.write(_fitted("\n".join(head), blocks, max_bytes).encode("utf-8"))


def escaped(text: str) -> str:
    """Words as Markdown that shows just them, on one line."""
    marked: str = _MARKUP.sub(r"\\\1", one_line(text))
    return str(_MENTION.sub(WORD_JOINER, marked))


def _listed(report: Report) -> list[Finding]:
    return [finding for verdict in LISTED for finding in report.findings if finding.verdict is verdict]


def _table(findings: Iterable[Finding], report: Report) -> Iterator[str]:
    """Head and rows of the table, one block: it is no use in part."""
    marks = report.history.marks if report.history else {}
    rows = [
        f"| {SHAPES[finding.severity]} {finding.severity} | {escaped(finding.attribute)} | "
        f"{escaped(' / '.join(side.value for side in finding.sides))} | {percent(finding.confidence)} | "
        f"{escaped(finding.rule)} {_state(marks[finding.id].state if finding.id in marks else None)}|"
        for finding in findings
        if finding.verdict is Verdict.CONFLICT
    ]
    if rows:
        yield "\n".join(["| severity | what | values | sure | rule |", "|---|---|---|---|---|", *rows, ""])


def _state(state: State | None) -> str:
    return f"{state} " if state else ""


def _finding(finding: Finding, index: Index, report: Report) -> str:
    lines = [
        f"## {escaped(finding.attribute)}",
        "",
        f"{COUNTED[finding.verdict][0].capitalize()}, {finding.severity}, ",
    ]
    lines[-1] += f"{percent(finding.confidence)}: {escaped(finding.explanation)}"
    for number, side in enumerate(finding.sides):
        members = index.ordered(side)
        lines += ["", f"**{letter(number)}: {escaped(side.value)}**", ""]
        lines += [
            f"- {escaped(byline(claim, index))}: “{escaped(claim.sentence.quote)}”" for claim in members[:MAX_QUOTES]
        ]
        if len(members) > MAX_QUOTES:
            lines.append(f"- and {plural(len(members) - MAX_QUOTES, 'more claim')}")
    notes = [f"- may be fine: {escaped(caveat)}" for caveat in finding.caveats]
    opinion = second_opinion(finding, index)
    notes += [f"- {escaped(opinion)}"] if opinion else []
    before = known(report.history.marks.get(finding.id)) if report.history else ""
    notes += [f"- from before: {escaped(before)}"] if before else []
    return "\n".join([*lines, *([""] if notes else []), *notes, ""])


def _gone(report: Report) -> str:
    gone = report.history.gone if report.history else ()
    lines = [f"- {escaped(item.rule)}: {escaped(item.explanation)} {escaped(known(item.mark))}" for item in gone]
    return "\n".join(["## Gone since", "", *lines, ""]) if lines else ""


def _rest(report: Report) -> str:
    lines = [f"- {escaped(left_out(item))}" for item in report.skipped]
    return "\n".join(["## Not read", "", *lines, ""]) if lines else ""


def _fitted(head: str, blocks: list[str], limit: int) -> str:
    """The blocks in order while there is room."""
    text, left_out = head, 0
    for block in filter(None, blocks):
        longer = f"{text}\n{block}"
        if left_out or (limit and len(longer.encode("utf-8")) > limit - ROOM):
            left_out += 1
        else:
            text = longer
    if not left_out:
        return text.rstrip("\n") + "\n"
    said = f"{text}\n_{plural(left_out, 'part')} left out: there is no room for more here._\n"
    return said.encode("utf-8")[: limit or None].decode("utf-8", "ignore")
