"""The comparability gate: may two figures be held against each other at all, and if not, in which slot they differ.

Similarity nominates, the gate decides. Each check names its slot and says in words what differs; the first that
fires is the reason shown.
"""

from collections.abc import Callable
from datetime import date

from claims.measures import concept as concept_of
from claims.models import Frozen, Modality
from verify.features import clash, concept_relation, per_of, periods_clash, settled, shared
from verify.figures import Figure

EVOLVING = "casualties."  # tolls move from day to day: another figure on another day is an update
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


def _measure(a: Figure, b: Figure) -> Held | None:
    if concept_relation(a, b) not in {"sibling", "other"}:
        return None
    one, two = concept_of(a.concepts[0]).label, concept_of(b.concepts[0]).label
    return Held(slot="measure", reason=f"one measures {one}, the other {two}")


def _subject(a: Figure, b: Figure) -> Held | None:
    if not clash(a.codes, b.codes):
        return None
    return Held(slot="subject", reason=f"different products: {_names(a.codes)} and {_names(b.codes)}")


def _scope(a: Figure, b: Figure) -> Held | None:
    if not clash(a.places, b.places) or shared(a.places, b.around) or shared(b.places, a.around):
        return None
    return Held(slot="scope", reason=f"different places: {_names(a.places)} and {_names(b.places)}")


def _undated_toll(a: Figure, b: Figure) -> Held | None:
    if not (_toll(a) and _toll(b)) or (a.seen and b.seen):
        return None
    return Held(slot="time", reason="tolls change from day to day, and at least one article is undated")


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


def _status(a: Figure, b: Figure) -> Held | None:
    if settled(a) == settled(b):
        return None
    return Held(slot="status", reason=f"they differ in certainty: {status_words(a)} and {status_words(b)}")


def _names(keys: frozenset[str]) -> str:
    return ", ".join(sorted(keys))


def _when(period: tuple[date | None, date | None] | None) -> str:
    start, end = period or (None, None)
    if start and end and start != end:
        return f"{start} to {end}"
    return str(start or end or "?")


CHECKS: tuple[Callable[[Figure, Figure], Held | None], ...] = (
    _measure,
    _subject,
    _scope,
    _form,
    _time,
    _undated_toll,
    _status,
)


def hold(a: Figure, b: Figure) -> Held | None:
    """The first slot in which the two differ, or None when they may be compared. Symmetric but for word order."""
    return next((held for check in CHECKS if (held := check(a, b))), None)


def evolves(a: Figure, b: Figure) -> bool:
    """Whether a difference is what time brings: a toll that rose from one day to a later one."""
    if not (_toll(a) and _toll(b)) or a.seen is None or b.seen is None or a.seen == b.seen:
        return False
    earlier, later = sorted((a, b), key=lambda f: f.seen or date.min)
    return later.value.stated > earlier.value.stated


def _toll(figure: Figure) -> bool:
    return any(c.startswith(EVOLVING) for c in (figure.concepts or figure.assumed)[:2])
