"""The file behind a store: opened, checked, and guarded against changes to what people said."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

APPLICATION = 0x43525843  # "CRXC": what `file` and we know a store by
VERSION = 1
APPEND_ONLY = ("decision", "note", "correction", "pairing")
WAIT_S = 20  # for another writer; a save takes milliseconds

Row = sqlite3.Row
Database = sqlite3.Connection

# INSERT OR REPLACE deletes without asking a DELETE trigger; therefore the one before INSERT.
_GUARD = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} rows are never changed: add one'); END;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} rows are never deleted: add one'); END;
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, '{table} rows are never replaced: add one'); END;
"""


class StoreError(Exception):
    """A file can't be used as a store; the message is one line that says which, why and what to do."""


def connect(path: Path, *, create: bool = False) -> Database:
    """Open a store; with `create`, make one where there is no file. Raises StoreError."""
    if not create and not path.is_file():
        raise StoreError(f"{path}: no such store; `crosscheck check PATH --store {path.name}` makes one")
    try:
        # A connection serves one request or command and is never shared between threads at once.
        db = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot be opened: {error}") from error
    try:
        db.row_factory = Row
        _check(db, path)
        db.execute("PRAGMA synchronous = FULL")  # an acknowledged decision outlives a power cut
        db.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def opened(path: Path, *, create: bool = False) -> Iterator[Database]:
    """A store for as long as the block runs."""
    db = connect(path, create=create)
    try:
        yield db
    finally:
        db.close()


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """One transaction: all of it is kept or nothing; a block inside another belongs to it."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _check(db: Database, path: Path) -> None:
    try:
        application, version, tables = _seen(db)
        if not tables and not application:
            _make(db)
        elif application != APPLICATION:
            raise StoreError(f"{path}: a database, but no store of Crosscheck's; name another file")
        elif version != VERSION:
            raise StoreError(f"{path}: a store of version {version}, this program knows {VERSION}; use the newer one")
    except sqlite3.Error as error:
        raise StoreError(f"{path}: not a store: {error}") from error


def _seen(db: Database) -> tuple[int, int, int]:
    """Application, version and number of tables, all of one moment: another process may be making them."""
    db.execute("BEGIN")
    asked = ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_schema")
    application, version, tables = (int(db.execute(query).fetchone()[0]) for query in asked)
    db.execute("COMMIT")
    return application, version, tables


def _make(db: Database) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    text = files("reports.store").joinpath("schema.sql").read_text(encoding="utf-8")
    guards = "".join(_GUARD.format(table=table) for table in APPEND_ONLY)
    stamp = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
    try:
        db.executescript(f"BEGIN EXCLUSIVE; {text} {guards} {stamp} COMMIT;")
    except sqlite3.Error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        if not db.execute("PRAGMA user_version").fetchone()[0]:  # else another process was quicker
            raise
