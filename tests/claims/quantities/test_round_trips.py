"""What Babel writes in any locale is read back: numbers, percentages, money, units, compact forms."""

from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
)
from babel.units import format_unit
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.lexicon import languages, load, tokenise
from claims.quantities import find

LOCALES = {
    code: Locale.parse({"no": "nb"}.get(code, code).replace("-", "_")) for code in sorted(languages()) if code != "und"
}
CODES = st.sampled_from(sorted(LOCALES))
SURE = ("USD", "EUR", "PLN", "INR", "BRL", "KRW")  # with signs that stand for one currency alone, or mostly
UNITS = {"length-kilometer": "km", "mass-kilogram": "kg", "temperature-celsius": "°C", "power-megawatt": "MW"}
SYSTEM = "default"
# Magnitudes of one letter, or of the words for "hundred thousand", and numbers behind them: read only beside money.
ABBREVIATED = {"sw"}


def only(text: str, code: str) -> tuple[Decimal | None, str | None]:
    (found,) = find(f"({text})", code)
    assert found.low == found.high
    return found.low, found.unit


@given(st.integers(3000, 10**11), CODES)
@settings(max_examples=150, deadline=None)
def test_whole_numbers(value: int, code: str) -> None:
    written = format_decimal(value, locale=LOCALES[code], numbering_system=SYSTEM)
    assert only(f"{written} kg", code) == (value, "kg")


@given(st.integers(1, 10**8), st.integers(1, 2), CODES)
@settings(max_examples=150, deadline=None)
def test_decimals(value: int, places: int, code: str) -> None:
    number = Decimal(value).scaleb(-places)
    written = format_decimal(number, locale=LOCALES[code], format="#,##0.0#", numbering_system=SYSTEM)
    assert only(f"{written} kg", code) == (number, "kg")


@given(st.integers(1, 9999), CODES)
@settings(max_examples=150, deadline=None)
def test_percentages(value: int, code: str) -> None:
    share = Decimal(value).scaleb(-4)
    written = format_percent(share, locale=LOCALES[code], decimal_quantization=False, numbering_system=SYSTEM)
    assert only(written, code) == (share * 100, "%")


@given(st.integers(2, 10**7), st.sampled_from(SURE), CODES)
@settings(max_examples=200, deadline=None)
def test_money_with_signs(value: int, currency: str, code: str) -> None:
    written = format_currency(value, currency, locale=LOCALES[code], numbering_system=SYSTEM)
    assert only(written, code) == (value, currency)


@given(st.integers(2, 10**7), st.sampled_from(SURE), CODES)
@settings(max_examples=200, deadline=None)
def test_money_with_names(value: int, currency: str, code: str) -> None:
    written = format_currency(
        value, currency, locale=LOCALES[code], format_type="name", currency_digits=False, numbering_system=SYSTEM
    )
    assert only(written, code) == (value, currency)


@given(st.integers(3, 99), st.sampled_from(sorted(UNITS)), CODES)
@settings(max_examples=200, deadline=None)
def test_units(value: int, unit: str, code: str) -> None:
    written = format_unit(value, unit, length="short", locale=LOCALES[code], numbering_system=SYSTEM)
    assert only(written, code) == (value, UNITS[unit])


@pytest.mark.parametrize("code", sorted(set(LOCALES) - ABBREVIATED))
@pytest.mark.parametrize("value", [7 * 10**6, 2 * 10**9, 34 * 10**6])
def test_long_compact_numbers(code: str, value: int) -> None:
    locale = LOCALES[code]
    if "long" not in locale.compact_decimal_formats:
        return
    written = format_compact_decimal(
        value, format_type="long", locale=locale, fraction_digits=2, numbering_system=SYSTEM
    )
    assert only(f"{written} km", code) == (value, "km")


@pytest.mark.parametrize("code", sorted(LOCALES))
def test_compact_money_where_the_magnitude_is_a_word(code: str) -> None:
    locale = LOCALES[code]
    written = format_compact_currency(7 * 10**6, "EUR", locale=locale, fraction_digits=2, numbering_system=SYSTEM)
    tokens = tokenise(written)
    words = [i for i in range(len(tokens)) if "mag" in load(code).tags(tokens, i) and len(tokens[i].text) > 1]
    if words and code not in ABBREVIATED:
        assert only(written, code) == (7 * 10**6, "EUR")


@given(st.text(alphabet="\u200e\u200f\u202a\u202c\u00a0\u202f 5,.%€ك", max_size=40), CODES)
@settings(max_examples=150, deadline=None)
def test_offsets_are_exact_whatever_is_passed_over(text: str, code: str) -> None:
    for found in find(text, code):
        assert text[found.span.start : found.span.end] == found.span.quote
