"""Parts of places by the compass, as thirty languages tell them, and what the rule on entities makes of them."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.verify.build import context, source
from verify import words
from verify.models import Severity, Verdict
from verify.rules.entities import Entities
from verify.rules.regions import DIRECTIONS, TABLE, apart, regions

DAY = "2023-02-07"


def told(text, language="en"):
    """(place, name of the part) of each region in a text."""
    ctx = context([source(text, "a", language, DAY)])
    return [(r.place, r.name) for c in ctx.claims for r in regions(ctx.articles[c.article_id], c)]


def found(*texts, published=(DAY, DAY, DAY)):
    articles = [source(t, n, lang, day) for n, (lang, t), day in zip("abc", texts, published, strict=False)]
    return list(Entities().check(context(articles)))


PARTS = [
    ("en", "The quake struck southern Turkey at dawn.", "south"),
    ("en", "The quake struck the north-west of Turkey at dawn.", "north-west"),
    ("en", "The quake struck the central part of Turkey at dawn.", "central"),
    ("ar", "ضرب الزلزال جنوب غربي تركيا فجر الثلاثاء.", "south-west"),
    ("cs", "Zemětřesení zasáhlo jih Turecka.", "south"),
    ("da", "Jordskælvet ramte det sydlige Tyrkiet.", "south"),
    ("de", "Das Beben traf den Süden der Türkei.", "south"),
    ("de", "Das Beben traf die südöstliche Türkei.", "south-east"),
    ("el", "Ο σεισμός έπληξε τη νότια Τουρκία.", "south"),
    ("es", "El sismo golpeó el sur de Turquía.", "south"),
    ("fi", "Järistys koetteli eteläistä Turkkia.", "south"),
    ("fr", "Le séisme a frappé l'est de la Turquie.", "east"),
    ("he", "רעידת האדמה פגעה בדרום טורקיה.", "south"),
    ("hi", "भूकंप ने दक्षिणी तुर्किये को हिला दिया।", "south"),
    ("hu", "A földrengés Dél-Törökországot rázta meg.", None),  # one name, by its capital
    ("hu", "A földrengés déli Törökországot érte.", "south"),
    ("id", "Gempa melanda Turki selatan.", "south"),
    ("it", "La scossa ha colpito il sud-est della Turchia.", "south-east"),
    ("ja", "トルコ南東部で地震があった。", "south-east"),
    ("ko", "튀르키예 남부에서 지진이 발생했다.", "south"),
    ("nl", "De beving trof het zuiden van Turkije.", "south"),
    ("no", "Skjelvet rammet det sørlige Tyrkia.", "south"),
    ("pl", "Wstrząs nawiedził południowo-wschodnią część Turcji.", "south-east"),
    ("pt", "O sismo atingiu o sul da Turquia.", "south"),
    ("ro", "Cutremurul a lovit sudul Turciei.", "south"),
    ("ru", "Землетрясение произошло на юго-востоке Турции.", "south-east"),
    ("sv", "Skalvet drabbade södra Turkiet.", "south"),
    ("tr", "Deprem Türkiye'nin güneydoğusunu vurdu.", "south-east"),
    ("uk", "Землетрус стався на півдні Туреччини.", "south"),
    ("vi", "Động đất xảy ra ở miền nam Thổ Nhĩ Kỳ.", "south"),
    ("zh", "土耳其东南部发生地震。", "south-east"),
]


@pytest.mark.parametrize(("language", "text", "part"), PARTS)
def test_a_part_of_a_country_is_read(language, text, part):
    assert told(text, language) == ([("place:TR", part)] if part else [])


NO_PARTS = [
    ("en", "The quake struck South Korea."),
    ("en", "Sales fell in North America."),
    ("fr", "Le championnat nord-américain commence."),
    ("fr", "Le séisme est en Turquie."),
    ("ar", "أمريكا الشمالية سوق كبيرة."),
    ("hi", "उत्तरी अमेरिका में बिक्री गिरी।"),
    ("pl", "Wstrząs był 50 km na wschód od Turcji."),
    ("en", "The Central Bank of Turkey raised rates."),
    ("en", "The wind came from the south. Turkey was struck."),
]


@pytest.mark.parametrize(("language", "text"), NO_PARTS)
def test_names_distances_and_other_words_are_no_parts(language, text):
    assert told(text, language) == []


def test_a_direction_between_two_places_is_of_neither():
    assert told("ضرب الزلزال جنوب تركيا وشمال سوريا.", "ar") == [("place:TR", "south")]


@pytest.mark.parametrize(
    ("one", "two", "differ"),
    [
        ("south", "north", True),
        ("south", "central", True),
        ("south west", "east", True),
        ("south", "east", False),  # both may tell of the south-east
        ("south", "south east", False),
        ("central", "central south", False),
    ],
)
def test_parts_that_cannot_be_one(one, two, differ):
    assert apart(frozenset(one.split()), frozenset(two.split())) is differ


@given(st.frozensets(st.sampled_from(DIRECTIONS), min_size=1), st.frozensets(st.sampled_from(DIRECTIONS), min_size=1))
def test_parts_stand_apart_both_ways_and_never_from_themselves(one, two):
    assert apart(one, two) is apart(two, one)
    assert not apart(one, one)


def test_every_direction_has_words_in_every_language():
    known = {direction: words.languages(TABLE, direction) for direction in DIRECTIONS}
    assert known["north"] == known["south"] == known["east"] == known["west"]
    assert known["north"] - known["central"] == {"fa"}  # "markaz" is an office as often


def test_words_are_listed_once():
    table = tomllib.loads(Path(words.__file__).with_name("rules").joinpath("data", "compass.toml").read_text("utf-8"))
    assert [x for group in table.values() for x in group.values() if len(x) != len(set(x))] == []


SOUTH = ("it", "La scossa di lunedì ha colpito il sud della Turchia.")
CENTRE = ("en", "Monday's quake struck central Turkey.")


def test_an_event_in_two_parts_of_a_country():
    (only,) = found(SOUTH, CENTRE)
    assert (only.verdict, only.severity) == (Verdict.POSSIBLE, Severity.LOW)
    assert {side.value for side in only.sides} == {"south", "central"}


def test_an_event_that_nothing_else_ties_together_is_only_to_check():
    (only,) = found(("en", "A quake struck northern Turkey."), ("de", "Ein Beben traf den Süden der Türkei."))
    assert (only.verdict, only.caveats) == (Verdict.POSSIBLE, ("The articles may tell of two events.",))


def test_an_article_that_tells_both_parts_knows_of_both():
    both = ("en", "Monday's quake struck central Turkey. It hit southern Turkey too.")
    assert found(SOUTH, CENTRE, both) == []


def test_no_event_no_finding():
    assert found(("en", "On Monday ministers met in southern Turkey."), CENTRE) == []


def test_events_weeks_apart_are_two():
    assert found(SOUTH, CENTRE, published=("2023-02-07", "2023-03-20")) == []


def test_the_order_of_articles_changes_nothing():
    articles = [source(t, n, lang, DAY) for n, (lang, t) in zip("ab", (SOUTH, CENTRE), strict=True)]
    one, two = (list(Entities().check(context(told))) for told in (articles, articles[::-1]))
    assert [(f.id, f.sides) for f in one] == [(f.id, f.sides) for f in two]
