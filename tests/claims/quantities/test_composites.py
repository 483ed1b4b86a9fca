"""Measures in several units: one quantity in the largest of them, and where the parts stay apart."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.quantities import find

HOUR = {
    "ar": "ساعة و{m} دقيقة",
    "bg": "час и {m} минути",
    "cs": "hodinu a {m} minut",
    "da": "en time og {m} minutter",
    "de": "eine Stunde und {m} Minuten",
    "en": "an hour and {m} minutes",
    "es": "una hora y {m} minutos",
    "et": "tund ja {m} minutit",
    "fi": "tunnin ja {m} minuuttia",
    "fr": "une heure et {m} minutes",
    "he": "שעה ו-{m} דקות",
    "hr": "sat i {m} minuta",
    "hu": "egy óra {m} perc",
    "it": "un'ora e {m} minuti",
    "ja": "1時間{m}分",
    "ko": "1시간 {m}분",
    "lt": "valandą ir {m} minutes",
    "lv": "stundu un {m} minūtes",
    "mk": "час и {m} минути",
    "nl": "een uur en {m} minuten",
    "no": "en time og {m} minutter",
    "pl": "godzinę i {m} minut",
    "pt": "uma hora e {m} minutos",
    "ro": "o oră și {m} de minute",
    "ru": "час {m} минут",
    "sk": "hodinu a {m} minút",
    "sl": "uro in {m} minut",
    "sr": "сат и {m} минута",
    "sv": "en timme och {m} minuter",
    "tr": "bir saat {m} dakika",
    "uk": "годину {m} хвилин",
    "zh": "1小时{m}分钟",
}
APART = [
    ("fr", "elle a 3 ans et 45 euros", [(3, "year"), (45, "EUR")]),
    ("en", "terms of 5 years, 3 years and 6 months", [(5, "year"), (Decimal("3.5"), "year")]),
    ("en", "He ran 5 km, 300 m more than she did", [(5, "km"), (300, "m")]),
    ("pl", "2023 rok i trzy miesiące", [(3, "month")]),
    ("ru", "через год 3 месяца", [(3, "month")]),
    ("fr", "Le train part à 14 h 45, dit-elle", []),
]
LONG = [
    ("pl", "2 lata, 3 miesiące i 4 dni", "year", 2.261),
    ("es", "dos años, tres meses y cuatro días", "year", 2.261),
    ("en", "2 hours, 3 minutes and 10 seconds", "hour", 2.0528),
    ("en", "an hour and 30 minutes", "hour", 1.5),
    ("fr", "Le film dure une heure 45.", "hour", 1.75),
    ("ar", "سنتين وثلاثة أشهر", "year", 2.25),
]


@pytest.mark.parametrize("language", HOUR)
@given(minutes=st.integers(11, 59))
def test_an_hour_without_its_number_and_minutes_are_one(language: str, minutes: int) -> None:
    [found] = find(HOUR[language].format(m=minutes), language)
    assert found.unit == "hour"
    assert found.low == found.high
    assert abs(found.low - 1 - Decimal(minutes) / 60) < Decimal("1e-5")


@pytest.mark.parametrize(("language", "text", "unit", "value"), LONG)
def test_more_units_are_one(language: str, text: str, unit: str, value: float) -> None:
    [found] = find(text, language)
    assert (found.unit, round(float(found.low), 4)) == (unit, value)


@pytest.mark.parametrize(("language", "text", "expected"), APART)
def test_what_is_no_measure_in_several_units_stays_apart(language: str, text: str, expected: list) -> None:
    assert [(one.low, one.unit) for one in find(text, language)] == expected


@pytest.mark.parametrize(("text", "value"), [("up .5 percent", "0.5"), ("it costs $.50", "0.5"), ("5 percent", "5")])
def test_a_decimal_may_begin_with_its_sign(text: str, value: str) -> None:
    assert [one.low for one in find(text, "en")] == [Decimal(value)]
