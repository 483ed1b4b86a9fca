"""`crosscheck render`: a report once more, in another form."""

from pathlib import Path

import click

from reports.cli.check import deliver, form_option, outputs_option, targets_of
from reports.cli.exits import CannotError, Exit
from reports.cli.state import State, common


@click.command(
    short_help="Write a JSON report in other forms.",
    epilog="Example: crosscheck render report.json -o report.html",
)
@click.argument("path", metavar="REPORT")
@outputs_option
@form_option
@common
def render(state: State, path: str, outputs: tuple[str, ...], form: str | None) -> Exit:
    """Write a JSON report in other forms; nothing is compared again."""
    from reports.formats.json import UnreadableReportError, load

    targets = targets_of(outputs, form)
    try:
        report = load(Path(path))
    except UnreadableReportError as error:
        raise CannotError(str(error)) from error
    deliver(state, report, targets)
    return Exit.DONE
