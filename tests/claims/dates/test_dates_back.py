"""Years ago and a year earlier: with the number, without one, and where the number is not read."""

import pytest

from claims.dates import find

PUBLISHED = "2024-06-05"


def years(language: str, text: str) -> list[int]:
    return [each.start.year for each in find(text, language, PUBLISHED) if each.start]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It was founded five years ago."),
        ("en", "The rival was founded five years earlier."),
        ("de", "Fünf Jahre zuvor waren es mehr."),
        ("fr", "Ils étaient plus nombreux cinq ans plus tôt."),
        ("fr", "Cinq ans auparavant, ils étaient plus nombreux."),
        ("es", "Eran más cinco años antes."),
        ("pt", "Eram mais cinco anos antes."),
        ("it", "Erano di più cinque anni prima."),
        ("ca", "Eren més cinc anys abans."),
        ("ro", "Erau mai mulți cu cinci ani mai devreme."),
        ("nl", "Vijf jaar eerder waren het er meer."),
        ("sv", "Fem år tidigare var de fler."),
        ("da", "Fem år tidligere var der flere."),
        ("no", "Fem år tidligere var det flere."),
        ("fi", "Viisi vuotta aiemmin heitä oli enemmän."),
        ("pl", "Pięć lat temu było ich więcej."),
        ("pl", "Pięć lat wcześniej było ich więcej."),
        ("cs", "O pět let dříve jich bylo víc."),
        ("sk", "O päť rokov skôr ich bolo viac."),
        ("ru", "Пять лет назад их было больше."),
        ("ru", "5 лет назад их было больше."),
        ("uk", "П'ять років тому їх було більше."),
        ("bg", "Пет години по-рано бяха повече."),
        ("hr", "Pet godina ranije bilo ih je više."),
        ("hu", "Öt évvel korábban többen voltak."),
        ("el", "Πέντε χρόνια νωρίτερα ήταν περισσότεροι."),
        ("he", "חמש שנים קודם לכן היו יותר."),
        ("zh", "五年前人数更多。"),
        ("ja", "5年前はもっと多かった。"),
    ],
)
def test_so_many_years_back(language: str, text: str) -> None:
    assert years(language, text) == [2019]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "To więcej niż rok wcześniej."),
        ("ru", "Это больше, чем годом ранее."),
        ("uk", "Це більше, ніж роком раніше."),
        ("cs", "Je to víc než rok předtím."),
        ("fi", "Se on enemmän kuin vuotta aiemmin."),
        ("bg", "Повече от година по-рано."),
        ("id", "Lebih banyak dari tahun sebelumnya."),
    ],
)
def test_a_year_back_without_the_word_one(language: str, text: str) -> None:
    assert years(language, text) == [2023]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Twenty years ago there were more."),
        ("en", "They had met years earlier."),
        ("de", "Zwanzig Jahre zuvor waren es mehr."),
        ("it", "Alcuni anni fa erano di più."),
        ("es", "Hace años eran más."),
        ("pl", "Kilka lat temu było ich więcej."),
        ("ru", "Двадцать лет назад их было больше."),
        ("ar", "قبل سنوات كان عددهم أكبر."),
        ("nl", "Twintig jaar geleden waren het er meer."),
        ("tr", "Yirmi yıl önce daha fazlaydı."),
    ],
)
def test_some_years_back_are_not_one(language: str, text: str) -> None:
    """Where no number is read, nobody knows which year is meant."""
    assert years(language, text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Finì cinque anni prima della guerra."),
        ("es", "Terminó cinco años antes de la guerra."),
        ("de", "Es endete fünf Jahre früher als geplant."),
        ("pl", "Skończono trzy lata wcześniej niż planowano."),
        ("pl", "Skończono dwa lata wcześniej, niż planowano."),
        ("ru", "Завод открыли на два года раньше, чем планировалось."),
        ("ru", "Его выпустили на год раньше срока."),
        ("cs", "Skončilo to o dva roky dříve, než se čekalo."),
        ("hu", "Két évvel korábban, mint tervezték."),
        ("da", "Et år før valget havde partiet 12 procent."),
        ("sv", "Ett år innan branden bodde 5000 personer här."),
        ("pt", "Dois anos antes das eleições eram menos."),
        ("it", "Due anni prima dei Giochi erano di meno."),
        ("it", "Due anni prima rispetto al previsto."),
        ("ro", "Cu doi ani înainte ca el să plece."),
        ("el", "Δύο χρόνια νωρίτερα από το προβλεπόμενο."),
        ("uk", "Йому дали 5 років тому що він крав."),
        ("cs", "Za deset let vzrostly ceny o polovinu."),
        ("pl", "Ceny wzrosły za 5 lat rządów."),
    ],
)
def test_years_before_something_else_are_not_counted_from_the_article(language: str, text: str) -> None:
    assert years(language, text) == []


def test_recent_years_are_no_year_back() -> None:
    assert years("pl", "W ostatnich latach było ich więcej.") == []


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("de", "2015 verkaufte VW 5 Millionen Autos, im Jahr zuvor waren es 4 Millionen.", []),
        ("pl", "W 2015 roku zarobił 5 mln zł, rok wcześniej 3 mln zł.", [2015]),
        ("it", "Nel 2015 vinse; un anno prima aveva perso.", [2015]),
        ("en", "In May 2019 it made a profit, a year previously a loss.", [2019]),
    ],
)
def test_earlier_than_a_year_that_is_named_is_not_earlier_than_the_article(
    language: str, text: str, named: list[int]
) -> None:
    assert years(language, text) == named


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [("ja", "株価は前日より300円高い。", "2024-06-04"), ("ko", "전일보다 300원 올랐다.", "2024-06-04")],
)
def test_the_day_before_stays_that_day(language: str, text: str, day: str) -> None:
    assert [str(each.start) for each in find(text, language, PUBLISHED)] == [day]
