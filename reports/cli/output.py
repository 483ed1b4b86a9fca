"""Where results go: whole files, or stdout with nothing else on it."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from reports.cli.exits import CannotError

Write = Callable[[BinaryIO], None]

STDOUT = "-"


def expect(path: str) -> None:
    """Say before the work begins that a file could not be written after it."""
    folder = Path(path).parent
    if path != STDOUT and not folder.is_dir():
        raise CannotError(f"{path}: cannot be written: there is no folder {folder}")


def deliver(path: str, write: Write) -> None:
    """Write to the file, or to stdout for "-"."""
    if path == STDOUT:
        _to_stdout(write)
        return
    try:
        _to_file(Path(os.path.realpath(path)), write)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotError(f"{path}: cannot be written: {error.strerror or error}") from error


def _to_file(target: Path, write: Write) -> None:
    """Write beside the place and move it there: never half a report, never a lost old one."""
    if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced
        with target.open("wb") as out:
            write(out)
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as out:
            write(out)
        part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink()


def _to_stdout(write: Write) -> None:
    """Bytes to stdout; a reader that has gone is a BrokenPipeError here and nowhere later."""
    sys.stdout.flush()
    write(sys.stdout.buffer)
    sys.stdout.buffer.flush()
