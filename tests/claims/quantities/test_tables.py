"""The tables of sentences per language, in tests/data/quantities: what is read in each, and that none lacks a kind.

A row is {"language", "text", "expect": [{"low", "high", "unit", ...}], "kinds": [...]}; `approximate`, `form`, `per`
and `noun` count where they are given (`approximate` is false where it is not). A row with "missing": REASON states
what should be read and is not yet; it fails once it is, so that the mark goes. gaps.toml says which kinds of sentence
a language has none of, and why. The folder cldr holds sentences made of CLDR's own plural samples, one for each
category of number that the language's grammar tells apart.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from claims.lexicon import languages
from claims.models import Quantity
from claims.quantities import find

TABLES = Path(__file__).parents[2] / "data" / "quantities"
GAPS: dict[str, dict[str, str]] = tomllib.loads((TABLES / "gaps.toml").read_text("utf-8"))
LEAST, LEAST_WRITTEN = 60, 25
KINDS = {
    "about",
    "bound",
    "change",
    "count",
    "date",
    "duration",
    "fraction",
    "implied",
    "list",
    "magnitude",
    "money",
    "multiple",
    "negative",
    "per",
    "percent",
    "range",
    "separator",
    "sign",
    "unit",
    "vague",
    "words",
}
FILES = sorted(TABLES.rglob("*.jsonl"))
NAMES = [str(path.relative_to(TABLES).with_suffix("")) for path in FILES]
CODES = sorted(code for code in languages() if "-" not in code and code != "und")


def rows(*paths: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in paths if path.exists() for line in path.read_text("utf-8").splitlines()]


def near(wanted: float | None, found: Any) -> bool:
    return wanted is found if wanted is None or found is None else float(found) == pytest.approx(wanted, rel=1e-6)


def agrees(wanted: dict[str, Any], found: Quantity) -> bool:
    """Whether a quantity is what a row expects."""
    stated = {"approximate": False, **wanted}
    rest = stated.keys() - {"low", "high"}
    return (
        near(wanted["low"], found.low)
        and near(wanted["high"], found.high)
        and all(getattr(found, key) == stated[key] for key in rest)
    )


def read_rightly(row: dict[str, Any]) -> bool:
    """Whether just what a row expects is found in its text."""
    found = find(row["text"], row["language"])
    return len(found) == len(row["expect"]) and all(map(agrees, row["expect"], found))


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_what_is_read(path: Path) -> None:
    wrong = [row for row in rows(path) if "missing" not in row and not read_rightly(row)]
    assert [(row["text"], row["expect"], find(row["text"], row["language"])) for row in wrong] == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_mark_goes_when_its_row_is_read(path: Path) -> None:
    assert [row["text"] for row in rows(path) if "missing" in row and read_rightly(row)] == []


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_a_table_with_every_kind_or_says_why_not(code: str) -> None:
    written, made = rows(TABLES / f"{code}.jsonl"), rows(TABLES / "cldr" / f"{code}.jsonl")
    assert len(written) >= LEAST_WRITTEN
    assert len(written) + len(made) >= LEAST
    kinds = {kind for row in written + made if "missing" not in row for kind in row["kinds"]}
    gaps = GAPS.get(code, {})
    assert kinds <= KINDS
    assert sorted(KINDS - kinds) == sorted(gaps)
    assert all(len(reason) > len("none") for reason in gaps.values())


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_no_sentence_stands_twice(path: Path) -> None:
    texts = [row["text"] for row in rows(path)]
    assert len(texts) == len(set(texts))


def test_a_table_belongs_to_a_language_and_is_written_in_it() -> None:
    for path in FILES:
        assert path.stem in CODES
        assert {row["language"] for row in rows(path)} == {path.stem}
