"""Files of many articles: JSON lines, JSON and CSV as scrapers write them."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import JsonValue

from claims.ingest.decoding import decode
from claims.ingest.drafts import Blob, Draft, Meta, UnreadableError, with_title
from claims.ingest.options import FieldMap, Limits
from claims.ingest.readers.html import plain
from claims.models import Skipped

WITHIN = ("name", "title", "domain", "url", "rendered", "value")  # where nested values hold their text
LISTS = ("articles", "items", "results", "data", "entries", "docs", "stories", "news", "posts")
DELIMITERS = ",;\t|"
WIDEST = 2**31 - 1  # letters of a field of CSV, as far as every system's csv module counts
DEPTH = 4  # of nesting that a field's value is looked for in


def read_jsonl(blob: Blob, limits: Limits, fields: FieldMap) -> Iterator[Draft | Skipped]:
    """One record a line."""
    for number, line in enumerate(decode(blob.data).text.split("\n"), 1):
        if line.strip():
            yield _from_json(f"{blob.path}#{number}", line.strip(), limits, fields)


def read_json(blob: Blob, limits: Limits, fields: FieldMap) -> Iterator[Draft | Skipped]:
    """One record, a list of records, or a list under a usual name; counted from 1."""
    value = _parsed(decode(blob.data).text)
    many = value if isinstance(value, list) else _listed(value)
    if many is None:
        yield _draft(blob.path, value, blob.data, limits, fields)
        return
    if not any(isinstance(record, Mapping) and _value(record, fields.text) for record in many):
        raise UnreadableError(f"no record with text: none of {', '.join(fields.text)} is filled in")
    for number, record in enumerate(many, 1):
        data = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        yield _draft(f"{blob.path}#{number}", record, data, limits, fields)


def read_csv(blob: Blob, limits: Limits, fields: FieldMap) -> Iterator[Draft | Skipped]:
    """One record a row, under a first row of names; each is known by the line it begins on."""
    text = decode(blob.data).text
    lines = list(io.StringIO(text, newline=""))  # not at U+2028 and the like, which rows may hold
    csv.field_size_limit(min(limits.max_bytes, WIDEST))
    rows = csv.reader(lines, delimiter=_delimiter(lines[0] if lines else ""))
    begin = 0
    names: list[str] = []
    try:
        for row in rows:
            raw, at, begin = "".join(lines[begin : rows.line_num]), begin + 1, rows.line_num
            if not names:
                names = row
            elif any(row):
                record: dict[str, JsonValue] = dict(zip(names, row, strict=False))
                yield _draft(f"{blob.path}#{at}", record, raw.encode("utf-8", "surrogatepass"), limits, fields)
    except csv.Error as error:
        yield Skipped(path=f"{blob.path}#{rows.line_num}", reason=f"not a readable CSV row: {error}")


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=header.count)


def _from_json(path: str, line: str, limits: Limits, fields: FieldMap) -> Draft | Skipped:
    data = line.encode("utf-8", "surrogatepass")
    if len(data) > limits.max_bytes:
        return Skipped(path=path, reason=too_large(limits.max_bytes))
    try:
        return _draft(path, _parsed(line), data, limits, fields)
    except UnreadableError as error:
        return Skipped(path=path, reason=str(error))


def too_large(limit: int) -> str:
    """Why a document is skipped for its size."""
    return f"larger than the limit of {limit:,} bytes"


def _parsed(text: str) -> JsonValue:
    try:
        value: JsonValue = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("not valid JSON") from error
    return value


def _listed(value: JsonValue) -> list[JsonValue] | None:
    """The records of an object that wraps them."""
    if not isinstance(value, dict):
        return None
    found = map(value.get, LISTS)
    return next((records for records in found if isinstance(records, list)), None)


def _draft(path: str, record: JsonValue, data: bytes, limits: Limits, fields: FieldMap) -> Draft | Skipped:
    if not isinstance(record, Mapping):
        return Skipped(path=path, reason="not a record with named fields")
    if len(data) > limits.max_bytes:
        return Skipped(path=path, reason=too_large(limits.max_bytes))
    found = {name: _value(record, names) for name, names in fields}
    body = plain(found.pop("text") or "").strip()
    if not body:
        reason = f"no text in the record: none of {', '.join(fields.text)} is filled in"
        return Skipped(path=path, reason=reason, fault=False)
    found["title"] = " ".join(plain(found["title"]).split()) if found["title"] else None
    text, body_start = with_title(found["title"], body)
    return Draft(path, data, text, Meta(**found), body_start)


def _value(record: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first field of these names that says something, case-blind."""
    by_name = {str(key).strip("\ufeff ").casefold(): value for key, value in record.items()}
    values = (_words(by_name.get(name.casefold())) for name in names)
    return next(filter(None, values), None)


def _words(value: JsonValue, depth: int = DEPTH) -> str:
    """A field's value as text; names out of lists and objects."""
    if isinstance(value, str):
        return value.replace("\x00", "").strip()
    if isinstance(value, bool) or value is None or not depth:
        return ""
    if isinstance(value, Mapping):
        return next(filter(None, (_words(value.get(name), depth - 1) for name in WITHIN)), "")
    if isinstance(value, list):
        return ", ".join(filter(None, (_words(item, depth - 1) for item in value)))
    return str(value)
