"""Where a report goes: the options that say so, and the files that come of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

import click

from reports.cli import output
from reports.cli.exits import CannotError
from reports.cli.grouping import grouped
from reports.cli.state import State
from reports.formats import NAMES, of_path, writer

if TYPE_CHECKING:
    from claims.work import Begin
    from verify.models import Report

Target = tuple[str, str]  # file, format


@dataclass(frozen=True)
class Outputs:
    """What to write, and how."""

    outputs: tuple[str, ...]
    form: str | None
    lang: str
    html_assets: str
    csv_dialect: str
    md_limit: int | None

    def targets(self) -> list[Target]:
        """Each file with its format, which its suffix names; without any file it is stdout."""
        self._speaks()
        for path in self.outputs:
            output.expect(path)
        return [(path, self._form(path)) for path in self.outputs or [output.STDOUT]]

    def _speaks(self) -> None:
        """Say before the work begins that the page has no such language."""
        from reports.messages import DEFAULT, messages

        try:
            if self.lang != DEFAULT:
                messages(self.lang)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--lang") from error

    def _form(self, path: str) -> str:
        if path == output.STDOUT:
            return self.form or "text"
        try:
            return of_path(path)
        except ValueError as error:
            if self.form:
                return self.form
            raise click.BadParameter(str(error), param_hint="-o") from error

    @property
    def options(self) -> dict[str, object]:
        """What writers may be told."""
        return {"dialect": self.csv_dialect, "language": self.lang, "max_bytes": self.md_limit}


wanted = grouped(
    "wanted",
    Outputs,
    (
        click.option(
            "-o", "--output", "outputs", multiple=True, metavar="FILE", help="Write FILE; its suffix names the format."
        ),
        click.option(
            "--format", "form", type=click.Choice(NAMES), help="Format on stdout, or of FILE without a known suffix."
        ),
        click.option(
            "--lang", default="en", metavar="TAG", help="Language of the page; `crosscheck doctor` lists them."
        ),
        click.option(
            "--html-assets",
            type=click.Choice(["inline", "split"]),
            default="inline",
            help="Style and script in the page, or beside it for hosts that forbid them there.",
        ),
        click.option(
            "--csv-dialect",
            type=click.Choice(["excel", "raw"]),
            default="excel",
            help="excel: for spreadsheets, formulas defused; raw: plain UTF-8, cells as they are.",
        ),
        click.option(
            "--md-limit", type=click.IntRange(min=0), metavar="BYTES", help="Room for Markdown: 65535; 0 is no limit."
        ),
    ),
)


def deliver(state: State, report: Report, targets: Sequence[Target], wanted: Outputs, jobs: int = 1) -> None:
    """Write the report to each (file, format); the file "-" is stdout. No form holds what is under embargo.

    With other `jobs` than 1 all files but the last are written by processes begun for them, where there is enough.
    """
    from claims.work import at_once, beside
    from reports.withheld import shareable

    kept_back = len(report.articles)
    report = shareable(report)
    kept_back -= len(report.articles)
    if kept_back:
        state.note(f"left out: {kept_back} under embargo or withheld, and every finding that rests on them")
    begin = beside(jobs, len(report.articles))
    written = []
    for target in targets:
        own = at_once if target[0] == output.STDOUT or target is targets[-1] else begin
        written.append(own(_write, state, report, target, wanted, begin))
    for (path, _), wait in zip(targets, written, strict=True):
        wait()
        if path != output.STDOUT:
            state.note(f"wrote {path}")


def _write(state: State, report: Report, target: Target, wanted: Outputs, begin: Begin) -> None:
    path, form = target
    if form == "html" and path != output.STDOUT:
        _pages(path, report, wanted, begin)
    else:
        listed = form == "text" and path == output.STDOUT
        output.deliver(path, _listing(state, report) if listed else _one(report, form, wanted))


def _one(report: Report, form: str, wanted: Outputs) -> output.Write:
    return partial(writer(form, wanted.options), report)


def _listing(state: State, report: Report) -> output.Write:
    from reports.formats.text import write

    return partial(write, report, colour=state.colours(sys.stdout))


def _pages(path: str, report: Report, wanted: Outputs, begin: Begin) -> None:
    """All files of a page, each whole; the page itself last."""
    for name, data in _files(path, report, wanted, begin):
        target = Path(path).parent / name
        try:
            target.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise CannotError(f"{target.parent}: cannot be made: {error.strerror or error}") from error
        output.deliver(str(target), partial(_bytes, data))


def _files(path: str, report: Report, wanted: Outputs, begin: Begin) -> Iterator[tuple[str, bytes]]:
    from reports.formats.html import pages

    assets: Literal["inline", "split"] = "split" if wanted.html_assets == "split" else "inline"
    yield from pages(report, Path(path).name, language=wanted.lang, assets=assets, begin=begin)


def _bytes(data: bytes, out: BinaryIO) -> None:
    out.write(data)
