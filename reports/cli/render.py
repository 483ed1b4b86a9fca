"""`crosscheck render`: a report once more, in another form."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.cli.delivery import Outputs, deliver, wanted
from reports.cli.exits import CannotError, Exit
from reports.cli.past import Past, remembering
from reports.cli.state import State, common

if TYPE_CHECKING:
    from verify.models import Report


@click.command(
    short_help="Write a report in other forms.",
    epilog="Example: crosscheck render report.json -o report.html",
)
@click.argument("path", metavar="REPORT")
@wanted
@remembering
@common
def render(state: State, path: str, wanted: Outputs, past: Past) -> Exit:
    """Write a report in other forms; nothing is compared again. REPORT is a JSON report or a page of ours."""
    targets = wanted.targets()
    deliver(state, past.read().on(read_report(path)), targets, wanted)
    return Exit.DONE


def read_report(path: str) -> "Report":
    """The report in a file; raises CannotError."""
    from reports.formats.json import UnreadableReportError, load

    try:
        return load(Path(path))
    except UnreadableReportError as error:
        raise CannotError(str(error)) from error
