"""What CLDR writes is read back: every language, every length of a date."""

from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date, format_time
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.dates import find
from claims.dates.lexicon import calendar

LOCALES = {"no": "nb"}
LENGTHS = ("full", "long", "medium", "short")
# Two digits of a year and one of the day in an order that another language reads otherwise, or that may be a version.
NOT_READ = {
    *((code, "short") for code in ("be", "bg", "en", "eu", "ko", "mk", "sl", "sq")),
    *(("eu", length) for length in LENGTHS),  # Basque declines its numbers: "2024(e)ko urtarrilaren 9(a)"
    ("th", "short"),  # a Thai reads the two digits as those of a Buddhist year, as here; Babel writes ours
}
WEEKDAY_APART = {"lt", "lv"}  # their weekday is told as a mention of its own
WRITTEN = [(code, length) for code in sorted(calendar()) for length in LENGTHS if (code, length) not in NOT_READ]


@pytest.mark.parametrize(("language", "length"), WRITTEN)
@settings(max_examples=4, deadline=None)
@given(day=st.dates(date(1972, 1, 1), date(2039, 12, 31)))
def test_a_date_is_read_back(language: str, length: str, day: date) -> None:
    text = format_date(day, length, locale=Locale.parse(LOCALES.get(language, language)))  # type: ignore[arg-type]
    found = [(each.start, each.end) for each in find(text, language, None)]
    assert (day, day) in found, text
    assert len(found) == 1 or language in WEEKDAY_APART, text


@pytest.mark.parametrize(
    "language", ["en", "de", "fr", "es", "it", "pl", "ru", "ar", "fa", "hi", "ja", "ko", "zh", "bn"]
)
@settings(max_examples=25, deadline=None)
@given(moment=st.times())
def test_a_clock_time_is_read_back(language: str, moment) -> None:
    text = format_time(moment, "short", locale=language)
    found = [each.time for each in find(text, language, None)]
    assert found == [f"{moment.hour:02}:{moment.minute:02}"], text
