"""What news compares: two named things as a ratio (`find`), one thing with all before it (`records`)."""

from claims.comparisons.ratios import find
from claims.comparisons.records import Record, records

__all__ = ["Record", "find", "records"]
