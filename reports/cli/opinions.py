"""A second opinion on the likeliest findings: the options that ask for one, and the asking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from reports.cli.exits import CannotError
from reports.cli.grouping import grouped
from reports.cli.state import State

if TYPE_CHECKING:
    from verify.adjudication import Adjudicator, AnswerCache
    from verify.models import Report

CACHE_FILE = "answers.sqlite3"
MOST = 30


@dataclass(frozen=True)
class Judge:
    """An adjudicator that was found, and how it is asked."""

    adjudicator: Adjudicator
    most: int
    price_in: float | None
    price_out: float | None
    cache: AnswerCache | None

    def on(self, state: State, report: Report) -> Report:
        """The report with opinions; what was asked and spent is said on stderr.

        Nobody is asked about what rests on an article under embargo or withheld: asking would pass its words on.
        """
        from reports.withheld import tellable
        from verify.adjudication import Prices, adjudicate

        prices = Prices(self.price_in, self.price_out)
        told = report.model_copy(update={"findings": tellable(report)})
        asked = adjudicate(told, self.adjudicator, self.cache, self.most, prices)
        _say(state, asked)
        return asked.model_copy(update={"findings": report.findings})


@dataclass(frozen=True)
class Opinions:
    """Whom to ask, and about how many findings."""

    adjudicator: str | None
    adjudicate_most: int
    price_in: float | None
    price_out: float | None

    def judge(self, allow_network: bool, cached: bool) -> Judge | None:
        """The adjudicator, before the work begins; raises CannotError where there is none of that name."""
        if self.adjudicator is None:
            return None
        from verify.adjudication import AdjudicatorError, load_adjudicator

        try:
            found = load_adjudicator(self.adjudicator, allow_network)
        except AdjudicatorError as error:
            advice = "" if allow_network else " (--allow-network)"
            raise CannotError(f"{error}{advice}") from error
        return Judge(found, self.adjudicate_most, self.price_in, self.price_out, _cache() if cached else None)


def _cache() -> AnswerCache:
    from pathlib import Path

    from platformdirs import user_cache_dir

    from verify.adjudication import AnswerCache

    return AnswerCache(Path(user_cache_dir("crosscheck", appauthor=False)) / CACHE_FILE)


def _say(state: State, report: Report) -> None:
    counts = report.run.counts
    tokens = counts["adjudication_tokens_in"] + counts["adjudication_tokens_out"]
    cost = "" if report.run.cost is None else f", cost {report.run.cost:.4f}"
    state.note(
        f"second opinion on {counts['adjudication_candidates']} findings: {counts['adjudication_asked']} asked, "
        f"{counts['adjudication_cached']} known from before, {tokens:,} tokens{cost}"
    )
    if report.run.failed:
        state.note(f"second opinion: {report.run.failed}; the findings stand as they are")


opinions_by = grouped(
    "opinions",
    Opinions,
    (
        click.option(
            "--adjudicator",
            metavar="NAME",
            help="Ask for a second opinion: nli:MODEL or chat:MODEL@URL. The verdicts stay as they are.",
        ),
        click.option(
            "--adjudicate-most",
            type=click.IntRange(min=1),
            default=MOST,
            show_default=True,
            metavar="N",
            help="Findings, the likeliest first, on which an adjudicator is asked.",
        ),
        click.option(
            "--price-in", type=click.FloatRange(min=0), metavar="X", help="What a million tokens sent cost, to show it."
        ),
        click.option(
            "--price-out",
            type=click.FloatRange(min=0),
            metavar="X",
            help="What a million tokens received cost, to show it.",
        ),
    ),
)
