"""The tables of sentences per language, in tests/data/quantities: what is read in each, and that none lacks a kind.

A row is {"language", "text", "expect": [{"low", "high", "unit", ...}], "kinds": [...]}; `approximate`, `form`, `per`
and `noun` count where they are given (`approximate` is false where it is not). A row with "missing": REASON states
what should be read and is not yet; it fails once it is, so that the mark goes. gaps.toml says which kinds of sentence
a language has none of, and why. The folder cldr holds sentences made of CLDR's own plural samples, one for each
category of number that the language's grammar tells apart.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claims.lexicon import languages
from claims.models import Quantity
from claims.quantities import find

TABLES = Path(__file__).parents[2] / "data" / "quantities"
CODES = sorted(code for code in languages() if "-" not in code and code != "und")


def rows(*paths: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in paths if path.exists() for line in path.read_text("utf-8").splitlines()]


def cases() -> Iterator[Any]:
    for path in sorted(TABLES.rglob("*.jsonl")):
        for number, row in enumerate(rows(path), 1):
            marks = [pytest.mark.xfail(reason=row["missing"], strict=True)] if "missing" in row else []
            yield pytest.param(row, id=f"{path.relative_to(TABLES).with_suffix('')}-{number}", marks=marks)


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


@pytest.mark.parametrize("case", list(cases()))
def test_tables(case: dict[str, Any]) -> None:
    found = find(case["text"], case["language"])
    assert len(found) == len(case["expect"]), found
    assert [one for row, one in zip(case["expect"], found, strict=True) if not agrees(row, one)] == []


@pytest.mark.parametrize("path", sorted(TABLES.rglob("*.jsonl")), ids=lambda path: path.stem)
def test_no_sentence_stands_twice(path: Path) -> None:
    texts = [row["text"] for row in rows(path)]
    assert len(texts) == len(set(texts))


def test_a_table_belongs_to_a_language_and_is_written_in_it() -> None:
    for path in TABLES.rglob("*.jsonl"):
        assert path.stem in CODES
        assert {row["language"] for row in rows(path)} == {path.stem}
