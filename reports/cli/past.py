"""What is known from before a run: the options that name it, and how it is put on a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.cli.exits import CannotError
from reports.cli.grouping import grouped
from reports.cli.keeping import amending, keep, try_store

if TYPE_CHECKING:
    from reports.baseline import Baseline
    from verify.models import Decision, Report
    from verify.pipeline import Extractor


@dataclass(frozen=True)
class Known:
    """A baseline and decisions, read before the work begins so that a bad file is told at once."""

    baseline: Baseline | None
    decisions: Sequence[Decision]
    store: str | None

    def amending(self, extractor: Extractor) -> Extractor:
        """Reads articles as `extractor` does, and as was corrected in the store."""
        return amending(self.store, extractor) if self.store else extractor

    def on(self, report: Report) -> Report:
        """The report with what is known of its findings; it is kept in the store, where one is named."""
        from reports.baseline import held_against
        from reports.decisions import decided

        kept = keep(self.store, report) if self.store else report
        marked = held_against(kept, self.baseline) if self.baseline else kept
        return decided(marked, self.decisions) if self.decisions else marked


@dataclass(frozen=True)
class Past:
    """Where to look for what is known."""

    baseline: str | None
    decisions: str | None
    store: str | None

    def read(self) -> Known:
        """Read the files; raises CannotError where one cannot be read, or the store not be opened."""
        if self.store:
            try_store(self.store)
        return Known(read_baseline(self.baseline) if self.baseline else None, self._decisions(), self.store)

    def _decisions(self) -> Sequence[Decision]:
        if not self.decisions:
            return ()
        from reports.decisions import UnreadableDecisionsError, load

        try:
            return load(Path(self.decisions))
        except UnreadableDecisionsError as error:
            raise CannotError(str(error)) from error


remembering = grouped(
    "past",
    Past,
    (
        click.option("--baseline", metavar="FILE", help="Mark findings new, unchanged or gone; see `baseline write`."),
        click.option("--decisions", metavar="FILE", help="Take editors' decisions from a JSON file."),
        click.option(
            "--store", metavar="FILE", help="Keep the run in FILE for `review`, and heed what was decided there."
        ),
    ),
)


def read_baseline(path: str) -> Baseline:
    """The baseline in a file; raises CannotError."""
    from reports.baseline import UnreadableBaselineError, load

    try:
        return load(Path(path))
    except UnreadableBaselineError as error:
        raise CannotError(str(error)) from error
