"""Word-by-word likeness of two texts: what the mean of all words hides."""

from verify.embedding.protocol import Vectors, Words


def alignment(a: Words, b: Words) -> float:
    """How well the words of each text find a partner in the other, from 0 (or a little less) to 1.

    Each word counts by its weight; the result is the mean of both directions, so the order does not matter.
    """
    if not a.weights.any() or not b.weights.any():
        return 0.0
    cosine = a.vectors @ b.vectors.T
    return (_weighted(cosine.max(axis=1), a.weights) + _weighted(cosine.max(axis=0), b.weights)) / 2


def _weighted(best: Vectors, weights: Vectors) -> float:
    return float(best @ weights / weights.sum())
