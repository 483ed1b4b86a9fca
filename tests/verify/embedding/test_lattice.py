"""Words cut together come to the pieces that the tokenizer's own model finds one by one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import models

from verify.embedding.lattice import Lattice, code_points

WORDS = st.lists(st.text("abcdé漢😀", min_size=1, max_size=12), max_size=8)
PIECES = st.dictionaries(
    st.text("abcdé漢", min_size=1, max_size=5), st.sampled_from([-1.5, -2.0, -4.0, -7.25]), max_size=25
)


def cut(vocabulary, words):
    lengths = np.array([len(word) for word in words], dtype=np.int64)
    numbers, counts = Lattice(vocabulary, 0).cut(code_points("".join(words)), lengths)
    return [part.tolist() for part in np.split(numbers, np.cumsum(counts))[:-1]]


def by_tokenizers(vocabulary, words):
    model = models.Unigram(vocabulary, unk_id=0, byte_fallback=False)
    return [[token.id for token in model.tokenize(word)] for word in words]


@settings(deadline=None)
@given(pieces=PIECES, words=WORDS)
def test_as_the_tokenizer_cuts(pieces, words):
    vocabulary = [("<?>", 0.0), *pieces.items()]
    assert cut(vocabulary, words) == by_tokenizers(vocabulary, words)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ab", [3]),  # one likely piece rather than two
        ("ac", [1, 4]),  # two rather than one unlikely
        ("aab", [1, 3]),
        ("x", [0]),
        ("xyz", [0]),  # unknown letters in a row are one
        ("xax", [0, 1, 0]),
    ],
)
def test_the_likeliest_way_is_taken(word, expected):
    vocabulary = [("<?>", 0.0), ("a", -3.0), ("b", -3.0), ("ab", -4.0), ("c", -3.0), ("ac", -9.0)]
    assert cut(vocabulary, [word]) == [expected]


@given(words=WORDS)
def test_company_does_not_matter(words):
    vocabulary = [("<?>", 0.0), ("a", -3.0), ("b", -3.0), ("ab", -4.0), ("bca", -4.0), ("漢", -2.0)]
    assert cut(vocabulary, words) == [part for word in words for part in cut(vocabulary, [word])]


def test_many_pieces_are_all_found():
    vocabulary = [("<?>", 0.0), *((f"{n:05}", -5.0) for n in range(0, 100_000, 7))]
    lattice = Lattice(vocabulary, 0)
    words = [piece for piece, _ in vocabulary[1:]]
    numbers, counts = lattice.cut(code_points("".join(words)), np.full(len(words), 5))
    assert counts.tolist() == [1] * len(words)
    assert numbers.tolist() == list(range(1, len(vocabulary)))
    assert lattice.cut(code_points("00001"), np.array([5]))[0].tolist() == [0]
