"""Rates of exchange: the central bank's on the day, else what an article itself implies, else nobody's."""

from datetime import date

import pytest

from claims.extraction import extract
from claims.models import Article
from verify.rates import Rates, implied

FRIDAY, SATURDAY, SUNDAY = date(2025, 3, 14), date(2025, 3, 15), date(2025, 3, 16)


def claims(text, language="en"):
    return extract(Article(id="a", path="a.txt", text=text, sha256="x", language=language, published="2025-03-14"))


TWICE = [
    # language, one sum told in two currencies, the two, how much of the second one unit of the first is
    ("en", "The plant cost 1 billion yuan (139 million dollars).", "CNY", "USD", 0.139),
    ("de", "Das Werk kostete 2 Milliarden Euro (2,2 Milliarden Dollar).", "EUR", "USD", 1.1),
    ("pl", "Fabryka kosztowała 400 mln zł (100 mln dolarów).", "PLN", "USD", 0.25),
    ("fr", "L'usine a coûté 10 millions d'euros (11 millions de dollars).", "EUR", "USD", 1.1),
    ("ru", "Завод обошёлся в 9 млрд рублей (100 млн долларов).", "RUB", "USD", 1 / 90),
    ("es", "La planta costó 50 millones de euros (55 millones de dólares).", "EUR", "USD", 1.1),
    ("zh", "工厂耗资10亿元（1.4亿美元）。", "CNY", "USD", 0.14),
]


@pytest.mark.parametrize(("language", "text", "first", "second", "rate"), TWICE)
def test_a_sum_told_again_in_brackets_implies_a_rate(language, text, first, second, rate):
    found = implied(claims(text, language))
    assert found == {(first, second): pytest.approx(rate), (second, first): pytest.approx(1 / rate)}


@pytest.mark.parametrize(
    "text",
    [
        "The plant cost 1 billion yuan, the road 139 million dollars.",
        "The plant cost 139 million dollars (2 km from here).",
        "The plant cost 139 million dollars (150 million dollars with the road).",
        "The plant cost 1 billion yuan by now (and the road 139 million dollars).",
        "The plant cost nothing.",
    ],
)
def test_two_sums_that_are_not_one_imply_none(text):
    assert implied(claims(text)) == {}


def test_of_several_implied_rates_the_middle_one_counts():
    told = [f"The plant cost 1 billion yuan ({n} million dollars)." for n in (100, 139, 900)]
    found = implied([c for text in told for c in claims(text)])
    assert found["CNY", "USD"] == pytest.approx(0.139)


def test_the_central_bank_goes_before_the_article():
    rates = Rates(claims("The plant cost 2 billion euros (9 billion dollars)."))
    known = rates.get("EUR", "USD", FRIDAY)
    assert known is not None
    assert known.value == pytest.approx(1.09, abs=0.02)
    assert known.origin == "ECB reference rate of 2025-03-14"


def test_a_weekend_has_the_rate_of_its_friday():
    rates = Rates([])
    values = {found.value for day in (FRIDAY, SATURDAY, SUNDAY) if (found := rates.get("EUR", "PLN", day))}
    assert len(values) == 1


@pytest.mark.parametrize(
    ("source", "target", "on"),
    [
        ("AED", "USD", FRIDAY),  # the bank has no rate
        ("EUR", "USD", date(1990, 1, 2)),  # before its table begins
        ("EUR", "USD", None),  # and nobody told a day
    ],
)
def test_what_the_bank_does_not_know_only_an_article_can_tell(source, target, on):
    assert Rates([]).get(source, target, on) is None
    unit = {"AED": "UAE dirhams", "EUR": "euros"}[source]
    told = Rates(claims(f"The plant cost 4 million {unit} (2 million dollars)."))
    found = told.get(source, target, on)
    assert found is not None
    assert found.value == pytest.approx(0.5)
    assert "implies" in found.origin


@pytest.mark.parametrize(("source", "target"), [(None, "USD"), ("USD", None), ("XXX", "USD"), ("", "")])
def test_without_two_known_currencies_there_is_no_rate(source, target):
    assert Rates([]).get(source, target, FRIDAY) is None


@pytest.mark.parametrize(("one", "two"), [("EUR", "USD"), ("CNY", "USD"), ("PLN", "CZK"), ("JPY", "GBP")])
def test_back_and_forth_gives_one(one, two):
    rates = Rates([])
    there, back = rates.get(one, two, FRIDAY), rates.get(two, one, FRIDAY)
    assert there is not None
    assert back is not None
    assert there.value * back.value == pytest.approx(1)
    assert rates.get(one, two, FRIDAY) is there
