"""Years and months of the Hijri, Persian and Hebrew calendars as days of ours.

`conversions.json` holds the lengths of all their months over two centuries, made by tools/build_calendar.py from
hijridate (Umm al-Qura) and convertdate; so no user needs either. Moon-sighting may put a Hijri date a day off.
"""

import json
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple

from claims.dates.periods import Period

SHORTEST = 28  # days of a month, from which the table counts
_YEARS = {"persian": (1280, 1478), "hijri": (1343, 1499), "hebrew": (5660, 5859)}


class _Calendar(NamedTuple):
    """Ordinals of the first days of all months, year by year; the same day twice: that year lacks the first month."""

    first_year: int
    starts: tuple[tuple[int, ...], ...]
    end: int  # the ordinal after the last day


@cache
def _calendar(name: str) -> _Calendar:
    data = json.loads((files("claims.dates") / "conversions.json").read_text("utf-8"))[name]
    years = data["months"].split()
    lengths = [0 if digit == "-" else int(digit) + SHORTEST for year in years for digit in year]
    days = list(accumulate(lengths, initial=data["first_day"]))
    size = len(years[0])
    starts = tuple(tuple(days[at : at + size + 1]) for at in range(0, len(lengths), size))
    return _Calendar(data["first_year"], starts, days[-1])


def plausible(year: int) -> bool:
    """Whether a number may be a year of one of these calendars."""
    return any(first <= year <= last for first, last in _YEARS.values())


def covers(name: str, year: int) -> bool:
    """Whether the table of a calendar knows a year."""
    return name in _YEARS and _YEARS[name][0] <= year <= _YEARS[name][1]


def period(name: str, year: int, month: int | None = None, day: int | None = None) -> Period | None:
    """The days of a year, a month or a day of another calendar; None where it has none such."""
    if not covers(name, year):
        return None
    calendar = _calendar(name)
    starts = calendar.starts[year - calendar.first_year]
    if month is None:
        return Period(date.fromordinal(starts[0]), date.fromordinal(starts[-1] - 1), "year")
    if not 1 <= month < len(starts) or starts[month] == starts[month - 1]:
        return None
    first, after = starts[month - 1], starts[month]
    if day is None:
        return Period(date.fromordinal(first), date.fromordinal(after - 1), "month")
    if not 1 <= day <= after - first:
        return None
    found = date.fromordinal(first + day - 1)
    return Period(found, found, "day")


def nearest(name: str, month: int, day: int | None, today: date) -> Period | None:
    """The month or day of another calendar that lies closest to a day of ours."""
    calendar = _calendar(name)
    years = [calendar.first_year + at for at, s in enumerate(calendar.starts) if abs(s[0] - today.toordinal()) < _NEAR]
    found = [each for year in years if (each := period(name, year, month, day)) and each.start]
    return min(found, key=lambda each: _distance(each, today), default=None)


_NEAR = 800  # days


def _distance(found: Period, today: date) -> timedelta:
    return abs((found.start or today) - today)
