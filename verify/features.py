"""What speaks for and against two figures being one measure: named features over all candidate pairs at once.

Each feature is a number per pair, mostly 0 or 1; the scorer gives it a weight. Each reads the same with the two
figures swapped.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from math import log10

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler

from claims import entities
from claims.measures import concept, related
from claims.models import Modality, Quantity
from verify.blocking import Pair, Vectors
from verify.embedding import Words, alignment
from verify.figures import Figure, Period
from verify.rates import Rate, Rates
from verify.values import Relation, gap, relation

Column = NDArray[np.float64]

SETTLED = frozenset({Modality.ASSERTED, Modality.REPORTED})
ALIKE = frozenset({Relation.EQUAL, Relation.COMPATIBLE})
POLL, COUNTED = "election.poll", "election.counted"
ORDER = "order."  # concepts: the first, the second ... of a series
STALE = {"hours": 1, "days": 3, "months": 25, "years": 200}  # days from which on a measure of that tempo is another
TOLD_TWICE = 0.02  # relative; between different articles the wider tolerance of `verify.values` counts
ANCHOR = 31  # days by which two open periods may begin or end apart and still be one
LONG_AGO = 300  # days
NEAREST = 2  # measures named nearest to a figure that may be its own
WORD = 3  # code points of a word that may be the counted noun
SAME_NOUN = 0.88  # Jaro-Winkler of two nouns of one language: endings differ, stems do not


@dataclass(frozen=True)
class Views:
    """Unit vectors (n, d) of each figure's clause, window, sentence and counted noun, figures masked.

    The words of clause and window come one by one where the encoder knows them, else those lists are empty.
    """

    clause: Vectors
    window: Vectors
    sentence: Vectors
    noun: Vectors
    clause_words: Sequence[Words] = ()
    window_words: Sequence[Words] = ()


@dataclass
class Pairs:
    """Candidate pairs with what every feature needs to know of them."""

    figures: Sequence[Figure]
    pairs: Sequence[Pair]
    views: Views
    rates: Rates
    relations: list[Relation] = field(init=False)
    left: NDArray[np.int64] = field(init=False)
    right: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        self.left = np.array([i for i, _ in self.pairs], dtype=np.int64)
        self.right = np.array([j for _, j in self.pairs], dtype=np.int64)
        self.relations = [compare(self.figures[i], self.figures[j], self.rates) for i, j in self.pairs]

    @cached_property
    def gaps(self) -> Column:
        """Distance of the two values of each pair in powers of ten."""
        return self.each(lambda a, b: gap(a.value, b.value))

    @cached_property
    def concepts(self) -> NDArray[np.str_]:
        """How the stated measures of each pair stand to each other."""
        return np.array([concept_relation(self.figures[i], self.figures[j]) for i, j in self.pairs])

    @cached_property
    def margins(self) -> Column:
        """How far each pair stands above the next best partner of either figure."""
        return _margin(self)

    @cached_property
    def crowds(self) -> list[tuple[int, int]]:
        """For each figure, how many values its article tells of its measure, and of its dimension at all."""
        of_measure: dict[tuple[str, str, str], set[float]] = defaultdict(set)
        of_dimension: dict[tuple[str, str], set[float]] = defaultdict(set)
        for f in self.figures:
            of_dimension[f.article.id, f.value.dimension].add(f.value.stated)
            for named in {*f.concepts, *f.assumed}:
                of_measure[f.article.id, f.value.dimension, named].add(f.value.stated)
        return [
            (
                min((len(of_measure[f.article.id, f.value.dimension, c]) for c in leading_concepts(f)), default=0),
                len(of_dimension[f.article.id, f.value.dimension]),
            )
            for f in self.figures
        ]

    def each(self, test: Callable[[Figure, Figure], float]) -> Column:
        """A feature that looks at one pair at a time."""
        return np.array([test(self.figures[i], self.figures[j]) for i, j in self.pairs], dtype=np.float64)

    def aligned(self, words: Sequence[Words]) -> Column:
        """How well the words of the two figures of each pair find partners; 0 without words."""
        if not words:
            return np.zeros(len(self.pairs))
        return np.array([alignment(words[i], words[j]) for i, j in self.pairs], dtype=np.float64)

    def cosine(self, vectors: Vectors) -> Column:
        """Similarity of the two figures of each pair under one view."""
        return np.asarray((vectors[self.left] * vectors[self.right]).sum(axis=1), dtype=np.float64)


def day_of(figure: Figure) -> date | None:
    """The day for a rate of exchange: the end of the stated period, else the day of publication."""
    stated = figure.period and figure.period[1]
    return stated or figure.seen


def rate_between(a: Figure, b: Figure, rates: Rates) -> Rate | None:
    """The rate of exchange from the currency of `a` to that of `b` on the earlier of their days."""
    if a.value.dimension != "money" or b.value.dimension != "money" or a.value.unit == b.value.unit:
        return None
    days = [d for d in (day_of(a), day_of(b)) if d]
    return rates.get(a.value.unit, b.value.unit, min(days) if days else None)


def compare(a: Figure, b: Figure, rates: Rates) -> Relation:
    """How the two values stand to each other, at the day's rate where currencies differ."""
    rate = rate_between(a, b, rates)
    return relation(a.value, b.value, rate.value if rate else None)


def told_twice(a: Figure, b: Figure, rates: Rates) -> bool:
    """Whether one article tells the same sum in two currencies: too near to each other for chance."""
    rate = rate_between(a, b, rates)
    if rate is None or a.article.id != b.article.id:
        return False
    return gap(a.value.scaled(rate.value, b.value.unit or ""), b.value) <= log10(1 + TOLD_TWICE)


@lru_cache(maxsize=200_000)
def _same(a: str, b: str) -> bool:
    return entities.same(a, b)


def _once(kind: str) -> Callable[[Figure, Figure], bool]:
    """Whether exactly one clause says of its figures that they are a total, a part, an average ..."""
    return lambda a, b: (kind in a.claim.scopes) != (kind in b.claim.scopes)


def _phase_once(phase: str) -> Callable[[Figure, Figure], bool]:
    return lambda a, b: (phase in a.claim.phases) != (phase in b.claim.phases)


def other_phase(a: Figure, b: Figure) -> bool:
    """Whether one is a first count and the other the last."""
    one, two = set(a.claim.phases), set(b.claim.phases)
    return ("early" in one and "final" in two) or ("early" in two and "final" in one)


def same_key(a: str, b: str) -> bool:
    """Whether two entity keys name one thing."""
    return _same(*sorted((a, b)))


def shared(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether some key of one set names the same thing as some key of the other."""
    others = tuple(b)
    return any(same_key(x, y) for x in a for y in others)


def clash(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both sets name something and nothing in common."""
    return bool(a) and bool(b) and not shared(a, b)


def concept_relation(a: Figure, b: Figure) -> str:
    """'same', 'shared', 'parent', 'sibling', 'other', or 'unknown' where one clause states no measure."""
    if not a.concepts or not b.concepts:
        return "unknown"
    if a.concepts[0] == b.concepts[0]:
        return "generic" if concept(a.concepts[0]).generic else "same"
    if set(a.concepts[:NEAREST]) & set(b.concepts[:NEAREST]):
        return "shared"
    return related(a.concepts[0], b.concepts[0])


def _assumed(a: Figure, b: Figure) -> str:
    """The same of what the surroundings say, where one of the clauses states no measure of its own."""
    if not (a.assumed or b.assumed):
        return "unknown"
    one, two = (set(f.assumed or f.concepts[:NEAREST]) for f in (a, b))
    return "unknown" if not one or not two else "same" if one & two else "other"


def _specific(named: Iterable[str]) -> list[str]:
    return [c for c in named if not concept(c).generic]


def leading_concepts(f: Figure) -> list[str]:
    """The specific measures nearest to it, stated or assumed; else the generic ones."""
    return ([*_specific(f.concepts)[:NEAREST], *f.assumed[:1]] or list(f.concepts[:1]))[:NEAREST]


def _measure_crowd(p: Pairs) -> Column:
    """How many rival figures of a shared measure the two articles tell, as a logarithm; -1 for none but these."""
    rows = []
    for i, j in p.pairs:
        one, two = set(leading_concepts(p.figures[i])), set(leading_concepts(p.figures[j]))
        rows.append(np.log(p.crowds[i][0] * p.crowds[j][0]) if one & two else 0.0)
    return np.array(rows, dtype=np.float64)


def _only_of_measure(p: Pairs) -> Column:
    rows = []
    for i, j in p.pairs:
        one, two = set(leading_concepts(p.figures[i])), set(leading_concepts(p.figures[j]))
        rows.append(float(bool(one & two) and p.crowds[i][0] == p.crowds[j][0] == 1))
    return np.array(rows, dtype=np.float64)


def _dimension_crowd(p: Pairs) -> Column:
    return np.array([np.log(p.crowds[i][1] * p.crowds[j][1]) for i, j in p.pairs], dtype=np.float64)


def _own_concepts(f: Figure) -> frozenset[str]:
    return frozenset(c for c in f.concepts or f.assumed if not concept(c).generic)


def split_concepts(a: Figure, b: Figure) -> bool:
    """Whether each names a measure that the other does not: "share of revenue" and "share of shipments"."""
    one, two = _own_concepts(a), _own_concepts(b)
    return bool(one - two) and bool(two - one)


def orders(f: Figure) -> frozenset[str]:
    """The ordinals in the clause: the second quake is not the first."""
    return frozenset(m.concept for m in f.claim.measures if m.concept.startswith(ORDER))


def tempo(a: Figure, b: Figure) -> str:
    """How quickly what they measure moves; "fixed" where nothing is known."""
    known = [concept(named[0]).tempo for f in (a, b) if (named := [*_specific(f.concepts), *f.assumed])]
    slow = [t for t in ("fixed", "years", "months", "days", "hours") if t in known]
    return slow[0] if slow else "fixed"


def as_of(f: Figure) -> Period | None:
    """The time for which the figure stands: as stated in its clause, else when the article appeared."""
    stated = f.period if f.period and None not in f.period else None
    return stated or f.published


def moved_on(a: Figure, b: Figure) -> bool:
    """Whether so much time lies between them that another figure may be right: a toll of Monday and of Wednesday."""
    limit, one, two = STALE.get(tempo(a, b)), as_of(a), as_of(b)
    if limit is None or one is None or two is None:
        return False
    return any(x[1] and y[0] and (y[0] - x[1]).days >= limit for x, y in ((one, two), (two, one)))


def noun_match(a: Figure, b: Figure) -> bool | None:
    """Whether the counted nouns of one language are one word; None where that can't be told."""
    if not a.noun or not b.noun or a.claim.language != b.claim.language:
        return None
    words = [[w for w in f.noun.casefold().split() if len(w) >= WORD] for f in (a, b) if f.noun]
    return any(JaroWinkler.normalized_similarity(x, y) >= SAME_NOUN for x in words[0] for y in words[1])


def settled(figure: Figure) -> bool:
    """Whether it is told as a fact rather than as a plan, forecast, rumour or denial."""
    return figure.claim.modality in SETTLED


def _ends_before(one: Period, other: Period) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]


def _apart(one: Period | None, other: Period | None) -> bool:
    if one is None or other is None:
        return False
    return _ends_before(one, other) or _ends_before(other, one) or _anchored_apart(one, other)


def _anchored_apart(one: Period, other: Period) -> bool:
    """Whether both run from, or up to, a day of their own: "from January 2025" is not "from January 2026"."""
    for side, far in ((0, 1), (1, 0)):
        a, b = one[side], other[side]
        if a and b and one[far] is None and other[far] is None and abs((a - b).days) > ANCHOR:
            return True
    return False


def periods_clash(a: Figure, b: Figure) -> bool:
    """Whether both clauses state when, and the two times do not meet."""
    return _apart(a.period, b.period)


def looks_back(a: Figure, b: Figure) -> bool:
    """Whether one sentence speaks of a time long before the other article, which states none."""
    for one, other in ((a, b), (b, a)):
        stated = one.nearby_period and one.nearby_period[1]
        seen = other.seen or one.seen
        if stated and seen and other.nearby_period is None and (seen - stated).days > LONG_AGO:
            return True
    return False


def rivals_in_story(a: Figure, b: Figure) -> bool:
    """Whether the clauses name different things and one article knows the other's name: they tell them apart."""
    one, two = (f.codes | f.names | f.places for f in (a, b))
    return clash(one, two) and (shared(one, b.page) or shared(two, a.page))


def per_of(figure: Figure) -> str | None:
    """What the figure is reckoned by: day, person ..."""
    return figure.mention.per if isinstance(figure.mention, Quantity) else None


def _form(figure: Figure) -> str:
    return figure.mention.form if isinstance(figure.mention, Quantity) else "level"


def days_apart(a: Figure, b: Figure) -> int | None:
    """Days that lie at least between the two publications; None where one is undated."""
    if a.published is None or b.published is None:
        return None
    return max(0, (a.published[0] - b.published[1]).days, (b.published[0] - a.published[1]).days)


def _noun_cosine(p: Pairs) -> Column:
    known = p.each(lambda a, b: float(bool(a.noun) and bool(b.noun)))
    return p.cosine(p.views.noun) * known


def _combined(p: Pairs) -> Column:
    return (p.cosine(p.views.clause) + p.cosine(p.views.window)) / 2


def _rivals(p: Pairs, similarity: Column) -> dict[tuple[int, str], list[float]]:
    """Similarities of each figure to its candidates in each other article, best first."""
    found: dict[tuple[int, str], list[float]] = defaultdict(list)
    for (i, j), s in zip(p.pairs, similarity.tolist(), strict=True):
        found[i, p.figures[j].article.id].append(s)
        found[j, p.figures[i].article.id].append(s)
    for scores in found.values():
        scores.sort(reverse=True)
    return found


def _margin(p: Pairs) -> Column:
    """How far the pair stands above the next best partner of either figure (below it: negative)."""
    similarity = _combined(p)
    rivals = _rivals(p, similarity)

    def over(index: int, other: int, own: float) -> float | None:
        scores = rivals[index, p.figures[other].article.id]
        if len(scores) < 2:
            return None
        return own - (scores[0] if own < scores[0] else scores[1])

    rows = []
    for (i, j), s in zip(p.pairs, similarity.tolist(), strict=True):
        margins = [m for m in (over(i, j, s), over(j, i, s)) if m is not None]
        rows.append(min(margins, default=0.0))
    return np.array(rows, dtype=np.float64)


def _first_choice(p: Pairs) -> Column:
    """Whether each is the other's most similar figure."""
    return (p.margins >= 0).astype(np.float64)


def _is(p: Pairs, *kinds: Relation) -> Column:
    return np.array([float(kind in kinds) for kind in p.relations], dtype=np.float64)


def _within(low: float, high: float) -> Callable[[Pairs], Column]:
    return lambda p: ((p.gaps > low) & (p.gaps <= high)).astype(np.float64)


def _concept(*kinds: str) -> Callable[[Pairs], Column]:
    return lambda p: np.isin(p.concepts, kinds).astype(np.float64)


def _pairwise(test: Callable[[Figure, Figure], object]) -> Callable[[Pairs], Column]:
    return lambda p: p.each(lambda a, b: float(bool(test(a, b))))


def _whole_names(f: Figure) -> frozenset[str]:
    return f.codes | f.names | f.places | f.around


@dataclass(frozen=True)
class Feature:
    """A named feature and, for the editor, what it means when it is there."""

    name: str
    column: Callable[[Pairs], Column]
    means: str


FEATURES: tuple[Feature, ...] = (
    Feature("clause_similarity", lambda p: p.cosine(p.views.clause), "the clauses read alike, figures masked"),
    Feature("window_similarity", lambda p: p.cosine(p.views.window), "the words around the figures read alike"),
    Feature("sentence_similarity", lambda p: p.cosine(p.views.sentence), "the sentences read alike"),
    Feature("clause_alignment", lambda p: p.aligned(p.views.clause_words), "the words of the clauses find partners"),
    Feature(
        "window_alignment", lambda p: p.aligned(p.views.window_words), "the words beside the figures find partners"
    ),
    Feature("margin", lambda p: p.margins, "how far the pair stands above the next best partner"),
    Feature("first_choice", _first_choice, "each is the other's most similar figure"),
    Feature("same_concept", _concept("same"), "both measure the same thing"),
    Feature("shared_concept", _concept("shared"), "a measure is named near both"),
    Feature("part_concept", _concept("parent"), "one measures a part of the other"),
    Feature("sibling_concept", _concept("sibling"), "they measure things that are easily confused"),
    Feature("generic_concept", _concept("generic"), "both count people, days or the like"),
    Feature("assumed_concept", _pairwise(lambda a, b: _assumed(a, b) == "same"), "the context names one measure"),
    Feature("assumed_other", _pairwise(lambda a, b: _assumed(a, b) == "other"), "the context names other measures"),
    Feature("measure_crowd", _measure_crowd, "the articles tell several figures of this measure"),
    Feature("only_of_measure", _only_of_measure, "each article tells one figure of this measure"),
    Feature("dimension_crowd", _dimension_crowd, "the articles tell many figures of this kind"),
    Feature("split_concepts", _pairwise(split_concepts), "each names a measure that the other does not"),
    Feature("order_once", _pairwise(lambda a, b: bool(orders(a)) != bool(orders(b))), "only one names an ordinal"),
    Feature("other_order", _pairwise(lambda a, b: clash(orders(a), orders(b))), "one is the first, another the second"),
    Feature("moved_on", _pairwise(moved_on), "the figure changes with time, and they are of different times"),
    Feature("hours", _pairwise(lambda a, b: tempo(a, b) == "hours"), "such figures change within hours"),
    Feature("moving", _pairwise(lambda a, b: tempo(a, b) != "fixed"), "such figures change with time"),
    Feature("other_concept", _concept("other"), "they measure different things"),
    Feature("same_noun", _pairwise(noun_match), "the same noun is counted"),
    Feature("other_noun", _pairwise(lambda a, b: noun_match(a, b) is False), "different nouns are counted"),
    Feature("noun_similarity", _noun_cosine, "the counted nouns are alike across languages"),
    Feature("shared_code", _pairwise(lambda a, b: shared(a.codes, b.codes)), "the same product or model is named"),
    Feature("other_code", _pairwise(lambda a, b: clash(a.codes, b.codes)), "different products are named"),
    Feature("shared_name", _pairwise(lambda a, b: shared(a.names, b.names)), "the same name stands in both clauses"),
    Feature(
        "other_name", _pairwise(lambda a, b: clash(a.names, b.names)), "the clauses name different people or firms"
    ),
    Feature("shared_place", _pairwise(lambda a, b: shared(a.places, b.places)), "the same place is named"),
    Feature("other_place", _pairwise(lambda a, b: clash(a.places, b.places)), "different places are named"),
    Feature(
        "shared_around", _pairwise(lambda a, b: shared(_whole_names(a), _whole_names(b))), "the sentences share a name"
    ),
    Feature("shared_topic", _pairwise(lambda a, b: shared(a.topic, b.topic)), "the headlines share a name"),
    Feature("other_time", _pairwise(periods_clash), "they state different times"),
    Feature(
        "same_time",
        _pairwise(lambda a, b: a.period and b.period and not periods_clash(a, b)),
        "they state the same time",
    ),
    Feature(
        "nearby_other_time", _pairwise(lambda a, b: _apart(a.nearby_period, b.nearby_period)), "other times nearby"
    ),
    Feature("dated_once", _pairwise(lambda a, b: (a.period is None) != (b.period is None)), "only one states a time"),
    Feature("looks_back", _pairwise(looks_back), "one speaks of a time long before"),
    Feature("rival_names", _pairwise(rivals_in_story), "the articles tell the two names apart"),
    Feature(
        "other_names_nearby",
        _pairwise(lambda a, b: clash(_whole_names(a), _whole_names(b))),
        "the sentences share no name",
    ),
    Feature("other_status", _pairwise(lambda a, b: settled(a) != settled(b)), "one is a fact, the other is not"),
    Feature("negation", _pairwise(lambda a, b: a.claim.negated != b.claim.negated), "one clause is negated"),
    Feature("unsettled", _pairwise(lambda a, b: not settled(a) and not settled(b)), "neither is told as a fact"),
    Feature("other_rate", _pairwise(lambda a, b: per_of(a) != per_of(b)), "one is a rate and the other is not"),
    Feature("poll_once", _pairwise(lambda a, b: (POLL in a.nearby) != (POLL in b.nearby)), "only one is of a poll"),
    Feature(
        "counted_once",
        _pairwise(lambda a, b: (COUNTED in a.nearby) != (COUNTED in b.nearby)),
        "only one is told of a count under way",
    ),
    Feature("part_once", _pairwise(_once("part")), "only one is told as a part"),
    Feature("total_once", _pairwise(_once("total")), "only one is told as a total"),
    Feature("each_once", _pairwise(_once("each")), "only one is told of each"),
    Feature("average_once", _pairwise(_once("average")), "only one is told as an average"),
    Feature("alone_once", _pairwise(_once("alone")), "only one is told of this alone"),
    Feature("cumulative_once", _pairwise(_once("cumulative")), "only one is told as a count so far"),
    Feature("early_once", _pairwise(_phase_once("early")), "only one is told as a first count"),
    Feature("final_once", _pairwise(_phase_once("final")), "only one is told as the last count"),
    Feature("before_once", _pairwise(_phase_once("before")), "only one is told as what was said before"),
    Feature("other_phase", _pairwise(other_phase), "one is a first count, the other the last"),
    Feature(
        "other_clause_form",
        _pairwise(lambda a, b: bool(a.claim.form and b.claim.form and a.claim.form != b.claim.form)),
        "the clauses tell a level and a change",
    ),
    Feature("other_form", _pairwise(lambda a, b: _form(a) != _form(b)), "one is a change and the other a level"),
    Feature("same_unit", _pairwise(lambda a, b: a.value.unit == b.value.unit), "the units are the same"),
    Feature("same_precision", _pairwise(lambda a, b: a.value.digits == b.value.digits), "as many digits are given"),
    Feature("many_digits", _pairwise(lambda a, b: min(a.value.digits, b.value.digits) > 2), "both are exact"),
    Feature("equal", lambda p: _is(p, Relation.EQUAL), "the values are equal"),
    Feature("slip", lambda p: _is(p, Relation.SLIP), "the same digits, a power of ten apart"),
    Feature("gap_least", _within(0, 0.005), "the values differ by about 1 % at most"),
    Feature("gap_tiny", _within(0.005, 0.0212), "the values differ by 1 to 5 %"),
    Feature("gap_small", _within(0.0212, 0.12), "the values differ by less than a third"),
    Feature("gap_medium", _within(0.12, 0.5), "the values differ by up to a factor of 3"),
    Feature("gap_large", _within(0.5, 1.2), "the values differ by a factor of 3 to 16"),
    Feature("gap_huge", _within(1.2, 99), "the values differ by more than a factor of 16"),
    Feature("shared_figures", _pairwise(lambda a, b: a.others & b.others), "the sentences share another figure"),
    Feature(
        "published_apart",
        lambda p: p.each(lambda a, b: float(np.log1p(days_apart(a, b) or 0))),
        "the articles appeared days apart",
    ),
    Feature("same_day", _pairwise(lambda a, b: days_apart(a, b) == 0), "the articles appeared on one day"),
    Feature("same_language", _pairwise(lambda a, b: a.claim.language == b.claim.language), "one language"),
    Feature("is_date", _pairwise(lambda a, b: a.is_date), "the values are dates"),
)


class Partners:
    """Who agrees with whom, as far as the first model can tell: for each figure and article the best partner."""

    def __init__(self, p: Pairs, agree: Column) -> None:
        self._pairs = p
        self._best: dict[int, dict[str, tuple[float, int]]] = defaultdict(dict)
        for (i, j), kind, likely in zip(p.pairs, p.relations, agree.tolist(), strict=True):
            if kind in ALIKE:
                self._offer(i, j, likely)
                self._offer(j, i, likely)

    def _offer(self, one: int, other: int, likely: float) -> None:
        article = self._pairs.figures[other].article.id
        if (likely, -other) > self._best[one].get(article, (0.0, 0)):
            self._best[one][article] = (likely, -other)

    def in_article(self, index: int, article: str) -> float:
        """How surely some figure of that article tells the same as this one."""
        return self._best[index].get(article, (0.0, 0))[0]

    def together(self, i: int, j: int) -> float:
        """How surely one further article tells the same as both, with two figures of its own."""
        one, two = self._best[i], self._best[j]
        own = {self._pairs.figures[k].article.id for k in (i, j)}
        both = (min(one[a][0], two[a][0]) for a in one.keys() & two.keys() - own if one[a][1] != two[a][1])
        return max(both, default=0.0)

    def support(self, index: int) -> float:
        """How many other articles tell the same, each counted as surely as it does."""
        return sum(likely for likely, _ in self._best[index].values())


@dataclass(frozen=True)
class Later:
    """A feature that needs to know who agrees with whom."""

    name: str
    of: Callable[[Partners, Pairs, int, int], float]
    means: str


def _elsewhere(k: Partners, p: Pairs, i: int, j: int) -> float:
    return max(k.in_article(i, p.figures[j].article.id), k.in_article(j, p.figures[i].article.id))


LATER: tuple[Later, ...] = (
    Later("equal_elsewhere", _elsewhere, "one value has its partner elsewhere in the other article"),
    Later("told_together", lambda k, p, i, j: k.together(i, j), "a further article tells both values"),
    Later(
        "less_supported",
        lambda k, p, i, j: float(np.log1p(min(k.support(i), k.support(j)))),
        "further articles tell even the rarer value",
    ),
    Later(
        "more_supported",
        lambda k, p, i, j: float(np.log1p(max(k.support(i), k.support(j)))),
        "further articles tell the commoner value",
    ),
)


def later(p: Pairs, agree: Column) -> NDArray[np.float64]:
    """Features of the second step, (pairs, features) in the order of `LATER`; `agree` is the first model's answer."""
    partners = Partners(p, agree)
    rows = [[f.of(partners, p, i, j) for f in LATER] for i, j in p.pairs]
    return np.array(rows, dtype=np.float64).reshape(len(p.pairs), len(LATER))


def matrix(p: Pairs) -> NDArray[np.float64]:
    """Features of all pairs, (pairs, features), in the order of `FEATURES`."""
    if not p.pairs:
        return np.zeros((0, len(FEATURES)))
    return np.stack([feature.column(p) for feature in FEATURES], axis=1)
