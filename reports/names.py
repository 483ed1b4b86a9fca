"""The names that findings are about, numbered, so that a reader can ask for one."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

from claims.entities import display
from claims.models import Claim
from verify.models import Finding, Report

OFFERED = 60  # names in the filter; the text filter finds the others
LONGEST = 60  # code points of a name in the filter


class Names(NamedTuple):
    """Numbers of the names that are offered, and which name each number is."""

    numbers: dict[str, int]  # entity key -> number
    offered: tuple[tuple[int, str], ...]

    def of(self, claims: Iterable[Claim]) -> tuple[int, ...]:
        """Numbers of the names that these claims hold."""
        keys = {mention.key for claim in claims for mention in claim.entities}
        return tuple(sorted(self.numbers[key] for key in keys if key in self.numbers))


def names_of(report: Report) -> Names:
    """The names in most findings; those offered are in the order of the alphabet."""
    claims = {claim.id: claim for claim in report.claims}
    counts: Counter[str] = Counter()
    for finding in report.findings:
        counts.update(_keys(finding, claims))
    common = sorted(counts, key=lambda key: (-counts[key], key))[:OFFERED]
    spelled = _spelled(claims.values(), frozenset(common))
    shown = {key: _short(spelled.get(key) or display(key)) for key in common}
    ordered = sorted(common, key=lambda key: (shown[key].casefold(), key))
    numbers = {key: number for number, key in enumerate(ordered)}
    return Names(numbers, tuple((numbers[key], shown[key]) for key in ordered))


def _keys(finding: Finding, claims: dict[str, Claim]) -> set[str]:
    members = (claims[claim_id] for side in finding.sides for claim_id in side.claim_ids)
    return {mention.key for claim in members for mention in claim.entities}


def _spelled(claims: Iterable[Claim], keys: frozenset[str]) -> dict[str, str]:
    """The commonest spelling of each name that is its key but for capitals and accents: "São Brás", "PJ"."""
    found: dict[str, Counter[str]] = {}
    for claim in claims:
        for mention in claim.entities:
            if mention.key in keys and _bare(mention.span.quote) == mention.key:
                found.setdefault(mention.key, Counter())[mention.span.quote] += 1
    return {key: min(counts, key=lambda name: (-counts[name], name)) for key, counts in found.items()}


@lru_cache(maxsize=1 << 12)
def _bare(name: str) -> str:
    return "".join(letter for letter in normalize("NFKD", name.casefold()) if not combining(letter))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
