"""How each class of quantity is read, in many languages: value, unit, and what is left alone."""

from decimal import Decimal

import pytest

from claims.quantities import find
from claims.quantities.currencies import country_of


def read(text: str, language: str, country: str | None = None) -> list[tuple[float | None, float | None, str | None]]:
    found = find(text, language, country)
    return [(None if q.low is None else float(q.low), None if q.high is None else float(q.high), q.unit) for q in found]


def levels(text: str, language: str) -> list[tuple[float, str | None]]:
    return [(float(q.low), q.unit) for q in find(text, language) if q.low is not None and q.low == q.high]


DECIMALS_IN_WORDS = [
    ("en", "three point five percent", 3.5, "%"),
    ("en", "three point one four million people", 3_140_000, None),
    ("fr", "deux virgule vingt-cinq millions d'euros", 2_250_000, "EUR"),
    ("de", "zwei Komma fünf Milliarden Euro", 2.5e9, "EUR"),
    ("es", "cuarenta y siete coma veintiocho por ciento", 47.28, "%"),
    ("es", "siete con cincuenta por ciento", 7.5, "%"),
    ("it", "tre virgola cinque per cento", 3.5, "%"),
    ("pt", "três vírgula cinco por cento", 3.5, "%"),
    ("nl", "drie komma vijf procent", 3.5, "%"),
    ("pl", "trzy przecinek pięć procent", 3.5, "%"),
    ("pl", "pięć i trzy dziesiąte procent", 5.3, "%"),
    ("ru", "три целых пять десятых процента", 3.5, "%"),
    ("ru", "двух целых двадцати пяти сотых миллиона рублей", 2_250_000, "RUB"),
    ("uk", "три цілих п'ять десятих відсотка", 3.5, "%"),
    ("fi", "kolme pilkku viisi prosenttia", 3.5, "%"),
    ("hu", "három egész öt tized százalék", 3.5, "%"),
    ("tr", "üç virgül beş milyon lira", 3_500_000, "TRY"),
    ("zh", "三点五亿元", 350_000_000, "CNY"),
    ("ja", "七十五点二パーセント", 75.2, "%"),
]


@pytest.mark.parametrize(("language", "text", "value", "unit"), DECIMALS_IN_WORDS)
def test_decimals_in_words(language: str, text: str, value: float, unit: str | None) -> None:
    assert levels(text, language) == [(value, unit)]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("pl", "prawie 480 tysięcy pięć lat wcześniej", [480_000, 5]),
        ("ru", "480 тысяч пятью годами ранее", [480_000, 5]),
        ("it", "3 milioni due anni prima", [3_000_000, 2]),
        ("ru", "3 миллиона двадцать пять тысяч человек", [3_025_000]),
        ("en", "2 million twenty-five thousand people", [2_025_000]),
        ("fr", "3 millions vingt-cinq mille habitants", [3_025_000]),
        ("es", "2 mil veinte personas", [2_020]),
        ("hu", "5 ezer ötven ember", [5_050]),
        ("en", "2 million five hundred thousand people", [2_500_000]),
        ("es", "3 millones doscientos mil habitantes", [3_200_000]),
        ("tr", "27 milyon 88 bin 360 kişi", [27_088_360]),
    ],
)
def test_a_small_number_in_words_behind_digits_counts_anew(language: str, text: str, values: list[float]) -> None:
    assert [value for value, _ in levels(text, language)] == values


def test_a_joining_word_is_no_decimal_sign() -> None:
    assert levels("pięć osób i trzy osoby", "pl") == [(5, None), (3, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Temperatures hit 46.4C in the plain", [(46.4, "°C")]),
        ("the 1.5C goal of Paris", [(1.5, "°C")]),
        ("it reached 40C (104F) in the shade", [(40, "°C"), (104, "°F")]),
        ("Huawei sells the Ascend 910C", []),
        ("an iPhone 5C was found", []),
        ("the MIG-29C and the 747C", []),
        ("Deductions under section 80C", []),
        ("passengers in seat 14F", []),
        ("a 10C battery", []),
    ],
)
def test_a_letter_on_a_number_is_a_scale_where_it_is_no_name(text: str, expected: list[tuple[float, str]]) -> None:
    assert levels(text, "en") == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "312 litres of rain per square metre fell"),
        ("de", "312 Liter pro Quadratmeter fielen"),
        ("de", "312 l/m² fielen"),
        ("fr", "312 litres d'eau au mètre carré"),
        ("es", "312 litros por metro cuadrado"),
        ("it", "312 litri per metro quadrato"),
        ("pl", "312 litrów wody na metr kwadratowy"),
        ("ru", "312 литров на квадратный метр"),
        ("ro", "312 litri pe metru pătrat"),
        ("ar", "312 لترا للمتر المربع"),
    ],
)
def test_rain_in_litres_is_rain_in_millimetres(language: str, text: str) -> None:
    assert levels(text, language) == [(312, "mm")]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("clocked 2:07.53 in Rome", [127.53]),
        ("w 2:07,11, a Polak w 2:07,53", [127.11, 127.53]),
        ("на 3.34,52", [214.52]),
        ("at 2:07 p.m.", []),
        ("1.234,50", []),
        ("12.05.2024", []),
        ("12:05:30.5", []),
        ("ein Maßstab von 1:25.000", []),
        ("a map at 1:50,000", []),
        ("a ratio of 1:10.5", []),
        ("a lap of 1:16.330", [76.33]),
    ],
)
def test_timings_of_a_race_are_seconds(text: str, seconds: list[float]) -> None:
    assert [float(q.low) for q in find(text, "en") if q.unit == "second"] == seconds


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("en", "41 kilometres a second", "km/s"),
        ("it", "41 chilometri al secondo", "km/s"),
        ("es", "41 kilómetros por segundo", "km/s"),
        ("en", "41 gigabytes per second", "GB/s"),
        ("zh", "41亩", "mu"),
        ("el", "41 στρέμματα", "dunam"),
    ],
)
def test_units_by_time_and_of_land(language: str, text: str, unit: str) -> None:
    (found,) = find(text, language)
    assert (found.unit, found.per) == (unit, None)


MONEY = [
    ("en", "in excess of 30 MUSD", 30e6, "USD"),
    ("en", "revenues of MAUD 60", 60e6, "AUD"),
    ("en", "500 tEUR", 500_000, "EUR"),
    ("en", "A $145m production", 145e6, "USD"),
    ("en", "an A$145m production", 145e6, "AUD"),
    ("sv", "25 mkr", 25e6, "SEK"),
    ("sv", "1,2 mdkr", 1.2e9, "SEK"),
    ("fr", "530 M€", 530e6, "EUR"),
    ("en", "15 dollars 50", 15.5, "USD"),
    ("en", "15 dollars and 50 cents", 15.5, "USD"),
    ("fr", "treize euros et quarante-cinq cents", 13.45, "EUR"),
    ("de", "zwei Euro fünfzig", 2.5, "EUR"),
    ("es", "25 euros con 50", 25.5, "EUR"),
    ("zh", "50元6角3分", 50.63, "CNY"),
    ("de", "Hast du mal einen Euro", 1, "EUR"),
    ("en", "5m euros", 5e6, "EUR"),
    ("sw", "shilingi bilioni 3.5", 3.5e9, "KES"),
    ("he", "\u200f57,889.00\u00a0\u200f$", 57889, "USD"),
]


@pytest.mark.parametrize(("language", "text", "value", "unit"), MONEY)
def test_money(language: str, text: str, value: float, unit: str) -> None:
    (found,) = find(text, language)
    assert (float(found.low or 0), found.unit) == (value, unit)


def test_a_number_after_a_sum_that_counts_something_is_no_cents() -> None:
    assert levels("He paid 20 dollars 30 times", "en") == [(20, "USD"), (30, "x")]


SIGNS = [
    ("ko", "120㎾에 이른다", 120, "kW"),
    ("ko", "20㎿급", 20, "MW"),
    ("ko", "300㎿h", 300, "MWh"),
    ("ko", "4㏊", 4, "ha"),
    ("ko", "15㎡", 15, "m²"),
    ("ko", "30㎧", 30, "m/s"),
    ("ko", "100㎞/h", 100, "km/h"),
    ("ko", "1024㍱", 1024, "hPa"),
    ("ja", "50㌧の米", 50, "t"),
    ("ja", "30㌫", 30, "%"),
    ("ja", "100㌦", 100, "USD"),
    ("ja", "７２ｋｇ", 72, "kg"),
    ("zh", "1.2万㎢", 12_000, "km²"),
]


@pytest.mark.parametrize(("language", "text", "value", "unit"), SIGNS)
def test_units_in_one_sign_or_wide_letters(language: str, text: str, value: float, unit: str) -> None:
    assert levels(text, language) == [(value, unit)]


MAGNITUDES = [
    ("en", "1.5m tonnes let in free", 1.5e6, "t"),
    ("en", "1.5 M tonnes", 1.5e6, "t"),
    ("es", "1,5 M de toneladas", 1.5e6, "t"),
    ("fr", "1,5 M de tonnes", 1.5e6, "t"),
    ("es", "3 M de euros", 3e6, "EUR"),
    ("en", "2bn barrels", 2e9, "bbl"),
    ("en", "a 1.5m wall", 1.5, "m"),
    ("en", "3m wide", 3, "m"),
    ("it", "un milione e duecentomila tonnellate", 1.2e6, "t"),
    ("it", "un miliardo e duecento milioni di euro", 1.2e9, "EUR"),
    ("es", "cuarenta y cinco millones de euros", 45e6, "EUR"),
    ("es", "dos mil cuarenta y cinco millones de euros", 2045e6, "EUR"),
    ("es", "un millón y doscientos mil euros", 1.2e6, "EUR"),
    ("pt", "um milhão e duzentos mil euros", 1.2e6, "EUR"),
    ("ro", "un milion și două sute de mii de euro", 1.2e6, "EUR"),
    ("pl", "milion i dwieście tysięcy euro", 1.2e6, "EUR"),
    ("he", "מיליון ומאתיים אלף שקל", 1.2e6, "ILS"),
    ("en", "a million and two hundred thousand dollars", 1.2e6, "USD"),
    ("ar", "مليون وأربعمئة ألف دولار", 1.4e6, "USD"),
    ("ar", "أربعة مليارات ونصف مليار دولار", 4.5e9, "USD"),
    ("ar", "52 ألفا و 300 شخص", 52_300, None),
    ("fa", "۱۸ هزار و ۹۰۰ نفر", 18_900, None),
    ("fa", "هزار و ۸۷۰ نفر", 1870, None),
    ("fa", "۳ میلیون و ۲۰۰ هزار نفر", 3.2e6, None),
]


@pytest.mark.parametrize(("language", "text", "value", "unit"), MAGNITUDES)
def test_magnitudes(language: str, text: str, value: float, unit: str | None) -> None:
    assert levels(text, language) == [(value, unit)]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("it", "due milioni e cinque persone", [2e6, 5]),
        ("it", "fra 275mila e 325mila", []),
        ("en", "3 million and 2 million", [3e6, 2e6]),
        ("pt", "1,5 bilhão e 2 milhões de euros", [1.5e9, 2e6]),
        ("en", "hit five thousand and 300 died", [5000, 300]),
    ],
)
def test_numbers_that_an_and_keeps_apart(language: str, text: str, values: list[float]) -> None:
    assert [value for value, _ in levels(text, language)] == values


DEGREES = [
    ("en", "41 degrees in the shade", 41, "°C"),
    ("en", "It hit 41°", 41, "°C"),
    ("en", "It was 50 degrees, far from the 105 °F of July", 50, "°F"),
    ("hu", "41,2 fok volt", 41.2, "°C"),
    ("zh", "41.2度", 41.2, "°C"),
    ("tr", "41,2 derece", 41.2, "°C"),
    ("cs", "padlo 41,2°", 41.2, "°C"),
    ("en", "at 41 degrees latitude", 41, "°"),
    ("en", "40° N", 40, "°"),
    ("en", "a slope of 30 degrees", 30, "°"),
    ("en", "a 180-degree turn", 180, "°"),
    ("es", "a 41° de latitud norte", 41, "°"),
    ("de", "41° nördlicher Breite", 41, "°"),
    ("ru", "41° северной широты", 41, "°"),
]


@pytest.mark.parametrize(("language", "text", "value", "unit"), DEGREES)
def test_bare_degrees_are_of_warmth_unless_words_say_otherwise(
    language: str, text: str, value: float, unit: str
) -> None:
    assert levels(text, language)[0] == (value, unit)


SPEEDS = [
    ("ko", "시속 170km", 170, "km/h"),
    ("ko", "초당 8TB", 8, "TB/s"),
    ("ja", "毎秒8テラバイト", 8, "TB/s"),
    ("ja", "時速200キロ", 200, "km/h"),
    ("zh", "时速200公里", 200, "km/h"),
]


@pytest.mark.parametrize(("language", "text", "value", "unit"), SPEEDS)
def test_what_is_told_by_hour_or_second_is_a_speed(language: str, text: str, value: float, unit: str) -> None:
    assert levels(text, language) == [(value, unit)]


COUNTERS = [("ja", "遺族41世帯は", 41), ("ja", "1430個を", 1430), ("ko", "1430개로", 1430)]


@pytest.mark.parametrize(("language", "text", "value"), COUNTERS)
def test_a_counter_makes_a_number_no_year_and_no_rank(language: str, text: str, value: float) -> None:
    assert levels(text, language) == [(value, None)]


SHARES = [
    ("en", "three of ten people", 30),
    ("en", "7 of 10 agreed", 70),
    ("en", "3 out of 17 patients", 17.647059),
    ("en", "2/3 of voters", 66.666667),
    ("es", "uno de cada tres españoles", 33.333333),
    ("fr", "un Français sur trois", 33.333333),
    ("ja", "3人に1人", 33.333333),
    ("ro", "unul din trei", 33.333333),
    ("ja", "3割8分7厘", 38.7),
    ("ja", "5割半", 55),
    ("es", "tres quintos por ciento", 0.6),
]


@pytest.mark.parametrize(("language", "text", "value"), SHARES)
def test_shares(language: str, text: str, value: float) -> None:
    assert levels(text, language) == [(value, "%")]


@pytest.mark.parametrize("text", ["two of the states", "the 9/11 attacks", "They won 2–1 and 3-0", "open 24/7"])
def test_what_looks_like_a_share(text: str) -> None:
    assert all(unit != "%" for _, unit in levels(text, "en"))


AGES = [
    ("en", "Maria Lopez, 38, was killed", 38),
    ("en", "Tom Hill (52) resigned", 52),
    ("en", "a boy aged 14", 14),
    ("en", "the 38-year-old driver", 38),
    ("de", "ein achtunddreißigjähriger Mann", 38),
    ("de", "die 38-jährige Frau", 38),
    ("pl", "38-letni kierowca", 38),
    ("pl", "czterdziestolatek", 40),
    ("ru", "сорокалетний водитель", 40),
    ("uk", "сорокарічний водій", 40),
    ("it", "una trentottenne", 38),
    ("sv", "en trettioåttaårig man", 38),
    ("nl", "de veertigjarige man", 40),
    ("ja", "28歳の男性", 28),
    ("pl", "Zatrzymano kierowcę, lat 39, oraz pasażerkę", 39),
]


@pytest.mark.parametrize(("language", "text", "years"), AGES)
def test_ages_are_years(language: str, text: str, years: int) -> None:
    assert levels(text, language) == [(years, "year")]


DURATIONS = [
    ("en", "The mission lasted 2h30m", 2.5, "hour"),
    ("en", "1 h 45 min", 1.75, "hour"),
    ("fr", "1h30 de retard", 1.5, "hour"),
    ("de", "eine dreistündige Sitzung", 3, "hour"),
    ("ru", "двухдневный саммит", 2, "day"),
    ("pl", "dwudniowy szczyt", 2, "day"),
    ("he", "שנה וחצי", 1.5, "year"),
    ("he", "לפני שנתיים", 2, "year"),
    ("ar", "استمر يومين", 2, "day"),
    ("hr", "godinu i pol", 1.5, "year"),
    ("en", "a year and a half", 1.5, "year"),
    ("ko", "1년 반", 1.5, "year"),
]


@pytest.mark.parametrize(("language", "text", "value", "unit"), DURATIONS)
def test_durations(language: str, text: str, value: float, unit: str) -> None:
    assert levels(text, language) == [(value, unit)]


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "à 14h30"), ("en", "at 14h30"), ("en", "the twenty-first"), ("de", "ganzjährig"), ("pl", "wieloletni")],
)
def test_no_durations(language: str, text: str) -> None:
    assert find(text, language) == []


LISTS = [
    ("en", "Sales rose 5, 7 and 9 percent", [(5, "%"), (7, "%"), (9, "%")]),
    ("en", "runs of 50, 60, and 70 km", [(50, "km"), (60, "km"), (70, "km")]),
    ("en", "5 and 7 million euros", [(5e6, "EUR"), (7e6, "EUR")]),
    ("pl", "600 milionów juanów na chipy, 300 milionów na sieci", [(600e6, "CNY"), (300e6, "CNY")]),
    ("en", "12 dead and 30 injured", [(12, None), (30, None)]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), LISTS)
def test_units_said_once(language: str, text: str, wanted: list[tuple[float, str | None]]) -> None:
    assert levels(text, language) == wanted


RANGES = [
    ("en", "-5 to -10°C", -10, -5, "°C", "range"),
    ("ja", "2.8%から2.6%に低下", 2.8, 2.6, "%", "change_to"),
    ("ko", "3.1%에서 2.8%로 하락", 3.1, 2.8, "%", "change_to"),
    ("hu", "4,1-ről 3,8 százalékra csökkent", 4.1, 3.8, "%", "change_to"),
    ("tr", "yüzde 9,1'den yüzde 8,8'e geriledi", 9.1, 8.8, "%", "change_to"),
    ("hi", "7.8% से घटकर 7.4%", 7.8, 7.4, "%", "change_to"),
]


@pytest.mark.parametrize(("language", "text", "low", "high", "unit", "form"), RANGES)
def test_ranges(language: str, text: str, low: float, high: float, unit: str, form: str) -> None:
    (found,) = find(text, language)
    assert (float(found.low or 0), float(found.high or 0), found.unit, found.form) == (low, high, unit, form)


@pytest.mark.parametrize(
    ("language", "text"), [("lt", "padidėjo iki 30 proc."), ("en", "edged up to 4.2%"), ("ru", "выросла до 30%")]
)
def test_what_a_change_led_to_is_no_bound(language: str, text: str) -> None:
    (found,) = find(text, language)
    assert found.low == found.high


CURRENCIES = [
    ("es", "cuesta 500 pesos", "AR", "ARS"),
    ("es-MX", "cuesta $500", None, "MXN"),
    ("es", "El gobierno de Argentina gastó 300 millones de pesos", None, "ARS"),
    ("en", "It costs $20m", "AU", "AUD"),
    ("en", "It costs $20m", None, "USD"),
    ("en", "It costs US$20m", "AU", "USD"),
    ("en", "It costs 20 USD", "AU", "USD"),
    ("en", "Pakistan raised the price by 50 rupees", None, "PKR"),
    ("fr", "500 dinars en Algérie", None, "DZD"),
    ("en", "¥500", "CN", "CNY"),
    ("sv", "500 kr", "NO", "NOK"),
    ("en", "DKr2.3bn", None, "DKK"),
    ("ja", "180億ルピアの制裁金", None, "IDR"),
    ("zh", "30亿克朗", "DK", "DKK"),
    ("zh", "丹麦银行获30亿克朗", None, "DKK"),
    ("tr", "5,9 milyar kron", "SE", "SEK"),
    ("ru", "2,9 млрд песо", "PH", "PHP"),
    ("ja", "フィリピンでは19億ペソ", None, "PHP"),
    ("bg", "Турция наложи глоба от 8,64 милиарда лири", None, "TRY"),
    ("cs", "Švédsko dá 5 miliard korun", None, "CZK"),
    ("ko", "필리핀은 180억 페소를", None, "PHP"),
    ("en", "£5", "AU", "GBP"),
]


@pytest.mark.parametrize(("language", "text", "country", "unit"), CURRENCIES)
def test_shared_names_of_currencies(language: str, text: str, country: str | None, unit: str) -> None:
    (found,) = find(text, language, country)
    assert found.unit == unit


UNSURE = [
    ("en", "5 bn crowns", True),
    ("it", "1,9 miliardi di corone", True),
    ("ja", "45ペソ", True),
    ("ru", "500 крон", True),
    ("bg", "8,64 милиарда лири", True),
    ("zh", "30亿克朗", True),
    ("en", "200 lira", True),
    ("en", "20 million dollars", False),
    ("en", "20 pounds", False),
    ("en", "$20m", False),
    ("ja", "500円", False),
    ("cs", "5 miliard korun", False),
    ("da", "5 milliarder kroner", False),
    ("tr", "5 milyon lira", False),
    ("pl", "5 mln zł", False),
    ("en", "5 bn Swedish crowns", False),
    ("en", "Kč 5bn", False),
    ("en", "5 bn SEK", False),
]


@pytest.mark.parametrize(("language", "text", "unsure"), UNSURE)
def test_a_sum_says_which_other_currencies_its_word_may_mean(language: str, text: str, unsure: bool) -> None:
    (found,) = find(text, language)
    assert bool(found.rivals) is unsure
    assert found.unit not in found.rivals


def test_the_currency_named_before_settles_the_next() -> None:
    units = [q.unit for q in find("100 Mexican pesos, later 200 pesos", "en")]
    assert units == ["MXN", "MXN"]


@pytest.mark.parametrize(
    ("source", "country"),
    [("https://www.clarin.com.ar/x", "AR"), ("bbc.co.uk", "GB"), ("ft.com", None), ("The Times", None), (None, None)],
)
def test_country_of_a_source(source: str | None, country: str | None) -> None:
    assert country_of(source) == country


def test_units_of_many_kinds() -> None:
    text = "350 µg/m³, 2.4 Mt, 120 dB, 300 Nm, 95 g/km, 3,000 rpm, 8 mSv"
    assert [unit for _, unit in levels(text, "en")] == ["µg/m³", "Mt", "dB", "Nm", "g/km", "rpm", "mSv"]


def test_a_unit_that_begins_with_a_magnitude_is_whole() -> None:
    assert levels("150兆瓦、5千克、20兆字节", "zh") == [(150, "MW"), (5, "kg"), (20, "MB")]


def test_rates_follow_what_the_amount_is_of() -> None:
    (found,) = find("2.4 Mt of CO2 a year", "en")
    assert (found.low, found.per) == (Decimal("2.4"), "year")
    assert find("4.1% a month earlier", "en")[0].per is None


def test_small_words_that_are_also_units() -> None:
    assert levels("200 ha de bosque", "es") == [(200, "ha")]
    assert levels("El 13 ha dicho", "es") != [(13, "ha")]
