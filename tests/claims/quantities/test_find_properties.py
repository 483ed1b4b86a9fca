"""What holds of any text: offsets, order, no overlap, no crash."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.lexicon import languages
from claims.quantities import find

LANGUAGES = sorted(code for code in languages() if "-" not in code)
WORDS = (
    "5 12 2024 1.250 1,250 3/4 $ € % -, . : ( ) from to between and over about up million mld тыс. 万 億 lat ans "
    "Jahre years km/h H100 5G May maja de of half one two dwóch two-thirds مليون من إلى 'den 以上 約 ½ kg x ×"
)
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n\n"])
LOCALES = [
    "en",
    "de",
    "fr",
    "pl",
    "ru",
    "tr",
    "ar_EG",
    "fa",
    "hi",
    "ja",
    "pt",
    "sv",
    "it",
    "es",
    "uk",
    "cs",
    "de_CH",
    "en_IN",
]


def check(text: str, language: str | None) -> None:
    last = 0
    for found in find(text, language):
        assert last <= found.span.start < found.span.end <= len(text)
        assert text[found.span.start : found.span.end] == found.span.quote
        assert found.low is not None or found.high is not None
        assert found.form == "change_to" or found.low is None or found.high is None or found.low <= found.high
        last = found.span.end


@given(st.text(max_size=200), st.sampled_from([None, *LANGUAGES]))
@settings(max_examples=150, deadline=None)
def test_any_text(text: str, language: str | None) -> None:
    check(text, language)


@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\u00a0"])), max_size=25), st.sampled_from(LANGUAGES))
@settings(max_examples=150, deadline=None)
def test_any_mixture_of_known_pieces(pieces: list[tuple[str, str]], language: str) -> None:
    check("".join(word + gap for word, gap in pieces), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_loads_and_reads_percentages(language: str) -> None:
    assert [(one.low, one.unit) for one in find("(12%)", language)] == [(12, "%")]


@given(st.integers(min_value=3000, max_value=10**11), st.sampled_from(LOCALES))
@settings(max_examples=100, deadline=None)
def test_whole_numbers_come_back_as_each_locale_writes_them(value: int, locale: str) -> None:
    written = format_decimal(value, locale=locale, numbering_system="default")
    (found,) = find(f"({written} kg)", locale)
    assert found.low == value


@given(st.integers(min_value=1, max_value=10**8), st.integers(min_value=1, max_value=2), st.sampled_from(LOCALES))
@settings(max_examples=100, deadline=None)
def test_decimals_come_back_as_each_locale_writes_them(value: int, places: int, locale: str) -> None:
    number = Decimal(value).scaleb(-places)
    written = format_decimal(number, locale=locale, format="#,##0.0#", numbering_system="default")
    (found,) = find(f"({written} kg)", locale)
    assert found.low == number


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1.", "from 1 ", "-", "1-", "a@", "1 000 ", "$", "one ", "twenty-", "½", "+1 "]
)
def test_work_grows_with_the_length_of_the_text_only(piece: str) -> None:
    check(piece * 800, "en")
