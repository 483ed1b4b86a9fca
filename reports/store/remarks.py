"""Notes, corrected readings and judgements on pairs: what people add beside their decisions."""

import json

from reports.store.database import Database, Row, writing
from reports.store.log import new_id, now
from reports.store.models import Correction, Note, Pairing, Reread


def add_note(  # noqa: PLR0913 - a note has that many parts
    db: Database, finding: str, reviewer: str, text: str, *, link: str | None = None, thread: str | None = None,
    id: str | None = None,
) -> Note:  # fmt: skip
    """Keep a note, or with `thread` another version of one. An id that is there already gives its note.

    Raises LookupError where the thread is of another finding, PermissionError where it is someone else's.
    """
    with writing(db):
        if id and (row := db.execute("SELECT * FROM note WHERE id = ?", (id,)).fetchone()):
            return _note(row)
        if thread:
            _own_thread(db, finding, reviewer, thread)
        key = id or new_id()
        db.execute(
            "INSERT INTO note (id, thread, finding, reviewer, at, text, link) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (key, thread or key, finding, reviewer, now(), text, link),
        )
        return _note(db.execute("SELECT * FROM note WHERE id = ?", (key,)).fetchone())


def notes(db: Database, findings: list[str]) -> list[list[Note]]:
    """The notes on these findings, each as all its versions, the oldest first."""
    threads: dict[str, list[Note]] = {}
    for row in db.execute(
        "SELECT * FROM note WHERE finding IN (SELECT value FROM json_each(?)) ORDER BY seq", (json.dumps(findings),)
    ):
        threads.setdefault(row["thread"], []).append(_note(row))
    return list(threads.values())


def add_correction(  # noqa: PLR0913 - a correction has that many parts
    db: Database, finding: str, claim: str, reviewer: str, reread: Reread, *, outcome: str, id: str | None = None,
    withdrawn: str | None = None,
) -> Correction:  # fmt: skip
    """Keep a corrected reading; with `withdrawn`, the id of one that no longer holds."""
    with writing(db):
        if id and (row := db.execute("SELECT * FROM correction WHERE id = ?", (id,)).fetchone()):
            return _correction(row)
        key = id or new_id()
        db.execute(
            "INSERT INTO correction (id, finding, claim, reviewer, at, record, outcome, withdrawn)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (key, finding, claim, reviewer, now(), reread.model_dump_json(), outcome, withdrawn),
        )
        return _correction(db.execute("SELECT * FROM correction WHERE id = ?", (key,)).fetchone())


def corrections(db: Database, finding: str | None = None) -> list[Correction]:
    """The corrections that hold, of one finding or of all: those taken back are left out, the last on a mention counts.

    A correction is of a mention in a claim, so it holds wherever that claim turns up again.
    """
    rows = [_correction(row) for row in db.execute("SELECT * FROM correction ORDER BY seq")]
    gone = {row.withdrawn for row in rows if row.withdrawn}
    standing = [row for row in rows if not row.withdrawn and row.id not in gone]
    last = {(row.claim, row.reread.kind, row.reread.quote, row.reread.offset): row for row in standing}
    return [row for row in last.values() if finding is None or row.finding == finding]


def all_corrections(db: Database) -> list[Correction]:
    """Every row, also those taken back."""
    return [_correction(row) for row in db.execute("SELECT * FROM correction ORDER BY seq")]


def add_pairing(  # noqa: PLR0913, PLR0917 - a judgement has that many parts
    db: Database, finding: str, keys: tuple[str, str], quotes: tuple[tuple[str, str], tuple[str, str]],
    reviewer: str, same: bool | None, *, id: str | None = None,
) -> Pairing:  # fmt: skip
    """Keep what someone holds of two claims."""
    (one, first), (two, second) = sorted(zip(keys, quotes, strict=True))
    with writing(db):
        if id and (row := db.execute("SELECT * FROM pairing WHERE id = ?", (id,)).fetchone()):
            return _pairing(row)
        key = id or new_id()
        record = json.dumps([first, second], ensure_ascii=False)
        db.execute(
            "INSERT INTO pairing (id, finding, one, two, same, reviewer, at, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (key, finding, one, two, same, reviewer, now(), record),
        )
        return _pairing(db.execute("SELECT * FROM pairing WHERE id = ?", (key,)).fetchone())


def pairings(db: Database, by: str | None = None) -> dict[tuple[str, str], Pairing]:
    """The last judgement on each two claims, where it was not withdrawn; with `by`, of what this person said."""
    rows = map(_pairing, db.execute("SELECT * FROM pairing ORDER BY seq"))
    last = {(row.one, row.two): row for row in rows if by in {None, row.reviewer}}
    return {pair: row for pair, row in last.items() if row.same is not None}


def _own_thread(db: Database, finding: str, reviewer: str, thread: str) -> None:
    row = db.execute("SELECT finding, reviewer FROM note WHERE thread = ? ORDER BY seq LIMIT 1", (thread,)).fetchone()
    if row is None or row["finding"] != finding:
        raise LookupError("no such note on this finding")
    if row["reviewer"] != reviewer:
        raise PermissionError(f"the note is {row['reviewer']}'s: only they may edit it")


def _note(row: Row) -> Note:
    return Note.model_validate(dict(row))


def _correction(row: Row) -> Correction:
    data = dict(row)
    return Correction(reread=Reread.model_validate_json(data.pop("record")), **data)


def _pairing(row: Row) -> Pairing:
    data = dict(row)
    same = data.pop("same")
    quotes = json.loads(data.pop("record"))
    return Pairing(same=None if same is None else bool(same), quotes=quotes, **data)
