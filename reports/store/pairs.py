"""Decisions as labelled pairs of claims: what the gate and the scorer can learn from a newsroom."""

import json
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Any, BinaryIO

from claims.models import Claim
from reports.sources import Index, indexed
from reports.store import queue, remarks, runs
from reports.store.database import Database
from reports.store.keys import claim_key
from reports.store.models import Pairing, Reason
from reports.store.queue import Item
from verify.models import Choice, Finding

DISTINCT = frozenset({Reason.DATE, Reason.SCOPE, Reason.MATCH})
MISREAD = frozenset({Reason.UNIT, Reason.QUOTE})

Pair = dict[str, Any]


def write(db: Database, out: BinaryIO) -> int:
    """Write JSON Lines, one pair of claims a line; gives their number.

    `label`: "conflict" (one thing, told differently), "update" (one thing, later), "distinct" (different things; the
    `reason` says in what), "misread" (the machine's reading is at fault: no example for or against), "same" (about one
    thing, by a judgement on the pair). `weight` shares one decision among the pairs that it may be on.
    """
    count = 0
    for count, pair in enumerate(pairs(db), 1):  # noqa: B007 - the last number is what is wanted
        out.write(json.dumps(pair, ensure_ascii=False, sort_keys=True).encode() + b"\n")
    return count


def pairs(db: Database) -> Iterator[Pair]:
    """All labelled pairs: of settled findings, and of judgements on two claims, which count before these."""
    judged = remarks.pairings(db)
    for item in queue.items(db):
        label = _label(item)
        report = runs.one(db, item.run, item.id)
        if report is None:
            continue
        index = indexed(report)
        finding = report.findings[0]
        between = list(_between(finding, index))
        single = [_judgement(judged, index, a, b) for a, b in _all(finding, index)]
        yield from (
            {**_pair(finding, index, pair, "same" if row.same else "distinct"), "reason": "judged", "weight": 1.0}
            for pair, row in single
            if row
        )
        if label:
            known = {frozenset((a.id, b.id)) for (a, b), row in single if row}
            rest = [pair for pair in between if frozenset((pair[0].id, pair[1].id)) not in known]
            for pair in rest:
                yield {**_pair(finding, index, pair, label), "reason": _reason(item), "weight": round(1 / len(rest), 4)}


def _label(item: Item) -> str | None:
    last = item.standing.last
    if last is None or not item.standing.settled:
        return None
    if last.choice is Choice.NOT_CONFLICT:
        reason = last.entry.reason
        return "distinct" if reason in DISTINCT else "misread" if reason in MISREAD else None
    return {Choice.CONFLICT: "conflict", Choice.SUPERSEDED: "update"}.get(last.choice)


def _reason(item: Item) -> str | None:
    last = item.standing.last
    return last.entry.reason.value if last and last.entry.reason else None


def _between(finding: Finding, index: Index) -> Iterator[tuple[Claim, Claim]]:
    """Claims of different sides."""
    for one, two in combinations(finding.sides, 2):
        yield from product(_claims(one.claim_ids, index), _claims(two.claim_ids, index))


def _all(finding: Finding, index: Index) -> Iterator[tuple[Claim, Claim]]:
    ids = dict.fromkeys(claim_id for side in finding.sides for claim_id in side.claim_ids)
    yield from combinations(_claims(tuple(ids), index), 2)


def _claims(ids: Sequence[str], index: Index) -> list[Claim]:
    return [index.claims[claim_id] for claim_id in ids if claim_id in index.claims]


def _judgement(
    judged: dict[tuple[str, str], Pairing], index: Index, a: Claim, b: Claim
) -> tuple[tuple[Claim, Claim], Pairing | None]:
    one, two = sorted(claim_key(index.source(claim.id), claim) for claim in (a, b))
    return (a, b), judged.get((one, two))


def _pair(finding: Finding, index: Index, pair: tuple[Claim, Claim], label: str) -> Pair:
    readings = {reading.claim_id: reading for side in finding.sides for reading in side.readings}
    told = []
    for claim in pair:
        article, reading = index.article(claim.id), readings.get(claim.id)
        told.append(
            {
                "source": index.source(claim.id),
                "file": article.path,
                "language": index.language(claim.id),
                "published": article.published,
                "quote": claim.span.quote,
                "start": claim.span.start,
                "end": claim.span.end,
                "value": reading.text if reading else None,
                "normalised": reading.normalised if reading else None,
            }
        )
    return {"finding": finding.id, "rule": finding.rule, "label": label, "a": told[0], "b": told[1]}
