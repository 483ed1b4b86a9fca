"""What `find` reads: hedges, spans, separators, and what it leaves alone."""

from decimal import Decimal

import pytest

from claims.models import Quantity
from claims.quantities import find


def only(text: str, language: str | None = "en") -> Quantity:
    (found,) = find(text, language)
    return found


@pytest.mark.parametrize(
    ("text", "language", "quote"),
    [
        ("worth over $87 billion now", "en", "over $87 billion"),
        ("warta powyżej 87 mld dolarów.", "pl", "powyżej 87 mld dolarów"),
        ("koszt (ok. 139 milionów dolarów)", "pl", "ok. 139 milionów dolarów"),
        ("dotacje od 10% do nawet 100% wartości", "pl", "od 10% do nawet 100%"),
        ("200人以上が", "ja", "200人以上"),
        ("program miliarda juanów", "pl", "miliarda juanów"),
        ("vinte de 2 milhões de euros", "pt", "2 milhões de euros"),
    ],
)
def test_span_covers_hedge_number_and_unit(text: str, language: str, quote: str) -> None:
    assert find(text, language)[-1].span.quote == quote


@pytest.mark.parametrize(
    ("text", "low", "high", "approximate"),
    [
        ("over 200 people", 200, None, False),
        ("at least 200 people", 200, None, False),
        ("200 or more people", 200, None, False),
        ("fewer than 200 people", None, 200, False),
        ("up to 200 people", None, 200, False),
        ("about 200 people", 200, 200, True),
        ("nearly 200 people", 200, 200, True),
        ("200 people", 200, 200, False),
    ],
)
def test_hedges(text: str, low: int | None, high: int | None, approximate: bool) -> None:
    found = only(text)
    assert (found.low, found.high, found.approximate) == (low, high, approximate)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("8.4 billion dollars", "1e8"),
        ("87 billion dollars", "1e9"),
        ("11,300 people", "100"),
        ("11,310 people", "1"),
        ("12.5%", "0.1"),
        ("240 people", "1"),
        ("five years", "1"),
    ],
)
def test_step_is_one_unit_of_the_last_stated_digit(text: str, step: str) -> None:
    assert only(text).step == Decimal(step)


@pytest.mark.parametrize(
    ("text", "language", "step"),
    [
        ("more than half of them", "en", "5"),
        ("a quarter of homes", "en", "2.5"),
        ("zwei von drei", "de", "3.333333"),
        ("one in ten", "en", "1"),
        ("seven in ten", "en", "3"),
        ("38 out of a hundred", "en", "1"),
        ("3人に1人", "ja", "3.333333"),
        ("2/3 of voters", "en", "3.333333"),
    ],
)
def test_a_share_in_words_is_rounded(text: str, language: str, step: str) -> None:
    found = only(text, language)
    assert (found.step, found.implied, found.unit) == (Decimal(step), True, "%")


@pytest.mark.parametrize(
    ("text", "language", "per"),
    [
        ("5 deaths a day", "en", "day"),
        ("$70 per barrel", "en", "bbl"),
        ("300 Euro pro Monat", "de", "month"),
        ("5 zł za kilogram", "pl", "kg"),
        ("300 people", "en", None),
    ],
)
def test_per(text: str, language: str, per: str | None) -> None:
    assert only(text, language).per == per


@pytest.mark.parametrize(
    ("text", "language", "noun"),
    [
        ("It shipped 800,000 Ascend 910C chips in May", "en", "Ascend 910C chips"),
        ("Zginęło 45 osób w pożarze", "pl", "osób"),
        ("二十三名工人", "zh", "工人"),
        ("300,000 a year earlier", "en", None),
    ],
)
def test_noun(text: str, language: str, noun: str | None) -> None:
    assert only(text, language).noun == noun


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The F-16, the H100, N3, NVL72, GLM-4.5, R2 and COVID-19", "en"),
        ("Route 66, Boeing 737 and CloudMatrix 384", "en"),
        ("He wrote to a.b2@example.com about www.example.com/2024/5", "en"),
        ("Call +48 22 123 45 67 or 0800-123-456", "en"),
        ("They won 3-2 and then 3:1", "en"),
        ("v2.1.3 of 2024-05-03", "en"),
        ("2024/25, 1999–2003 and 24/7", "en"),
        ("The 1st, 2nd and 21st of May", "en"),
        ("Rozdział 5, art. 12 i str. 7", "pl"),
        ("12. 3. 2024 v 9:30", "cs"),
        ("Самолёт Су-35 и МиГ-29", "ru"),
        ("第3四半期、2024年5月3日", "ja"),
        ("제3차 회의, 2024년 5월 3일", "ko"),
        ("2. maddesi 2024'te", "tr"),
        ("1. Erstens", "de"),
    ],
)
def test_names_dates_and_labels_are_no_quantities(text: str, language: str) -> None:
    assert find(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1.024 Kerne", "de", 1024),
        ("1.024 inches", "en", 1.024),
        ("1,024 cores", "en", 1024),
        ("12,34,567 rupees", "en", 1234567),
        ("1 250 000 sztuk", "pl", 1250000),
        ("1\u202f250\u202f000 pièces", "fr", 1250000),
        ("1’024 Franken", "de", 1024),
        ("٣٫٥ مليار دولار", "ar", 3.5e9),
        ("۱۲۳ نفر", "fa", 123),
        ("५,००० लोग", "hi", 5000),
        ("９，９９９円", "ja", 9999),
        ("It rose 1.5 points to 1.250 kg", "en", 1.250),
    ],
)
def test_separators(text: str, language: str, value: float) -> None:
    assert float(find(text, language)[-1].low or 0) == value


def test_the_text_settles_an_unclear_separator() -> None:
    assert find("Pesa 12.5 kg, o 1.250 kg con caja", "pl")[1].low == Decimal("1.25")


@pytest.mark.parametrize("language", [None, "xx", "tlh-Latn"])
def test_an_unknown_language_falls_back_to_what_is_shared(language: str | None) -> None:
    found = find("12.5% de 300 km, $5 million", language)
    assert [(one.low, one.unit) for one in found] == [(Decimal("12.5"), "%"), (300, "km"), (5_000_000, "USD")]


@pytest.mark.parametrize(("tag", "unit"), [("pt-BR", "EUR"), ("pt_PT", "EUR"), ("PT", "EUR")])
def test_language_tags(tag: str, unit: str) -> None:
    assert only("2 milhões de euros", tag).unit == unit


@pytest.mark.parametrize(("language", "unit"), [("ja", "JPY"), ("zh", "CNY"), ("en", "JPY")])
def test_yen_and_yuan_share_a_sign(language: str, unit: str) -> None:
    assert only("¥500", language).unit == unit


@pytest.mark.parametrize(("language", "unit"), [("sv", "SEK"), ("da", "DKK"), ("no", "NOK")])
def test_crowns(language: str, unit: str) -> None:
    assert only("500 kr", language).unit == unit


def test_nothing_crosses_a_blank_line() -> None:
    assert [one.unit for one in find("There were 5 million\n\ndollars in it", "en")] == [None]
