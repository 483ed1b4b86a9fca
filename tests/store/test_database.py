import os
import sqlite3
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reports.store import database, log, remarks
from reports.store.database import APPEND_ONLY, StoreError
from reports.store.log import About, Said
from reports.store.models import Reread
from verify.models import Choice

ABOUT = About("f1", "r1", "QTY", "0.1.0 default", "aa")


@pytest.fixture
def filled(db):
    """One row in each table that only grows."""
    log.add(db, ABOUT, "ann", Said(Choice.CONFLICT))
    remarks.add_note(db, "f1", "ann", "Call the ministry.")
    reread = Reread(kind="quantity", sentence="It cost 5.", source="A", quote="5", offset=8, low="6", high="6")
    remarks.add_correction(db, "f1", "k1", "ann", reread, outcome="")
    remarks.add_pairing(db, "f1", ("k1", "k2"), (("A", "a"), ("B", "b")), "ann", same=False)
    return db


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET reviewer = 'mallory'",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "REPLACE INTO {table} SELECT * FROM {table}",
        "INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT DO UPDATE SET reviewer = 'mallory'",
    ],
)
def test_rows_cannot_be_changed_by_sql(filled, path, table, statement):
    before = [tuple(row) for row in filled.execute(f"SELECT * FROM {table}")]
    stranger = sqlite3.connect(path)  # with no setting of ours
    with pytest.raises(sqlite3.IntegrityError, match="add one"):
        stranger.execute(statement.format(table=table))
    stranger.close()
    assert len(before) == 1
    assert [tuple(row) for row in filled.execute(f"SELECT * FROM {table}")] == before


def test_no_such_store(tmp_path):
    with pytest.raises(StoreError, match="no such store"):
        database.connect(tmp_path / "none.db")


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("not a database at all, but long enough to be read as one" * 20)
    with pytest.raises(StoreError, match="not a store"):
        database.connect(path)
    assert path.read_text().startswith("not a database")


def test_a_database_of_something_else(tmp_path):
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE birds (name TEXT)")
    other.commit()
    with pytest.raises(StoreError, match="no store of Crosscheck's"):
        database.connect(path, create=True)


def test_a_store_of_a_later_version(path, db):
    db.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="version 99"):
        database.connect(path)


def test_a_transaction_is_kept_whole_or_not_at_all(db):
    def fail_midway():
        with database.writing(db):
            log.add(db, ABOUT, "ann", Said(Choice.CONFLICT))
            raise RuntimeError("midway")

    with pytest.raises(RuntimeError, match="midway"):
        fail_midway()
    assert log.of_finding(db, "f1") == []


def test_two_make_one_store(path):
    with ThreadPoolExecutor(8) as pool:
        for made in pool.map(lambda _: database.connect(path, create=True), range(8)):
            assert made.execute("SELECT count(*) FROM decision").fetchone()[0] == 0
            made.close()


def test_many_writers_lose_nothing_and_the_log_stays_sealed(path, db):
    def write(name):
        with database.opened(path) as own:
            return [log.add(own, ABOUT, name, Said(Choice.CONFLICT)).id for _ in range(12)]

    with ThreadPoolExecutor(4) as pool:
        kept = [id_ for ids in pool.map(write, "abcd") for id_ in ids]
    entries = list(log.every(db))
    assert {entry.id for entry in entries} == set(kept)
    assert len(entries) == 48
    assert log.broken_at(entries) is None


WRITER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from reports.store import database, log
    from reports.store.log import About, Said
    from verify.models import Choice
    about = About("f1", "r1", "QTY", "model", "aa")
    with database.opened(Path(sys.argv[1])) as db:
        while True:
            print(log.add(db, about, "ann", Said(Choice.UNSURE)).id, flush=True)
    """
)


def test_a_killed_writer_keeps_what_it_acknowledged(path, db):
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        text=True,
    )
    told = [process.stdout.readline().strip() for _ in range(40)]
    process.kill()
    told += process.stdout.read().split("\n")[:-1]  # a line without its end was not told
    process.wait()
    process.stdout.close()
    kept = {entry.id for entry in log.every(db)}
    assert len(told) >= 40
    assert set(told) <= kept
    assert log.broken_at(log.every(db)) is None
