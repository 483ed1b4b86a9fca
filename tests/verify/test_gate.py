"""Which slot holds a pair back, and with what words."""

from datetime import date
from itertools import combinations

import pytest

from claims.extraction import extract
from claims.models import Modality
from tests.verify.build import figure, source
from verify.figures import build
from verify.gate import evolves, hold, passing

DEAD, HURT = "casualties.dead", "casualties.injured"
RAIN = ("disaster.rainfall",)
JANUARY = (date(2025, 1, 1), date(2025, 1, 31))
MAY = (date(2025, 5, 1), date(2025, 5, 31))

HELD = [
    ("measure", {"concepts": ("company.revenue",)}, {"concepts": ("company.profit",)}, "revenue"),
    ("subject", {"codes": {"910b"}}, {"codes": {"910c"}}, "910B and 910C"),
    ("scope", {"places": {"place:LY"}}, {"places": {"place:MA"}}, "different places: Libya and Morocco"),
    ("form", {"per": "day"}, {}, "per day"),
    ("time", {"period": JANUARY}, {"period": MAY}, "2025-01-01 to 2025-01-31"),
    ("status", {"modality": Modality.FORECAST}, {}, "a forecast"),
    ("status", {"modality": Modality.GOAL}, {"modality": Modality.REPORTED}, "a goal or plan"),
    ("subject", {"codes": {"910c", "fp16"}}, {"codes": {"h100", "fp16"}}, "910C and H100"),
    ("status", {"negated": True}, {}, "negated"),
    ("status", {"modality": Modality.DENIED}, {}, "denied"),
    ("scope", {"scopes": ("each",)}, {}, "of each"),
    ("scope", {"scopes": ("total", "maximum")}, {"scopes": ("maximum",)}, "as a total"),
    ("time", {"phases": ("early",)}, {"phases": ("final",)}, "first or partial count"),
    ("scope", {"measures": ("order.first",)}, {"measures": ("order.third",)}, "the first of a series"),
    ("scope", {"concepts": RAIN, "names": {"chiva"}}, {"concepts": RAIN, "names": {"turis"}}, "a place of its own"),
]

FREE = [
    ({}, {}),
    ({"concepts": (DEAD,)}, {}),
    ({"concepts": (DEAD, HURT), "seen": "2025-05-01"}, {"concepts": (HURT, DEAD), "seen": "2025-05-01"}),
    ({"concepts": (DEAD,)}, {"concepts": ("person.count",)}),
    ({"codes": {"910c"}}, {"codes": {"910c", "h100"}}),
    ({"negated": True}, {"negated": True}),
    ({"modality": Modality.FORECAST}, {"modality": Modality.GOAL}),
    ({"codes": {"910c"}}, {}),
    ({"places": {"place:LY"}}, {"around": {"place:LY"}, "places": {"place:MA"}}),
    ({"period": JANUARY}, {"period": (date(2025, 1, 15), None)}),
    ({"period": JANUARY}, {}),
    ({"modality": Modality.REPORTED}, {"modality": Modality.ASSERTED}),
    ({"scopes": ("average",)}, {}),
    ({"scopes": ("cumulative",)}, {}),
    ({"scopes": ("cumulative",), "phases": ("early",)}, {}),
    ({"phases": ("final",)}, {}),
    ({"measures": ("order.first",)}, {}),
    ({"concepts": RAIN, "names": {"chiva"}}, {"concepts": RAIN, "names": {"chiva", "aemet"}}),
    ({"concepts": RAIN, "names": {"chiva"}}, {"concepts": RAIN}),
    ({"concepts": (DEAD,), "names": {"chiva"}}, {"concepts": (DEAD,), "names": {"turis"}}),
]


@pytest.mark.parametrize(("slot", "one", "two", "words"), HELD)
def test_holds_back_and_says_why(slot, one, two, words):
    a, b = figure(12, "a", **one), figure(19, "b", **two)
    held = hold(a, b)
    assert held is not None
    assert held.slot == slot
    assert words in held.reason
    swapped = hold(b, a)
    assert swapped is not None
    assert swapped.slot == slot


@pytest.mark.parametrize(("one", "two"), FREE)
def test_lets_through(one, two):
    assert hold(figure(12, "a", **one), figure(19, "b", **two)) is None


def test_a_toll_that_rises_may_be_told_of_a_town_and_then_of_its_country():
    town = figure(12, "a", concepts=(DEAD,), seen="2025-05-01", places={"place:derna"})
    country = figure(19, "b", concepts=(DEAD,), seen="2025-05-03", places={"place:LY"})
    other = figure(19, "b", concepts=(DEAD,), seen="2025-05-03", places={"place:MA"})
    assert hold(town, country) is None
    assert hold(country, town) is None
    assert "different places" in hold(town, other).reason


def test_what_does_not_rise_is_of_the_town_or_of_its_country():
    town = figure(12, "a", concepts=("company.revenue",), places={"place:derna"})
    country = figure(19, "b", concepts=("company.revenue",), places={"place:LY"})
    assert "different places" in hold(town, country).reason


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ({"seen": "2025-05-01"}, {"seen": "2025-05-03"}, True),
        ({"seen": "2025-05-01"}, {"seen": "2025-05-01"}, False),
        ({"seen": None}, {"seen": "2025-05-03"}, True),
        ({"seen": "2025-05"}, {"seen": "2025-05-03"}, True),
        ({"seen": None}, {"seen": None}, True),
    ],
)
def test_a_toll_that_rises_between_two_days_is_an_update(earlier, later, expected):
    a, b = figure(12, "a", concepts=(DEAD,), **earlier), figure(19, "b", concepts=(DEAD,), **later)
    assert evolves(a, b) is expected
    assert evolves(b, a) is expected


def test_only_tolls_are_taken_to_move_where_no_day_is_known():
    turnout = {"concepts": ("election.turnout",)}
    assert not evolves(figure(52, "a", seen=None, **turnout), figure(55, "b", seen="2025-05-03", **turnout))


def test_a_move_of_a_price_is_no_later_state_of_another_days_move():
    moved = {"concepts": ("market.share_price",), "unit": "%", "dimension": "ratio"}
    assert not evolves(figure(4, "a", seen="2025-05-01", **moved), figure(10, "b", seen="2025-05-09", **moved))
    price = {"concepts": ("market.share_price",), "unit": "USD", "dimension": "money"}
    assert evolves(figure(140, "a", seen="2025-05-01", **price), figure(150, "b", seen="2025-05-09", **price))


def test_whether_time_brings_a_difference_hangs_on_nothing_but_what_is_named_for_it():
    """Figures that are alike in `passing` are not asked about twice."""
    share, toll = ("market.share_price",), (DEAD,)
    drawn = [
        figure(n, name, concepts=concepts, unit=unit, dimension=dimension, seen=seen)
        for n, name in ((4, "a"), (10, "b"))
        for concepts, unit, dimension in ((share, "%", "ratio"), (share, "USD", "money"), (toll, "person", "count"))
        for seen in ("2025-05-01", "2025-05-09", None)
    ]
    known: dict[object, bool] = {}
    for a, b in combinations(drawn, 2):
        assert known.setdefault((passing(a), passing(b)), evolves(a, b)) is evolves(a, b)


def test_what_stays_as_it_is_has_no_update():
    depth = {"concepts": ("quake.depth",)}
    assert not evolves(figure(12, "a", seen="2025-05-01", **depth), figure(19, "b", seen="2025-05-09", **depth))
    assert not evolves(figure(12, "a", seen="2025-05-01"), figure(19, "b", seen="2025-05-09"))


def test_accounts_of_two_quarters_are_two_figures():
    revenue = {"concepts": ("company.revenue",)}
    held = hold(figure(12, "a", seen="2025-02", **revenue), figure(19, "b", seen="2025-08-01", **revenue))
    assert held is not None
    assert held.slot == "time"
    assert "2025-02-01 to 2025-02-28 and 2025-08-01" in held.reason
    assert hold(figure(12, "a", seen="2025", **revenue), figure(19, "b", seen="2025-08-01", **revenue)) is None


ORDINALS = [
    ("en", "The first phase cost 90 million euros.", "The second phase cost 120 million euros."),
    ("pl", "Pierwszy etap kosztował 90 mln euro.", "Drugi etap kosztował 120 mln euro."),
    ("de", "Die erste Phase kostete 90 Millionen Euro.", "Die zweite Phase kostete 120 Millionen Euro."),
    ("ru", "Первая очередь стоила 90 млн евро.", "Вторая очередь стоила 120 млн евро."),
    ("ar", "كلفت المرحلة الأولى 90 مليون يورو.", "كلفت المرحلة الثانية 120 مليون يورو."),
]


@pytest.mark.parametrize(("language", "one", "two"), ORDINALS)
def test_the_first_of_a_series_is_not_the_second(language, one, two):
    articles = source(one, "a", language), source(two, "b", language), source(one.split(" ", 1)[1], "c", language)
    a, b, bare = (next(f for f in build(x, extract(x)) if f.value.dimension == "money") for x in articles)
    held = hold(a, b)
    assert held is not None
    assert held.slot == "scope"
    assert "series" in held.reason
    assert hold(a, bare) is None or hold(a, bare).slot != "scope"
