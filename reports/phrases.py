"""Sentences of the report, piece by piece: our words, and words of sources that stand apart."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

_RTL = "\u0590-\u05ff\u0620-\u06ff\u0700-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RTL_RUN = re.compile(f"([{_RTL}]+(?:[ .,'’-]+[{_RTL}]+)*)")
_PLACE = re.compile(r"\{(\w+)\}")
REMEMBERED = 1 << 12  # phrases: the same names, figures and templates come again and again


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words. `foreign` ones stand in a direction of their own; `lang` is their BCP 47 tag where it is known."""

    text: str
    foreign: bool = False
    strong: bool = False  # what the sentence is about: a reader in a hurry sees it first
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Pieces in the order in which they are read; joined they are the plain sentence."""

    pieces: tuple[Piece, ...]

    def __str__(self) -> str:
        """The sentence as plain text."""
        return "".join(piece.text for piece in self.pieces)

    def __bool__(self) -> bool:
        """Whether there is anything to read."""
        return any(piece.text for piece in self.pieces)


Part = str | int | Phrase

NOTHING = Phrase(pieces=())


@lru_cache(REMEMBERED)
def foreign(text: str, lang: str | None = None) -> Phrase:
    """Words that are not ours: a name, a quotation, a figure."""
    return Phrase(pieces=(Piece(text=text, foreign=True, lang=lang),))


@lru_cache(REMEMBERED)
def own(text: str) -> Phrase:
    """Words of the report's own language."""
    return Phrase(pieces=(Piece(text=text),))


def mixed(text: str) -> Phrase:
    """An English sentence with words of sources in it: those that run from the right stand apart."""
    runs = enumerate(_RTL_RUN.split(text))
    return Phrase(pieces=tuple(Piece(text=words, foreign=number % 2 == 1) for number, words in runs if words))


def strong(phrase: Phrase) -> Phrase:
    """The same words, to be seen first."""
    return Phrase(pieces=tuple(replace(piece, strong=True) for piece in phrase.pieces))


def filled(template: str, parts: Mapping[str, Phrase]) -> Phrase:
    """A template whose places, "{name}", are taken by the phrases so named. Raises KeyError for an unknown one."""
    pieces: list[Piece] = []
    for words, place in _opened(template):
        pieces += parts[place].pieces if place else _after(pieces, words)
    return Phrase(pieces=tuple(pieces))


def _after(pieces: Sequence[Piece], words: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Words of a template without the full stop that an abbreviation before them has already: "2,2 Mrd."."""
    doubled = pieces and pieces[-1].text.endswith(".") and words[0].text.startswith(".")
    return (replace(words[0], text=words[0].text[1:]),) if doubled else words


@lru_cache(REMEMBERED)
def _opened(template: str) -> tuple[tuple[tuple[Piece, ...], str], ...]:
    """A template taken apart: words of its own, or the name of a place."""
    parts = enumerate(_PLACE.split(template))
    return tuple(((), text) if number % 2 else ((Piece(text=text),), "") for number, text in parts if text)


def joined(phrases: Sequence[Phrase], separator: str) -> Phrase:
    """Phrases in a row, the separator between them."""
    pieces = [piece for phrase in phrases for piece in (Piece(text=separator), *phrase.pieces)]
    return Phrase(pieces=tuple(pieces[1:]))


def capitalised(phrase: Phrase) -> Phrase:
    """The phrase with a capital first letter, unless it begins with words that are not ours."""
    if not phrase.pieces or phrase.pieces[0].foreign:
        return phrase
    text = phrase.pieces[0].text
    return Phrase(pieces=(Piece(text=text[:1].upper() + text[1:]), *phrase.pieces[1:]))
