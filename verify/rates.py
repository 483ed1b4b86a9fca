"""Rates of exchange: the ECB's on the day, else the one that an article of the run implies.

An article implies a rate when it tells one sum in two currencies, the second in brackets after the first:
"1 bn yuan (139 M dollars)".
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from statistics import median
from typing import NamedTuple

from claims.models import Claim, Quantity
from claims.quantities.money import rate as ecb_rate

BRACKET = 3  # code points between a sum and the bracket in which it is told again


class Rate(NamedTuple):
    """One unit of the first currency in the second, and where that is known from."""

    value: float
    origin: str


def _told_twice(first: Quantity, second: Quantity, between: str) -> bool:
    opened = between.strip()[:1] in {"(", "（", "["}
    both = first.dimension == second.dimension == "money" and first.unit != second.unit
    both = both and not (first.rivals or second.rivals)
    return both and opened and len(between) <= BRACKET


def implied(claims: Iterable[Claim]) -> dict[tuple[str, str], float]:
    """Median rate for each pair of currencies that some article tells in both."""
    seen: dict[tuple[str, str], list[float]] = defaultdict(list)
    for claim in claims:
        for first, second in zip(claim.quantities, claim.quantities[1:], strict=False):
            between = claim.span.quote[first.span.end - claim.span.start : second.span.start - claim.span.start]
            if _told_twice(first, second, between) and first.mid and second.mid and first.unit and second.unit:
                seen[first.unit, second.unit].append(float(second.mid / first.mid))
                seen[second.unit, first.unit].append(float(first.mid / second.mid))
    return {pair: median(sorted(rates)) for pair, rates in seen.items()}


class Rates:
    """Rates for one run. Asking costs a dictionary look-up after the first time."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._implied = implied(claims)
        self._asked: dict[tuple[str, str, date | None], Rate | None] = {}

    def get(self, source: str | None, target: str | None, on: date | None) -> Rate | None:
        """The rate on that day, or None where nobody knows it."""
        if source is None or target is None:
            return None
        key = (source, target, on)
        if key not in self._asked:
            self._asked[key] = self._find(source, target, on)
        return self._asked[key]

    def _find(self, source: str, target: str, on: date | None) -> Rate | None:
        known = ecb_rate(source, target, on) if on else None
        if known is not None:
            return Rate(float(known), f"ECB reference rate of {on}")
        told = self._implied.get((source, target))
        return None if told is None else Rate(told, "the rate that an article itself implies")
