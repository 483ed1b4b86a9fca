"""Known names: organisations, people, products, countries, by language and script, with their case endings."""

import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import regex

WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_SUBSTRING = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_GAPS = frozenset((" ", "-", "'", "’", ".", ". ", "·", "\u00a0", "‑", "\u200c", '"', "״", "׳", ", "))
_VOWELS = frozenset("aeiouyаеиоуыэюяіїєйьαεηιουω")
_LONGEST_ENDING = 7


class Word(NamedTuple):
    """A run of letters and digits: as written and as looked up."""

    start: int
    end: int
    text: str
    folded: str


class _Token(NamedTuple):
    base: str
    star: bool  # any ending
    upper: bool  # begins with a capital
    acronym: bool  # short and all in capitals: neither inflected nor written small


class Entry(NamedTuple):
    """One name of something: its words, its key, its kind in the table."""

    tokens: tuple[_Token, ...]
    key: str
    kind: str


class Known(NamedTuple):
    """A name found, as a range of words and of code points."""

    start: int
    end: int
    key: str
    kind: str
    words: int


class Language(NamedTuple):
    """How names behave in one language."""

    endings: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    article: str = ""
    function: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    rewrite: tuple[tuple[str, str], ...] = ()
    nouns_capital: bool = False
    shortest: int = 4  # letters that a name must have to take an ending


def _base_letter(code: int) -> str | None:
    """The letter without its marks; of Cyrillic only ё, for й and ї are letters of their own."""
    letter = chr(code)
    if 0x400 <= code <= 0x52F:
        return "е" if letter == "ё" else None
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base != letter else None


_MARKED = (*range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000))
_FOLD: dict[int, str] = {code: base for code in _MARKED if (base := _base_letter(code))}
_FOLD |= {ord(letter): base for letter, base in zip("łđøıأإآىة", "ldoiااايه", strict=True)}


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The form under which a word is looked up."""
    return text.casefold().replace("i̇", "i").translate(_FOLD)


def words(text: str) -> list[Word]:
    """The words of a text."""
    return [Word(match.start(), match.end(), match[0], fold(match[0])) for match in WORD.finditer(text)]


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("claims.entities") / name).read_text("utf-8"))


def _pair(rule: str) -> tuple[str, str]:
    ending, _, base = rule.partition("=")
    return ending, base


@cache
def language(code: str | None) -> Language:
    """What is known of a language; nothing, where it is unknown."""
    data = _toml("languages.toml").get(code or "", {})
    sets = {
        name: frozenset(map(fold, data.get(name, "").split())) for name in ("function", "titles", "particles", "given")
    }
    return Language(
        endings=frozenset(fold(each).strip("-") for each in data.get("endings", "").split()),
        prefixes=tuple(sorted(map(fold, data.get("prefixes", "").split()), key=len, reverse=True)),
        article=fold(data.get("article", "")),
        rewrite=tuple(_pair(fold(each)) for each in data.get("rewrite", "").split()),
        shortest=data.get("shortest", 4),
        nouns_capital=data.get("nouns_capital", False),
        **sets,
    )


@cache
def any_language(name: str) -> frozenset[str]:
    """A list of capitals that holds for all languages."""
    return frozenset(_toml("languages.toml")["any"][name].split())


def _tokens(name: str) -> tuple[_Token, ...]:
    found = []
    for match in regex.finditer(r"([\p{L}\p{M}\p{N}]+)(\*?)", name):
        text = match[1]
        acronym = text.isupper() and len(text) <= 4 and len(text) > 1
        found.append(_Token(fold(text), bool(match[2]), text[0].isupper(), acronym))
    return tuple(found)


def _lines(table: str) -> Iterator[list[str]]:
    """The columns of each line of a table of names, without its remarks."""
    text = (files("claims.entities") / table).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))


def _alias_rows() -> Iterator[tuple[str, str, str]]:
    for kind, key, names, *_ in _lines("aliases.tsv"):
        yield from ((kind, key, name) for name in names.split("|"))


def _own_rows(code: str | None) -> Iterator[tuple[str, str, str]]:
    """Names that hold in one language alone: short forms, and countries with all that is called after them."""
    for key, names in _toml("languages.toml").get(code or "", {}).get("aliases", {}).items():
        yield from (("org", key, name.strip()) for name in names.split(","))
    for territory, names in _toml("places.toml").get(code or "", {}).items():
        yield from (("place", f"place:{territory}", name.strip()) for name in names.split(","))


@cache
def _places() -> dict[str, list[tuple[str, str, str]]]:
    """Kind, key and name of each territory and town by language, leaving out a name that means two of them."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for code, territory, names in _lines("territories.tsv"):
        found[code] += [("place", f"place:{territory}", name) for name in names.split("|")]
    for code, key, _, names in _lines("cities.tsv"):
        found[code] += [("town", key, name) for name in names.split("|")]
    return {code: _unambiguous(rows) for code, rows in found.items()}


def _unambiguous(rows: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    meanings: dict[str, set[str]] = defaultdict(set)
    for _, key, name in rows:
        meanings[name].add(key)
    return [row for row in rows if len(meanings[row[2]]) == 1 and len(row[2]) > 1]


def _rows(code: str | None) -> Iterator[tuple[str, str, str]]:
    yield from _own_rows(code)
    if code in _places():
        yield from _places()[code]
    else:
        yield from _unambiguous(sorted({row for rows in _places().values() for row in rows}))
    yield from _alias_rows()


@cache
def _wholes() -> Mapping[str, str]:
    """By key of a place: the key of the next larger one in which it lies."""
    by_hand = {key: columns[0] for _, key, _, *columns in _lines("aliases.tsv") if columns}
    found = by_hand | {key: territory for _, key, territory, _ in _lines("cities.tsv")}
    return {key: f"place:{whole}" for key, whole in found.items()}


def lies_in(place: str, whole: str) -> bool:
    """Whether one place is part of another, by their keys: a city of its country."""
    above = _wholes().get(place)
    return above is not None and (above == whole or lies_in(above, whole))


def _stem(base: str) -> str | None:
    """A word without its last vowel, where enough of it is left to be told by."""
    return base[:-1] if len(base) > 4 and base[-1] in _VOWELS else None


class Gazetteer(NamedTuple):
    """Entries by the first word or its stem, and by first character where words are not spaced."""

    spaced: Mapping[str, Sequence[Entry]]
    starts: frozenset[str]
    unspaced: Mapping[str, Sequence[tuple[str, str, str]]]
    lang: Language


def _index_keys(token: _Token, lang: Language) -> Iterator[str]:
    yield token.base
    if lang.endings and (stem := _stem(token.base)):
        yield stem
    if lang.article and token.base.startswith(lang.article) and len(token.base) > len(lang.article) + 2:
        yield token.base.removeprefix(lang.article)


@cache
def gazetteer(code: str | None) -> Gazetteer:
    """All names known in a language, those of its own first."""
    lang = language(code)
    spaced: dict[str, dict[Entry, None]] = defaultdict(dict)
    unspaced: dict[str, dict[tuple[str, str, str], None]] = defaultdict(dict)
    for kind, key, name in _rows(code):
        if _SUBSTRING.search(name):
            unspaced[name[0]][(name, key, kind)] = None
        elif tokens := _tokens(name):
            for first in _index_keys(tokens[0], lang):
                spaced[first][Entry(tokens, key, kind)] = None
    longest = {first: sorted(each, key=lambda row: -len(row[0])) for first, each in unspaced.items()}
    starts = frozenset(first[:3] for first in spaced)
    return Gazetteer({first: tuple(each) for first, each in spaced.items()}, starts, longest, lang)


def _fits(token: _Token, word: Word, folded: str, lang: Language, cased: bool) -> bool:
    """Whether a word is a token of a name, as it stands or inflected."""
    if token.acronym:
        return folded == token.base and word.text.isupper()
    if cased and token.upper and not word.text[0].isupper():
        return False
    if folded == token.base:
        return True
    if token.star:
        return folded.startswith(token.base) and len(folded) - len(token.base) <= _LONGEST_ENDING
    if lang.article and folded == token.base.removeprefix(lang.article):
        return True
    return _inflected(token.base, folded, lang)


def _inflected(base: str, folded: str, lang: Language) -> bool:
    if not lang.endings or len(base) < lang.shortest:
        return False
    if folded.startswith(base) and folded[len(base) :] in lang.endings:
        return True
    stem = _stem(base)
    return stem is not None and folded.startswith(stem) and folded[len(stem) :] in lang.endings


class _Place(NamedTuple):
    """Where in a text a name is looked for."""

    text: str
    found: Sequence[Word]
    at: int
    lang: Language


def _entry_fits(entry: Entry, folded: str, here: _Place) -> bool:
    """Whether the words from here on are those of a name; the first one may have lost a particle."""
    at, found = here.at, here.found
    if at + len(entry.tokens) > len(found) or not _fits(entry.tokens[0], found[at], folded, here.lang, True):
        return False
    for offset, token in enumerate(entry.tokens[1:], at + 1):
        word = found[offset]
        if here.text[found[offset - 1].end : word.start] not in _GAPS:
            return False
        if not _fits(token, word, word.folded, here.lang, False):
            return False
    return True


def _forms(word: Word, lang: Language) -> Iterator[tuple[str, int]]:
    """A word as it stands, then without each particle that may be written together with it."""
    yield word.folded, 0
    for prefix in lang.prefixes:
        if word.folded.startswith(prefix) and len(word.folded) > len(prefix) + 1:
            yield word.folded[len(prefix) :], len(prefix.removesuffix(lang.article)) if lang.article else len(prefix)


def _longest(table: Gazetteer, folded: str, here: _Place) -> Entry | None:
    """The name of most words that fits; among equals the one that leaves the shortest ending."""
    best: Entry | None = None
    for cut in range(len(folded), max(1, len(folded) - _LONGEST_ENDING - 1), -1):
        for entry in table.spaced.get(folded[:cut], ()):
            longer = best is None or len(entry.tokens) > len(best.tokens)
            if longer and _entry_fits(entry, folded, here):
                best = entry
    return best


def _best(table: Gazetteer, at: int, found: Sequence[Word], text: str) -> Known | None:
    """The name that begins with a word, or with what is left of it without its particles."""
    word = found[at]
    for folded, shift in _forms(word, table.lang):
        if folded[:3] not in table.starts and folded[:2] not in table.starts:
            continue
        if entry := _longest(table, folded, _Place(text, found, at, table.lang)):
            count = len(entry.tokens)
            return Known(word.start + shift, found[at + count - 1].end, entry.key, entry.kind, count)
    return None


def _unspaced(table: Gazetteer, text: str) -> Iterator[Known]:
    at = 0
    for match in _SUBSTRING.finditer(text):
        if match.start() < at:
            continue
        for name, key, kind in table.unspaced.get(match[0], ()):
            if text.startswith(name, match.start()):
                at = match.start() + len(name)
                yield Known(match.start(), at, key, kind, 1)
                break


def _spaced(table: Gazetteer, found: Sequence[Word], text: str) -> Iterator[Known]:
    at = 0
    while at < len(found):
        known = _best(table, at, found, text)
        if known:
            yield known
        at += known.words if known else 1


def known_names(text: str, found: Sequence[Word], code: str | None) -> list[Known]:
    """The known names of a text, in order, without overlaps."""
    table = gazetteer(code)
    names: Iterable[Known] = _spaced(table, found, text)
    if _SUBSTRING.search(text):
        names = (*names, *_unspaced(table, text))
    ordered: list[Known] = []
    for name in sorted(names, key=lambda each: (each.start, -each.end)):
        if not ordered or name.start >= ordered[-1].end:
            ordered.append(name)
    return ordered


@cache
def known_keys() -> frozenset[str]:
    """The keys of the table of names: two of them are never one thing."""
    return frozenset(key for _, key, _ in _alias_rows()) | {key for _, key, *_ in _lines("cities.tsv")}


@cache
def titles_of_keys() -> Mapping[str, str]:
    """The first spelling of each key in the table, for people to read."""
    found: dict[str, str] = {}
    for _, key, name in _alias_rows():
        found.setdefault(key, name.rstrip("*"))
    english = {key: name for _, key, name in reversed(_places()["en"])}
    return found | english
