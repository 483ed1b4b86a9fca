"""The rule on comparisons: two named things, held against each other as a ratio."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import log

from claims.entities import display
from claims.ids import digest
from claims.models import Article, Claim, Comparison, Modality
from verify.clustering import cliques, join
from verify.gate import STATUS_WORDS
from verify.judging import Context
from verify.models import Evidence, Finding, Kind, Reading, Severity, Side, Verdict
from verify.rules.base import cluster_id, listed, outlet
from verify.rules.records import rival_records
from verify.slots import same_key

SURE, UNSURE = 0.85, 0.65  # both told as facts / one of them a goal, a forecast or a rumour
LIKELY = round(log(SURE / (1 - SURE)), 4)
UNLIKELIER = log(UNSURE / (1 - UNSURE)) - LIKELY
FACTS = frozenset({Modality.ASSERTED, Modality.REPORTED})


@dataclass(frozen=True)
class Told:
    """A comparison with the claim and article that make it."""

    article: Article
    claim: Claim
    comparison: Comparison

    @property
    def settled(self) -> bool:
        """Whether it is told as a fact."""
        return self.claim.modality in FACTS

    @property
    def status(self) -> str:
        """How sure it is, in words: "a statement of fact", "a goal or plan"."""
        return "a statement of fact" if self.settled else STATUS_WORDS[self.claim.modality]


def _same_things(a: Comparison, b: Comparison) -> bool:
    return same_key(a.subject, b.subject) and same_key(a.object, b.object)


def _same_measure(a: Comparison, b: Comparison) -> bool:
    return a.measure is None or b.measure is None or a.measure == b.measure


def apart(a: Comparison, b: Comparison) -> bool:
    """Whether no ratio fits both."""
    return _above(a, b) or _above(b, a)


def _above(a: Comparison, b: Comparison) -> bool:
    """Whether every ratio of `a` lies above every one of `b`; an open interval does not hold its bound."""
    if a.low is None or b.high is None:
        return False
    return a.low > b.high or (a.low == b.high and (a.high is None or b.low is None))


def ratio_words(comparison: Comparison) -> str:
    """The ratio in words: "0.65", "0.9 to 1.1", "more than 1"."""
    low, high = comparison.low, comparison.high
    if low is not None and high is not None:
        return f"{low.normalize():f}" if low == high else f"{low.normalize():f} to {high.normalize():f}"
    bound: Decimal | None = low if low is not None else high
    return f"{'more' if low is not None else 'less'} than {bound.normalize():f}" if bound is not None else "some"


class Comparisons:
    """Two sources compare the same two things, or one thing with all before it, and no ratio or record fits both.

    "Reaches about 65 % of B", "surpasses B", "twice as fast as B" and "close to B" become intervals of a ratio.
    Where one is a fact and the other a goal or a rumour, the finding says so. Superlatives with a history are rivals
    where the years from which they are told differ, or the ranks; on any doubt such a pair is one to check.

    Fires: "K7 reaches 65 % of R100" / "K7 is designed to surpass R100"; "the worst quake since 1939" / "since 1999".
    Does not: "K7 reaches 65 % of R100" / "K8 may surpass R100" (another product); "close to" / "80 % of".
    """

    code = "CMP"
    title = "Rival comparisons of the same two things"
    kind = Kind.COMPARISON
    severity = Severity.HIGH

    def check(self, ctx: Context) -> Iterable[Finding]:
        """One finding for each set of comparisons, of different articles, that exclude each other."""
        told = [Told(ctx.articles[c.article_id], c, k) for c in ctx.claims for k in c.comparisons]
        groups = join(
            [(1.0, (i, j)) for i, j in _pairs(told) if not apart(told[i].comparison, told[j].comparison)],
            lambda i, j: apart(told[i].comparison, told[j].comparison),
        )
        rivals = {
            (min(groups.of(i)), min(groups.of(j)))
            for i, j in _pairs(told)
            if told[i].article.id != told[j].article.id and apart(told[i].comparison, told[j].comparison)
        }
        links = [(1.0, (min(pair), max(pair))) for pair in sorted(rivals)]
        for _, nodes in cliques(links):
            yield _finding(self, [[told[i] for i in sorted(groups.of(n))] for n in sorted(nodes)])
        yield from rival_records(self, ctx)


def _pairs(told: Sequence[Told]) -> Iterable[tuple[int, int]]:
    for i, j in combinations(range(len(told)), 2):
        a, b = told[i].comparison, told[j].comparison
        if _same_things(a, b) and _same_measure(a, b):
            yield i, j


def _side(members: Sequence[Told]) -> Side:
    return Side(
        value=f"{ratio_words(members[0].comparison)} times",
        claim_ids=tuple(dict.fromkeys(m.claim.id for m in members)),
        readings=tuple(_reading(m) for m in members),
    )


def _reading(told: Told) -> Reading:
    span, comparison = told.comparison.span, told.comparison
    return Reading(
        claim_id=told.claim.id,
        start=span.start,
        end=span.end,
        text=span.quote,
        normalised=f"{ratio_words(comparison)} × {display(comparison.object)}",
        low=None if comparison.low is None else str(comparison.low),
        high=None if comparison.high is None else str(comparison.high),
        unit="x",
    )


def _words(members: Sequence[Told]) -> str:
    outlets = listed(list(dict.fromkeys(outlet(m.article) for m in members)))
    return f"{outlets}: “{members[0].comparison.span.quote}” ({members[0].status})"


def _what(members: Sequence[Told]) -> str:
    """What is compared with what, and in which measure: the same words whoever comes first."""
    subject, thing = min(m.comparison.subject for m in members), min(m.comparison.object for m in members)
    measure = min((m.comparison.measure for m in members if m.comparison.measure), default=None)
    return f"{display(subject)} against {display(thing)}" + (f", {measure}" if measure else "")


def _finding(rule: Comparisons, sides: Sequence[Sequence[Told]]) -> Finding:
    members = [m for side in sides for m in side]
    certain = len({m.settled for m in members}) == 1
    confidence = SURE if certain and members[0].settled else UNSURE
    what = _what(members)
    statuses = list(dict.fromkeys(m.status for m in members))
    mixed = "" if certain else f" They differ in certainty too: {' against '.join(statuses)}."
    return Finding(
        id="f" + digest(rule.code, what, *sorted(f"{m.article.source}|{m.comparison.phrase}" for m in members)),
        rule=rule.code,
        kind=rule.kind,
        verdict=Verdict.CONFLICT,
        severity=Severity.HIGH if certain else Severity.MEDIUM,
        confidence=confidence,
        attribute=what,
        explanation=f"{what}: {'; '.join(_words(side) for side in sides)}.{mixed}",
        cluster_id=cluster_id(m.claim.id for m in members),
        sides=tuple(_side(side) for side in sides),
        evidence=(
            Evidence(feature="same_pair", weight=LIKELY, detail=f"both compare {what}"),
            Evidence(
                feature="certainty",
                weight=0.0 if confidence == SURE else round(UNLIKELIER, 4),
                detail="told with the same certainty" if certain else f"{' against '.join(statuses)}",
            ),
        ),
        caveats=() if certain else ("One is a measured or stated fact, the other is not: both may be right.",),
    )
