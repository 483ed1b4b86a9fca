"""The catalogues of the interface: complete, with the same places, and with the right plural for every number."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from babel import Locale
from babel.plural import to_python

import reports.messages
from reports.messages import available, messages
from reports.phrases import foreign, own
from tests.reports.catalogue import texts

FOLDER = Path(reports.messages.__file__).parent
LANGUAGES = sorted(available())
OTHERS = [tag for tag in LANGUAGES if tag != "en"]
NUMBERS = [*range(125), 200, 1001, 1_000_000, 2_000_000]
PLACE = re.compile(r"\{(\w+)\}")


def table(language: str):
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def test_languages():
    assert {"en", "ar"} <= set(LANGUAGES)
    assert available()["ar"] == "العربية"


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_untranslated_and_nothing_unused(language):
    catalogue = table(language)
    have = set(catalogue["texts"]) | set(catalogue["counted"])
    extra = {"different date", "different scope", "unit misread", "not the same claim", "quote wrong", "other"}
    assert (texts() - have, have - texts() - extra) == (set(), set())


def test_english_has_only_what_changes():
    english = table("en")
    assert set(english["texts"]) | set(english["counted"]) <= texts()


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_are_kept(language):
    catalogue = table(language)
    pairs = [*catalogue["texts"].items(), *catalogue.get("told", {}).items()]
    assert [key for key, text in pairs if set(PLACE.findall(key)) != set(PLACE.findall(text))] == []
    for key, forms in catalogue["counted"].items():
        for form in forms.values():
            assert set(PLACE.findall(form)) | {"n"} == set(PLACE.findall(key)) | {"n"}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_categories_are_those_of_cldr(language):
    rule = to_python(Locale.parse(language).plural_form)
    words = messages(language)
    known = {"es": {"many"}, "fr": {"many"}, "it": {"many"}}.get(
        language, set()
    )  # of a million: "de", which no text has
    wrong = [(n, words.category(n), rule(n)) for n in NUMBERS if words.category(n) != rule(n) and rule(n) not in known]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_that_a_number_can_ask_for_is_there(language):
    catalogue = table(language)
    missing = [key for key, forms in catalogue["counted"].items() if "other" not in forms]
    assert missing == []
    unknown = set(chain.from_iterable(catalogue["counted"].values())) - {"other", *catalogue["plural"]}
    assert unknown == set()


def test_arabic_counts():
    words = messages("ar")
    counted = [words.count("{n} articles", n) for n in (1, 2, 3, 11, 100)]
    assert counted == ["مقال واحد", "مقالان", "3 مقالات", "11 مقالًا", "100 مقال"]


def test_italian_counts():
    words = messages("it")
    counted = [words.count("{n} sources say {value}", n, value="24") for n in (1, 2, 1300)]
    assert counted == ["1 fonte indica 24", "2 fonti indicano 24", "1.300 fonti indicano 24"]


@pytest.mark.parametrize(("tag", "language"), [("ar-EG", "ar"), ("AR", "ar"), ("en_GB", "en")])
def test_regions_are_their_language(tag, language):
    assert messages(tag).language == language


@pytest.mark.parametrize("tag", ["xx", "", "../en", "en/../ar"])
def test_an_unknown_language_is_named_with_the_known_ones(tag):
    with pytest.raises(ValueError, match="choose one of ar, "):
        messages(tag)


@pytest.mark.parametrize(
    ("digits", "shown"),
    [("1", "1"), ("999", "999"), ("1000", "1,000"), ("-1234567.50", "-1,234,567.50"), ("0.65", "0.65")],
)
def test_numbers(digits, shown):
    assert messages("en").number(digits) == shown


def test_names_take_their_place_apart():
    phrase = messages("en").phrase("{name} alone says {value}", name="صحيفة", value=own("24"))
    assert [(piece.text, piece.foreign) for piece in phrase.pieces] == [
        ("صحيفة", True),
        (" alone says ", False),
        ("24", False),
    ]


def test_names_in_a_row():
    names = [foreign(name) for name in "ABC"]
    assert [str(messages("en").listed(names[:n])) for n in range(4)] == ["", "A", "A and B", "A, B and C"]
    assert str(messages("ar").listed(names)) == "A، B وC"


def test_a_text_without_translation_is_shown_in_english():
    assert messages("ar").text("Nobody has translated this.") == "Nobody has translated this."


@pytest.mark.parametrize(
    ("language", "words", "shown"),
    [
        ("ru", "Движение побережья", "«Движение побережья»"),
        ("ru", "«Движение побережья» с 5,2 %", "„«Движение побережья» с 5,2 %“"),
        ("fr", "le « non »", "“le « non »”"),
        ("en", "the “no”", "‘the “no”’"),
        ("en", "«Движение»", "“«Движение»”"),
    ],
)
def test_quotes_within_quotes_take_other_marks(language, words, shown):
    assert str(messages(language).quoted(foreign(words))) == shown
