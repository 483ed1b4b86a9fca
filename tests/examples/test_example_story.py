"""The example story keeps its word: labels quote the articles, and what should be read there is read."""

import json
import re
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from claims import comparisons, status
from claims.models import EntityMention, Modality, Span

STORY = Path(__file__).parents[2] / "examples"
LABELS = json.loads((Path(__file__).parents[1] / "data" / "kestrel" / "labels.json").read_text(encoding="utf-8"))
QUOTES = [c for g in LABELS["groups"] for c in g["claims"]] + [t[s] for t in LABELS["traps"] for s in "ab"]
LANGUAGE = {a["file"]: a["lang"] for a in LABELS["articles"]}
PERFORMANCE = next(g["claims"] for g in LABELS["groups"] if g["kind"] == "comparison")


def text(file):
    return (STORY / file).read_text(encoding="utf-8")


def codes(quote):
    """Product codes of the story as mentions."""
    return [
        EntityMention(span=Span(start=m.start(), end=m.end(), quote=m[0]), key=m[0].lower(), kind="code")
        for m in re.finditer(r"K[579]|R100", quote)
    ]


@pytest.mark.parametrize("quoted", QUOTES, ids=lambda q: f"{q['file']}-{q['quote'][:20]}")
def test_a_quote_stands_in_its_article_once(quoted):
    assert text(quoted["file"]).count(quoted["quote"]) == 1


def test_every_article_is_listed():
    assert {p.name for p in STORY.iterdir()} == set(LANGUAGE)


def test_every_conflict_has_two_sides_and_every_agreement_one():
    for group in LABELS["groups"]:
        keys = {claim["key"] for claim in group["claims"]}
        assert len(keys) == {"conflict": 2, "agree": 1}[group["verdict"]]


def test_outlets_are_invented():
    assert all(a["source"].endswith(".example") for a in LABELS["articles"])


@pytest.mark.parametrize("claim", PERFORMANCE, ids=lambda c: c["file"])
def test_the_comparison_is_read_in_every_language(claim):
    (one,) = comparisons.find(claim["quote"], LANGUAGE[claim["file"]], codes(claim["quote"]))
    assert (one.subject, one.object) == ("k7", "r100")
    expected = {"65": (Decimal("0.65"), Decimal("0.65")), "over": (Decimal(1), None)}
    assert (one.low, one.high) == expected[claim["key"]]


@pytest.mark.parametrize("claim", [c for c in QUOTES if c.get("status") == "plan"], ids=lambda c: c["file"])
def test_plans_are_read_as_not_yet_true(claim):
    assert status.read(claim["quote"], LANGUAGE[claim["file"]]).modality in {Modality.GOAL, Modality.FORECAST}


def test_no_other_pair_of_claims_shares_a_label_and_a_trap():
    """A pair cannot be both in agreement and a trap."""
    agreeing = {frozenset((a["quote"], b["quote"])) for g in LABELS["groups"] for a, b in combinations(g["claims"], 2)}
    assert not agreeing & {frozenset((t["a"]["quote"], t["b"]["quote"])) for t in LABELS["traps"]}
