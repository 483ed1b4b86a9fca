"""Every candidate pair with its verdict: relation of the values, probability of one measure, gate, evidence."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter, eq

import numpy as np
from numpy.typing import NDArray

from claims.models import Article, Claim
from verify.beside import distinctive, words_beside
from verify.blocking import candidates
from verify.clustering import Groups, join
from verify.config import Config
from verify.dating import dated, rivals
from verify.embedding import Encoder, StaticEncoder, Words
from verify.figures import Figure
from verify.gate import Held, evolves, hold, hold_dates, hold_in_story, is_toll
from verify.models import Evidence
from verify.nearby import Nearby, everyone, nearby
from verify.oppositions import Opposed
from verify.pairs import ALIKE, Pairs, Views, compare, told_twice
from verify.rates import Rates
from verify.scoring import NAMED, SCREEN, Model, Models
from verify.slots import as_of, own_tempo
from verify.values import Relation

UNIT = attrgetter("value.unit")
IN_STORY = [[name for name, _ in NAMED].index(name) for name in ("equal_elsewhere", "told_together")]


def _passing(f: Figure) -> Hashable:
    """All that tells whether time brings a difference."""
    return own_tempo(f), as_of(f), f.claim.phases, f.seen is None, is_toll(f)


@dataclass(frozen=True)
class Judged:
    """One candidate pair of figures and what was found of it."""

    left: int
    right: int
    relation: Relation
    probability: float  # that both state one measure (equal values), or that they are at odds (differing ones)
    gate: Callable[["Judged"], Held | None] = field(repr=False, compare=False)
    update: bool
    row: NDArray[np.float64]
    model: Model

    @cached_property
    def held(self) -> Held | None:
        """The slot in which the two differ, if any: asked of few pairs, so worked out when asked."""
        return self.gate(self)

    @property
    def pair(self) -> tuple[int, int]:
        """Indices of the two figures, the smaller first."""
        return self.left, self.right

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The additive reasons behind the probability."""
        return self.model.evidence(self.row)


@dataclass(frozen=True)
class Context:
    """What a rule may look at."""

    articles: Mapping[str, Article]
    claims: Sequence[Claim]
    figures: Sequence[Figure]
    judged: Sequence[Judged]
    agreements: Groups
    rates: Rates
    config: Config
    near: Nearby = field(default_factory=lambda: everyone(()))
    origins: Mapping[str, str] = field(default_factory=dict)  # article -> the one that it faithfully repeats
    oppositions: Sequence[Opposed] = ()  # claims that deny or doubt, with the plain claims most like them

    def voice(self, article_id: str) -> str:
        """The article whose words these are: copies of one text are one voice."""
        return self.origins.get(article_id, article_id)

    @cached_property
    def by_pair(self) -> dict[tuple[int, int], Judged]:
        """Every judged pair by its two figures."""
        return {judged.pair: judged for judged in self.judged}


def groups_of(agreements: Groups, judged: Judged) -> tuple[int, int]:
    """The agreement groups of a pair, each named by its smallest member, the smaller first."""
    one, two = agreements.first(judged.left), agreements.first(judged.right)
    return (one, two) if one < two else (two, one)


def views(figures: Sequence[Figure], encoder: Encoder) -> Views:
    """Each figure's texts as vectors, every distinct text encoded once."""
    names = ("clause_text", "window_text", "sentence_text", "noun")
    columns = [[getattr(f, name) or "" for f in figures] for name in names]
    distinct = sorted({text for column in columns for text in column})
    place = {text: row for row, text in enumerate(distinct)}
    vectors = encoder.encode(distinct)
    clause, window, sentence, noun = (vectors[[place[text] for text in column]] for column in columns)
    words = _words(columns[0], encoder)
    beside = words_beside(words, [f.place for f in figures], clause.shape[1]) if words else window
    beside = distinctive(beside, [f.article.id for f in figures])
    return Views(clause, window, sentence, noun, beside, words, _words(columns[1], encoder))


def _words(texts: Sequence[str], encoder: Encoder) -> list[Words]:
    """The words of each text, one by one, from an encoder that knows them; else nothing."""
    if not isinstance(encoder, StaticEncoder):
        return []
    distinct = sorted(set(texts))
    known = dict(zip(distinct, encoder.token_vectors(distinct), strict=True))
    return [known[text] for text in texts]


def nominate(
    figures: Sequence[Figure], encoder: Encoder, rates: Rates, config: Config, near: Nearby | None = None
) -> Pairs:
    """The candidate pairs of all figures, ready for their features; `near` is worked out where it is not known."""
    seen, near = views(figures, encoder), near or _nearby(figures, encoder)
    return Pairs(figures, candidates(figures, seen.clause, config.neighbours, near), seen, rates)


def _nearby(figures: Sequence[Figure], encoder: Encoder) -> Nearby:
    """Which of the articles of these figures may speak of one thing."""
    pages = {f.article.id: f for f in figures}
    return nearby([f.article for f in pages.values()], [f.page for f in pages.values()], encoder)


def looks_closer(a: Figure, b: Figure, likely: float, held: Held | None, update: bool) -> bool:
    """Whether the second model decides on two differing figures: they passed the first one and the gate."""
    return likely >= SCREEN and held is None and not update and not a.is_date and not b.is_date


def _judged_dates(pairs: Pairs, features: NDArray[np.float64], model: Model) -> Iterator[tuple[int, Judged]]:
    """Differing dates by their rows: a model and a gate of their own."""

    def gate(judged: Judged) -> Held | None:
        return hold_dates(pairs.figures[judged.left], pairs.figures[judged.right])

    rows = rivals(pairs)
    wide = dated(pairs, rows, features)
    for row, own, likely in zip(rows, wide, model.probabilities(wide).tolist(), strict=True):
        yield row, Judged(*pairs.pairs[row], pairs.relations[row], likely, gate, update=False, row=own, model=model)


def judge(pairs: Pairs, features: NDArray[np.float64], models: Models) -> list[Judged]:
    """Score and gate every candidate pair whose values can be compared."""
    agree, differ, closer = (m.probabilities(features).tolist() for m in (models.agree, models.differ, models.rivals))
    changed = models.updates.probabilities(features).tolist() if models.updates else differ
    evolving = pairs.each(evolves, _passing).tolist()
    one_article = (pairs.source[pairs.left] == pairs.source[pairs.right]).tolist()
    one_unit = pairs.between(UNIT, eq).tolist()
    days = dict(_judged_dates(pairs, features, models.dates)) if models.dates else {}

    def gate(judged: Judged) -> Held | None:
        a, b, alike = pairs.figures[judged.left], pairs.figures[judged.right], judged.relation in ALIKE
        return hold(a, b, alike) or (None if alike else hold_in_story(*judged.row[IN_STORY]))

    judged = []
    for row, ((i, j), kind) in enumerate(zip(pairs.pairs, pairs.relations, strict=True)):
        if row in days:
            judged.append(days[row])
            continue
        alike = kind in ALIKE
        # Two currencies, or two sums of one article, can only be found to agree.
        if kind is Relation.INCOMPARABLE or (not alike and (one_article[row] or not one_unit[row])):
            continue
        update = not alike and bool(evolving[row])
        # The same digits at another magnitude speak for one measure as equal values do.
        same_digits = alike or kind is Relation.SLIP
        model, probability = (models.agree, agree[row]) if same_digits else (models.differ, differ[row])
        if update and models.updates:
            model, probability = models.updates, changed[row]
        found = Judged(i, j, kind, probability, gate, update, features[row], model)
        if not same_digits and probability >= SCREEN:
            a, b = pairs.figures[i], pairs.figures[j]
            if looks_closer(a, b, probability, found.held, update):
                found = Judged(i, j, kind, closer[row], gate, update, features[row], models.rivals)
        judged.append(found)
    return judged


def agreements(pairs: Pairs, judged: Sequence[Judged], config: Config) -> Groups:
    """Figures that tell the same, joined; a group never holds two values that differ."""

    def refutes(i: int, j: int) -> bool:
        return compare(pairs.figures[i], pairs.figures[j], pairs.rates) not in ALIKE

    links = [
        (p.probability, p.pair)
        for p in judged
        if p.relation in ALIKE and p.probability >= config.agreement_threshold and p.held is None
    ]
    within = np.flatnonzero(pairs.source[pairs.left] == pairs.source[pairs.right]).tolist()
    inside = [pairs.pairs[row] for row in within]
    twice = [(1.0, (i, j)) for i, j in inside if told_twice(pairs.figures[i], pairs.figures[j], pairs.rates)]
    return join([*twice, *links], refutes)
