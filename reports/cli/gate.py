"""Whether a check ends well: the options that say what fails it, and the line that says what did."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from reports.cli.exits import CannotError, Exit
from reports.cli.grouping import grouped
from reports.cli.state import State

if TYPE_CHECKING:
    from claims.models import Skipped
    from verify.models import Finding, Report

LEVELS = ("none", "low", "medium", "high")
SETTLED = frozenset({"not_conflict", "superseded"})  # decisions after which a finding fails no check


@dataclass(frozen=True)
class Gate:
    """What fails a check."""

    fail_on: str
    exit_zero: bool
    allow_errors: int
    ignore_decisions: bool

    def verdict(self, state: State, report: Report) -> Exit:
        """The exit code; the last line on stderr says what decided it. Raises CannotError for unread inputs.

        What rests on an article under embargo or withheld counts, but no log gets its words.
        """
        from reports.withheld import tellable

        told = {item.id for item in tellable(report)}
        grave = [item for item in report.findings if item.verdict == "conflict" and self._reaches(item.severity)]
        counted = [item for item in grave if not self._silenced(state, item, report, told)]
        if counted:
            first = counted[0]
            why = first.explanation if first.id in told else "it rests on what is under embargo or withheld"
            words = f"{len(counted)} at or above {self.fail_on}, first {first.id}: {why}"
            state.note(f"exit {0 if self.exit_zero else 1}: {words}{' (--exit-zero)' if self.exit_zero else ''}")
            if not self.exit_zero:
                return Exit.CONFLICTS
        fail_for(report.skipped, self.allow_errors)
        return Exit.DONE

    def _reaches(self, severity: str) -> bool:
        """Whether a severity is at or above the level; one that is not known here always is, once there is a level."""
        known = severity in LEVELS
        return self.fail_on != "none" and (not known or LEVELS.index(severity) >= LEVELS.index(self.fail_on))

    def _silenced(self, state: State, finding: Finding, report: Report, told: Set[str]) -> bool:
        """Whether a baseline or an editor lets this finding stand; said with the reason to those who ask for more."""
        mark = report.history.marks.get(finding.id) if report.history else None
        if mark is None:
            return False
        decision, accepted = mark.decision, mark.accepted
        if decision and decision.choice in SETTLED and not self.ignore_decisions:
            words = (decision.note if finding.id in told else None) or decision.reason or "no note"
            state.note(f"not counted: {finding.id}: {decision.choice} ({decision.author}: {words})", level=1)
            return True
        if accepted and mark.state != "changed":
            words = accepted.reason if finding.id in told else "the reason is withheld"
            state.note(f"not counted: {finding.id}: in the baseline ({accepted.author}: {words})", level=1)
            return True
        return False


def fail_for(skipped: Iterable[Skipped], allowed: int) -> None:
    """Raise CannotError where more inputs than are allowed could not be read."""
    faults = [item for item in skipped if item.fault]
    if len(faults) > allowed:
        first = f"{faults[0].path}: {faults[0].reason}"
        advice = f"all else is done; --allow-errors {len(faults)} lets them pass"
        raise CannotError(f"exit 3: {len(faults)} unreadable, first {first} ({advice})")


errors_allowed = click.option(
    "--allow-errors",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Let N unreadable inputs pass; more of them are exit 3, after everything is written.",
)

gated = grouped(
    "gate",
    Gate,
    (
        click.option(
            "--fail-on",
            type=click.Choice(LEVELS),
            default="none",
            help="Exit 1 on a conflict of this severity or above.",
        ),
        click.option("--exit-zero", is_flag=True, help="Exit 0 where --fail-on would exit 1; the line is still there."),
        errors_allowed,
        click.option("--ignore-decisions", is_flag=True, help="Let --fail-on count what editors have settled, too."),
    ),
)
