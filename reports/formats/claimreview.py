"""ClaimReview drafts: of findings that an editor decided and wrote a verdict on, and of no others.

A draft lacks what only the newsroom can give: the address of its own article. It never carries a number: the decision
says that the sources contradict each other, or that time went past them, not how true each of them is.
"""

from collections.abc import Iterator
from typing import BinaryIO

from reports.formats.claims import CONTEXT, claim, side_id
from reports.formats.json import Record, dumps
from reports.formats.places import urn
from reports.signs import one_line
from reports.sources import Index, indexed
from verify.models import Choice, Decision, Finding, Report

RATED = {Choice.CONFLICT: "Contradicted by other sources", Choice.SUPERSEDED: "Superseded by later reporting"}


def write(report: Report, out: BinaryIO) -> None:
    """Write one graph with a review for each side of each finding that was decided; it may be empty."""
    index = indexed(report)
    graph = [
        draft
        for finding in report.findings
        if (decision := _decided(report, finding))
        for draft in _drafts(finding, decision, index)
    ]
    out.write(dumps({"@context": CONTEXT, "@graph": graph}, pretty=True) + b"\n")


def _decided(report: Report, finding: Finding) -> Decision | None:
    """The decision on a finding, where it is one that a review can be drafted from: with a written verdict."""
    mark = report.history.marks.get(finding.id) if report.history else None
    decision = mark.decision if mark else None
    written = decision and decision.choice in RATED and (decision.note or "").strip()
    return decision if written else None


def _drafts(finding: Finding, decision: Decision, index: Index) -> Iterator[Record]:
    for number, side in enumerate(finding.sides):
        reviewed = claim(finding, side, index)
        yield {
            "@type": "ClaimReview",
            "@id": urn("review", finding.id, str(number)),
            "creativeWorkStatus": "Draft",
            "claimReviewed": reviewed["text"],
            "itemReviewed": {"@id": side_id(finding, number), **reviewed},
            "author": {"@type": "Person", "name": one_line(decision.author)},
            "datePublished": decision.decided_at[: len("2025-08-14")],
            "reviewBody": one_line(decision.note or ""),
            "reviewRating": {"@type": "Rating", "alternateName": RATED[decision.choice]},
        }
