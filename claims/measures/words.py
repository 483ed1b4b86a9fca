"""Words of a text, folded so that spelling variants of one word look alike."""

import functools
import unicodedata
from itertools import pairwise
from typing import NamedTuple

import regex

_WORD = regex.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+(?!\w)|[\w\u200c\u200d]+")  # "2,900" is one word
_BREAKS = frozenset(".,;:!?()[]\n|…。，、；：！？؟،؛।")
_LETTERS = str.maketrans({"ı": "i", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "ھ": "ه", "\u0307": None})
_BARE_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d"})
_DROPPED = dict.fromkeys(  # tatweel and joiners, marks on Latin, Greek, Cyrillic; Arabic vowels and hamzas
    (*map(ord, "\u0640\u0670\u093c\u200c\u200d"), *range(0x0300, 0x0370), *range(0x064B, 0x0660))
)
_REMEMBERED = 1 << 16


class Word(NamedTuple):
    """A word of a text: where it stands and its folded form."""

    start: int
    end: int
    form: str


@functools.lru_cache(maxsize=_REMEMBERED)
def fold(word: str, keep_marks: bool = False) -> str:
    """The word without case, vowel marks, hamza seats, tatweel and joiners, and without accents unless kept.

    Vowel signs of Devanagari and voicing marks of kana stay: they tell words apart.
    """
    if word.isascii():
        return word.lower()
    if keep_marks:
        return unicodedata.normalize("NFC", word.casefold()).translate(_LETTERS)
    bare = unicodedata.normalize("NFKD", word.casefold()).translate(_DROPPED)
    return unicodedata.normalize("NFC", bare).translate(_LETTERS).translate(_BARE_LETTERS)


def words(text: str, keep_marks: bool = False) -> list[Word]:
    """All words of a text in order. A hyphen or an apostrophe parts words."""
    return [Word(m.start(), m.end(), fold(m.group(), keep_marks)) for m in _WORD.finditer(text)]


def joined(text: str, found: list[Word]) -> list[bool]:
    """For each word but the last, whether the next follows it within one phrase."""
    return [_BREAKS.isdisjoint(text[left.end : right.start]) for left, right in pairwise(found)]


def characters(text: str, variants: dict[int, str]) -> list[Word]:
    """The characters of a text that is written without spaces between words; white space is passed over."""
    return [Word(i, i + 1, _fold_character(c, variants)) for i, c in enumerate(text) if not c.isspace()]


def _fold_character(character: str, variants: dict[int, str]) -> str:
    """One character for one, so that offsets hold; traditional forms become simplified ones."""
    if character.isascii():
        return character.lower()
    folded = unicodedata.normalize("NFKC", character).casefold().translate(variants)
    return folded if len(folded) == 1 else character
