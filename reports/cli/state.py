"""What every command may be told about how much to say, and the options that tell it."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import update_wrapper
from typing import Any, TextIO

import click

Command = Callable[..., Any]


@dataclass
class State:
    """How much this run says, and how."""

    level: int = 0  # -1 quiet, 0 normal, 1 and more verbose
    debug: bool = False
    progress: bool = True
    colour: str = "auto"
    thresholds: dict[str, float] = field(default_factory=dict)  # of the checker, as the settings have them
    words: tuple[str, ...] = ()  # how the program was called

    def note(self, text: str, level: int = 0) -> None:
        """A line on stderr, when this much is wanted; stdout carries nothing but results."""
        if self.level >= level:
            from reports.signs import one_line

            click.echo(one_line(text), err=True)

    def colours(self, stream: TextIO) -> bool:
        """Whether colour belongs on this stream: the option, then NO_COLOR and FORCE_COLOR, then the terminal."""
        if self.colour != "auto":
            return self.colour == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return stream.isatty() and os.environ.get("TERM") != "dumb"

    def shows_progress(self) -> bool:
        """Whether progress may be drawn on stderr."""
        return self.progress and self.level >= 0 and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def common(command: Command) -> Command:
    """The options that every command of some length has; the command gets them as its first argument, a State."""
    options = (
        click.option("-q", "--quiet", is_flag=True, expose_value=False, callback=_quiet, help="Only errors on stderr."),
        click.option("-v", "--verbose", count=True, expose_value=False, callback=_verbose, help="More on stderr."),
        click.option("--debug", is_flag=True, expose_value=False, callback=_debug, help="Tracebacks of our faults."),
        click.option("--no-progress", is_flag=True, expose_value=False, callback=_silent, help="Draw no progress."),
        click.option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            expose_value=False,
            callback=_colour,
            help="Colour in the text listing (NO_COLOR and FORCE_COLOR are heeded).",
        ),
    )

    def started(*args: object, **kwargs: object) -> object:
        return command(state_of(click.get_current_context()), *args, **kwargs)

    wrapped: Command = update_wrapper(started, command)
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped


def state_of(context: click.Context) -> State:
    """The state that all commands of this call share."""
    return context.ensure_object(State)


def _quiet(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        state_of(context).level = -1


def _verbose(context: click.Context, _: click.Parameter, value: int) -> None:
    if value:
        state_of(context).level = value


def _debug(context: click.Context, _: click.Parameter, value: bool) -> None:
    state_of(context).debug |= value


def _silent(context: click.Context, _: click.Parameter, value: bool) -> None:
    state_of(context).progress &= not value


def _colour(context: click.Context, _: click.Parameter, value: str) -> None:
    state_of(context).colour = value
