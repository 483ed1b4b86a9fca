"""Days, months, periods and relative dates in running text, as intervals of days."""

from claims.dates.find import find

__all__ = ["find"]
