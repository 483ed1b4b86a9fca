"""Days and periods in words, in every language of the interface, held against CLDR."""

from datetime import date, timedelta

import pytest
from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from hypothesis import given
from hypothesis import strategies as st

from reports.messages import available, messages
from reports.times import between, day, ending, period, starting

LANGUAGES = sorted(available())
ENGLISH = messages("en")
LOCALES = {"en": "en_GB"}  # the one English of CLDR that puts the day first, as ours does
YEAR_WORDS = (" года", " г.")  # Russian may write out the word for year, or shorten it: CLDR shortens


def cldr(words: str) -> str:
    """Without what two ways of writing one thing differ in: narrow spaces, the word for year."""
    words = words.replace("\u2009", " ").replace("\xa0", " ").replace("\u202f", " ")
    for word in YEAR_WORDS:
        words = words.replace(word, "")
    return words


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_are_those_of_cldr(language):
    months, words = Locale.parse(language).months, messages(language)
    assert words.months == list(months["format"]["wide"].values())
    assert words.months_alone == list(months["stand-alone"]["wide"].values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_days_and_months_are_written_as_cldr_has_them(language, month):
    words, locale = messages(language), Locale.parse(LOCALES.get(language, language))
    when = date(2024, month, 12)
    assert cldr(str(day(when.isoformat(), words))) == cldr(format_date(when, "long", locale=locale))
    assert cldr(str(day(f"2024-{month:02}", words))) == cldr(format_skeleton("yMMMM", when, locale=locale))


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"it"}))  # CLDR shortens the Italian month in an interval
def test_days_of_one_month_are_written_as_cldr_has_them(language):
    first, last, locale = date(2024, 5, 12), date(2024, 5, 14), LOCALES.get(language, language)
    written = format_interval(first, last, "yMMMMd", locale=locale)
    assert cldr(str(between(first, last, messages(language)))) == cldr(written)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2025-03-12", "12 March 2025"),
        ("2025-03-12T10:00:00Z", "12 March 2025"),
        ("2025-03", "March 2025"),
        ("2025", "2025"),
        ("2024-01-01/2024-12-31", "2024"),
        ("2022-01-01/2024-12-31", "2022–2024"),
        ("2024-02-01/2024-02-29", "February 2024"),
        ("2024-01-01/2024-05-31", "January – May 2024"),
        ("2023-11-01/2024-02-29", "November 2023 – February 2024"),
        ("2024-05-12/2024-05-14", "12–14 May 2024"),
        ("2024-05-30/2024-06-02", "30 May – 2 June 2024"),
        ("2023-12-30/2024-01-02", "30 December 2023 – 2 January 2024"),
        ("2024-05-12/2024-05-12", "12 May 2024"),
        ("1997-01-01/..", "from 1997"),
        ("2025-06-01/", "from June 2025"),
        ("2025-06-16/..", "from 16 June 2025"),
        ("../2024-05-31", "until the end of May 2024"),
        ("../2027-12-31", "until the end of 2027"),
        ("/2027-12-30", "until 30 December 2027"),
        ("../9999-12-31", "until 31 December 9999"),
        ("../..", ""),
        ("2025-13-01", "2025-13-01"),
        ("2025-00", "2025-00"),
        ("soon", "soon"),
        ("soon/later", "soon/later"),
        ("", ""),
    ],
)
def test_times(value, shown):
    assert str(period(value, ENGLISH)) == shown


@pytest.mark.parametrize(
    ("start", "seen", "shown"),
    [
        ("1997-01-01", "2024-08-17", "since 1997"),
        ("2024-05-01", "2024-08-17", "since May 2024"),
        ("2024-05-12", "2024-08-17", "since 12 May 2024"),
        ("2025-05-12", "2024-08-17", "from 12 May 2025"),
        ("2024-05-12", None, "from 12 May 2024"),
    ],
)
def test_what_began_before_the_article_goes_on_since(start, seen, shown):
    assert str(period(f"{start}/..", ENGLISH, seen)) == shown


@pytest.mark.parametrize(
    ("language", "since", "until"),
    [
        ("ar", "منذ مايو 2024", "حتى نهاية مايو 2024"),
        ("de", "seit Mai 2024", "bis Ende Mai 2024"),
        ("es", "desde mayo de 2024", "hasta el final de mayo de 2024"),
        ("fr", "depuis mai 2024", "jusqu'à fin mai 2024"),
        ("it", "da maggio 2024", "fino alla fine di maggio 2024"),
        ("pl", "od maja 2024", "do końca maja 2024"),
        ("ru", "с мая 2024 года", "до конца мая 2024 года"),
    ],
)
def test_a_month_after_its_word_takes_its_form(language, since, until):
    words = messages(language)
    assert str(period("2024-05-01/..", words, "2024-08-17")) == since
    assert str(period("../2024-05-31", words)) == until


def test_a_bound_that_is_compared_keeps_its_day():
    assert str(starting(date(2027, 1, 1), ENGLISH)) == "from 1 January 2027"
    assert str(ending(date(2030, 12, 31), ENGLISH)) == "until 31 December 2030"


@pytest.mark.parametrize("language", LANGUAGES)
@given(low=st.dates(min_value=date(1000, 1, 1)), days=st.integers(0, 800))
def test_both_years_of_a_period_are_told(language, low, days):
    high = low + timedelta(days=days) if (date.max - low).days > days else date.max
    shown = str(between(low, high, messages(language)))
    assert str(low.year) in shown
    assert str(high.year) in shown
