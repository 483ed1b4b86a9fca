"""Files, folders, globs and standard input to articles."""

from claims.ingest.options import FieldMap, Limits, Stdin
from claims.ingest.published import publication
from claims.ingest.reading import read

__all__ = ["FieldMap", "Limits", "Stdin", "publication", "read"]
