"""Which slot holds a pair back, and with what words."""

from datetime import date

import pytest

from claims.extraction import extract
from claims.models import Modality
from tests.verify.build import figure, source
from verify.figures import build
from verify.gate import evolves, hold

DEAD, HURT = "casualties.dead", "casualties.injured"
JANUARY = (date(2025, 1, 1), date(2025, 1, 31))
MAY = (date(2025, 5, 1), date(2025, 5, 31))

HELD = [
    ("measure", {"concepts": (DEAD,)}, {"concepts": (HURT,)}, "killed"),
    ("subject", {"codes": {"910b"}}, {"codes": {"910c"}}, "910b and 910c"),
    ("scope", {"places": {"place:LY"}}, {"places": {"place:MA"}}, "different places"),
    ("time", {"concepts": (DEAD,), "seen": "2025-05-01"}, {"concepts": (DEAD,)}, "undated"),
    ("time", {"assumed": (DEAD,)}, {"assumed": (DEAD,)}, "undated"),
    ("form", {"per": "day"}, {}, "per day"),
    ("time", {"period": JANUARY}, {"period": MAY}, "2025-01-01 to 2025-01-31"),
    ("status", {"modality": Modality.FORECAST}, {}, "a forecast"),
    ("status", {"modality": Modality.GOAL}, {"modality": Modality.REPORTED}, "a goal or plan"),
    ("subject", {"codes": {"910c", "fp16"}}, {"codes": {"h100", "fp16"}}, "910c and h100"),
    ("status", {"negated": True}, {}, "negated"),
    ("status", {"modality": Modality.DENIED}, {}, "denied"),
]

FREE = [
    ({}, {}),
    ({"concepts": (DEAD,)}, {}),
    ({"concepts": (DEAD, HURT), "seen": "2025-05-01"}, {"concepts": (HURT, DEAD), "seen": "2025-05-01"}),
    ({"codes": {"910c"}}, {"codes": {"910c", "h100"}}),
    ({"negated": True}, {"negated": True}),
    ({"modality": Modality.FORECAST}, {"modality": Modality.GOAL}),
    ({"codes": {"910c"}}, {}),
    ({"places": {"place:LY"}}, {"around": {"place:LY"}, "places": {"place:MA"}}),
    ({"period": JANUARY}, {"period": (date(2025, 1, 15), None)}),
    ({"period": JANUARY}, {}),
    ({"modality": Modality.REPORTED}, {"modality": Modality.ASSERTED}),
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


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ({"seen": "2025-05-01"}, {"seen": "2025-05-03"}, True),
        ({"seen": "2025-05-01"}, {"seen": "2025-05-01"}, False),
        ({"seen": None}, {"seen": "2025-05-03"}, False),
    ],
)
def test_a_toll_that_rises_between_two_days_is_an_update(earlier, later, expected):
    a, b = figure(12, "a", concepts=(DEAD,), **earlier), figure(19, "b", concepts=(DEAD,), **later)
    assert evolves(a, b) is expected
    assert evolves(b, a) is expected


def test_a_toll_that_falls_or_another_measure_is_no_update():
    falls = figure(19, "a", concepts=(DEAD,), seen="2025-05-01"), figure(12, "b", concepts=(DEAD,), seen="2025-05-03")
    prices = figure(12, "a", seen="2025-05-01"), figure(19, "b", seen="2025-05-03")
    assert not evolves(*falls)
    assert not evolves(*prices)


def test_an_ordinal_on_one_side_only_keeps_apart():
    article = source("The first quake had magnitude 7.8.", "a"), source("A quake of magnitude 7.5 struck.", "b")
    a, b = (next(f for f in build(x, extract(x)) if not f.is_date) for x in article)
    held = hold(a, b)
    assert held is not None
    assert held.slot == "scope"
    assert hold(a, a) is None
