"""Every text of the interface that the page asks a catalogue for: in its templates, its modules and its tables."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import reports
from reports.amounts import COMPACT
from reports.amounts import WORDS as UNIT_WORDS
from reports.model import Standing
from reports.rendering import CHOICES
from reports.sheets import COUNTED, WORDS
from reports.times import FROM, SINCE, UNTIL
from reports.view import SLOTS
from reports.words import CONFIDENCE_WORDS, DOUBTED, LEAST_SURE, MODALITY_WORDS, RELATION_WORDS
from verify.models import Severity, State

HERE = Path(reports.__file__).parent
TEMPLATES = ("layout", "top", "bar", "sections", "appendix", "report", "index", "page", "card")
MODULES = ("amounts", "cards", "clearing", "difference", "languages", "past", "sentences", "times", "view")
METHODS = {"text", "phrase", "count", "counted"}
STANDINGS = ("decided", "accepted")

_CALL = re.compile(r'\b(?:t|n|p|template)\("((?:[^"\\]|\\.)*)"')
_EITHER = re.compile(r'\bt\("([^"]*)" if [^)]*? else "([^"]*)"\)')


def texts() -> set[str]:
    """All keys."""
    return {*_of_templates(), *_of_modules(), *_of_tables()} - {"{n} "}


def _of_templates() -> Iterator[str]:
    for name in TEMPLATES:
        source = (HERE / "templates" / f"{name}.html").read_text(encoding="utf-8")
        yield from _CALL.findall(source)
        yield from (key for pair in _EITHER.findall(source) for key in pair)


def _of_modules() -> Iterator[str]:
    """First arguments of the catalogue's methods; of a choice between two texts, both."""
    for name in MODULES:
        for node in ast.walk(ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
                yield from _strings(node.args[0])
            if isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == "key" for target in node.targets
            ):
                yield from _strings(node.value)
            if isinstance(node, ast.Assign) and any(isinstance(target, ast.Tuple) for target in node.targets):
                yield from (text for text in _strings(node.value) if "{" in text)


def _strings(node: ast.AST) -> Iterator[str]:
    inside = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    for part in inside:
        for item in ast.walk(part):
            if isinstance(item, ast.Constant) and isinstance(item.value, str):
                yield item.value


def _of_tables() -> Iterator[str]:
    yield from (text for wording in WORDS.values() for text in wording if text)
    yield from (text for _, text in COUNTED)
    yield from (word for _, word in COMPACT)
    yield from (*SINCE, *FROM, *UNTIL)
    yield from UNIT_WORDS.values()
    yield from CHOICES.values()
    yield from SLOTS.values()
    yield from MODALITY_WORDS.values()
    yield from RELATION_WORDS.values()
    yield from (words for _, words in CONFIDENCE_WORDS)
    yield from (LEAST_SURE, DOUBTED)
    yield from map(str, Severity)
    yield from (str(state) for state in State if state is not State.GONE)
    yield from (f"{{n}} {state}" for state in State if state is not State.GONE)
    yield from STANDINGS
    yield from ("across {n} languages", "across {n} currencies")


assert Standing().words == ()
