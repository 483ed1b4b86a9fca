"""How a command can end."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes: part of what scripts rely on."""

    DONE = 0  # the work is done, and no conflict at or above --fail-on
    CONFLICTS = 1  # conflicts at or above --fail-on
    USAGE = 2  # the command was called wrongly
    FAILED = 3  # the work could not be done: input, model, output, or a fault of ours
    INTERRUPTED = 130
    CLOSED_PIPE = 141


class CannotError(Exception):
    """The work can't be done; the message is one line that says what, where and what to do."""


class ClosedPipeError(Exception):
    """Whoever read our output has stopped reading."""
