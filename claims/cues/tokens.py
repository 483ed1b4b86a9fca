"""Text as folded tokens that keep their place: what cue patterns are matched against."""

import unicodedata
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import regex

TokenKind = Literal["word", "number", "percent", "mention", "comma", "stop"]

_REMEMBERED = 8  # texts: a sentence is read by several readers, one after the other

# Han and kana are written without spaces, so each character is a token of its own.
_SHAPES = r"""(?V1)
    (?P<number>\p{Nd}+(?:[.,٫]\p{Nd}+)*)
  | (?P<word>[\p{Han}\p{Hiragana}\p{Katakana}ー]
      | [[\p{L}\p{M}]--[\p{Han}\p{Hiragana}\p{Katakana}ー]][[\p{L}\p{M}\p{Nd}]--[\p{Han}\p{Hiragana}\p{Katakana}ー]]*+)
  | (?P<percent>[%٪％])
  | (?P<stop>[!?。！？؟।\n]|\.(?=\s+[^\p{Ll}\s]|\s*+$)|…)
  | (?P<comma>[,;:()،؛、，；：（）–—])
"""
_SAME_LETTER = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ـ": "",
        "ё": "е",
        "ı": "i",
        "ş": "ș",
        "ţ": "ț",
        "\u0307": "",  # what casefold leaves of a dotted capital I
    }
)
_ARABIC_POINTS = regex.compile(r"[\u064B-\u0652\u0670]+")


class Token(NamedTuple):
    """One token: folded text to match on, and where it stands in the source."""

    start: int
    end: int
    text: str
    kind: TokenKind
    capital: bool


@cache
def _pattern() -> regex.Pattern[str]:
    return regex.compile(_SHAPES, regex.VERBOSE)


@cache
def fold(word: str) -> str:
    """Letters as cues are compared: case, Arabic points and letter variants set aside."""
    plain = unicodedata.normalize("NFC", word).casefold().translate(_SAME_LETTER)
    return str(_ARABIC_POINTS.sub("", plain))


@lru_cache(_REMEMBERED)
def tokenize(text: str) -> tuple[Token, ...]:
    """Words, numbers, percent signs and the punctuation that parts clauses, in order."""
    return tuple(
        Token(hit.start(), hit.end(), fold(raw := hit.group()), hit.lastgroup, raw[0].isupper())
        for hit in _pattern().finditer(text)
    )
