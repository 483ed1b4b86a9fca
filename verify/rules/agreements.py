"""Sources that tell the same, and pairs that look alike but were held back: the other half of the answer."""

from collections.abc import Iterable
from itertools import combinations
from math import log

from verify.figures import Figure
from verify.gate import Held
from verify.judging import Context, Judged, groups_of
from verify.models import Evidence, Finding, Kind, Severity, Verdict
from verify.pairs import ALIKE, day_of
from verify.rates import Rate
from verify.rules.base import attribute, cluster_id, finding_id, gate_evidence, in_order, side, told

LONGEST_MONTH = 31
TWICE = 0.9  # confidence that two sums of one article, equal at the rate, are one


class Agreements:
    """Sources tell the same figure, whatever the language, rounding, unit or currency.

    Fires: "140 M euros" / "140 milioni di euro"; "4 bn yuan" / "560 M dollars" at the day's rate.
    Does not: equal numbers of different measures; a copy or light rewrite that repeats the figure of its model.
    """

    code = "AGR"
    title = "The same figure"
    kind = Kind.NUMERIC
    severity = Severity.LOW

    def check(self, ctx: Context) -> Iterable[Finding]:
        """One finding for each group of agreeing figures that more than one source, or currency, tells."""
        for group in ctx.sure.all():
            figures = in_order(ctx.figures[i] for i in group)
            if len({(ctx.voice(f.article.id), f.value.unit) for f in figures}) > 1 and not _mere_year(figures):
                yield self._finding(ctx, figures, *_support(ctx, figures, group))

    def _finding(
        self, ctx: Context, figures: list[Figure], confidence: float, evidence: tuple[Evidence, ...]
    ) -> Finding:
        sides = _by_source(figures)
        money = _across_currencies(ctx, figures)
        return Finding(
            id=finding_id(self.code, sides),
            rule=self.code,
            kind=Kind.DATE if figures[0].is_date else Kind.NUMERIC,
            verdict=Verdict.AGREEMENT,
            severity=Severity.LOW,
            confidence=round(confidence, 4),
            attribute=attribute(figures),
            explanation=f"{'; '.join(told(s) for s in sides)}: the same{money}.",
            cluster_id=cluster_id(f.claim.id for f in figures),
            sides=tuple(side(s) for s in sides),
            evidence=evidence,
        )


def _support(ctx: Context, figures: list[Figure], group: Iterable[int]) -> tuple[float, tuple[Evidence, ...]]:
    """Confidence and evidence of a group: of its likeliest pair, or that one article tells one sum twice."""
    if len({f.article.id for f in figures}) > 1:
        strongest = _strongest(ctx, group)
        return strongest.probability, strongest.evidence
    detail = "one article tells the sum in two currencies, at the day's or its own rate"
    return TWICE, (Evidence(feature="told_twice", weight=round(log(TWICE / (1 - TWICE)), 4), detail=detail),)


def _mere_year(figures: Iterable[Figure]) -> bool:
    """Whether it is a year or the like: that two articles name one says nothing."""
    return any(f.is_date and f.value.interval[1] - f.value.interval[0] > LONGEST_MONTH for f in figures)


def _strongest(ctx: Context, group: Iterable[int]) -> Judged:
    inside = (ctx.by_pair[pair] for pair in combinations(sorted(group), 2) if pair in ctx.by_pair)
    return max(inside, key=lambda p: (p.probability, -p.left, -p.right))


def _by_source(figures: list[Figure]) -> list[list[Figure]]:
    sides: dict[tuple[str, str | None], list[Figure]] = {}
    for figure in figures:
        sides.setdefault((figure.article.id, figure.value.unit), []).append(figure)
    return list(sides.values())


def _across_currencies(ctx: Context, figures: list[Figure]) -> str:
    """The words " at the ECB reference rate of ... (1 CNY = 0.139 USD)" where two currencies meet."""
    units = list(dict.fromkeys(f.value.unit for f in figures))
    if len(units) < 2 or figures[0].value.dimension != "money":
        return ""
    days = sorted(d for f in figures if (d := day_of(f)))
    rate: Rate | None = ctx.rates.get(units[0], units[1], days[0] if days else None)
    return f" at {rate.origin} (1 {units[0]} = {rate.value:.4g} {units[1]})" if rate else ""


class HeldBack:
    """Two figures look alike, but the gate found a slot in which they differ.

    The slot is measure, subject, scope, form, time or status. The pair is listed with that reason and accuses nobody.

    Fires: "55 % by 2027 (forecast)" / "17 % in 2023"; "12 dead" / "12 injured".
    """

    code = "GATE"
    title = "Alike, but not comparable"
    kind = Kind.NUMERIC
    severity = Severity.LOW

    def check(self, ctx: Context) -> Iterable[Finding]:
        """The likeliest pairs that were held back, with the reason."""
        least = ctx.config.held_back_threshold
        likely = (p for p in ctx.judged if p.probability >= least and p.relation not in ALIKE)
        held = [(p, p.held) for p in likely if p.held and not (p.held.doubt and _to_check(ctx, p))]
        best: dict[tuple[int, int], tuple[Judged, Held]] = {}
        for pair, reason in sorted(held, key=lambda one: (-one[0].probability, one[0].pair)):
            best.setdefault(groups_of(ctx.agreements, pair), (pair, reason))
        for pair, reason in list(best.values())[: ctx.config.max_held_back]:
            yield _held_finding(ctx, pair, reason)


def _to_check(ctx: Context, pair: Judged) -> bool:
    """Whether a doubted pair is likely enough for the list "to check"."""
    return pair.probability >= ctx.config.possible_threshold and not ctx.figures[pair.left].is_date


def _held_finding(ctx: Context, pair: Judged, held: Held) -> Finding:
    a, b = ctx.figures[pair.left], ctx.figures[pair.right]
    return Finding(
        id=finding_id(HeldBack.code, [[a], [b]]),
        rule=HeldBack.code,
        kind=Kind.DATE if a.is_date else Kind.NUMERIC,
        verdict=Verdict.INCOMPARABLE,
        severity=Severity.LOW,
        confidence=round(pair.probability, 4),
        attribute=attribute([a, b]),
        explanation=f"Not comparable: {held.reason}. {told([a])}; {told([b])}.",
        cluster_id=None,
        sides=(side([a]), side([b])),
        evidence=(gate_evidence(held), *pair.evidence),
    )
