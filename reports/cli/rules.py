"""`crosscheck rules` and `crosscheck explain`: what can be found, and why something was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from reports.cli.exits import CannotError, Exit
from reports.cli.render import read_report

if TYPE_CHECKING:
    from verify.models import Finding, Report


@click.command(short_help="List the rules.", epilog="Example: crosscheck rules")
def rules() -> Exit:
    """List the rules: code, severity, what each looks for."""
    from reports.rulebook import rulebook

    for rule in rulebook().values():
        click.echo(f"{rule.code:<5} {rule.severity:<7} {rule.title}")
    return Exit.DONE


@click.command(
    short_help="Explain a rule, or a finding of a report.",
    epilog="Example: crosscheck explain QTY, or crosscheck explain f4be85dc3 --report report.json",
)
@click.argument("code")
@click.option("--report", "path", metavar="FILE", help="Report (JSON, or a page of ours) that holds the finding.")
def explain(code: str, path: str | None) -> Exit:
    """Explain a rule by its code, or with --report a finding by its id: its reasons, with weights that add up."""
    click.echo("\n".join(_finding(code, path) if path else _rule(code)))
    return Exit.DONE


def _rule(code: str) -> Iterator[str]:
    from reports.rule_examples import examples
    from reports.rulebook import rulebook

    known = rulebook()
    rule = known.get(code.upper())
    if rule is None:
        advice = "; for a finding name its report with --report FILE"
        raise click.BadParameter(f"no rule {code!r}; there are {', '.join(known)}{advice}", param_hint="CODE")
    yield f"{rule.code}: {rule.title} ({rule.severity})"
    yield ""
    yield rule.text
    for example in examples().get(rule.code, ()):
        yield ""
        yield f"{example.says} for instance:"
        yield from (f"  {number}. {sentence}" for number, sentence in enumerate(example.sources, 1))


def _finding(identity: str, path: str) -> Iterator[str]:
    report = read_report(path)
    found = next((finding for finding in report.findings if finding.id == identity), None)
    if found is None:
        raise CannotError(f"{path}: no finding {identity}; it holds {len(report.findings)} others")
    return _told(found, report)


def _told(finding: Finding, report: Report) -> Iterator[str]:
    from reports.formats.marks import known
    from reports.formats.text import said
    from reports.signs import one_line
    from reports.sources import indexed

    yield one_line(f"{finding.id} ({finding.rule}, {finding.verdict}, {finding.severity}): {finding.explanation}")
    yield from said(finding, indexed(report))
    yield ""
    yield from _weighed(finding)
    yield from (f"  may be fine: {one_line(caveat)}" for caveat in finding.caveats)
    if before := known(report.history.marks.get(finding.id)) if report.history else "":
        yield f"  from before: {before}"


def _weighed(finding: Finding) -> Iterator[str]:
    """Each reason with its weight and the sum so far: log odds, from none to the score behind the confidence."""
    from reports.signs import one_line
    from reports.words import confidence_words, percent

    total = 0.0
    yield "  weight     sum"
    for item in finding.evidence:
        total += item.weight
        yield f"  {item.weight:+6.2f}  {total:+6.2f}  {one_line(item.feature)}: {one_line(item.detail)}"
    yield f"          {total:+6.2f}  together: {percent(finding.confidence)}, {confidence_words(finding.confidence)}"
