"""Progress on stderr: drawn on a terminal, a plain line every ten seconds elsewhere."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any, TypeVar

import click

from reports.cli.state import State

Item = TypeVar("Item")

EVERY_S = 10.0


class Progress:
    """Told of each stage as it begins; says so in the way that the stream can show."""

    def __init__(self, state: State) -> None:
        self._drawn: Any = _spinner() if state.shows_progress() else None
        self._plain = self._drawn is None and state.progress and state.level >= 0
        self._stage = "starting"
        self._ended = threading.Event()
        self._started = time.monotonic()

    def __call__(self, stage: str, size: int = 0) -> None:
        """The stage that begins, and how much it has to work through (0: unknown)."""
        self._stage = f"{stage} ({size:,})" if size else stage
        if self._drawn:
            self._drawn.update(self._stage)

    def counted(self, items: Iterable[Item], stage: str) -> Iterator[Item]:
        """The items as they come, each told."""
        for number, item in enumerate(items, 1):
            self(stage, number)
            yield item

    def __enter__(self) -> Callable[[str, int], None]:
        """Begin."""
        if self._drawn:
            self._drawn.start()
        elif self._plain:
            threading.Thread(target=self._report, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End, and leave the terminal clean."""
        self._ended.set()
        if self._drawn:
            self._drawn.stop()

    def _report(self) -> None:
        while not self._ended.wait(EVERY_S):
            click.echo(f"{time.monotonic() - self._started:.0f} s: {self._stage}", err=True)


def _spinner() -> object:
    from rich.console import Console

    return Console(stderr=True).status("starting")
