"""Publication dates as written to ISO 8601, reduced to what can be read with certainty."""

from calendar import monthrange
from datetime import date
from functools import cache
from itertools import pairwise
from unicodedata import normalize

import regex

from claims.dates.lexicon import calendar

LENGTH = 120  # a date is no longer than this, whatever stands around it

_ISO = regex.compile(r"(?<!\d)((?:19|20)\d\d)(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?![\d-])")
_NUMBERS = regex.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)(?!\d)")
_EAST_ASIAN = regex.compile(r"((?:19|20)\d\d)\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일])?)?")
_YEAR_FIRST = regex.compile(r"(?<!\d)((?:19|20)\d\d)[./](\d{1,2})[./](\d{1,2})(?!\d)")
_COMPACT = regex.compile(r"^\s*((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[T\s]?\d{4,6})?Z?\s*$")
_TIME = regex.compile(r"(?<=\d)T(?=\d)|(?<!\d)\d{1,2}\s?[:h時点时]\s?\d\d(?::\d\d)?(?!\d)")
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = regex.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])(?!\d)")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")


def published(value: str | None, language: str | None = None) -> str | None:
    """The date in `value` as "2025-04-08", "2025-04" or "2025"; None where there is none.

    `language` is asked first where a month's name means two months ("listopad").
    """
    text = _TIME.sub(" ", normalize("NFKC", value or "")[:LENGTH])
    text = "".join(str(int(char)) if char.isdecimal() else char for char in text)
    found = _iso(text) or _compact(text) or _east_asian(text) or _numbers(text) or _named(text, language)
    year = _YEAR.search(text)
    return found or (str(year[0]) if year else None)


def publication(published: str | None) -> tuple[date, date] | None:
    """First and last day of an ISO 8601 date that may be reduced to a month or year; None without one."""
    parts = [int(part) for part in (published or "").split("-") if part.isdecimal()]
    try:
        match parts:
            case [year, month, day]:
                return date(year, month, day), date(year, month, day)
            case [year, month]:
                return date(year, month, 1), date(year, month, monthrange(year, month)[1])
            case [year]:
                return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None
    return None


def _iso(text: str) -> str | None:
    match = _ISO.search(text)
    return str(match[0]) if match and match[2] else None


def _compact(text: str) -> str | None:
    match = _COMPACT.match(text)
    return "-".join(match.groups()) if match else None


def _east_asian(text: str) -> str | None:
    match = _EAST_ASIAN.search(text) or _YEAR_FIRST.search(text)
    return _joined(*match.groups()) if match else None


def _numbers(text: str) -> str | None:
    """Day, month and year in figures; which is which must be certain, else the year alone."""
    match = _NUMBERS.search(text)
    if not match:
        return None
    first, second, year = match.groups()
    if "/" in match[0] and int(first) <= 12 and int(second) <= 12 and first != second:
        return str(year)
    day, month = (first, second) if int(second) <= 12 else (second, first)
    return _joined(year, month, day)


def _named(text: str, language: str | None) -> str | None:
    """A year with the name of a month, and a day where one stands there."""
    year = _YEAR.search(text)
    months = _months_in(text, language)
    if not year or len(months) != 1:
        return None
    days = set(_DAY.findall(text[: year.start()] + " " + text[year.end() :]))
    return _joined(year[0], str(months.pop()), days.pop() if len(days) == 1 else None)


def _months_in(text: str, language: str | None) -> set[int]:
    words = [_fold(word) for word in _WORD.findall(text)]
    terms = [*words, *map(" ".join, pairwise(words))]
    names = ((_months(language).get(term) or _months(None).get(term)) for term in terms)
    return {number for number in names if number}


def _joined(year: str, month: str | None = None, day: str | None = None) -> str | None:
    if month and not 1 <= int(month) <= 12:
        return year
    if day and not 1 <= int(day) <= 31:
        day = None
    return "-".join(f"{int(part):02}" for part in (year, month, day) if part)


@cache
def _months(language: str | None) -> dict[str, int]:
    """Names of months in a language, or in all together but those that two languages use for two months."""
    found: dict[str, set[int]] = {}
    for code in (language,) if language else calendar():
        for kind in ("months", "months_short"):
            for number, names in enumerate(calendar().get(code or "", {}).get(kind, ()), 1):
                for name in names:
                    found.setdefault(_fold(name), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


def _fold(word: str) -> str:
    return normalize("NFKC", word).casefold().replace("’", "'").strip(". ")
