"""`crosscheck review`: the desk, where people decide what the findings are."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.cli.exits import CannotError, Exit
from reports.cli.grouping import grouped
from reports.cli.state import State, common

if TYPE_CHECKING:
    from reports.desk.server import Options
    from verify.models import Report

JSON = ".json"
BESIDE = ".desk"  # what the store beside a report is called after it


@dataclass(frozen=True)
class Door:
    """Where the desk is, and who may enter."""

    user: str | None
    port: int
    host: str
    token_file: str | None
    trusted_header: str | None
    public_names: tuple[str, ...]

    @property
    def reviewer(self) -> str | None:
        """Who decides without a login; None where people log in."""
        return None if self.token_file or self.trusted_header else self.user or _login_name()


@dataclass(frozen=True)
class House:
    """How people decide at the desk."""

    opinions: int | None
    blind: bool
    names: bool


entered = grouped(
    "door",
    Door,
    (
        click.option("--user", metavar="NAME", help="Who decides; without it, the name you are logged in by."),
        click.option(
            "--port", type=click.IntRange(0, 65535), default=0, help="Port; 0 is the last one, else any free one."
        ),
        click.option(
            "--host", default="127.0.0.1", metavar="ADDRESS", help="Address to listen at; not loopback: with a login."
        ),
        click.option(
            "--tokens", "token_file", metavar="FILE", help="Who may enter: lines of NAME TOKEN, 16 signs or more."
        ),
        click.option(
            "--trusted-header", metavar="NAME", help="A proxy on this machine names the reviewer in this header."
        ),
        click.option(
            "--public-name", "public_names", multiple=True, metavar="NAME", help="A host name that others use."
        ),
    ),
)
ruled = grouped(
    "house",
    House,
    (
        click.option(
            "--opinions", type=click.IntRange(1, 9), help="How many people must decide what is grave; is kept."
        ),
        click.option("--blind", is_flag=True, help="Hide score and others' verdicts from all until they have decided."),
        click.option("--names", is_flag=True, help="Let reports that leave the desk name reviewers."),
    ),
)


@click.command(
    short_help="Decide the findings of a store or report, in a browser.",
    epilog="Example: crosscheck review newsroom.desk --user Ana",
)
@click.argument("path", metavar="STORE|REPORT.json")
@click.option("--store", metavar="FILE", help="With a report: the store that takes it; without, one beside it.")
@entered
@ruled
@click.option("--browser/--no-browser", default=True, help="Open the desk in a browser.")
@common
def review(  # noqa: PLR0913, PLR0917 - one for each group of options
    state: State, path: str, store: str | None, door: Door, house: House, browser: bool
) -> Exit:
    """Decide the findings of a store, or of a JSON report, in a browser on this machine.

    Nothing leaves the machine. A report is kept in a store beside it, so that decisions outlive it.
    """
    from reports.desk.server import UnsafeError, serve
    from reports.store import database, settings

    try:
        kept = _store(state, Path(path), Path(store) if store else None)
        if house.opinions:
            with database.opened(kept) as db:
                settings.change(db, settings.OPINIONS, house.opinions)
        serve(_options(kept, door, house), state.note, browser=browser)
    except (UnsafeError, database.StoreError) as error:
        raise CannotError(str(error)) from error
    except OSError as error:
        raise CannotError(f"{door.host}:{door.port}: cannot listen there: {error.strerror or error}") from error
    return Exit.DONE


def _options(store: Path, door: Door, house: House) -> Options:
    from reports.desk.server import Options

    return Options(
        store=store,
        host=door.host,
        port=door.port,
        user=door.reviewer,
        tokens=_tokens(Path(door.token_file)) if door.token_file else {},
        trusted_header=door.trusted_header,
        public_names=door.public_names,
        blind=house.blind,
        names=house.names,
    )


def _store(state: State, path: Path, named: Path | None) -> Path:
    """The store to open; a report is put into one first."""
    from reports.store import database
    from reports.store.keeping import save

    if path.suffix.lower() != JSON:
        with database.opened(path):
            return path
    report = _report(path)
    store = named or path.with_suffix(BESIDE)
    with database.opened(store, create=True) as db:
        save(db, report)
    state.note(f"decisions are kept in {store}")
    return store


def _report(path: Path) -> Report:
    """The report with the texts of those articles that still lie where they were read."""
    from claims.ingest import read
    from claims.models import Article
    from reports.formats.json import UnreadableReportError, load

    try:
        report = load(path)
    except UnreadableReportError as error:
        raise CannotError(str(error)) from error
    missing = [article.path for article in report.articles if not article.text and os.path.isfile(article.path)]
    found = {item.sha256: item.text for item in read(missing) if isinstance(item, Article)} if missing else {}
    articles = [
        article if article.text else article.model_copy(update={"text": found.get(article.sha256, "")})
        for article in report.articles
    ]
    return report.model_copy(update={"articles": tuple(articles)})


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "editor"


def _tokens(path: Path) -> dict[str, str]:
    """Token -> name, from lines "NAME TOKEN"; blank lines and those with a # are left out."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CannotError(f"{path}: the tokens cannot be read ({type(error).__name__})") from error
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        name, _, token = line.strip().rpartition(" ")
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not name.strip() or token in found:
            raise CannotError(f"{path}: line {number}: not NAME TOKEN, or a token that another line has")
        found[token] = name.strip()
    if not found:
        raise CannotError(f"{path}: names nobody; each line is NAME TOKEN")
    return found
