"""Cuts text into what matters to dates: numbers in their forms, known words, joining punctuation."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

import regex

from claims.dates import periods
from claims.dates.lexicon import Lexicon, Roles, fold, lexicon
from claims.dates.periods import Period

FIRST_YEAR, LAST_YEAR = 1900, 2100
_DASHES = "-–—―~〜～"
_SIGNS = {"comma": ",،,", "dot": ".", "open": "((", "close": "))"}
_PUNCTUATION: dict[str, Roles] = {sign: {role: True} for role, signs in _SIGNS.items() for sign in signs}
_PUNCTUATION |= {dash: {"join": True, "dash": True} for dash in _DASHES}
_CURRENCY = r"\p{Sc}"


class Lexeme(NamedTuple):
    """One meaningful stretch of text and what it may be; no roles: something else."""

    start: int
    end: int
    roles: Roles


NOTHING: Roles = {}
NAMES = ("month", "weekday")  # how the roles of names end


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


@cache
def _pattern(language: str | None) -> "regex.Pattern[str]":
    """The token pattern of a language. Every branch starts at one character class: linear on any text."""
    lex = lexicon(language)
    # Where nothing stands between words, a code or quarter ends at the first sign of the language's own script.
    letter, word = (r"\p{L}", r"\w") if lex.spaced else ("A-Za-z", "[A-Za-z0-9_]")
    words = r"[\p{L}\p{M}\u200c]+" if lex.spaced else r"[A-Za-z]+|\S"
    marks = _alternatives(tuple(mark for name, each in lex.marks.items() if name != "not_after" for mark in each))
    not_after = _alternatives(lex.marks.get("not_after", ()))
    quarters, halves = lex.quarter_letters, lex.half_letters
    return regex.compile(
        rf"""
      (?P<other_money>{_CURRENCY}\s?\d[\d.,]*)
    | (?P<iso>\d{{4}}-\d\d-\d\d(?!\d)(?:T\d\d:\d\d(?::\d\d)?Z?)?)
    | (?P<dmy>\d{{1,2}}(?:\.\s?\d{{1,2}}\.\s?|/\d{{1,2}}/|-\d{{1,2}}-)\d{{4}})(?![\d\w])
    | (?P<ymd>\d{{4}}(?:\.\s?\d{{1,2}}\.\s?|/\d{{1,2}}/)\d{{1,2}})(?!\d)
    | (?P<month_year>(?:0?[1-9]|1[0-2])/(?:19|20)\d\d)(?![\d/])
    | (?P<year_month>(?:19|20)\d\d[-/]\d\d)(?![\d/-])
    | (?P<clock>(?:[01]?\d|2[0-3])(?::[0-5]\d(?::[0-5]\d)?|h[0-5]\d))(?![\d:{letter}])
    | (?P<decade>(?:19|20)\d0)(?:{_alternatives(lex.decade_suffixes)})(?!\p{{L}})
    | (?P<part>[{quarters}{quarters.lower()}][1-4]|[1-4][{quarters}]|[{halves}][12]|[12][{halves}])(?!{word})
    | (?P<era>{_alternatives(tuple(lex.eras))})\s?(?P<era_year>\d{{1,3}}|元)\s?年
    | (?P<marked>\d{{1,4}})\s?(?P<mark>{marks})(?!\s?(?:{not_after}))
    | (?P<slash>\d{{1,2}}/\d{{1,2}})(?![\d/])
    | (?P<dotted>(?:[01]?\d|2[0-3])\.[0-5]\d)(?![.,]?\d|\p{{L}}|\s?[%‰°])
    | (?P<other_number>\d+(?:[.,:/]\d+)+|\d+[\s\u00a0\u202f]?[%‰°{_CURRENCY}+])
    | (?P<ordinal>\d{{1,2}})(?:{_alternatives(lex.day_suffixes)})(?!\p{{L}}|\d)
    | (?P<other_code>[{letter}]+\d{word}*|[{letter}]{{3,}}-\d{{1,3}}(?!\d){word}*|\d+[{letter}]{word}*)
    | (?P<digits>\d+)
    | (?P<word>{words})
    | (?P<punctuation>[^\s\w])
    | (?P<line>\n)
    """,
        regex.VERBOSE,
    )


def _numbers(text: str) -> list[int]:
    return [int(part) for part in regex.findall(r"\d+", text)]


def _whole(period: Period | None) -> Roles:
    return NOTHING if period is None else {"whole": period}


def _iso(text: str, _: Lexicon) -> Roles:
    return _whole(periods.day_period(periods.day(*_numbers(text)[:3])))


def _dmy(text: str, lex: Lexicon) -> Roles:
    """Day first, unless only month first is possible or usual; no date where a language's regions differ."""
    first, second, year = _numbers(text)
    if lex.order_varies and "/" in text and first <= 12 and second <= 12 and first != second:
        return NOTHING
    swapped = second > 12 or (lex.order == "mdy" and not lex.order_varies)
    return _whole(periods.day_period(periods.day(year, *((first, second) if swapped else (second, first)))))


def _ymd(text: str, _: Lexicon) -> Roles:
    return _whole(periods.day_period(periods.day(*_numbers(text))))


def _month_year(text: str, _: Lexicon) -> Roles:
    month, year = _numbers(text)
    return _whole(periods.month_period(year, month))


def _year_month(text: str, _: Lexicon) -> Roles:
    """A month, or the season of two years: 2025-04, but 2011-12 and 2023/24."""
    year, second = _numbers(text)
    if second == (year + 1) % 100:
        return _whole(periods.year_period(year)._replace(end=periods.year_period(year + 1).end))
    possible = 1 <= second <= 12 and (second <= year % 100) and "-" in text
    return _whole(periods.month_period(year, second)) if possible else NOTHING


def _clock(text: str, _: Lexicon) -> Roles:
    hour, minute = _numbers(text)[:2]
    return {"time": (hour, minute)}


def _dotted(text: str, _: Lexicon) -> Roles:
    hour, minute = _numbers(text)
    return {"dotted_time": (hour, minute)}


def _decade(text: str, _: Lexicon) -> Roles:
    return {"decade": int(text)}


def _part(text: str, lex: Lexicon) -> Roles:
    number = next(int(character) for character in text if character.isdigit())
    letter = next(character for character in text if not character.isdigit()).upper()
    quarter = letter in lex.quarter_letters
    return {"part" if quarter and letter == "Q" else "maybe_part": ("quarter" if quarter else "half", number)}


def _slash(text: str, lex: Lexicon) -> Roles:
    number, month = _numbers(text)
    return {"day_month": (number, month)} if lex.slash_dates and 1 <= number <= 31 and 1 <= month <= 12 else NOTHING


def _digits(text: str, lex: Lexicon) -> Roles:
    value = int(text) if len(text) < 5 else 0
    if len(text) <= 2 and 1 <= value <= 31:
        return {"day": value, "number": value}
    if FIRST_YEAR <= (year := value - lex.year_offset) <= LAST_YEAR or FIRST_YEAR <= (year := value) <= LAST_YEAR:
        return {"year": year}
    return {"number": value} if value else NOTHING


def _ordinal(text: str, lex: Lexicon) -> Roles:
    roles = dict(_digits(text, lex))
    return roles | {"ordinal": roles["day"]} if roles.get("day", 5) <= 4 else roles


_READERS: Mapping[str, Callable[[str, Lexicon], Roles]] = {
    "iso": _iso,
    "dmy": _dmy,
    "ymd": _ymd,
    "month_year": _month_year,
    "year_month": _year_month,
    "clock": _clock,
    "dotted": _dotted,
    "decade": _decade,
    "part": _part,
    "slash": _slash,
    "digits": _digits,
    "ordinal": _ordinal,
}


def _marked(number: str, mark: str, lex: Lexicon) -> Roles:
    """A number with its sign for year, month, day, hour or minute glued on: 2025年, 4월."""
    value = int(number)
    limits = {"year": (FIRST_YEAR, LAST_YEAR), "month": (1, 12), "day": (1, 31), "hour": (0, 24), "minute": (0, 59)}
    for name, marks in lex.marks.items():
        if name in limits and mark in marks and limits[name][0] <= value <= limits[name][1]:
            return {name if name in ("month", "hour", "minute") else f"marked_{name}": value}
    return {"number": value}


def _unspaced_phrase(text: str, at: int, lex: Lexicon) -> tuple[int, Roles] | None:
    for (phrase,), roles in lex.phrases.get(text[at], ()):
        if text.startswith(phrase, at):
            return at + len(phrase), roles
    return None


def _permitted(roles: Roles, text: str, lex: Lexicon) -> Roles:
    """Without names of months and weekdays where the language writes them with a capital and the text does not."""
    if not lex.cased or text[:1].isupper():
        return roles
    return {role: value for role, value in roles.items() if not role.endswith(NAMES)}


def _without_prefix(word: str, lex: Lexicon) -> Iterator[tuple[str, int]]:
    """A word less the particles written together with it, and how many letters these take of the span."""
    yield word, 0
    for prefix in lex.prefixes if word not in lex.phrases else ():
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            yield word[len(prefix) :], len(prefix.removesuffix("ال"))


class _Cut(NamedTuple):
    """One match of the token pattern."""

    kind: str
    start: int
    end: int
    folded: str
    match: "regex.Match[str]"


def _cut(match: "regex.Match[str]") -> _Cut:
    kind = {"mark": "marked", "era_year": "era"}.get(match.lastgroup, match.lastgroup)
    return _Cut(kind, match.start(), match.end(), fold(match[0]), match)


def _phrase(cuts: list[_Cut], at: int, lex: Lexicon) -> tuple[int, int, Roles] | None:
    """The longest known phrase from a token on: tokens taken, letters of prefixes left out, roles."""
    for word, shift in _without_prefix(cuts[at].folded, lex):
        for phrase, roles in lex.phrases.get(word, ()):
            rest = phrase[1:]
            if all(at + i < len(cuts) and cuts[at + i].folded == token for i, token in enumerate(rest, 1)):
                return len(phrase), shift, roles
    return None


def _single(cut: _Cut, lex: Lexicon) -> Roles:
    """What a token is that begins no phrase."""
    if cut.kind == "punctuation":
        return _PUNCTUATION.get(cut.match[0], NOTHING)
    if cut.kind == "marked":
        return _marked(cut.match["marked"], cut.match["mark"], lex)
    if cut.kind == "era":
        year = 1 if cut.match["era_year"] == "元" else int(cut.match["era_year"])
        return {"marked_year": lex.eras[cut.match["era"]] + year}
    reader = _READERS.get(cut.kind)
    return reader(cut.match[cut.kind], lex) if reader else NOTHING


def _spaced(text: str, language: str | None, lex: Lexicon) -> Iterator[Lexeme]:
    cuts = [_cut(match) for match in _pattern(language).finditer(text)]
    at = 0
    while at < len(cuts):
        cut = cuts[at]
        known = _phrase(cuts, at, lex) if cut.kind in ("word", "punctuation", "ordinal", "digits") else None
        if known is None:
            yield Lexeme(cut.start, cut.end, _single(cut, lex))
            at += 1
            continue
        taken, shift, roles = known
        if "skip" not in roles or at == 0:
            yield Lexeme(cut.start + shift, cuts[at + taken - 1].end, _permitted(roles, cut.match[0], lex))
        at += taken


def _unspaced(text: str, language: str | None, lex: Lexicon) -> Iterator[Lexeme]:
    at = 0
    pattern = _pattern(language)
    while at < len(text):
        known = _unspaced_phrase(text, at, lex)
        if known:
            yield Lexeme(at, known[0], known[1])
            at = known[0]
            continue
        match = pattern.match(text, at)
        if match is None:
            at += 1
            continue
        yield Lexeme(at, match.end(), _single(_cut(match), lex))
        at = match.end()


def scan(text: str, language: str | None) -> list[Lexeme]:
    """The lexemes of a text, in order, without overlaps."""
    lex = lexicon(language)
    return list((_spaced if lex.spaced else _unspaced)(text, language, lex))
