"""Who agrees with whom, and who stands alone: sources against sources."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from claims.models import Frozen
from reports.sources import Index, by_name
from verify.models import Finding, Verdict

MAX_MATRIX = 20  # sources; a wider table cannot be read
AGAINST = 2  # voices on another side against which one is said to stand alone

Pair = tuple[str, str]


class Cell(Frozen):
    """How often two sources agree and disagree."""

    agree: int
    disagree: int


class Matrix(Frozen):
    """Sources against sources; a cell is None on the diagonal. `alone` counts the conflicts of each by itself."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    alone: tuple[int, ...]
    left_out: int


def matrix(findings: Iterable[Finding], index: Index) -> Matrix | None:
    """Who agrees with whom, among the sources that were compared at all; those at odds most come first.

    Sources that print one sentence word for word are one voice: their agreement proves nothing and is not counted.
    """
    agree: Counter[Pair] = Counter()
    disagree: Counter[Pair] = Counter()
    alone: Counter[str] = Counter()
    for finding in findings:
        together, apart = _pairs([index.voices(side) for side in finding.sides])
        if finding.verdict is Verdict.AGREEMENT:
            agree.update(together | apart)
        elif finding.verdict is Verdict.CONFLICT:
            agree.update(together - apart)
            disagree.update(_pairs([{index.source(claim) for claim in side.claim_ids} for side in finding.sides])[1])
            alone.update(lone(finding, index))
    weight = Counter(name for pair in disagree.elements() for name in pair)
    involved = sorted(
        {name for pair in (*agree, *disagree) for name in pair}, key=lambda name: (-weight[name], by_name(name))
    )
    if not involved:
        return None
    names = involved[:MAX_MATRIX]
    rows = tuple(tuple(_cell(one, other, agree, disagree) for other in names) for one in names)
    counts = tuple(alone[name] for name in names)
    return Matrix(names=tuple(names), rows=rows, alone=counts, left_out=len(involved) - len(names))


def lone(finding: Finding, index: Index) -> set[str]:
    """Sources that have a side to themselves while others, at least two of them, say one other thing."""
    sides = [index.voices(side) for side in finding.sides]
    found = set()
    for number, own in enumerate(sides):
        others = max((len(side - own) for other, side in enumerate(sides) if other != number), default=0)
        if len(own) == 1 and others >= AGAINST:
            found |= own
    return found


def _cell(one: str, other: str, agree: Counter[Pair], disagree: Counter[Pair]) -> Cell | None:
    pair = (min(one, other), max(one, other))
    return None if one == other else Cell(agree=agree[pair], disagree=disagree[pair])


def _pairs(sides: Sequence[set[str]]) -> tuple[set[Pair], set[Pair]]:
    """Pairs of sources on one side, and pairs on two."""
    together = {pair for side in sides for pair in combinations(sorted(side), 2)}
    apart = {
        (min(one, other), max(one, other))
        for first, second in combinations(sides, 2)
        for one in first
        for other in second
        if one != other
    }
    return together, apart
