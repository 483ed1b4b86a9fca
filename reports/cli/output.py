"""Where results go: whole files, or stdout with nothing else on it."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from reports.cli.exits import CannotError

Write = Callable[[BinaryIO], None]


def to_file(path: str, write: Write) -> None:
    """Write a file beside its place and move it there: never half a report, never a lost old one."""
    target = Path(path)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as out:
            write(out)
        part.replace(target)
    except OSError as error:
        raise CannotError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            part.unlink()


def to_stdout(write: Write) -> None:
    """Write bytes to stdout; a reader that has gone is a BrokenPipeError here and nowhere later."""
    sys.stdout.flush()
    write(sys.stdout.buffer)
    sys.stdout.buffer.flush()
