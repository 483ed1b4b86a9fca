"""Comparisons of two named things: a table per language, what is none, and what holds for any text."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import comparisons
from claims.cues.lexicon import languages, load
from claims.models import EntityMention, Span

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "comparisons.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
NAMED = sorted(name for name in languages() if load(name).compares)
MARKED = re.compile(r"\[([^\]:]+)(: context\])?\]?")


def mention(name, start, kind="code"):
    return EntityMention(span=Span(start=start, end=start + len(name), quote=name), key=name.lower(), kind=kind)


def marked(line):
    """Text without brackets, its mentions, and those that went before."""
    text, found, context = "", [], []
    at = 0
    for hit in MARKED.finditer(line):
        text += line[at : hit.start()]
        at = hit.end()
        if hit.group(2):
            context.append(mention(hit.group(1), 0))
        else:
            found.append(mention(hit.group(1), len(text)))
            text += hit.group(1)
    return text + line[at:], found, context


def names(text, **kinds):
    """Mentions of words in a text: name=kind."""
    return [mention(word, text.index(word), kind) for word, kind in kinds.items()]


def bound(text):
    return None if text == "-" else Decimal(text)


@pytest.mark.parametrize(("language", "low", "high", "measure", "line"), ROWS)
def test_a_relation_is_an_interval_of_ratios(language, low, high, measure, line):
    text, found, context = marked(line)
    (one,) = comparisons.find(text, language, found, context=context)
    assert (one.subject, one.object) == ("k7", "r100")
    assert (one.low, one.high) == (bound(low), bound(high))
    assert (one.measure or "-") == measure
    assert text[one.span.start : one.span.end] == one.span.quote
    assert one.phrase in one.span.quote


def test_every_language_has_a_table():
    assert set(NAMED) == {row[0] for row in ROWS}
    assert min(Counter(row[0] for row in ROWS).values()) >= 4


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("K7 sold 20% more than in 2024.", {"K7": "code"}),
        ("K7 sold 20% more than Orion expected in Poland.", {"K7": "code", "Poland": "place"}),
        ("Sales of K7 exceeded 5 million in Germany.", {"K7": "code", "Germany": "place"}),
        ("Kestrel beat forecasts in Germany.", {"Kestrel": "name", "Germany": "place"}),
        ("K7 beats all rivals. R100 is older.", {"K7": "code", "R100": "code"}),
        ("K7 is faster than expected, R100 is not.", {"K7": "code", "R100": "code"}),
        ("K7 and R100 were shown.", {"K7": "code", "R100": "code"}),
        ("Surpasses R100.", {"R100": "code"}),
        ("Germany is ahead of K7.", {"Germany": "place", "K7": "code"}),
    ],
)
def test_what_is_no_comparison_of_two_things(text, kinds):
    assert comparisons.find(text, "en", names(text, **kinds)) == []


def test_a_thing_is_not_compared_with_itself():
    text = "K7 surpasses K7."
    found = [mention("K7", 0), mention("K7", 13)]
    assert comparisons.find(text, "en", found) == []


def test_the_product_counts_not_its_maker():
    text = "układ K7 firmy Kestrel osiąga 65% wydajności układu R100 firmy Orion"
    (one,) = comparisons.find(text, "pl", names(text, K7="code", Kestrel="name", R100="code", Orion="name"))
    assert (one.subject, one.object) == ("k7", "r100")


def test_a_product_after_its_maker_is_the_object():
    text = "K7 surpasses Orion's flagship R100"
    (one,) = comparisons.find(text, "en", names(text, K7="code", Orion="name", R100="code"))
    assert one.object == "r100"


def test_makers_and_places_are_compared_too():
    text = "Kestrel overtakes Orion in sales"
    (one,) = comparisons.find(text, "en", names(text, Kestrel="name", Orion="name"))
    assert (one.subject, one.object, one.measure) == ("kestrel", "orion", "sales")
    text = "India overtakes China in population"
    (one,) = comparisons.find(text, "en", names(text, India="place", China="place"))
    assert (one.subject, one.object, one.measure) == ("india", "china", "population")


def test_the_last_product_named_is_the_antecedent():
    before = [mention("K6", 0), mention("K7", 8), mention("Kestrel", 20, "name")]
    text = "The latter surpasses the R100."
    (one,) = comparisons.find(text, "en", names(text, R100="code"), context=before)
    assert one.subject == "k7"


def test_two_relations_in_one_sentence():
    text = "K7 is on a par with the A100 and trails the R100."
    found = comparisons.find(text, "en", names(text, K7="code", A100="code", R100="code"))
    assert [(c.object, c.high) for c in found] == [("a100", Decimal("1.1")), ("r100", Decimal(1))]


def test_a_negated_share_says_nothing():
    text = "K7 is not half as fast as the R100."
    assert comparisons.find(text, "en", names(text, K7="code", R100="code")) == []


@given(
    st.text(), st.sampled_from([None, *NAMED]), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)), max_size=6)
)
def test_any_text_is_read(text, language, cuts):
    found = [
        EntityMention(span=Span(start=a, end=a + n, quote=text[a : a + n]), key=text[a : a + n], kind="code")
        for a, n in cuts
        if a + n <= len(text)
    ]
    for one in comparisons.find(text, language, found):
        assert text[one.span.start : one.span.end] == one.span.quote
        assert one.subject != one.object


@given(st.data())
def test_text_made_of_cues_is_read(data):
    language, _, _, _, line = data.draw(st.sampled_from(ROWS))
    words = data.draw(st.lists(st.sampled_from(line.split()), max_size=30))
    text, found, context = marked(" ".join(words))
    for one in comparisons.find(text, language, found, context=context):
        assert text[one.span.start : one.span.end] == one.span.quote
        assert one.low is None or one.high is None or one.low <= one.high


def test_what_stands_in_a_parenthesis_is_not_the_subject():
    text = "The M384, built from four K5, outruns the R100."
    (one,) = comparisons.find(text, "en", names(text, M384="code", K5="code", R100="code"))
    assert (one.subject, one.object) == ("m384", "r100")


def test_the_second_relation_keeps_the_subject_of_the_first():
    text = "K7 is on a par with the A100 and trails the R100."
    found = comparisons.find(text, "en", names(text, K7="code", A100="code", R100="code"))
    assert [c.subject for c in found] == ["k7", "k7"]


def test_a_product_and_a_maker_are_compared():
    text = "K7 surpasses Orion."
    (one,) = comparisons.find(text, "en", names(text, K7="code", Orion="name"))
    assert (one.subject, one.object) == ("k7", "orion")


def test_the_product_before_its_maker_where_the_verb_comes_last():
    text = "Der K7 soll den R100 des Rivalen Orion übertreffen."
    (one,) = comparisons.find(text, "de", names(text, K7="code", R100="code", Orion="name"))
    assert (one.subject, one.object) == ("k7", "r100")


def test_who_says_it_is_not_what_is_compared():
    text = "It came in just ahead of Orion, says Kestrel."
    assert comparisons.find(text, "en", names(text, Orion="name", Kestrel="name")) == []
    text = "According to Kestrel, sales were ahead of Orion."
    assert comparisons.find(text, "en", names(text, Kestrel="name", Orion="name")) == []
