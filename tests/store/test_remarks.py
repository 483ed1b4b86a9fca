import pytest

from reports.store import remarks

PAIR = ("k2", "k1"), (("Most", "210 million"), ("Drava Post", "140 million"))


def test_an_edited_note_keeps_its_versions(db):
    first = remarks.add_note(db, "f1", "ann", "Call the ministry.", link="https://ministry.example/")
    remarks.add_note(db, "f1", "ann", "Called; they confirm.", thread=first.thread)
    ((old, new),) = remarks.notes(db, ["f1"])
    assert (old.text, new.text) == ("Call the ministry.", "Called; they confirm.")
    assert old.link == "https://ministry.example/"


def test_only_its_writer_edits_a_note(db):
    note = remarks.add_note(db, "f1", "ann", "Mine.")
    with pytest.raises(PermissionError, match="ann's"):
        remarks.add_note(db, "f1", "ben", "Ours.", thread=note.thread)
    with pytest.raises(LookupError):
        remarks.add_note(db, "f2", "ann", "Elsewhere.", thread=note.thread)
    assert [[note.text for note in versions] for versions in remarks.notes(db, ["f1", "f2"])] == [["Mine."]]


def test_a_note_sent_twice_is_kept_once(db):
    assert remarks.add_note(db, "f1", "ann", "Once.", id="n1") == remarks.add_note(db, "f1", "ann", "Twice.", id="n1")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@ben please look", ("ben",)),
        ("ask @ben, @ćira!", ("ben", "ćira")),
        ("mail a@b.example, @", ()),
        ("@ben @ben", ("ben",)),
    ],
)
def test_names_that_a_note_calls(db, text, names):
    assert remarks.add_note(db, "f1", "ann", text).names == names


def test_a_judgement_on_a_pair_minds_no_order(db):
    remarks.add_pairing(db, "f1", *PAIR, "ann", same=False)
    ((pair, row),) = remarks.pairings(db).items()
    assert pair == ("k1", "k2")
    assert row.quotes == (("Drava Post", "140 million"), ("Most", "210 million"))
    assert row.same is False


def test_the_last_judgement_counts_and_may_be_withdrawn(db):
    remarks.add_pairing(db, "f1", *PAIR, "ann", same=False)
    remarks.add_pairing(db, "f1", *PAIR, "ben", same=True)
    assert remarks.pairings(db)["k1", "k2"].same is True
    remarks.add_pairing(db, "f1", *PAIR, "ben", same=None)
    assert remarks.pairings(db) == {}
