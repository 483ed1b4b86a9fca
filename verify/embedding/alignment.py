"""Word-by-word likeness of two texts: what the mean of all words hides."""

import numpy as np
from numpy.typing import NDArray

from verify.embedding.protocol import Vectors, Words

Spans = NDArray[np.int64]
PARTNER = 0.25  # between sentences on different things, nine words in ten find no partner as good as this


def alignment(a: Words, b: Words) -> float:
    """How well the words of each text find a partner in the other, from 0 (or a little less) to 1.

    Each word counts by its weight; the result is the mean of both directions, so the order does not matter.
    """
    if not a.weights.any() or not b.weights.any():
        return 0.0
    cosine = a.vectors @ b.vectors.T
    return (_weighted(cosine.max(axis=1), a.weights) + _weighted(cosine.max(axis=0), b.weights)) / 2


def unmatched(a: Words, b: Words, partner: float = PARTNER) -> Spans:
    """Spans of the words of `a` that have no partner in `b`."""
    if not len(b):
        return a.spans
    alone: Spans = a.spans[(a.vectors @ b.vectors.T).max(axis=1) < partner]
    return alone


def _weighted(best: Vectors, weights: Vectors) -> float:
    return float(best @ weights / weights.sum())
