"""`crosscheck check`: articles in, a report out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from reports.cli.delivery import Outputs, deliver, wanted
from reports.cli.engine import Engine, Reading, read_by, run, run_by
from reports.cli.exits import Exit
from reports.cli.gate import Gate, gated
from reports.cli.inputs import Inputs, given
from reports.cli.opinions import Opinions, opinions_by
from reports.cli.past import Past, remembering
from reports.cli.state import State, common

if TYPE_CHECKING:
    from verify.models import Report

SHOWN_SKIPPED = 5  # named on stderr unless more is asked for


@click.command(
    epilog="Example: crosscheck check stories/flood -o flood.html -o flood.json --fail-on high",
    short_help="Compare articles and report where they disagree.",
)
@given
@wanted
@gated
@run_by
@read_by
@opinions_by
@remembering
@common
def check(  # noqa: PLR0913, PLR0917 - one for each group of options
    state: State,
    inputs: Inputs,
    wanted: Outputs,
    gate: Gate,
    engine: Engine,
    reading: Reading,
    opinions: Opinions,
    past: Past,
) -> Exit:
    """Compare articles and report where they disagree.

    PATH is a file, a folder, a pattern like 'news/*.txt', or - for stdin. Without -o the findings are listed on stdout.
    """
    targets = wanted.targets()
    before = past.read()
    judge = opinions.judge(engine.allow_network, reading.cache)
    report = run(state, inputs, engine, reading, before.amending)
    report = before.on(judge.on(state, report) if judge else report)
    deliver(state, report, targets, wanted, reading.jobs)
    _say(state, report)
    return gate.verdict(state, report)


def _say(state: State, report: Report) -> None:
    """What was done, on stderr: skipped inputs by name, then the result in one line."""
    from reports.formats.text import summary

    named = report.skipped if state.level > 0 else report.skipped[:SHOWN_SKIPPED]
    for item in named:
        state.note(f"not read: {item.path}: {item.reason}")
    if len(named) < len(report.skipped):
        state.note(f"not read: {len(report.skipped) - len(named)} more (-v names them)")
    _say_more(state, report)
    state.note(f"{summary(report)}, {report.run.duration_s:.1f} s")


def _say_more(state: State, report: Report) -> None:
    """For -v the time of each stage, for -vv every article and every setting."""
    claims = Counter(claim.article_id for claim in report.claims)
    for article in report.articles:
        known = (article.language or "language unknown", article.published or "undated", article.source or "no source")
        state.note(f"read: {article.path}: {', '.join(known)}, {claims[article.id]} claims", level=2)
    for name, value in report.run.config.items():
        state.note(f"setting: {name} = {value}", level=2)
    for stage, seconds in report.run.timings_s.items():
        state.note(f"{stage}: {seconds:.2f} s", level=1)
