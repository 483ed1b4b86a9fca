"""Masked views, and likeness word by word."""

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.models import Span
from verify.embedding import Words, alignment, coverages, masked


def spans_in(text: str):
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    ordered = ends.map(sorted).filter(lambda pair: pair[0] < pair[1])
    return st.lists(ordered.map(lambda p: Span(start=p[0], end=p[1], quote=text[p[0] : p[1]])), max_size=5)


def span(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start=start, end=start + len(quote), quote=quote)


@pytest.mark.parametrize(
    ("text", "quotes", "expected"),
    [
        ("It cost 3 bn dollars in 2024.", ["3 bn dollars", "2024"], "It cost * in *."),
        ("Zginęło 12 osób", ["12"], "Zginęło * osób"),
        ("قتل ٣٠٠ شخص", ["٣٠٠"], "قتل * شخص"),
        ("死者3000人", ["3000"], "死者*人"),
        ("nothing", [], "nothing"),
        ("12", ["12"], "*"),
        ("about 12,000", ["about 12,000", "12,000"], "*"),
    ],
)
def test_masked(text, quotes, expected):
    assert masked(text, [span(text, quote) for quote in quotes]) == expected


@given(data=st.data(), text=st.text(st.characters(exclude_characters="*"), min_size=1, max_size=30))
def test_masked_keeps_the_rest_in_order(data, text):
    spans = data.draw(spans_in(text))
    hidden = {place for one in spans for place in range(one.start, one.end)}
    rest = "".join(letter for place, letter in enumerate(text) if place not in hidden)
    assert masked(text, spans).replace("*", "") == rest


def words(*rows: list[float], weights: list[float] | None = None) -> Words:
    vectors = np.array(rows, dtype=np.float32).reshape(len(rows), 2)
    spans = np.array([(2 * n, 2 * n + 1) for n in range(len(rows))], dtype=np.int64).reshape(len(rows), 2)
    return Words(spans, vectors, np.array(weights or [1.0] * len(rows), dtype=np.float32))


EAST, NORTH = [1.0, 0.0], [0.0, 1.0]


def test_alignment_of_the_same_words_in_another_order_is_one():
    assert alignment(words(EAST, NORTH), words(NORTH, EAST)) == pytest.approx(1)


def test_alignment_counts_both_ways():
    short, long = words(EAST), words(EAST, NORTH)
    assert alignment(short, long) == pytest.approx(0.75) == alignment(long, short)


def test_a_heavier_word_counts_more():
    one, other = words(EAST), words(EAST, NORTH, weights=[3, 1])
    assert alignment(one, other) == pytest.approx((1 + 0.75) / 2)


@pytest.mark.parametrize("empty", [words(), words(EAST, weights=[0.0])])
def test_nothing_to_align_is_nought(empty):
    assert alignment(empty, words(EAST)) == 0 == alignment(words(EAST), empty)


def test_translations_align_better_than_strangers(toy):
    ship, statek, stranger = toy.token_vectors(["ship waits in Rome", "statek czeka w Rzymie", "lekarz śpi w Oslo"])
    assert alignment(ship, statek) > alignment(ship, stranger)


@given(texts=st.lists(st.text(max_size=30), min_size=2, max_size=2))
def test_alignment_is_symmetric_and_bounded(toy, texts):
    a, b = toy.token_vectors(texts)
    assert alignment(a, b) == pytest.approx(alignment(b, a), abs=1e-5)
    assert -1 <= alignment(a, b) <= 1 + 1e-5


def test_coverage_counts_one_way_only():
    short, long = words(EAST), words(EAST, NORTH)
    covered = coverages([short, long], [short, long])
    assert np.allclose(covered, [[1, 1], [0.5, 1]])


def test_a_rare_word_that_is_missing_costs_more_than_its_share():
    covered = coverages([words(EAST, NORTH, weights=[1, 4])], [words(EAST)])
    assert covered[0, 0] == pytest.approx(1 / 9)  # 1 ** 1.5 of 1 ** 1.5 + 4 ** 1.5


def test_nothing_covers_nothing():
    empty = words()
    assert coverages([], [words(EAST)]).shape == (0, 1)
    assert coverages([words(EAST)], []).shape == (1, 0)
    assert not coverages([empty, words(EAST, weights=[0.0])], [words(EAST), empty]).any()
    assert coverages([words(EAST)], [empty, words(EAST), empty]).tolist() == [[0, 1, 0]]


@settings(deadline=None)
@given(texts=st.lists(st.text(max_size=30), min_size=1, max_size=5), block=st.integers(1, 200))
def test_coverage_is_the_same_in_any_company(toy, texts, block):
    known = toy.token_vectors(texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules["verify.embedding.alignment"], "BLOCK", block)
        together = coverages(known, known)
    for i, claim in enumerate(known):
        for j, text in enumerate(known):
            assert together[i, j] == pytest.approx(coverages([claim], [text])[0, 0], abs=1e-5)
    assert np.all(together <= 1 + 1e-5)


def test_a_claim_is_covered_best_by_its_translation(toy):
    claims = toy.token_vectors(["ship waits in Rome", "doctor sleeps in Oslo"])
    longer = toy.token_vectors(["lekarz śpi w Oslo czeka", "statek czeka w Rzymie śpi"])
    assert coverages(claims, longer).argmax(1).tolist() == [1, 0]
