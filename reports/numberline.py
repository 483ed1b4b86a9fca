"""Values of a finding on one line, as percentages of its width."""

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from claims.models import Frozen
from reports import amounts
from reports.amounts import LONG, TIMES, TWICE, decimal, grouped
from reports.messages import Messages, messages
from reports.times import day
from verify.models import Reading

LOG_FROM = 100  # a largest value this many times the smallest is drawn on a logarithmic line
LARGEST = 1e100  # beyond it sums of two may not be finite, and no source means it
MARGIN = 6.0  # per cent left free at both ends, where open intervals run out
WIDTH = 100 - 2 * MARGIN


class Bar(Frozen):
    """One reading: from `start` to `end` per cent; an open end runs to the edge."""

    start: float
    end: float
    open_start: bool = False
    open_end: bool = False

    @property
    def width(self) -> float:
        """Its length in per cent."""
        return round(self.end - self.start, 1)

    @property
    def is_point(self) -> bool:
        """Whether both ends fall on one spot."""
        return self.end - self.start < 1


class NumberLine(Frozen):
    """Bars in the order of the readings (None: that reading has no place on it) and the ends of the axis."""

    bars: tuple[Bar | None, ...]
    low: str
    high: str
    logarithmic: bool


def draw(readings: Sequence[Reading], words: Messages | None = None) -> NumberLine | None:
    """A line for readings in their commonest unit; None where there are not two places on it."""
    units = Counter(reading.unit for reading in readings)
    unit = max(units, key=lambda name: units[name], default=None)
    bounds = [
        (_position(reading.low), _position(reading.high)) if reading.unit == unit else (None, None)
        for reading in readings
    ]
    placed = [pair for pair in bounds if pair != (None, None)]
    if len(placed) < 2:
        return None
    ends = {
        position: text
        for reading in readings
        if reading.unit == unit
        for text in (reading.low, reading.high)
        if (position := _position(text)) is not None
    }
    low, high = min(ends), max(ends)
    if low == high:
        return None
    logarithmic = low > 0 and high / low >= LOG_FROM
    bars = tuple(_bar(first, last, low, high, logarithmic) for first, last in bounds)
    shares = unit == TIMES and high < TWICE  # "65 %" and "100 %", but "0.65" and "2.5": both ends in one way
    first, last = (_end(ends[end], shares, words or messages()) for end in (low, high))
    return NumberLine(bars=bars, low=first, high=last, logarithmic=logarithmic)


def figure(value: str | None) -> str:
    """A decimal string with its thousands apart; anything else as it is."""
    number = decimal(value)
    if number is None:
        return value or ""
    return str(number) if abs(number.adjusted()) > LONG else grouped(number, messages())


def _end(value: str | None, shares: bool, words: Messages) -> str:
    """An end of the axis: a number with its thousands apart, a ratio as a share, or a day in words."""
    number = decimal(value)
    if number is None:
        return str(day(value or "", words))
    return amounts.factor(number, words) if shares else amounts.figure(number, words)


def _bar(first: float | None, last: float | None, low: float, high: float, logarithmic: bool) -> Bar | None:
    if first is None and last is None:
        return None
    start = 0.0 if first is None else _percent(first, low, high, logarithmic)
    end = 100.0 if last is None else _percent(last, low, high, logarithmic)
    return Bar(start=start, end=end, open_start=first is None, open_end=last is None)


def _percent(value: float, low: float, high: float, logarithmic: bool) -> float:
    if logarithmic:
        value, low, high = math.log(value), math.log(low), math.log(high)
    return round(MARGIN + WIDTH * ((value - low) / (high - low)), 1)


def _position(value: str | None) -> float | None:
    """Where a bound stands: a number, or a day counted from the year one."""
    if value is None:
        return None
    try:
        number = float(Decimal(value))
    except (InvalidOperation, ValueError):  # no number, or one that is not a number
        return _day(value)
    return number if abs(number) <= LARGEST else None


def _day(value: str) -> float | None:
    try:
        return float(date.fromisoformat(value).toordinal())
    except ValueError:
        return None
