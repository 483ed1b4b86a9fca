"""The data behind a page, inside the page: what its findings rest on, packed so that the page stays small."""

import gzip
import json
import re
import zlib
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from io import BytesIO

from pydantic import JsonValue, ValidationError

from claims.models import Skipped
from reports.formats.json import dumps, parsed, record, restored
from reports.sources import adjudicator_name, shown_failure, shown_path, shown_reason, shown_word
from verify.models import Adjudication, Report

FORM = "gzip+base64"
MAX_BYTES = 1 << 30  # unpacked; a page that claims more is no report of ours

# What unpacking and reading raise where the data were damaged.
UNPACKING = (Base64Error, OSError, EOFError, zlib.error, UnicodeDecodeError)
READING = (json.JSONDecodeError, RecursionError, LookupError, TypeError, AttributeError, ValidationError)

_BLOCK = re.compile(r'<script type="application/json" id="data">(\{.*?\})</script>', re.DOTALL)


class NoDataError(ValueError):
    """A page holds no report; the message says so in one line."""


def packed(report: Report) -> str:
    """The report as one JSON object for a page: {"form": "gzip+base64", "report": "..."}; it holds no "<"."""
    data = gzip.compress(dumps(record(slim(report))), mtime=0)
    return json.dumps({"form": FORM, "report": b64encode(data).decode("ascii")})


def unpacked(page: str) -> Report:
    """The report that a page of ours holds. Raises NoDataError."""
    block = _BLOCK.search(page)
    if block is None:
        raise NoDataError("no data in this page: it was not written by Crosscheck, or its data lie beside it")
    try:
        data = json.loads(block[1])
        if data["form"] != FORM:
            raise NoDataError(f"the data in this page are of an unknown form, {data['form']!r}")
        return restored(parsed(_unzipped(b64decode(data["report"], validate=True))))
    except (*UNPACKING, *READING) as error:
        raise NoDataError(f"the data in this page are damaged ({type(error).__name__})") from error


def slim(report: Report) -> Report:
    """The report as it may be passed on: claims that findings rest on, no article texts, no folders of a machine."""
    used = {claim_id for finding in report.findings for side in finding.sides for claim_id in side.claim_ids}
    articles = [item.model_copy(update={"text": "", "path": shown_path(item.path)}) for item in report.articles]
    config = {key: _setting(value) for key, value in report.run.config.items()}
    return report.model_copy(
        update={
            "articles": tuple(articles),
            "claims": tuple(claim for claim in report.claims if claim.id in used),
            "clusters": (),
            "skipped": tuple(_skipped(item) for item in report.skipped),
            "run": report.run.model_copy(update={"config": config, "failed": shown_failure(report)}),
            "adjudication": _asked(report.adjudication),
        }
    )


def _skipped(item: Skipped) -> Skipped:
    return item.model_copy(update={"path": shown_path(item.path), "reason": shown_reason(item.reason)})


def _setting(value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        return shown_word(value)
    return [_setting(item) for item in value] if isinstance(value, list) else value


def _asked(adjudication: Adjudication | None) -> Adjudication | None:
    """The opinions, without where the model is kept."""
    if adjudication is None:
        return None
    return adjudication.model_copy(update={"adjudicator": adjudicator_name(adjudication.adjudicator)})


def _unzipped(data: bytes) -> bytes:
    with gzip.open(BytesIO(data)) as stream:
        text = stream.read(MAX_BYTES + 1)
    if len(text) > MAX_BYTES:
        raise NoDataError("the data in this page are too large")
    return text
