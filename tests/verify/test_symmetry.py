"""Whatever two articles say, no rule minds which of them comes first: rule(a, b) is rule(b, a)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.models import Article
from tests.verify import test_passage_rules as passages
from tests.verify import test_rules as figures
from tests.verify.build import context, source
from verify.models import Finding, Report
from verify.pipeline import check
from verify.rules import RULES

Paper = tuple[list[tuple[str, str]], str | None]  # sentences with their languages, day of publication
DAYS = (None, "2025-05-06", "2025-05-07")


def _sentences(table: object) -> list[tuple[str, str]]:
    """Every (language, text) of a table of cases, at any depth."""
    if isinstance(table, tuple) and len(table) == 2 and all(isinstance(part, str) for part in table):
        return [table] if len(table[0]) == 2 and table[0].islower() else []
    return [s for part in table for s in _sentences(part)] if isinstance(table, list | tuple) else []


def _rows(table: object) -> list[object]:
    return list(table) if isinstance(table, list | tuple) else []


TABLES = [table for module in (figures, passages) for name, table in vars(module).items() if name.isupper()]
CASES = [told for table in TABLES for row in _rows(table) if len(told := _sentences(row)) > 1]
POOL = sorted({sentence for told in CASES for sentence in told})


@st.composite
def papers(draw: st.DrawFn) -> tuple[Paper, Paper]:
    """Two articles that differ as the cases of some rule do, among other things."""
    cases = draw(st.lists(st.sampled_from(CASES), min_size=1, max_size=2))
    more = [draw(st.lists(st.sampled_from(POOL), max_size=2)) for _ in "ab"]
    one, two = ([*(told[side] for told in cases), *more[side]] for side in (0, 1))
    return (one, draw(st.sampled_from(DAYS))), (two, draw(st.sampled_from(DAYS)))


def _paper(name: str, paper: Paper) -> Article:
    told, published = paper
    return source("\n\n".join(text for _, text in told), name, told[0][0], published)


def _meaning(findings: tuple[Finding, ...] | list[Finding], quotes: dict[str, str]) -> list[tuple[object, ...]]:
    """All that a finding says but who is named first."""
    return sorted(
        (f.rule, f.verdict, f.severity, round(f.confidence, 9), f.difference or "", sorted(_sides(f, quotes)))
        for f in findings
    )


def _sides(finding: Finding, quotes: dict[str, str]) -> list[list[str]]:
    return [sorted(quotes[claim] for claim in side.claim_ids) for side in finding.sides]


def _told(report: Report) -> list[tuple[object, ...]]:
    return _meaning(report.findings, {c.id: c.span.quote for c in report.claims})


def test_the_pool_holds_sentences_for_every_rule_in_many_languages():
    assert len(CASES) > 100
    assert len({language for language, _ in POOL}) > 12


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(papers())
def test_a_check_reads_the_same_with_the_articles_swapped(two_papers):
    one, two = two_papers
    there = check([_paper("a", one), _paper("b", two)])
    back = check([_paper("b", one), _paper("a", two)])
    assert _told(there) == _told(back)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(two_papers=papers())
def test_a_rule_reads_the_same_with_the_articles_swapped(rule, two_papers):
    """Here every pair counts as likely, so that each rule has much to say."""
    found = []
    for names in ("ab", "ba"):
        ctx = context([_paper(name, paper) for name, paper in zip(names, two_papers, strict=True)])
        found.append(_meaning(list(rule.check(ctx)), {c.id: c.span.quote for c in ctx.claims}))
    assert found[0] == found[1]
