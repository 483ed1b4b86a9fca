"""Article text -> safe markup. No other module builds markup from words that a source wrote."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from reports.phrases import Phrase, Piece
from reports.signs import parts, sign

_RTL = "\u0590-\u05ff\u0620-\u06ff\u0700-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RTL_RUN = re.compile(f"[{_RTL}]+(?:[ .,'’-]+[{_RTL}]+)*")


class Mark(NamedTuple):
    """Characters `start` to `end` of a quote carry a value, in colour number `hue` or in that of what is around it."""

    start: int
    end: int
    hue: int | None = None


def highlight(text: str, marks: Iterable[Mark] = ()) -> Markup:
    """The text, escaped, with its marks as `<mark>`; where two overlap, the earlier keeps the shared part."""
    pieces: list[Markup] = []
    done = 0
    for mark in sorted(marks, key=lambda mark: mark[:2]):
        start, end = max(mark.start, done), min(mark.end, len(text))
        if start < end:
            pieces += [_escaped(text[done:start]), _marked(text[start:end], mark.hue)]
            done = end
    pieces.append(_escaped(text[done:]))
    return Markup("").join(pieces)


def prose(text: str | Phrase) -> Markup:
    """A sentence of ours; foreign pieces of a phrase, and right-to-left runs of a string, stand apart in `<bdi>`."""
    if isinstance(text, Phrase):
        runs = groupby(text.pieces, key=lambda piece: piece.strong)
        return Markup("").join(_run(list(pieces), strong) for strong, pieces in runs)
    pieces: list[Markup] = []
    done = 0
    for match in _RTL_RUN.finditer(text):
        pieces += [_escaped(text[done : match.start()]), Markup("<bdi>{}</bdi>").format(_escaped(match.group()))]
        done = match.end()
    pieces.append(_escaped(text[done:]))
    return Markup("").join(pieces)


def _run(pieces: list[Piece], strong: bool) -> Markup:
    words = Markup("").join(map(_piece, pieces))
    return Markup("<b>{}</b>").format(words) if strong else words


def _piece(piece: Piece) -> Markup:
    words = _escaped(piece.text)
    if not piece.foreign:
        return words
    lang = Markup(' lang="{}"').format(piece.lang) if piece.lang else ""
    # A figure has no letter to say how it runs: "65 %" would turn round in a line from right to left.
    way = "" if any(map(str.isalpha, piece.text)) else Markup(" dir=ltr")
    return Markup("<bdi{}{}>{}</bdi>").format(lang, way, words)


def _marked(text: str, hue: int | None) -> Markup:
    colour = "" if hue is None else Markup(' class="s{}"').format(hue)
    return Markup("<mark{}>{}</mark>").format(colour, _escaped(text))


def _escaped(text: str) -> Markup:
    return Markup("").join(_sign(piece) if hidden else escape(piece) for piece, hidden in parts(text))


def _sign(character: str) -> Markup:
    title = unicodedata.name(character, "control character").lower()
    return Markup('<span class="c" title="{}">{}</span>').format(title, sign(character))
