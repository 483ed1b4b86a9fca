"""Names, places and codes in running text, language by language."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.entities import display, find, lies_in
from claims.entities.gazetteer import _wholes, titles_of_keys


def keys(language: str | None, text: str) -> list[str]:
    return [each.key for each in find(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The Huawei plant and Nvidia's rivals", ["huawei", "nvidia"]),
        ("en", "A spokesman for the UN in South Korea", ["un", "place:KR"]),
        ("en", "South Sudan borders Sudan", ["place:SS", "place:SD"]),
        ("en", "Niger and Nigeria, Iran and Iraq", ["place:NE", "place:NG", "place:IR", "place:IQ"]),
        ("en", "He said Melania Trump met President Trump", ["melania trump", "donald trump"]),
        ("en", "American officials spoke with Recep Tayyip Erdogan", ["place:US", "recep tayyip erdogan"]),
        ("pl", "Spór z Huaweiem o układy NVIDII", ["huawei", "nvidia"]),
        ("pl", "Rozmowa Trumpa z Putinem w Korei Południowej", ["donald trump", "vladimir putin", "place:KR"]),
        ("pl", "Według amerykańskich mediów ONZ liczy Chiny", ["place:US", "un", "place:CN"]),
        ("pl", "Ludność Nigerii i Nigru", ["place:NG", "place:NE"]),
        ("pl", "Spotkanie Rafała Trzaskowskiego z wyborcami", ["rafal trzaskowski"]),
        ("cs", "Jednání s Trumpem v Číně", ["donald trump", "place:CN"]),
        ("ru", "Чипы Хуавэя и заявление Трампа в США", ["huawei", "donald trump", "place:US"]),
        ("ru", "Встреча Зеленского с Гутерришем", ["volodymyr zelensky", "antonio guterres"]),
        ("uk", "Виступ Зеленського у Польщі", ["volodymyr zelensky", "place:PL"]),
        ("ar", "قالت هواوي وعلي بابا في الصين", ["huawei", "alibaba", "place:CN"]),
        ("ar", "واردات الولايات المتحدة للصين بحسب ترامب", ["place:US", "place:CN", "donald trump"]),
        ("he", "נתניהו ביקר בארצות הברית", ["benjamin netanyahu", "place:US"]),
        ("zh", "华为与英伟达在美国", ["huawei", "nvidia", "place:US"]),
        ("ja", "トランプ大統領と中国", ["donald trump", "place:CN"]),
        ("ko", "삼성전자는 미국에서", ["samsung", "place:US"]),
        ("tr", "Türkiye'de Kemal Kılıçdaroğlu ABD'ye karşı", ["place:TR", "kemal kilicdaroglu", "place:US"]),
        ("fi", "Puhe Kiinassa ja Venäjän vastaus", ["place:CN", "place:RU"]),
        ("hu", "Kínában és Magyarországon Orbán Viktor", ["place:CN", "place:HU", "viktor orban"]),
        ("de", "Das Treffen von Friedrich Merz mit Südkoreas Regierung", ["friedrich merz", "place:KR"]),
        ("fr", "Selon l'OMS, les États-Unis hésitent", ["who", "place:US"]),
        ("es", "Según la ONU, el presidente Javier Milei viajó", ["un", "javier milei"]),
        ("it", "Il vertice tra Meloni e gli Stati Uniti", ["giorgia meloni", "place:US"]),
        ("pt", "O encontro entre os EUA e a Ucrânia", ["place:US", "place:UA"]),
        ("nl", "De top in de Verenigde Staten met Rutte", ["place:US", "mark rutte"]),
        ("el", "Η συμφωνία με την Κίνα και τις ΗΠΑ", ["place:CN", "place:US"]),
        ("hi", "अमेरिका और चीन के बीच मोदी", ["place:US", "place:CN", "narendra modi"]),
        (None, "Erdoğan and Huawei", ["recep tayyip erdogan", "huawei"]),
    ],
)
def test_known_names(language: str | None, text: str, expected: list[str]) -> None:
    assert keys(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Talks moved from Lisbon to Athens", ["place:lisbon", "place:athens"]),
        ("pl", "Burza w Atenach i Lizbonie", ["place:athens", "place:lisbon"]),
        ("cs", "Schůzka v Athénách a v Helsinkách", ["place:athens", "place:helsinki"]),
        ("ru", "Пожары в Афинах и встреча в Хельсинки", ["place:athens", "place:helsinki"]),
        ("uk", "Зустріч у Афінах і Бухаресті", ["place:athens", "place:bucharest"]),
        ("ar", "اجتماع في أثينا ثم لشبونة", ["place:athens", "place:lisbon"]),
        ("zh", "从里斯本到布加勒斯特", ["place:lisbon", "place:bucharest"]),
        ("tr", "Atina'dan Sofya'ya", ["place:athens", "place:sofia"]),
        ("de", "Von Bukarest nach Kopenhagen", ["place:bucharest", "place:copenhagen"]),
        ("el", "Από την Αθήνα στη Λισαβόνα", ["place:athens", "place:lisbon"]),
    ],
)
def test_large_cities_have_one_key_in_every_language(language: str, text: str, expected: list[str]) -> None:
    assert keys(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The director is Sofia Coppola"),
        ("en", "An actor, Joaquin Phoenix, won"),
        ("es", "La paz en Ucrania sigue lejos"),
        ("zh", "救援人员在这里加紧搜救"),
        ("ja", "20キロメートル先"),
        ("ar", "حريق ماتي"),
    ],
)
def test_what_only_looks_like_a_city(language: str, text: str) -> None:
    cities = {key for key in keys(language, text) if key.startswith("place:") and not key[6:].isupper()}
    assert not cities


def test_a_country_of_a_name_is_no_city() -> None:
    assert keys("pl", "Gwatemala i Panama") == ["place:GT", "place:PA"]


@pytest.mark.parametrize(
    ("place", "whole", "inside"),
    [
        ("place:athens", "place:GR", True),
        ("place:lahaina", "place:maui", True),
        ("place:lahaina", "place:US", True),
        ("place:GR", "place:athens", False),
        ("place:athens", "place:athens", False),
        ("place:athens", "place:IT", False),
        ("springfield", "place:US", False),
    ],
)
def test_a_place_lies_in_a_larger_one(place: str, whole: str, inside: bool) -> None:
    assert lies_in(place, whole) is inside


def test_every_place_that_holds_another_is_a_territory_or_known_itself() -> None:
    regions = {key for key in _wholes().values() if not re.fullmatch("place:[A-Z]{2}", key)}
    assert regions
    assert regions <= set(titles_of_keys())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 910C and the H100", ["910c", "h100"]),
        ("an Ascend 910C beside 910B parts", ["910c", "910b"]),
        ("GLM-4.5 against GPT-4o and V3", ["glm4.5", "gpt4o", "v3"]),
        ("a Mate 60 with a Kirin 9000", ["mate60", "kirin9000"]),
        ("the CloudMatrix 384 and CloudMatrix384", ["cloudmatrix384", "cloudmatrix384"]),
        ("a Boeing 737-800 and an F-16", ["boeing737-800", "f16"]),
        ("GB200 NVL72 racks", ["gb200", "nvl72"]),
        ("DeepSeek-R2 or R2", ["deepseek", "r2", "r2"]),
        ("10,000 H100s on 5G", ["h100", "5g"]),
        ("чипы 910С", ["910c"]),
        ("昇腾910C与思元590", ["910c", "siyuan590"]),
        ("보잉 737-800이다", ["boeing737-800"]),
    ],
)
def test_codes(text: str, expected: list[str]) -> None:
    assert keys("zh" if "昇" in text else "en", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "it draws 100MW, holds 80GB and costs $5 or 3k",
        "in the 1990s, in Q3, in H1 2025, in FY24 and FY2024",
        "a 70B model, 12V, 40C, 500K users, 30M views, 9AM, 24h, 200m",
        "DKr2.3bn, SKr40bn and PHP200",
        "about 500 chips at 2.5GHz and 3x the speed",
        "the games of Paris-2024 in mid-2024 and pre-2020",
    ],
)
def test_amounts_and_periods_are_no_codes(text: str) -> None:
    assert [each.quote for each in (m.span for m in find(text, "en") if m.kind == "code")] == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Officials said on Monday that rescuers of the town had left in March", []),
        ("en", "Yesterday it rained. However, nobody came.", []),
        ("en", "The mayor Anna Smith spoke", ["anna smith"]),
        ("pl", "Wczoraj premier Jan Nowak mówił w sejmie", ["jan nowak"]),
        ("pl", "Pomoc dla Jana Kowalskiego obiecał wojewoda", ["jan kowalski"]),
        ("ru", "По словам Ивана Петровского, дом цел", ["ivan petrovskiy"]),
        ("pl", "Rakieta Super Heavy wróciła na ziemię po locie", ["super heavy"]),
        ("de", "Die Zahl der Verletzten stieg nach Angaben der Polizei", []),
        ("en", "TURKEY VOTES AGAIN AS NOBODY WINS OUTRIGHT", ["place:TR"]),
        ("en", "Company Says Every Worker Will Leave Soon", []),
        ("tr", "YSK Başkanı Ahmet Yener konuştu ve gitti", ["ysk", "ahmet yener"]),
        ("en", "a letter by Ludwig van Beethoven was sold", ["ludwig van beethoven"]),
    ],
)
def test_names_that_no_table_knows(language: str, text: str, expected: list[str]) -> None:
    assert keys(language, text) == expected


def test_one_key_for_all_cases_of_a_name_in_a_text() -> None:
    assert keys("pl", "Wczoraj Bartosz Zygmunt spotkał obrońcę Bartosza Zygmunta") == ["bartosz zygmunt"] * 2


def test_a_particle_written_together_is_no_part_of_the_name() -> None:
    (found,) = find("وهواوي", "ar")
    assert found.span.quote == "هواوي"


def test_kinds() -> None:
    assert [each.kind for each in find("Huawei built the 910C in China and Moscow", "en")] == [
        *("name", "code", "place", "place"),
    ]


def test_display() -> None:
    assert [display(key) for key in ("huawei", "place:US", "910c", "anna smith")] == [
        *("Huawei", "United States", "910C", "Anna Smith"),
    ]


LANGUAGES = st.sampled_from([None, "en", "pl", "ru", "ar", "he", "zh", "ko", "de", "tr", "xx", "pt-BR", "nb"])
PIECES = st.sampled_from(
    ["Huawei", "910C", "Mate", "60", "von", "Trump", "-", "'", ".", "NVIDII", "对华为", "وهواوي", "The"]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join)), LANGUAGES)
def test_spans_are_exact_ordered_and_apart(text: str, language: str | None) -> None:
    found = find(text, language)
    assert all(text[each.span.start : each.span.end] == each.span.quote != "" and each.key for each in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize("piece", ["Huawei ", "A1-", "von ", "Mate 6", "Aa ", "910B ", "ب", "华"])
def test_long_repetitions_are_survived(piece: str) -> None:
    assert isinstance(find(piece * 2000, "en"), list)
