"""Whose crowns and pesos: settled by the articles near by, and left open where nobody says."""

import pytest

from claims.extraction import extract
from claims.models import Article
from verify.currencies import settled
from verify.figures import build
from verify.pairs import compare
from verify.rates import Rates, implied
from verify.values import Relation


def article(n, text, language):
    return Article(id=str(n), path=f"{n}.txt", text=text, sha256="x", language=language, published="2025-03-14")


def figures(*told):
    """The figures of several articles, all near each other, given as language and text."""
    articles = [article(n, text, language) for n, (language, text) in enumerate(told)]
    pages = settled([extract(a) for a in articles], lambda page: [p for p in range(len(told)) if p != page])
    return [f for a, claims in zip(articles, pages, strict=True) for f in build(a, claims)]


SETTLED = [
    ([("it", "La banca costa 1,9 miliardi di corone."), ("da", "Banken koster 1,9 milliarder kroner.")], "DKK"),
    ([("es", "El banco cuesta 1.900 millones de coronas."), ("zh", "银行作价19亿丹麦克朗。")], "DKK"),
    ([("ja", "被害は19億ペソ。"), ("en", "Damage came to 1.9 billion Philippine pesos.")], "PHP"),
    ([("bg", "Глобата е 8,64 милиарда лири."), ("tr", "Ceza 8,64 milyar lira oldu.")], "TRY"),
    ([("ru", "Ущерб — 500 млн крон."), ("sv", "Skadan kostar 500 miljoner kronor.")], "SEK"),
]


@pytest.mark.parametrize(("told", "currency"), SETTLED)
def test_the_articles_near_by_say_whose_money_it_is(told, currency):
    one, two = figures(*told)
    assert (one.value.unit, two.value.unit) == (currency, currency)
    assert not one.rivals


OPEN = [
    [("it", "La banca costa 1,9 miliardi di corone."), ("en", "The bank cost 250 million dollars.")],
    [("it", "La banca costa 1,9 miliardi di corone."), ("de", "Die Bank kostet 1,9 Milliarden Kronen.")],
    [
        ("it", "Costa 9 miliardi di corone."),
        ("da", "Den koster 9 mia. kroner."),
        ("sv", "Den kostar 9 miljarder kronor."),
    ],
]


@pytest.mark.parametrize("told", OPEN)
def test_where_nobody_says_so_or_two_do_it_stays_open(told):
    assert figures(*told)[0].rivals


def test_one_that_is_open_may_be_the_other_and_has_no_rate_to_a_third():
    alone = figures(("it", "La banca costa 9 miliardi di corone."))
    others = figures(("sv", "Banken kostar 9 miljarder kronor."), ("en", "The bank cost 2 million dollars."))
    crowns, swedish, dollars = alone + others
    rates = Rates([crowns.claim, swedish.claim, dollars.claim])
    assert compare(crowns, swedish, rates) is Relation.COMPATIBLE
    assert compare(crowns, dollars, rates) is Relation.INCOMPARABLE
    assert compare(swedish, dollars, rates) is Relation.DIFFERENT


def test_an_open_currency_implies_no_rate():
    assert implied(extract(article(0, "La banca costa 9 miliardi di corone (800 milioni di euro).", "it"))) == {}


def test_a_page_without_open_currencies_is_left_as_it_is():
    claims = extract(article(0, "The bank cost 2 million dollars.", "en"))
    assert settled([claims], lambda _: [])[0] == tuple(claims)
