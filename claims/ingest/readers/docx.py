"""Word files (.docx)."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from claims.ingest.drafts import Blob, Draft, UnreadableError
from claims.ingest.headers import head
from claims.ingest.options import FieldMap, Limits

if TYPE_CHECKING:
    from docx.document import Document

OLD_WORD = b"\xd0\xcf\x11\xe0"
UNPACKED = 20  # times the limit of a document that its parts may have together


def read(blob: Blob, limits: Limits, fields: FieldMap) -> Iterator[Draft]:
    """Paragraphs and table rows, in order."""
    _check(blob.data, limits)
    document = _open(blob.data)
    text = "\n\n".join(filter(None, (block.strip() for block in _blocks(document))))
    if not text:
        raise UnreadableError("no text in the document")
    found = head(text)
    author = (document.core_properties.author or "").strip()
    meta = found.meta if found.meta.author else found.meta._replace(author=author)
    yield Draft(blob.path, blob.data, text, meta, found.body_start)


def _check(data: bytes, limits: Limits) -> None:
    """No other kind of file under this name, and none that unpacks without end."""
    if data.startswith(OLD_WORD):
        raise UnreadableError("old or locked Word file: save it as .docx without a password")
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableError("broken Word file") from error
    if not any(part.filename == "word/document.xml" for part in parts):
        raise UnreadableError("a ZIP archive, not a Word file")
    if sum(part.file_size for part in parts) > UNPACKED * limits.max_bytes:
        raise UnreadableError("unpacks to more than is allowed")


def _open(data: bytes) -> "Document":
    import docx

    try:
        return docx.Document(BytesIO(data))
    except Exception as error:  # whatever a broken file makes the parser raise
        raise UnreadableError("broken Word file") from error


def _blocks(document: "Document") -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield "\n".join("\t".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            yield block.text
