"""The findings as W3C Web Annotations: each claim of a finding, on the words of its source.

Both selectors are given, because a quote alone may stand in a page more than once. Positions count code points, as the
Web Annotation Data Model asks (4.2.5), in the text of the article as it was read.
"""

from collections.abc import Iterator
from typing import BinaryIO

from claims.models import Claim
from reports import languages
from reports.formats.json import Record, dumps
from reports.formats.places import around, iri, urn, without_none
from reports.signs import one_line
from reports.sources import Index, indexed
from verify.models import Finding, Report, Side

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write(report: Report, out: BinaryIO) -> None:
    """Write one page of annotations."""
    index = indexed(report)
    items = [item for finding in report.findings for item in _annotations(finding, index)]
    page = {
        "@context": CONTEXT,
        "id": urn("annotations", *(item["id"] for item in items)),
        "type": "AnnotationPage",
        "items": items,
        "startIndex": 0,
    }
    out.write(dumps(page, pretty=True) + b"\n")


def _annotations(finding: Finding, index: Index) -> Iterator[Record]:
    for side in finding.sides:
        for claim_id in side.claim_ids:
            yield _annotation(finding, side, index.claims[claim_id], index)


def _annotation(finding: Finding, side: Side, claim: Claim, index: Index) -> Record:
    tags = (finding.rule, finding.verdict.value, finding.severity.value)
    return {
        "id": urn("annotation", finding.id, claim.id),
        "type": "Annotation",
        "motivation": "commenting",
        "body": [
            {
                "type": "TextualBody",
                "purpose": "commenting",
                "format": "text/plain",
                "language": "en",
                "value": one_line(finding.explanation),
            },
            *({"type": "TextualBody", "purpose": "tagging", "value": one_line(tag)} for tag in tags),
        ],
        "target": _target(side, claim, index),
    }


def _target(side: Side, claim: Claim, index: Index) -> Record:
    """The words that carry the value, else the whole claim."""
    article = index.article(claim.id)
    read = next((reading for reading in side.readings if reading.claim_id == claim.id), None)
    span = claim.span
    start, end, text = (read.start, read.end, read.text) if read else (span.start, span.end, span.quote)
    prefix, suffix = around(article, start, end)
    source = without_none({"id": iri(article), "type": "Text", "language": languages.known(index.language(claim.id))})
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {"type": "TextQuoteSelector", "exact": text, "prefix": prefix, "suffix": suffix},
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }
