"""Days, months, periods and relative dates in running text, as intervals of days."""

from claims.dates.find import find
from claims.dates.periods import around

__all__ = ["around", "find"]
