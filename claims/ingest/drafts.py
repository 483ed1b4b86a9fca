"""What readers take in and give out."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from claims.ingest.options import FieldMap, Limits
from claims.models import Skipped


class Blob(NamedTuple):
    """The bytes of one input."""

    path: str
    data: bytes


class Meta(NamedTuple):
    """What an input says of itself, as written."""

    title: str | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    embargoed: str | None = None
    pubstatus: str | None = None


class Draft(NamedTuple):
    """An article as a reader found it, before language, id and duplicates are looked at."""

    path: str
    data: bytes  # what the article's hash is of
    text: str
    meta: Meta
    body_start: int = 0
    text_is_file: bool = False


class UnreadableError(Exception):
    """An input that cannot be read, with a reason in words for an editor."""


Reader = Callable[[Blob, Limits, FieldMap], Iterator[Draft | Skipped]]


def with_title(title: str | None, body: str) -> tuple[str, int]:
    """Text that begins with its headline, and where the body starts in it."""
    title = " ".join((title or "").split())
    if not title or body[: len(title)] == title:
        return body, 0
    return f"{title}\n\n{body}", len(title) + 2
