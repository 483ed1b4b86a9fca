"""Files, folders, globs and standard input to articles."""

from claims.ingest.options import FieldMap, Limits, Stdin
from claims.ingest.published import publication
from claims.ingest.reading import read
from claims.ingest.twins import Twin, strictest

__all__ = ["FieldMap", "Limits", "Stdin", "Twin", "publication", "read", "strictest"]
