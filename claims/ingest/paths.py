"""What the user named to the files that are meant, in an order that does not depend on the naming."""

import os
import stat
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path

from claims.ingest.readers import known, suffix
from claims.models import Skipped

STDIN = "-"


def expand(paths: Iterable[str]) -> list[str | Skipped]:
    """Files named, in folders (recursively, without hidden ones) or by globs; sorted, each once."""
    found: dict[str, str | Skipped] = {}
    for given in sorted(set(paths)):
        for item in _expanded(given):
            path = item if isinstance(item, str) else item.path
            found.setdefault(os.path.normpath(path), item)
    return sorted(found.values(), key=lambda item: item if isinstance(item, str) else item.path)


def _expanded(given: str) -> Iterator[str | Skipped]:
    if given == STDIN:
        yield given
    elif os.path.isdir(given):
        yield from _folder(given)
    elif os.path.lexists(given) or not has_magic(given):
        yield given
    else:
        yield from _glob(given)


def _folder(folder: str) -> Iterator[str | Skipped]:
    """Files below a folder; links to folders are not followed, so no loop can arise."""
    empty = True
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                empty = False
                yield _known(os.path.join(root, name))
    if empty:
        yield Skipped(path=folder, reason="no files in this folder")


def _glob(pattern: str) -> Iterator[str | Skipped]:
    found = [path for path in glob(pattern, recursive=True) if not os.path.isdir(path)]
    if not found:
        yield Skipped(path=pattern, reason="no file matches")
    yield from map(_known, found)


def _known(path: str) -> str | Skipped:
    if known(path):
        return path
    return Skipped(path=path, reason=f"not a kind of file that is read here ({suffix(path)})", fault=False)


def problem(path: str) -> str | None:
    """Why a path cannot be read, before it is tried."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return "no such file" if not os.path.islink(path) else "a link that leads nowhere"
    except (OSError, ValueError) as error:
        return f"cannot be read: {getattr(error, 'strerror', None) or 'not a valid path'}"
    return None if stat.S_ISREG(mode) else "not a regular file"


def contents(path: str, limit: int) -> bytes | None:
    """The bytes of a file, or None where there are more than `limit`."""
    with Path(path).open("rb") as file:
        data = file.read(limit + 1)
    return data if len(data) <= limit else None
