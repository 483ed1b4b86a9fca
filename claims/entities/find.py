"""Finds the names, places and codes of a text."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from claims.dates.lexicon import is_date_word
from claims.entities.codes import codes
from claims.entities.gazetteer import Known, Word, known_names, language, titles_of_keys, words
from claims.entities.names import unknown_names
from claims.models import EntityMention, Span
from claims.tags import kept_as

Kind = Literal["name", "code", "place"]

_KINDS: Mapping[str, Kind] = {
    "place": "place",
    "city": "place",
    "town": "place",
    "org": "name",
    "person": "name",
    "product": "name",
}


def _mention(text: str, start: int, end: int, key: str, kind: Kind) -> EntityMention:
    return EntityMention(span=Span(start=start, end=end, quote=text[start:end]), key=key, kind=kind)


def _marked(text: str, spans: Iterable[tuple[int, int]]) -> bytearray:
    """One byte for each code point: whether a span covers it."""
    mask = bytearray(len(text))
    for start, end in spans:
        mask[start:end] = b"\x01" * (end - start)
    return mask


def _namesake(name: Known, text: str, found: Sequence[Word], code: str | None) -> bool:
    """Whether a known family name follows another given name: Melania Trump is not Donald Trump."""
    at = bisect_right(found, name.start, key=lambda word: word.start) - 1
    if name.kind != "person" or name.words > 1 or at < 2:
        return False  # a word that opens the text has its capital for that
    before = found[at - 1]
    lang = language(code)
    if text[before.end : name.start] != " " or not before.text[0].isupper() or before.text.isupper():
        return False
    common = before.folded in lang.function | lang.titles or is_date_word(before.text, code)
    return not (common or lang.nouns_capital)


def _of_a_person(name: Known, text: str, found: Sequence[Word], code: str | None) -> bool:
    """Whether a town stands beside another name as people's do: Sofia Coppola, Joaquin Phoenix."""
    at = bisect_right(found, name.start, key=lambda word: word.start) - 1
    lang = language(code)
    if name.kind != "town" or lang.nouns_capital:
        return False
    beside = [(at - 1, at)] if at > 1 else []  # the first word of the text has its capital for that
    beside += [(at + name.words - 1, at + name.words)] if at + name.words < len(found) else []
    for one, two in beside:
        other = found[one] if two == at else found[two]
        common = other.folded in lang.function | lang.titles or is_date_word(other.text, code)
        if text[found[one].end : found[two].start] == " " and other.text.istitle() and not common:
            return True
    return False


def _kept(names: Sequence[Known], mask: bytearray, text: str, found: Sequence[Word], code: str | None) -> list[Known]:
    """The known names that are not part of a code, nor of somebody else's name."""
    free = (name for name in names if name.kind in _KINDS and not any(mask[name.start : name.end]))
    return [n for n in free if not _namesake(n, text, found, code) and not _of_a_person(n, text, found, code)]


def _mentions(text: str, code: str | None) -> Iterator[EntityMention]:
    found = words(text)
    known = known_names(text, found, code)
    models = codes(text, known)
    yield from (_mention(text, each.start, each.end, each.key, "code") for each in models)
    model_spans = [(each.start, each.end) for each in models]
    kept = _kept(known, _marked(text, model_spans), text, found, code)
    yield from (_mention(text, each.start, each.end, each.key, _KINDS[each.kind]) for each in kept)
    mask = _marked(text, (*model_spans, *((each.start, each.end) for each in kept)))
    taken = {index for index, word in enumerate(found) if any(mask[word.start : word.end])}
    for each in unknown_names(text, found, taken, code):
        yield _mention(text, each.start, each.end, each.key, "name")


def find(text: str, language: str | None) -> list[EntityMention]:
    """The names, places and codes of a text in order, without overlaps; keys depend on text and language alone."""
    primary = kept_as(language) or None
    return sorted(_mentions(text, primary), key=lambda each: each.span.start)


def display(key: str) -> str:
    """A key for people to read."""
    if key in (titles := titles_of_keys()):
        return titles[key]
    name = key.removeprefix("place:")
    return name.upper() if any(letter.isdigit() for letter in name) else name.title()
