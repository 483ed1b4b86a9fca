"""Article text -> safe markup. No other module builds markup from words that a source wrote."""

import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from reports.phrases import Phrase, Piece, mixed
from reports.signs import parts, sign


class Mark(NamedTuple):
    """Characters `start` to `end` of a quote carry a value, in colour number `hue` or in that of what is around it."""

    start: int
    end: int
    hue: int | None = None


def highlight(text: str, marks: Iterable[Mark] = ()) -> Markup:
    """The text, escaped, with its marks as `<mark>`; where two overlap, the earlier keeps the shared part."""
    pieces: list[str] = []
    done = 0
    for mark in sorted(marks, key=lambda mark: mark[:2]):
        start, end = max(mark.start, done), min(mark.end, len(text))
        if start < end:
            pieces += [_escaped(text[done:start]), _marked(text[start:end], mark.hue)]
            done = end
    pieces.append(_escaped(text[done:]))
    return _safe(pieces)


def prose(text: str | Phrase) -> Markup:
    """A sentence of ours; foreign pieces of a phrase, and right-to-left runs of a string, stand apart in `<bdi>`."""
    phrase = text if isinstance(text, Phrase) else mixed(text)
    runs = groupby(phrase.pieces, key=lambda piece: piece.strong)
    return _safe([_run(pieces, strong) for strong, pieces in runs])


def _safe(pieces: list[str]) -> Markup:
    """The one place that calls something markup: every piece is escaped, or written here."""
    return Markup("".join(pieces))  # noqa: S704


def _run(pieces: Iterable[Piece], strong: bool) -> str:
    words = "".join(map(_piece, pieces))
    return f"<b>{words}</b>" if strong else words


def _piece(piece: Piece) -> str:
    words = _escaped(piece.text)
    if not piece.foreign:
        return words
    lang = f' lang="{escape(piece.lang)}"' if piece.lang else ""
    # A figure has no letter to say how it runs: "65 %" would turn round in a line from right to left.
    way = "" if any(map(str.isalpha, piece.text)) else " dir=ltr"
    return f"<bdi{lang}{way}>{words}</bdi>"


def _marked(text: str, hue: int | None) -> str:
    colour = "" if hue is None else f' class="s{hue}"'
    return f"<mark{colour}>{_escaped(text)}</mark>"


def _escaped(text: str) -> str:
    return "".join(_sign(piece) if hidden else str(escape(piece)) for piece, hidden in parts(text))


def _sign(character: str) -> str:
    title = unicodedata.name(character, "control character").lower()
    return f'<span class="c" title="{title}">{sign(character)}</span>'
