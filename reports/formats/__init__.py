"""Every form a report can be written in, by name and by suffix."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from verify.models import Report

    Writer = Callable[[Report, BinaryIO], None]

BY_SUFFIX = {".html": "html", ".htm": "html", ".json": "json", ".csv": "csv", ".txt": "text"}
NAMES = ("text", "json", "csv", "html")


def writer(name: str) -> Writer:
    """The function that writes this form; its module is loaded only now."""
    if name not in NAMES:
        raise ValueError(f"no format is called {name!r}: choose one of {', '.join(NAMES)}")
    return cast("Writer", import_module(f"reports.formats.{name}").write)


def of_path(path: str) -> str:
    """The form that a file's suffix names."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in BY_SUFFIX:
        raise ValueError(f"{path}: the suffix names no format; use one of {', '.join(BY_SUFFIX)}")
    return BY_SUFFIX[suffix]
