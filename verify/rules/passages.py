"""What rules on statements share: passages of articles as sides of a finding, and the finding itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import exp, log

from claims.extraction import parse_day
from claims.ids import digest
from claims.models import Article, Claim
from verify.models import Evidence, Finding, Reading, Severity, Side, Verdict
from verify.rules.base import Rule, cluster_id, listed, outlet

Part = tuple[str, float, str]
FULL_STOPS = ".。۔।"  # of a sentence that is quoted within another


@dataclass(frozen=True)
class Passage:
    """Words of a claim that carry a side, at code points of the article, and what they were read as."""

    article: Article
    claim: Claim
    start: int
    end: int
    value: str

    @property
    def text(self) -> str:
        """The words."""
        return self.article.text[self.start : self.end]

    @property
    def seen(self) -> date | None:
        """The day on which the article appeared."""
        return parse_day(self.article.published)

    @property
    def order(self) -> tuple[str, str, int]:
        """By outlet, file and place: the same on every run."""
        return outlet(self.article), self.article.path, self.start


def whole(article: Article, claim: Claim, value: str) -> Passage:
    """A claim as it stands."""
    return Passage(article, claim, claim.span.start, claim.span.end, value)


def side(passages: Iterable[Passage]) -> Side:
    """Passages that say the same."""
    ordered = sorted(passages, key=lambda p: p.order)
    return Side(
        value=ordered[0].value,
        claim_ids=tuple(dict.fromkeys(p.claim.id for p in ordered)),
        readings=tuple(
            Reading(claim_id=p.claim.id, start=p.start, end=p.end, text=p.text, normalised=p.value) for p in ordered
        ),
    )


def told(passages: Sequence[Passage]) -> str:
    """Who says it, in words of their own: "A and B: “...”"."""
    ordered = sorted(passages, key=lambda p: p.order)
    return f"{listed(list(dict.fromkeys(outlet(p.article) for p in ordered)))}: “{ordered[0].text.rstrip(FULL_STOPS)}”"


def weigh(parts: Sequence[Part]) -> tuple[float, tuple[Evidence, ...]]:
    """Probability and evidence of additive log odds: (feature, weight, detail) each."""
    total = sum(weight for _, weight, _ in parts)
    evidence = tuple(Evidence(feature=name, weight=round(weight, 4), detail=detail) for name, weight, detail in parts)
    return 1 / (1 + exp(-total)), evidence


def odds(probability: float) -> float:
    """Log odds."""
    return log(probability / (1 - probability))


SURE, LIKELY, UNSURE = odds(0.9), odds(0.75), odds(0.35)


def one_article(sides: Sequence[Sequence[Passage]]) -> bool:
    """Whether one article tells two sides: then it knows of both."""
    told = [{p.article.id for p in side} for side in sides]
    return any(a & b for a, b in combinations(told, 2))


@dataclass(frozen=True)
class Outcome:
    """What a set of rivals is called, how much it matters, and the words that lead the sentence."""

    verdict: Verdict
    severity: Severity
    lead: str
    caveats: tuple[str, ...] = ()


def finding(
    rule: Rule, what: str, sides: Sequence[Sequence[Passage]], parts: Sequence[Part], told_as: Outcome
) -> Finding:
    """A finding on passages; the order in which sides and passages are given changes nothing.

    `parts` are additive log odds: feature, weight and what it means.
    """
    ordered = sorted((sorted(passages, key=lambda p: p.order) for passages in sides), key=lambda s: s[0].order)
    probability, evidence = weigh(parts)
    members = [p for passages in ordered for p in passages]
    meaning = sorted(f"{p.article.source or p.article.title}|{p.value}|{p.text.casefold()}" for p in members)
    return Finding(
        id="f" + digest(rule.code, what, *meaning),
        rule=rule.code,
        kind=rule.kind,
        verdict=told_as.verdict,
        severity=told_as.severity,
        confidence=round(probability, 4),
        attribute=what,
        explanation=f"{told_as.lead}: {'; '.join(told(passages) for passages in ordered)}.",
        cluster_id=cluster_id(p.claim.id for p in members),
        sides=tuple(side(passages) for passages in ordered),
        evidence=evidence,
        caveats=told_as.caveats,
    )


def days_apart(sides: Sequence[Sequence[Passage]]) -> int | None:
    """The most days between the appearance of any two; None where some article is undated."""
    days = [p.seen for passages in sides for p in passages]
    known = [d for d in days if d]
    return (max(known) - min(known)).days if len(known) == len(days) else None
