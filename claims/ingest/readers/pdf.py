"""PDF files with a text layer."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from unicodedata import normalize

import regex

from claims.ingest.drafts import Blob, Draft, UnreadableError
from claims.ingest.headers import head
from claims.ingest.options import FieldMap, Limits
from claims.ingest.quiet import quiet

if TYPE_CHECKING:
    from pypdf import PdfReader

_PRESENTATION_FORMS = regex.compile(r"[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")
_HYPHENATED = regex.compile(r"(?<=\p{Ll})-\n(?=\p{Ll})")


def read(blob: Blob, limits: Limits, fields: FieldMap) -> Iterator[Draft]:
    """The text of all pages."""
    with quiet("pypdf"):
        text = "\n".join(_pages(_open(blob.data), limits.max_bytes))
    text = _HYPHENATED.sub("", _PRESENTATION_FORMS.sub(lambda match: normalize("NFKC", match[0]), text))
    if not text.strip():
        raise UnreadableError("no text in the PDF: a scan needs OCR first")
    found = head(text)
    yield Draft(path=blob.path, data=blob.data, text=text, meta=found.meta, body_start=found.body_start)


def _open(data: bytes) -> "PdfReader":
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
    except Exception as error:  # whatever a broken file makes the parser raise
        raise UnreadableError("broken PDF") from error
    if locked:
        raise UnreadableError("PDF is locked with a password")
    return reader


def _pages(reader: "PdfReader", limit: int) -> Iterator[str]:
    size = 0
    try:
        for page in reader.pages:
            text = page.extract_text().strip().replace("\x00", "")
            size += len(text)
            if size > limit:
                raise UnreadableError(f"more than {limit:,} characters of text")
            if text:
                yield text
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError("broken PDF") from error
