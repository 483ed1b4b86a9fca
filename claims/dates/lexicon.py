"""What each language calls its months, days and periods: read once, merged from CLDR names and hand-written cues."""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import regex

from claims.dates.roles import NAMES, UNITS, WORD_ROLES, Roles, mask

Entry = tuple[str, str, Any]  # phrase, role, value


class Phrase(NamedTuple):
    """A known phrase: the tokens after its first, what it may be, and the same less what needs a capital."""

    rest: tuple[str, ...]
    roles: Roles
    mask: int
    small: Roles
    small_mask: int


# By first token (by first character where words are not spaced), longest first.
Phrases = dict[str, list[Phrase]]

# Letters that spelling varies in.
_VOWEL_SIGNS = "".join(map(chr, (*range(0x064B, 0x0653), 0x0670, 0x0640)))  # of Arabic, and its stretched line
_FOLD = str.maketrans("أإآىةيكۀ’ʼ", "ااایهیکه''", _VOWEL_SIGNS)
_TOKEN = regex.compile(r"[\p{L}\p{M}\u200c]+|\d+|[^\s\w]")
_FLAGS = (
    *("spaced", "cased", "month_first", "order_varies", "needs_year_word", "slash_dates", "year_offset"),
    "hundreds_are_centuries",
)
_LETTERS = ("quarter_letters", "half_letters", "order", "years_of", "fiscal_from", "future_after")
_SHARED = "und"  # cues of all languages: time zones


class Lexicon(NamedTuple):
    """All that the scanner and the grammar need of one language."""

    phrases: Phrases
    prefixes: Mapping[str, str] = {}  # a particle written together with the next word -> its role, or ""
    spaced: bool = True
    cased: bool = False
    month_first: bool = False
    order: str = "dmy"
    order_varies: bool = False
    needs_year_word: bool = False
    slash_dates: bool = False
    year_offset: int = 0
    years_of: str = ""  # the calendar that a year like 1404 is of
    fiscal_from: int = 1  # the month that a fiscal year begins in, where a language has one for all
    day_suffixes: tuple[str, ...] = ()
    decade_suffixes: tuple[str, ...] = ()
    year_suffixes: tuple[str, ...] = ()
    hundreds_are_centuries: bool = False  # "1900-talet" are the years 1900 to 1999
    quarter_letters: str = "Q"
    half_letters: str = "H"
    marks: Mapping[str, tuple[str, ...]] = {}
    past_endings: tuple[str, ...] = ()  # of days that are past whatever the verb: "i fredags"
    night_to: tuple[str, ...] = ()  # "in the night to", before the day that it ends on
    future_endings: tuple[str, ...] = ()  # of verbs
    future_after: int = 15  # code points behind a date within which a verb may begin that tells of it


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The form under which a word is looked up."""
    return text.casefold().replace("i̇", "i").translate(_FOLD)


def tokens(text: str) -> tuple[str, ...]:
    """A phrase cut as running text is cut."""
    return tuple(_TOKEN.findall(fold(text)))


def listed(text: str) -> tuple[str, ...]:
    """The items of a comma-separated list."""
    return tuple(item.strip() for item in text.split(",") if item.strip())


@cache
def calendar() -> dict[str, Any]:
    """Names of months, weekdays and periods by language, and the order of numeric dates, as CLDR has them."""
    data: dict[str, Any] = json.loads((files("claims.dates") / "calendar.json").read_text("utf-8"))
    return data


@cache
def _cues(language: str) -> dict[str, Any]:
    source = files("claims.dates") / "cues" / f"{language}.toml"
    return tomllib.loads(source.read_text("utf-8")) if source.is_file() else {}


def _inflected(form: str, endings: Iterable[str]) -> Iterator[str]:
    """A name, and the name with each ending put on it and on its stem."""
    yield form
    stem = form[:-1] if form[-1:] in "aeiouyąęáéíóúýаеиоуыэюяьйіє" else form
    for ending in endings:
        yield form + ending
        yield stem + ending


def _named(names: list[list[str]], extra: list[str], endings: Iterable[str]) -> Iterator[tuple[str, int]]:
    for index, forms in enumerate(names):
        for form in (*forms, *listed(extra[index] if extra else "")):
            yield from ((inflected, index) for inflected in _inflected(form, endings))


def _name_entries(language: str, cues: dict[str, Any]) -> Iterator[Entry]:
    """Month and weekday names: a doubtful one (short, or a common word) counts only beside a day or a year.

    Where names have no capitals a short one without its full stop may be any word: "el mar", "sept minutes".
    """
    data = calendar().get(language, {})
    unsure = {fold(name) for name in listed(cues.get("ambiguous", ""))}
    for table, role, first in (("months", "month", 1), ("weekdays", "weekday", 0)):
        endings = listed(cues.get(f"{role}_endings", ""))
        full = {fold(form): index for form, index in _named(data.get(table, []), cues.get(table, []), endings)}
        short = {fold(form): index for form, index in _named(data.get(f"{table}_short", []), [], ())}
        for form, index in full.items():
            yield form, f"maybe_{role}" if form in unsure else role, index + first
        for form, index in short.items():
            if form not in full and (len(form) > 1 or cues.get("spaced", True)):
                yield form, f"maybe_{role}", index + first
                if not cues.get("cased"):
                    yield form, "short", True


def _other_entries(language: str, cues: dict[str, Any]) -> Iterator[Entry]:
    """Months of the other calendars; a word may name one in two of them."""
    for name in ("hijri", "persian", "hebrew"):
        extra = cues.get(name, [])
        for form, index in _named(calendar().get(language, {}).get(name, []), extra, ()):
            if len(form) > 1:
                yield form, "other_month", (name, index + 1)


def _word_entries(cues: dict[str, Any]) -> Iterator[Entry]:
    for name, words in cues.get("words", {}).items():
        role, value = WORD_ROLES[name]
        yield from ((word, role, value) for word in listed(words))
    for word in listed(cues.get("words", {}).get("until", "")):
        yield word, "join", True
    yield from ((word, "skip", True) for word in listed(cues.get("skip", "")))
    for number, forms in enumerate(listed(cues.get("numbers", "")), 1):
        yield from ((form, "number", number) for form in forms.split("|"))
    for number, forms in enumerate(listed(cues.get("days", "")), 1):
        yield from ((form, "named_day", number) for form in forms.split("|"))


def _relative_entries(table: Mapping[str, Iterable[str]]) -> Iterator[Entry]:
    """Phrases like "yesterday" from {"day-1": [...]}; those of years may follow a month."""
    for name, phrases in table.items():
        unit = name.rstrip("-0123456789")
        role = "relative_year" if unit == "year" else "relative"
        yield from ((phrase, role, (unit, int(name[len(unit) :]))) for phrase in phrases)


def _period_entries(cues: dict[str, Any]) -> Iterator[Entry]:
    yield from _relative_entries({name: listed(words) for name, words in cues.get("relative", {}).items()})
    for table, unit in (("quarters", "quarter"), ("halves", "half")):
        for number, words in cues.get(table, {}).items():
            yield from ((word, "part", (unit, int(number))) for word in listed(words))
    for weeks, names in cues.get("week_days", {}).items():
        for number, words in enumerate(names):
            yield from ((word, "week_day", (int(weeks), number)) for word in listed(words))
    for table, role in (("decades", "decade"), ("centuries", "century"), ("eras", "era"), ("eras_after", "era_after")):
        for value, words in cues.get(table, {}).items():
            yield from ((word, role, int(value) if value.lstrip("-").isdigit() else value) for word in listed(words))
    for role, table in (("zone", "zones"), ("zone_before", "zones_before")):
        for zone, words in cues.get(table, {}).items():
            yield from ((word, role, zone) for word in listed(words))


def _cldr_entries(language: str, cues: dict[str, Any]) -> Iterator[Entry]:
    """Relative days, quarters and halves of the day as CLDR has them; units and "ago" where no cue file has them.

    Where one has, it says what "last" is, so that "in the last year" is not a phrase of its own.
    """
    data = calendar()[language]
    by_hand = "day" in cues.get("words", {})
    fixed = {
        name: [form for form in forms if not (by_hand and " " in form)] for name, forms in data["relative"].items()
    }
    yield from _relative_entries(fixed)
    for number, forms in enumerate(data["quarters"], 1):
        yield from ((form, "part", ("quarter", number)) for form in forms if not form.isalpha())
    for half, value in (("am", 0), ("pm", 12), ("night", 6)):
        yield from ((form, "part_of_day", value) for form in data["clock"][half])
    if by_hand:
        return
    for unit in UNITS[:6]:
        yield from ((form, f"{unit}_word", unit) for form in data["units"].get(unit, ()))
    for table, role in (("ago", "ago"), ("ahead", "maybe_ahead")):
        yield from ((mark, role, True) for pair in data[table] for mark in pair if mark)


def _phrases(entries: Iterable[Entry], spaced: bool = True) -> Phrases:
    """Entries by how they begin; one phrase may have several roles."""
    roles: dict[tuple[str, ...], dict[str, Any]] = {}
    for phrase, role, value in entries:
        # Without spaces the text is searched as it stands, capitals and all.
        for cut in {tokens(phrase)} if spaced else {(phrase,), (fold(phrase),)}:
            if cut and cut[0]:
                roles.setdefault(cut, {}).setdefault(role, value)
    found: Phrases = {}
    for cut in sorted(roles, key=lambda each: (-len(each), -len(each[0]), each)):
        known = roles[cut]
        small = {role: value for role, value in known.items() if not role.endswith(NAMES)}
        entry = Phrase(cut[1:] if spaced else cut, known, mask(known), small, mask(small))
        found.setdefault(cut[0] if spaced else cut[0][0], []).append(entry)
    return found


def _any_language() -> Lexicon:
    """Month names that mean one month in all languages that have them; each only beside a day or a year."""
    meanings: dict[str, set[int]] = {}
    for language in sorted(calendar()):
        for form, role, value in _name_entries(language, _cues(language)):
            if role == "month" and len(form) > 2:
                meanings.setdefault(form, set()).add(value)
    return Lexicon(_phrases((form, "maybe_month", min(each)) for form, each in meanings.items() if len(each) == 1))


@cache
def lexicon(language: str | None) -> Lexicon:
    """The lexicon of a language; of none in particular where it is unknown."""
    if language is None or language not in calendar():
        return _any_language()
    cues = _cues(language)
    entries = (
        *_name_entries(language, cues),
        *_word_entries(cues),
        *_period_entries(cues),
        *_cldr_entries(language, cues),
        *_other_entries(language, cues),
        *_period_entries(_cues(_SHARED)),
    )
    return Lexicon(
        _phrases(entries, cues.get("spaced", True)),
        prefixes={fold(each): role for each, role in cues.get("prefixes", {}).items()},
        day_suffixes=listed(cues.get("day_suffixes", "")),
        decade_suffixes=listed(cues.get("decade_suffixes", "")),
        year_suffixes=listed(cues.get("year_suffixes", "")),
        past_endings=listed(cues.get("past_endings", "")),
        night_to=tuple(map(fold, listed(cues.get("night_to", "")))),
        future_endings=listed(cues.get("future_endings", "")),
        marks={name: listed(words) for name, words in cues.get("marks", {}).items()},
        **{"order": calendar()[language]["order"]} | {key: cues[key] for key in (*_FLAGS, *_LETTERS) if key in cues},
    )


_TELLING = frozenset(
    (
        *("month", "maybe_month", "weekday", "maybe_weekday", "relative", "relative_year", "season", "modifier"),
        *(f"{unit}_word" for unit in UNITS[:6]),
        *("edge", "bound"),
    )
)
_FIXED = {"relative", "relative_year"}


@cache
def _date_words(language: str | None) -> frozenset[str]:
    """The first words of all phrases that name a month, a day or a period."""

    def tells(phrase: Phrase) -> bool:
        # "la settimana scorsa" does not make a date word of "la".
        return bool(_TELLING & set(phrase.roles)) and not (phrase.rest and phrase.roles.keys() & _FIXED)

    return frozenset(first for first, found in lexicon(language).phrases.items() if any(map(tells, found)))


def is_date_word(word: str, language: str | None) -> bool:
    """Whether a word names a month, a weekday or a period."""
    return fold(word) in _date_words(language)
