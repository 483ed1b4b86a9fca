"""Claims without figures that say the same in different articles: each the other's nearest, and near enough."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from claims.models import Claim
from verify.clustering import Groups, join
from verify.embedding import Encoder, Vectors
from verify.nearby import Nearby

ALIKE = 0.5  # cosine; below it even mutual nearest neighbours are mostly strangers


def same_statements(claims: Sequence[Claim], encoder: Encoder, near: Nearby) -> Groups:
    """Groups of indices of `claims`, between articles that are compared whole; at most one claim of each."""
    plain = [i for i, c in enumerate(claims) if not c.quantities]
    vectors = encoder.encode([claims[i].span.quote for i in plain])
    rows: dict[int, list[int]] = defaultdict(list)
    for row, i in enumerate(plain):
        rows[near.rows[claims[i].article_id]].append(row)
    links = [
        (likeness, (plain[a], plain[b]))
        for one, two in np.argwhere(np.triu(near.whole)).tolist()
        for likeness, a, b in _mutual(rows[one], rows[two], vectors)
    ]
    return join(links, lambda i, j: claims[i].article_id == claims[j].article_id)


def _mutual(left: Sequence[int], right: Sequence[int], vectors: Vectors) -> Iterator[tuple[float, int, int]]:
    """Rows of two articles of which each is the other's nearest there, with their likeness."""
    if not left or not right:
        return
    block = vectors[left] @ vectors[right].T
    to_right, to_left = block.argmax(1), block.argmax(0)
    for a, b in enumerate(to_right.tolist()):
        if to_left[b] == a and block[a, b] >= ALIKE:
            yield float(block[a, b]), left[a], right[b]
