"""What speaks for and against two figures being one measure: named features over all candidate pairs at once.

Each feature is a number per pair, mostly 0 or 1; the scorer gives it a weight. Each reads the same with the two
figures swapped. Those that need to know who agrees with whom are in `verify.partners`.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from mmap import mmap
from operator import and_, attrgetter, eq, ne
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.models import DateMention
from claims.work import Begin, at_once
from verify.figures import Figure
from verify.pairs import Column, Pairs, Slot
from verify.slots import (
    COUNTED,
    POLL,
    apart,
    as_of,
    assumed_relation,
    clash,
    concept_relation,
    days_apart,
    form_of,
    is_bound,
    later_once,
    leading_concepts,
    looks_back,
    moved_on,
    noun_match,
    orders,
    other_phase,
    own_tempo,
    per_of,
    phase_once,
    rivals_in_story,
    same_key,
    scope_once,
    settled,
    shared,
    split_concepts,
    tempo,
    whole_names,
)
from verify.values import Relation

# What a test looks at, where it does not look at whole figures: asked once for all pairs alike in it.
MEASURES = attrgetter("concepts", "assumed")
KNOWN = attrgetter("codes", "names", "places", "page")
STATED, NEARBY, PUBLISHED = attrgetter("period"), attrgetter("nearby_period"), attrgetter("published")
SETS = ("codes", "models", "names", "places", "topic")
CODES, MODELS, NAMES, PLACES, TOPIC = (attrgetter(name) for name in SETS)
NOUN, LANGUAGE, DIGITS = attrgetter("noun", "claim.language"), attrgetter("claim.language"), attrgetter("value.digits")
ABOUT = attrgetter("value.approximate")
SCOPES, PHASES = attrgetter("claim.scopes"), attrgetter("claim.phases")


CLOSE = 0.0128  # powers of ten: 3 %
FEW = 13  # whole numbers below it are met everywhere
LONG = 7  # digits beyond which a figure is no less likely to be met by chance


def _crowds(p: Pairs, place: int) -> Column:
    """Rival figures of the two articles, as many as the one has times as many as the other has."""
    crowds = np.array([crowd[place] for crowd in p.crowds], dtype=np.float64)
    return np.asarray(crowds[p.left] * crowds[p.right])


def _of_one_measure(p: Pairs) -> Column:
    return p.each(lambda a, b: not set(leading_concepts(a)).isdisjoint(leading_concepts(b)), MEASURES)


def _measure_crowd(p: Pairs) -> Column:
    """How many rival figures of a shared measure the two articles tell, as a logarithm; -1 for none but these."""
    return np.asarray(np.log(np.where(_of_one_measure(p) > 0, _crowds(p, 0), 1.0)))


def _only_of_measure(p: Pairs) -> Column:
    return np.asarray(_of_one_measure(p) * (_crowds(p, 0) == 1))


def _dimension_crowd(p: Pairs) -> Column:
    return np.asarray(np.log(_crowds(p, 1)))


def _long_and_close(p: Pairs) -> Column:
    """Digits beyond two of the shorter of two exact figures that all but meet: 10,606,877 and 10,606,628."""
    digits = np.array([0 if f.value.approximate else min(f.value.digits, LONG) for f in p.figures], dtype=np.float64)
    shorter = np.minimum(digits[p.left], digits[p.right])
    return np.asarray(np.where(p.gaps <= CLOSE, np.maximum(shorter - 2, 0.0), 0.0))


def _noun_cosine(p: Pairs) -> Column:
    known = np.array([bool(f.noun) for f in p.figures], dtype=np.float64)
    return p.cosine(p.views.noun) * known[p.left] * known[p.right]


def _first_choice(p: Pairs) -> Column:
    """Whether each is the other's most similar figure."""
    return (p.margins >= 0).astype(np.float64)


def _is(p: Pairs, *kinds: Relation) -> Column:
    return p.are(kinds).astype(np.float64)


def _within(low: float, high: float) -> Callable[[Pairs], Column]:
    return lambda p: ((p.gaps > low) & (p.gaps <= high)).astype(np.float64)


def _concept(*kinds: str) -> Callable[[Pairs], Column]:
    return lambda p: np.isin(p.concepts, kinds).astype(np.float64)


def _pairwise(test: Callable[[Figure, Figure], object], by: Slot | None = None) -> Callable[[Pairs], Column]:
    return lambda p: p.each(lambda a, b: bool(test(a, b)), by)


def _another(one: str | None, two: str | None) -> bool:
    """Whether two sources are named, and they are not one."""
    return one is not None and two is not None and not same_key(one, two)


def _slots(by: Slot, test: Callable[[Any, Any], object]) -> Callable[[Pairs], Column]:
    return lambda p: p.between(by, lambda one, two: bool(test(one, two)))


def _small(figure: Figure) -> bool:
    """Whether it is told as a whole number that is met everywhere: two, seven, 12."""
    if isinstance(figure.mention, DateMention):
        return False
    low, high = figure.mention.low, figure.mention.high
    return low is not None and low == high and 0 <= low < FEW and low == low.to_integral_value()


def _small_unnamed(a: Figure, b: Figure) -> bool:
    return _small(a) and _small(b) and concept_relation(a, b) != "same" and not noun_match(a, b)


def _repeats(p: Pairs) -> Column:
    """How often the two articles tell these very values, as a logarithm: 0 for each once."""
    told = [(at, f.value.dimension, f.value.interval) for at, f in zip(p.source.tolist(), p.figures, strict=True)]
    count = Counter(told)
    often = np.array([count[one] for one in told], dtype=np.float64)
    return np.asarray(np.log(often[p.left] * often[p.right]))


def _once(told: Slot) -> Callable[[Pairs], Column]:
    """Whether exactly one of the two figures has it, or the two have it otherwise."""
    return _slots(told, ne)


def _assumed(kind: str) -> Callable[[Pairs], Column]:
    return _pairwise(lambda a, b: assumed_relation(a, b) == kind, MEASURES)


def _days_apart(p: Pairs) -> Column:
    return p.each(lambda a, b: np.log1p(days_apart(a, b) or 0), PUBLISHED)


@dataclass(frozen=True)
class Feature:
    """A named feature and, for the editor, what it means when it is there."""

    name: str
    column: Callable[[Pairs], Column]
    means: str


FEATURES: tuple[Feature, ...] = (
    Feature("clause_similarity", lambda p: p.cosine(p.views.clause), "the clauses read alike, figures masked"),
    Feature("beside", lambda p: p.cosine(p.views.beside), "what is said beside the figures, and of no other, is alike"),
    Feature("outstanding", lambda p: p.outstanding, "they are more alike than other partners would be"),
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
    Feature("split_concepts", _pairwise(split_concepts, MEASURES), "each names a measure that the other does not"),
    Feature("order_once", _once(lambda f: bool(orders(f))), "only one names an ordinal"),
    Feature("later_once", _pairwise(later_once, orders), "only one is told as the second or a later one of several"),
    Feature("other_order", _slots(orders, clash), "one is the first, another the second"),
    Feature(
        "moved_on",
        _pairwise(moved_on, lambda f: (own_tempo(f), as_of(f))),
        "the figure changes with time, and they are of different times",
    ),
    Feature("hours", _pairwise(lambda a, b: tempo(a, b) == "hours", own_tempo), "such figures change within hours"),
    Feature("moving", _pairwise(lambda a, b: tempo(a, b) != "fixed", own_tempo), "such figures change with time"),
    Feature("other_concept", _concept("other"), "they measure different things"),
    Feature("same_noun", _pairwise(noun_match, NOUN), "the same noun is counted"),
    Feature("other_noun", _pairwise(lambda a, b: noun_match(a, b) is False, NOUN), "different nouns are counted"),
    Feature("noun_similarity", _noun_cosine, "the counted nouns are alike across languages"),
    Feature("shared_code", _slots(CODES, shared), "the same product or model is named"),
    Feature("other_code", _slots(CODES, clash), "different products are named"),
    Feature("other_model", _slots(MODELS, clash), "different products are spoken of"),
    Feature("shared_name", _slots(NAMES, shared), "the same name stands in both clauses"),
    Feature("other_name", _slots(NAMES, clash), "the clauses name different people or firms"),
    Feature("shared_place", _slots(PLACES, shared), "the same place is named"),
    Feature("other_place", _slots(PLACES, clash), "different places are named"),
    Feature("shared_around", _slots(whole_names, shared), "the sentences share a name"),
    Feature("shared_topic", _slots(TOPIC, shared), "the headlines share a name"),
    Feature("other_time", _slots(STATED, apart), "they state different times"),
    Feature(
        "same_time",
        _slots(STATED, lambda one, two: one and two and not apart(one, two)),
        "they state the same time",
    ),
    Feature("nearby_other_time", _slots(NEARBY, apart), "other times nearby"),
    Feature("dated_once", _once(lambda f: f.period is None), "only one states a time"),
    Feature(
        "looks_back",
        _pairwise(looks_back, attrgetter("nearby_period", "published")),
        "one speaks of a time long before",
    ),
    Feature("rival_names", _pairwise(rivals_in_story, KNOWN), "the articles tell the two names apart"),
    Feature(
        "other_names_nearby",
        _slots(whole_names, clash),
        "the sentences share no name",
    ),
    Feature("other_status", _once(settled), "one is a fact, the other is not"),
    Feature("negation", _once(attrgetter("claim.negated")), "one clause is negated"),
    Feature("other_source", _slots(attrgetter("claim.said_by"), _another), "different sources are quoted"),
    Feature("unsettled", _slots(settled, lambda one, two: not (one or two)), "neither is told as a fact"),
    Feature("other_rate", _once(per_of), "one is a rate and the other is not"),
    Feature("poll_once", _once(lambda f: POLL in f.nearby), "only one is of a poll"),
    Feature(
        "counted_once",
        _once(lambda f: COUNTED in f.nearby),
        "only one is told of a count under way",
    ),
    Feature("part_once", _pairwise(scope_once("part"), SCOPES), "only one is told as a part"),
    Feature("total_once", _pairwise(scope_once("total"), SCOPES), "only one is told as a total"),
    Feature("each_once", _pairwise(scope_once("each"), SCOPES), "only one is told of each"),
    Feature("average_once", _pairwise(scope_once("average"), SCOPES), "only one is told as an average"),
    Feature("alone_once", _pairwise(scope_once("alone"), SCOPES), "only one is told of this alone"),
    Feature("cumulative_once", _pairwise(scope_once("cumulative"), SCOPES), "only one is told as a count so far"),
    Feature("early_once", _pairwise(phase_once("early"), PHASES), "only one is told as a first count"),
    Feature("final_once", _pairwise(phase_once("final"), PHASES), "only one is told as the last count"),
    Feature("before_once", _pairwise(phase_once("before"), PHASES), "only one is told as what was said before"),
    Feature("other_phase", _pairwise(other_phase, PHASES), "one is a first count, the other the last"),
    Feature(
        "other_clause_form",
        _slots(attrgetter("claim.form"), lambda one, two: one and two and one != two),
        "the clauses tell a level and a change",
    ),
    Feature("other_form", _once(form_of), "one is a change and the other a level"),
    Feature("same_unit", _slots(attrgetter("value.unit"), eq), "the units are the same"),
    Feature("same_precision", _slots(DIGITS, eq), "as many digits are given"),
    Feature(
        "digits_apart",
        lambda p: p.between(DIGITS, lambda one, two: abs(one - two)),
        "one has more digits than the other",
    ),
    Feature("many_digits", _slots(DIGITS, lambda one, two: min(one, two) > 2), "both are exact"),
    Feature("about_once", _slots(ABOUT, ne), "only one is told as approximate"),
    Feature("about_both", _slots(ABOUT, and_), "both are told as approximate"),
    Feature("bound_once", _once(is_bound), "only one is told as a bound"),
    Feature("bound_both", _slots(is_bound, and_), "both are told as bounds"),
    Feature("equal", lambda p: _is(p, Relation.EQUAL), "the values are equal"),
    Feature("long_and_close", _long_and_close, "exact figures of many digits lie so close that chance is unlikely"),
    Feature("slip", lambda p: _is(p, Relation.SLIP), "the same digits, a power of ten apart"),
    Feature("gap_least", _within(0, 0.005), "the values differ by about 1 % at most"),
    Feature("gap_tiny", _within(0.005, 0.0212), "the values differ by 1 to 5 %"),
    Feature("gap_small", _within(0.0212, 0.12), "the values differ by less than a third"),
    Feature("gap_medium", _within(0.12, 0.5), "the values differ by up to a factor of 3"),
    Feature("gap_large", _within(0.5, 1.2), "the values differ by a factor of 3 to 16"),
    Feature("gap_huge", _within(1.2, 99), "the values differ by more than a factor of 16"),
    Feature("small", _slots(_small, and_), "both are small numbers, which are met everywhere"),
    Feature("small_unnamed", _pairwise(_small_unnamed), "both are small numbers, and not of one named measure"),
    Feature("repeats", _repeats, "the articles tell these values more than once"),
    Feature("closest", lambda p: (p.closer[1] == 0).astype(np.float64), "no other value of the two articles is closer"),
    Feature("closest_once", lambda p: (p.closer[0] == 0).astype(np.float64), "to one of them no other value is closer"),
    Feature("closer_least", lambda p: np.log1p(p.closer[0]), "other values are closer to either of them"),
    Feature("closer_most", lambda p: np.log1p(p.closer[1]), "other values are closer to one of them"),
    Feature(
        "shared_figures", _slots(attrgetter("others"), frozenset.intersection), "the sentences share another figure"
    ),
    Feature(
        "published_apart",
        _days_apart,
        "the articles appeared days apart",
    ),
    Feature("same_day", _pairwise(lambda a, b: days_apart(a, b) == 0, PUBLISHED), "the articles appeared on one day"),
    Feature("same_language", _slots(LANGUAGE, eq), "one language"),
    Feature("is_date", _slots(attrgetter("is_date"), and_), "the values are dates"),
)


def matrix(p: Pairs, room: int = 0, begin: Begin = at_once) -> NDArray[np.float64]:
    """Features of all pairs, (pairs, features), in the order of `FEATURES`, and room for so many more: noughts.

    Half of the columns may be filled by a process begun for it, in memory that both share.
    """
    found = _shared(len(p.pairs), len(FEATURES) + room)
    middle = len(FEATURES) // 2
    others = begin(_fill, p, found, range(middle))
    _fill(p, found, range(middle, len(FEATURES)))
    others()
    return found


def _fill(p: Pairs, found: NDArray[np.float64], columns: Iterable[int]) -> None:
    for number in columns if p.pairs else ():
        found[:, number] = FEATURES[number].column(p)


def _shared(rows: int, columns: int) -> NDArray[np.float64]:
    """Noughts that processes copied from this one write to as well; column by column, as it is filled and weighed."""
    memory = mmap(-1, max(1, rows * columns) * np.dtype(np.float64).itemsize)
    return np.frombuffer(memory, count=rows * columns).reshape((rows, columns), order="F")
