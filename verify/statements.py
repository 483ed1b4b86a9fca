"""Claims of different articles that tell the same, whether or not a figure stands in them.

Two claims are weighed by how alike they read, with and without what their articles say all along, by how far they stand
above the next best partner, and by what both name: a measure, a date, a thing. Claims that both tell figures are left
to the rules on figures.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from claims.models import Claim
from verify.beside import distinctive, unit
from verify.clustering import Groups, join
from verify.embedding import Encoder, StaticEncoder, Vectors
from verify.nearby import Nearby
from verify.slots import shared

ALIKE = 0.15  # cosine, less what the articles say all along; below it hardly any two claims tell the same
PARTNERS = 2  # most similar claims of another article that a claim is weighed against
# Log odds that two claims are of one statement, fitted on the labelled stories (see docs/measured.md).
BIAS, CUT = -3.0, -1.25
DISTINCTIVE, WHOLE, MARGIN = 2.0, 2.3, 2.9
NAMES, MEASURE, DATE, ONE_FIGURE = 0.2, 0.8, 2.4, -0.5


@dataclass(frozen=True)
class _Views:
    """Unit vectors (claims, d): of the words less what the article says all along, and of the claim as written."""

    distinctive: Vectors
    whole: Vectors


def same_statements(claims: Sequence[Claim], encoder: Encoder, near: Nearby) -> Groups:
    """Groups of indices of `claims`, between articles that are compared whole; at most one claim of each."""
    rows: dict[int, list[int]] = defaultdict(list)
    for row, claim in enumerate(claims):
        rows[near.rows[claim.article_id]].append(row)
    views = _views(claims, encoder)
    links = [
        (weight, pair)
        for one, two in np.argwhere(np.triu(near.whole)).tolist()
        for weight, pair in _weighed(claims, rows[one], rows[two], views)
        if weight >= CUT
    ]
    return join(links, lambda i, j: claims[i].article_id == claims[j].article_id)


def _views(claims: Sequence[Claim], encoder: Encoder) -> _Views:
    texts = [claim.span.quote for claim in claims]
    whole = encoder.encode(texts)
    words = _summed(texts, encoder) if isinstance(encoder, StaticEncoder) else whole
    return _Views(distinctive(words, [claim.article_id for claim in claims]), whole)


def _summed(texts: Sequence[str], encoder: StaticEncoder) -> Vectors:
    """The sum of each text's words: marks and signs say nothing."""
    sums = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
    for row, words in enumerate(encoder.token_vectors(list(texts))):
        if len(words):
            sums[row] = words.weights @ words.vectors
    return unit(sums)


def _weighed(
    claims: Sequence[Claim], left: Sequence[int], right: Sequence[int], views: _Views
) -> Iterator[tuple[float, tuple[int, int]]]:
    """Pairs of claims of two articles with their log odds."""
    if not left or not right:
        return
    block = views.distinctive[left] @ views.distinctive[right].T
    chosen = (_best(block) | _best(block.T).T) & (block >= ALIKE)
    over = np.minimum(block - _rival(block), block - _rival(block.T).T)
    for a, b in np.argwhere(chosen).tolist():
        one, two = claims[left[a]], claims[right[b]]
        if one.quantities and two.quantities:
            continue
        likeness = DISTINCTIVE * block[a, b] + WHOLE * float(views.whole[left[a]] @ views.whole[right[b]])
        odds = BIAS + likeness + MARGIN * over[a, b] + _in_common(one, two)
        yield float(odds), (left[a], right[b])


def _in_common(one: Claim, two: Claim) -> float:
    """What the two name alike adds, and what a figure in only one of them takes away."""
    return (
        MEASURE * bool(_measures(one) & _measures(two))
        + DATE * bool(_dates(one) & _dates(two))
        + NAMES * shared(_names(one), _names(two))
        + ONE_FIGURE * (bool(one.quantities) != bool(two.quantities))
    )


def _measures(claim: Claim) -> frozenset[str]:
    return frozenset(m.concept for m in claim.measures)


def _dates(claim: Claim) -> frozenset[str]:
    return frozenset(f"{d.start} {d.end}" for d in claim.dates if d.start or d.end)


def _names(claim: Claim) -> frozenset[str]:
    return frozenset(e.key for e in claim.entities)


def _best(block: Vectors) -> np.ndarray:
    """Mask of the few most similar of each row; ties fall to the earlier column."""
    order = np.argsort(-block, axis=1, kind="stable")[:, :PARTNERS]
    mask = np.zeros(block.shape, dtype=bool)
    np.put_along_axis(mask, order, values=True, axis=1)
    return mask


def _rival(block: Vectors) -> Vectors:
    """For each cell the largest other one of its row; nought where there is no other."""
    if block.shape[1] < PARTNERS:
        return np.zeros_like(block)
    ranked = -np.partition(-block, 1, axis=1)[:, :2]
    rival: Vectors = np.where(block >= ranked[:, :1], ranked[:, 1:], ranked[:, :1])
    return rival
