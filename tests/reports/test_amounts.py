from decimal import Decimal

import pytest

from reports.amounts import amount, as_written, figure, reading_amount, with_unit
from reports.messages import messages
from verify.models import Reading, Side

ENGLISH, ARABIC = messages("en"), messages("ar")


def reading(low=None, high=None, unit=None, normalised="as read"):
    return Reading(claim_id="c", start=0, end=1, text="x", normalised=normalised, low=low, high=high, unit=unit)


@pytest.mark.parametrize(
    ("low", "high", "unit", "normalised", "shown"),
    [
        ("18000", "18000", "EUR", "18,000 EUR", "18,000 EUR"),
        ("2000000000", "2000000000", "EUR", "", "2 bn EUR"),
        ("8400000000", "8400000000", "PLN", "about 8,400,000,000 PLN", "about 8.4 bn PLN"),
        ("1234567", "1234567", None, "", "1,234,567"),
        ("45000", None, None, "at least 45,000", "at least 45,000"),
        (None, "42", "count:person", "", "at most 42"),
        (None, "0", None, "", "at most 0"),
        ("17", "55", "%", "", "17 to 55 %"),
        ("0.65", "0.65", "x", "0.65 × R100", "65 % of R100"),
        ("1", None, "x", "more than 1 × R100", "more than R100"),
        (None, "1", "x", "less than 1 × R100", "less than R100"),
        ("2.5", "2.5", "x", "2.5 × K9", "2.5 times K9"),
        ("0.9", "1.1", "x", "0.9 to 1.1 × K9", "90 % to 110 % of K9"),
        ("2026-03-03", "2026-03-03", "date", "", "3 March 2026"),
        ("2024-01-01", "2024-12-31", "date", "", "2024"),
        ("2024-02-01", "2024-02-29", "date", "", "February 2024"),
        ("2024-12-01", "2024-12-31", "date", "", "December 2024"),
        ("2024-02-03", "2024-02-29", "date", "", "3–29 February 2024"),
        ("2027-01-01", None, "date", "", "from 1 January 2027"),
        (None, "2027-01-01", "date", "", "until 1 January 2027"),
        ("9999-12-31", "9999-12-31", "date", "", "31 December 9999"),
        ("1E+99", "1E+99", None, "", "1E+99"),
        (None, None, None, "several", "several"),
        ("<b>", "7", "x", "seven", "seven"),
        ("NaN", "NaN", None, "none", "none"),
        ("yesterday", "today", "date", "a day", "a day"),
        ("66.666667", "66.666667", "%", "", "66.67 %"),
        (None, "75.63916799999999", "km/h", "at most 47 mph", "at most 75.64 km/h"),
        ("9307.76977152", "9307.76977152", "ha", "about 23,000 acre", "about 9,308 ha"),
        ("0.000123456", "0.000123456", None, "", "0.0001235"),
        ("1.13331", "1.13331", "EUR", "", "1.13331 EUR"),  # a rate as written
        ("1", "1", "year", "", "1 year"),
        ("25", "25", "year", "", "25 years"),
        ("1.5", "1.5", "hour", "", "1.5 hours"),
        ("2", "3", "day", "", "2 to 3 days"),
    ],
)
def test_readings(low, high, unit, normalised, shown):
    assert str(reading_amount(reading(low, high, unit, normalised), ENGLISH)) == shown


def test_in_another_language():
    assert str(reading_amount(reading("2000000000", None, "EUR"), ARABIC)) == "ما لا يقل عن 2 مليار EUR"


@pytest.mark.parametrize(
    ("readings", "shown"),
    [
        ([reading("5", "5"), reading("5", "5")], "5"),
        ([reading("45200", "45200"), reading("45000", "45000", normalised="about 45,000")], "about 45,200"),
        ([reading("45000", "45000", normalised="about 45,000"), reading("45200", "45200")], "about 45,000"),
        ([reading("42", None), reading("42", "42")], "at least 42"),
        ([reading("19600", "19600", "USD"), *2 * [reading("18000", "18000", "EUR")]], "18,000 EUR"),
        ([], "side"),
    ],
)
def test_a_side_is_told_in_words_true_of_all_its_readings(readings, shown):
    side = Side(value="side", claim_ids=("c",), readings=tuple(readings))
    assert str(amount(side, ENGLISH)) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("999999", "999,999"),
        ("1000000", "1 M"),
        ("1500000000000", "1.5 tn"),
        ("12345678", "12,345,678"),
        ("-2E+9", "-2 bn"),
    ],
)
def test_compact_only_where_nothing_is_lost(number, shown):
    assert figure(Decimal(number), ENGLISH) == shown


@pytest.mark.parametrize(
    ("language", "unit", "numbers", "shown"),
    [
        ("pl", "year", "1 2 5 1.5", "1 rok, 2 lata, 5 lat, 1,5 roku"),
        ("ru", "hour", "1 3 11300", "1 час, 3 часа, 11 300 часов"),
        ("ar", "day", "2 4 30", "يومان, 4 أيام, 30 يومًا"),
        ("de", "acre", "23000", "23.000 Acres"),
        ("fr", "ha", "2", "2 ha"),
    ],
)
def test_units_that_are_words_are_told_in_the_readers_own(language, unit, numbers, shown):
    words = messages(language)
    assert ", ".join(with_unit(Decimal(number), unit, words) for number in numbers.split()) == shown.replace(
        "11 300", words.number("11300")
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("about 23,000 acre", "etwa 23.000 Acres"),
        ("at least 1.089 EUR", "mindestens 1,089 EUR"),
        ("at most 0.3 g/km", "höchstens 0,3 g/km"),
        ("1,500 to 2,000.5 ft", "1.500 bis 2.000,5 ft"),
        ("134 oz t", "134 oz t"),
        ("several", "several"),
        ("R100", "R100"),
        ("58,300,000,000 CZK", "58,3 Mrd. CZK"),
        ("1997", "1997"),
        ("the worst since 1939", "am schlimmsten seit 1939"),
    ],
)
def test_a_value_as_written_is_told_in_the_readers_marks(value, shown):
    assert str(as_written(value, messages("de"))) == shown
