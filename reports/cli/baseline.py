"""`crosscheck baseline`: what a newsroom knows and lets stand, and what came since."""

from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

import click

from reports.cli import output
from reports.cli.exits import Exit
from reports.cli.past import read_baseline
from reports.cli.render import read_report
from reports.cli.state import State, common

if TYPE_CHECKING:
    from verify.models import Mark, Report

COUNTED = ("new", "changed", "unchanged", "gone")


@click.group(
    short_help="Let findings stand, and see what came since.",
    epilog="Example: crosscheck baseline write report.json -o baseline.json --author Desk --reason 'known, corrected'",
)
def baseline() -> None:
    """Let findings stand that are known, and see what came since. Nothing is dropped: it is marked."""


def _day(_: click.Context, __: click.Parameter, value: str | None) -> str:
    try:
        return (date.fromisoformat(value) if value else datetime.now(UTC).date()).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date like 2025-08-14") from error


@baseline.command(
    short_help="Let the findings of a report stand.",
    epilog="Example: crosscheck baseline write report.json -o baseline.json --author Desk --reason 'known, corrected'",
)
@click.argument("path", metavar="REPORT")
@click.option("-o", "--output", "place", metavar="FILE", default="baseline.json", help="Where to; baseline.json.")
@click.option("--reason", required=True, help="Why they may stand, in words that others will read.")
@click.option("--author", required=True, help="Who says so.")
@click.option("--date", "day", callback=_day, metavar="DATE", help="Since when; today.")
@common
def write(state: State, path: str, place: str, reason: str, author: str, day: str) -> Exit:  # noqa: PLR0913, PLR0917
    """Let every conflict, and everything to check, of a report stand.

    What stood in a baseline already (a report made with --baseline) keeps its reason, author and date.
    """
    from reports.baseline import dumps, made_of
    from verify.models import Accepted

    if not (reason.strip() and author.strip()):
        raise click.UsageError("--reason and --author must say something")
    output.expect(place)
    made = made_of(read_report(path), Accepted(reason=reason, author=author, date=day))
    output.deliver(place, partial(_bytes, dumps(made)))
    state.note(f"wrote {place}: {len(made.findings)} findings stand")
    return Exit.DONE


@baseline.command(
    short_help="Hold a report against a baseline.",
    epilog="Example: crosscheck baseline diff baseline.json report.json",
)
@click.argument("known", metavar="BASELINE")
@click.argument("path", metavar="REPORT")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the output.")
@click.option("--exit-code", is_flag=True, help="Exit 1 where anything is new or graver than it was.")
@common
def diff(state: State, known: str, path: str, form: str, exit_code: bool) -> Exit:
    """List what is new, changed (graver), unchanged and gone in a report, against a baseline."""
    from reports.baseline import held_against

    report = held_against(read_report(path), read_baseline(known))
    rows = _rows(report)
    lines = _as_json(rows) if form == "json" else _as_text(rows)
    output.deliver(output.STDOUT, partial(_bytes, "".join(f"{line}\n" for line in lines).encode()))
    counts = {state_: sum(row["state"] == state_ for row in rows) for state_ in COUNTED}
    state.note(f"{', '.join(f'{count} {name}' for name, count in counts.items())}, against {_against(report)}")
    return Exit.CONFLICTS if exit_code and counts["new"] + counts["changed"] else Exit.DONE


def _rows(report: "Report") -> list[dict[str, str]]:
    """One record a finding, in the order in which they matter."""
    from reports.baseline import HELD

    marks = report.history.marks if report.history else {}
    gone = report.history.gone if report.history else ()
    rows = [
        _row(str(marks[item.id].state), item.id, item.rule, item.severity, item.explanation, marks[item.id])
        for item in report.findings
        if item.verdict in HELD and item.id in marks
    ]
    rows += [_row("gone", item.id, item.rule, item.severity, item.explanation, item.mark) for item in gone]
    return sorted(rows, key=lambda row: COUNTED.index(row["state"]))


def _row(state: str, identity: str, rule: str, severity: str, words: str, mark: "Mark") -> dict[str, str]:  # noqa: PLR0913, PLR0917
    said = mark.accepted.model_dump() if mark.accepted else {}
    return {"state": state, "id": identity, "rule": rule, "severity": severity, "explanation": words, **said}


def _as_json(rows: list[dict[str, str]]) -> list[str]:
    from reports.formats.json import dumps

    return [dumps(rows, pretty=True).decode()]


def _as_text(rows: list[dict[str, str]]) -> list[str]:
    from reports.signs import one_line

    lines = []
    for row in rows:
        why = f" [{row['reason']}, {row['author']}, {row['date']}]" if "reason" in row else ""
        known = f"{row['state']:<10}{row['severity']:<7} {one_line(row['rule']):<5}{one_line(row['id'])}"
        lines.append(f"{known}  {one_line(row['explanation'] + why)}")
    return lines


def _against(report: "Report") -> str:
    return (report.history.against if report.history else None) or "nothing"


def _bytes(data: bytes, out: BinaryIO) -> None:
    out.write(data)
