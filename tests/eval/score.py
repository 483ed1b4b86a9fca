"""A small scorer for labelled stories: which conflicts were told, and was anything flagged that should be quiet?

A claim stands for a labelled quote when it lies in that quote's file and shares half of the shorter span. In a
conflict group two claims are at odds exactly when their `key` differs.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path

from verify.models import Report, Verdict

Pair = frozenset


@dataclass
class Score:
    """Ids of what was found: conflict groups told, agreement groups joined, quiet pairs wrongly flagged."""

    conflicts: set[int] = field(default_factory=set)
    conflicts_told: set[int] = field(default_factory=set)
    agreements: set[int] = field(default_factory=set)
    agreements_joined: set[int] = field(default_factory=set)
    traps_flagged: list[str] = field(default_factory=list)
    agreeing_flagged: list[str] = field(default_factory=list)


class Scorer:
    """Labels of one story held against one report on its articles."""

    def __init__(self, report: Report, labels: Path) -> None:
        self.labels = json.loads(labels.read_text(encoding="utf-8"))
        self._report = report
        self._articles = {Path(a.path).name: a for a in report.articles}

    def claims(self, ref: dict[str, str]) -> set[str]:
        """Ids of the claims that stand for a labelled quote."""
        article = self._articles[ref["file"]]
        start = article.text.index(ref["quote"])
        end = start + len(ref["quote"])
        found = set()
        for claim in self._report.claims:
            shared = min(end, claim.span.end) - max(start, claim.span.start)
            least = min(end - start, claim.span.end - claim.span.start)
            if claim.article_id == article.id and shared > 0 and 2 * shared >= least:
                found.add(claim.id)
        return found

    def _flagged(self) -> set[Pair]:
        return {
            Pair((x, y))
            for finding in self._report.findings
            if finding.verdict is Verdict.CONFLICT
            for one, two in combinations(finding.sides, 2)
            for x, y in product(one.claim_ids, two.claim_ids)
        }

    def _joined(self) -> set[Pair]:
        return {Pair(p) for cluster in self._report.clusters for p in combinations(cluster.claim_ids, 2)}

    def _pairs(self, group: dict) -> Iterator[tuple[bool, Pair]]:
        """Each pair of claims of a group, and whether the labels put it at odds."""
        for a, b in combinations(group["claims"], 2):
            for x, y in product(self.claims(a), self.claims(b)):
                if x != y:
                    yield a["key"] != b["key"], Pair((x, y))

    def score(self) -> Score:
        """Count everything."""
        result, flagged, joined = Score(), self._flagged(), self._joined()
        for number, group in enumerate(self.labels["groups"]):
            pairs = list(self._pairs(group))
            self._one_group(result, number, group, pairs, flagged, joined)
        for trap in self.labels.get("traps", ()):
            if any(Pair((x, y)) in flagged for x, y in product(self.claims(trap["a"]), self.claims(trap["b"]))):
                result.traps_flagged.append(trap["why"])
        return result

    def _one_group(
        self, result: Score, number: int, group: dict, pairs: Iterable[tuple[bool, Pair]], flagged: set, joined: set
    ) -> None:
        if group["verdict"] == "conflict":
            result.conflicts.add(number)
        elif group["verdict"] == "agree":
            result.agreements.add(number)
        for at_odds, pair in pairs:
            if at_odds and pair in flagged:
                result.conflicts_told.add(number)
            elif not at_odds and pair in flagged:
                result.agreeing_flagged.append(group["attribute"])
            elif not at_odds and pair in joined and number in result.agreements:
                result.agreements_joined.add(number)
