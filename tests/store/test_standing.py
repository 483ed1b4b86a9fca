import pytest

from reports.store.models import Entry
from reports.store.standing import agreement, kappa, needed, standing
from verify.models import Choice

C, N, U = Choice.CONFLICT, Choice.NOT_CONFLICT, Choice.UNSURE


def rows(*said, fingerprint="aa"):
    """Rows of a log, from (reviewer, choice) or (reviewer, choice, fingerprint)."""
    return [
        Entry(
            seq=seq,
            id=str(seq),
            finding="f",
            reviewer=who,
            at="2026-01-01T00:00:00+00:00",
            before=None,
            choice=choice,
            reason=None,
            note=None,
            run=None,
            rule="QTY",
            model="m",
            fingerprint=next(iter(rest), fingerprint),
            undoes=None,
            batch=None,
            origin="desk",
            chain="",
        )
        for seq, (who, choice, *rest) in enumerate(said, 1)
    ]


STANDINGS = {
    "nobody": ([], 1, "undecided", False),
    "one": ([("ann", C)], 1, "conflict", True),
    "one of two": ([("ann", C)], 2, "second", False),
    "two who agree": ([("ann", C), ("ben", C)], 2, "conflict", True),
    "two who do not": ([("ann", C), ("ben", N)], 2, "disputed", False),
    "two who do not, one asked for": ([("ann", C), ("ben", N)], 1, "disputed", False),
    "one twice is one": ([("ann", C), ("ann", C)], 2, "second", False),
    "a change of mind": ([("ann", C), ("ann", N)], 1, "not_conflict", True),
    "a dispute that ended": ([("ann", C), ("ben", N), ("ann", N)], 2, "not_conflict", True),
    "taken back": ([("ann", C), ("ann", None)], 1, "undecided", False),
    "taken back, another stands": ([("ben", U), ("ann", C), ("ann", None)], 1, "unsure", True),
    "on other words": ([("ann", C, "bb")], 1, "changed", False),
    "on other words, then on these": ([("ann", C, "bb"), ("ann", N)], 1, "not_conflict", True),
    "an old opinion does not dispute a new one": ([("ann", C, "bb"), ("ben", N)], 1, "not_conflict", True),
}


@pytest.mark.parametrize(("said", "asked", "word", "settled"), STANDINGS.values(), ids=STANDINGS)
def test_standing(said, asked, word, settled):
    stands = standing(rows(*said), "aa", asked)
    assert (stands.word, stands.settled) == (word, settled)


SILENCES = [
    ([("ann", N)], 1, True),
    ([("ann", Choice.SUPERSEDED)], 1, True),
    ([("ann", C)], 1, False),
    ([("ann", U)], 1, False),
    ([("ann", Choice.NEEDS_SOURCE)], 1, False),
    ([("ann", N)], 2, False),
    ([("ann", N), ("ben", C)], 1, False),
    ([("ann", N, "bb")], 1, False),
]


@pytest.mark.parametrize(("said", "asked", "silent"), SILENCES)
def test_only_what_is_settled_and_harmless_is_silenced(said, asked, silent):
    assert standing(rows(*said), "aa", asked).silences is silent


@pytest.mark.parametrize(
    ("severity", "asked", "people"), [("high", 2, 2), ("high", 1, 1), ("medium", 3, 1), ("low", 3, 1)]
)
def test_only_what_is_grave_needs_more(severity, asked, people):
    assert needed(severity, asked) == people


# The 50 grant proposals of the usual textbook example: 20 both yes, 15 both no, 5 and 10 apart.
TEXTBOOK = [(C, C)] * 20 + [(N, N)] * 15 + [(C, N)] * 5 + [(N, C)] * 10
KAPPAS = [
    (TEXTBOOK, 0.4),
    ([(C, C), (N, N)], 1.0),
    ([(C, N), (N, C)], -1.0),
    ([(C, C), (C, C)], None),
    ([(C, C), (C, N), (N, C), (N, N)], 0.0),
]


@pytest.mark.parametrize(("pairs", "value"), KAPPAS)
def test_kappa(pairs, value):
    assert kappa(pairs) == (None if value is None else pytest.approx(value))


def test_kappa_is_symmetric():
    assert kappa(TEXTBOOK) == pytest.approx(kappa([(b, a) for a, b in TEXTBOOK]))


def test_agreement_counts_what_both_decided():
    (one,) = agreement([{"ann": C, "ben": C}, {"ann": N, "ben": C}, {"ann": U}, {}])
    assert (one.one, one.two, one.both, one.same) == ("ann", "ben", 2, 1)


def test_three_people_are_three_pairs():
    assert [(a.one, a.two) for a in agreement([{"b": C, "a": C, "c": N}])] == [("a", "b"), ("a", "c"), ("b", "c")]
