"""Finds dates in text: scan, match, resolve."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from claims.dates import resolve
from claims.dates.grammar import grammar
from claims.dates.lexicon import Lexicon, lexicon
from claims.dates.periods import Period, published_period
from claims.dates.scan import Lexeme, scan
from claims.models import DateMention, Span
from claims.tags import kept_as

_LOOK_BACK = 12  # lexemes before a date among which a word of the future counts


class _Context(NamedTuple):
    """What all dates of one text share."""

    text: str
    lexemes: Sequence[Lexeme]
    lex: Lexicon
    now: Period | None


def _kind(match: "regex.Match[str]", prefix: str = "first_") -> str | None:
    """Which sort of date the first or second part of a match is."""
    groups = match.groupdict().items()
    return next(
        (name.removeprefix(prefix) for name, value in groups if value is not None and name.startswith(prefix)), None
    )


def _part(match: "regex.Match[str]", prefix: str, here: _Context) -> tuple[str, resolve.Reading] | None:
    """The kind of the first or second date of a match, and its values."""
    kind = _kind(match, prefix)
    if kind is None:
        return None
    start, end = match.span(prefix + kind)
    future = any("future" in lexeme.roles for lexeme in here.lexemes[max(0, start - _LOOK_BACK) : start])
    return kind, resolve.reading(here.lexemes[start:end], here.now, future)


def _bound(match: "regex.Match[str]", here: _Context) -> str | None:
    for group, role in (("bound", "bound"), ("after", "bound_after")):
        if match[group]:
            lexemes = here.lexemes[match.start(group) : match.end(group)]
            return next(str(each.roles[role]) for each in lexemes if role in each.roles)
    return None


def _bare_year_doubtful(match: "regex.Match[str]", kind: str, here: _Context) -> bool:
    """Whether four digits may count something: "in 2000 homes", or no word for year where one is usual."""
    lexemes = here.lexemes[match.start() : match.end()]
    if kind != "year" or match["second_year"] or any(_marks_year(each) for each in lexemes):
        return False
    following = here.text[lexemes[-1].end : lexemes[-1].end + 2].lstrip(" \u00a0")
    counted = following[:1].isalpha()
    return counted and (here.lex.needs_year_word or lexemes[-1].roles.get("year", 1) % 100 == 0)


def _marks_year(lexeme: Lexeme) -> bool:
    return bool(lexeme.roles.keys() & {"year_word", "marked_year", "close", "edge_after"})


def _period(match: "regex.Match[str]", here: _Context) -> Period | None:
    """What the dated part of a match means."""
    found = _part(match, "first_", here)
    if found is None:
        return None
    kind, said = found
    first = resolve.READERS[kind](said)
    if first is None or _bare_year_doubtful(match, kind, here):
        return None
    following = _part(match, "second_", here)
    if following is None:
        return resolve.bounded(first, _bound(match, here))
    second = resolve.READERS[following[0]](following[1])
    return second and resolve.joined(first, second, bool(said.first("year", "marked_year", "whole")))


def _clock(match: "regex.Match[str]", here: _Context) -> str | None:
    start, end = match.span("clock")
    return resolve.clock(resolve.reading(here.lexemes[start:end], None, False)) if start >= 0 else None


def _mention(match: "regex.Match[str]", here: _Context) -> DateMention | None:
    period, time = _period(match, here), _clock(match, here)
    dated = _part(match, "first_", here) is not None
    if (dated and period is None) or (not dated and time is None):
        return None
    period = period or Period(None, None, "time")
    if time is not None and period.precision == "day" and period.start == period.end:
        period = period._replace(precision="time", time=time)
    elif not dated:
        period = period._replace(time=time)
    last = match.end() if period.time or not match["clock"] else match.end(f"first_{_kind(match)}")
    start, end = here.lexemes[match.start()].start, here.lexemes[last - 1].end
    return DateMention(span=Span(start=start, end=end, quote=here.text[start:end]), **period._asdict())


def _mentions(here: _Context, language: str | None) -> Iterator[DateMention]:
    for match in grammar(language).matches(here.lexemes):
        if mention := _mention(match, here):
            yield mention


def find(text: str, language: str | None, published: str | None) -> list[DateMention]:
    """The dates of a text in order, without overlaps.

    `published` is the reduced ISO date that "last month" and "8 August" are counted from. Where no year can be
    found, the mention is `recurring` and its days stand in the year 4; where nothing is known but that a date is
    meant, both ends are None.
    """
    primary = kept_as(language) or None
    lex = lexicon(primary)
    lexemes = scan(text, primary)
    return list(_mentions(_Context(text, lexemes, lex, published_period(published)), primary))
