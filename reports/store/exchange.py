"""Decisions out of a store and into another: rows keep their ids, so that what came before is known again."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from claims.ids import digest
from claims.models import Frozen
from reports.formats.csv import cell
from reports.store import database, log
from reports.store.database import Database, writing
from reports.store.log import About, Said
from reports.store.models import Entry, Reason
from reports.store.standing import opinions
from verify.models import Choice

COLUMNS = tuple(name for name in Entry.model_fields if name != "chain")
NEEDED = ("finding", "reviewer", "at", "choice")
FORMS = ("csv", "json", "jsonl")
MAX_BYTES = 200_000_000


class UnreadableDecisionsError(ValueError):
    """A file holds no decisions that can be read; the message says where and why in one line."""


class Conflict(Frozen):
    """A finding that people here and in what was imported decided differently."""

    finding: str
    choices: tuple[tuple[str, str], ...]  # (reviewer, choice)


class Imported(Frozen):
    """What an import did."""

    added: int
    known: int
    conflicts: tuple[Conflict, ...]


def write(entries: Iterable[Entry], form: str, out: BinaryIO) -> None:
    """Write rows as CSV (for spreadsheets), JSON or JSON Lines."""
    if form == "csv":
        text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
        table = csv.writer(text, lineterminator="\r\n")
        table.writerow(COLUMNS)
        table.writerows([cell(str(row[name] or "")) for name in COLUMNS] for row in _records(entries))
        text.flush()
        text.detach()
        return
    records = _records(entries)
    if form == "jsonl":
        for record in records:
            out.write(json.dumps(record, ensure_ascii=False, sort_keys=True).encode() + b"\n")
        return
    out.write(json.dumps(list(records), ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n")


def read(path: Path) -> list[dict[str, Any]]:
    """Rows of another store, a CSV, a JSON or a JSON Lines file, checked. Raises UnreadableDecisionsError."""
    try:
        start = path.open("rb").read(16)
        if start.startswith(b"SQLite format 3"):
            with database.opened(path) as other:
                return list(_records(log.every(other)))
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableDecisionsError(f"{path}: larger than {MAX_BYTES:,} bytes: split it")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableDecisionsError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UnreadableDecisionsError(f"{path}: not UTF-8 at byte {error.start}") from error
    return [_checked(record, path, number) for number, record in enumerate(_parsed(text, path), 1)]


def take(db: Database, records: Iterable[Mapping[str, Any]], origin: str) -> Imported:
    """Add the rows that are not known here, and tell what people decided differently. All of them or none."""
    added = known = 0
    touched: set[str] = set()
    with writing(db):
        for record in sorted(records, key=lambda record: str(record["at"])):
            identity = record.get("id") or _identity(record)
            touched.add(record["finding"])
            if log.find(db, identity):
                known += 1
                continue
            _add(db, record, identity, origin)
            added += 1
        conflicts = [conflict for finding in sorted(touched) if (conflict := _conflict(db, finding))]
    return Imported(added=added, known=known, conflicts=tuple(conflicts))


def _add(db: Database, record: Mapping[str, Any], identity: str, origin: str) -> None:
    about = About(
        finding=record["finding"],
        run=record.get("run") or None,
        rule=record.get("rule") or "",
        model=record.get("model") or "",
        fingerprint=record.get("fingerprint") or _fingerprint_here(db, record["finding"]),
    )
    choice, reason = record["choice"], record.get("reason")
    said = Said(Choice(choice) if choice else None, Reason(reason) if reason else None, record.get("note"))
    log.add(
        db,
        about,
        record["reviewer"],
        said,
        id=identity,
        at=record["at"],
        undoes=record.get("undoes") or None,
        batch=record.get("batch") or None,
        origin=f"import: {origin}",
    )


def _fingerprint_here(db: Database, finding: str) -> str:
    """A row without a fingerprint, written by hand, is on what the claims say here."""
    row = db.execute("SELECT fingerprint FROM finding WHERE id = ? ORDER BY run DESC LIMIT 1", (finding,)).fetchone()
    return row["fingerprint"] if row else ""


def _conflict(db: Database, finding: str) -> Conflict | None:
    held = opinions(log.of_finding(db, finding))
    if len({opinion.choice for opinion in held}) < 2:
        return None
    return Conflict(finding=finding, choices=tuple((o.entry.reviewer, o.choice.value) for o in held))


def _records(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        yield entry.model_dump(mode="json", exclude={"chain"})


def _parsed(text: str, path: Path) -> Iterator[object]:
    try:
        if path.suffix.lower() == ".csv":
            yield from csv.DictReader(io.StringIO(text, newline=""))
        elif text.lstrip().startswith("["):
            yield from json.loads(text)
        else:
            yield from (json.loads(line) for line in text.split("\n") if line.strip())
    except (ValueError, csv.Error) as error:
        raise UnreadableDecisionsError(f"{path}: {error}") from error
    except RecursionError as error:
        raise UnreadableDecisionsError(f"{path}: nested too deeply to be a log") from error


def _checked(record: object, path: Path, number: int) -> dict[str, Any]:
    where = f"{path}: row {number}"
    if not isinstance(record, dict):
        raise UnreadableDecisionsError(f"{where}: not a row with named fields")
    row = {name: _text(value, f"{where}: {name}") for name, value in record.items() if name in COLUMNS}
    missing = [name for name in NEEDED if name not in row or (name != "choice" and not row[name])]
    if missing:
        raise UnreadableDecisionsError(f"{where}: no {', '.join(missing)}")
    for name, known in (("choice", Choice), ("reason", Reason)):
        if row.get(name) and row[name] not in list(known):
            raise UnreadableDecisionsError(f"{where}: {name} {row[name]!r} is none of {', '.join(known)}")
    return row | {"at": _utc(str(row["at"]), where)}


def _text(value: object, where: str) -> str | None:
    """A field as text; an apostrophe that keeps a spreadsheet from running it is not part of it."""
    if isinstance(value, list | dict):
        raise UnreadableDecisionsError(f"{where} is no text")
    text = "" if value is None else str(value)
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise UnreadableDecisionsError(f"{where} holds half of a character, which cannot be kept")
    if text.startswith("'") and cell(text[1:]) == text:
        text = text[1:]
    return text or None


def _utc(at: str, where: str) -> str:
    try:
        moment = datetime.fromisoformat(at)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError) as error:  # a time of the year 1 may lie before it in UTC
        raise UnreadableDecisionsError(f"{where}: at {at!r} is no time such as 2026-01-31T12:00:00+00:00") from error


def _identity(record: Mapping[str, Any]) -> str:
    """The same row by hand twice is one row."""
    parts = [str(record.get(name) or "") for name in ("finding", "reviewer", "at", "choice", "reason", "note")]
    return digest(*parts, length=32)
