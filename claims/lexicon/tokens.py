"""Text cut into numbers, words, single letters of scripts without spaces, and marks."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

import regex

Kind = Literal["number", "word", "char", "mark"]

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # signs of direction
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々"
TOKEN = (
    r"(?P<number>\d+(?:[.,٫٬’'，．·]\d+)*)"
    rf"|(?P<char>[{_UNSPACED}]\p{{M}}*)"
    rf"|(?P<word>[[\p{{L}}\p{{M}}\u200c\u200d]--[{_UNSPACED}]]+)"
    rf"|(?P<mark>[^\s{_BIDI}])"
)
_TOKEN = regex.compile(TOKEN, regex.V1)

# Latin, Greek and Cyrillic text is cut by the faster module, to the same tokens.
_WESTERN = "".join(char for char in map(chr, range(0x530)) if unicodedata.category(char)[0] in "LM")
_PLAIN = re.compile("[\0-\x1b\x20-\u052f\u2000-\u206f\u20a0-\u20cf]*")
_PLAIN_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,٫٬’'，．·]\d+)*)"
    rf"|(?P<word>[{re.escape(_WESTERN)}\u200c\u200d]+)"
    rf"|(?P<mark>[^\s{_BIDI}])"
)


class Token(NamedTuple):
    """A piece of text; `glued` when nothing stands between it and the one before."""

    start: int
    end: int
    text: str
    kind: Kind
    glued: bool


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of text[start:end], with offsets in `text`."""
    end = len(text) if end is None else end
    quick = _PLAIN.fullmatch(text, start, end)
    found: list[Token] = []
    last = -1
    matches: Iterable[Any] = (_PLAIN_TOKEN if quick else _TOKEN).finditer(text, start, end)
    for match in matches:
        a, b = match.span()
        glued = a == last or (0 < last < a and text[last] in _BIDI and not text[last:a].strip(_BIDI))
        found.append(Token(a, b, match[0], match.lastgroup, glued))
        last = b
    return found
