"""Status of a clause: a table per language, and what holds for any text."""

import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import status
from claims.cues.lexicon import languages, load
from claims.models import Modality

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "status.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
NAMED = sorted(languages() - {"und"})


@pytest.mark.parametrize(("language", "modality", "negated", "said_by", "text"), ROWS)
def test_a_clause_says_how_sure_it_is(language, modality, negated, said_by, text):
    read = status.read(text, language)
    assert (read.modality.value, read.negated) == (modality, negated == "yes")
    if modality in {"reported", "denied"}:
        assert read.said_by is not None
        assert said_by in read.said_by


def test_every_language_has_a_full_table():
    told = Counter(row[0] for row in ROWS)
    assert set(NAMED) == set(told)
    assert all(told[name] >= (8 if load(name).compares else 5) for name in NAMED)


@pytest.mark.parametrize(
    ("language", "text", "form"),
    [
        ("en", "Sales rose to 40 million.", "level"),
        ("en", "Sales rose by 12%.", "change"),
        ("en", "It has a market share of 30%.", "share"),
        ("en", "The deadliest quake since 1960.", "rank"),
        ("en", "A record 40 million.", "record"),
        ("en", "Five people a day.", "rate"),
        ("pl", "Sprzedaż wzrosła do 40 milionów.", "level"),
        ("pl", "Sprzedaż wzrosła o 12 proc.", "change"),
        ("it", "È il record storico di vendite.", "record"),
        ("ru", "Продажи выросли до 40 млн.", "level"),
        ("ru", "Продажи выросли на 12%.", "change"),
        ("de", "Der Umsatz stieg auf 40 Millionen.", "level"),
        ("de", "Der Umsatz stieg um 12 Prozent.", "change"),
        ("es", "Las ventas subieron hasta 40 millones.", None),
        ("ar", "ارتفع عدد القتلى إلى 40.", "level"),
        ("zh", "销量增至4000万。", "level"),
        ("zh", "销量增长12%。", "change"),
        ("fr", "Les ventes ont augmenté de 12 %.", "change"),
        ("he", "המכירות עלו ל-40 מיליון.", "level"),
        ("he", "המכירות עלו ב-12%.", "change"),
        ("he", "מדובר בשיא של 40 מיליון.", "record"),
        ("he", "זו הרעידה הקטלנית ביותר מאז 1960.", "rank"),
        ("he", "חמישה בני אדם ביום.", "rate"),
        ("vi", "Doanh số tăng lên 40 triệu.", "level"),
        ("vi", "Doanh số tăng 12%.", "change"),
        ("vi", "Mức kỷ lục 40 triệu.", "record"),
        ("vi", "Hãng chiếm 30% thị trường.", "share"),
        ("vi", "Năm người mỗi ngày.", "rate"),
        ("vi", "Ngôi nhà màu xanh.", None),
        ("en", "The house is blue.", None),
    ],
)
def test_form_of_the_figures(language, text, form):
    assert status.read(text, language).form == form


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("en", "In total 40 ships, of which 12 tankers.", ["total", "part"]),
        ("en", "On average 12 a head, at least 3 each.", ["average", "minimum", "each"]),
        ("en", "So far 40 dead in Derna alone.", ["cumulative", "alone"]),
        ("pl", "Łącznie 40 statków, w tym 12 zbiornikowców.", ["total", "part"]),
        ("it", "In media 12, almeno 3 ciascuno.", ["average", "minimum", "each"]),
        ("ru", "Всего 40 судов, из них 12 танкеров.", ["total", "part"]),
        ("ar", "إجمالي السفن 40 سفينة، منها 12 ناقلة.", ["total", "part"]),
        ("de", "Insgesamt 40 Schiffe, davon 12 Tanker.", ["total", "part"]),
        ("fr", "Au total 40 navires, dont 12 pétroliers.", ["total", "part"]),
        ("es", "En total 40 barcos, de los cuales 12 petroleros.", ["total", "part"]),
        ("ja", "合計40隻、うち12隻。", ["total", "part"]),
        ("he", "בסך הכול 40 אוניות, מהן 12 מכליות.", ["total", "part"]),
        ("he", "בממוצע 12, לפחות 3 לכל אחד.", ["average", "minimum", "each"]),
        ("vi", "Tổng cộng 40 tàu, trong đó 12 tàu dầu.", ["total", "part"]),
        ("vi", "Trung bình 12, ít nhất 3 mỗi người.", ["average", "minimum", "each"]),
        ("vi", "Tổng thống thăm 12 tỉnh mỗi năm.", []),
    ],
)
def test_scope_of_the_figures(language, text, kinds):
    assert [scope.kind for scope in status.read(text, language).scopes] == kinds


@pytest.mark.parametrize(
    ("language", "text", "phases"),
    [
        ("en", "Preliminary results show 40 seats.", ("early",)),
        ("en", "The final toll is 40.", ("final",)),
        ("he", "לפי תוצאות חלקיות, המפלגה זכתה ב-40 מושבים.", ("early",)),
        ("he", "לפי התוצאות הסופיות, המפלגה זכתה ב-40 מושבים.", ("final",)),
        ("he", "המניין עמד קודם לכן על 40.", ("before",)),
        ("vi", "Theo kết quả sơ bộ, đảng giành 40 ghế.", ("early",)),
        ("vi", "Theo kết quả chính thức, đảng giành 40 ghế.", ("final",)),
        ("vi", "Con số trước đó là 40.", ("before",)),
    ],
)
def test_phase_of_a_count(language, text, phases):
    assert status.read(text, language).phases == phases


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The firm denied that it plans to cut jobs.", Modality.DENIED),
        ("The chip reportedly will be cheaper.", Modality.RUMOUR),
        ("The group aims to do what analysts forecast.", Modality.GOAL),
        ("According to Bloomberg, sales will rise.", Modality.FORECAST),
        ("Bloomberg said sales rose.", Modality.REPORTED),
    ],
)
def test_precedence(text, modality):
    assert status.read(text, "en").modality is modality


def test_an_unknown_language_gives_no_status():
    assert status.read("Firma podobno sprzedała zakład.", None) == status.Status()
    assert status.read("Firma podobno sprzedała zakład.", "xx") == status.Status()


def test_the_two_written_norwegians_are_read_as_one():
    assert load("nb") is load("nn-NO") is load("no")


def test_a_region_reads_as_its_language():
    assert status.read("A empresa teria vendido.", "pt-BR") == status.read("A empresa teria vendido.", "pt")


def test_cues_are_found_whatever_the_case_and_the_points():
    assert status.read("THE FIRM REPORTEDLY SOLD.", "en").modality is Modality.RUMOUR
    assert status.read("يُقَالُ إن", "ar").modality is status.read("يقال ان", "ar").modality is Modality.RUMOUR


def test_no_cue_stands_in_the_file_of_another_kind():
    """A cue listed twice in one group is a mistake of the file: one of the two could never be found."""
    for name in NAMED:
        data = tomllib.loads((files("claims.cues") / f"{name}.toml").read_text(encoding="utf-8"))
        for group, kinds in data.items():
            if isinstance(kinds, dict) and group in {"modality", "comparison", "negation"}:
                cues = Counter(cue for listed in kinds.values() for cue in set(listed))
                assert [c for c, n in cues.items() if n > 1] == [], (name, group)


def test_every_file_has_the_same_groups():
    least = {"modality", "attribution", "negation"}
    full = least | {"form", "scope", "comparison", "bound", "anaphor", "measure"}
    for name in NAMED:
        wanted = full if load(name).compares else least
        data = tomllib.loads((files("claims.cues") / f"{name}.toml").read_text(encoding="utf-8"))
        assert wanted <= data.keys(), name


def spans(read):
    yield from (s for s in (read.cue, read.negation, read.source) if s)
    yield from (scope.span for scope in read.scopes)


@given(st.text(), st.sampled_from([None, *NAMED]))
def test_any_text_is_read_and_every_span_is_its_quote(text, language):
    read = status.read(text, language)
    assert all(text[s.start : s.end] == s.quote for s in spans(read))
    assert read.negated == (read.negation is not None)
    assert (read.said_by is None) == (read.source is None)


@given(st.data())
def test_text_made_of_cues_is_read(data):
    language, _, _, _, text = data.draw(st.sampled_from(ROWS))
    words = data.draw(st.lists(st.sampled_from(text.split()), max_size=30))
    mixed = data.draw(st.sampled_from([" ", ", ", "\n"])).join(words)
    read = status.read(mixed, language)
    assert all(mixed[s.start : s.end] == s.quote for s in spans(read))


def test_a_lexicon_is_read_once():
    assert load("pl") is load("pl-PL")


PHASES = [
    ("en", "According to preliminary results she took 48 %.", ("early",)),
    ("en", "Officials had earlier spoken of 12 dead.", ("before",)),
    ("pl", "Według wstępnych danych zginęło 12 osób.", ("early",)),
    ("ru", "По предварительным данным, погибли 12 человек.", ("early",)),
    ("uk", "За остаточними даними, загинули 12 людей.", ("final",)),
    ("de", "Das vorläufige Ergebnis liegt bei 48 %.", ("early",)),
    ("fr", "Le bilan provisoire est de 12 morts.", ("early",)),
    ("it", "Il bilancio definitivo è di 12 morti.", ("final",)),
    ("es", "Con datos preliminares, obtuvo el 48 %.", ("early",)),
    ("pt", "O balanço provisório é de 12 mortos.", ("early",)),
    ("nl", "Eerder was sprake van 12 doden.", ("before",)),
    ("ar", "وبحسب حصيلة أولية قُتل 12 شخصاً.", ("early",)),
    ("tr", "Geçici sonuçlara göre yüzde 48 aldı.", ("early",)),
    ("zh", "据初步统计，12人死亡。", ("early",)),
    ("ja", "出口調査では48％を得た。", ("early",)),
    ("ko", "잠정 집계로 12명이 숨졌다.", ("early",)),
    ("en", "The bridge cost 12 million euros.", ()),
    ("de", "Die Brücke kostete 12 Millionen Euro.", ()),
]


@pytest.mark.parametrize(("language", "text", "phases"), PHASES)
def test_whether_a_count_is_the_first_the_last_or_replaced(language, text, phases):
    assert status.read(text, language).phases == phases
