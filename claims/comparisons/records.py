"""Superlatives with a history: "the worst crash since 1997", "its second-hottest year on record".

A record says of what quality it is, which rank the thing holds, and since when: since the beginning, since a year, or
since some time that the words leave open. Superlatives without a history ("the largest city") are not read.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import MAXYEAR, date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from claims.cues.lexicon import Lexicon
from claims.cues.matching import Match
from claims.cues.tokens import Token, fold
from claims.models import DateMention
from claims.tags import kept_as

EVER = 0  # the year that stands for "since the beginning": before every one that an article can name
UNTOLD = 2  # the first year of "since the war": any but since the beginning
FIRST = "first"  # "for the first time since 2008" is a record, "the first ever" says nothing of size
RANKS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}
RANK_REACH = 2  # words between "second" and "largest"
AMONG_REACH = 3  # words between "one of" and "largest"
AFTER_REACH = 12  # the same where it closes the phrase: "最大…之一"
HISTORY_REACH = 8  # words between the superlative and its history: "the worst crash of a Korean airline since 1997"
SINCE_REACH = 4  # words between "since" and its year: "since the crash of 2014"
MORE_REACH = 2
THING_REACH = 5
MOST_YEARS = 500  # a larger number is a year: "1998年以来"
ROUNDED = 0.1  # of the years told in words: "in 100 years" may be 90 or 110
SPANS = {"decade": (10, 10), "decades": (15, 100), "century": (100, 100)}  # years, least and most
GROUPS = ("quality", "rank", "among", "history", "more", "thing")


class Record(NamedTuple):
    """What a superlative says: code points of the text, and the years between which its history begins."""

    start: int
    end: int
    quality: str  # "worst", "largest", "highest" ...
    rank: int  # 1 is the record itself
    low: int  # first year from which the history may run, EVER for one without a beginning
    high: int  # last one
    since: tuple[int, int]  # code points of the words on its history, with the event that they name
    thing: str | None  # what it is of, where that is a kind of event or time: "quake", "year"

    def shifted(self, by: int) -> "Record":
        """The same record, counted from a point `by` code points earlier."""
        since = (self.since[0] + by, self.since[1] + by)
        return self._replace(start=self.start + by, end=self.end + by, since=since)


class _History(NamedTuple):
    first: int  # tokens
    last: int
    low: int
    high: int


class _Read(NamedTuple):
    tokens: Sequence[Token]
    cues: Mapping[str, Sequence[Match]]  # by group
    reach: int  # tokens to a word
    parts: Sequence[int]  # tokens that part clauses
    year: int | None  # of publication

    def near(self, a: int, b: int, words: int) -> bool:
        """Whether at most so many words stand from one token to the next, and nothing that parts clauses."""
        low, high = min(a, b), max(a, b)
        return high - low <= 1 + words * self.reach and not any(low < n < high for n in self.parts)


@cache
def _data() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = tomllib.loads(
        files(__package__).joinpath("records.toml").read_text(encoding="utf-8")
    )
    return found


@cache
def languages() -> frozenset[str]:
    """Languages whose superlatives are read."""
    kinds = _data()["quality"].values()
    return frozenset(name for kind in kinds for name in kind)


@cache
def _lexicon(name: str) -> Lexicon:
    """The patterns of one language; `Lexicon` reads them group by group."""
    data = _data()
    own: dict[str, Any] = {g: {kind: words.get(name, []) for kind, words in data[g].items()} for g in GROUPS}
    return Lexicon(own | {"proclitics": data["proclitics"].get(name, []), "reach": data["reach"].get(name, 1)})


@cache
def _signs(name: str) -> frozenset[str]:
    """Beginnings of all superlatives of a language: most sentences have none, and that is quickly seen."""
    words = (word for kind in _data()["quality"].values() for word in kind.get(name, ()))
    return frozenset(fold(word.split("...")[0].split()[-1].rstrip("*")) for word in words)


def records(text: str, language: str | None, year: int | None, days: Sequence[DateMention] = ()) -> list[Record]:
    """Records told in one sentence or clause of an article of that year; `days` at code points of the text."""
    name = kept_as(language) if language else ""
    if name not in languages():
        return []
    if not any(sign in fold(text) for sign in _signs(name)):
        return []
    lexicon = _lexicon(name)
    tokens = lexicon.tokens(text)
    found = lexicon.scan(tokens)
    tops = [m for m in found if m.pattern.group == "quality"]
    if not tops:
        return []
    cues = {group: [m for m in found if m.pattern.group == group] for group in GROUPS}
    parts = [n for n, t in enumerate(tokens) if t.kind in {"stop", "comma"}]
    read = _Read(tokens, cues, lexicon.reach, parts, year)
    told: dict[Match, list[_History]] = {}
    for history in _histories(read, days):
        told.setdefault(min(tops, key=lambda top: _distance(top, history)), []).append(history)
    return [record for top in tops if (record := _record(read, top, told.get(top, ())))]


def _distance(top: Match, history: _History) -> int:
    return max(history.first - top.last, top.first - history.last, 0)


def _record(read: _Read, top: Match, histories: Sequence[_History]) -> Record | None:
    told = [h for h in histories if _gap(read, top, h) and (top.kind != FIRST or h.low > UNTOLD)]
    if not told or _one_of_several(read, top):
        return None
    # A year or a span says more than "ever" and than "since" without a year.
    best = min(told, key=lambda h: (h.low == UNTOLD, h.low == h.high == EVER, abs(h.first - top.first)))
    first, last = min(best.first, top.first), max(best.last, top.last)
    since = _named_beside(read, best) if best.low == UNTOLD else (best.first, best.last)
    return Record(
        start=read.tokens[first].start,
        end=read.tokens[last].end,
        quality=top.kind,
        rank=_rank(read, top),
        low=best.low,
        high=best.high,
        since=(read.tokens[since[0]].start, read.tokens[since[1]].end),
        thing=_thing(read, top, best),
    )


def _thing(read: _Read, top: Match, history: _History) -> str | None:
    """What stands nearest to the superlative and is no part of its history: after it rather than before."""
    free = [m for m in read.cues["thing"] if m.last < history.first or m.first > history.last]
    near = [m for m in free if read.near(min(m.last, top.last), max(m.first, top.first), THING_REACH)]
    nearest = min(near, key=lambda m: (max(m.first - top.last, top.first - m.last), m.last < top.first), default=None)
    return nearest.kind if nearest else None


def _named_beside(read: _Read, history: _History) -> tuple[int, int]:
    """With the event that "since" goes with, on whichever side of it."""
    reach = SINCE_REACH * read.reach
    return max(0, history.first - reach), min(len(read.tokens) - 1, history.last + reach)


def _gap(read: _Read, top: Match, history: _History) -> bool:
    if history.first <= top.last and top.first <= history.last:
        return True
    a, b = (top.last, history.first) if top.last < history.first else (history.last, top.first)
    return read.near(a, b, HISTORY_REACH)


def _rank(read: _Read, top: Match) -> int:
    """1, or what stands before or right after the superlative, or is written as one word with it."""
    for rank in read.cues["rank"]:
        if rank.first > top.last:
            beside = rank.first == top.last + 1  # "terbesar kedua"
        else:
            beside = rank.last >= top.first or read.near(rank.last, top.first, RANK_REACH)
        if beside:
            return RANKS[rank.kind]
    return 1


def _one_of_several(read: _Read, top: Match) -> bool:
    return any(
        read.near(m.last, top.first, AMONG_REACH) if m.last < top.first else read.near(top.last, m.first, AFTER_REACH)
        for m in read.cues["among"]
        if m.last < top.first or read.reach > 1 or m.first > top.last
    )


def _histories(read: _Read, days: Sequence[DateMention]) -> Iterator[_History]:
    for cue in read.cues["history"]:
        if cue.kind == "ever":
            yield _History(cue.first, cue.last, EVER, EVER)
        elif cue.kind in {"since", "from"}:
            yield from _since(read, cue, days)
        else:
            yield from _span(read, cue)
    for first, last, start in _placed(read, [day for day in days if day.end is None]):
        if start.year <= (read.year or MAXYEAR):  # told as a beginning: "since 1997"
            yield _History(first, last, start.year, start.year)


def _placed(read: _Read, days: Sequence[DateMention]) -> Iterator[tuple[int, int, date]]:
    """First and last token of each date, and the day on which it begins."""
    for day in days:
        inside = [n for n, t in enumerate(read.tokens) if t.start < day.span.end and t.end > day.span.start]
        if inside and day.start:
            yield inside[0], inside[-1], day.start


def _since(read: _Read, cue: Match, days: Sequence[DateMention]) -> Iterator[_History]:
    """Since a year, else since some event, whose year is not told; words that may mean "from" need a year."""
    dated = ((max(first - cue.last, cue.first - last, 0), first, last, day) for first, last, day in _placed(read, days))
    near = [found for found in dated if read.near(min(found[2], cue.last), max(found[1], cue.first), SINCE_REACH)]
    if near:
        _, first, last, day = min(near, key=lambda found: found[:2])
        yield _History(min(first, cue.first), max(last, cue.last), day.year, day.year)
    elif cue.kind == "since":
        yield _History(cue.first, cue.last, UNTOLD, read.year or MAXYEAR)


def _span(read: _Read, cue: Match) -> Iterator[_History]:
    """The last so many years, rounded as words are."""
    if read.year is None:
        return
    more = any(m.last <= cue.last and read.near(m.last, cue.last, MORE_REACH) for m in read.cues["more"])
    if cue.kind == "over_century" or (cue.kind == "century" and more):
        yield _History(cue.first, cue.last, EVER, read.year - round(100 * (1 - ROUNDED)))
        return
    least, most = SPANS.get(cue.kind, (0, 0))
    if cue.kind == "years":
        number = read.tokens[cue.number].text if cue.number is not None else ""
        least = most = int(number) if number.isdecimal() else 0
    if 0 < least <= MOST_YEARS:
        low = EVER if more else round(read.year - most * (1 + ROUNDED)) - 1
        high = round(read.year - least * (1 - ROUNDED)) + 1
        yield _History(cue.first, cue.last, max(low, EVER), max(high, EVER))
