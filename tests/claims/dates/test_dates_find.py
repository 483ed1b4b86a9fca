"""Dates in running text, language by language."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claims.dates
from claims.dates import around, find
from claims.dates.periods import Precision

CUES = Path(claims.dates.__file__).parent / "cues"
PUBLISHED = "2025-08-20"  # a Wednesday


def read(language: str | None, text: str, published: str | None = PUBLISHED) -> list[tuple[str, str, str]]:
    """Each date as its words, its days and its precision."""
    return [
        (each.span.quote, f"{each.start or ''}/{each.end or ''}", each.precision)
        for each in find(text, language, published)
    ]


@pytest.mark.parametrize(
    ("language", "text", "quote", "days", "precision"),
    [
        ("en", "They met on 8 August 2025.", "8 August 2025", "2025-08-08/2025-08-08", "day"),
        ("en", "They met on August 8, 2025.", "August 8, 2025", "2025-08-08/2025-08-08", "day"),
        ("en", "Talks ran 18-22 June in Bonn.", "18-22 June", "2025-06-18/2025-06-22", "day"),
        ("en", "Sales rose in Q1 2026.", "Q1 2026", "2026-01-01/2026-03-31", "quarter"),
        ("en", "It ships by early 2026.", "by early 2026", "/2026-04-30", "year"),
        ("en", "It ships before the end of May 2026.", "before the end of May 2026", "/2026-05-31", "month"),
        ("pl", "Ruszy przed końcem 2026 roku.", "przed końcem 2026 roku", "/2026-12-31", "year"),
        ("en", "It ships before May 2026.", "before May 2026", "/2026-04-30", "month"),
        ("fr", "Il viendra en sept 2026.", "sept 2026", "2026-09-01/2026-09-30", "month"),
        ("en", "The first half of 2025 was poor.", "first half of 2025", "2025-01-01/2025-06-30", "half"),
        ("en", "It doubled between 2019 and 2023.", "between 2019 and 2023", "2019-01-01/2023-12-31", "year"),
        ("en", "In May 20 people left.", "May", "2025-05-01/2025-05-31", "month"),
        ("en", "Three days ago it rained.", "Three days ago", "2025-08-17/2025-08-17", "day"),
        ("en", "He resigned last Friday.", "last Friday", "2025-08-15/2025-08-15", "day"),
        ("en", "The 1990s were better.", "1990s", "1990-01-01/1999-12-31", "decade"),
        ("en", "It snowed before 2 March 2024.", "before 2 March 2024", "/2024-03-01", "day"),
        ("pl", "Spotkanie 8 sierpnia 2025 roku.", "8 sierpnia 2025 roku", "2025-08-08/2025-08-08", "day"),
        ("pl", "W styczniu spadły ceny.", "styczniu", "2025-01-01/2025-01-31", "month"),
        ("pl", "Próbki trafią do uczelni w październiku.", "październiku", "2025-10-01/2025-10-31", "month"),
        ("it", "I campioni sono previsti a ottobre.", "ottobre", "2025-10-01/2025-10-31", "month"),
        ("pl", "W grudniu spadły ceny.", "grudniu", "2024-12-01/2024-12-31", "month"),
        ("pl", "Drugi kwartał 2024 roku był lepszy.", "Drugi kwartał 2024 roku", "2024-04-01/2024-06-30", "quarter"),
        ("pl", "Stanie się to do 2027 roku.", "do 2027 roku", "/2027-12-31", "year"),
        ("pl", "Trwa od 18 do 22 czerwca.", "od 18 do 22 czerwca", "2025-06-18/2025-06-22", "day"),
        ("pl", "Od stycznia do marca 2025 r. padało.", "Od stycznia do marca 2025 r", "2025-01-01/2025-03-31", "month"),
        ("ru", "Кризис 2008 года забыт.", "2008 года", "2008-01-01/2008-12-31", "year"),
        ("ru", "В четвёртом квартале 2024 года.", "четвёртом квартале 2024 года", "2024-10-01/2024-12-31", "quarter"),
        ("ru", "Это было в прошлом году.", "прошлом году", "2024-01-01/2024-12-31", "year"),
        ("uk", "Зустріч 8 серпня 2025 року.", "8 серпня 2025 року", "2025-08-08/2025-08-08", "day"),
        ("uk", "Це сталося минулого місяця.", "минулого місяця", "2025-07-01/2025-07-31", "month"),
        ("de", "Am 8. August 2025 war es so weit.", "8. August 2025", "2025-08-08/2025-08-08", "day"),
        ("de", "Es kommt Anfang 2026.", "Anfang 2026", "2026-01-01/2026-04-30", "year"),
        ("de", "Das war vor drei Tagen.", "vor drei Tagen", "2025-08-17/2025-08-17", "day"),
        ("fr", "Le 1er mai 2025, tout ferme.", "1er mai 2025", "2025-05-01/2025-05-01", "day"),
        ("fr", "Depuis 2021, il pleut.", "Depuis 2021", "2021-01-01/", "year"),
        ("es", "El 8 de agosto de 2025 llovió.", "8 de agosto de 2025", "2025-08-08/2025-08-08", "day"),
        ("es", "Será a principios de 2026.", "a principios de 2026", "2026-01-01/2026-04-30", "year"),
        ("it", "Finirà entro il 2027.", "entro il 2027", "/2027-12-31", "year"),
        ("it", "È successo nel 2024.", "2024", "2024-01-01/2024-12-31", "year"),
        ("pt", "Foi no mês passado.", "mês passado", "2025-07-01/2025-07-31", "month"),
        ("pt", "Chegou na segunda-feira.", "segunda-feira", "2025-08-18/2025-08-18", "day"),
        ("nl", "Dat was negen maanden geleden.", "negen maanden geleden", "2024-11-01/2024-11-30", "month"),
        ("sv", "Det hände i fjol.", "i fjol", "2024-01-01/2024-12-31", "year"),
        ("cs", "Bylo to 8. srpna 2025.", "8. srpna 2025", "2025-08-08/2025-08-08", "day"),
        ("cs", "V roce 2023 pršelo.", "roce 2023", "2023-01-01/2023-12-31", "year"),
        ("hr", "Dogodilo se u listopadu 2024.", "listopadu 2024", "2024-10-01/2024-10-31", "month"),
        ("pl", "Stało się to w listopadzie 2024 roku.", "listopadzie 2024 roku", "2024-11-01/2024-11-30", "month"),
        ("ro", "A fost în decembrie 2024.", "decembrie 2024", "2024-12-01/2024-12-31", "month"),
        ("bg", "Беше на 8 август 2025 г.", "8 август 2025 г", "2025-08-08/2025-08-08", "day"),
        ("hu", "2025. augusztus 8-án történt.", "2025. augusztus 8-án", "2025-08-08/2025-08-08", "day"),
        ("hu", "Ez 2027-ig elkészül.", "2027-ig", "/2027-12-31", "year"),
        ("fi", "Se oli 8. elokuuta 2025.", "8. elokuuta 2025", "2025-08-08/2025-08-08", "day"),
        ("fi", "Se alkaa vuoden 2026 alussa.", "vuoden 2026 alussa", "2026-01-01/2026-04-30", "year"),
        ("tr", "2027'ye kadar bitecek.", "2027'ye kadar", "/2027-12-31", "year"),
        ("tr", "Geçen ay oldu.", "Geçen ay", "2025-07-01/2025-07-31", "month"),
        ("el", "Έγινε στις 8 Αυγούστου 2025.", "8 Αυγούστου 2025", "2025-08-08/2025-08-08", "day"),
        ("ar", "ينتهي في أوائل عام 2026.", "أوائل عام 2026", "2026-01-01/2026-04-30", "year"),
        ("ar", "في 8 تموز 2025 وقع.", "8 تموز 2025", "2025-07-08/2025-07-08", "day"),
        ("ar", "كان ذلك الشهر الماضي.", "الشهر الماضي", "2025-07-01/2025-07-31", "month"),
        ("ar", "وتعود البداية إلى عام 2021.", "عام 2021", "2021-01-01/2021-12-31", "year"),
        ("he", "זה קרה ב-8 באוגוסט 2025.", "8 באוגוסט 2025", "2025-08-08/2025-08-08", "day"),
        ("fa", "در سال ۲۰۲۴ رخ داد.", "سال ۲۰۲۴", "2024-01-01/2024-12-31", "year"),
        ("hi", "यह 8 अगस्त 2025 को हुआ।", "8 अगस्त 2025", "2025-08-08/2025-08-08", "day"),
        ("zh", "会议于2025年4月28日举行。", "2025年4月28日", "2025-04-28/2025-04-28", "day"),
        ("zh", "Ascend 910C于2025年4月28日发布。", "2025年4月28日", "2025-04-28/2025-04-28", "day"),
        ("ja", "910Cは2025年4月28日に発売された。", "2025年4月28日", "2025-04-28/2025-04-28", "day"),
        ("zh", "2025年Q3营收增长。", "2025年Q3", "2025-07-01/2025-09-30", "quarter"),
        ("zh", "今年上半年增长。", "今年上半年", "2025-01-01/2025-06-30", "half"),
        ("ja", "昨年4月に発表した。", "昨年4月", "2024-04-01/2024-04-30", "month"),
        ("ja", "令和7年の予算。", "令和7年", "2025-01-01/2025-12-31", "year"),
        ("ko", "올해 1분기 실적이다.", "올해 1분기", "2025-01-01/2025-03-31", "quarter"),
        ("ko", "29일 발표했다.", "29일", "2025-07-29/2025-07-29", "day"),
        ("vi", "Vào ngày 8 tháng 4 năm 2025.", "ngày 8 tháng 4 năm 2025", "2025-04-08/2025-04-08", "day"),
        ("vi", "Doanh thu tăng trong quý III/2023.", "quý III/2023", "2023-07-01/2023-09-30", "quarter"),
        ("vi", "Nhà máy mở cửa tháng 5/2024.", "tháng 5/2024", "2024-05-01/2024-05-31", "month"),
        ("id", "Pada 8 Agustus 2025.", "8 Agustus 2025", "2025-08-08/2025-08-08", "day"),
        ("th", "เมื่อ 8 สิงหาคม 2568", "8 สิงหาคม 2568", "2025-08-08/2025-08-08", "day"),
        (None, "Stand 2025-04-28.", "2025-04-28", "2025-04-28/2025-04-28", "day"),
        (None, "8 августа 2025", "8 августа 2025", "2025-08-08/2025-08-08", "day"),
        ("de", "Stand 28.04.2025", "28.04.2025", "2025-04-28/2025-04-28", "day"),
        ("fr", "Publié le 28/04/2025", "28/04/2025", "2025-04-28/2025-04-28", "day"),
        ("en", "Posted 4/28/2025", "4/28/2025", "2025-04-28/2025-04-28", "day"),
    ],
)
def test_one_date(language: str | None, text: str, quote: str, days: str, precision: str) -> None:
    found = read(language, text)
    assert [each[1:] for each in found] == [(days, precision)]
    assert found[0][0].removeprefix("le ").removeprefix("El ") in (quote, f"Le {quote}", f"El {quote}")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They ordered 2008 chips and 2,000 boards of the 910D."),
        ("en", "It may rain; troops march on and sat down."),
        ("en", "The trip takes 3 months and 4 days."),
        ("en", "Built for $2025, version 10.2.14, in 2000 homes."),
        ("en", "It was 05/04/2025."),  # the fifth of April or the fourth of May: not for us to say
        ("pl", "Wybudowano w 2024 szkoły i 3 miesiące później 12 domów."),
        ("ru", "Построили 2020 домов за 3 дня."),
        ("it", "Il fine settimana è lungo."),
        ("ar", "خلال 3 أشهر و 40 ألف شخص"),
        ("zh", "持续3个月，共2008枚芯片"),
        ("ko", "3일 동안 이어졌다"),
        ("ja", "3日間続いた"),
        ("es", "Tiene 2024 páginas y dura 3 meses."),
        ("fr", "La fusée est revenue près de sept minutes après."),  # seven; the month cut short has its full stop
        ("es", "El complejo del mar Rojo es lujoso."),  # the sea
    ],
)
def test_no_date(language: str, text: str) -> None:
    assert read(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "time"),
    [
        ("en", "It began at 9:47.", "09:47"),
        ("en", "It began at 9:47 p.m. sharp.", "21:47"),
        ("de", "Es begann um 9.47 Uhr.", "09:47"),
        ("pl", "Zaczęło się o godz. 9.47.", "09:47"),
        ("fr", "À 9h47, le sol trembla.", "09:47"),
        ("fi", "Se alkoi kello 9.47.", "09:47"),
        ("zh", "下午1时20分发生地震。", "13:20"),
        ("ko", "오전 8시 57분이었다.", "08:57"),
    ],
)
def test_time_of_day(language: str, text: str, time: str) -> None:
    assert [each.time for each in find(text, language, PUBLISHED)] == [time]


def test_a_day_with_its_time_is_one_mention() -> None:
    (found,) = find("29일 오전 9시 3분 착륙했다", "ko", "2024-12-29")
    assert (found.start, found.time, found.precision) == (date(2024, 12, 29), "09:03", "time")


@pytest.mark.parametrize("language", sorted({path.stem for path in CUES.iterdir()} - {"zh", "ja", "ko", "und"}))
def test_every_month_that_is_a_word_is_read(language: str) -> None:
    months = json.loads((CUES.parent / "calendar.json").read_text("utf-8"))[language]["months"]
    for number, (name, *_) in enumerate(months, 1):
        text = f"2025. {name} 8" if language == "hu" else f"8 {name} 2025"
        assert [each.start for each in find(text, language, None)] == [date(2025, number, 8)], text


def test_the_names_of_all_languages_come_from_one_build() -> None:
    names = json.loads((CUES.parent / "calendar.json").read_text("utf-8"))
    assert len(names) > 40
    assert all(len(each["months"]) == 12 and len(each["weekdays"]) == 7 for each in names.values())
    assert set(names) >= {path.stem for path in CUES.iterdir()} - {"und"}


def test_weekday_is_the_nearest_at_or_before_publication() -> None:
    (found,) = find("He left on Wednesday.", "en", PUBLISHED)
    assert (found.start, found.relative) == (date(2025, 8, 20), True)


@pytest.mark.parametrize(
    ("language", "text", "published", "quote", "day"),
    [
        ("es", "El lunes 26, desfile.", "2025-05-25", "lunes 26", "2025-05-26"),
        ("it", "La tregua, firmata mercoledì 12.", "2025-11-21", "mercoledì 12", "2025-11-12"),
        ("fr", "Le vote a lieu dimanche 2 à Paris.", "2025-03", "dimanche 2", "2025-03-02"),
        ("it", "Sono morte lunedì 12 persone.", "2025-11-21", "lunedì", "2025-11-17"),  # they are counted
        ("it", "La tregua, firmata mercoledì 13.", "2025-11-21", "mercoledì", "2025-11-19"),  # there is no such day
        ("ja", "12日夜に始まった。", "2019-07", "12日", "2019-07-12"),
        ("ar", "وصل في الخامس من أغسطس.", "2023-08-23", "الخامس من أغسطس", "2023-08-05"),
        ("it", "Il primo novembre il tetto è crollato.", "2024-12-05", "primo novembre", "2024-11-01"),
        ("ru", "Он уехал двадцать пятого мая.", "2025-06-01", "двадцать пятого мая", "2025-05-25"),
        ("de", "Es begann am ersten Mai.", "2025-06-01", "ersten Mai", "2025-05-01"),
        ("it", "Poco prima di mezzogiorno del 3 maggio 2025.", None, "3 maggio 2025", "2025-05-03"),
    ],
)
def test_days_told_by_weekday_number_or_in_words(language, text, published, quote, day) -> None:
    (found,) = (each for each in find(text, language, published) if each.start or each.end)
    assert (quote in found.span.quote, str(found.start), str(found.end)) == (True, day, day)


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("ar", "ارتفعت المبيعات في الأسبوع الأول من سبتمبر.", "2025-09-01/2025-09-30"),
        ("ar", "ارتفعت المبيعات في الربع الأول من 2025.", "2025-01-01/2025-03-31"),
        ("ar", "ارتفعت في النصف الثاني من 2024.", "2024-07-01/2024-12-31"),
        ("it", "Nel primo trimestre 2025 è salita.", "2025-01-01/2025-03-31"),
        ("en", "In the first week of May it rose.", "2025-05-01/2025-05-31"),
    ],
)
def test_the_first_of_something_longer_is_no_day(language: str, text: str, days: str) -> None:
    (found,) = find(text, language, "2025-10-02")
    assert f"{found.start}/{found.end}" == days


def test_day_without_year_stands_in_a_year_of_its_own_when_nothing_dates_it() -> None:
    (found,) = find("On 8 August it rained.", "en", None)
    assert (found.start, found.recurring) == (date(4, 8, 8), True)


def test_day_without_year_is_the_nearest_to_publication() -> None:
    assert read("en", "The vote is on 28 May.", "2023-05-15")[0][1] == "2023-05-28/2023-05-28"
    assert read("en", "It was on 29 December.", "2025-01-03")[0][1] == "2024-12-29/2024-12-29"


def test_future_words_look_ahead() -> None:
    assert read("en", "It will open in January.")[0][1] == "2026-01-01/2026-01-31"


@pytest.mark.parametrize(("published", "days"), [("2025-08", "2025-07-01/2025-07-31"), ("2025", "/"), (None, "/")])
def test_relative_month_needs_a_month(published: str | None, days: str) -> None:
    assert read("en", "It fell last month.", published) == [("last month", days, "month")]


@pytest.mark.parametrize(
    "published", ["", "soon", "2025-13", "0000-01-01", "2025-02-31", "٢٠٢٥", "2025-08-20T10:00:00Z"]
)
def test_any_publication_date_is_survived(published: str) -> None:
    assert find("last month", "en", published)[0].relative


LANGUAGES = st.sampled_from([None, "en", "pl", "ru", "ar", "zh", "ko", "hu", "tr", "th", "vi", "xx", "pt-BR", "nb"])
PIECES = st.sampled_from(
    [
        "8",
        "31",
        "2025",
        "99",
        "4월",
        "年",
        "August",
        "sierpnia",
        "мая",
        "until",
        "do",
        "последний",
        "-",
        "–",
        ".",
        ",",
        "(",
        ")",
        "of",
        "de",
        "early",
        "roku",
        "9:47",
        "Q1",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join)), LANGUAGES)
def test_spans_are_exact_ordered_and_apart(text: str, language: str | None) -> None:
    found = find(text, language, PUBLISHED)
    assert all(text[each.span.start : each.span.end] == each.span.quote != "" for each in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(each.start is None or each.end is None or each.start <= each.end for each in found)


@pytest.mark.parametrize("piece", ["of ", "1", "early ", "2025 ", "May ", "- ", "8. ", "(", "9:47 ", "12/"])
def test_long_repetitions_are_survived(piece: str) -> None:
    assert isinstance(find(piece * 3000, "en", PUBLISHED), list)


AROUND = [
    ("day", "2025-05-12", "2025-05-12"),
    ("week", "2025-05-12", "2025-05-18"),
    ("month", "2025-05-01", "2025-05-31"),
    ("quarter", "2025-04-01", "2025-06-30"),
    ("half", "2025-01-01", "2025-06-30"),
    ("year", "2025-01-01", "2025-12-31"),
    ("decade", "2020-01-01", "2029-12-31"),
    ("century", "2000-01-01", "2100-12-31"),
]


@pytest.mark.parametrize(("precision", "first", "last"), AROUND)
def test_the_period_around_a_day(precision: Precision, first: str, last: str) -> None:
    assert tuple(str(day) for day in around(date(2025, 5, 12), precision)) == (first, last)


@given(st.dates(date(1700, 1, 1), date(2100, 12, 31)), st.sampled_from([precision for precision, _, _ in AROUND]))
def test_a_day_lies_in_the_period_around_it(day: date, precision: Precision) -> None:
    first, last = around(day, precision)
    assert first <= day <= last
    assert around(first, precision)[1] >= last
