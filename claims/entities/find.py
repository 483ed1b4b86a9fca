"""Finds the names, places and codes of a text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from claims.dates.lexicon import is_date_word, primary_language
from claims.entities.codes import codes
from claims.entities.gazetteer import Known, Word, known_names, language, titles_of_keys, words
from claims.entities.names import unknown_names
from claims.models import EntityMention, Span

Kind = Literal["name", "code", "place"]

_KINDS: Mapping[str, Kind] = {"place": "place", "city": "place", "org": "name", "person": "name", "product": "name"}


def _mention(text: str, start: int, end: int, key: str, kind: Kind) -> EntityMention:
    return EntityMention(span=Span(start=start, end=end, quote=text[start:end]), key=key, kind=kind)


def _within(name: Known, found: Sequence[Word]) -> range:
    """The indices of the words that a name covers."""
    inside = [index for index, word in enumerate(found) if word.end > name.start and word.start < name.end]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def _namesake(name: Known, text: str, found: Sequence[Word], code: str | None) -> bool:
    """Whether a known family name follows another given name: Melania Trump is not Donald Trump."""
    covered = _within(name, found)
    if name.kind != "person" or name.words > 1 or not covered or covered[0] == 0:
        return False
    before = found[covered[0] - 1]
    lang = language(code)
    if text[before.end : name.start] != " " or not before.text[0].isupper() or before.text.isupper():
        return False
    opens = covered[0] == 1
    common = before.folded in lang.function | lang.titles or is_date_word(before.text, code)
    return not (common or opens or lang.nouns_capital)


def _kept(names: Sequence[Known], text: str, found: Sequence[Word], code: str | None) -> list[Known]:
    return [name for name in names if name.kind in _KINDS and not _namesake(name, text, found, code)]


def _mentions(text: str, code: str | None) -> Iterator[EntityMention]:
    found = words(text)
    known = known_names(text, found, code)
    models = codes(text, known)
    yield from (_mention(text, each.start, each.end, each.key, "code") for each in models)
    free = [name for name in known if not any(name.start < each.end and each.start < name.end for each in models)]
    kept = _kept(free, text, found, code)
    yield from (_mention(text, each.start, each.end, each.key, _KINDS[each.kind]) for each in kept)
    spans = [*((each.start, each.end) for each in kept), *((each.start, each.end) for each in models)]
    taken = {i for i, word in enumerate(found) if any(word.start < end and start < word.end for start, end in spans)}
    for each in unknown_names(text, found, taken, code):
        yield _mention(text, each.start, each.end, each.key, "name")


def find(text: str, language: str | None) -> list[EntityMention]:
    """The names, places and codes of a text in order, without overlaps; keys depend on text and language alone."""
    primary = primary_language(language)
    return sorted(_mentions(text, primary), key=lambda each: each.span.start)


def display(key: str) -> str:
    """A key for people to read."""
    if key in (titles := titles_of_keys()):
        return titles[key]
    return key.upper() if any(letter.isdigit() for letter in key) else key.title()
