"""Statements that may deny or doubt each other: nominated by likeness, weighed by what the cue is about.

A claim that denies, negates, plans or doubts is held against the plain claims of other articles that are most like
it. What counts is not that the two are alike as a whole, but that the words beside the cue have partners in the other
claim: "carries no orbiter" speaks of an orbiter, and so does "an orbiter, a lander and a rover".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from claims import status
from claims.models import Claim, Modality, Zone
from verify.embedding import Encoder, StaticEncoder, Vectors, Words
from verify.nearby import Nearby
from verify.slots import shared

NEAREST = 8  # plain claims of other articles that a cue may be held against
HELD = 3  # the nearest of them that name something in common with it: these are looked at word by word
BESIDE = 3  # words before or after a cue that it may be about
REACH = 40  # code points from the cue in which they stand
BLOCK = 512  # claims held against all others at once
DENIED = Modality.DENIED
PLAIN = frozenset({Modality.ASSERTED, Modality.REPORTED})
Kind = Literal["negated", "denied", "unsettled"]


@dataclass(frozen=True)
class Opposed:
    """A claim with a cue, and a plain claim of another article."""

    said: Claim
    plain: Claim
    kind: Kind
    cue: str
    about: float  # how well the words beside the cue find partners in the other claim, 0 to 1
    likeness: float  # the same of all words, in both directions


@dataclass(frozen=True)
class _Cued:
    index: int
    kind: Kind
    cue: str
    start: int  # in the claim
    end: int


def opposed(claims: Sequence[Claim], encoder: Encoder, near: Nearby) -> list[Opposed]:
    """All nominated pairs, in the order of the claims. Empty with an encoder that knows no single words."""
    if not isinstance(encoder, StaticEncoder):
        return []
    body = [c for c in claims if c.zone is not Zone.HEADLINE]
    cued = [c for i, claim in enumerate(body) if (c := _cued(i, claim)) is not None]
    plain = [i for i, claim in enumerate(body) if claim.modality in PLAIN and not claim.negated]
    if not cued or not plain:
        return []
    alike = [
        _related(body[cue.index], indices, body)
        for cue, indices in zip(cued, _near(body, [c.index for c in cued], plain, encoder, near), strict=True)
    ]
    needed = sorted(
        {c.index for c, indices in zip(cued, alike, strict=True) if indices} | {i for n in alike for i in n}
    )
    vectors = encoder.token_vectors([body[i].span.quote for i in needed])
    words = dict(zip(needed, vectors, strict=True))
    return [
        _pair(cue, body[cue.index], body[i], words[cue.index], words[i])
        for cue, indices in zip(cued, alike, strict=True)
        for i in indices
    ]


def best(pairs: Iterable[tuple[float, Opposed]], per_pair: int, most: int) -> list[tuple[float, Opposed]]:
    """The likeliest: each cue once, at most `per_pair` for two articles, `most` in all. Ties go by claim ids."""
    taken: set[str] = set()
    between: dict[frozenset[str], int] = defaultdict(int)
    kept: list[tuple[float, Opposed]] = []
    for score, pair in sorted(pairs, key=lambda p: (-p[0], p[1].said.id, p[1].plain.id)):
        articles = frozenset({pair.said.article_id, pair.plain.article_id})
        if pair.said.id not in taken and between[articles] < per_pair and len(kept) < most:
            taken.add(pair.said.id)
            between[articles] += 1
            kept.append((score, pair))
    return kept


def _cued(index: int, claim: Claim) -> _Cued | None:
    """The cue by which a claim denies, negates or doubts, with its place."""
    text, words = claim.span.quote, claim.modality_cue
    if claim.modality not in PLAIN and words and words in text and (claim.modality is DENIED or not claim.negated):
        start = text.index(words)
        return _Cued(index, "denied" if claim.modality is DENIED else "unsettled", words, start, start + len(words))
    negation = status.read(text, claim.language).negation if claim.negated else None
    return _Cued(index, "negated", negation.quote, negation.start, negation.end) if negation else None


def _related(said: Claim, near: Sequence[int], claims: Sequence[Claim]) -> list[int]:
    """The nearest that name something in common with the claim."""
    names = frozenset(e.key for e in said.entities)
    return [i for i in near if shared(names, frozenset(e.key for e in claims[i].entities))][:HELD] if names else []


def _near(
    claims: Sequence[Claim], rows: Sequence[int], columns: Sequence[int], encoder: Encoder, near: Nearby
) -> list[list[int]]:
    """For each row the most similar columns of articles that touch its own."""
    vectors = encoder.encode([c.span.quote for c in claims])
    article = np.array([near.rows[c.article_id] for c in claims])
    found = []
    for start in range(0, len(rows), BLOCK):
        block = list(rows[start : start + BLOCK])
        similarity = vectors[block] @ vectors[list(columns)].T
        similarity[~near.touch[np.ix_(article[block], article[list(columns)])]] = -1.0
        found += [[columns[k] for k in _best(row)] for row in similarity]
    return found


def _best(row: Vectors) -> list[int]:
    """Columns of the largest cosines above nought, the largest first."""
    some = np.argpartition(-row, NEAREST)[:NEAREST] if len(row) > NEAREST else np.arange(len(row))
    return [int(k) for k in sorted(some, key=lambda k: (-row[k], k)) if row[k] > 0]


def _pair(cue: _Cued, said: Claim, plain: Claim, own: Words, others: Words) -> Opposed:
    about = max((_covered(own, beside, others) for beside in _beside(cue, said, own)), default=0.0)
    everything = list(range(len(own))), list(range(len(others)))
    likeness = (_covered(own, everything[0], others) + _covered(others, everything[1], own)) / 2
    return Opposed(said, plain, cue.kind, cue.cue, about, likeness)


def _beside(cue: _Cued, claim: Claim, words: Words) -> Iterator[list[int]]:
    """Positions of the words before and after the cue that are neither names nor figures."""
    offset = claim.span.start
    spans = [e.span for e in claim.entities] + [q.span for q in claim.quantities] + [d.span for d in claim.dates]
    taken = [(span.start - offset, span.end - offset) for span in spans]
    free = [
        n for n, (start, end) in enumerate(words.spans.tolist()) if not any(a < end and start < b for a, b in taken)
    ]
    yield [n for n in free if cue.end <= words.spans[n][0] <= cue.end + REACH][:BESIDE]
    yield [n for n in free if cue.start - REACH <= words.spans[n][0] < cue.start][-BESIDE:]


def _covered(own: Words, at: Sequence[int], others: Words) -> float:
    """How well the words at these positions find partners, each by its weight."""
    if not at or not len(others):
        return 0.0
    weights = own.weights[list(at)] ** 1.5
    best_partner = (own.vectors[list(at)] @ others.vectors.T).max(axis=1)
    return float(best_partner @ weights / weights.sum()) if weights.any() else 0.0
