"""The sides of findings as schema.org Claims, each with the articles in which it appears; nothing is rated.

Schema.org has no relation between claims, so what a finding says of them stands under terms of our own.
"""

from typing import BinaryIO

from claims.models import Article, Claim
from reports import languages
from reports.formats.json import Record, dumps
from reports.formats.places import iri, urn, without_none
from reports.signs import one_line
from reports.sources import Index, indexed, safe_url
from verify.models import Finding, Report, Side, Verdict

CONTEXT = "https://schema.org"
OWN = "urn:x-crosscheck:"
RELATED = {
    Verdict.CONFLICT: "conflictsWith",
    Verdict.POSSIBLE: "mayConflictWith",
    Verdict.UPDATE: "updates",
    Verdict.AGREEMENT: "agreesWith",
    Verdict.INCOMPARABLE: "notComparableWith",
}


def write(report: Report, out: BinaryIO) -> None:
    """Write one graph."""
    index = indexed(report)
    graph = [item for finding in report.findings for item in _claims(finding, index)]
    document = {"@context": [CONTEXT, {"crosscheck": OWN}], "@graph": graph}
    out.write(dumps(document, pretty=True) + b"\n")


def side_id(finding: Finding, number: int) -> str:
    """The name of one side of a finding."""
    return urn("claim", finding.id, str(number))


def _claims(finding: Finding, index: Index) -> list[Record]:
    relation = f"crosscheck:{RELATED[finding.verdict]}"
    count = range(len(finding.sides))
    return [
        {
            "@id": side_id(finding, number),
            **claim(finding, side, index),
            relation: [{"@id": side_id(finding, other)} for other in count if other != number],
            "crosscheck:finding": finding.id,
        }
        for number, side in enumerate(finding.sides)
    ]


def claim(finding: Finding, side: Side, index: Index) -> Record:
    """One side as a Claim: in the words of its newest article, with all articles that make it."""
    members = index.ordered(side)
    articles = list({item.article_id: index.articles[item.article_id] for item in members}.values())
    dated = sorted((article for article in articles if article.published), key=lambda item: item.published or "")
    speakers = {item.said_by for item in members}
    said_by = speakers.pop() if len(speakers) == 1 else None
    return without_none(
        {
            "@type": "Claim",
            "name": one_line(f"{finding.attribute}: {side.value}"),
            "text": members[0].span.quote,
            "inLanguage": languages.known(index.language(members[0].id)),
            # A person or an institution: nothing here knows which, and Thing is no author.
            "author": {"@type": "Organization", "name": one_line(said_by)} if said_by else None,
            "appearance": [_appearance(article, members, index) for article in articles],
            "firstAppearance": {"@id": iri(dated[0])} if dated else None,
        }
    )


def _appearance(article: Article, members: list[Claim], index: Index) -> Record:
    quote = next(item for item in members if item.article_id == article.id).sentence.quote
    return without_none(
        {
            "@type": "NewsArticle",
            "@id": iri(article),
            "url": safe_url(article.url),
            "headline": one_line(article.title) if article.title else None,
            "datePublished": article.published,
            "inLanguage": languages.known(article.language),
            "publisher": {"@type": "Organization", "name": one_line(index.names[article.id])},
            "text": quote,
        }
    )
