"""What speaks for and against two figures being one measure: named features over all candidate pairs at once.

Each feature is a number per pair, mostly 0 or 1; the scorer gives it a weight. Each reads the same with the two
figures swapped. Those that need to know who agrees with whom are in `verify.partners`.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verify.figures import Figure
from verify.pairs import Column, Pairs
from verify.slots import (
    COUNTED,
    POLL,
    apart,
    assumed_relation,
    clash,
    days_apart,
    form_of,
    leading_concepts,
    looks_back,
    moved_on,
    noun_match,
    orders,
    other_phase,
    per_of,
    periods_clash,
    phase_once,
    rivals_in_story,
    scope_once,
    settled,
    shared,
    split_concepts,
    tempo,
    whole_names,
)
from verify.values import Relation


BEST = 3  # partners of a figure in one article against which a pair has to stand out


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


def _standing_out(p: Pairs) -> Column:
    """Nearness beyond that of the best partners that either figure has in the other's article.

    Cross-domain similarity local scaling (Conneau et al. 2018, "Word translation without parallel data").
    """

    def crowd(index: int, other: int) -> float:
        return float(np.mean(p.rivals[index, p.figures[other].article.id][:BEST]))

    rows = [2 * s - crowd(i, j) - crowd(j, i) for (i, j), s in zip(p.pairs, p.nearness.tolist(), strict=True)]
    return np.array(rows, dtype=np.float64)


def _noun_cosine(p: Pairs) -> Column:
    known = p.each(lambda a, b: float(bool(a.noun) and bool(b.noun)))
    return p.cosine(p.views.noun) * known


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


def _assumed(kind: str) -> Callable[[Pairs], Column]:
    return _pairwise(lambda a, b: assumed_relation(a, b) == kind)


@dataclass(frozen=True)
class Feature:
    """A named feature and, for the editor, what it means when it is there."""

    name: str
    column: Callable[[Pairs], Column]
    means: str


FEATURES: tuple[Feature, ...] = (
    Feature("clause_similarity", lambda p: p.cosine(p.views.clause), "the clauses read alike, figures masked"),
    Feature("nearness", lambda p: p.nearness, "what is said beside the figures, and of no other, is alike"),
    Feature("standing_out", _standing_out, "they are nearer than other partners would be"),
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
    Feature("assumed_concept", _assumed("same"), "the context names one measure"),
    Feature("assumed_other", _assumed("other"), "the context names other measures"),
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
        "shared_around", _pairwise(lambda a, b: shared(whole_names(a), whole_names(b))), "the sentences share a name"
    ),
    Feature("shared_topic", _pairwise(lambda a, b: shared(a.topic, b.topic)), "the headlines share a name"),
    Feature("other_time", _pairwise(periods_clash), "they state different times"),
    Feature(
        "same_time",
        _pairwise(lambda a, b: a.period and b.period and not periods_clash(a, b)),
        "they state the same time",
    ),
    Feature("nearby_other_time", _pairwise(lambda a, b: apart(a.nearby_period, b.nearby_period)), "other times nearby"),
    Feature("dated_once", _pairwise(lambda a, b: (a.period is None) != (b.period is None)), "only one states a time"),
    Feature("looks_back", _pairwise(looks_back), "one speaks of a time long before"),
    Feature("rival_names", _pairwise(rivals_in_story), "the articles tell the two names apart"),
    Feature(
        "other_names_nearby",
        _pairwise(lambda a, b: clash(whole_names(a), whole_names(b))),
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
    Feature("part_once", _pairwise(scope_once("part")), "only one is told as a part"),
    Feature("total_once", _pairwise(scope_once("total")), "only one is told as a total"),
    Feature("each_once", _pairwise(scope_once("each")), "only one is told of each"),
    Feature("average_once", _pairwise(scope_once("average")), "only one is told as an average"),
    Feature("alone_once", _pairwise(scope_once("alone")), "only one is told of this alone"),
    Feature("cumulative_once", _pairwise(scope_once("cumulative")), "only one is told as a count so far"),
    Feature("early_once", _pairwise(phase_once("early")), "only one is told as a first count"),
    Feature("final_once", _pairwise(phase_once("final")), "only one is told as the last count"),
    Feature("before_once", _pairwise(phase_once("before")), "only one is told as what was said before"),
    Feature("other_phase", _pairwise(other_phase), "one is a first count, the other the last"),
    Feature(
        "other_clause_form",
        _pairwise(lambda a, b: bool(a.claim.form and b.claim.form and a.claim.form != b.claim.form)),
        "the clauses tell a level and a change",
    ),
    Feature("other_form", _pairwise(lambda a, b: form_of(a) != form_of(b)), "one is a change and the other a level"),
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


def matrix(p: Pairs) -> NDArray[np.float64]:
    """Features of all pairs, (pairs, features), in the order of `FEATURES`."""
    if not p.pairs:
        return np.zeros((0, len(FEATURES)))
    return np.stack([feature.column(p) for feature in FEATURES], axis=1)
