"""Times taken to the hundredth of a second or finer, as in a race: "2:07.53", "3.34,52"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.models import Quantity, Span

# Minutes, seconds, and parts of a second behind another sign than the first; 1:25.000 is the scale of a map.
_TIMING = re.compile(r"(?<![\d:.,])(\d{1,2})(?::([0-5]\d)[.,]|\.([0-5]\d),)(?!000)(\d{2,3})(?![\d:]|[.,]\d)")
MINUTE = 60  # seconds


def find(text: str) -> Iterator[Quantity]:
    """The timings of a text, in seconds."""
    for match in _TIMING.finditer(text):
        minutes, with_colon, dotted, part = match.groups()
        seconds = MINUTE * int(minutes) + Decimal(f"{with_colon or dotted}.{part}")
        span = Span(start=match.start(), end=match.end(), quote=match[0])
        step = Decimal(1).scaleb(-len(part))
        yield Quantity(span=span, low=seconds, high=seconds, unit="second", dimension="duration", step=step)
