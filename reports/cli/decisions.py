"""`crosscheck decisions`: out of a store, into a store, and the log of who decided what when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from reports.cli import output
from reports.cli.exits import CannotError, Exit
from reports.cli.state import State, common

if TYPE_CHECKING:
    from reports.store.database import Database
    from reports.store.exchange import Imported
    from reports.store.models import Entry

FORMS = ("csv", "json", "jsonl")
PAIRS = "pairs"
SHOWN = 20

store_option = click.option("--store", "store", required=True, metavar="FILE", help="The store of `check --store`.")


@click.group(
    short_help="Export, import and list what editors decided.",
    epilog="Example: crosscheck decisions log --store newsroom.desk",
)
def decisions() -> None:
    """Export, import and list what editors decided. Nothing here changes or deletes a decision."""


@decisions.command(
    "export",
    short_help="Write all decisions, or labelled pairs of claims.",
    epilog="Example: crosscheck decisions export --store newsroom.desk --as pairs.jsonl -o pairs.jsonl",
)
@store_option
@click.option(
    "--as", "form", default="csv", metavar="FORM",
    help="csv, json, jsonl: the log; pairs.jsonl: pairs of claims, labelled by the decisions, to train with.",
)  # fmt: skip
@click.option("-o", "--output", "path", default=output.STDOUT, metavar="FILE", help="Write FILE; - is stdout.")
@common
def export(state: State, store: str, form: str, path: str) -> Exit:
    """Write all decisions, with undone ones and earlier opinions, or pairs of claims labelled by them."""
    from reports.store import exchange, log

    kind = form.lower().removesuffix(".jsonl") if form.lower() == f"{PAIRS}.jsonl" else form.lower()
    if kind not in (*FORMS, PAIRS):
        raise click.BadParameter(f"{form}: choose csv, json, jsonl or pairs.jsonl", param_hint="--as")
    output.expect(path)
    with _opened(store) as db:
        if kind == PAIRS:
            output.deliver(path, partial(_pairs, db))
        else:
            entries = list(log.every(db))
            output.deliver(path, lambda out: exchange.write(entries, kind, out))
            state.note(f"{len(entries)} rows")
    return Exit.DONE


def _pairs(db: Database, out: BinaryIO) -> None:
    from reports.store import pairs

    pairs.write(db, out)


@decisions.command(
    "import",
    short_help="Add the decisions of another store or file.",
    epilog="Example: crosscheck decisions import colleague.csv --store newsroom.desk",
)
@click.argument("path", metavar="FILE")
@store_option
@common
def import_(state: State, path: str, store: str) -> Exit:
    """Add the decisions of another store, or of a CSV, JSON or JSON Lines file. What is known already stays as it is.

    Findings that people decided differently are listed on stdout; both decisions are kept.
    """
    from reports.store import exchange
    from reports.store.database import StoreError

    try:
        records = exchange.read(Path(path))
    except (exchange.UnreadableDecisionsError, StoreError) as error:
        raise CannotError(str(error)) from error
    with _opened(store, create=True) as db:
        done = exchange.take(db, records, Path(path).name)
    _tell(state, done)
    return Exit.DONE


def _tell(state: State, done: Imported) -> None:
    from reports.signs import one_line

    for conflict in done.conflicts:
        said = ", ".join(f"{reviewer}: {choice}" for reviewer, choice in conflict.choices)
        click.echo(one_line(f"decided differently: {conflict.finding}: {said}"))
    state.note(f"{done.added} rows added, {done.known} known already, {len(done.conflicts)} findings in conflict")


@decisions.command(
    "log",
    short_help="List who decided what when.",
    epilog="Example: crosscheck decisions log --store newsroom.desk -n 50",
)
@store_option
@click.option("-n", "--last", "count", type=click.IntRange(min=0), default=SHOWN, help="How many rows; 0: all.")
@click.option("--finding", metavar="ID", help="Only rows on this finding.")
@click.option("--reviewer", metavar="NAME", help="Only rows of this person.")
@common
def log_(state: State, store: str, count: int, finding: str | None, reviewer: str | None) -> Exit:
    """List who decided what when, the oldest first, and say whether the log is whole. Exits 3 where it is not."""
    from reports.signs import one_line
    from reports.store import log

    with _opened(store) as db:
        entries = list(log.every(db))
    broken = log.broken_at(entries)
    fitting = [e for e in entries if finding in (None, e.finding) and reviewer in (None, e.reviewer)]
    for entry in fitting[-count:]:
        click.echo(one_line(_line(entry)))
    state.note(f"{len(fitting)} rows")
    if broken is not None:
        raise CannotError(f"{store}: row {broken} does not fit its seal: the file was changed from outside")
    return Exit.DONE


def _line(entry: Entry) -> str:
    before, after = entry.before or "undecided", entry.choice or "undecided"
    parts: Sequence[str | None] = (
        entry.at,
        entry.reviewer,
        entry.finding,
        f"{before} -> {after}",
        entry.reason,
        "undo" if entry.undoes else None,
        f"“{entry.note}”" if entry.note else None,
        entry.rule,
        entry.run,
        None if entry.origin == "desk" else entry.origin,
    )
    return "  ".join(part for part in parts if part)


@contextmanager
def _opened(store: str, *, create: bool = False) -> Iterator[Database]:
    """The store; raises CannotError where there is none."""
    from reports.store import database

    try:
        with database.opened(Path(store), create=create) as db:
            yield db
    except database.StoreError as error:
        raise CannotError(str(error)) from error
