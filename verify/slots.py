"""How the slots of two figures stand to each other: measure, subject, place, time, status, form.

Every test reads the same with the two figures swapped.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from claims import entities
from claims.measures import concept, related
from claims.models import Modality, Quantity
from verify.figures import Figure, Period

SETTLED = frozenset({Modality.ASSERTED, Modality.REPORTED})
POLL, COUNTED = "election.poll", "election.counted"
ORDER, FIRST = "order.", "order.first"  # concepts: the first, the second ... of a series
STALE = {"hours": 1, "days": 3, "months": 25, "years": 200}  # days from which on a measure of that tempo is another
TEMPOS = ("fixed", "years", "months", "days", "hours")
ANCHOR = 31  # days by which two open periods may begin or end apart and still be one
LONG_AGO = 300  # days
NEAREST = 2  # measures named nearest to a figure that may be its own
WORD = 3  # code points of a word that may be the counted noun
SAME_NOUN = 0.88  # Jaro-Winkler of two nouns of one language: endings differ, stems do not


@lru_cache(maxsize=200_000)
def _same(a: str, b: str) -> bool:
    return entities.same(a, b)


def same_key(a: str, b: str) -> bool:
    """Whether two entity keys name one thing."""
    return _same(*sorted((a, b)))


@lru_cache(maxsize=100_000)
def _sounds(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(map(entities.sound, keys))


@lru_cache(maxsize=100_000)
def _by_sound(keys: frozenset[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for key in keys:
        found.setdefault(entities.sound(key), []).append(key)
    return found


def shared(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether some key of one set names the same thing as some key of the other."""
    if not a.isdisjoint(b):
        return True
    # What names one thing sounds alike: most sets have nothing in common, and that is quickly heard.
    common = _sounds(a) & _sounds(b)
    return any(same_key(x, y) for sound in common for x in _by_sound(a)[sound] for y in _by_sound(b)[sound])


def clash(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both sets name something and nothing in common."""
    return bool(a) and bool(b) and not shared(a, b)


def nested(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether a place of one set lies in a place of the other: a city in its country."""
    return any(entities.lies_in(x, y) or entities.lies_in(y, x) for x in a for y in b)


def whole_names(f: Figure) -> frozenset[str]:
    """All that its sentence names: codes, names and places."""
    return f.codes | f.names | f.places | f.around


@lru_cache(maxsize=100_000)
def _named(codes: frozenset[str], names: frozenset[str], places: frozenset[str]) -> frozenset[str]:
    """All of them in one set, which is the same object each time: its hash is worked out once."""
    return codes | names | places


def rivals_in_story(a: Figure, b: Figure) -> bool:
    """Whether the clauses name different things and one article knows the other's name: they tell them apart."""
    one, two = (_named(f.codes, f.names, f.places) for f in (a, b))
    return clash(one, two) and (shared(one, b.page) or shared(two, a.page))


def concept_relation(a: Figure, b: Figure) -> str:
    """'same', 'shared', 'parent', 'sibling', 'other', or 'unknown' where one clause states no measure."""
    if not a.concepts or not b.concepts:
        return "unknown"
    if a.concepts[0] == b.concepts[0]:
        return "generic" if concept(a.concepts[0]).generic else "same"
    if set(a.concepts[:NEAREST]) & set(b.concepts[:NEAREST]):
        return "shared"
    return related(a.concepts[0], b.concepts[0])


def assumed_relation(a: Figure, b: Figure) -> str:
    """'same', 'other' or 'unknown' by what the surroundings say, where a clause states no measure of its own."""
    if not (a.assumed or b.assumed):
        return "unknown"
    one, two = (set(f.assumed or f.concepts[:NEAREST]) for f in (a, b))
    return "unknown" if not one or not two else "same" if one & two else "other"


def _specific(named: Iterable[str]) -> list[str]:
    return [c for c in named if not concept(c).generic]


def leading_concepts(f: Figure) -> list[str]:
    """The specific measures nearest to it, stated or assumed; else the generic ones."""
    return ([*_specific(f.concepts)[:NEAREST], *f.assumed[:1]] or list(f.concepts[:1]))[:NEAREST]


def _own_concepts(f: Figure) -> frozenset[str]:
    return frozenset(c for c in f.concepts or f.assumed if not concept(c).generic)


def split_concepts(a: Figure, b: Figure) -> bool:
    """Whether each names a measure that the other does not: "share of revenue" and "share of shipments"."""
    one, two = _own_concepts(a), _own_concepts(b)
    return bool(one - two) and bool(two - one)


def orders(f: Figure) -> frozenset[str]:
    """The ordinals in the clause: the second quake is not the first."""
    return frozenset(m.concept for m in f.claim.measures if m.concept.startswith(ORDER))


def later_once(a: Figure, b: Figure) -> bool:
    """Whether one is told as the second or a later one of several, and the other as none of a series."""
    one, two = orders(a), orders(b)
    return bool(one) != bool(two) and bool((one | two) - {FIRST})


def is_bound(f: Figure) -> bool:
    """Whether it is told as a least or a most: "over 300"."""
    return f.value.low is None or f.value.high is None


def noun_match(a: Figure, b: Figure) -> bool | None:
    """Whether the counted nouns of one language are one word; None where that can't be told."""
    if not a.noun or not b.noun or a.claim.language != b.claim.language:
        return None
    words = [[w for w in f.noun.casefold().split() if len(w) >= WORD] for f in (a, b) if f.noun]
    return any(JaroWinkler.normalized_similarity(x, y) >= SAME_NOUN for x in words[0] for y in words[1])


def scope_once(kind: str) -> Callable[[Figure, Figure], bool]:
    """Whether exactly one clause says of its figures that they are a total, a part, an average ..."""
    return lambda a, b: (kind in a.claim.scopes) != (kind in b.claim.scopes)


def phase_once(phase: str) -> Callable[[Figure, Figure], bool]:
    """Whether exactly one clause says of its figures that they are a first count, the last ..."""
    return lambda a, b: (phase in a.claim.phases) != (phase in b.claim.phases)


def other_phase(a: Figure, b: Figure) -> bool:
    """Whether one is a first count and the other the last."""
    one, two = set(a.claim.phases), set(b.claim.phases)
    return ("early" in one and "final" in two) or ("early" in two and "final" in one)


def settled(figure: Figure) -> bool:
    """Whether it is told as a fact rather than as a plan, forecast, rumour or denial."""
    return figure.claim.modality in SETTLED


def per_of(figure: Figure) -> str | None:
    """What the figure is reckoned by: day, person ..."""
    return figure.mention.per if isinstance(figure.mention, Quantity) else None


def form_of(figure: Figure) -> str:
    """Whether it is told as a level or as a change."""
    return figure.mention.form if isinstance(figure.mention, Quantity) else "level"


def own_tempo(f: Figure) -> str | None:
    """How quickly what it measures moves, by the quickest of the measures next to it; None where nothing is known."""
    named = _specific(f.concepts)[:NEAREST] or f.assumed[:1]
    return max((concept(id_).tempo for id_ in named), key=TEMPOS.index, default=None)


def tempo(a: Figure, b: Figure) -> str:
    """How quickly what they measure moves, by the slower; "fixed" where nothing is known."""
    known = [own_tempo(f) for f in (a, b)]
    return next((t for t in TEMPOS if t in known), "fixed")


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


def _ends_before(one: Period, other: Period) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]


def apart(one: Period | None, other: Period | None) -> bool:
    """Whether two times are stated and do not meet."""
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
    return apart(a.period, b.period)


def looks_back(a: Figure, b: Figure) -> bool:
    """Whether one sentence speaks of a time long before the other article, which states none."""
    for one, other in ((a, b), (b, a)):
        stated = one.nearby_period and one.nearby_period[1]
        seen = other.seen or one.seen
        if stated and seen and other.nearby_period is None and (seen - stated).days > LONG_AGO:
            return True
    return False


def days_apart(a: Figure, b: Figure) -> int | None:
    """Days that lie at least between the two publications; None where one is undated."""
    if a.published is None or b.published is None:
        return None
    return max(0, (a.published[0] - b.published[1]).days, (b.published[0] - a.published[1]).days)
