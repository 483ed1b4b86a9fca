"""The report as JSON lines: the records of the JSON form one by one, each with what it is under `record`."""

from collections.abc import Iterator
from typing import BinaryIO

from reports.formats.json import Record, dumps, record
from verify.models import Report

KINDS = {  # the lists of the JSON form
    "articles": "article",
    "claims": "claim",
    "clusters": "cluster",
    "findings": "finding",
    "skipped": "skipped",
    "copies": "copy",
}
ONCE = ("adjudication", "history")  # what a report may have or not


def write(report: Report, out: BinaryIO) -> None:
    """Write the records: the run first, then the lists in the order of `KINDS`, then what there is once."""
    out.writelines(dumps(line) + b"\n" for line in records(report))


def records(report: Report) -> Iterator[Record]:
    """All records in order."""
    whole = record(report)
    yield {"record": "run", "schema_version": whole["schema_version"], **whole["run"]}
    for name, kind in KINDS.items():
        yield from ({"record": kind, **item} for item in whole[name])
    yield from ({"record": name, **whole[name]} for name in ONCE if whole.get(name))
