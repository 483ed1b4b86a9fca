"""Finds dates in text: scan, match, resolve."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from claims.dates import resolve
from claims.dates.grammar import grammar
from claims.dates.lexicon import Lexicon, fold, lexicon
from claims.dates.matcher import Match
from claims.dates.periods import Period, published_period
from claims.dates.scan import BY_ENDING, Lexeme, scan
from claims.models import DateMention, Span
from claims.tags import kept_as

_LOOK_BACK = 90  # code points before a date among which a word of the future counts
_NIGHT = 24  # code points before a day in which "in the night to" may stand
_AHEAD = ("ahead", "maybe_ahead")
_CLAUSE_ENDS = re.compile(r"[,;:.!?()«»„”“،؛，。；：、]\s|[，。；：、]| [–—-] ")


class _Context(NamedTuple):
    """What all dates of one text share."""

    text: str
    lexemes: Sequence[Lexeme]
    lex: Lexicon
    now: Period | None
    future: Sequence[Lexeme]  # words of the future


def _kind(match: Match, prefix: str = "first_") -> str | None:
    """Which sort of date the first or second part of a match is."""
    return next((name.removeprefix(prefix) for name in match.groups if name.startswith(prefix)), None)


def _looks_ahead(here: _Context, start: int, end: int, after: int, weekday: bool) -> bool:
    """Whether a word of the future stands shortly before some lexemes, or begins within so many code points after.

    What a comma parts from the date says nothing of it: "The minister, who plans to go, said on Friday". Of days of the
    week, most of which are past, less is believed: neither "by" nor a name that ends as a verb does.
    """
    begin, stop = here.lexemes[start].start, here.lexemes[end - 1].end
    for each in here.future:
        if not begin - _LOOK_BACK <= each.start < stop + after:
            continue
        capital = here.text[each.start].isupper()
        doubtful = "bound" in each.roles or (capital and (each.start > 0 or each.roles["future"] == BY_ENDING))
        apart = _CLAUSE_ENDS.search(here.text, min(each.end, stop), max(each.start, begin))
        if not apart and not (weekday and doubtful):
            return True
    return False


def _part(match: Match, prefix: str, here: _Context) -> tuple[str, resolve.Reading] | None:
    """The kind of the first or second date of a match, and its values."""
    kind = _kind(match, prefix)
    if kind is None:
        return None
    start, end = match.groups[prefix + kind]
    bound = _bound(match, here)
    # Where the verb comes last, "in two weeks" is told from "within two weeks" by what follows; and since Friday, what
    # follows goes on.
    after = _LOOK_BACK if kind == "maybe_ahead" else 0 if bound == "since" else here.lex.future_after
    weekday = kind == "weekday"
    past = weekday and here.text[: here.lexemes[end - 1].end].endswith(here.lex.past_endings)
    future = not past and _looks_ahead(here, start, end, after, weekday)
    return kind, resolve.reading(here.lexemes[start:end], here.now, future, here.lex, until=bound == "until")


def _in_the_night_to(match: Match, here: _Context) -> bool:
    """Whether words like "in the night to" stand before the day."""
    if "clock" in match.groups:
        return False  # the hour settles the day
    begin = here.lexemes[match.groups["first"][0]].start
    before = f" {fold(here.text[max(0, begin - _NIGHT) : begin]).strip()}"
    return any(before.endswith(f" {phrase}") for phrase in here.lex.night_to)


def _with_its_eve(found: Period) -> Period:
    """A day with the one before it: the night between them is of both."""
    one_day = found.precision == "day" and found.start == found.end and not found.recurring
    if not one_day or found.start is None or found.start == date.min:
        return found
    return found._replace(start=found.start - timedelta(days=1))


def _bound(match: Match, here: _Context) -> str | None:
    """What the text says of a date, since or until; "shortly before noon on 1 May" is still that day."""
    if _in_the_night_to(match, here):
        return None
    of_the_hour = "bound" in match.groups and match.groups.get("clock", match.groups["first"]) < match.groups["first"]
    for group, role in (("bound", "bound"), ("after", "bound_after")):
        if group in match.groups:
            start, end = match.groups[group]
            found = next(str(each.roles[role]) for each in here.lexemes[start:end] if role in each.roles)
            return None if of_the_hour and found in ("before", "after") else found
    return None


def _bare_year_doubtful(match: Match, kind: str, here: _Context) -> bool:
    """Whether four digits may count something: "in 2000 homes", or no word for year where one is usual."""
    lexemes = here.lexemes[match.start : match.end]
    if kind != "year" or "second_year" in match.groups or any(_marks_year(each) for each in lexemes):
        return False
    following = here.text[lexemes[-1].end : lexemes[-1].end + 2].lstrip(" \u00a0")
    counted = following[:1].isalpha() and not _goes_on(here, match.end)
    return counted and (here.lex.needs_year_word or lexemes[-1].roles.get("year", 1) % 100 == 0)


def _goes_on(here: _Context, at: int) -> bool:
    """Whether the next lexeme is a word that joins rather than a thing that is counted."""
    return at < len(here.lexemes) and bool(here.lexemes[at].roles.keys() & {"join", "and", "in", "of", "bound"})


def _names_year(lexeme: Lexeme) -> bool:
    return bool(lexeme.roles.keys() & {"year", "marked_year", "whole"})


def _marks_year(lexeme: Lexeme) -> bool:
    return bool(lexeme.roles.keys() & {"year_word", "marked_year", "short_year", "era", "close", "edge_after"})


def _period(match: Match, here: _Context) -> Period | None:
    """What the dated part of a match means."""
    found = _part(match, "first_", here)
    if found is None:
        return None
    kind, said = found
    first = resolve.READERS[kind](said)
    if first is None or _bare_year_doubtful(match, kind, here):
        return None
    if kind == "earlier" and any(_names_year(each) for each in here.lexemes):
        return first._replace(start=None, end=None)  # "a year earlier" than that
    following = _part(match, "second_", here)
    if following is None:
        if _in_the_night_to(match, here):
            return _with_its_eve(first)
        # What looks like a bound is part of "in two weeks' time" in some languages.
        return first if kind in _AHEAD else resolve.bounded(first, _bound(match, here))
    second = resolve.READERS[following[0]](following[1])
    return second and resolve.joined(first, second, bool(said.first("year", "marked_year", "whole", "other_year")))


def _clock(match: Match, here: _Context) -> tuple[str | None, str | None]:
    """A time of day and its zone."""
    if "clock" not in match.groups:
        return None, None
    start, end = match.groups["clock"]
    return resolve.clock(resolve.reading(here.lexemes[start:end], None, False, here.lex))


def _mention(match: Match, here: _Context) -> DateMention | None:
    period, (time, zone) = _period(match, here), _clock(match, here)
    kind = _kind(match)
    if (kind and period is None) or (kind is None and time is None):
        return None
    period = period or Period(None, None, "time")
    if time is not None and (kind is None or (period.precision == "day" and period.start == period.end)):
        period = period._replace(precision="time", time=time, zone=zone)
    if kind == "weekday" and "clock" not in match.groups and (numbered := _numbered_weekday(match, here)):
        return _spanning(here, match.start, match.end + 1, numbered)
    whole = period.time or "clock" not in match.groups or kind is None
    first, last = (match.start, match.end) if whole else match.groups["first"]
    return _spanning(here, first, last, period)


def _numbered_weekday(match: Match, here: _Context) -> Period | None:
    """The day of "Monday 26", where the number counts nothing: it is followed by a stop or a word that joins."""
    if match.end >= len(here.lexemes) or "day" not in here.lexemes[match.end].roles:
        return None
    last, number = here.lexemes[match.end - 1], here.lexemes[match.end]
    following = here.text[number.end : number.end + 2].lstrip(" \u00a0")
    if here.text[last.end : number.start].strip() or (
        following and following[0].isalnum() and not _goes_on(here, match.end + 1)
    ):
        return None
    weekday = next((last.roles[role] for role in ("weekday", "maybe_weekday") if role in last.roles), None)
    return None if weekday is None else resolve.numbered_weekday(weekday, number.roles["day"], here.now)


def _spanning(here: _Context, first: int, last: int, period: Period) -> DateMention:
    """The mention that reaches over some lexemes, less the particles and brackets at its ends."""
    lexemes = [each for each in here.lexemes[first:last] if not each.roles.keys() <= {"open", "close"}]
    start, end = lexemes[0].start, lexemes[-1].end
    return DateMention(span=Span(start=start, end=end, quote=here.text[start:end]), **period._asdict())


def _mentions(here: _Context) -> Iterator[DateMention]:
    for match in grammar(here.lex.month_first).matches([lexeme.mask for lexeme in here.lexemes]):
        mention = _mention(match, here)
        if mention is not None:
            yield mention
        if "clock" in match.groups and (mention is None or mention.time is None):
            yield from _clock_alone(match, here)


def _clock_alone(match: Match, here: _Context) -> Iterator[DateMention]:
    """The time of day beside a date that is no day: "in February at 4:10"."""
    time, zone = _clock(match, here)
    if time is not None:
        yield _spanning(here, *match.groups["clock"], Period(None, None, "time", time=time, zone=zone))


def find(text: str, language: str | None, published: str | None) -> list[DateMention]:
    """The dates and clock times of a text in order, without overlaps.

    `published` is the reduced ISO date that "last month" and "8 August" are counted from. Where no year can be
    found, the mention is `recurring` and its days stand in the year 4; where nothing is known but that a date is
    meant, both ends are None. A clock time has precision "time", and its zone where one is named.
    """
    primary = kept_as(language) or None
    lexemes = scan(text, primary)
    if not any(lexeme.mask for lexeme in lexemes):
        return []
    future = [lexeme for lexeme in lexemes if "future" in lexeme.roles]
    found = _mentions(_Context(text, lexemes, lexicon(primary), published_period(published), future))
    return sorted(found, key=lambda mention: mention.span.start)  # the parts of one match may come the other way round
