"""Article text -> safe markup. No other module builds markup from words that a source wrote."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup, escape

from reports.signs import parts, sign

_RTL = "\u0590-\u05ff\u0620-\u06ff\u0700-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RTL_RUN = re.compile(f"[{_RTL}]+(?:[ .,'’-]+[{_RTL}]+)*")


class Mark(NamedTuple):
    """Characters `start` to `end` of a quote carry a value, in colour number `hue`."""

    start: int
    end: int
    hue: int


def highlight(text: str, marks: Iterable[Mark] = ()) -> Markup:
    """The text, escaped, with its marks as `<mark>`; where two overlap, the earlier keeps the shared part."""
    pieces: list[Markup] = []
    done = 0
    for mark in sorted(marks):
        start, end = max(mark.start, done), min(mark.end, len(text))
        if start < end:
            pieces += [_escaped(text[done:start]), _marked(text[start:end], mark.hue)]
            done = end
    pieces.append(_escaped(text[done:]))
    return Markup("").join(pieces)


def prose(text: str) -> Markup:
    """A sentence of ours with names from sources in it: right-to-left runs stand apart in `<bdi>`."""
    pieces: list[Markup] = []
    done = 0
    for match in _RTL_RUN.finditer(text):
        pieces += [_escaped(text[done : match.start()]), Markup("<bdi>{}</bdi>").format(_escaped(match.group()))]
        done = match.end()
    pieces.append(_escaped(text[done:]))
    return Markup("").join(pieces)


def _marked(text: str, hue: int) -> Markup:
    return Markup('<mark class="s{}">{}</mark>').format(hue, _escaped(text))


def _escaped(text: str) -> Markup:
    return Markup("").join(_sign(piece) if hidden else escape(piece) for piece, hidden in parts(text))


def _sign(character: str) -> Markup:
    title = unicodedata.name(character, "control character").lower()
    return Markup('<span class="c" title="{}">{}</span>').format(title, sign(character))
