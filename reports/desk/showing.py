"""A finding as the desk shows it: the page's card, the text around each claim, what people said, what changed."""

import re
from typing import NamedTuple
from urllib.parse import quote

from anyascii import anyascii

from claims.models import Article, Claim
from reports.cards import card
from reports.highlight import Mark
from reports.languages import Direction, direction, known
from reports.messages import messages
from reports.model import Card
from reports.names import names_of
from reports.sources import Index, indexed, safe_url
from reports.store import runs
from reports.store.database import Database
from reports.store.keys import claim_key, claims_of
from reports.store.models import Entry
from reports.store.rereading import FIELDS, mentions
from verify.models import Finding, Report

LINES = re.compile(r"\n\s*\n")
AROUND = 260  # code points of context to each side
FRAGMENT_WORDS = 6  # at either end of a quote in a text fragment
FRAGMENT_SIGNS = 12  # where words are not told apart by blanks
WHOLE_FRAGMENT = 90  # code points of a quote that goes whole into its address
LATIN_SHARE = 0.3  # of the letters; above it, Latin letters would only repeat the quote


class Reading(NamedTuple):
    """Something that was read in a claim and may be put right."""

    kind: str
    quote: str
    offset: int  # in the sentence
    read_as: str


class Told(NamedTuple):
    """A claim with what stands around it."""

    claim_id: str
    key: str
    letter: str
    hue: int
    source: str
    title: str | None
    url: str | None  # that opens at the quote
    article_id: str
    at: int  # where its sentence begins in the article
    has_text: bool
    before: str
    sentence: str
    after: str
    marks: tuple[Mark, ...]
    lang: str | None
    dir: Direction
    latin: str | None
    readings: tuple[Reading, ...]


def shown(report: Report) -> tuple[Card, Index]:
    """The card of a report's one finding, and its claims by id."""
    index = indexed(report)
    return card(report.findings[0], index, names_of(report), report.history, messages()), index


def blinded(item: Card) -> Card:
    """The card without what the machine holds of it."""
    hidden = {"evidence": (), "score": 0.0, "confidence": "", "confidence_words": "", "opinion": None}
    return item.model_copy(update=hidden)


def told(item: Card, finding: Finding, index: Index) -> list[Told]:
    """All claims of a finding with their surroundings, side by side."""
    letters = {
        claim_id: (group.letter, group.hue)
        for group, side in zip(item.groups, finding.sides, strict=False)
        for claim_id in side.claim_ids
    }
    marks = {statement.claim_id: statement.quote.marks for group in item.groups for statement in group.statements}
    return [
        _told(claim, letters.get(claim.id, ("", 0)), marks.get(claim.id, ()), index)
        for claim in claims_of(finding, index.claims)
    ]


def _told(claim: Claim, side: tuple[str, int], marks: tuple[Mark, ...], index: Index) -> Told:
    article = index.article(claim.id)
    tag = index.language(claim.id)
    before, after = around(article, claim)
    return Told(
        claim_id=claim.id,
        key=claim_key(index.source(claim.id), claim),
        letter=side[0],
        hue=side[1],
        source=index.source(claim.id),
        title=article.title,
        url=at_quote(article.url, claim.span.quote),
        article_id=article.id,
        at=claim.sentence.start,
        has_text=bool(article.text),
        before=before,
        sentence=claim.sentence.quote,
        after=after,
        marks=marks,
        lang=known(tag),
        dir=direction(tag),
        latin=latin(claim.sentence.quote),
        readings=tuple(readings(claim)),
    )


def around(article: Article, claim: Claim) -> tuple[str, str]:
    """The text before and after a claim's sentence, cut where a word or line ends."""
    start, end = claim.sentence.start, claim.sentence.end
    first = max(start - AROUND, min(article.body_start, start))
    before, after = article.text[first:start], article.text[end : end + AROUND]
    if first > article.body_start:
        before = "… " + re.sub(r"^\S*\s", "", before, count=1)
    if end + AROUND < len(article.text):
        after = re.sub(r"\s\S*$", "", after, count=1) + " …"
    return LINES.sub("\n", before.lstrip("\n")), LINES.sub("\n", after.rstrip("\n"))


def readings(claim: Claim) -> list[Reading]:
    """Everything that was read in a claim, in the order of the text."""
    found = [
        Reading(kind, mention.span.quote, mention.span.start - claim.sentence.start, _read_as(mention))
        for kind in FIELDS
        for mention in mentions(claim, kind)
    ]
    return sorted(found, key=lambda reading: (reading.offset, reading.kind))


def _read_as(mention: object) -> str:
    key = getattr(mention, "key", None)
    if key:
        return str(key)
    names = ("start", "end") if hasattr(mention, "precision") else ("low", "high")
    low, high = (getattr(mention, name) for name in names)
    bounds = _written(low) if low == high else f"{_written(low) or '…'} to {_written(high) or '…'}"
    return " ".join(filter(None, (bounds, getattr(mention, "unit", None))))


def _written(value: object) -> str:
    return "" if value is None else f"{value:f}" if hasattr(value, "as_tuple") else str(value)


def at_quote(url: str | None, words: str) -> str | None:
    """The address of a source, so that a browser opens it at these words (`#:~:text=`, WICG text fragments)."""
    address = safe_url(url)
    if address is None:
        return None
    text = " ".join(words.split())
    parts = text.split(" ")
    if len(text) <= WHOLE_FRAGMENT:
        fragment = _encoded(text)
    elif len(parts) > 2 * FRAGMENT_WORDS:
        fragment = f"{_encoded(' '.join(parts[:FRAGMENT_WORDS]))},{_encoded(' '.join(parts[-FRAGMENT_WORDS:]))}"
    else:
        fragment = f"{_encoded(text[:FRAGMENT_SIGNS])},{_encoded(text[-FRAGMENT_SIGNS:])}"
    return f"{address.partition('#')[0]}#:~:text={fragment}"


def _encoded(text: str) -> str:
    """A dash would end the part in a text fragment."""
    return quote(text, safe="").replace("-", "%2D")


def latin(text: str) -> str | None:
    """The text in Latin letters, by table; None where it has them already."""
    letters = [c for c in text if c.isalpha()]
    plain = sum(c < "\u0250" for c in letters)
    return None if not letters or plain / len(letters) > LATIN_SHARE else anyascii(text)


class Change(NamedTuple):
    """What one source said when it was decided, and what it says now."""

    source: str
    then: tuple[str, ...]
    now: tuple[str, ...]


def changes(db: Database, decided: Entry, report: Report) -> list[Change]:
    """Sources that said something else when this was decided; empty where only what is known of them changed."""
    seq = runs.seq_of(db, decided.run) or runs.located(db, decided.finding)
    old = runs.one(db, seq, decided.finding) if seq is not None else None
    if old is None:
        return []
    then, now = _said(old), _said(report)
    names = dict.fromkeys((*then, *now))
    return [Change(name, then.get(name, ()), now.get(name, ())) for name in names if then.get(name) != now.get(name)]


def _said(report: Report) -> dict[str, tuple[str, ...]]:
    index = indexed(report)
    found: dict[str, list[str]] = {}
    for claim in claims_of(report.findings[0], index.claims):
        found.setdefault(index.source(claim.id), []).append(claim.span.quote)
    return {name: tuple(quotes) for name, quotes in found.items()}
