"""Editors' decisions in a JSON file, and how they are put on a report.

The file is a list of decisions, an object with such a list under `decisions`, or JSON lines; `crosscheck decisions
export` writes it too. The order is the order in which they were made: the last one on a finding counts, and one without
a choice takes back what was said before.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from verify.models import Decision, History, Mark, Report

LOGGED = {"finding": "finding_id", "reviewer": "author", "at": "decided_at"}  # what the log of a store calls them


class UnreadableDecisionsError(ValueError):
    """A file holds no decisions; the message says why in one line."""


def load(path: Path) -> Sequence[Decision]:
    """The decisions in force: the last on each finding. Raises UnreadableDecisionsError."""
    try:
        records = _records(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableDecisionsError(f"{path}: holds no decisions ({type(error).__name__})") from error
    last: dict[str, Decision] = {}
    for number, record in enumerate(records, 1):
        try:
            fields = _fields(record)
            last.pop(fields["finding_id"], None)
            if fields["choice"] is not None:
                last[fields["finding_id"]] = Decision.model_validate(fields)
        except ValidationError as error:
            first = error.errors()[0]
            where = f"decision {number}: {'.'.join(map(str, first['loc']))}: {first['msg']}"
            raise UnreadableDecisionsError(f"{path}: {where}") from error
        except (TypeError, LookupError, AttributeError) as error:
            raise UnreadableDecisionsError(f"{path}: decision {number} is none ({type(error).__name__})") from error
    return list(last.values())


def _records(text: str) -> Sequence[Any]:
    try:
        data = json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    found = data.get("decisions", [data]) if isinstance(data, dict) else data
    if not isinstance(found, list) or data == {}:
        raise ValueError("no list")
    return found


def _fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """A decision under our names; of a row of the log what a decision has."""
    named = {LOGGED.get(name, name): value for name, value in record.items()}
    logged = "finding" in record
    return {name: value for name, value in named.items() if name in Decision.model_fields or not logged}


def decided(report: Report, decisions: Iterable[Decision]) -> Report:
    """The report with the last decision on each of its findings; what else is known of them stays."""
    history = report.history or History()
    present = {finding.id for finding in report.findings}
    last = {item.finding_id: item for item in decisions if item.finding_id in present}
    marks = dict(history.marks)
    for finding_id, decision in last.items():
        marks[finding_id] = marks.get(finding_id, Mark()).model_copy(update={"decision": decision})
    return report.model_copy(update={"history": history.model_copy(update={"marks": marks})})
