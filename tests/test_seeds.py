"""The five real articles that the project began with; skipped where they do not lie beside the checkout."""

import json
from pathlib import Path

import pytest

from claims.ingest import read
from claims.models import Article, Modality, Zone
from verify.models import Verdict
from verify.pipeline import check

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the five articles are not beside this checkout"),
]


@pytest.fixture(scope="module")
def report():
    return check(a for a in read([str(p) for p in sorted(SEEDS.glob("*.txt"))]) if isinstance(a, Article))


@pytest.fixture(scope="module")
def labels():
    return json.loads((SEEDS / "labels.json").read_text(encoding="utf-8"))


def spans(report, finding):
    """Each side's claims as (file, start, end)."""
    claim = {c.id: c for c in report.claims}
    file = {a.id: Path(a.path).name for a in report.articles}
    return [[(file[claim[c].article_id], claim[c].span) for c in side.claim_ids] for side in finding.sides]


def stands_for(report, part, quote):
    """Whether a claim (file, span) holds the labelled quote."""
    file, span = part
    article = next(a for a in report.articles if Path(a.path).name == file)
    start = article.text.find(quote["quote"])
    return file == quote["file"] and span.start < start + len(quote["quote"]) and start < span.end


def test_measured_share_stands_against_design_goal_in_one_finding(report):
    held = [f for f in report.findings if f.verdict is Verdict.CONFLICT and f.rule == "CMP"]
    assert len(held) == 1
    words = held[0].explanation
    assert "65% wydajności" in words
    assert "superare il chip H100" in words
    assert "a goal or plan" in words
    assert "statement of fact" in words


def test_no_labelled_trap_is_flagged(report, labels):
    for finding in (f for f in report.findings if f.verdict is Verdict.CONFLICT):
        sides = spans(report, finding)
        for trap in labels["traps"]:
            hit = [
                {n for n, side in enumerate(sides) if any(stands_for(report, part, trap[end]) for part in side)}
                for end in ("a", "b")
            ]
            assert not any(x != y for x in hit[0] for y in hit[1]), (trap["why"], finding.explanation)


def test_one_sum_in_two_currencies_agrees_at_the_implied_rate(report):
    held = [f for f in report.findings if f.verdict is Verdict.AGREEMENT]
    both = [
        f
        for f in held
        if {"560", "4"} <= {r.text.replace("circa ", "").split()[0] for s in f.sides for r in s.readings}
    ]
    assert len(both) == 1
    assert "rate" in both[0].explanation


def test_parts_of_one_programme_are_no_rivals(report):
    for finding in report.findings:
        if finding.verdict in {Verdict.CONFLICT, Verdict.POSSIBLE}:
            texts = [r.text for side in finding.sides for r in side.readings]
            assert sum("milionów" in t for t in texts) < 2


def test_repeated_headlines_and_teasers_raise_nothing(report):
    for claim in report.claims:
        assert claim.zone is not Zone.BOILERPLATE
        assert "Майкл" not in claim.span.quote
        assert "Дженсен Хуанг" not in claim.span.quote
    headlines = [c for c in report.claims if "punta a raccogliere 560 milioni" in c.span.quote]
    assert len(headlines) == 1


def test_the_goal_is_read_as_a_goal(report):
    goal = [c for c in report.claims if "progettato per superare" in c.span.quote]
    assert [c.modality for c in goal] == [Modality.GOAL]


def test_every_quote_is_exact(report):
    text = {a.id: a.text for a in report.articles}
    assert all(text[c.article_id][c.span.start : c.span.end] == c.span.quote for c in report.claims)
