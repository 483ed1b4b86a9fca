"""How the slots of two figures stand to each other, whichever comes first."""

from datetime import date

import pytest

from tests.verify.build import figure
from verify.slots import apart, clash, concept_relation, days_apart, moved_on, noun_match, shared, tempo

DEAD, HURT = "casualties.dead", "casualties.injured"
MAY, JUNE = (date(2025, 5, 1), date(2025, 5, 31)), (date(2025, 6, 1), date(2025, 6, 30))

SLOTS = [
    (concept_relation, {"concepts": (DEAD,)}, {"concepts": (DEAD,)}, "same"),
    (concept_relation, {"concepts": (DEAD,)}, {"concepts": (HURT,)}, "sibling"),
    (concept_relation, {"concepts": (DEAD, HURT)}, {"concepts": (HURT,)}, "shared"),
    (concept_relation, {"concepts": (DEAD,)}, {}, "unknown"),
    (noun_match, {"noun": "chips"}, {"noun": "chip"}, True),
    (noun_match, {"noun": "chips"}, {"noun": "people"}, False),
    (noun_match, {"noun": "chips"}, {"noun": "chips", "language": "de"}, None),
    (noun_match, {"noun": "chips"}, {}, None),
    (tempo, {}, {}, "fixed"),
    (tempo, {"concepts": (DEAD,)}, {}, "hours"),
    (moved_on, {"assumed": (DEAD,), "seen": "2025-05-01"}, {"seen": "2025-05-02"}, True),
    (moved_on, {"assumed": (DEAD,), "seen": "2025-05-01"}, {"seen": "2025-05-01"}, False),
    (moved_on, {"seen": "2025-05-01"}, {"seen": "2025-06-01"}, False),
    (days_apart, {"seen": "2025-05-01"}, {"seen": "2025-05-04"}, 3),
    (days_apart, {"seen": "2025-05-01"}, {}, None),
]


@pytest.mark.parametrize(("test", "one", "two", "expected"), SLOTS)
def test_how_two_figures_stand_to_each_other(test, one, two, expected):
    a, b = figure(12, "a", **one), figure(19, "b", **two)
    assert test(a, b) == test(b, a) == expected


PERIODS = [
    (MAY, JUNE, True),
    (MAY, MAY, False),
    (MAY, None, False),
    ((MAY[0], None), JUNE, False),  # still open in June
    ((None, MAY[1]), JUNE, True),
    ((date(2025, 1, 1), None), (date(2026, 1, 1), None), True),  # each runs from a day of its own
    ((date(2025, 1, 1), None), (date(2025, 1, 20), None), False),
]


@pytest.mark.parametrize(("one", "two", "expected"), PERIODS)
def test_when_two_times_do_not_meet(one, two, expected):
    assert apart(one, two) == apart(two, one) == expected


@pytest.mark.parametrize(
    ("one", "two", "meet", "differ"),
    [
        ({"h100"}, {"h100", "h20"}, True, False),
        ({"h100"}, {"h20"}, False, True),
        ({"h100"}, set(), False, False),
        ({"hans meyer", "h20"}, {"meyer", "h100"}, True, False),  # a name told in two ways, among others
        ({"hans meyer"}, {"anna meyer"}, False, True),  # they sound alike, and are two
    ],
)
def test_sets_of_names_meet_clash_or_say_nothing(one, two, meet, differ):
    one, two = frozenset(one), frozenset(two)
    assert shared(one, two) == shared(two, one) == meet
    assert clash(one, two) == clash(two, one) == differ
