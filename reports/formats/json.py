"""The report as JSON, version 1 of the published schema; and read back from it."""

from codecs import BOM_UTF8
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from claims.models import Article, Claim, Frozen
from verify.models import Report

MENTIONS = ("quantities", "entities", "dates", "measures", "comparisons")
DAYS = {"start": "first_day", "end": "last_day"}  # of a date; its start and end are offsets, as everywhere
MAX_EXPONENT = 60  # beyond this a number is written with its exponent, not with its zeros

Record = dict[str, Any]


class UnreadableReportError(ValueError):
    """A file is no report of ours; the message says why in one line."""


def write(report: Report, out: BinaryIO) -> None:
    """Write the report: keys sorted, so the same report is the same bytes."""
    out.write(dumps(record(report), pretty=True) + b"\n")


def dumps(value: object, *, pretty: bool = False) -> bytes:
    """JSON in UTF-8 with sorted keys, figures and days as strings; on one line, or laid out for people."""
    return orjson.dumps(value, _plain, orjson.OPT_SORT_KEYS | (orjson.OPT_INDENT_2 if pretty else 0))


def record(report: Report) -> Record:
    """The report as the schema has it."""
    left_out = {"articles", "claims"} if report.history else {"articles", "claims", "history"}
    rest = report.model_dump(exclude=left_out)
    return {
        **rest,
        "articles": [_article(article) for article in report.articles],
        "claims": [claim_record(claim) for claim in report.claims],
    }


def claim_record(claim: Claim) -> Record:
    """One claim as the schema has it: offsets and words side by side with what was read."""
    mentions = {name: [_flat(item) for item in getattr(claim, name)] for name in MENTIONS}
    sentence = {"start": claim.sentence.start, "end": claim.sentence.end, "text": claim.sentence.quote}
    return {**_flat(claim), **mentions, "sentence": sentence}


def load(path: Path) -> Report:
    """A report written by `write`, or the one that a page of ours holds. Texts of plain-text articles are not in it."""
    from reports.embedded import NoDataError, unpacked

    try:
        data = path.read_bytes()
        return unpacked(data.decode("utf-8")) if data.lstrip().startswith(b"<") else restored(parsed(data))
    except NoDataError as error:
        raise UnreadableReportError(f"{path}: {error}") from error
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise UnreadableReportError(f"{path}: not a report of version 1 ({type(error).__name__})") from error


def _article(article: Article) -> Record:
    """The text goes along only where the offsets do not count in a plain-text file."""
    return article.model_dump(exclude={"text"} if article.text_is_file else None)


def _flat(item: Frozen) -> Record:
    data = item.model_dump()
    span = data.pop("span")
    own = {DAYS.get(key, key): value for key, value in data.items()}
    return {**own, "start": span["start"], "end": span["end"], "text": span["quote"]}


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f") if abs(value.adjusted()) <= MAX_EXPONENT else str(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def parsed(data: bytes) -> Any:  # noqa: ANN401 - whatever the JSON is
    """JSON as we could have written it: no NaN, no infinity, no half of a character, no nesting without end."""
    return orjson.loads(data.removeprefix(BOM_UTF8))


def restored(data: Mapping[str, Any]) -> Report:
    """The report that a record holds. Raises pydantic's ValidationError, LookupError or TypeError for anything else."""
    articles = [{"text": "", **article} for article in data["articles"]]
    claims = [_claim(claim) for claim in data["claims"]]
    report = Report.model_validate({**data, "articles": articles, "claims": claims})
    if not _complete(report):
        raise LookupError("claims or articles are missing")
    return report


def _complete(report: Report) -> bool:
    """Whether every finding rests on claims, all of them are there, and so is the article of every claim."""
    sides = [side for finding in report.findings for side in finding.sides]
    if not all(finding.sides for finding in report.findings) or not all(side.claim_ids for side in sides):
        return False
    named = {claim_id for side in sides for claim_id in side.claim_ids}
    named |= {reading.claim_id for side in sides for reading in side.readings}
    told = {claim.article_id for claim in report.claims}
    return named <= {claim.id for claim in report.claims} and told <= {article.id for article in report.articles}


def _claim(data: Mapping[str, Any]) -> Record:
    mentions = {name: [_nested(item) for item in data.get(name, ())] for name in MENTIONS}
    return {**_nested(data), **mentions, "sentence": _span(data["sentence"])}


def _nested(data: Mapping[str, Any]) -> Record:
    """A mention as its type has it, from the flat form."""
    own = {key: value for key, value in data.items() if key not in ("start", "end", "text")}
    days = {key: own.pop(name) for key, name in DAYS.items() if name in own}
    return {**own, **days, "span": _span(data)}


def _span(data: Mapping[str, Any]) -> Record:
    return {"start": data["start"], "end": data["end"], "quote": data["text"]}
