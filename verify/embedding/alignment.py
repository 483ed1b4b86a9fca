"""Word-by-word likeness of two texts: what the mean of all words hides."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from verify.embedding.protocol import Vectors, Words

Rows = NDArray[np.int64]
Scores = NDArray[np.float64]

POWER = 1.5  # of a word's weight in `coverages`: a rare word counts for more than its length alone says
TINY = 1e-12
BLOCK = 1 << 22  # cosines held at once


def alignment(a: Words, b: Words) -> float:
    """How well the words of each text find a partner in the other, from 0 (or a little less) to 1.

    Each word counts by its weight; the result is the mean of both directions, so the order does not matter.
    """
    return float(alignments([a, b], np.array([0]), np.array([1]))[0])


def alignments(texts: Sequence[Words], left: Rows, right: Rows) -> Scores:
    """`alignment` for many pairs of texts, given as rows of `texts`; what meets often is aligned once."""
    numbers: dict[int, int] = {}
    number = np.array([numbers.setdefault(id(text), len(numbers)) for text in texts], dtype=np.int64)
    distinct = [texts[row] for row in np.unique(number, return_index=True)[1]]
    one, two = number[left], number[right]
    both, back = np.unique(np.minimum(one, two) * len(distinct) + np.maximum(one, two), return_inverse=True)
    one, two = np.divmod(both, len(distinct))
    found = np.zeros(len(both))
    vectors = np.concatenate([text.vectors for text in distinct])
    weights = np.concatenate([_shared_out(text.weights) for text in distinct])
    sizes = np.array([len(text) for text in distinct])
    begins, counts = np.cumsum(sizes) - sizes, np.array([bool(text.weights.any()) for text in distinct])
    starts = np.flatnonzero(np.diff(one, prepend=-1))
    for start, end in zip(starts, [*starts[1:], len(one)], strict=True):
        a, others = one[start], two[start:end]
        others = others[counts[others]]
        if counts[a] and len(others):
            own = slice(begins[a], begins[a] + sizes[a])
            words, ends = runs(begins[others], sizes[others])
            cosine = vectors[own] @ vectors[words].T
            there = weights[own] @ np.maximum.reduceat(cosine, ends, axis=1)
            back_again = np.add.reduceat(cosine.max(axis=0) * weights[words], ends)
            found[start:end][counts[two[start:end]]] = (there + back_again) / 2
    return found[back]


def _shared_out(weights: Vectors) -> Scores:
    """Weights as shares of their sum."""
    return weights.astype(np.float64) / max(float(weights.sum(dtype=np.float64)), TINY)


def runs(begins: Rows, sizes: Rows) -> tuple[Rows, Rows]:
    """All numbers of the runs that begin here and are so long, and where each run begins among them."""
    ends = np.cumsum(sizes) - sizes
    return np.arange(sizes.sum()) + np.repeat(begins - ends, sizes), ends


def coverages(claims: Sequence[Words], texts: Sequence[Words]) -> Vectors:
    """How well the words of each claim (row) find a partner in each text (column), from 0 (or a little less) to 1.

    One way only: what else the text tells does not count against it. Of all scores of one encoder this one ranks the
    sentences of another article best (see docs/encoder.md). 0 where either side has no word.
    """
    covered = np.zeros((len(claims), len(texts)), dtype=np.float32)
    columns = [n for n, text in enumerate(texts) if len(text)]
    if not columns:
        return covered
    words = np.concatenate([texts[n].vectors for n in columns])
    begins = _begins([len(texts[n]) for n in columns])
    rows = [n for n, claim in enumerate(claims) if claim.weights.any()]
    for block in _blocks(rows, [len(claims[n]) for n in rows], BLOCK // len(words)):
        best = np.maximum.reduceat(np.concatenate([claims[n].vectors for n in block]) @ words.T, begins, axis=1)
        weights = np.concatenate([_shares(claims[n].weights) for n in block])
        sums = np.add.reduceat(best * weights[:, None], _begins([len(claims[n]) for n in block]), axis=0)
        covered[np.ix_(block, columns)] = sums
    return covered


def _begins(lengths: Sequence[int]) -> np.ndarray:
    return np.cumsum([0, *lengths[:-1]])


def _blocks(rows: Sequence[int], lengths: Sequence[int], most: int) -> list[list[int]]:
    """Rows in order, in groups of at most `most` words, or of one row."""
    blocks: list[list[int]] = []
    held = most + 1
    for row, length in zip(rows, lengths, strict=True):
        if held + length > most:
            blocks.append([])
            held = 0
        blocks[-1].append(row)
        held += length
    return blocks


def _shares(weights: Vectors) -> Vectors:
    raised = weights**POWER
    shares: Vectors = raised / raised.sum()
    return shares
