"""Conversion of units and money."""

from datetime import date
from decimal import Decimal

import pytest

from claims.lexicon import units
from claims.quantities.money import rate, rate_of
from claims.quantities.units import convert, dimension


@pytest.mark.parametrize(
    ("value", "unit", "to", "wanted"),
    [
        ("1", "km", "m", "1000"),
        ("200", "lb", "kg", "90.718474"),
        ("2", "PFLOPS", "TFLOPS", "2000"),
        ("86", "°F", "°C", "30"),
        ("0", "°C", "K", "273.15"),
        ("3", "hour", "minute", "180"),
        ("5", "USD", "USD", "5"),
        ("1", "GB/s", "MB/s", "1000"),
    ],
)
def test_convert(value: str, unit: str, to: str, wanted: str) -> None:
    assert convert(Decimal(value), unit, to) == Decimal(wanted)


@pytest.mark.parametrize(("unit", "to"), [("km", "kg"), ("USD", "EUR"), (None, "km"), ("km", None), ("parsnip", "km")])
def test_what_does_not_measure_the_same_has_no_conversion(unit: str | None, to: str | None) -> None:
    assert convert(Decimal(1), unit, to) is None


@pytest.mark.parametrize("unit", sorted(units()))
def test_every_unit_converts_to_its_neighbours_and_back(unit: str) -> None:
    other = next(name for name in units() if dimension(name) == dimension(unit))
    there = convert(Decimal(7), unit, other)
    assert there is not None
    back = convert(there, other, unit)
    assert back is not None
    assert abs(back - 7) < Decimal("1e-9")


@pytest.mark.parametrize(
    ("unit", "factor"), [("mi", "1609.344"), ("lb", "0.45359237"), ("gal", "0.003785411784"), ("acre", "4046.8564224")]
)
def test_factors_agree_with_pint(unit: str, factor: str) -> None:
    import pint

    names = {"mi": "mile", "lb": "pound", "gal": "gallon", "acre": "acre"}
    base = pint.UnitRegistry().Quantity(1, names[unit]).to_base_units().magnitude
    assert float(units()[unit][1]) == pytest.approx(base, rel=1e-5)
    assert units()[unit][1] == factor


def test_a_rate_is_that_of_the_day() -> None:
    found = rate("CNY", "USD", date(2025, 7, 28))
    assert found is not None
    assert round(found, 4) == Decimal("0.1394")


def test_a_weekend_has_the_rate_of_friday() -> None:
    found = rate_of("CNY", "USD", date(2025, 7, 27))
    assert found is not None
    assert found.day == date(2025, 7, 25)


@pytest.mark.parametrize(
    ("start", "end", "day"),
    [
        ("TWD", "USD", date(2025, 7, 28)),
        ("USD", "UAH", date(2025, 7, 28)),
        ("RUB", "USD", date(2024, 1, 15)),
        ("JPY", "USD", date(1990, 1, 1)),
        ("USD", "EUR", date(2100, 1, 1)),
        ("XXX", "EUR", None),
    ],
)
def test_no_stale_or_missing_rates(start: str, end: str, day: date | None) -> None:
    assert rate(start, end, day) is None


def test_there_and_back() -> None:
    day = date(2024, 5, 3)
    there, back = rate("USD", "PLN", day), rate("PLN", "USD", day)
    assert there is not None
    assert back is not None
    assert abs(there * back - 1) < Decimal("1e-12")
    assert rate("EUR", "EUR", day) == 1
