"""The comparability gate: may two figures be held against each other at all, and if not, in which slot they differ.

Similarity nominates, the gate decides. Each check names its slot and says in words what differs; the first that
fires is the reason shown. What the words settle keeps two figures apart. What they only suggest is a doubt: on the
labelled stories those checks fire on pairs at odds nearly as often as on others that look as likely, so a doubted pair
is never a conflict, but it may be worth a look.
"""

from collections.abc import Callable, Hashable

from claims.entities import display
from claims.measures import concept as concept_of
from claims.models import DateMention, Frozen, Modality
from verify.events import own
from verify.figures import Figure, Period
from verify.slots import (
    LONG_AGO,
    POLL,
    as_of,
    clash,
    concept_relation,
    leading_concepts,
    moved_on,
    nested,
    orders,
    other_phase,
    own_tempo,
    per_of,
    periods_clash,
    settled,
    shared,
    tempo,
)
from verify.values import normalise

FLOWS = frozenset({"arrested", "attacked", "bought", "burned", "crashed", "delivered", "died", "made", "struck"})
QUARTER = 80  # days
AT_HAND = 7  # days between a date and the article that tells it as news
SOME_DAYS, AS_FAR = 3, 2  # days between two dates, and by how many the articles that tell them may be nearer or farther
EVOLVING = "casualties."  # tolls move from day to day: another figure on another day is an update
MEASURED_AT = frozenset(
    {"weather.temperature", "weather.wind", "weather.snow", "disaster.rainfall", "disaster.water_level"}
)
SOON = frozenset({"hours", "days"})  # tempo of what is told anew while a story runs
STATUS_WORDS = {
    Modality.ASSERTED: "a fact",
    Modality.REPORTED: "a fact",
    Modality.RUMOUR: "a rumour",
    Modality.GOAL: "a goal or plan",
    Modality.FORECAST: "a forecast",
    Modality.DENIED: "denied",
}


class Held(Frozen):
    """Why a pair was held back: the slot that differs, and how."""

    slot: str  # measure, subject, scope, time, status, form
    reason: str
    doubt: bool = False  # it is never a conflict, but may go on the list "to check"


def _measure(a: Figure, b: Figure) -> Held | None:
    # "548 people" says too little of what it counts to be another measure than "548 dead".
    general = any(f.concepts and concept_of(f.concepts[0]).generic for f in (a, b))
    if general or concept_relation(a, b) not in {"sibling", "other"}:
        return None
    one, two = concept_of(a.concepts[0]).label, concept_of(b.concepts[0]).label
    return Held(slot="measure", reason=f"one measures {one}, the other {two}")


def _siblings(a: Figure, b: Figure) -> Held | None:
    """Each clause names one measure only, and the two are easily confused: 12 dead and 15 injured."""
    alone = all(len([c for c in f.concepts if not concept_of(c).generic]) == 1 for f in (a, b))
    return _confused(a, b) if alone else None


def _confused(a: Figure, b: Figure) -> Held | None:
    """Two measures that are easily confused, as the dead and the injured are; equal values of others may be one."""
    return _measure(a, b) if concept_relation(a, b) == "sibling" else None


def _subject(a: Figure, b: Figure) -> Held | None:
    # "FP16" may stand in both clauses: what counts is that each names a product that the other does not.
    one, two = a.codes - b.codes, b.codes - a.codes
    if not (one and two):
        return None
    return Held(slot="subject", reason=f"different products: {_names(one)} and {_names(two)}")


def _scope(a: Figure, b: Figure) -> Held | None:
    """Two places, and neither sentence names both; but a toll that rises is told of the town, then of its country."""
    if not clash(a.places, b.places) or shared(a.places, b.around) or shared(b.places, a.around):
        return None
    if evolves(a, b) and nested(a.places, b.places):
        return None
    return Held(slot="scope", reason=f"different places: {_names(a.places)} and {_names(b.places)}")


def _toll_of_the_hour(a: Figure, b: Figure) -> Held | None:
    """Tolls are held against each other only where both are plain figures of one day."""
    if not (is_toll(a) and is_toll(b)) or evolves(a, b):
        return None
    if a.seen is None or b.seen is None:
        return Held(slot="time", reason="tolls change from day to day, and at least one article is undated")
    if a.seen != b.seen:
        return Held(slot="time", reason=f"tolls change from day to day: told on {a.seen} and {b.seen}")
    if None in (a.value.low, a.value.high, b.value.low, b.value.high):
        return Held(slot="time", reason="tolls change from hour to hour, and at least one is only a bound")
    return None


SCOPE_WORDS = {
    "each": "of each, the other is not",
    "alone": "of one part alone, the other is not",
    "total": "as a total, the other is not",
}
PHASE_WORDS = {
    "early": "as a first or partial count, the other is not",
}


def _scope_words(a: Figure, b: Figure) -> Held | None:
    """What one clause says of its figure's reach, and the other does not, keeps the two apart."""
    one, two = set(a.claim.scopes), set(b.claim.scopes)
    word = next((word for word in SCOPE_WORDS if (word in one) != (word in two)), None)
    return Held(slot="scope", reason=f"one is told {SCOPE_WORDS[word]}") if word else None


def _phase(a: Figure, b: Figure) -> Held | None:
    """A first count is not the last one; but "so far" is also said of a count that stands."""
    one, two = (set(f.claim.phases) - ({"early"} if "cumulative" in f.claim.scopes else set()) for f in (a, b))
    word = next((word for word in PHASE_WORDS if (word in one) != (word in two)), None)
    return Held(slot="time", reason=f"one is told {PHASE_WORDS[word]}") if word else None


def _stale(a: Figure, b: Figure) -> Held | None:
    """Prices, accounts and populations of two times are two figures, where both times are stated."""
    return _moved(a, b) if a.period and b.period else None


def _aged(a: Figure, b: Figure) -> Held | None:
    """The same, where a time is only taken from when the article appeared."""
    return None if a.period and b.period else _moved(a, b)


def _moved(a: Figure, b: Figure) -> Held | None:
    if evolves(a, b) or not moved_on(a, b):
        return None
    return Held(slot="time", reason=f"they are of different times: {_when(as_of(a))} and {_when(as_of(b))}")


def _elsewhere(a: Figure, b: Figure) -> Held | None:
    """What a station measures holds of its place: two heights of rain, each with another place beside it."""
    measured = all(MEASURED_AT.intersection(f.concepts or f.assumed) for f in (a, b))
    if not measured or not clash(a.names | a.places, b.names | b.places) or nested(a.places, b.places):
        return None
    return Held(slot="scope", reason="each was measured at a place of its own")


def _poll(a: Figure, b: Figure) -> Held | None:
    if _is_poll(a) == _is_poll(b):
        return None
    return Held(slot="status", reason="one is a poll, the other is not")


def _is_poll(figure: Figure) -> bool:
    return POLL in figure.nearby


def _order(a: Figure, b: Figure) -> Held | None:
    one, two = ([concept_of(id_).label for id_ in sorted(orders(f))] for f in (a, b))
    if not clash(orders(a), orders(b)):
        return None
    return Held(slot="scope", reason=f"one is {one[0]}, the other {two[0]}")


def _form(a: Figure, b: Figure) -> Held | None:
    per_a, per_b = per_of(a), per_of(b)
    if per_a == per_b:
        return None
    told = [f"per {per}" if per else "in all" for per in (per_a, per_b)]
    return Held(slot="form", reason=f"one is {told[0]}, the other {told[1]}")


def _time(a: Figure, b: Figure) -> Held | None:
    if not periods_clash(a, b):
        return None
    return Held(slot="time", reason=f"they speak of different times: {_when(a.period)} and {_when(b.period)}")


def status_words(figure: Figure) -> str:
    """How the figure is told: a fact, a goal or plan, a forecast, a rumour, denied."""
    return STATUS_WORDS[figure.claim.modality]


def _negation(a: Figure, b: Figure) -> Held | None:
    if a.claim.negated == b.claim.negated:
        return None
    return Held(slot="status", reason="one of the clauses is negated")


def _status(a: Figure, b: Figure) -> Held | None:
    if settled(a) == settled(b):
        return None
    return Held(slot="status", reason=f"they differ in certainty: {status_words(a)} and {status_words(b)}")


def _names(keys: frozenset[str]) -> str:
    return ", ".join(sorted(map(display, keys)))


def _when(period: Period | None) -> str:
    start, end = period or (None, None)
    if start and end and start != end:
        return f"{start} to {end}"
    return str(start or end or "?")


ALIKE_CHECKS: tuple[Callable[[Figure, Figure], Held | None], ...] = (_confused, _subject, _scope, _time)
CHECKS: tuple[Callable[[Figure, Figure], Held | None], ...] = (
    _siblings,
    _subject,
    _form,
    _time,
    _stale,
    _order,
    _scope_words,
    _phase,
)
DOUBTS: tuple[Callable[[Figure, Figure], Held | None], ...] = (
    _toll_of_the_hour,
    _aged,
    _measure,
    _scope,
    _elsewhere,
    _poll,
    _negation,
    _status,
)


def _as_of_figures(a: Figure, b: Figure) -> Held | None:
    """Periods beside different figures of one kind are the times of those: "1.3 % in 2024", "2 % this year"."""
    one, two = ({(v.dimension, v.stated) for v in map(normalise, f.claim.quantities) if v} for f in (a, b))
    days = all(first == last for first, last in (a.value.named, b.value.named))
    if days or one & two or not {kind for kind, _ in one} & {kind for kind, _ in two}:
        return None
    return Held(slot="time", reason="each is the time of a figure of its own")


def _of_tolls(a: Figure, b: Figure) -> Held | None:
    """A day beside a toll is the one on which that was told."""
    told = [any(m.concept.startswith(EVOLVING) for m in f.claim.measures) for f in (a, b)]
    if not all(told) or not (a.claim.quantities or b.claim.quantities):
        return None
    return Held(slot="time", reason="each is the day on which a toll was told")


def _over_periods(a: Figure, b: Figure) -> Held | None:
    """What goes on the year round is counted anew each year: cars delivered in 2024, and in 2025."""
    long = all(last - first >= QUARTER for first, last in (a.value.named, b.value.named))
    if not (long and own(a) & own(b) and own(a) & own(b) <= FLOWS):
        return None
    return Held(slot="time", reason="each is a period over which something went on")


def _year_unsaid(a: Figure, b: Figure) -> Held | None:
    """One day of the year, and one year was only guessed from when the article appeared: "founded on 24 May"."""
    one, two = a.mention, b.mention
    if not (isinstance(one, DateMention) and isinstance(two, DateMention)) or not (one.relative or two.relative):
        return None
    if any(
        (x and (x.month, x.day)) != (y and (y.month, y.day)) for x, y in ((one.start, two.start), (one.end, two.end))
    ):
        return None
    return Held(slot="time", reason="they name one day of the year, and a year is not stated")


def _looking_back(a: Figure, b: Figure) -> Held | None:
    """The day of an old event since which there was none like it is not that of the new one."""
    if _since_long_ago(a) == _since_long_ago(b):
        return None
    return Held(slot="time", reason="one tells since when, the other a day")


def _since_long_ago(figure: Figure) -> bool:
    start, seen = figure.value.low, figure.published
    return figure.value.high is None and bool(seen and seen[0] and start and seen[0].toordinal() - start > LONG_AGO)


def _of_own_days(a: Figure, b: Figure) -> Held | None:
    """Two days, each near its article, as far apart as those: each tells what is new, the verdict and the appeal.

    Of 80 such pairs that the scorer gave 5 % or more, 2 were at odds (docs/measured.md).
    """
    one, two = a.value, b.value
    if one.low != one.high or two.low != two.high or a.seen is None or b.seen is None:
        return None
    near = all(abs(f.value.stated - f.seen.toordinal()) <= AT_HAND for f in (a, b) if f.seen)
    between = one.stated - two.stated
    if not near or abs(between) < SOME_DAYS or abs(between - (a.seen - b.seen).days) > AS_FAR:
        return None
    return Held(slot="time", reason="the two days lie as far apart as the articles that tell them")


# Of two dates the words beside them count, not what the clause denies or measures: the scorer weighs that.
DATE_CHECKS: tuple[Callable[[Figure, Figure], Held | None], ...] = (
    _year_unsaid,
    _subject,
    _order,
    _as_of_figures,
    _of_tolls,
    _over_periods,
    _looking_back,
    _of_own_days,
)


def hold_dates(a: Figure, b: Figure) -> Held | None:
    """The slot that keeps two differing dates apart: another product, another of a series, figures of their own."""
    return next((held for check in DATE_CHECKS if (held := check(a, b))), None)


def hold(a: Figure, b: Figure, alike: bool = False) -> Held | None:
    """The first slot in which the two differ, or None when they may be compared. Symmetric but for word order.

    Figures that are `alike` are asked less: a forecast may well agree with a fact, and euros with dollars.
    """
    checks = ALIKE_CHECKS if alike else CHECKS
    held = next((held for check in checks if (held := check(a, b))), None)
    if held or alike:
        return held
    doubted = next((held for check in DOUBTS if (held := check(a, b))), None)
    return doubted and doubted.model_copy(update={"doubt": True})


def evolves(a: Figure, b: Figure) -> bool:
    """Whether time brings the difference: a toll or a count of votes is told anew from day to day.

    Two tolls that nobody dates to one day are taken to be of two: most articles of a running story are.
    """
    if _is_move(a) or _is_move(b):
        return False
    return tempo(a, b) in SOON and (moved_on(a, b) or other_phase(a, b) or _tolls_of_open_days(a, b))


def passing(f: Figure) -> Hashable:
    """All of a figure that `evolves` looks at."""
    return own_tempo(f), as_of(f), f.claim.phases, f.seen is None, is_toll(f), _is_move(f)


def _is_move(figure: Figure) -> bool:
    """Whether it is the percentage by which a price moved: that of another day is no later state of it."""
    named = leading_concepts(figure)
    return (
        figure.value.dimension == "ratio" and bool(named) and all(concept_of(c).dimensions[0] == "money" for c in named)
    )


def _tolls_of_open_days(a: Figure, b: Figure) -> bool:
    return is_toll(a) and is_toll(b) and (a.seen is None or b.seen is None)


def is_toll(figure: Figure) -> bool:
    """Whether it counts the dead, the hurt or the like."""
    return any(c.startswith(EVOLVING) for c in (figure.concepts or figure.assumed)[:2])
