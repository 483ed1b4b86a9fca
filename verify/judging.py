"""Every candidate pair with its verdict: relation of the values, probability of one measure, gate, evidence."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import combinations
from typing import NamedTuple

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
from verify.gate import Held, evolves, hold, hold_dates, passing
from verify.models import Evidence
from verify.nearby import Nearby, everyone, nearby
from verify.oppositions import Opposed
from verify.pairs import ALIKE, Mask, Pairs, Rows, Views, compare, told_twice
from verify.rates import Rates
from verify.scoring import SCREEN, Models
from verify.values import Relation

SAME_DIGITS = ALIKE | {Relation.SLIP}  # at another magnitude they speak for one measure as equal values do


class Judged(NamedTuple):
    """One candidate pair of figures and what was found of it."""

    left: int
    right: int
    relation: Relation
    probability: float  # that both state one measure (equal values), or that they are at odds (differing ones)
    update: bool
    gate: Callable[[], Held | None]  # asked of few pairs, so it works out its answer when asked
    reasons: Callable[[], tuple[Evidence, ...]]

    @property
    def held(self) -> Held | None:
        """The slot in which the two differ, if any."""
        return self.gate()

    @property
    def pair(self) -> tuple[int, int]:
        """Indices of the two figures, the smaller first."""
        return self.left, self.right

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The additive reasons behind the probability."""
        return self.reasons()


@dataclass(frozen=True)
class Context:
    """What a rule may look at."""

    articles: Mapping[str, Article]
    claims: Sequence[Claim]
    figures: Sequence[Figure]
    judged: Sequence[Judged]  # those that a rule may ask for
    agreements: Groups
    rates: Rates
    config: Config
    near: Nearby = field(default_factory=lambda: everyone(()))
    origins: Mapping[str, str] = field(default_factory=dict)  # article -> the one that it faithfully repeats
    compared: int = 0  # pairs of figures
    oppositions: Sequence[Opposed] = ()  # claims that deny or doubt, with the plain claims most like them

    def voice(self, article_id: str) -> str:
        """The article whose words these are: copies of one text are one voice."""
        return self.origins.get(article_id, article_id)

    @cached_property
    def by_pair(self) -> dict[tuple[int, int], Judged]:
        """Every judged pair by its two figures."""
        return {judged.pair: judged for judged in self.judged}

    @cached_property
    def by_groups(self) -> dict[tuple[int, int], list[Judged]]:
        """Every judged pair by the agreement groups of its figures, as `groups_of` names them."""
        found: dict[tuple[int, int], list[Judged]] = defaultdict(list)
        for judged in self.judged:
            found[groups_of(self.agreements, judged)].append(judged)
        return found

    @cached_property
    def sure(self) -> Groups:
        """Agreement groups without those that are hardly likely to be of the same thing."""
        links = [(p.probability, p.pair) for p in self.judged if self._is_sure(p)]
        return join([*((1.0, pair) for pair in self._told_twice()), *links], lambda one, two: False)

    def _is_sure(self, pair: Judged) -> bool:
        one, two = groups_of(self.agreements, pair)
        return one == two and pair.probability >= self.config.told_threshold and pair.held is None

    def _told_twice(self) -> Iterator[tuple[int, int]]:
        for group in self.agreements.all():
            for i, j in combinations(sorted(group), 2):
                if told_twice(self.figures[i], self.figures[j], self.rates):
                    yield i, j


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
    return encoder.token_vectors(list(texts)) if isinstance(encoder, StaticEncoder) else []


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
    """Whether the second model decides on two differing figures: they passed the first one, and nothing settles it.

    Doubts of time count as settled here: that model has learned from figures of one time.
    """
    settled = update or (held is not None and (not held.doubt or held.slot == "time"))
    return likely >= SCREEN and not settled and not a.is_date and not b.is_date


class Scores:
    """How likely every candidate pair is; verdicts are put together for those that somebody asks for.

    `features` are those of all pairs, (pairs, features), as `scoring.observe` makes them.
    """

    def __init__(self, pairs: Pairs, features: NDArray[np.float64], models: Models) -> None:
        self.pairs = pairs
        self._features, self._models = features, models
        self._alike, self._same_digits = pairs.are(ALIKE), pairs.are(SAME_DIGITS)
        # Two currencies, or two sums of one article, can only be found to agree.
        may_differ = ~pairs.are({Relation.INCOMPARABLE}) & ~pairs.one_article & pairs.one_unit
        self.compared = self._alike | may_differ  # a mask of pairs
        dates = rivals(pairs) if models.dates else []
        dated_features = dated(pairs, dates, features)
        self._dates = dict(zip(dates, dated_features, strict=True))  # row -> features of two differing dates
        self._update = ~self._alike & (pairs.each(evolves, passing) > 0)
        self._update[dates] = False
        self._held: dict[int, Held | None] = {}
        self.probability = np.where(
            self._same_digits, models.agree.probabilities(features), models.differ.probabilities(features)
        )
        if models.updates:
            self.probability[self._update] = models.updates.probabilities(features[self._update])
        if models.dates:
            self.probability[dates] = models.dates.probabilities(dated_features)
        self._closer = self._looked_at()
        self.probability[self._closer] = models.rivals.probabilities(features[self._closer])

    def _looked_at(self) -> Mask:
        """The pairs on which the model that looks closer decides."""
        closer = self.compared & ~self._same_digits & (self.probability >= SCREEN)
        closer[list(self._dates)] = False
        for row in np.flatnonzero(closer).tolist():
            a, b = self._figures(row)
            closer[row] = looks_closer(a, b, self.probability[row], self.held(row), bool(self._update[row]))
        return closer

    def _figures(self, row: int) -> tuple[Figure, Figure]:
        i, j = self.pairs.pairs[row]
        return self.pairs.figures[i], self.pairs.figures[j]

    def held(self, row: int) -> Held | None:
        """The slot in which the two figures of a pair differ, if any."""
        if row not in self._held:
            self._held[row] = self._gate(row)
        return self._held[row]

    def _gate(self, row: int) -> Held | None:
        a, b = self._figures(row)
        if row in self._dates:
            return hold_dates(a, b)
        return hold(a, b, alike=bool(self._same_digits[row]))

    def evidence(self, row: int) -> tuple[Evidence, ...]:
        """The additive reasons behind the probability of a pair."""
        models, own = self._models, self._features[row]
        if models.dates and row in self._dates:
            return models.dates.evidence(self._dates[row])
        if models.updates and self._update[row]:
            return models.updates.evidence(own)
        differing = models.rivals if self._closer[row] else models.differ
        return (models.agree if self._same_digits[row] else differing).evidence(own)

    def judged(self, rows: Rows) -> list[Judged]:
        """The verdicts of some rows, in their order."""
        relations, update = self.pairs.relations, self._update.tolist()
        asked = zip(rows.tolist(), self.probability[rows].tolist(), strict=True)
        return [
            Judged(i, j, relations[row], likely, update[row], partial(self.held, row), partial(self.evidence, row))
            for row, likely in asked
            for i, j in (self.pairs.pairs[row],)
        ]

    def all(self) -> list[Judged]:
        """Every pair whose values can be compared."""
        return self.judged(np.flatnonzero(self.compared))

    def agreeing(self, least: float) -> list[Judged]:
        """Pairs of equal values as likely as this, that may well state one measure."""
        return self.judged(np.flatnonzero(self._alike & (self.probability >= least)))

    def worth_a_look(self, agreements: Groups, least: float) -> list[Judged]:
        """All that a rule may ask for: likely pairs, and whatever else stands between or inside their groups."""
        first = np.array([agreements.first(i) for i in range(len(self.pairs.figures))], dtype=np.int64)
        one, two = first[self.pairs.left], first[self.pairs.right]
        groups = np.minimum(one, two) * len(first) + np.maximum(one, two)
        likely = np.unique(groups[self.compared & (self.probability >= least)])
        return self.judged(np.flatnonzero(self.compared & ((one == two) | np.isin(groups, likely))))


def agreements(scores: Scores, config: Config) -> Groups:
    """Figures that tell the same, joined; a group never holds two values that differ."""
    pairs = scores.pairs

    def refutes(i: int, j: int) -> bool:
        return compare(pairs.figures[i], pairs.figures[j], pairs.rates) not in ALIKE

    links = [(p.probability, p.pair) for p in scores.agreeing(config.agreement_threshold) if p.held is None]
    inside = [pairs.pairs[row] for row in np.flatnonzero(pairs.one_article).tolist()]
    twice = [(1.0, (i, j)) for i, j in inside if told_twice(pairs.figures[i], pairs.figures[j], pairs.rates)]
    return join([*twice, *links], refutes)
