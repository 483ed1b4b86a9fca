"""How far the sides of a finding lie apart: as an amount and as a share."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from reports.amounts import DAYS, TIMES, apart, decimal, figure, with_unit
from reports.messages import Messages
from reports.phrases import Phrase
from reports.told import told
from verify.models import Finding, Reading, Side

TWICE = 2
POINTS = "%"
_DISTANCE = re.compile(
    r"(?P<least>at least )?(?P<days>\d+) days? apart|(?P<times>\d+\.?\d*) times as much|(?P<share>\d+\.?\d*)% more"
)


def difference(finding: Finding, messages: Messages) -> Phrase | None:
    """The distance in words; the checker's own words where the values cannot be reckoned with."""
    own_words = _own(finding.difference, messages) if finding.difference else None
    unit = _unit(finding.sides)
    if len(finding.sides) < 2 or unit == TIMES:
        return own_words
    if unit == DAYS:
        return _days(finding.sides, messages) or own_words
    values = [_stated(side.readings) for side in finding.sides]
    known = [value for value in values if value is not None]
    mixed = unit is None and any(item.unit for side in finding.sides for item in side.readings)
    if len(known) < len(values) or mixed:
        return own_words
    return _amounts(min(known), max(known), unit, messages) or own_words


def _own(words: str, messages: Messages) -> Phrase:
    """The checker's words: a number in them is told in the reader's way."""
    found = _DISTANCE.fullmatch(words)
    if found is None:
        return told(words, messages)
    if found["days"]:
        key = "at least {n} days apart" if found["least"] else "{n} days apart"
        return messages.counted(key, int(found["days"]))
    if found["times"]:
        return messages.phrase("{times} times as much", times=apart(messages.number(found["times"]), messages))
    return messages.phrase("{share} more", share=apart(f"{messages.number(found['share'])} %", messages))


def _unit(sides: Sequence[Side]) -> str | None:
    """The one unit of the first readings; None where they have none, or several."""
    units = {side.readings[0].unit for side in sides if side.readings}
    return units.pop() if len(units) == 1 else None


def _stated(readings: Sequence[Reading]) -> Decimal | None:
    """The value of a side: its first reading, of an open one its bound, of a range its middle."""
    if not readings:
        return None
    low, high = decimal(readings[0].low), decimal(readings[0].high)
    if low is None or high is None:
        return high if low is None else low
    return (low + high) / 2


def _amounts(small: Decimal, large: Decimal, unit: str | None, messages: Messages) -> Phrase | None:
    gap = large - small
    if not gap:
        return None
    if unit == POINTS:
        return messages.phrase("{points} points apart", points=apart(figure(gap.normalize(), messages), messages))
    amount = apart(with_unit(gap.normalize(), unit, messages), messages)
    if small <= 0:
        return messages.phrase("{amount} apart", amount=amount)
    ratio = large / small
    if ratio >= TWICE:
        times = apart(figure(round(ratio, 1).normalize(), messages), messages)
        return messages.phrase("{amount} apart, {times} times as much", amount=amount, times=times)
    share = apart(with_unit(round((ratio - 1) * 100, 1).normalize(), "%", messages), messages)
    return messages.phrase("{amount} apart, {share} more", amount=amount, share=share)


def _days(sides: Sequence[Side], messages: Messages) -> Phrase | None:
    """Days between the two that lie farthest apart; of periods, between the ends that face each other.

    A period with one end stated is as good as that day.
    """
    try:
        spans = [_span(side.readings[0]) for side in sides]
    except (ValueError, IndexError):
        return None
    days = (max(low for low, _ in spans) - min(high for _, high in spans)).days
    if days < 1:
        return None
    key = "{n} days apart" if all(low == high for low, high in spans) else "at least {n} days apart"
    return messages.counted(key, days)


def _span(reading: Reading) -> tuple[date, date]:
    """First and last day. Raises ValueError where none is stated."""
    low, high = reading.low or reading.high or "", reading.high or reading.low or ""
    return date.fromisoformat(low), date.fromisoformat(high)
