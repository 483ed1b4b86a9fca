"""A check's run goes into a store, and comes back with what was decided there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reports.cli import output
from reports.cli.exits import CannotError

if TYPE_CHECKING:
    from verify.models import Report
    from verify.pipeline import Extractor


def try_store(path: str) -> None:
    """Say before the work begins that a store could not be used after it; makes one where there is none."""
    from reports.store import database

    output.expect(path)
    try:
        with database.opened(Path(path), create=True):
            pass
    except database.StoreError as error:
        raise CannotError(str(error)) from error


def amending(path: str, extractor: Extractor) -> Extractor:
    """Reads articles as the store's reviewers have corrected it."""
    from reports.store import database, remarks
    from reports.store.rereading import amending as as_corrected

    with database.opened(Path(path), create=True) as db:
        return as_corrected(extractor, remarks.corrections(db))


def keep(path: str, report: Report) -> Report:
    """The report with its history and the decisions in force, kept as a run of the store."""
    import sqlite3

    from reports.store import database, history

    try:
        with database.opened(Path(path), create=True) as db:
            return history.keep(db, report)
    except (database.StoreError, sqlite3.Error) as error:
        raise CannotError(f"{path}: the run could not be kept: {error}") from error
