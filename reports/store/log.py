"""The log of decisions: rows are added and read, nothing else. Each row seals the one before it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import uuid4

from reports.store.database import Database, Row, writing
from reports.store.models import Entry, Reason
from reports.store.standing import opinions
from verify.models import Choice

SEALED = (
    "id", "finding", "reviewer", "at", "before", "choice", "reason", "note",
    "run", "rule", "model", "fingerprint", "undoes", "batch", "origin",
)  # fmt: skip


class About(NamedTuple):
    """What a row is on: the finding as it stood in a run."""

    finding: str
    run: str | None
    rule: str
    model: str
    fingerprint: str


class Said(NamedTuple):
    """What someone decided."""

    choice: Choice | None
    reason: Reason | None = None
    note: str | None = None


def now() -> str:
    """The moment as rows have it: UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def new_id() -> str:
    """An id for a row; whoever sends one along may send the row twice without its being kept twice."""
    return uuid4().hex


def add(  # noqa: PLR0913 - a row has that many parts
    db: Database,
    about: About,
    reviewer: str,
    said: Said,
    *,
    id: str | None = None,
    at: str | None = None,
    undoes: str | None = None,
    batch: str | None = None,
    origin: str = "desk",
) -> Entry:
    """Keep a decision. An id that is in the log already gives the row that has it."""
    with writing(db):
        if id and (known := find(db, id)):
            return known
        last = _last_word(db, about.finding)
        values = {
            "id": id or new_id(),
            "finding": about.finding,
            "reviewer": reviewer,
            "at": at or now(),
            "before": last.value if last else None,
            "choice": said.choice.value if said.choice else None,
            "reason": said.reason.value if said.reason else None,
            "note": said.note or None,
            "run": about.run,
            "rule": about.rule,
            "model": about.model,
            "fingerprint": about.fingerprint,
            "undoes": undoes,
            "batch": batch,
            "origin": origin,
        }
        names = ", ".join([*SEALED, "chain"])
        marks = ", ".join("?" * (len(SEALED) + 1))
        sealed = (*values.values(), _seal(_last_chain(db), values))
        db.execute(f"INSERT INTO decision ({names}) VALUES ({marks})", sealed)  # noqa: S608 - names are ours
        return _known(db, str(values["id"]))


def undo(db: Database, entries: Sequence[Entry], *, batch: str | None = None) -> list[Entry]:
    """Take back these rows, each by a new one with what its reviewer held before it."""
    with writing(db):
        return [_undo(db, entry, batch) for entry in entries]


def _undo(db: Database, entry: Entry, batch: str | None) -> Entry:
    own = [row for row in of_finding(db, entry.finding) if row.reviewer == entry.reviewer]
    held = next((row for row in reversed(own) if (row.at, row.seq) < (entry.at, entry.seq)), None)
    said = Said(held.choice, held.reason, held.note) if held else Said(None)
    fingerprint = held.fingerprint if held else entry.fingerprint
    about = About(entry.finding, entry.run, entry.rule, entry.model, fingerprint)
    return add(db, about, entry.reviewer, said, undoes=entry.id, batch=batch)


def undoable(db: Database, reviewer: str) -> list[Entry]:
    """What an undo would take back now: this reviewer's last act that stands, all rows of it; else nothing."""
    row = db.execute(
        "SELECT * FROM decision AS d WHERE reviewer = ? AND undoes IS NULL AND origin = 'desk'"
        " AND NOT EXISTS (SELECT 1 FROM decision WHERE undoes = d.id AND reviewer = d.reviewer)"
        " ORDER BY seq DESC LIMIT 1",
        (reviewer,),
    ).fetchone()
    if row is None:
        return []
    last = _entry(row)
    return [entry for entry in of_batch(db, last.batch) if entry.undoes is None] if last.batch else [last]


def undone(db: Database, entry: Entry) -> bool:
    """Whether a row was taken back."""
    return db.execute("SELECT 1 FROM decision WHERE undoes = ?", (entry.id,)).fetchone() is not None


def digest_of(ids: Iterable[str]) -> str:
    """Stands for a set of ids."""
    return sha256("\x1f".join(sorted(ids)).encode()).hexdigest()[:32]


def find(db: Database, id: str) -> Entry | None:
    """The row with this id."""
    row = db.execute("SELECT * FROM decision WHERE id = ?", (id,)).fetchone()
    return _entry(row) if row else None


def of_finding(db: Database, finding: str) -> list[Entry]:
    """All rows on a finding, the oldest first; those from elsewhere take their place by their time."""
    rows = db.execute("SELECT * FROM decision WHERE finding = ? ORDER BY at, seq", (finding,))
    return [_entry(row) for row in rows]


def of_batch(db: Database, batch: str) -> list[Entry]:
    """All rows of one act."""
    return [_entry(row) for row in db.execute("SELECT * FROM decision WHERE batch = ? ORDER BY seq", (batch,))]


def latest(db: Database) -> dict[str, list[Entry]]:
    """For each finding the last row of each reviewer, the oldest first: all that a state depends on."""
    rows = db.execute(
        "SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY finding, reviewer ORDER BY at DESC, seq DESC) AS age"
        " FROM decision) WHERE age = 1 ORDER BY at, seq"
    )
    found: dict[str, list[Entry]] = {}
    for row in rows:
        found.setdefault(row["finding"], []).append(_entry(row))
    return found


def recent(db: Database, reviewer: str, count: int) -> list[Entry]:
    """A reviewer's last rows, the newest first."""
    rows = db.execute("SELECT * FROM decision WHERE reviewer = ? ORDER BY seq DESC LIMIT ?", (reviewer, count))
    return [_entry(row) for row in rows]


def every(db: Database) -> Iterator[Entry]:
    """The whole log, the oldest first."""
    for row in db.execute("SELECT * FROM decision ORDER BY seq"):
        yield _entry(row)


def last_seq(db: Database, finding: str) -> int:
    """Number of the last row on a finding; 0 without one."""
    return int(db.execute("SELECT coalesce(max(seq), 0) FROM decision WHERE finding = ?", (finding,)).fetchone()[0])


def last_row(db: Database) -> int:
    """Number of the last row of all; 0 without one."""
    return int(db.execute("SELECT coalesce(max(seq), 0) FROM decision").fetchone()[0])


def findings_since(db: Database, seq: int) -> set[str]:
    """The findings on which rows were added after this one."""
    return {row["finding"] for row in db.execute("SELECT DISTINCT finding FROM decision WHERE seq > ?", (seq,))}


def broken_at(entries: Iterable[Entry]) -> int | None:
    """Number of the first row whose seal does not fit the rows up to it; None where all fit."""
    chain = ""
    for entry in entries:
        values = entry.model_dump(mode="json", include=set(SEALED))
        if _seal(chain, {name: values[name] for name in SEALED}) != entry.chain:
            return entry.seq
        chain = entry.chain
    return None


def _seal(chain: str, values: dict[str, str | None]) -> str:
    parts = [chain, *("\x00" if value is None else value for value in values.values())]
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _last_chain(db: Database) -> str:
    row = db.execute("SELECT chain FROM decision ORDER BY seq DESC LIMIT 1").fetchone()
    return row["chain"] if row else ""


def _last_word(db: Database, finding: str) -> Choice | None:
    held = opinions(of_finding(db, finding))
    return held[-1].choice if held else None


def _known(db: Database, id: str) -> Entry:
    entry = find(db, id)
    if entry is None:
        raise LookupError(f"no row {id} in the log")
    return entry


def _entry(row: Row) -> Entry:
    return Entry.model_validate({name: row[name] for name in Entry.model_fields})
