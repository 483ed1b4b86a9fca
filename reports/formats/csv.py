"""The findings as a table that spreadsheets open: one row per claim in a finding."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, Literal

from claims.models import Article, Claim
from reports.formats.marks import standing
from reports.sources import indexed, shown_path, source_name
from reports.words import letter
from verify.models import Finding, History, Report, Side

COLUMNS = (
    "finding",
    "verdict",
    "severity",
    "confidence",
    "rule",
    "attribute",
    "explanation",
    "difference",
    "side",
    "value",
    "source",
    "published",
    "language",
    "title",
    "modality",
    "negated",
    "said_by",
    "when",
    "as_written",
    "read_as",
    "claim",
    "sentence",
    "caveats",
    "url",
    "path",
    "claim_id",
    "state",
    "standing",
)
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
Dialect = Literal["excel", "raw"]


def write(report: Report, out: BinaryIO, *, dialect: Dialect = "excel") -> None:
    """Write the table for spreadsheets (UTF-8 with a signature, formulas defused), or raw: for programs, as it is."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig" if dialect == "excel" else "utf-8", newline="")
    table = csv.writer(text, lineterminator="\r\n" if dialect == "excel" else "\n")
    defused = cell if dialect == "excel" else str
    table.writerow(COLUMNS)
    table.writerows([defused(value) for value in row] for row in rows(report))
    text.flush()
    text.detach()


def cell(value: str) -> str:
    """The value with an apostrophe before it where a spreadsheet would take it for a formula."""
    clean = value.replace("\x00", "\ufffd")
    return f"'{clean}" if clean.lstrip(" ").startswith(FORMULA_STARTS) else clean


def rows(report: Report) -> Iterator[tuple[str, ...]]:
    """All rows, in the order of the report."""
    index, history = indexed(report), report.history or History()
    for finding in report.findings:
        first, last = _finding(finding), _standing(finding, history)
        for number, side in enumerate(finding.sides):
            for claim in index.ordered(side):
                yield first + _claim(letter(number), side, claim, index.article(claim.id), finding) + last


def _finding(finding: Finding) -> tuple[str, ...]:
    return (
        finding.id,
        finding.verdict.value,
        finding.severity.value,
        f"{finding.confidence:.3f}",
        finding.rule,
        finding.attribute,
        finding.explanation,
        finding.difference or "",
    )


def _standing(finding: Finding, history: History) -> tuple[str, str]:
    """How it stands against an earlier run, and what was settled about it."""
    mark = history.marks.get(finding.id)
    return (mark.state or "" if mark else "", standing(mark) if mark else "")


def _claim(name: str, side: Side, claim: Claim, article: Article, finding: Finding) -> tuple[str, ...]:
    readings = [reading for reading in side.readings if reading.claim_id == claim.id]
    return (
        name,
        side.value,
        source_name(article),
        article.published or "",
        claim.language or article.language or "",
        article.title or "",
        claim.modality.value,
        "yes" if claim.negated else "no",
        claim.said_by or "",
        claim.when or "",
        "; ".join(reading.text for reading in readings),
        "; ".join(reading.normalised for reading in readings),
        claim.span.quote,
        claim.sentence.quote,
        "; ".join(finding.caveats),
        article.url or "",
        shown_path(article.path),
        claim.id,
    )
