"""What the store says of a report's findings: new, unchanged, gone; and what people decided of them."""

from collections.abc import Mapping
from itertools import combinations

from reports.sources import Index, indexed
from reports.store import log, queue, remarks, runs
from reports.store.database import Database
from reports.store.keeping import save
from reports.store.keys import claim_key
from reports.store.models import Opinion, Pairing, Reason
from reports.store.queue import Item
from reports.store.runs import Kept
from reports.store.standing import standing
from reports.withheld import tellable_since
from verify.models import Choice, Decision, Finding, Gone, History, Mark, Report, State


def keep(db: Database, report: Report, *, names: bool = False) -> Report:
    """Keep the run, and give the report with its history. People are named in it only with `names`."""
    kept = save(db, report)
    return report.model_copy(update={"history": history(db, kept, names=names)})


def history(db: Database, kept: Kept, *, names: bool = False) -> History:
    """The findings of a run against the run before, with the decisions that are in force."""
    found = {item.id: item for item in queue.items(db, kept.seq)}
    before = runs.before(db, kept)
    apart = taken_apart(db, kept)
    return History(
        against=_called(db, before) if before else None,
        marks={id_: _mark(item, before is not None, names, apart.get(id_)) for id_, item in found.items()},
        gone=_gone(db, kept, before, found) if before else (),
    )


def taken_apart(db: Database, kept: Kept) -> dict[str, Pairing]:
    """Findings of a run of which someone holds, pair by pair, that no two sides are about one thing."""
    apart = {pair: row for pair, row in remarks.pairings(db).items() if not row.same}
    if not apart:
        return {}
    report = runs.report(db, kept.seq)
    index = indexed(report)
    found = {}
    for finding in report.findings:
        pairs = _between(finding, index)
        if pairs and pairs <= apart.keys():
            found[finding.id] = max((apart[pair] for pair in pairs), key=lambda row: row.seq)
    return found


def _between(finding: Finding, index: Index) -> set[tuple[str, str]]:
    """The keys of claims on different sides, two by two."""
    sides = [
        {claim_key(index.source(claim_id), index.claims[claim_id]) for claim_id in side.claim_ids}
        for side in finding.sides
    ]
    return {(min(a, b), max(a, b)) for one, two in combinations(sides, 2) for a in one for b in two if a != b}


def _mark(item: Item, compared: bool, names: bool, apart: Pairing | None) -> Mark:
    stands = item.standing
    state = State.CHANGED if stands.changed else item.state
    decision = decided(item.id, stands.last, names) if stands.last and stands.settled else None
    if apart and not stands.opinions:
        decision = Decision(
            finding_id=item.id,
            choice=Choice.NOT_CONFLICT,
            author=apart.reviewer if names else "an editor",
            decided_at=apart.at,
            reason=Reason.MATCH.value,
        )
    return Mark(state=state if compared or stands.changed else None, decision=decision)


def decided(finding: str, opinion: Opinion, names: bool) -> Decision:
    """An opinion as reports carry it."""
    entry = opinion.entry
    return Decision(
        finding_id=finding,
        choice=opinion.choice,
        author=entry.reviewer if names else "an editor",
        decided_at=entry.at,
        reason=entry.reason.value if entry.reason else None,
        note=entry.note,
    )


def _called(db: Database, before: Kept) -> str:
    return f"run {before.id} of {runs.about(db, before.seq).started_at[:16].replace('T', ' ')}"


def _gone(db: Database, kept: Kept, before: Kept, found: Mapping[str, Item]) -> tuple[Gone, ...]:
    """Findings of the run before that are neither here nor gone on from, but for those that may not be told now."""
    heirs = {id_ for item in found.values() for id_ in item.lineage}
    earlier = runs.report(db, before.seq)
    if all(finding.id in found or finding.id in heirs for finding in earlier.findings):
        return ()
    entries = log.latest(db)
    gone = []
    for finding in tellable_since(earlier, runs.report(db, kept.seq)):
        if finding.id in found or finding.id in heirs:
            continue
        said = standing(entries.get(finding.id, []), "", 1).last
        decision = decided(finding.id, said, names=False) if said else None
        gone.append(
            Gone(
                **finding.model_dump(include={"id", "rule", "verdict", "severity", "attribute", "explanation"}),
                mark=Mark(state=State.GONE, decision=decision),
            )
        )
    return tuple(gone)
