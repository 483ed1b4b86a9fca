"""Intervals of days and the arithmetic between them: no text here, only the calendar."""

import calendar
from datetime import date, timedelta
from typing import Literal, NamedTuple

Precision = Literal["time", "day", "week", "month", "quarter", "half", "season", "year", "decade", "century"]

FARTHEST = 1000  # units from the publication
LAST = 9998  # a year with another after it
FIRST_DECADE = 1700
LAST_CENTURY = 22
ANY_YEAR = 4  # stands for a year that nobody stated: a leap year, and long before any news
_EDGE_DAYS = ((1, 10), (11, 20), (21, 31))  # early, mid, late in a month
_EDGE_MONTHS = ((1, 4), (5, 8), (9, 12))  # in a year
_EDGE_YEARS = ((0, 3), (4, 6), (7, 9))  # and in a decade
_CENTURY_TURNS = 70  # the year from which two digits are of the last century


class Period(NamedTuple):
    """Days from `start` to `end`, both inclusive; None is unbounded or unknown."""

    start: date | None
    end: date | None
    precision: Precision
    relative: bool = False
    recurring: bool = False
    time: str | None = None
    zone: str | None = None


UNKNOWN_DAY = Period(None, None, "day", relative=True)


def day(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def day_period(start: date | None, end: date | None = None) -> Period | None:
    """One day, or the days from one to another."""
    return None if start is None else Period(start, end or start, "day")


def month_period(year: int, month: int, edge: int | None = None) -> Period:
    """A month, or its first, middle or last third."""
    first, last = _EDGE_DAYS[edge] if edge is not None else (1, 31)
    length = calendar.monthrange(year, month)[1]
    return Period(date(year, month, first), date(year, month, min(last, length)), "month")


def months_period(year: int, first: int, last: int, precision: Precision) -> Period:
    """Whole months of one year."""
    return Period(date(year, first, 1), month_period(year, last).end, precision)


def quarter_period(year: int, number: int) -> Period:
    """The calendar quarter 1 to 4."""
    return months_period(year, 3 * number - 2, 3 * number, "quarter")


def half_period(year: int, number: int) -> Period:
    """The calendar half 1 or 2."""
    return months_period(year, 6 * number - 5, 6 * number, "half")


def season_period(year: int, season: int) -> Period:
    """Spring 0, summer 1, autumn 2 of the northern year; winter 3 may touch both neighbours of the year."""
    if season == 3:
        return Period(date(year - 1, 12, 1), month_period(year + 1, 2).end, "season")
    return months_period(year, 3 * season + 3, 3 * season + 5, "season")


def year_period(year: int, edge: int | None = None) -> Period:
    """A year, or its first, middle or last third."""
    first, last = _EDGE_MONTHS[edge] if edge is not None else (1, 12)
    return months_period(year, first, last, "year")


def decade_period(year: int, edge: int | None = None) -> Period:
    """The ten years from the given one, or their first, middle or last third."""
    first, last = _EDGE_YEARS[edge] if edge is not None else (0, 9)
    return Period(date(year + first, 1, 1), date(year + last, 12, 31), "decade")


def century_period(number: int) -> Period:
    """The century counted from our era: the 21st began with 2001, but people mean 2000."""
    return Period(date(max(100 * number - 100, 1), 1, 1), date(100 * number, 12, 31), "century")


def fiscal_period(year: int, begins: int) -> Period:
    """A fiscal year that begins in a month of the year it is named after."""
    end_year, end_month = shifted_month(year, begins, 11)
    return Period(date(year, begins, 1), month_period(end_year, end_month).end, "year")


def full_year(year: int) -> int:
    """A year in two digits: those to come soon are of our century, the others of the last."""
    return year if year > 99 else year + (2000 if year < _CENTURY_TURNS else 1900)


def week_period(of: date) -> Period:
    """Monday to Sunday around a day."""
    monday = of - timedelta(days=of.weekday())
    return Period(monday, monday + timedelta(days=6), "week")


def around(of: date, precision: Precision) -> tuple[date, date]:
    """First and last day of the period of this precision that holds a day: its month, its quarter, its decade.

    A season counts as the quarter that holds the day.
    """
    months = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12}.get(precision)
    if precision == "week":
        found = week_period(of)
    elif precision == "decade":
        found = decade_period(of.year - of.year % 10)
    elif precision == "century":
        found = century_period(1 + of.year // 100)
    elif months:
        first = of.month - (of.month - 1) % months
        found = months_period(of.year, first, first + months - 1, precision)
    else:
        return of, of
    return found.start or of, found.end or of


def shifted_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month some months later."""
    years, index = divmod(month - 1 + by, 12)
    return year + years, index + 1


def published_period(published: str | None) -> Period | None:
    """What a reduced ISO date covers: a day, a month or a year; None where it says nothing."""
    parts = (published or "")[:10].split("-")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if not 1000 <= numbers[0] <= 9990 or (len(numbers) > 1 and not 1 <= numbers[1] <= 12):
        return None
    if len(numbers) == 1:
        return year_period(numbers[0])
    return month_period(*numbers) if len(numbers) == 2 else day_period(day(*numbers))


def offset_period(unit: str, offset: int, now: Period | None) -> Period | None:
    """So many units before or after the publication: last month, three days ago.

    None where the publication date is not known finely enough.
    """
    if now is None or now.start is None or abs(offset) > FARTHEST or not 1 < now.start.year + offset < LAST:
        return None
    if unit in ("day", "week"):
        return _offset_days(unit, offset, now)
    if unit != "year" and now.precision == "year":
        return None
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
    year, month = shifted_month(now.start.year, now.start.month, offset * months)
    if unit == "quarter":
        return quarter_period(year, (month + 2) // 3)
    if unit == "half":
        return half_period(year, (month + 5) // 6)
    return month_period(year, month) if unit == "month" else year_period(year)


def _offset_days(unit: str, offset: int, now: Period) -> Period | None:
    if now.start is None or now.precision != "day":
        return None
    there = now.start + timedelta(days=offset * (7 if unit == "week" else 1))
    return week_period(there) if unit == "week" else day_period(there)


def weekday_period(weekday: int, modifier: int | None, now: Period | None, future: bool = False) -> Period | None:
    """That day of last, this or next week; where none is said the latest one, or in the future the next one.

    The day of publication itself is both.
    """
    if now is None or now.start is None or now.precision != "day":
        return None
    here = now.start
    back = (here.weekday() - weekday) % 7
    if modifier == -1:
        return day_period(here - timedelta(days=back or 7))
    if modifier == 1:
        return day_period(here + timedelta(days=7 - back))
    if modifier == 0:
        return day_period(here + timedelta(days=weekday - here.weekday()))
    return day_period(here + timedelta(days=-back % 7 if future else -back))
