"""Web pages, by trafilatura."""

from collections.abc import Iterator
from typing import Any

import regex

from claims.ingest.decoding import decode
from claims.ingest.drafts import Blob, Draft, Meta, UnreadableError, with_title
from claims.ingest.options import FieldMap, Limits
from claims.ingest.quiet import quiet

HEAD = 4096  # bytes in which a page declares its encoding
DATES = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}  # what the page states, no clock

_CHARSET = regex.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", regex.I)
_LANG = regex.compile(r"""<html\b[^>]{0,500}?\blang\s*=\s*["']?([\w-]+)""", regex.I)


def read(blob: Blob, limits: Limits, fields: FieldMap) -> Iterator[Draft]:
    """The main article of a page."""
    from trafilatura import bare_extraction

    charset = _CHARSET.search(blob.data[:HEAD])
    page = decode(blob.data, charset[1].decode("ascii", "replace") if charset else None).text
    with quiet("trafilatura", "htmldate"):
        found: Any = bare_extraction(page, with_metadata=True, include_comments=False, date_extraction_params=DATES)
    if found is None or not found.text:
        raise UnreadableError("no article text found in the page")
    language = _LANG.search(page[:HEAD])
    text, body_start = with_title(found.title, found.text)
    meta = Meta(
        title=found.title,
        author=found.author,
        source=found.sitename or found.hostname,
        url=found.url,
        published=found.date,
        language=language[1] if language else None,
    )
    yield Draft(blob.path, blob.data, text, meta, body_start)


def plain(fragment: str) -> str:
    """The text of a piece of HTML, block by block; other text unchanged."""
    from lxml import etree, html

    if not _TAG.search(fragment):
        return fragment
    try:
        root = html.fragment_fromstring(_BLOCK.sub(r"\n\n\g<0>", fragment), create_parent="div")
    except (etree.LxmlError, ValueError):
        return fragment
    etree.strip_elements(root, "script", "style", with_tail=False)
    lines = (" ".join(line.split()) for line in str(root.text_content()).splitlines())
    return "\n\n".join(line for line in lines if line)


_TAG = regex.compile(r"<(?:p|br|div|span|a|h[1-6]|ul|li|b|strong|em|i)\b[^<>]{0,2000}>", regex.I)
_BLOCK = regex.compile(r"<(?:p|br|div|h[1-6]|ul|ol|li|tr|table|blockquote|section|figure|figcaption)\b", regex.I)
