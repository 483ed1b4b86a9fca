"""The options that name inputs, and the articles they give."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from fnmatch import fnmatch
from functools import cached_property, update_wrapper
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, cast

import click

from reports.cli.exits import CannotError

if TYPE_CHECKING:
    from claims.models import Article, Skipped

Command = Callable[..., Any]

MOST_BYTES = 1 << 40  # of a file; no machine reads more at once
RECORD_FIELDS = ("title", "text", "url", "published", "source", "author", "language")


@dataclass(frozen=True)
class Inputs:
    """What to read, and how."""

    paths: tuple[str, ...]
    files_from: str | None
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    stdin_format: str | None
    stdin_name: str | None
    max_bytes: int | None
    field: Mapping[str, str]
    published: str | None

    @cached_property
    def wanted(self) -> tuple[str, ...]:
        """All paths, those of the list last."""
        listed = _listed(self.files_from) if self.files_from else ()
        return self.paths + listed

    def read(self) -> Iterator[Article | Skipped]:
        """Every input as an article, or as skipped with its reason."""
        from claims.ingest import FieldMap, Limits, Stdin, read

        limits = Limits() if self.max_bytes is None else Limits(max_bytes=self.max_bytes)
        columns = {name: (column,) for name, column in self.field.items()}
        stdin = Stdin(name=self.stdin_name or "stdin", format=self.stdin_format)
        named, lost = self._chosen()
        yield from lost
        yield from map(self._dated, read(named, limits, FieldMap.model_validate(columns), stdin))

    def _chosen(self) -> tuple[Sequence[str], Sequence[Skipped]]:
        """Paths to read, and what the reader would skip, after the patterns."""
        if not self.include and not self.exclude:
            return self.wanted, ()
        from claims.ingest.paths import expand

        found = expand(self.wanted)
        named = [item for item in found if isinstance(item, str) and self._passes(item)]
        lost = [item for item in found if not isinstance(item, str) and self._passes(item.path)]
        return named, lost

    def _passes(self, path: str) -> bool:
        """Whether a path was named itself, or is let through by the patterns."""
        if path in self.wanted:
            return True
        wanted = not self.include or any(_fits(path, glob) for glob in self.include)
        return wanted and not any(_fits(path, glob) for glob in self.exclude)

    def _dated(self, item: Article | Skipped) -> Article | Skipped:
        from claims.models import Skipped

        if self.published is None or isinstance(item, Skipped) or item.published:
            return item
        return item.model_copy(update={"published": self.published})


def given(command: Command) -> Command:
    """The arguments and options of every command that reads articles; they come as one `inputs`."""
    options = (
        click.argument("paths", nargs=-1, metavar="PATH..."),
        click.option("--files-from", metavar="FILE", help="Read more paths from FILE (- for stdin), by NUL or line."),
        click.option("--include", multiple=True, metavar="GLOB", help="In folders, read only what matches."),
        click.option("--exclude", multiple=True, metavar="GLOB", help="In folders, leave out what matches."),
        click.option("--stdin-format", metavar="SUFFIX", help="What comes on stdin: txt, html, jsonl, csv, ..."),
        click.option("--stdin-name", metavar="NAME", help="What to call stdin in the report."),
        click.option("--max-bytes", type=click.IntRange(1, MOST_BYTES), help="Skip larger files."),
        click.option(
            "--field", multiple=True, callback=_pairs, metavar="NAME=COLUMN", help="Where records keep a field."
        ),
        click.option("--published", callback=_day, metavar="DATE", help="Date of articles that state none."),
    )

    def gathered(*args: object, **kwargs: object) -> object:
        chosen = {field.name: kwargs.pop(field.name) for field in fields(Inputs)}
        if not chosen["paths"] and not chosen["files_from"]:
            raise click.UsageError("name at least one PATH")
        return command(*args, inputs=Inputs(**cast(dict[str, Any], chosen)), **kwargs)

    wrapped: Command = update_wrapper(gathered, command)
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped


def none_found(inputs: Inputs, skipped: Sequence[Skipped]) -> CannotError:
    """Why there is nothing to work on, in one line."""
    looked = ", ".join(inputs.wanted) or "nothing: no path was given"
    first = f"; {skipped[0].path}: {skipped[0].reason}" if skipped else ""
    more = f" (and {len(skipped) - 1} more not read)" if len(skipped) > 1 else ""
    return CannotError(f"no readable article; looked for {looked}{first}{more}")


def _listed(source: str) -> tuple[str, ...]:
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise CannotError(f"{source}: cannot be read: {error.strerror or error}") from error
    text = data.decode("utf-8", "surrogateescape")
    parts = text.split("\0") if "\0" in text else text.splitlines()
    return tuple(part for part in parts if part)


def _fits(path: str, glob: str) -> bool:
    return fnmatch(path, glob) or fnmatch(PurePath(path).name, glob)


def _pairs(_: click.Context, __: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    pairs = dict(value.partition("=")[::2] for value in values)
    for name, column in pairs.items():
        if name not in RECORD_FIELDS or not column:
            raise click.BadParameter(f"{name}={column}: write NAME=COLUMN, NAME one of {', '.join(RECORD_FIELDS)}")
    return pairs


def _day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    from datetime import date

    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date like 2025-08-14") from error
