"""The forms in which dates and clock times are written with digits, and what each may be."""

from collections.abc import Callable, Mapping
from functools import cache

import regex

from claims.dates import other_calendars, periods
from claims.dates.lexicon import Lexicon, lexicon
from claims.dates.periods import Period
from claims.dates.roles import NOTHING, Roles

FIRST_YEAR, LAST_YEAR = 1800, 2100
HOURS = 24
MONTHS = 12
DATE_PARTS = 3  # numbers of a date, before those of its time
_CURRENCY = r"\p{Sc}"
_YEARS = r"(?:1[89]|20)\d\d"
_MARK = "[\u200e\u200f]?"  # of direction
_HOURS = r"(?:[01]?\d|2[0-3])"


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


@cache
def number_pattern(language: str | None) -> "regex.Pattern[str]":
    """What may begin at a digit, or at a letter with digits after it. Linear on any text."""
    lex = lexicon(language)
    # Where nothing stands between words, a code or quarter ends at the first sign of the language's own script.
    letter, word = (r"\p{L}", r"\w") if lex.spaced else ("A-Za-z", "[A-Za-z0-9_]")
    marks = _alternatives(tuple(mark for name, each in lex.marks.items() if name != "not_after" for mark in each))
    not_after = _alternatives(lex.marks.get("not_after", ()))
    quarters, halves = lex.quarter_letters, lex.half_letters
    return regex.compile(
        rf"""
      (?P<iso>\d{{4}}-\d\d-\d\d(?!\d)(?:[T\s]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)
    | (?P<dmy>\d{{1,2}}(?:\.\s?\d{{1,2}}\.\s?|{_MARK}/\d{{1,2}}{_MARK}/|-\d{{1,2}}-)\d{{4}})(?![\d\w])
    | (?P<ymd>\d{{4}}(?:\.\s?\d{{1,2}}\.\s?|/\d{{1,2}}/)\d{{1,2}})(?!\d)
    | (?P<short_dmy>\d\d\.\d\d\.\d\d|\d\d-\d\d-\d\d|\d\d?/\d\d?/\d\d)(?![\d\w./-])
    | (?P<month_year>(?:0?[1-9]|1[0-2])[/.]{_YEARS})(?![\d/.])
    | (?P<year_month>{_YEARS}[-/–]\d\d)(?![\d/-])
    | (?P<clock>{_HOURS}(?::[0-5]\d(?::[0-5]\d)?|\s?h\s?[0-5]\d))(?![\d:{letter}])
    | (?P<clock12>(?:0?\d|1[0-2])(?:[:.][0-5]\d)?)\s?(?P<half>[ap])(?:\.m\.|m\b)(?!\p{{L}})
    | (?P<full_hour>{_HOURS})\s?h(?![\w.])
    | (?P<decade>{_YEARS[:-2]}0)(?:{_alternatives(lex.decade_suffixes)})(?!\p{{L}})
    | (?P<short_decade>[2-9]0)(?:{_alternatives(lex.decade_suffixes)})(?!\p{{L}})
    | (?P<suffixed_year>{_YEARS})(?:{_alternatives(lex.year_suffixes)})(?!\p{{L}})
    | (?P<fiscal>[Ff][Yy]\s?'?(?:20)?\d\d(?:[-/–](?:20)?\d\d)?)(?!\d)
    | (?P<part>[{quarters}{quarters.lower()}][1-4]|[1-4][{quarters}]|[{halves}][12]|[12][{halves}])(?!{word})
    | (?P<marked>\d{{1,4}})\s?(?P<mark>{marks})(?!\s?(?:{not_after}))
    | (?P<slash>\d{{1,2}}/\d{{1,2}})(?![\d/])
    | (?P<day_month>(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.|(?:[1-9]|[12]\d|3[01])\.\s(?:[1-9]|1[0-2])\.)(?!\s?\d)
    | (?P<dotted>{_HOURS}\.[0-5]\d)(?![.,]?\d|\p{{L}}|\s?[%‰°])
    | (?P<comma_time>{_HOURS},[0-5]\d)(?![.,]?\d|\p{{L}}|\s?[%‰°])
    | (?P<compact>(?:[01]\d|2[0-3])[0-5]\d)(?=\s?(?:GMT|UTC|Z)\b)
    | (?P<other_number>\d+(?:[.,:/]\d+)+|\d+[\s\u00a0\u202f]?[%‰°{_CURRENCY}+])
    | (?P<ordinal>\d{{1,2}})(?:{_alternatives(lex.day_suffixes)})(?!\p{{L}}|\d)
    | (?P<other_code>[{letter}]+\d{word}*|[{letter}]{{3,}}-\d{{1,3}}(?!\d){word}*|\d+[{letter}]{word}*)
    | (?P<digits>\d+)
    """,
        regex.VERBOSE,
    )


def roles_of(match: "regex.Match[str]", lex: Lexicon) -> Roles:
    """What a match of the pattern may be."""
    kind = match.lastgroup or ""
    if kind == "mark":
        return _marked(match["marked"], match["mark"], lex)
    if kind == "half":
        return _clock12(match["clock12"], match["half"])
    reader = _READERS.get(kind)
    return reader(match[kind], lex) if reader else NOTHING


def _numbers(text: str) -> list[int]:
    return [int(part) for part in regex.findall(r"\d+", text)]


def _whole(period: Period | None) -> Roles:
    return NOTHING if period is None else {"whole": period}


def _iso(text: str, _: Lexicon) -> Roles:
    """The day, and the time where one is written after it; of offsets only that of Greenwich is told."""
    numbers = _numbers(text)
    found = periods.day_period(periods.day(*numbers[:3]))
    if found is not None and len(numbers) > DATE_PARTS and numbers[DATE_PARTS] < HOURS:
        time = f"{numbers[DATE_PARTS]:02}:{numbers[DATE_PARTS + 1]:02}"
        found = found._replace(precision="time", time=time, zone="UTC" if text.endswith("Z") else None)
    return _whole(found)


def _dmy(text: str, lex: Lexicon) -> Roles:
    """Day first, unless only month first is possible or usual; no date where a language's regions differ."""
    first, second, year = _numbers(text)
    year -= lex.year_offset if year > LAST_YEAR else 0
    if lex.order_varies and "/" in text and first <= 12 and second <= 12 and first != second:
        return NOTHING
    swapped = second > 12 or (lex.order == "mdy" and not lex.order_varies)
    return _whole(periods.day_period(periods.day(year, *((first, second) if swapped else (second, first)))))


def _short_dmy(text: str, lex: Lexicon) -> Roles:
    """The day 08.04.25 or 8/4/25; not a version, nor hours, minutes and seconds."""
    first, second, year = _numbers(text)
    year = year + 2500 - lex.year_offset if lex.year_offset else periods.full_year(year)
    certain = not lex.order_varies or first == second or max(first, second) > MONTHS
    if not certain or (lex.order != "dmy" and "/" not in text):
        return NOTHING
    month_first = second > MONTHS or (lex.order == "mdy" and not lex.order_varies)
    return _whole(periods.day_period(periods.day(year, *((first, second) if month_first else (second, first)))))


def _ymd(text: str, lex: Lexicon) -> Roles:
    year, month, day = _numbers(text)
    if other_calendars.covers(lex.years_of, year):
        return _whole(other_calendars.period(lex.years_of, year, month, day))
    return _whole(periods.day_period(periods.day(year, month, day)))


def _month_year(text: str, lex: Lexicon) -> Roles:
    month, year = _numbers(text)
    return (
        _whole(periods.month_period(year, month)) if 1 <= month <= 12 and ("/" in text or text[0] == "0") else NOTHING
    )


def _year_month(text: str, _: Lexicon) -> Roles:
    """A month, or the season of two years: 2025-04, but 2011-12 and 2023/24."""
    year, second = _numbers(text)
    if second == (year + 1) % 100:
        return _whole(periods.year_period(year)._replace(end=periods.year_period(year + 1).end))
    if "-" in text and 1 <= second <= 12 and second <= year % 100:
        return _whole(periods.month_period(year, second))
    if "–" in text and second > year % 100:
        return _whole(periods.year_period(year)._replace(end=periods.year_period(year - year % 100 + second).end))
    return NOTHING


def _clock(text: str, _: Lexicon) -> Roles:
    hour, minute = _numbers(text)[:2]
    return {"time": (hour, minute)}


def _clock12(text: str, half: str) -> Roles:
    """The time 7:25 am."""
    hour, minute = (*_numbers(text), 0)[:2]
    return {"time": (hour % 12 + (12 if half == "p" else 0), minute)} if 1 <= hour <= 12 else NOTHING


def _full_hour(text: str, _: Lexicon) -> Roles:
    return {"dotted_time": (int(text), 0)}


def _dotted(text: str, _: Lexicon) -> Roles:
    first, second = _numbers(text)
    return {"dotted_time": (first, second)}


def _comma(text: str, _: Lexicon) -> Roles:
    first, second = _numbers(text)
    return {"comma_time": (first, second)}


def _compact(text: str, _: Lexicon) -> Roles:
    return {"compact_time": (int(text[:2]), int(text[2:]))}


def _decade(text: str, _: Lexicon) -> Roles:
    return {"decade": int(text)}


def _suffixed_year(text: str, _: Lexicon) -> Roles:
    return {"year": int(text), "marked_year": int(text)}


def _fiscal(text: str, _: Lexicon) -> Roles:
    """FY25, FY2025, FY2024-25: the year named last."""
    return {"fiscal_year": periods.full_year(_numbers(text)[-1])}


def _part(text: str, lex: Lexicon) -> Roles:
    number = next(int(character) for character in text if character.isdigit())
    letter = next(character for character in text if not character.isdigit()).upper()
    quarter = letter in lex.quarter_letters
    return {"part" if quarter and letter == "Q" else "maybe_part": ("quarter" if quarter else "half", number)}


def _slash(text: str, lex: Lexicon) -> Roles:
    number, month = _numbers(text)
    return _day_of_month(number, month) if lex.slash_dates else NOTHING


def _day_month(text: str, lex: Lexicon) -> Roles:
    """The day 23.02., full stops and all; or a time with the full stop of its sentence."""
    number, month = _numbers(text)
    time: Roles = {"dotted_time": (number, month)} if number < HOURS else NOTHING
    return {**(_day_of_month(number, month) if lex.order == "dmy" else NOTHING), **time}


def _day_of_month(number: int, month: int) -> Roles:
    return {"day_month": (number, month)} if 1 <= number <= 31 and 1 <= month <= 12 else NOTHING


def _digits(text: str, lex: Lexicon) -> Roles:
    value = int(text) if len(text) < 5 else 0
    if len(text) <= 2 and 1 <= value <= 31:
        return {"day": value, "number": value}
    if FIRST_YEAR <= (year := value - lex.year_offset) <= LAST_YEAR or FIRST_YEAR <= (year := value) <= LAST_YEAR:
        return {"year": year}
    if other_calendars.plausible(value):
        return {"other_year": value}
    return {"number": value} if value else NOTHING


def _ordinal(text: str, lex: Lexicon) -> Roles:
    roles = dict(_digits(text, lex))
    return roles | {"ordinal": roles["number"]} if "number" in roles else roles


def _marked(number: str, mark: str, lex: Lexicon) -> Roles:
    """A number with its sign for year, month, day, hour or minute glued on: 2025年, 4월."""
    value = int(number)
    limits = {"year": (FIRST_YEAR, LAST_YEAR), "month": (1, 12), "day": (1, 31), "hour": (0, 24), "minute": (0, 59)}
    for name, marks in lex.marks.items():
        if mark not in marks:
            continue
        if name in limits and limits[name][0] <= value <= limits[name][1]:
            return {name if name in ("month", "hour", "minute") else f"marked_{name}": value}
        if name == "fiscal" and FIRST_YEAR <= value <= LAST_YEAR:
            return {"fiscal_year": value}
        if name == "decade" and value % 10 == 0:
            return {"decade": value}
        if name == "century" and value <= 21:
            return {"century": value}
    return {"number": value}


_READERS: Mapping[str, Callable[[str, Lexicon], Roles]] = {
    "iso": _iso,
    "dmy": _dmy,
    "ymd": _ymd,
    "short_dmy": _short_dmy,
    "month_year": _month_year,
    "year_month": _year_month,
    "clock": _clock,
    "full_hour": _full_hour,
    "dotted": _dotted,
    "comma_time": _comma,
    "compact": _compact,
    "decade": _decade,
    "short_decade": _decade,
    "suffixed_year": _suffixed_year,
    "fiscal": _fiscal,
    "part": _part,
    "slash": _slash,
    "day_month": _day_month,
    "digits": _digits,
    "ordinal": _ordinal,
}
