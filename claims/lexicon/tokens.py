"""Text cut into numbers, words, single letters of scripts without spaces, and marks."""

from typing import Literal, NamedTuple

import regex

Kind = Literal["number", "word", "char", "mark"]

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々"
TOKEN = (
    r"(?P<number>\d+(?:[.,٫٬’'，．·]\d+)*)"
    rf"|(?P<char>[{_UNSPACED}]\p{{M}}*)"
    rf"|(?P<word>[[\p{{L}}\p{{M}}\u200c\u200d]--[{_UNSPACED}]]+)"
    r"|(?P<mark>[^\s])"
)
_TOKEN = regex.compile(TOKEN, regex.V1)


class Token(NamedTuple):
    """A piece of text; `glued` when nothing stands between it and the one before."""

    start: int
    end: int
    text: str
    kind: Kind
    glued: bool


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of text[start:end], with offsets in `text`."""
    found: list[Token] = []
    last = -1
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        a, b = match.span()
        found.append(Token(a, b, match[0], match.lastgroup, a == last))
        last = b
    return found
