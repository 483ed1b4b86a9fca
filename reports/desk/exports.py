"""What leaves the desk: reports with the decisions in them and without what is withheld, the log, labelled pairs."""

import io
from collections.abc import Callable
from typing import BinaryIO

from starlette.responses import Response

from reports.desk.guard import RefusedError
from reports.desk.pages import whole
from reports.desk.visit import Visit
from reports.formats import FORMATS, writer
from reports.store import exchange, history, log, pairs, runs
from reports.withheld import shareable

TYPES = {
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "jsonld": "application/ld+json",
    "sarif": "application/sarif+json",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
LOGS = {f"decisions.{form}": form for form in exchange.FORMS}
REPORTS = {f"report{form.suffixes[0]}": form.name for form in FORMATS.values()}
PAIRS = "pairs.jsonl"


def export(visit: Visit) -> Response:
    """The file that is named, of the latest run or of the run that is asked for."""
    name = visit.path["name"]
    if visit.blind and visit.unseen():
        raise RefusedError(403, "You judge blind, and others have decided what you have not: decide that first.")
    if name in LOGS:
        return _file(name, lambda out: exchange.write(log.every(visit.db), LOGS[name], out))
    if name == PAIRS:
        return _file(name, lambda out: pairs.write(visit.db, out))
    if name in REPORTS:
        return _report(visit, name)
    raise RefusedError(404, "No export has that name.")


def _report(visit: Visit, name: str) -> Response:
    """A run in one of the forms; no form holds what is under embargo."""
    asked = visit.query.get("run", "")
    number = whole(asked)
    kept = next(iter(runs.latest(visit.db)), None) if not asked else runs.find(visit.db, number) if number else None
    if kept is None:
        raise RefusedError(404, "The store has no such run.")
    report = runs.report(visit.db, kept.seq)
    named = visit.desk.names and visit.query.get("names") == "1"
    told = shareable(report.model_copy(update={"history": history.history(visit.db, kept, names=named)}))
    return _file(name, lambda out: writer(REPORTS[name])(told, out))


def _file(name: str, write: Callable[[BinaryIO], object]) -> Response:
    out = io.BytesIO()
    write(out)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(out.getvalue(), media_type=TYPES[name.rpartition(".")[2]], headers=headers)
