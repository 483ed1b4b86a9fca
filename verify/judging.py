"""Every candidate pair with its verdict: relation of the values, probability of one measure, gate, evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from claims.models import Article, Claim
from verify.blocking import candidates
from verify.clustering import Groups, join
from verify.config import Config
from verify.dating import dated, rivals
from verify.embedding import Encoder, StaticEncoder, Words
from verify.figures import Figure
from verify.gate import Held, evolves, hold, hold_dates, hold_in_story
from verify.models import Evidence
from verify.oppositions import Opposed
from verify.pairs import ALIKE, Pairs, Views, compare, told_twice
from verify.rates import Rates
from verify.scoring import NAMED, SCREEN, Model, Models
from verify.values import Relation

IN_STORY = [[name for name, _ in NAMED].index(name) for name in ("equal_elsewhere", "told_together")]


@dataclass(frozen=True)
class Judged:
    """One candidate pair of figures and what was found of it."""

    left: int
    right: int
    relation: Relation
    probability: float  # that both state one measure (equal values), or that they are at odds (differing ones)
    held: Held | None
    update: bool
    row: NDArray[np.float64]
    model: Model

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
    one, two = sorted(min(agreements.of(i)) for i in judged.pair)
    return one, two


def views(figures: Sequence[Figure], encoder: Encoder) -> Views:
    """Each figure's texts as vectors, every distinct text encoded once."""
    names = ("clause_text", "window_text", "sentence_text", "noun")
    columns = [[getattr(f, name) or "" for f in figures] for name in names]
    distinct = sorted({text for column in columns for text in column})
    place = {text: row for row, text in enumerate(distinct)}
    vectors = encoder.encode(distinct)
    clause, window, sentence, noun = (vectors[[place[text] for text in column]] for column in columns)
    words = [_words(column, encoder) for column in columns[:2]]
    return Views(clause, window, sentence, noun, *words)


def _words(texts: Sequence[str], encoder: Encoder) -> list[Words]:
    """The words of each text, one by one, from an encoder that knows them; else nothing."""
    if not isinstance(encoder, StaticEncoder):
        return []
    distinct = sorted(set(texts))
    known = dict(zip(distinct, encoder.token_vectors(distinct), strict=True))
    return [known[text] for text in texts]


def nominate(figures: Sequence[Figure], encoder: Encoder, rates: Rates, config: Config) -> Pairs:
    """The candidate pairs of all figures, ready for their features."""
    seen = views(figures, encoder)
    return Pairs(figures, candidates(figures, seen.clause, config.neighbours), seen, rates)


def looks_closer(a: Figure, b: Figure, likely: float, held: Held | None, update: bool) -> bool:
    """Whether the second model decides on two differing figures: they passed the first one and the gate."""
    return likely >= SCREEN and held is None and not update and not a.is_date and not b.is_date


def _of_dates(
    pairs: Pairs, features: NDArray[np.float64], model: Model
) -> Iterator[tuple[int, tuple[NDArray[np.float64], float]]]:
    """The rows of differing dates, with all their features and the probability that they are of one event."""
    rows = rivals(pairs)
    wide = dated(pairs, rows, features)
    yield from zip(rows, zip(wide, model.probabilities(wide).tolist(), strict=True), strict=True)


def judge(pairs: Pairs, features: NDArray[np.float64], models: Models) -> list[Judged]:
    """Score and gate every candidate pair whose values can be compared."""
    agree, differ, rivals = (m.probabilities(features) for m in (models.agree, models.differ, models.rivals))
    days = dict(_of_dates(pairs, features, models.dates)) if models.dates else {}
    judged = []
    for row, ((i, j), kind) in enumerate(zip(pairs.pairs, pairs.relations, strict=True)):
        if kind is Relation.INCOMPARABLE:
            continue
        a, b = pairs.figures[i], pairs.figures[j]
        if row in days and models.dates:
            own_row, likely = days[row]
            judged.append(Judged(i, j, kind, likely, hold_dates(a, b), update=False, row=own_row, model=models.dates))
            continue
        alike = kind in ALIKE
        # Two currencies, or two sums of one article, can only be found to agree.
        if not alike and (a.article.id == b.article.id or a.value.unit != b.value.unit):
            continue
        held = hold(a, b, alike) or (None if alike else hold_in_story(*features[row, IN_STORY]))
        update = not alike and evolves(a, b)
        # The same digits at another magnitude speak for one measure as equal values do.
        same_digits = alike or kind is Relation.SLIP
        model, probability = (models.agree, agree[row]) if same_digits else (models.differ, differ[row])
        if not same_digits and looks_closer(a, b, differ[row], held, update):
            model, probability = models.rivals, rivals[row]
        judged.append(Judged(i, j, kind, float(probability), held, update, features[row], model))
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
    twice = [(1.0, (i, j)) for i, j in pairs.pairs if told_twice(pairs.figures[i], pairs.figures[j], pairs.rates)]
    return join([*twice, *links], refutes)
