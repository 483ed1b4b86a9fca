"""Whatever two articles say, no rule minds which of them comes first: rule(a, b) is rule(b, a)."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.models import Article
from tests.verify import test_passage_rules as passages
from tests.verify import test_rules as figures
from tests.verify.build import context, source
from verify.embedding import load_encoder
from verify.judging import Context
from verify.models import Finding, Report
from verify.oppositions import opposed
from verify.pipeline import check
from verify.rules import RULES

Paper = tuple[list[tuple[str, str]], str | None]  # sentences with their languages, day of publication
DAYS = (None, "2025-05-06", "2025-05-07")


def _sentences(table: object) -> list[tuple[str, str]]:
    """Every language and text that stand next to each other in a table of cases, at any depth."""
    if not isinstance(table, list | tuple):
        return []
    return [pair for pair in pairwise(table) if _told(*pair)] or [s for part in table for s in _sentences(part)]


def _told(language: object, text: object) -> bool:
    return isinstance(language, str) and isinstance(text, str) and len(language) == 2 and language.islower()


def _rows(table: object) -> list[object]:
    return list(table) if isinstance(table, list | tuple) else []


TABLES = [table for module in (figures, passages) for name, table in vars(module).items() if name.isupper()]
CASES = [told for table in TABLES for row in _rows(table) if (told := _sentences(row))]
POOL = sorted({sentence for told in CASES for sentence in told})


@st.composite
def papers(draw: st.DrawFn) -> tuple[Paper, Paper]:
    """Two articles that differ as the cases of some rule do, among other things; both tell a case of one sentence."""
    cases = draw(st.lists(st.sampled_from(CASES), min_size=1, max_size=2))
    more = [draw(st.lists(st.sampled_from(POOL), max_size=2)) for _ in "ab"]
    one, two = ([*(told[side % len(told)] for told in cases), *more[side]] for side in (0, 1))
    return (one, draw(st.sampled_from(DAYS))), (two, draw(st.sampled_from(DAYS)))


def _paper(name: str, paper: Paper) -> Article:
    told, published = paper
    return source("\n\n".join(text for _, text in told), name, told[0][0], published)


def _seen(articles: list[Article]) -> Context:
    ctx = context(articles)
    return replace(ctx, oppositions=opposed(ctx.claims, load_encoder(), ctx.near))


def _meaning(findings: tuple[Finding, ...] | list[Finding], quotes: dict[str, str]) -> list[tuple[object, ...]]:
    """All that a finding says but who is named first."""
    return sorted(
        (f.rule, f.verdict, f.severity, round(f.confidence, 9), f.difference or "", sorted(_sides(f, quotes)))
        for f in findings
    )


def _sides(finding: Finding, quotes: dict[str, str]) -> list[list[str]]:
    return [sorted(quotes[claim] for claim in side.claim_ids) for side in finding.sides]


def _findings(report: Report) -> list[tuple[object, ...]]:
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
    assert _findings(there) == _findings(back)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(two_papers=papers())
def test_a_rule_reads_the_same_with_the_articles_swapped(rule, two_papers):
    """Here every pair counts as likely, so that each rule has much to say."""
    found = []
    for names in ("ab", "ba"):
        ctx = _seen([_paper(name, paper) for name, paper in zip(names, two_papers, strict=True)])
        found.append(_meaning(list(rule.check(ctx)), {c.id: c.span.quote for c in ctx.claims}))
    assert found[0] == found[1]
