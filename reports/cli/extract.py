"""`crosscheck extract`: what the machine read in each article, before anything is compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import click

from reports.cli import output
from reports.cli.engine import Reading, read_by, tell_reused
from reports.cli.exits import CannotError, Exit
from reports.cli.gate import errors_allowed, fail_for
from reports.cli.inputs import Inputs, given, none_found
from reports.cli.state import State, common

if TYPE_CHECKING:
    from decimal import Decimal

    from claims.models import Article, Claim, Skipped

    Pairs = list[tuple[Article, tuple[Claim, ...]]]

LONGEST = 60  # digits that are written out


@click.command(
    epilog="Example: crosscheck extract story.txt --format text",
    short_help="Show claims and figures as they were read.",
)
@given
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "json", "text"]), default="jsonl", help="Form of the output."
)
@click.option("-o", "--output", "path", metavar="FILE", default="-", help="Write FILE in place of stdout.")
@errors_allowed
@read_by
@common
def extract(  # noqa: PLR0913, PLR0917 - one for each group of options
    state: State, inputs: Inputs, form: str, path: str, allow_errors: int, reading: Reading
) -> Exit:
    """Show claims and figures as they were read: one claim a line, as in the report's `claims`."""
    output.expect(path)
    pairs, skipped = _read(state, inputs, reading)
    if not pairs:
        raise none_found(inputs, skipped)
    _deliver(path, form, pairs)
    for item in skipped:
        state.note(f"not read: {item.path}: {item.reason}")
    fail_for(skipped, allow_errors)
    return Exit.DONE


def _read(state: State, inputs: Inputs, reading: Reading) -> tuple[Pairs, list[Skipped]]:
    """The articles with their claims, and what gave none."""
    from claims.models import Article, Skipped
    from claims.work import WorkError
    from reports.cli.progress import Progress

    progress = Progress(state)
    extraction = reading.extraction(progress)
    try:
        with progress:
            found = list(extraction.ahead(progress.counted(inputs.read(), "read")))
            articles = [item for item in found if isinstance(item, Article)]
            pairs = list(zip(articles, extraction(articles), strict=True))
    except WorkError as error:
        raise CannotError(str(error)) from error
    tell_reused(state, extraction)
    return pairs, [item for item in found if isinstance(item, Skipped)]


def _deliver(path: str, form: str, pairs: Pairs) -> None:
    lines = {"jsonl": _jsonl, "json": _json, "text": _text}[form](pairs)

    def write(out: BinaryIO) -> None:
        out.writelines(f"{line}\n".encode() for line in lines)

    output.deliver(path, write)


def _jsonl(pairs: Pairs) -> Iterator[str]:
    from reports.formats.json import claim_record, dumps

    return (dumps(claim_record(claim)).decode() for _, claims in pairs for claim in claims)


def _json(pairs: Pairs) -> Iterator[str]:
    from reports.formats.json import claim_record, dumps

    yield dumps([claim_record(claim) for _, claims in pairs for claim in claims], pretty=True).decode()


def _text(pairs: Pairs) -> Iterator[str]:
    from reports.signs import one_line

    for article, claims in pairs:
        yield f"{one_line(article.path)}: {one_line(article.title or 'no title')}"
        for claim in claims:
            yield f"  {claim.span.start}-{claim.span.end} {claim.modality}: {one_line(claim.span.quote)}"
            yield from (f"      {line}" for line in _read_as(claim))


def _read_as(claim: Claim) -> Iterator[str]:
    from reports.signs import one_line

    for quantity in claim.quantities:
        low, high = (None if bound is None else _number(bound) for bound in (quantity.low, quantity.high))
        value = low if low == high else f"{low or 'any'} to {high or 'any'}"
        yield one_line(f"{quantity.span.quote} = {value} {quantity.unit or ''} ({quantity.dimension})")
    for day in claim.dates:
        yield f"{one_line(day.span.quote)} = {day.start or '?'} to {day.end or '?'} ({day.precision})"
    for name in claim.entities:
        yield f"{one_line(name.span.quote)} = {one_line(name.key)} ({name.kind})"


def _number(value: Decimal) -> str:
    """A figure with its thousands apart; one beyond all sense with its exponent."""
    return f"{value:,f}" if abs(value.adjusted()) <= LONGEST else str(value)
