"""Every sentence that the checker can say, read from its modules: reasons, doubts, caveats, leads and values in words.

A place that is only filled when the checker runs is filled with a name here.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import combinations, product
from pathlib import Path

import claims.ingest
import verify
from claims.comparisons.records import EVER, RANKS, UNTOLD, Record
from claims.measures import concepts
from reports.rulebook import rulebook
from verify.gate import STATUS_WORDS
from verify.rules import RULES, counts, records, regions
from verify.rules.offices import TITLES
from verify.scoring import DATED, NAMED

HERE = Path(verify.__file__).parent
INGEST = Path(claims.ingest.__file__).parent
SPEAKING = frozenset({"problem", "too_large"})  # functions there that give a reason
MODULES = (HERE / "gate.py", *sorted((HERE / "rules").glob("*.py")))
SAID = frozenset({"reason", "detail", "lead", "caveats"})  # arguments that are told as they are
NAME = "Arnfeld"
HOUR = "09:07 local time"
OWN = re.compile(r"\w")
# Leads whose places stand side by side or at both ends: what is fixed in them is too little for a template.
LOOSE = (f"{NAME} {NAME} what {NAME} states", f"{NAME}{NAME}: {NAME} or {NAME}")
LED = (
    f"{NAME} may deny what {NAME} states",
    f"{NAME} tells as a forecast what {NAME} states",
    *(f"{NAME}: {word} or {NAME}" for word in counts.WORDS.values()),
)
FROM = ((EVER, EVER), (EVER, 1990), (UNTOLD, 2025), (1990, 1990), (1985, 1995))


def sentences() -> set[str]:
    """All that it says of pairs, and the titles of its rules with what each finds."""
    titles = (text for rule in RULES for text in (rule.title, rulebook()[rule.code].summary))
    reasons = (means for _, means in (*NAMED, *DATED))
    return {*titles, *reasons, *records.LATER, *_of_modules(), *(_led(lead) for lead in LED)}


def values() -> set[str]:
    """All that the rules on records, parts of a country and offices read a side as, and what they say of what."""
    offices = {title.replace("_", " ") for title in TITLES}
    superlatives = tomllib.loads(files("claims.comparisons").joinpath("records.toml").read_text(encoding="utf-8"))
    qualities = set(superlatives["quality"])
    told = (records.words(_record(*case)) for case in product(qualities, (1, *RANKS.values()), FROM))
    one, two = sorted(records.CALAMITY)
    labels = {f"record: {quality}" for quality in qualities} | {f"record: {one} or {two}", f"part of {NAME}"}
    former = {f"former {office}" for office in offices}
    return {*told, *labels, *offices, *former, *_parts(), *regions.PLACED, *STATUS_WORDS.values(), *measures(), HOUR}


def unread() -> set[str]:
    """All reasons for which an input is not read."""
    reasons: set[str] = set()
    for path in sorted(INGEST.rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        reasons.update(_of_module(module))
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "UnreadableError":
                reasons.update(_texts(node.args[0], _tables(module)))
            elif isinstance(node, ast.FunctionDef) and node.name in SPEAKING:
                returned = (each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value)
                reasons.update(text for value in returned for text in _texts(value, {}))
    return reasons - {NAME, f"{NAME} {NAME}"}


def measures() -> set[str]:
    """All that a figure may measure, as the lexicon labels it."""
    return {measure.label for measure in concepts().values()}


def _record(quality: str, rank: int, years: tuple[int, int]) -> Record:
    return Record(0, 1, quality, rank, *years, (0, 1), None)


def _parts() -> Iterator[str]:
    for count in (1, 2):
        for directions in combinations(regions.DIRECTIONS, count):
            yield "-".join(directions)


@cache
def _of_modules() -> frozenset[str]:
    told = {text for path in MODULES for text in _of_module(ast.parse(path.read_text(encoding="utf-8")))}
    return frozenset(told - {_led(lead) for lead in LOOSE})


def _led(lead: str) -> str:
    """A lead is followed by who says what."""
    return f"{lead}: {NAME}: “…”."


def _of_module(module: ast.Module) -> Iterator[str]:
    known = _tables(module)
    for node in ast.walk(module):
        if isinstance(node, ast.keyword) and node.arg in SAID:
            texts = (text for text in _texts(node.value, known) if OWN.search(text.replace(NAME, "")))
            yield from map(_led, texts) if node.arg == "lead" else texts
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Constant | ast.JoinedStr):
            yield from _texts(node.value, known)
        elif isinstance(node, ast.Tuple) and _is_reason(node):
            yield from (text for text in _texts(node.elts[-1], known) if " " in text)


def _tables(module: ast.Module) -> dict[str, ast.expr]:
    return {
        target.id: node.value
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _is_reason(node: ast.Tuple) -> bool:
    """Whether it is feature, weight and meaning, or a weight that is a constant and its meaning."""
    if len(node.elts) not in (2, 3) or not isinstance(node.elts[-1], ast.Constant | ast.JoinedStr):
        return False
    first = node.elts[0]
    named = isinstance(first, ast.Constant) and isinstance(first.value, str)
    return named if len(node.elts) == 3 else isinstance(first, ast.Name) and first.id.isupper()


def _texts(node: ast.AST, known: dict[str, ast.expr]) -> Iterator[str]:
    """Strings that an argument may be; places are filled with what a table of the module holds, or with a name."""
    if isinstance(node, ast.JoinedStr):
        yield from map("".join, product(*(list(_texts(part, known)) for part in node.values)))
    elif isinstance(node, ast.FormattedValue):
        table = node.value.value if isinstance(node.value, ast.Subscript) else None
        held = known.get(table.id) if isinstance(table, ast.Name) else None
        items = held.values if isinstance(held, ast.Dict) else [ast.Constant(NAME)]
        yield from (text for item in items for text in _texts(item, known))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Name) and node.id in known:
        yield from _texts(known[node.id], known)
    elif isinstance(node, ast.Tuple | ast.List | ast.IfExp | ast.Starred):
        for child in ast.iter_child_nodes(node):
            yield from _texts(child, known)
