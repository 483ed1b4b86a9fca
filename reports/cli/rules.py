"""`crosscheck rules` and `crosscheck explain`: what can be found, and why something was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.cli.exits import CannotError, Exit

if TYPE_CHECKING:
    from verify.models import Finding


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
@click.option("--report", "path", metavar="FILE", help="JSON report that holds the finding.")
def explain(code: str, path: str | None) -> Exit:
    """Explain a rule by its code, or with --report a finding by its id."""
    text = _finding(code, Path(path)) if path else _rule(code)
    click.echo(text)
    return Exit.DONE


def _rule(code: str) -> str:
    from reports.rulebook import rulebook

    known = rulebook()
    rule = known.get(code.upper())
    if rule is None:
        raise click.BadParameter(f"no rule {code!r}; there are {', '.join(known)}", param_hint="CODE")
    return f"{rule.code}: {rule.title} ({rule.severity})\n\n{rule.text}"


def _finding(identity: str, path: Path) -> str:
    from reports.formats.json import UnreadableReportError, load

    try:
        findings = load(path).findings
    except UnreadableReportError as error:
        raise CannotError(str(error)) from error
    found = next((finding for finding in findings if finding.id == identity), None)
    if found is None:
        raise CannotError(f"{path}: no finding {identity}; it holds {len(findings)} others")
    return _weighed(found)


def _weighed(finding: Finding) -> str:
    from reports.signs import one_line
    from reports.words import confidence_words, percent

    total = sum(item.weight for item in finding.evidence)
    lines = [
        f"{finding.id} ({finding.rule}, {finding.verdict}, {finding.severity}): {one_line(finding.explanation)}",
        *(f"  {item.weight:+6.2f}  {one_line(item.feature)}: {one_line(item.detail)}" for item in finding.evidence),
        f"  {total:+6.2f}  together: {percent(finding.confidence)}, {confidence_words(finding.confidence)}",
        *(f"  may be fine: {one_line(caveat)}" for caveat in finding.caveats),
    ]
    return "\n".join(lines)
