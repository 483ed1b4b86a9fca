"""Word-by-word likeness of two texts: what the mean of all words hides."""

from collections.abc import Sequence

import numpy as np

from verify.embedding.protocol import Vectors, Words

POWER = 1.5  # of a word's weight in `coverages`: a rare word counts for more than its length alone says
BLOCK = 1 << 22  # cosines held at once


def alignment(a: Words, b: Words) -> float:
    """How well the words of each text find a partner in the other, from 0 (or a little less) to 1.

    Each word counts by its weight; the result is the mean of both directions, so the order does not matter.
    """
    if not a.weights.any() or not b.weights.any():
        return 0.0
    cosine = a.vectors @ b.vectors.T
    return (_weighted(cosine.max(axis=1), a.weights) + _weighted(cosine.max(axis=0), b.weights)) / 2


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


def _weighted(best: Vectors, weights: Vectors) -> float:
    return float(best @ weights / weights.sum())
