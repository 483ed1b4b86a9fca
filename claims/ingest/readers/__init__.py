"""One reader per format, and which one an input gets: its suffix says, unless its first bytes know better."""

from pathlib import PurePath

import regex

from claims.ingest.drafts import Blob, Reader
from claims.ingest.readers import docx, html, pdf, records, text

BY_SUFFIX: dict[str, Reader] = {
    ".txt": text.read,
    ".text": text.read,
    ".md": text.read,
    ".markdown": text.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".jsonl": records.read_jsonl,
    ".ndjson": records.read_jsonl,
    ".json": records.read_json,
    ".csv": records.read_csv,
    ".tsv": records.read_csv,
    ".pdf": pdf.read,
    ".docx": docx.read,
}
CONTAINERS: tuple[Reader, ...] = (records.read_jsonl, records.read_json, records.read_csv)
BY_START: tuple[tuple[bytes, Reader], ...] = (
    (b"%PDF-", pdf.read),
    (b"PK\x03\x04", docx.read),
    (b"\xd0\xcf\x11\xe0", docx.read),
)

_HTML = regex.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype html|html|head|body)\b",
    regex.I,
)
_RECORD = regex.compile(rb"^(?:\xef\xbb\xbf)?\s*\{\s*\"")


def suffix(path: str) -> str:
    """The path's suffix, in small letters."""
    return PurePath(path).suffix.casefold()


def known(path: str) -> bool:
    """Whether a file of this name is read when its folder is."""
    return suffix(path) in ("", *BY_SUFFIX)


def choose(blob: Blob, suffix: str) -> Reader:
    """The reader of an input."""
    for start, reader in BY_START:
        if blob.data.startswith(start):
            return reader
    return BY_SUFFIX.get(suffix) or _sniffed(blob.data[:2000])


def _sniffed(start: bytes) -> Reader:
    if _HTML.match(start):
        return html.read
    return records.read_jsonl if _RECORD.match(start) else text.read
