"""The Spanish catalogue: figures and days as they are written in Spanish, and what the checker says."""

import pytest

from reports.languages import name
from reports.messages import available, messages
from reports.phrases import own
from reports.times import day
from reports.told import fits, told
from verify.rules import RULES
from verify.scoring import DATED

SPANISH = messages("es")


def test_it_is_offered():
    assert available()["es"] == "español"
    assert messages("es-MX").language == "es"


@pytest.mark.parametrize(("digits", "shown"), [("1234", "1234"), ("12345", "12.345"), ("-1234567.5", "-1.234.567,5")])
def test_four_digits_stand_together(digits, shown):
    assert SPANISH.number(digits) == shown


@pytest.mark.parametrize(
    ("key", "number", "shown"),
    [
        ("{n} articles", 1, "1 artículo"),
        ("{n} articles", 0, "0 artículos"),
        ("{n} conflicts between the sources", 21, "21 contradicciones entre las fuentes"),
        ("{n} days apart", 1, "1 día de diferencia"),
        ("{n} sources", 1_000_000, "1.000.000 fuentes"),
    ],
)
def test_counts(key, number, shown):
    assert SPANISH.count(key, number) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [("2025-06-02", "2 de junio de 2025"), ("2025-06", "junio de 2025"), ("2025", "2025")]
)
def test_days(value, shown):
    assert str(day(value, SPANISH)) == shown


def test_an_update_names_a_month_as_well_as_a_day():
    parts = {"value": own("17"), "names": own("A"), "day": day("2025-06", SPANISH)}
    assert SPANISH.text("{value} on {day} ({names})", **parts) == "17 (A, junio de 2025)"


def test_languages_have_spanish_names():
    assert (name("de", SPANISH), name("ar", SPANISH)) == ("alemán", "árabe")


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        ("they differ in one digit", "difieren en un solo dígito"),
        ("the sentences read alike (0.85)", "las frases se parecen (0,85)"),
        ("different places: Rome and Oslo", "lugares distintos: Rome y Oslo"),
        ("both compare K7 against R100, performance", "ambas comparan K7 con R100, rendimiento"),
        ("record: largest or worst", "récord: el mayor o el peor"),
        ("the third largest since 1990 or earlier", "tercer puesto desde 1990 o antes (el mayor)"),
        ("the worst since 1939", "el peor desde 1939"),
        ("Another part of Chile: A: “north”; B: “south”.", "Otra parte de Chile: A: “north”; B: “south”."),
        (
            "They may not be comparable: they differ in certainty: a fact and a forecast.",
            "Puede que no sean comparables: difieren en el grado de certeza: un hecho y una previsión.",
        ),
    ],
)
def test_sentences_of_the_checker(text, anew):
    assert str(told(text, SPANISH)) == anew


def test_all_reasons_and_titles_are_known():
    said = [*(means for _, means in DATED), *(rule.title for rule in RULES)]
    assert [text for text in said if not fits(text, SPANISH)] == []
