"""Every form a report can be written in: one line of the table and one module each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from verify.models import Report

    Writer = Callable[[Report, BinaryIO], None]


class Format(NamedTuple):
    """A form of the report. Its module `reports.formats.<name>` has `write(report, out, **options)`."""

    name: str
    suffixes: tuple[str, ...]
    means: str
    takes: tuple[str, ...] = ()  # options that its writer understands


FORMATS = {
    form.name: form
    for form in (
        Format("text", (".txt",), "a listing for the terminal"),
        Format("json", (".json",), "everything, after the published schema"),
        Format("jsonl", (".jsonl", ".ndjson"), "the same, one record a line"),
        Format("csv", (".csv",), "a table, one row for each claim of a finding", ("dialect",)),
        Format("html", (".html", ".htm"), "one page for people", ("language",)),
        Format("markdown", (".md", ".markdown"), "a summary for a chat or a merge request", ("max_bytes",)),
        Format("sarif", (".sarif", ".sarif.json"), "SARIF 2.1.0, for viewers of analysis results"),
        Format("annotations", (".annotations.jsonld",), "W3C Web Annotations on the sources"),
        Format("claims", (".claims.jsonld",), "schema.org Claims with where they appear"),
        Format("claimreview", (".claimreview.jsonld",), "ClaimReview drafts of what editors decided"),
    )
}
NAMES = tuple(FORMATS)
BY_SUFFIX = {suffix: form.name for form in FORMATS.values() for suffix in form.suffixes}


def writer(name: str, options: Mapping[str, object] | None = None) -> Writer:
    """The function that writes this form; its module is loaded only now. Of `options` it gets those that it takes."""
    if name not in FORMATS:
        raise ValueError(f"no format is called {name!r}: choose one of {', '.join(NAMES)}")
    taken = {key: value for key, value in (options or {}).items() if key in FORMATS[name].takes and value is not None}
    return partial(import_module(f"reports.formats.{name}").write, **taken)


def of_path(path: str) -> str:
    """The form that a file's suffix names; of two suffixes that fit, the longer."""
    name = PurePath(path).name.lower()
    fitting = [suffix for suffix in BY_SUFFIX if name.endswith(suffix)]
    if not fitting:
        raise ValueError(f"{path}: the suffix names no format; use one of {', '.join(BY_SUFFIX)}")
    return BY_SUFFIX[max(fitting, key=len)]
