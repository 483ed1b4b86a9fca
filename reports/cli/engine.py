"""How the work of a check is done: the options that say so, and the run itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from reports.cli.exits import CannotError
from reports.cli.grouping import grouped
from reports.cli.inputs import Inputs, none_found
from reports.cli.state import State

if TYPE_CHECKING:
    from claims.cache import ClaimCache
    from claims.work import Extraction, Progress
    from verify.config import Config
    from verify.models import Report
    from verify.pipeline import Extractor

CACHE_FILE = "claims.sqlite3"


@dataclass(frozen=True)
class Engine:
    """With what articles are compared."""

    encoder: str
    allow_network: bool
    vector_cache: str | None
    threshold: Mapping[str, float]

    def config(self, state: State) -> Config:
        """What the pipeline is told; raises CannotError for thresholds that cannot be."""
        from pydantic import ValidationError

        from verify.config import Config

        named = {"encoder": self.encoder, "allow_network": self.allow_network, "vector_cache": self.vector_cache}
        try:
            return Config.model_validate({**named, **state.thresholds, **self.threshold})
        except ValidationError as error:
            first = error.errors()[0]
            raise CannotError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error


@dataclass(frozen=True)
class Reading:
    """How articles become claims; none of it changes which."""

    jobs: int
    seed: int
    cache: bool

    def extraction(self, progress: Progress | None = None) -> Extraction:
        """What reads them."""
        from claims.work import Extraction

        return Extraction(self.jobs, claim_cache() if self.cache else None, self.seed, progress)


def _thresholds(_: click.Context, __: click.Parameter, values: Sequence[str]) -> dict[str, float]:
    return dict(threshold(value) for value in values)


def threshold(text: str) -> tuple[str, float]:
    """Name and number of NAME=NUMBER; raises BadParameter for anything else."""
    from reports.cli.settings import suggestion, thresholds

    name, _, number = text.partition("=")
    name = name.strip().replace("-", "_")
    if name not in thresholds():
        raise click.BadParameter(f"no threshold is called {name!r}{suggestion(name, thresholds())}")
    try:
        return name, float(number)
    except ValueError as error:
        raise click.BadParameter(f"{text}: write {name}=NUMBER") from error


run_by = grouped(
    "engine",
    Engine,
    (
        click.option(
            "--encoder", default="default", metavar="NAME", help="Sentence encoder: default, a folder, or a name."
        ),
        click.option(
            "--allow-network", is_flag=True, help="Let an encoder be fetched; without it nothing leaves this machine."
        ),
        click.option(
            "--vector-cache", metavar="FILE", help="Keep the vectors of an encoder other than the default in FILE."
        ),
        click.option(
            "--threshold",
            multiple=True,
            callback=_thresholds,
            metavar="NAME=NUMBER",
            help="Set a threshold of the checker; `crosscheck config show` lists them.",
        ),
    ),
)

read_by = grouped(
    "reading",
    Reading,
    (
        click.option(
            "--jobs",
            type=click.IntRange(min=0),
            default=0,
            metavar="N",
            help="Processes that read and compare; 0: as many as pay. The result is the same.",
        ),
        click.option(
            "--seed",
            type=int,
            default=0,
            metavar="N",
            help="Draws the order in which articles are worked on. The result is the same.",
        ),
        click.option("--cache/--no-cache", default=True, help="Keep claims of articles read, for the next run."),
    ),
)


def claim_cache() -> ClaimCache:
    """The cache of this user on this machine."""
    from pathlib import Path

    from platformdirs import user_cache_dir

    from claims.cache import ClaimCache

    return ClaimCache(Path(user_cache_dir("crosscheck", appauthor=False)) / CACHE_FILE)


def run(
    state: State,
    inputs: Inputs,
    engine: Engine,
    reading: Reading,
    amending: Callable[[Extractor], Extractor] = lambda extractor: extractor,
) -> Report:
    """Read and compare; raises CannotError where there is nothing to compare or no encoder.

    `amending` puts what people have corrected into the claims.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy reads it once; for small products threads cost, not pay
    from claims.work import WorkError, collect_seldom
    from reports.cli.progress import Progress
    from verify.embedding import EncoderError
    from verify.pipeline import check as compare

    collect_seldom()
    progress = Progress(state)
    config, extraction = engine.config(state), reading.extraction(progress)
    try:
        with progress:
            read = extraction.ahead(progress.counted(inputs.read(), "read"))
            extractor = amending(extraction)
            report = compare(read, config, progress, extractor=extractor, jobs=reading.jobs)
    except EncoderError as error:
        advice = "" if engine.allow_network else " (--allow-network)"
        raise CannotError(f"{error}{advice}") from error
    except WorkError as error:
        raise CannotError(str(error)) from error
    if not report.articles:
        raise none_found(inputs, report.skipped)
    tell_reused(state, extraction)
    return _called(report, state)


def _called(report: Report, state: State) -> Report:
    """The report with how the program was called; neither a folder of this machine nor an endpoint is named."""
    from reports.sources import shown_word

    called = ["crosscheck", *map(shown_word, state.words)]
    told = report.run.model_copy(update={"config": {**report.run.config, "command_line": called}})
    return report.model_copy(update={"run": told})


def tell_reused(state: State, extraction: Extraction) -> None:
    """Say how many articles were not read again."""
    if extraction.reused:
        state.note(f"claims of {extraction.reused} articles are from an earlier run (--no-cache reads again)", level=1)
