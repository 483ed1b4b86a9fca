"""The head of a plain-text article: title, "Source: x" lines, front matter."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from claims.boilerplate import cue
from claims.ingest.drafts import Meta
from claims.ingest.published import published
from claims.text_cues import languages, table

TITLE_LENGTH = 200
HEADER_LENGTH = 500
FRONT_MATTER_LINES = 100
LEADING_FURNITURE = 3  # lines such as "Featured image" that may stand above the title
MUCH_LONGER = 2.0
DATELINE_LENGTH = 60
DATED_WORDS = 3  # with the name of the month
TIMED_WORDS = 6

_LINE = regex.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_FIELD = regex.compile(
    r"\s*(?:[*_]{2})?([^\W\d][^:：\r\n]{0,38}?)\s*(?:[*_]{2})?\s*[:：]\s*(?:[*_]{2})?(.*)", regex.DOTALL
)
_WORD = regex.compile(r"\p{L}+")
_HOUR = regex.compile(r"(?<!\d)\d{1,2}\s?[:.h時点时]\s?\d\d(?!\d)")
_FULL_STOP = regex.compile(r"""[.。।۔]["'”’»)]*$""")
_HEADING = regex.compile(r"^#{1,6}\s+|\s+#+$")


class Line(NamedTuple):
    """A line and where it ends, its line break included."""

    text: str
    end: int


class Head(NamedTuple):
    """What stands above the body, and where the body starts."""

    meta: Meta
    body_start: int


def head(text: str) -> Head:
    """The metadata at the top of a plain-text or Markdown file."""
    lines = _lines(text)
    first = next((line for line in lines if line.text), None)
    if first is None:
        return Head(Meta(), 0)
    if first.text == "---":
        return _front_matter(lines) or Head(Meta(), 0)
    for _ in range(LEADING_FURNITURE):
        if not (first and cue(first.text) and not _field(first.text)):
            break
        first = next((line for line in lines if line.text), None)
    return _head(first, lines) if first else Head(Meta(), 0)


def _lines(text: str) -> Iterator[Line]:
    for match in _LINE.finditer(text):
        if match.end() > match.start():
            yield Line(match[0].strip("\ufeff \t\r\n\x0b\x0c"), match.end())


def _head(first: Line, lines: Iterator[Line]) -> Head:
    """Header lines, with or without a title line above them, or a title alone."""
    fields: dict[str, str] = {}
    own = _field(first.text)
    if own:
        fields[own[0]] = own[1]
    end, after, blank = first.end, next(lines, None), False
    if after and not after.text and not own:
        blank, after = True, next((line for line in lines if line.text), None)
    following = after
    while after and (found := _field(after.text) or _dateline(after.text)):
        fields.setdefault(*found)
        end, after = after.end, next(lines, None)
    if fields and not own:
        fields.setdefault("title", _plain(first.text))
    if not fields and following and _is_title(first.text, following.text, blank):
        fields["title"] = _plain(first.text)
    return Head(Meta(**fields), end if fields else 0)


def _front_matter(lines: Iterator[Line]) -> Head | None:
    fields: dict[str, str] = {}
    for line, _ in zip(lines, range(FRONT_MATTER_LINES), strict=False):
        if line.text in ("---", "..."):
            return Head(Meta(**fields), line.end)
        if found := _field(line.text):
            fields.setdefault(found[0], found[1].strip("\"'"))
    return None


def _field(line: str) -> tuple[str, str] | None:
    """Name and value of a header line with a known key, in whichever language."""
    match = _FIELD.match(line) if len(line) <= HEADER_LENGTH else None
    name = _keys().get(_key(match[1])) if match else None
    return (name, match[2].strip(" *_")) if match and name else None


def _dateline(line: str) -> tuple[str, str] | None:
    """A line that gives a day, perhaps an hour, and hardly anything else: "Updated 8 April 2025, 09:15"."""
    if len(line) > DATELINE_LENGTH or _FULL_STOP.search(line) or len(published(line) or "") < len("2025-04-08"):
        return None
    words = len(_WORD.findall(line))
    return ("published", line) if words <= (TIMED_WORDS if _HOUR.search(line) else DATED_WORDS) else None


def _is_title(line: str, following: str, blank: bool) -> bool:
    if len(line) > TITLE_LENGTH or _FULL_STOP.search(line):
        return False
    return blank or line.startswith("# ") or line == following or len(following) >= MUCH_LONGER * len(line)


def _plain(line: str) -> str:
    return str(_HEADING.sub("", line))


@cache
def _keys() -> dict[str, str]:
    """Header keys of all languages, English first."""
    found: dict[str, str] = {}
    for language in ("en", *languages()):
        for name, keys in table(language)["headers"].items():
            for key in keys:
                found.setdefault(_key(key), name)
    return found


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
