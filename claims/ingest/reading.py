"""Inputs to articles: each read by its reader, completed, and kept once."""

import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlsplit

import regex

from claims.ids import digest
from claims.ingest.drafts import Blob, Draft, Meta, UnreadableError
from claims.ingest.options import FieldMap, Limits, Stdin
from claims.ingest.paths import STDIN, contents, expand, problem
from claims.ingest.published import published
from claims.ingest.readers import BY_SUFFIX, CONTAINERS, choose, suffix
from claims.ingest.readers.records import too_large
from claims.ingest.twins import Twin
from claims.language import SAMPLE, detect, normalise
from claims.models import Article, Skipped

EMPTY = "empty file"
USABLE = "usable"
UNKNOWN = "unknown"  # an embargo whose end cannot be read has none
NO_TEXT = "no text found"
ENOUGH = 200  # letters from which the text itself says its language better than the page does
NOTHING = frozenset({"", "none", "null", "unknown", "n/a", "nan", "-"})

_LETTER = regex.compile(r"\p{L}")


class First(NamedTuple):
    """The article that a text was first read as."""

    id: str
    path: str


def read(
    paths: Iterable[str],
    limits: Limits = Limits(),  # noqa: B008 (frozen)
    fields: FieldMap = FieldMap(),  # noqa: B008
    stdin: Stdin = Stdin(),  # noqa: B008
) -> Iterator[Article | Skipped]:
    """The articles in files, folders, globs and standard input ("-"), in the order of their paths.

    Whatever gives no article is told as Skipped with one reason; nothing that stands in an input raises. Of a text that
    comes more than once the first is an article, the others are each a `Twin`: see `strictest`.
    """
    seen: dict[str, First] = {}
    count = 0
    for item in expand(paths):
        for draft in [item] if isinstance(item, Skipped) else _drafts(item, limits, fields, stdin):
            if isinstance(draft, Draft) and count >= limits.max_articles:
                yield Skipped(
                    path=draft.path, reason=f"left out with all after it: more than {limits.max_articles:,} articles"
                )
                return
            result = _once(draft, seen) if isinstance(draft, Draft) else _named(draft)
            count += isinstance(result, Article)
            yield result


def _drafts(path: str, limits: Limits, fields: FieldMap, stdin: Stdin) -> Iterator[Draft | Skipped]:
    """What the reader of an input finds in it."""
    name = stdin.name if path == STDIN else printable(path)
    kind = f".{stdin.format.lstrip('.')}" if path == STDIN and stdin.format else suffix(name)
    reason = None if path == STDIN else problem(path)
    if reason:
        yield Skipped(path=name, reason=reason)
        return
    try:
        blob = Blob(name, _bytes(path, BY_SUFFIX.get(kind) in CONTAINERS, limits))
        yield from choose(blob, kind)(blob, limits, fields)
    except UnreadableError as error:
        yield Skipped(path=name, reason=str(error))
    except OSError as error:
        yield Skipped(path=name, reason=f"cannot be read: {error.strerror}")


def _named(skipped: Skipped) -> Skipped:
    return skipped.model_copy(update={"path": printable(skipped.path)})


def printable(path: str) -> str:
    """The path in letters that can be written: a name on disk need not be UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def _bytes(path: str, container: bool, limits: Limits) -> bytes:
    limit = limits.max_container_bytes if container else limits.max_bytes
    data = _stdin(limit) if path == STDIN else contents(path, limit)
    if data is None:
        raise UnreadableError(too_large(limit))
    if not data.strip():
        raise UnreadableError(EMPTY)
    return data


def _stdin(limit: int) -> bytes | None:
    data = sys.stdin.buffer.read(limit + 1)
    return data if len(data) <= limit else None


def _once(draft: Draft, seen: dict[str, First]) -> Article | Skipped:
    """The article, unless it has no text or has been seen before.

    Two articles of one id are one: a title in a field of its own and the same title as a first line make one text.
    """
    if not _LETTER.search(draft.text):
        return Skipped(path=draft.path, reason=NO_TEXT)
    article = _article(draft)
    body = " ".join((article.text[article.body_start :].strip() or article.text).casefold().split())
    keys = {
        article.sha256: "the same file as",
        article.id: "the same text as",
        digest(body, length=64): "the same text as",
    }
    for key, same in keys.items():
        if key in seen:
            return _twin(article, seen[key], same)
    seen.update(dict.fromkeys(keys, First(article.id, article.path)))
    return article


def _twin(article: Article, first: First, same: str) -> Twin:
    return Twin(
        path=article.path,
        reason=f"{same} {first.path}",
        of=first.id,
        embargoed=article.embargoed,
        withheld=article.withheld,
    )


def _article(draft: Draft) -> Article:
    text = draft.text.encode("utf-8", "replace").decode("utf-8")  # no half of a surrogate pair goes on
    meta = Meta(*map(_filled, draft.meta))
    language = _language(text[draft.body_start :] or text, meta.language)
    return Article(
        id=digest(text),
        path=draft.path,
        text=text,
        sha256=sha256(draft.data).hexdigest(),
        title=meta.title,
        source=meta.source or _domain(meta.url),
        author=meta.author,
        url=meta.url,
        language=language,
        published=published(meta.published, language),
        embargoed=(published(meta.embargoed, language) or UNKNOWN) if meta.embargoed else None,
        withheld=_withheld(meta.pubstatus),
        text_is_file=draft.text_is_file,
        body_start=draft.body_start,
    )


def _withheld(status: str | None) -> str | None:
    """What keeps an article from use: any status of NewsML-G2 and ninjs but "usable", however it is written."""
    word = (status or "").casefold().rpartition(":")[2]
    return None if word in ("", USABLE) else word


def _filled(value: str | None) -> str | None:
    """A value in one line, or None where it says nothing."""
    line = " ".join((value or "").encode("utf-8", "replace").decode("utf-8").split())
    return None if line.casefold() in NOTHING else line


def _domain(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _language(text: str, declared: str | None) -> str | None:
    """The text's own language; what the page declares counts for short texts, because its frame often lies."""
    prior = normalise(declared)
    enough = len(_LETTER.findall(text[:SAMPLE])) >= ENOUGH
    return detect(text, None if enough else prior) or prior
