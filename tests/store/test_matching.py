import pytest

from reports.store.matching import Told, likeness, successors

COST = "the bridge over the drava will cost million euros"
TOLL = "rescuers counted dead in the valley by monday"


def told(id_, attribute="cost", kind="numeric", **words):
    return Told(id_, kind, attribute, {source: frozenset(text.split()) for source, text in words.items()})


OLD = told("old", post=COST, most="officials put the bridge at million euros")

CASES = {
    "the same words": (told("new", post=COST, most="officials put the bridge at million euros"), True),
    "some words more": (told("new", post=COST + " at most", most="officials put the bridge at million euros"), True),
    "another statement": (told("new", "toll", post=TOLL, most=TOLL), False),
    "one source in common": (told("new", post=COST, kurier=COST), False),
    "another kind": (told("new", kind="date", post=COST, most=COST), False),
    "half other words, same attribute": (
        told("new", post="the bridge will be dear", most="officials put the bridge so"),
        True,
    ),
    "half other words, other attribute": (
        told("new", "price", post="the bridge will be dear", most="officials put the bridge so"),
        False,
    ),
}


@pytest.mark.parametrize(("new", "goes_on"), CASES.values(), ids=CASES)
def test_what_goes_on_from_what(new, goes_on):
    assert successors([OLD], [new]) == ({"new": "old"} if goes_on else {})


def test_the_best_match_wins_and_each_is_used_once():
    near = told("near", post=COST, most="officials put the bridge at million euros")
    far = told("far", post="the bridge will cost euros", most="officials put the bridge at sums")
    assert successors([OLD], [far, near]) == {"near": "old"}


def test_order_changes_nothing():
    olds = [OLD, told("old2", post=COST, most=COST)]
    news = [told("n1", post=COST, most=COST), told("n2", post=COST, most="officials put the bridge at million euros")]
    assert successors(olds, news) == successors(olds[::-1], news[::-1]) == {"n1": "old2", "n2": "old"}


def test_likeness_is_between_nothing_and_one():
    assert likeness(OLD, OLD) == 1
    assert likeness(OLD, told("x", post="", most="")) == 0
