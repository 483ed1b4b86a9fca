"""The report as JSON lines: the records of the JSON form one by one, each with what it is under `record`."""

from collections.abc import Iterator
from typing import BinaryIO

from reports.formats.json import Record, dumps, record
from verify.models import Report

KINDS = {"articles": "article", "claims": "claim", "clusters": "cluster", "findings": "finding", "skipped": "skipped"}


def write(report: Report, out: BinaryIO) -> None:
    """Write the records: the run first, then articles, claims, clusters, findings and what was skipped."""
    out.writelines(dumps(line) + b"\n" for line in records(report))


def records(report: Report) -> Iterator[Record]:
    """All records in order."""
    whole = record(report)
    yield {"record": "run", "schema_version": whole["schema_version"], **whole["run"]}
    for name, kind in KINDS.items():
        yield from ({"record": kind, **item} for item in whole[name])
    if "history" in whole:
        yield {"record": "history", **whole["history"]}
