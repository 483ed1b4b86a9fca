"""Where a claim stands, as formats for programs want to have it: addresses and the words around a quote."""

from typing import Any, NamedTuple
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import regex

from claims.models import Article
from reports.sources import safe_url, shown_path

AROUND = 32  # code points before and after a quote, by which it is found again in a changed page
SAFE = "/"  # everything else of a path is escaped, so that no name is taken for a scheme, a query or a fragment

_RECORD = regex.compile(r"(?s)^(.+\.(?:jsonl|ndjson|json|csv|tsv))#(\d+)$", regex.I)


class Context(NamedTuple):
    """The words right before and right after a quote."""

    prefix: str
    suffix: str


def path_iri(path: str) -> str:
    """A path as a relative reference: `a b.jsonl#3` is "a%20b.jsonl#3". Of an absolute path the last part."""
    shown = shown_path(path).replace("\\", "/")
    record = _RECORD.match(shown)
    if record:
        return f"{_escaped(record[1])}#{record[2]}"
    return _escaped(shown) or "unnamed"


def iri(article: Article) -> str:
    """The address of an article where it has a sound one, else its path as a relative reference."""
    url = safe_url(article.url)
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~-._") if url else path_iri(article.path)


def urn(*parts: str) -> str:
    """A name for something of ours that is the same on every machine."""
    return uuid5(NAMESPACE_URL, "\x1f".join(("crosscheck", *parts))).urn


def around(article: Article, start: int, end: int) -> Context:
    """The words about `text[start:end]`; both empty where the text is not at hand."""
    return Context(article.text[max(start - AROUND, 0) : start], article.text[end : end + AROUND])


def without_none(record: dict[str, Any]) -> dict[str, Any]:
    """The record without what is not known."""
    return {key: value for key, value in record.items() if value is not None}


def _escaped(path: str) -> str:
    return quote(path, safe=SAFE, errors="replace").lstrip("/")
