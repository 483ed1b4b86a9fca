"""How a finding stands once people have spoken: the last word, who disagrees, what is still needed. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from claims.models import Frozen
from reports.store.models import Entry, Opinion
from verify.models import Choice, Severity

SILENCING = frozenset({Choice.NOT_CONFLICT, Choice.SUPERSEDED})


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding's state as the log has it."""

    opinions: tuple[Opinion, ...] = ()  # one per reviewer, the oldest first
    needed: int = 1  # opinions of different people
    changed: bool = False  # its claims say something else than when it was decided

    @property
    def last(self) -> Opinion | None:
        """The last word."""
        return self.opinions[-1] if self.opinions else None

    @property
    def choice(self) -> Choice | None:
        """What it counts as; None is undecided."""
        return self.last.choice if self.last else None

    @property
    def disputed(self) -> bool:
        """Whether two people hold different things."""
        return len({opinion.choice for opinion in self.opinions}) > 1

    @property
    def settled(self) -> bool:
        """Decided by enough people, who agree, on what the claims say now."""
        return bool(self.opinions) and len(self.opinions) >= self.needed and not self.disputed and not self.changed

    @property
    def silences(self) -> bool:
        """Whether a later check need not report it again."""
        return self.settled and self.choice in SILENCING

    @property
    def word(self) -> str:
        """One word for lists and filters."""
        if self.choice is None:
            return "undecided"
        if self.changed:
            return "changed"
        if self.disputed:
            return "disputed"
        return self.choice.value if self.settled else "second"

    def of(self, reviewer: str) -> Opinion | None:
        """What this person holds."""
        return next((opinion for opinion in self.opinions if opinion.entry.reviewer == reviewer), None)


def opinions(entries: Iterable[Entry]) -> tuple[Opinion, ...]:
    """What each reviewer holds now, from all rows on one finding in their order."""
    held: dict[str, Entry] = {}
    for entry in entries:
        held.pop(entry.reviewer, None)
        held[entry.reviewer] = entry
    return tuple(Opinion(entry=entry, choice=entry.choice) for entry in held.values() if entry.choice)


def standing(entries: Sequence[Entry], fingerprint: str, needed: int) -> Standing:
    """The state of a finding whose claims have this fingerprint.

    What was decided on other words counts as "changed" until someone has decided on these.
    """
    held = opinions(entries)
    fresh = tuple(opinion for opinion in held if opinion.entry.fingerprint == fingerprint)
    return Standing(opinions=fresh or held, needed=needed, changed=bool(held) and not fresh)


def needed(severity: Severity | str, asked: int) -> int:
    """How many people must decide: those asked for where it is grave, else one."""
    return asked if severity == Severity.HIGH else 1


class Agreement(Frozen):
    """How far two reviewers agree on what both decided."""

    one: str
    two: str
    both: int  # findings that both decided
    same: int
    kappa: float | None  # Cohen's; None where chance alone would make them agree


def agreement(choices: Sequence[dict[str, Choice]]) -> list[Agreement]:
    """Every two reviewers with a finding in common; `choices` has reviewer -> choice for each finding."""
    people = sorted({name for held in choices for name in held})
    found = []
    for one, two in combinations(people, 2):
        pairs = [(held[one], held[two]) for held in choices if one in held and two in held]
        if pairs:
            same = sum(a == b for a, b in pairs)
            found.append(Agreement(one=one, two=two, both=len(pairs), same=same, kappa=kappa(pairs)))
    return found


def kappa(pairs: Sequence[tuple[Choice, Choice]]) -> float | None:
    """Cohen's kappa (Cohen 1960): (observed - chance) / (1 - chance) of agreement; None where chance is 1."""
    count = len(pairs)
    observed = sum(a == b for a, b in pairs) / count
    left, right = [a for a, _ in pairs], [b for _, b in pairs]
    chance = sum(left.count(choice) * right.count(choice) for choice in Choice) / count**2
    return None if chance == 1 else (observed - chance) / (1 - chance)
