"""Rival records: which superlatives exclude each other, which only seem to, and what a finding says."""

import pytest

from tests.verify.build import context, source
from verify.models import Kind, Verdict
from verify.rules.comparisons import Comparisons

DAY = "2025-05-06"


def articles(*told, days=(DAY,) * 6):
    return [
        source(text, name, language, day) for name, (language, text), day in zip("abcdef", told, days, strict=False)
    ]


def findings(*told, days=(DAY,) * 6):
    return list(Comparisons().check(context(articles(*told, days=days))))


CONFLICT, POSSIBLE = Verdict.CONFLICT, Verdict.POSSIBLE
PAIRS = [
    (CONFLICT, ("en", "It was the worst earthquake since 1939."), ("de", "Es war das schwerste Erdbeben seit 1999.")),
    (CONFLICT, ("fr", "C'est l'accident le plus meurtrier depuis 1997."), ("en", "It is the worst crash ever.")),
    (CONFLICT, ("zh", "这是1998年以来最严重的洪灾。"), ("ja", "2011年以来最悪の洪水となった。")),
    (CONFLICT, ("ar", "إنه الزلزال الأسوأ منذ عام 1999."), ("tr", "Bu, 1939'dan bu yana en kötü deprem.")),
    (CONFLICT, ("es", "Es el peor incendio de la historia."), ("en", "It is the worst fire since the dam burst.")),
    (POSSIBLE, ("en", "It was the worst disaster since 1939."), ("de", "Es war das schwerste Erdbeben seit 1999.")),
    (POSSIBLE, ("pl", "To największa katastrofa lotnicza w dziejach."), ("en", "It was the worst crash since 1997.")),
    (POSSIBLE, ("en", "It may be the worst fire since 1939."), ("de", "Es war der schlimmste Brand seit 1999.")),
    (
        POSSIBLE,
        ("en", "It is the fifth-largest fine ever for Plazza."),
        ("es", "Es la tercera mayor multa de la historia para Plazza."),
    ),
    (None, ("en", "It was the worst earthquake since 1939."), ("de", "Es war das schwerste Erdbeben seit 1939.")),
    (None, ("en", "It was the worst earthquake since 1939."), ("de", "Es war der schlimmste Brand seit 1999.")),
    (None, ("en", "It was the worst fire in Italy since 1939."), ("de", "Der schlimmste Brand in Polen seit 1999.")),
    (None, ("en", "It was the worst fire in a century."), ("de", "Es war der schlimmste Brand seit 1921.")),
    (None, ("en", "It was the worst fire in more than a century."), ("fr", "Le pire incendie de l'histoire.")),
    (None, ("en", "It was the hottest year on record."), ("de", "Es war das wärmste Jahr seit 1940.")),
    (None, ("en", "It was the hottest year on record."), ("de", "Es war der wärmste Juli seit 2006.")),
    (None, ("en", "The highest price since 2008 was paid."), ("de", "Die Inflation ist die höchste seit 2011.")),
    (None, ("en", "It was not the worst fire since 1939."), ("de", "Es war der schlimmste Brand seit 1999.")),
    (None, ("en", "In 2018 it was the worst fire ever."), ("de", "Es war der schlimmste Brand seit 1999.")),
    (
        None,
        ("en", "It was the worst fire since 1999, perhaps even the worst fire ever."),
        ("de", "Es war der schlimmste Brand seit 1999."),
    ),
]


@pytest.mark.parametrize(("verdict", "one", "two"), PAIRS)
def test_rival_records(verdict, one, two):
    found = findings(one, two)
    assert [f.verdict for f in found] == ([verdict] if verdict else [])
    swapped = Comparisons().check(context(articles(one, two)[::-1]))
    assert sorted(f.id for f in found) == sorted(f.id for f in swapped)
    for finding in found:
        assert finding.kind is Kind.COMPARISON
        assert len(finding.sides) == 2
        assert all(side.readings[0].text in finding.explanation for side in finding.sides)


def test_articles_of_different_days_are_listed_to_check():
    one, two = PAIRS[0][1:]
    (finding,) = findings(one, two, days=(DAY, "2025-05-20"))
    assert finding.verdict is POSSIBLE
    assert any("different days" in caveat for caveat in finding.caveats)


def test_a_doubt_makes_it_less_likely():
    sure, unsure = findings(*PAIRS[0][1:])[0], findings(*PAIRS[5][1:])[0]
    assert sure.confidence > unsure.confidence
    assert len(unsure.caveats) > len(sure.caveats)


def test_a_later_year_need_not_deny_an_earlier_one():
    since, ranks = findings(*PAIRS[0][1:])[0], findings(*PAIRS[8][1:])[0]
    assert "every later year" in since.caveats[-1]
    assert not any("every later year" in caveat for caveat in ranks.caveats)


def test_records_that_agree_are_one_side():
    (finding,) = findings(*PAIRS[0][1:], ("pl", "To najtragiczniejsze trzęsienie ziemi od 1999 roku."))
    assert sorted(len(side.claim_ids) for side in finding.sides) == [1, 2]
    assert sorted(side.value for side in finding.sides) == ["the worst since 1939", "the worst since 1999"]


def test_an_article_is_no_rival_of_itself():
    text = "It was the worst earthquake since 1939. It was the worst earthquake since 1999."
    assert findings(("en", text)) == []
