"""What the store says of a report's findings: new, unchanged, gone; and what people decided of them."""

from collections.abc import Mapping

from reports.store import log, queue, runs
from reports.store.database import Database
from reports.store.keeping import save
from reports.store.models import Opinion
from reports.store.queue import Item
from reports.store.runs import Kept
from reports.store.standing import standing
from verify.models import Decision, Gone, History, Mark, Report, State


def keep(db: Database, report: Report, *, names: bool = False) -> Report:
    """Keep the run, and give the report with its history. People are named in it only with `names`."""
    kept = save(db, report)
    return report.model_copy(update={"history": history(db, kept, names=names)})


def history(db: Database, kept: Kept, *, names: bool = False) -> History:
    """The findings of a run against the run before, with the decisions that are in force."""
    found = {item.id: item for item in queue.items(db, kept.seq)}
    before = runs.before(db, kept)
    return History(
        against=_called(db, before) if before else None,
        marks={id_: _mark(item, before is not None, names) for id_, item in found.items()},
        gone=_gone(db, before, found) if before else (),
    )


def _mark(item: Item, compared: bool, names: bool) -> Mark:
    stands = item.standing
    state = State.CHANGED if stands.changed else item.state
    decision = decided(item.id, stands.last, names) if stands.last and stands.settled else None
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
    started = runs.run_record(db, before.seq)["run"]["started_at"]
    return f"run {before.id} of {started}"


def _gone(db: Database, before: Kept, found: Mapping[str, Item]) -> tuple[Gone, ...]:
    """Findings of the run before that are neither here nor gone on from."""
    heirs = {id_ for item in found.values() for id_ in item.lineage}
    entries = log.latest(db)
    gone = []
    for finding in runs.report(db, before.seq).findings:
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
