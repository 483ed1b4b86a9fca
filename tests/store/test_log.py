import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.store import database, log
from reports.store.database import APPEND_ONLY
from reports.store.log import About, Said
from reports.store.models import Reason
from reports.store.standing import opinions
from verify.models import Choice

ABOUT = About("f1", "r1", "QTY", "0.1.0 default", "aa")
OTHER = ABOUT._replace(finding="f2")


def choices(db, finding="f1"):
    return [entry.choice for entry in log.of_finding(db, finding)]


def test_a_row_has_who_when_what_and_on_what(db):
    entry = log.add(db, ABOUT, "ann", Said(Choice.NOT_CONFLICT, Reason.DATE, "Two different days."))
    assert (entry.reviewer, entry.choice, entry.reason) == ("ann", "not_conflict", "different_date")
    assert (entry.run, entry.rule, entry.model, entry.fingerprint) == ("r1", "QTY", "0.1.0 default", "aa")
    assert entry.before is None
    assert entry.at.endswith("+00:00")


def test_a_row_tells_what_held_before_it(db):
    log.add(db, ABOUT, "ann", Said(Choice.CONFLICT))
    assert log.add(db, ABOUT, "ben", Said(Choice.UNSURE)).before is Choice.CONFLICT


def test_the_same_id_is_kept_once(db):
    first = log.add(db, ABOUT, "ann", Said(Choice.CONFLICT), id="x1")
    again = log.add(db, ABOUT, "ann", Said(Choice.UNSURE), id="x1")
    assert again == first
    assert choices(db) == [Choice.CONFLICT]


def test_undo_is_a_new_row_with_what_held_before(db):
    log.add(db, ABOUT, "ann", Said(Choice.UNSURE))
    log.add(db, ABOUT, "ann", Said(Choice.CONFLICT))
    (row,) = log.undo(db, log.undoable(db, "ann"))
    assert row.choice is Choice.UNSURE
    assert choices(db) == [Choice.UNSURE, Choice.CONFLICT, Choice.UNSURE]


def test_undo_goes_back_step_by_step_and_then_ends(db):
    log.add(db, ABOUT, "ann", Said(Choice.UNSURE))
    log.add(db, OTHER, "ann", Said(Choice.CONFLICT))
    taken = []
    while found := log.undoable(db, "ann"):
        taken += [entry.finding for entry in found]
        log.undo(db, found)
    assert taken == ["f2", "f1"]
    assert opinions(log.of_finding(db, "f1")) == opinions(log.of_finding(db, "f2")) == ()


def test_undo_leaves_others_alone(db):
    log.add(db, ABOUT, "ben", Said(Choice.CONFLICT))
    log.add(db, ABOUT, "ann", Said(Choice.UNSURE))
    log.undo(db, log.undoable(db, "ann"))
    assert [(o.entry.reviewer, o.choice) for o in opinions(log.of_finding(db, "f1"))] == [("ben", Choice.CONFLICT)]
    assert log.undoable(db, "ann") == []


def test_a_batch_is_undone_at_once(db):
    for finding in ("f1", "f2", "f3"):
        log.add(db, ABOUT._replace(finding=finding), "ann", Said(Choice.SUPERSEDED), batch="b1")
    undone = log.undo(db, log.undoable(db, "ann"), batch="b2")
    assert {entry.finding for entry in undone} == {"f1", "f2", "f3"}
    assert not any(opinions(held) for held in log.latest(db).values())


def test_a_row_changed_behind_our_back_breaks_the_seal(db, path):
    for choice in (Choice.CONFLICT, Choice.UNSURE, Choice.CONFLICT):
        log.add(db, ABOUT, "ann", Said(choice))
    assert log.broken_at(log.every(db)) is None
    stranger = sqlite3.connect(path)
    stranger.execute("DROP TRIGGER decision_no_update")
    stranger.execute("UPDATE decision SET choice = 'superseded' WHERE seq = 2")
    stranger.commit()
    assert log.broken_at(log.every(db)) == 2


def test_a_row_taken_out_breaks_the_seal(db, path):
    for _ in range(3):
        log.add(db, ABOUT, "ann", Said(Choice.CONFLICT))
    stranger = sqlite3.connect(path)
    stranger.execute("DROP TRIGGER decision_no_delete")
    stranger.execute("DELETE FROM decision WHERE seq = 2")
    stranger.commit()
    assert log.broken_at(log.every(db)) == 3


ACTS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from("ab"), st.sampled_from(["f1", "f2"]), st.sampled_from(list(Choice))),
        st.tuples(st.sampled_from("ab"), st.just(""), st.none()),
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None)
@given(ACTS)
def test_undo_gives_back_what_held(tmp_path_factory, acts):
    """A log against the plainest model of it: each reviewer has a pile of decisions."""
    piles = {"a": [], "b": []}
    with database.opened(tmp_path_factory.mktemp("log") / "s.db", create=True) as db:
        for reviewer, finding, choice in acts:
            if choice:
                log.add(db, ABOUT._replace(finding=finding), reviewer, Said(choice))
                piles[reviewer].append((finding, choice))
            else:
                log.undo(db, log.undoable(db, reviewer))
                piles[reviewer] = piles[reviewer][:-1]
        held = {
            (o.entry.reviewer, finding): o.choice
            for finding, entries in log.latest(db).items()
            for o in opinions(entries)
        }
        assert held == {(name, finding): choice for name, pile in piles.items() for finding, choice in pile}
        assert log.broken_at(log.every(db)) is None


def test_every_table_that_grows_is_guarded(db):
    names = {row["name"] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    assert names == {f"{table}_no_{act}" for table in APPEND_ONLY for act in ("update", "delete", "replace")}


def test_recent_is_newest_first(db):
    for number in range(25):
        log.add(db, ABOUT._replace(finding=f"f{number}"), "ann", Said(Choice.CONFLICT))
    assert [entry.finding for entry in log.recent(db, "ann", 3)] == ["f24", "f23", "f22"]
    assert len(log.recent(db, "ann", 20)) == 20


@pytest.mark.parametrize("note", ["", None])
def test_no_note_is_none(db, note):
    assert log.add(db, ABOUT, "ann", Said(Choice.CONFLICT, None, note)).note is None
