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
    return masked_with_places(text, spans)[0]


def masked_with_places(text: str, spans: "Iterable[Span]") -> tuple[str, dict[int, int]]:
    """`text` as `masked` gives it and, for the start of each span, where in it the span's mark stands."""
    parts, last, length = [], 0, 0
    places: dict[int, int] = {}
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= last:
            parts += [text[last : span.start], FIGURE]
            length += span.start - last + len(FIGURE)
        last = max(last, span.end)
        places[span.start] = length - len(FIGURE)
    return "".join([*parts, text[last:]]), places
