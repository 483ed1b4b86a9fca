"""Which sequences of lexemes are one date: one regular expression over their roles, for all languages.

Each set of roles seen in a text becomes one character; the grammar names roles, and each name stands for the
class of the characters whose sets hold it. All repetition is bounded, so the search is linear.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from claims.dates.lexicon import lexicon
from claims.dates.scan import NAMES, Lexeme

_NOTHING = " "
_FIRST_LETTER = 0xE000

_FILL = "<of>{0,3}"
_YEAR = f"(?:<year_word>{_FILL})?(?:<year>(?:<dot>?<year_word>)?|<marked_year>)"
_UNDATED = "(?!<of>?<year>)"  # "the previous flight, of 2019" is of 2019
_THAT_YEAR = f"(?:<modifier>{_FILL}<year_word>{_UNDATED}|<year_word>{_FILL}<modifier>{_UNDATED}|<relative_year>)"
_TAIL_YEAR = f"(?:<comma>{_YEAR}|{_FILL}(?:{_YEAR}|{_THAT_YEAR}))"
_HEAD_YEAR = f"(?:(?:{_YEAR}|{_THAT_YEAR})<dot>?{_FILL})"
_DAYS = "<day>(?:<dot>?(?:<join><day>))?"
_MARKED_DAYS = "(?:<marked_day>|<day>(?=<join><marked_day>))(?:<join><marked_day>)?"
_WEEKDAY = f"(?:<weekday|maybe_weekday><comma|dot>{{0,2}}{_FILL})?"
_MONTH = "<month|maybe_month>"
_EDGES = "(?:<edge><dash>?<of>{0,3})"
_PARTS = "(?:<ordinal|day><dot>?<of>{0,2}<quarter_word|half_word>|<quarter_word|half_word><of>?<ordinal|day>|<part>)"
_TIME_WORD = "<day_word|week_word|month_word|year_word>"
_PERIOD_WORDS = "<day_word|week_word|month_word|quarter_word|half_word|year_word|season|weekday|maybe_weekday|month>"

_ATOMS = {
    "whole": f"{_WEEKDAY}<day_word|month_word>?<whole>(?:<year_word>)?",
    "day_first": f"{_WEEKDAY}(?:<day_word>{_FILL})?{_DAYS}<dot>?{_FILL}{_MONTH}(?:<dot>?{_TAIL_YEAR})?",
    "slash": f"{_WEEKDAY}<day_word>?<day_month>(?:{_TAIL_YEAR})?",
    "month_first": f"(?<!<before_month>){_WEEKDAY}{_MONTH}<dot>?{_FILL}{_DAYS}(?!<join>?{_PERIOD_WORDS})"
    f"(?:{_TAIL_YEAR})?",
    "year_first": f"{_HEAD_YEAR}{_MONTH}<dot>?{_FILL}{_DAYS}",
    "marked_day": f"{_HEAD_YEAR}?<month>{_FILL}{_MARKED_DAYS}",
    "lone_day": "<marked_day>",
    "part": f"{_EDGES}?(?:{_HEAD_YEAR}{_FILL}{_PARTS}|{_PARTS}(?:{_TAIL_YEAR})?|<maybe_part>{_TAIL_YEAR})",
    "month": f"(?:{_EDGES}|<modifier>){{0,2}}(?:{_HEAD_YEAR}{_MONTH}|<month>(?:<dot>?{_TAIL_YEAR})?"
    f"|<maybe_month><dot>?{_TAIL_YEAR}|(?<=<modifier|edge|bound|in>)<maybe_month>)(?:{_FILL}<edge_after|modifier>)?",
    "season": f"(?:{_EDGES}?<season>{_TAIL_YEAR}|{_HEAD_YEAR}<season>)<edge_after>?",
    "edge_year": f"{_EDGES}{_YEAR}|{_YEAR}{_FILL}<edge_after>",
    "ago": f"(?:<number>{_TIME_WORD}<of>?<ago>|<ago><number>?{_TIME_WORD}|<week_word|month_word|year_word><ago>)",
    "relative": f"{_EDGES}?(?:<relative|relative_year>|<modifier>{_FILL}{_PERIOD_WORDS}{_UNDATED}"
    f"|{_PERIOD_WORDS}{_FILL}<modifier>{_UNDATED})<edge_after>?",
    "this": "<edge><of>{0,3}<month_word|quarter_word|half_word|year_word>",
    "decade": "(?:<decade><decade_word>?|<decade_word><of>?<year|number>|<year><decade_word>)",
    "year": "<year_word><of>{0,3}<year>|<year><dot>?<year_word>|<marked_year>|<open><year><close>"
    "|(?<=<in|bound><of>?)<year>|<year>(?=<join><of>?<year>)|(?<=<year><join><of>?)<year>"
    "|(?<=<between><of>?)<year>(?=<and>)|(?<=<and><of>?)<year>(?<=<between><of>?<year><and><of>?<year>)"
    "|<year>(?=<bound_after>)",
    "weekday": "<weekday>|(?<=<in>)<maybe_weekday>",
}
_CLOCK = (
    "(?:<half_day>?<hour><minute>?|<half_day>?<time><hour_after|half_day>?"
    "|<hour_before><dot>?<dotted_time><hour_after|half_day>?|<dotted_time><hour_after|half_day>"
    "|<number><hour_after|half_day>)"
)
_LINK = "<comma|in|of|open>{0,3}"


def _atoms(prefix: str, month_first: bool) -> str:
    """One date, its kind kept as the name of a group."""
    kinds = {name: each for name, each in _ATOMS.items() if month_first or name != "month_first"}
    return "|".join(f"(?P<{prefix}_{name}>{each})" for name, each in kinds.items())


def _template(month_first: bool) -> str:
    """The whole grammar: an optional bound, one date or two joined, a clock time before or after."""
    first, second = (f"(?:{_atoms(prefix, month_first)})" for prefix in ("first", "second"))
    pair = f"<between><of>{{0,2}}{first}<and>{_FILL}{second}"
    single = (
        f"(?P<bound><bound><of>{{0,2}})?(?:(?P<clock>{_CLOCK}){_LINK})?{first}(?:<join>{_FILL}{second})?"
        f"(?:{_LINK}(?P<clock>{_CLOCK}))?(?P<after><of>{{0,2}}<bound_after>)?"
    )
    return f"{pair}|{single}|(?P<clock>{_CLOCK})"


# Sets of roles that the scanner makes without a lexicon.
_SCANNED = (
    *(("whole",), ("time",), ("dotted_time",), ("decade",), ("part",), ("maybe_part",), ("day_month",)),
    *(("day", "number"), ("day", "number", "ordinal"), ("year",), ("number",), ("marked_year",), ("marked_day",)),
    *(("month",), ("hour",), ("minute",), ("comma",), ("dot",), ("join", "dash"), ("open",), ("close",), ("other",)),
)


class Grammar(NamedTuple):
    """The letters of one lexicon and the pattern over them."""

    letters: dict[frozenset[str], str]
    pattern: "regex.Pattern[str]"

    def spell(self, lexemes: Iterable[Lexeme]) -> str:
        """The lexemes as a string of role letters."""
        return "".join([self.letters[frozenset(each.roles)] if each.roles else _NOTHING for each in lexemes])

    def matches(self, lexemes: Sequence[Lexeme]) -> "Iterator[regex.Match[str]]":
        """The dates among the lexemes, leftmost first; positions count lexemes."""
        found: Iterator[regex.Match[str]] = self.pattern.finditer(self.spell(lexemes))
        return found


def _role_sets(language: str | None) -> set[frozenset[str]]:
    """Every set of roles that the scanner can give in a language."""
    known = {frozenset(roles) for entries in lexicon(language).phrases.values() for _, roles in entries}
    small = {frozenset(role for role in each if not role.endswith(NAMES)) for each in known}
    return {each for each in known | small | {frozenset(each) for each in _SCANNED} if each}


@cache
def grammar(language: str | None) -> Grammar:
    """The compiled grammar of a language."""
    sets = sorted(_role_sets(language), key=sorted)
    letters = {each: chr(_FIRST_LETTER + index) for index, each in enumerate(sets)}

    def letter_class(roles: "regex.Match[str]") -> str:
        wanted = set(roles[1].split("|"))
        return f"[{''.join(letter for each, letter in letters.items() if wanted & each)}\x00]"

    template = _template(lexicon(language).month_first)
    return Grammar(letters, regex.compile(regex.sub(r"(?<!\?P)<([a-z_]+(?:\|[a-z_]+)*)>", letter_class, template)))
