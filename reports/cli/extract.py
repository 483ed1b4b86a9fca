"""`crosscheck extract`: what the machine read in each article, before anything is compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import click

from reports.cli import output
from reports.cli.exits import Exit
from reports.cli.inputs import Inputs, given, none_found
from reports.cli.state import State, common

if TYPE_CHECKING:
    from claims.models import Article, Claim, Skipped

    Pairs = list[tuple[Article, tuple[Claim, ...]]]


@click.command(
    epilog="Example: crosscheck extract story.txt --format text",
    short_help="Show claims and figures as they were read.",
)
@given
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "json", "text"]), default="jsonl", help="Form of the output."
)
@click.option("-o", "--output", "path", metavar="FILE", default="-", help="Write FILE in place of stdout.")
@common
def extract(state: State, inputs: Inputs, form: str, path: str) -> Exit:
    """Show claims and figures as they were read: one claim a line, as in the report's `claims`."""
    from claims.extraction import extract as claims_of
    from claims.models import Skipped
    from reports.cli.progress import Progress

    output.expect(path)
    skipped: list[Skipped] = []
    pairs: Pairs = []
    progress = Progress(state)
    with progress:
        for item in progress.counted(inputs.read(), "read"):
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                pairs.append((item, claims_of(item)))
    if not pairs:
        raise none_found(inputs, skipped)
    _deliver(path, form, pairs)
    for item in skipped:
        state.note(f"not read: {item.path}: {item.reason}")
    return Exit.DONE


def _deliver(path: str, form: str, pairs: Pairs) -> None:
    lines = {"jsonl": _jsonl, "json": _json, "text": _text}[form](pairs)

    def write(out: BinaryIO) -> None:
        out.writelines(f"{line}\n".encode() for line in lines)

    output.deliver(path, write)


def _jsonl(pairs: Pairs) -> Iterator[str]:
    from reports.formats.json import claim_record, dumps

    return (dumps(claim_record(claim)) for _, claims in pairs for claim in claims)


def _json(pairs: Pairs) -> Iterator[str]:
    from reports.formats.json import claim_record, dumps

    yield dumps([claim_record(claim) for _, claims in pairs for claim in claims], indent=1)


def _text(pairs: Pairs) -> Iterator[str]:
    from reports.signs import one_line

    for article, claims in pairs:
        yield f"{one_line(article.path)}: {one_line(article.title or 'no title')}"
        for claim in claims:
            yield f"  {claim.span.start}-{claim.span.end} {claim.modality}: {one_line(claim.span.quote)}"
            yield from (f"      {line}" for line in _read_as(claim))


def _read_as(claim: Claim) -> Iterator[str]:
    from reports.numberline import figure
    from reports.signs import one_line

    for quantity in claim.quantities:
        low, high = (None if bound is None else figure(str(bound)) for bound in (quantity.low, quantity.high))
        value = low if low == high else f"{low or 'any'} to {high or 'any'}"
        yield f"{one_line(quantity.span.quote)} = {value} {quantity.unit or ''} ({quantity.dimension})"
    for day in claim.dates:
        yield f"{one_line(day.span.quote)} = {day.start or '?'} to {day.end or '?'} ({day.precision})"
    for name in claim.entities:
        yield f"{one_line(name.span.quote)} = {one_line(name.key)} ({name.kind})"
