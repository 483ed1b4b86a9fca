"""Claims without figures that say the same in different articles: each the other's nearest, and near enough."""

from collections.abc import Sequence

import numpy as np

from claims.models import Claim
from verify.clustering import Groups, join
from verify.embedding import Encoder

ALIKE = 0.5  # cosine; below it even mutual nearest neighbours are mostly strangers
WHOLE = 4000  # claims that are compared at once


def same_statements(claims: Sequence[Claim], encoder: Encoder) -> Groups:
    """Groups of indices of `claims`; at most one claim of an article in each."""
    plain = [i for i, c in enumerate(claims) if not c.quantities][:WHOLE]
    if len(plain) < 2:
        return Groups(lambda i, j: False)
    vectors = encoder.encode([claims[i].span.quote for i in plain])
    similarity = vectors @ vectors.T
    links = [
        (float(similarity[a, b]), (plain[a], plain[b]))
        for a, b in _mutual(similarity, np.array([claims[i].article_id for i in plain]))
    ]
    return join(links, lambda i, j: claims[i].article_id == claims[j].article_id)


def _mutual(similarity: np.ndarray, article: np.ndarray) -> list[tuple[int, int]]:
    """Pairs of different articles in which each is the other's nearest in that article."""
    pairs = []
    names = sorted(set(article.tolist()))
    rows = {name: np.flatnonzero(article == name) for name in names}
    for k, one in enumerate(names):
        for two in names[k + 1 :]:
            block = similarity[np.ix_(rows[one], rows[two])]
            to_right, to_left = block.argmax(1), block.argmax(0)
            for a, b in enumerate(to_right):
                if to_left[b] == a and block[a, b] >= ALIKE:
                    pairs.append((int(rows[one][a]), int(rows[two][b])))
    return pairs
