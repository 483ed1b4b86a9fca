"""Plain text and Markdown: the text is the file itself."""

from collections.abc import Iterator

from claims.ingest.decoding import decode
from claims.ingest.drafts import Blob, Draft
from claims.ingest.headers import head
from claims.ingest.options import FieldMap, Limits


def read(blob: Blob, limits: Limits, fields: FieldMap) -> Iterator[Draft]:
    """The one article of a text file."""
    decoded = decode(blob.data)
    found = head(decoded.text)
    yield Draft(blob.path, blob.data, decoded.text, found.meta, found.body_start, text_is_file=not decoded.marked)
