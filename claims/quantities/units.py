"""Values from one unit to another of the same dimension."""

from collections.abc import Callable
from decimal import Decimal

from claims.lexicon import units

_ZERO = Decimal("273.15")
_TO_KELVIN: dict[str, Callable[[Decimal], Decimal]] = {
    "K": lambda value: value,
    "°C": lambda value: value + _ZERO,
    "°F": lambda value: (value - 32) * 5 / 9 + _ZERO,
}
_FROM_KELVIN: dict[str, Callable[[Decimal], Decimal]] = {
    "K": lambda value: value,
    "°C": lambda value: value - _ZERO,
    "°F": lambda value: (value - _ZERO) * 9 / 5 + 32,
}


_SHORT = {"second": "s", "hour": "h"}


def timed(unit: str | None, per: str | None) -> tuple[str, str, None] | None:
    """The unit that another one by time is, with its dimension: kilometres "a second" are km/s; None where none is."""
    made = f"{unit}/{_SHORT[per]}" if unit and per in _SHORT else ""
    return (made, units()[made][0], None) if made in units() else None


def dimension(unit: str | None) -> str | None:
    """The dimension of a unit of measure; None of money, counts and unknown ones."""
    found = units().get(unit or "")
    return found[0] if found else None


def convert(value: Decimal, unit: str | None, to: str | None) -> Decimal | None:
    """The value in another unit, or None where the two do not measure the same."""
    if unit == to:
        return value
    if unit is None or to is None or dimension(unit) is None or dimension(unit) != dimension(to):
        return None
    if unit in _TO_KELVIN:
        return _FROM_KELVIN[to](_TO_KELVIN[unit](value))
    return value * factor(unit) / factor(to)


def factor(unit: str) -> Decimal:
    """How many base units of its dimension one unit is."""
    return Decimal(units()[unit][1])
