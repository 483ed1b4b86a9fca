"""Other views of a text for an encoder."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.models import Span

FIGURE = "*"  # of the marks tried the one that moves a text the least and still says that something stands there


def masked(text: str, spans: "Iterable[Span]") -> str:
    """`text` with one neutral mark in place of each span: what it says, whatever the numbers are.

    Spans count in `text`; those that overlap count as one.
    """
    parts, last = [], 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= last:
            parts += [text[last : span.start], FIGURE]
        last = max(last, span.end)
    return "".join([*parts, text[last:]])
