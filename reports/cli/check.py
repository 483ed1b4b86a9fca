"""`crosscheck check`: articles in, a report out."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

import click

from reports.cli import output
from reports.cli.exits import CannotError, Exit
from reports.cli.inputs import Inputs, given, none_found
from reports.cli.state import State, common

if TYPE_CHECKING:
    from verify.models import Report

FORMATS = ("text", "json", "csv", "html")
LEVELS = ("none", "low", "medium", "high")
SHOWN_SKIPPED = 5  # named on stderr unless more is asked for

outputs_option = click.option(
    "-o", "--output", "outputs", multiple=True, metavar="FILE", help="Write FILE; its suffix names the format."
)
form_option = click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Format on stdout, or of FILE without a known suffix."
)


@click.command(
    epilog="Example: crosscheck check stories/flood -o flood.html -o flood.json --fail-on high",
    short_help="Compare articles and report where they disagree.",
)
@given
@outputs_option
@form_option
@click.option(
    "--fail-on", type=click.Choice(LEVELS), default="none", help="Exit 1 on a conflict of this severity or above."
)
@click.option("--max-skipped", type=click.IntRange(min=0), help="Exit 3 when more inputs than this gave no article.")
@click.option("--encoder", default="default", metavar="NAME", help="Sentence encoder: default, a folder, or a name.")
@click.option(
    "--allow-network", is_flag=True, help="Let an encoder be fetched; without it nothing leaves this machine."
)
@click.option("--vector-cache", metavar="FILE", help="Keep the vectors of an encoder other than the default in FILE.")
@common
def check(  # noqa: PLR0913, PLR0917 - one per option
    state: State,
    inputs: Inputs,
    outputs: tuple[str, ...],
    form: str | None,
    fail_on: str,
    max_skipped: int | None,
    encoder: str,
    allow_network: bool,
    vector_cache: str | None,
) -> Exit:
    """Compare articles and report where they disagree.

    PATH is a file, a folder, a pattern like 'news/*.txt', or - for stdin. Without -o the findings are listed on stdout.
    """
    targets = targets_of(outputs, form)
    report = run(state, inputs, {"encoder": encoder, "allow_network": allow_network, "vector_cache": vector_cache})
    deliver(state, report, targets)
    _say(state, report)
    return _verdict(state, report, fail_on, max_skipped)


def run(state: State, inputs: Inputs, settings: Mapping[str, str | bool | None]) -> Report:
    """Read and compare; raises CannotError where there is nothing to compare or no encoder."""
    from reports.cli.progress import Progress
    from verify.config import Config
    from verify.embedding import EncoderError
    from verify.pipeline import check as compare

    progress = Progress(state)
    try:
        with progress:
            config = Config.model_validate(settings)
            report = compare(progress.counted(inputs.read(), "read"), config, progress)
    except EncoderError as error:
        raise CannotError(str(error)) from error
    if not report.articles:
        raise none_found(inputs, report.skipped)
    return report


def deliver(state: State, report: Report, targets: Sequence[tuple[str, str]]) -> None:
    """Write the report to each (file, format); the file "-" is stdout."""
    from reports.formats import writer

    for path, form in targets:
        listing = path == output.STDOUT and form == "text"
        output.deliver(path, partial(_listing, state, report) if listing else partial(writer(form), report))
        if path != output.STDOUT:
            state.note(f"wrote {path}")


def _listing(state: State, report: Report, out: BinaryIO) -> None:
    from reports.formats.text import write

    write(report, out, colour=state.colours(sys.stdout))


def targets_of(outputs: Sequence[str], form: str | None) -> list[tuple[str, str]]:
    """Each (file, format) to write; a suffix names the format, without any file it is stdout."""
    for path in outputs:
        output.expect(path)
    return [(path, _form(path, form)) for path in outputs or [output.STDOUT]]


def _form(path: str, form: str | None) -> str:
    from reports.formats import of_path

    if path == output.STDOUT:
        return form or "text"
    try:
        return of_path(path)
    except ValueError as error:
        if form:
            return form
        raise click.BadParameter(str(error), param_hint="-o") from error


def _say(state: State, report: Report) -> None:
    """What was done, on stderr: skipped inputs by name, then the result in one line."""
    from reports.formats.text import summary

    named = report.skipped if state.level > 0 else report.skipped[:SHOWN_SKIPPED]
    for item in named:
        state.note(f"not read: {item.path}: {item.reason}")
    if len(named) < len(report.skipped):
        state.note(f"not read: {len(report.skipped) - len(named)} more (-v names them)")
    for stage, seconds in report.run.timings_s.items():
        state.note(f"{stage}: {seconds:.2f} s", level=1)
    state.note(f"{summary(report)}, {report.run.duration_s:.1f} s")


def _verdict(state: State, report: Report, fail_on: str, max_skipped: int | None) -> Exit:
    """The exit code, and on stderr what decided it."""
    severe = [
        finding for finding in report.findings if finding.verdict == "conflict" and _reaches(finding.severity, fail_on)
    ]
    if severe:
        state.note(
            f"exit 1: {len(severe)} of severity {fail_on} or above, first {severe[0].id}: {severe[0].explanation}"
        )
        return Exit.CONFLICTS
    if max_skipped is not None and len(report.skipped) > max_skipped:
        raise CannotError(f"{len(report.skipped)} inputs were not read, {max_skipped} allowed (--max-skipped)")
    return Exit.DONE


def _reaches(severity: str, level: str) -> bool:
    return level != "none" and LEVELS.index(severity) >= LEVELS.index(level)
