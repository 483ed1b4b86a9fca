"""What a matched date means: an interval of days, counted from the publication date where the text leaves it open."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from claims.dates import other_calendars, periods
from claims.dates.lexicon import Lexicon
from claims.dates.periods import Period
from claims.dates.scan import Lexeme

_UNITS = ("day", "week", "month", "quarter", "half", "year")

SHORTLY = 3  # months
NEXT_DAYS = 7  # from publication within which a day without a month lies where nothing says otherwise
SOON = 110  # days ahead up to which a day without a year is taken to come where nothing says so
HALF_A_YEAR = 183
BARELY = 31  # days back down to which it is taken to be past though the text looks ahead
NIGHT, NOON, LAST_HOUR = 6, 12, 23


class Reading(NamedTuple):
    """The values that a match gives to each role, and what they are read against."""

    values: Mapping[str, list[Any]]
    now: Period | None  # when the article was published
    future: bool  # the text speaks of what is to come
    lex: Lexicon
    until: bool = False  # it is a bound at the end

    def first(self, *roles: str) -> Any:  # noqa: ANN401 a role says what its values are
        """The first value of the first role that has one."""
        return next((self.values[role][0] for role in roles if self.values.get(role)), None)


def reading(
    lexemes: Iterable[Lexeme], now: Period | None, future: bool, lex: Lexicon, *, until: bool = False
) -> Reading:
    """The roles of a stretch of lexemes."""
    values: dict[str, list[Any]] = defaultdict(list)
    for lexeme in lexemes:
        for role, value in lexeme.roles.items():
            values[role].append(value)
    return Reading(values, now, future, lex, until)


def _today(said: Reading) -> date | None:
    return said.now.end if said.now else None


def _year(said: Reading) -> tuple[int | None, bool]:
    """The year stated, or counted from the publication, and which of the two it is."""
    stated = (
        _era_year(said) if said.values.get("era") else said.first("year", "marked_year", "short_year", "fiscal_year")
    )
    if stated is not None:
        return stated, False
    if said.now is None or said.now.start is None:
        return None, False
    if said.values.get("relative_year"):
        return said.now.start.year + said.values["relative_year"][0][1], True
    if said.values.get("modifier") and said.values.get("year_word"):
        return said.now.start.year + said.values["modifier"][0], True
    return None, False


def _era_year(said: Reading) -> int | None:
    """The year of an era: its first year is the one after the era's own number."""
    number = said.first("number", "year", "marked_year", "other_year")
    return None if number is None else said.first("era") + number


def _nearest_year(month: int, number: int, said: Reading) -> int | None:
    """The year that puts a day closest to the publication; far off it lies ahead only where the text looks ahead."""
    today = _today(said)
    if said.now is None or said.now.start is None or today is None or said.now.precision == "year":
        return None
    days = [periods.day(today.year + shift, month, number) for shift in (-1, 0, 1)]
    soon = HALF_A_YEAR if said.until else SOON
    first, last = said.now.start - timedelta(days=BARELY), today + timedelta(days=soon)
    near = [each for each in days if each and (each >= first if said.future else each <= last)]
    return min(near, key=lambda each: (abs(each - today), each)).year if near else None


def _days(said: Reading) -> Period | None:
    """A day of a month, or several in a row; of any year where none can be found."""
    numbers = said.values.get("named_day") or said.values.get("day") or said.values.get("marked_day") or []
    month = said.first("month", "maybe_month")
    if said.values.get("day_month"):
        numbers, month = [said.values["day_month"][0][0]], said.values["day_month"][0][1]
    if not numbers or (len(numbers) > 1 and numbers[-1] <= numbers[0]):
        return None
    year, relative = _year(said)
    if year is None:
        year, relative = _nearest_year(month, numbers[0], said), True
    found = [periods.day(year or periods.ANY_YEAR, month, number) for number in (numbers[0], numbers[-1])]
    if None in found:
        return None
    return Period(found[0], found[1], "day", relative=relative and year is not None, recurring=year is None)


def _lone_day(said: Reading) -> Period | None:
    """A day number marked as such, without its month: the latest such day, or the next one where the text looks ahead.

    Shortly before or after publication it is that day: of one a month away, writers name the month.
    """
    today, number = _today(said), said.first("marked_day")
    if today is None or said.now is None or said.now.precision not in ("day", "month"):
        return periods.UNKNOWN_DAY
    if said.now.precision == "month":
        only = periods.day_period(periods.day(today.year, today.month, number))
        return only and only._replace(relative=True)
    months = [periods.shifted_month(today.year, today.month, by) for by in (-1, 0, 1)]
    days = [day for month in months if (day := periods.day(*month, number))]
    near = timedelta(days=NEXT_DAYS)
    ahead, back = [each for each in days if each >= today - near], [each for each in days if each <= today + near]
    found = periods.day_period(min(ahead, default=None) if said.future else max(back, default=None))
    return found and found._replace(relative=True)


def _undated_month(month: int, said: Reading) -> int | None:
    """The year of a month named alone: the latest one that has begun, or the next one where the text looks ahead.

    A month shortly ahead in the year of publication is that one: of one nearly a year back, writers name the year.
    """
    today = _today(said)
    if said.now is None or today is None or said.now.precision == "year":
        return None
    modifier: int | None = said.first("modifier")
    if modifier == -1:
        return today.year - (month >= today.month)
    if modifier == 1 or (modifier is None and said.future):
        return today.year + (month < today.month + (modifier == 1))
    return today.year if modifier == 0 else today.year - (month > today.month + SHORTLY)


def _month(said: Reading) -> Period | None:
    month, edge = said.first("month", "maybe_month"), said.first("edge", "edge_after")
    year, relative = _year(said)
    if year is None:
        year, relative = _undated_month(month, said), True
    found = periods.month_period(year or periods.ANY_YEAR, month, edge)
    return found._replace(relative=relative and year is not None, recurring=year is None)


def _part(said: Reading) -> Period | None:
    """A quarter or a half, of the year stated or else the latest one that has begun."""
    named = said.first("part", "maybe_part")
    unit = named[0] if named else ("quarter" if said.values.get("quarter_word") else "half")
    number = named[1] if named else said.first("ordinal", "roman", "day")
    if number > (4 if unit == "quarter" else 2):
        return None
    make = periods.quarter_period if unit == "quarter" else periods.half_period
    year, relative = _year(said)
    if year is None:
        today = _today(said)
        if today is None or said.now is None or said.now.precision == "year":
            return make(periods.ANY_YEAR, number)._replace(recurring=True)
        start = make(today.year, number).start
        begun = said.future or (start is not None and start <= today)
        year, relative = today.year - (not begun), True
    return make(year, number)._replace(relative=relative)


def _season(said: Reading) -> Period | None:
    year, relative = _year(said)
    if year is None:
        return Period(None, None, "season", relative=True)
    return periods.season_period(year, said.first("season"))._replace(relative=relative)


def _edged(found: Period | None, said: Reading) -> Period | None:
    """A month or year narrowed to its early, middle or late part."""
    edge = said.first("edge", "edge_after")
    if found is None or found.start is None or edge is None:
        return found
    if found.precision == "year":
        return periods.year_period(found.start.year, edge)
    if found.precision == "decade":
        return periods.decade_period(found.start.year, edge)
    return periods.month_period(found.start.year, found.start.month, edge) if found.precision == "month" else found


def _unit(said: Reading) -> str:
    """The unit named; some languages count years, "lat", in a word that names none."""
    return next((unit for unit in _UNITS if said.values.get(f"{unit}_word")), "year")


def _unknown(unit: str) -> Period:
    return Period(None, None, unit, relative=True)  # type: ignore[arg-type]


def _offset(unit: str, by: int, said: Reading) -> Period:
    """A period so many units away, or an unknown one."""
    found = _edged(periods.offset_period(unit, by, said.now), said)
    return found._replace(relative=True) if found else _unknown(unit)


def _relative(said: Reading) -> Period | None:
    """Yesterday, last month, next Friday, this summer."""
    if fused := said.first("relative", "relative_year"):
        return _offset(fused[0], fused[1], said)
    modifier = said.first("modifier")
    if (weekday := said.first("weekday", "maybe_weekday")) is not None:
        found = periods.weekday_period(weekday, modifier, said.now)
        return found._replace(relative=True) if found else periods.UNKNOWN_DAY
    if said.values.get("season"):
        return _relative_season(said.first("season"), modifier, said)
    if said.values.get("month"):
        return _month(said)
    unit = _unit(said)
    return None if unit == "day" else _offset(unit, modifier, said)


def _week_day(said: Reading) -> Period | None:
    """Friday of last week; a Friday of no week in particular where "last" is said of something longer."""
    weeks, number = said.first("week_day") or (None, said.first("weekday", "maybe_weekday"))
    if weeks is None:
        unit, weeks = said.first("relative") or ("week", said.first("modifier"))
        if unit != "week":
            return _relative(said) if unit != "day" else _offset(unit, weeks, said)
    week = periods.offset_period("week", weeks, said.now)
    if week is None or week.start is None:
        return periods.UNKNOWN_DAY
    found = periods.day_period(week.start + timedelta(days=number))
    return found and found._replace(relative=True)


def _relative_season(season: int, modifier: int, said: Reading) -> Period | None:
    today = _today(said)
    if said.now is None or today is None or said.now.precision == "year":
        return Period(None, None, "season", relative=True)
    started = season != 3 and 3 * season + 3 <= today.month
    year = today.year + {-1: 0 if started and today.month > 3 * season + 5 else -1, 0: 0, 1: int(started)}[modifier]
    return periods.season_period(year, season)._replace(relative=True)


def _this(said: Reading) -> Period | None:
    """The middle of the year: the longest unit, as a word for the middle may be one for a half too."""
    unit = next(unit for unit in reversed(_UNITS) if said.values.get(f"{unit}_word"))
    return _offset(unit, 0, said)


def _ago(said: Reading) -> Period | None:
    return _offset(_unit(said), -(said.first("number") or 1), said)


def _ahead(said: Reading) -> Period | None:
    """In two weeks."""
    return _offset(_unit(said), said.first("number") or 1, said)


def _maybe_ahead(said: Reading) -> Period | None:
    """In two weeks, where the text looks ahead: else it may be how long something took."""
    return _ahead(said) if said.future else None


def _decade(said: Reading) -> Period | None:
    """The 1990s; "the 90s" are those of the last century, "the 20s" of ours."""
    year = said.first("decade", "year", "ordinal", "number")
    if said.values.get("year_word") and year % 10:
        return _year_alone(said)  # in some languages "years" is also the word for a decade
    if said.values.get("century") and year < 100:
        year += 100 * said.first("century") - 100
    if year is None or year % 10 or 99 < year < periods.FIRST_DECADE:
        return None
    if year % 100 == 0 and year > 99 and said.lex.hundreds_are_centuries:
        return periods.century_period(year // 100 + 1)
    return _edged(periods.decade_period(year if year > 99 else year + (1900 if year > 20 else 2000)), said)


def _century(said: Reading) -> Period | None:
    number = said.first("century", "roman", "ordinal", "day")
    return periods.century_period(number) if 0 < number <= periods.LAST_CENTURY else None


def _fiscal(said: Reading) -> Period | None:
    """A fiscal year, or a quarter or half of one: of that it is not known when it begins, only in which year."""
    if whole := said.first("whole"):
        return whole if whole.precision == "year" else None
    year, _ = _year(said)
    if year is None:
        return None
    found = periods.fiscal_period(year, said.lex.fiscal_from)
    if said.values.get("quarter_word") or (said.first("part") or ("",))[0] == "quarter":
        return found._replace(precision="quarter")
    if said.values.get("half_word") or said.values.get("part"):
        return found._replace(precision="half")
    return found


def _other_day(said: Reading) -> Period | None:
    name, month = said.first("other_month")
    return _of_other(name, month, said.first("day"), said)


def _other_month(said: Reading) -> Period | None:
    name, month = said.first("other_month")
    return _of_other(name, month, None, said)


def _of_other(name: str, month: int, number: int | None, said: Reading) -> Period | None:
    """A month or day of another calendar, of the year stated or else the nearest one."""
    candidates = [value for value in said.values["other_month"] if value[1] == month] or [(name, month)]
    year, today = said.first("other_year"), _today(said)
    if year is not None:
        return next(
            (found for each, _ in candidates if (found := other_calendars.period(each, year, month, number))), None
        )
    if today is None or said.now is None or said.now.precision == "year":
        return None
    near = other_calendars.nearest(name, month, number, today)
    return near and near._replace(relative=True)


def _other_year(said: Reading) -> Period | None:
    """A year of another calendar: the one said to be meant, else the one that the language counts by."""
    return other_calendars.period(said.first("era_after") or said.lex.years_of, said.first("other_year"))


def _year_alone(said: Reading) -> Period | None:
    year, relative = _year(said)
    edge = said.first("edge", "edge_after")
    return None if year is None else periods.year_period(year, edge)._replace(relative=relative)


def _weekday(said: Reading) -> Period | None:
    """A day of the week alone: the latest one, or the next one where the text looks ahead."""
    found = periods.weekday_period(said.first("weekday", "maybe_weekday"), None, said.now, said.future)
    return found._replace(relative=True) if found else periods.UNKNOWN_DAY


def numbered_weekday(weekday: int, number: int, now: Period | None) -> Period | None:
    """The day nearest to publication, within a month, that "Monday 26" names; None where there is none."""
    if now is None or now.end is None or now.precision not in ("day", "month"):
        return None
    months = [periods.shifted_month(now.end.year, now.end.month, by) for by in (0, -1, 1)]
    days = [found for year, month in months if (found := periods.day(year, month, number))]
    fitting = [each for each in days if each.weekday() == weekday]
    if not fitting:
        return None
    nearest = min(fitting, key=lambda each: (abs(each - now.end), each))  # type: ignore[operator]
    return Period(nearest, nearest, "day", relative=True)


def _whole(said: Reading) -> Period | None:
    found: Period = said.first("whole")
    return found


READERS: Mapping[str, Callable[[Reading], Period | None]] = {
    "whole": _whole,
    "year_day": _days,
    "day_first": _days,
    "slash": _days,
    "month_first": _days,
    "year_first": _days,
    "marked_day": _days,
    "lone_day": _lone_day,
    "part": _part,
    "month": _month,
    "season": _season,
    "ago": _ago,
    "earlier": _ago,
    "ahead": _ahead,
    "maybe_ahead": _maybe_ahead,
    "century": _century,
    "fiscal": _fiscal,
    "other_day": _other_day,
    "other_month": _other_month,
    "other_year": _other_year,
    "week_day": _week_day,
    "relative": _relative,
    "this": _this,
    "decade": _decade,
    "edge_year": _year_alone,
    "year": _year_alone,
    "weekday": _weekday,
}


def _closing(found: Period) -> bool:
    """Whether it is the last part of a month or year: "before the end of May" reaches up to that end."""
    if found.start is None or found.end is None or found.precision not in ("month", "year"):
        return False
    first, last = periods.around(found.end, found.precision)
    return found.end == last and found.start > first


def bounded(found: Period, bound: str | None) -> Period:
    """An open interval where the text says since, until, before or after."""
    if bound is None or found.start is None or found.end is None:
        return found
    if bound in ("since", "until") and found.precision == "day" and found.start != found.end:
        return found  # "from 18 to 22 June": the range is closed already
    one = timedelta(days=1)
    return {
        "since": found._replace(end=None),
        "until": found._replace(start=None),
        "before": found._replace(start=None, end=found.end if _closing(found) else found.start - one),
        "after": found._replace(start=found.end + one, end=None),
    }[bound]


def joined(first: Period, second: Period, own_year: bool) -> Period | None:
    """From the one to the other; a first part without a year of its own takes that of the second."""
    if first.start is None or second.end is None:
        return None
    start = first.start
    if not own_year and start.year != second.end.year:
        moved = periods.day(second.end.year, start.month, start.day)
        start = moved if moved and moved <= second.end else start
    if start > second.end:
        return None
    return second._replace(start=start, relative=first.relative and second.relative)


def clock(said: Reading) -> tuple[str | None, str | None]:
    """A time of day as "09:47", and the zone that it is told in: "local", "UTC+1", "ET"; None where none is named."""
    told = said.first("time", "dotted_time", "comma_time", "compact_time", "named_time")
    hour, minute = told or (said.first("hour", "number"), said.first("minute") or 0)
    hour = _of_half_day(hour, said.first("half_day", "part_of_day"))
    zone = said.first("zone", "zone_before")
    return (f"{hour:02}:{minute:02}", zone) if 0 <= hour <= LAST_HOUR else (None, None)


def _of_half_day(hour: int, half: int | None) -> int:
    """An hour on the clock of twelve, told to be of the morning, the afternoon or the night, on that of 24."""
    if half is None or hour > NOON:
        return hour
    if half == NIGHT:
        return hour + NOON if NIGHT <= hour < NOON else hour % NOON
    return hour % NOON + half
