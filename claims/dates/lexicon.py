"""What each language calls its months, days and periods: read once, merged from CLDR names and hand-written cues."""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import regex

Roles = Mapping[str, Any]  # what a word may be -> its value: {"month": 5}, {"edge": 0}, {"bound": "since"}

_WORD_ROLES: dict[str, tuple[str, Any]] = {
    **{name: ("edge", value) for value, name in enumerate(("early", "mid", "late"))},
    **{f"{name}_after": ("edge_after", value) for value, name in enumerate(("early", "mid", "late"))},
    **{name: ("modifier", value) for value, name in enumerate(("last", "this", "next"), -1)},
    **{name: ("ordinal", value) for value, name in enumerate(("first", "second", "third", "fourth"), 1)},
    **{name: ("season", value) for value, name in enumerate(("spring", "summer", "autumn", "winter"))},
    **{name: (f"{name}_word", name) for name in ("day", "week", "month", "quarter", "half", "year", "decade")},
    **{name: ("bound", name) for name in ("since", "until", "before", "after")},
    **{f"{name}_after": ("bound_after", name) for name in ("since", "until", "before", "after")},
    **{name: (name, True) for name in ("ago", "between", "in", "of", "and", "skip", "future", "before_month")},
    "to": ("join", True),
    "am": ("half_day", 0),
    "pm": ("half_day", 12),
    "hour_before": ("hour_before", True),
    "hour_after": ("hour_after", True),
}

# By first token (by first character where words are not spaced), longest first.
Phrases = dict[str, list[tuple[tuple[str, ...], Roles]]]

# Letters that spelling varies in.
_VOWEL_SIGNS = "".join(map(chr, (*range(0x064B, 0x0653), 0x0670, 0x0640)))  # of Arabic, and its stretched line
_FOLD = str.maketrans("أإآىةيكۀ’ʼ", "ااایهیکه''", _VOWEL_SIGNS)
_TOKEN = regex.compile(r"[\p{L}\p{M}\u200c]+|\d+|[^\s\w]")


class Lexicon(NamedTuple):
    """All that the scanner and the grammar need of one language."""

    phrases: Phrases
    prefixes: tuple[str, ...] = ()
    spaced: bool = True
    cased: bool = False
    month_first: bool = False
    order: str = "dmy"
    order_varies: bool = False
    needs_year_word: bool = False
    slash_dates: bool = False
    year_offset: int = 0
    day_suffixes: tuple[str, ...] = ()
    decade_suffixes: tuple[str, ...] = ()
    quarter_letters: str = "Q"
    half_letters: str = "H"
    marks: Mapping[str, tuple[str, ...]] = {}
    eras: Mapping[str, int] = {}


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


def _name_entries(language: str, cues: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Month and weekday names: a doubtful one (short, or a common word) counts only beside a day or a year."""
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


def _word_entries(cues: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for name, words in cues.get("words", {}).items():
        role, value = _WORD_ROLES[name]
        yield from ((word, role, value) for word in listed(words))
    for word in listed(cues.get("words", {}).get("until", "")):
        yield word, "join", True
    yield from ((word, "skip", True) for word in listed(cues.get("skip", "")))
    for number, forms in enumerate(listed(cues.get("numbers", "")), 1):
        yield from ((form, "number", number) for form in forms.split("|"))


def _period_entries(cues: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for name, words in cues.get("relative", {}).items():
        unit = name.rstrip("-0123456789")
        role = "relative_year" if unit == "year" else "relative"
        yield from ((word, role, (unit, int(name[len(unit) :]))) for word in listed(words))
    for table, unit in (("quarters", "quarter"), ("halves", "half")):
        for number, words in cues.get(table, {}).items():
            yield from ((word, "part", (unit, int(number))) for word in listed(words))


def _phrases(entries: Iterable[tuple[str, str, Any]], spaced: bool = True) -> Phrases:
    """Entries by how they begin; one phrase may have several roles."""
    roles: dict[tuple[str, ...], dict[str, Any]] = {}
    for phrase, role, value in entries:
        if cut := tokens(phrase) if spaced else (fold(phrase),):
            roles.setdefault(cut, {}).setdefault(role, value)
    found: Phrases = {}
    for cut in sorted(roles, key=lambda each: (-len(each), -len(each[0]), each)):
        found.setdefault(cut[0] if spaced else cut[0][0], []).append((cut, roles[cut]))
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
    entries = (*_name_entries(language, cues), *_word_entries(cues), *_period_entries(cues))
    flags = ("spaced", "cased", "month_first", "order_varies", "needs_year_word", "slash_dates", "year_offset")
    letters = ("quarter_letters", "half_letters", "order")
    return Lexicon(
        _phrases(entries, cues.get("spaced", True)),
        prefixes=tuple(sorted((fold(each) for each in listed(cues.get("prefixes", ""))), key=len, reverse=True)),
        day_suffixes=listed(cues.get("day_suffixes", "")),
        decade_suffixes=listed(cues.get("decade_suffixes", "")),
        marks={name: listed(words) for name, words in cues.get("marks", {}).items()},
        eras=cues.get("eras", {}),
        **{"order": calendar()[language]["order"]} | {key: cues[key] for key in (*flags, *letters) if key in cues},
    )


@cache
def _date_words(language: str | None) -> frozenset[str]:
    """The first words of all phrases that name a month, a day or a period."""
    telling = {"month", "maybe_month", "weekday", "maybe_weekday", "relative", "relative_year", "season", "modifier"}
    telling |= {f"{unit}_word" for unit in ("day", "week", "month", "quarter", "half", "year")} | {"edge", "bound"}
    phrases = lexicon(language).phrases
    return frozenset(first for first, entries in phrases.items() if any(telling & set(roles) for _, roles in entries))


def is_date_word(word: str, language: str | None) -> bool:
    """Whether a word names a month, a weekday or a period."""
    return fold(word) in _date_words(language)
