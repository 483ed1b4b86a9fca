import itertools

import pytest

from reports.store import keeping, leases, log, queue, settings
from reports.store.queue import Filter, Order
from tests.store.build import about, bridge, by_attribute, decide
from verify.models import Choice

TOLL, D7, DAY, TESTED = (
    "dead in the flood",
    "speed of the D7 against the K9",
    "start of deliveries",
    "speed of the D7, as tested",
)


@pytest.fixture
def listed(db, kept):
    def attributes(order=Order.PRIORITY, wanted=None, reviewer="ann"):
        found = queue.filtered(db, queue.items(db), wanted or Filter(), reviewer)
        return [item.attribute for item in queue.ordered(found, order)]

    return attributes


@pytest.mark.parametrize(("order", "first"), [(Order.PRIORITY, TOLL), (Order.NEWEST, TOLL), (Order.UNSURE, TESTED)])
def test_orders(listed, order, first):
    assert listed(order)[0] == first


def test_priority_is_severity_times_confidence_times_sources(db, kept):
    found = queue.ordered([item for item in queue.items(db) if item.asked], Order.PRIORITY)
    weights = [item.weight for item in found]
    assert weights == sorted(weights, reverse=True)
    assert found[0].weight == pytest.approx(3 * 0.97 * 3)


def test_sources_are_in_order_of_their_names(listed, db):
    names = {item.attribute: item.sources[0].casefold() for item in queue.items(db)}
    shown = [names[attribute] for attribute in listed(Order.SOURCE)]
    assert shown == sorted(shown)


@pytest.mark.parametrize("order", list(Order))
def test_every_order_is_explained_and_whole(listed, order):
    assert queue.EXPLAINED[order]
    assert len(listed(order)) == len(listed()) > 3


FILTERS = [
    (Filter(severity="high"), {TOLL, D7}),
    (Filter(verdict="possible"), {TESTED, "<script>alert(1)</script>"}),
    (Filter(source="صحيفة النهر"), {TOLL}),
    (Filter(language="zh"), {DAY}),
    (Filter(rule="DAT"), {DAY}),
    (Filter(q="SLUZB powodzi"), {TOLL}),
    (Filter(q="الفيضانات"), {TOLL}),
    (Filter(q="d7 tested"), {TESTED}),
    (Filter(q="nothing-like-it"), set()),
    (Filter(since="unchanged"), set()),
    (Filter(severity="high", language="ar"), {TOLL}),
]


@pytest.mark.parametrize(("wanted", "found"), FILTERS)
def test_filters(listed, db, wanted, found):
    known = set(by_attribute(db))
    assert set(listed(wanted=wanted)) == found & known


def test_agreements_are_shown_when_asked_for(listed):
    assert "value of the contract" not in listed()
    assert "value of the contract" in listed(wanted=Filter(verdict="all"))


def test_states_as_filters(listed, db):
    decide(db, by_attribute(db)[TOLL], "ann", Choice.UNSURE)
    decide(db, by_attribute(db)[D7], "ben")
    assert listed(wanted=Filter(state="unsure")) == [TOLL]
    assert listed(wanted=Filter(state="mine")) == [TOLL]
    assert listed(wanted=Filter(reviewer="ben")) == [D7]
    assert TOLL not in listed(wanted=Filter(state="undecided"))
    assert TOLL not in listed(wanted=Filter(state="open"))


def following(db, after=None, reviewer="ann", held=None):
    found = queue.ordered([item for item in queue.items(db) if item.asked], Order.PRIORITY)
    item = queue.following(found, reviewer, by_attribute(db)[after].id if after else None, held or {})
    return item.attribute if item else None


def test_the_next_is_the_first_that_waits(db, kept):
    assert following(db) == TOLL
    decide(db, by_attribute(db)[TOLL])
    assert following(db) == D7


def test_the_next_comes_after_this_one_and_then_from_the_top(db, kept):
    order = [i.attribute for i in queue.ordered([i for i in queue.items(db) if i.asked], Order.PRIORITY)]
    for this, after in itertools.pairwise(order):
        assert following(db, this) == after
    assert following(db, order[-1]) == order[0]


def test_what_others_have_open_comes_last(db, kept):
    held = {by_attribute(db)[TOLL].id: "ben"}
    assert following(db, held=held) == D7
    assert following(db, held={item.id: "ben" for item in queue.items(db)}) == TOLL


def test_nothing_is_left_at_the_end(db, kept):
    for item in queue.items(db):
        decide(db, item)
    assert following(db) is None


def test_a_second_opinion_waits_for_others_only(db, kept):
    settings.change(db, settings.OPINIONS, 2)
    decide(db, by_attribute(db)[TOLL], "ann")
    item = by_attribute(db)[TOLL]
    assert item.standing.word == "second"
    assert (item.waits_for("ann"), item.waits_for("ben")) == (False, True)


def test_a_dispute_does_not_come_round_again(db, kept):
    decide(db, by_attribute(db)[TOLL], "ann")
    decide(db, by_attribute(db)[TOLL], "ben", Choice.UNSURE)
    item = by_attribute(db)[TOLL]
    assert item.standing.word == "disputed"
    assert not item.waits_for("ann")
    assert not item.waits_for("ben")


def test_progress(db, kept):
    decide(db, by_attribute(db)[TOLL], "ann", at="2026-01-02T10:00:00+00:00")
    decide(db, by_attribute(db)[D7], "ann", at="2026-01-01T10:00:00+00:00")
    decide(db, by_attribute(db)[DAY], "ben", at="2026-01-02T10:00:00+00:00")
    counted = queue.progress(queue.items(db), "ann", "2026-01-02")
    asked = sum(item.asked for item in queue.items(db))
    assert (counted.total, counted.done, counted.left) == (asked, 3, asked - 3)
    assert (counted.mine, counted.today) == (2, 1)


def test_one_story_does_not_hide_another(db, kept):
    keeping.save(db, bridge())
    assert {"cost", TOLL} <= set(by_attribute(db))


def test_a_lease_is_soft_and_ends(db):
    first = leases.take(db, "f1", "ann", "s1", at=1000)
    assert leases.take(db, "f1", "ben", "s2", at=1100) == first
    assert leases.holder(db, "f1", at=1100).reviewer == "ann"
    assert leases.take(db, "f1", "ann", "s1", at=1500).until == 1500 + leases.LEASE_S
    assert leases.holder(db, "f1", at=1500 + leases.LEASE_S) is None
    assert leases.take(db, "f1", "ben", "s2", at=9000).reviewer == "ben"
    leases.release(db, "f1", "ann")
    assert leases.held(db, at=9000) == {"f1": "ben"}


def test_settings_are_each_ones_own(db):
    settings.change(db, settings.BLIND, True, "ann")
    assert settings.setting(db, settings.BLIND, False, "ann") is True
    assert settings.setting(db, settings.BLIND, False, "ben") is False
    assert settings.opinions(db) == 1


def told(snapshot_or_items):
    return [(item.id, item.standing.word, len(item.standing.opinions)) for item in snapshot_or_items]


def test_what_is_kept_between_requests_is_what_a_fresh_look_gives(db, kept):
    """Every act that may change the queue, and after each the kept one against one worked out anew."""
    known = queue.Queue()
    acts = [
        lambda: None,
        lambda: decide(db, by_attribute(db)[TOLL], "ann"),
        lambda: decide(db, by_attribute(db)[TOLL], "ben", Choice.UNSURE),
        lambda: settings.change(db, settings.OPINIONS, 2),
        lambda: log.undo(db, log.undoable(db, "ben")),
        lambda: keeping.save(db, bridge(id="f1")),
        lambda: decide(db, by_attribute(db)["cost"]),
        lambda: keeping.save(db, bridge(id="f2", cost_b="230")),
        lambda: decide(db, by_attribute(db)["cost"], at="2020-01-01T00:00:00.000+00:00"),
        lambda: log.add(db, about(by_attribute(db)[TOLL])._replace(finding="f1"), "eva", log.Said(Choice.UNSURE)),
    ]
    for act in acts:
        act()
        assert told(known.now(db).items) == told(queue.items(db))
        for order in Order:
            assert known.now(db).ordered(order) == queue.ordered(queue.items(db), order)


def test_a_moment_that_was_looked_at_stays_as_it_was(db, kept):
    known = queue.Queue()
    before = known.now(db)
    decide(db, by_attribute(db)[TOLL])
    assert known.now(db).get(by_attribute(db)[TOLL].id).standing.word == "conflict"
    assert before.get(by_attribute(db)[TOLL].id).standing.word == "undecided"
    assert before.get("nothing") is None
