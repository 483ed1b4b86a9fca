"""Forms that the tables of the languages do not hold: zones, short years, parts of fiscal years, bounds and ranges."""

import pytest

from claims.dates import find

PUBLISHED = "2025-08-20"


def read(language: str | None, text: str, published: str | None = PUBLISHED) -> list[tuple[str, str, str]]:
    return [
        (each.span.quote, f"{each.start or ''}/{each.end or ''}", each.precision)
        for each in find(text, language, published)
    ]


@pytest.mark.parametrize(
    ("language", "text", "time", "zone"),
    [
        ("en", "It struck at 04.17am local time.", "04:17", "local"),
        ("en", "It struck at 0117 GMT.", "01:17", "UTC"),
        ("en", "Lift-off was at 7:25 am Central Time.", "07:25", "CT"),
        ("en", "It ends at midnight.", "00:00", None),
        ("en", "It fell shortly before noon local time.", "12:00", "local"),
        ("it", "La scossa è arrivata alle 4,15 ora locale.", "04:15", "local"),
        ("it", "Erano le 7.20 in Italia.", "07:20", "UTC+1"),
        ("es", "Se produjo a las 06:20:54 UTC.", "06:20", "UTC"),
        ("pl", "W Polsce była godz. 6 rano.", "06:00", "UTC+1"),
        ("pl", "U nas była 14.20, a w Polsce była 8.50.", "08:50", "UTC+1"),
        ("it", "In Italia erano le 07:50.", "07:50", "UTC+1"),
        ("de", "In Deutschland war es 2:28 Uhr.", "02:28", "UTC+1"),
        ("ru", "Ракета взлетела в 15:25 по московскому времени.", "15:25", "UTC+3"),
        ("ru", "Поезд ушёл в 3:15 ночи.", "03:15", None),
        ("ru", "Поезд ушёл в 11:15 ночи.", "23:15", None),
        ("id", "Roket lepas landas pukul 7.25 pagi waktu setempat.", "07:25", "local"),
        ("zh", "地震发生在当地时间下午1时20分。", "13:20", "local"),
        ("zh", "会议北京时间上午9时开始。", "09:00", "UTC+8"),
        ("ko", "현지시간 오후 3시 발사했다.", "15:00", "local"),
        ("fa", "ساعت ۱۴:۳۰ به وقت تهران باز شد.", "14:30", "UTC+3:30"),
        ("ar", "وقع الزلزال الساعة 4:17 بتوقيت غرينتش.", "04:17", "UTC"),
        ("de", "Der Zug fuhr um 23.05 Uhr MEZ.", "23:05", "UTC+1"),
        ("fr", "Le train est parti à 12 h 30 heure locale.", "12:30", "local"),
    ],
)
def test_clock_time_and_zone(language: str, text: str, time: str, zone: str | None) -> None:
    assert [(each.time, each.zone) for each in find(text, language, PUBLISHED)] == [(time, zone)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Sales rose 4.17 percent, the ratio is 12:1 and the score 3:2."),
        ("it", "La scossa ha avuto magnitudo 7.7."),
        ("ru", "Магнитуда составила 6.5."),
        ("de", "Der Preis stieg um 3 Prozent, die Tauglichkeit gegen eine Gebühr."),
        ("ru", "Экипаж работал 3 дня и 2 ночи."),
        ("pl", "Na północy Syrii runęły domy, a na południe pojechała pomoc."),
        ("fr", "Ils vivent dans le Midi."),
        ("en", "Version 10.2.14 and file 1.2.34 are out."),
    ],
)
def test_no_time_of_day(language: str, text: str) -> None:
    assert read(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "days", "precision"),
    [
        ("en", "Revenue rose in FY25.", "2025-01-01/2025-12-31", "year"),
        ("en", "Revenue rose in FY2024-25.", "2025-01-01/2025-12-31", "year"),
        ("en", "Revenue rose in the third quarter of fiscal 2025.", "2025-01-01/2025-12-31", "quarter"),
        ("fr", "Le chiffre d'affaires de l'exercice 2024/25 a monté.", "2024-01-01/2025-12-31", "year"),
        ("de", "Im Geschäftsjahr 2024/25 stieg der Umsatz.", "2024-01-01/2025-12-31", "year"),
        ("ja", "2025年度の売上は伸びた。", "2025-04-01/2026-03-31", "year"),
        ("en", "Sales fell in August '24.", "2024-08-01/2024-08-31", "month"),
        ("en", "It was all the rage in the early 1990s.", "1990-01-01/1993-12-31", "decade"),
        ("pl", "Było to w latach dziewięćdziesiątych.", "1990-01-01/1999-12-31", "decade"),
        ("it", "Era la moda degli anni Novanta.", "1990-01-01/1999-12-31", "decade"),
        ("sv", "Huset är från 1800-talet.", "1800-01-01/1900-12-31", "century"),
        ("de", "Stand 08.04.25", "2025-04-08/2025-04-08", "day"),
        ("es", "Publicado el 8/4/25", "2025-04-08/2025-04-08", "day"),
        ("de", "Am Montag (23.02.) war Wahl.", "2025-02-23/2025-02-23", "day"),
        ("zh", "上周五宣布。", "2025-08-15/2025-08-15", "day"),
        ("ja", "先週の金曜日に辞任した。", "2025-08-15/2025-08-15", "day"),
        ("ar", "أغلق قبل أسبوعين.", "2025-08-04/2025-08-10", "week"),
        ("en", "It opens no earlier than 2027.", "2027-01-01/", "year"),
        ("it", "Non prima della metà dell'anno.", "2025-05-01/", "year"),
        ("ro", "Târgul a fost între 18 și 22 iunie.", "2025-06-18/2025-06-22", "day"),
        ("ar", "في الفترة بين يونيو وديسمبر 2024 ارتفع.", "2024-06-01/2024-12-31", "month"),
        ("it", "La media del periodo 1850-1900 era più bassa.", "1850-01-01/1900-12-31", "year"),
    ],
)
def test_form(language: str, text: str, days: str, precision: str) -> None:
    assert [each[1:] for each in read(language, text)] == [(days, precision)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The house was built in two weeks."),  # so long it took
        ("de", "Das Haus wurde in zwei Wochen gebaut."),
        ("es", "La casa se construyó en dos semanas."),
        ("ru", "Дом построили через две недели."),  # two weeks after something
    ],
)
def test_in_two_weeks_is_a_date_only_where_the_text_looks_ahead(language: str, text: str) -> None:
    assert read(language, text) == []


def test_a_time_beside_a_month_is_a_mention_of_its_own() -> None:
    assert [each[2] for each in read("de", "Im Februar um 04:10 Uhr schneite es.")] == ["month", "time"]


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "0123456789", "๐๑๒๓๔๕๖๗๘๙"])
def test_digits_of_every_script(digits: str) -> None:
    text = "2025-08-08 14:30".translate({ord(str(value)): digit for value, digit in enumerate(digits)})
    (found,) = find(text, "en", None)
    assert (found.span.quote, found.time) == (text, "14:30")


@pytest.mark.parametrize("piece", ["1", "٣", "'", "a-", "第", "年", "上", "ו-", "1.", "1/", "早", "Q"])
@pytest.mark.parametrize("language", ["en", "zh", "he", "ar"])
def test_long_rows_of_one_sign_are_survived(piece: str, language: str) -> None:
    assert isinstance(find(piece * 1500, language, PUBLISHED), list)
