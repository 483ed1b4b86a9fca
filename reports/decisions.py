"""Editors' decisions in a JSON file, and how they are put on a report.

The file is a list of decisions, or an object with such a list under `decisions`. The order is the order in which they
were made: the last one on a finding counts.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from verify.models import Decision, History, Mark, Report

DECISIONS: TypeAdapter[list[Decision]] = TypeAdapter(list[Decision])


class UnreadableDecisionsError(ValueError):
    """A file holds no decisions; the message says why in one line."""


def load(path: Path) -> Sequence[Decision]:
    """All decisions in a file, as they were made."""
    try:
        data = json.loads(path.read_bytes())
        return DECISIONS.validate_python(data["decisions"] if isinstance(data, dict) else data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise UnreadableDecisionsError(f"{path}: not a list of decisions: {where}: {first['msg']}") from error
    except (OSError, ValueError, LookupError) as error:
        raise UnreadableDecisionsError(f"{path}: holds no decisions ({type(error).__name__})") from error


def decided(report: Report, decisions: Iterable[Decision]) -> Report:
    """The report with the last decision on each of its findings; what else is known of them stays."""
    history = report.history or History()
    present = {finding.id for finding in report.findings}
    last = {item.finding_id: item for item in decisions if item.finding_id in present}
    marks = dict(history.marks)
    for finding_id, decision in last.items():
        marks[finding_id] = marks.get(finding_id, Mark()).model_copy(update={"decision": decision})
    return report.model_copy(update={"history": history.model_copy(update={"marks": marks})})
