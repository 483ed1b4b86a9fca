"""Every labelled quantity of the five real articles, and nothing besides; skipped where they are not at hand."""

import json
from pathlib import Path

import pytest

from claims.quantities import find

SHARED = Path(__file__).parents[2] / "shared"
LABELS, SEEDS = SHARED / "gold" / "seed_quantities.jsonl", SHARED / "seeds"
READ = {"money", "percent", "fraction", "count", "duration"}
OTHERWISE_READ = {"count_vague", "word1"}  # may be read: not asked for
NAMES = ("910C", "GLM-4.5", "H100", "R2", "CloudMatrix 384")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not LABELS.is_file(), reason="the labelled quantities are not beside this checkout"),
]


@pytest.fixture(scope="module")
def texts():
    """Text and language of each article."""
    articles = json.loads((SEEDS / "labels.json").read_text("utf-8"))["articles"]
    return {one["file"]: ((SEEDS / one["file"]).read_text("utf-8"), one["lang"]) for one in articles}


@pytest.fixture(scope="module")
def found(texts):
    return {file: find(text, language) for file, (text, language) in texts.items()}


@pytest.fixture(scope="module")
def labels():
    return [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]


def meets(label, quantity):
    return label["start"] < quantity.span.end and quantity.span.start < label["end"]


def expected(label):
    """The ends and the unit of a label; its bound may leave the upper end open."""
    value = label["value"] if isinstance(label["value"], list) else [label["value"]] * 2
    unit = label["unit"].removesuffix("(implied)")
    return [None if end is None else float(end) for end in value], None if unit == "count" else unit


def read_as(quantity):
    return [None if end is None else float(end) for end in (quantity.low, quantity.high)], quantity.unit


def test_every_labelled_quantity_is_read_right(found, labels):
    stated = [one for one in labels if one["kind"] in READ and one["value"] is not None]  # "many years" says no number
    assert len(stated) > 20
    for label in stated:
        hits = [one for one in found[label["file"]] if meets(label, one)]
        assert [read_as(one) for one in hits] == [expected(label)], label
        assert hits[0].approximate == (label["bound"] == "approx"), label


def test_nothing_else_is_read(found, labels):
    allowed = [one for one in labels if one["kind"] in READ | OTHERWISE_READ]
    for file, quantities in found.items():
        here = [one for one in allowed if one["file"] == file]
        assert [one.span.quote for one in quantities if not any(meets(label, one) for label in here)] == []


def test_no_quantity_stands_in_a_name(found, texts):
    for file, (text, _) in texts.items():
        for name in NAMES:
            start = text.find(name)
            while start >= 0:
                end = start + len(name)
                assert not [one.span.quote for one in found[file] if one.span.start < end and start < one.span.end]
                start = text.find(name, end)


def test_the_names_do_stand_in_the_articles(texts):
    whole = " ".join(text for text, _ in texts.values())
    assert [name for name in NAMES if name not in whole] == []
