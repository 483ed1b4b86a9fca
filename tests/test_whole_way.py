"""From the bundled articles to a report, as an editor runs it."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from claims.ingest import read
from claims.models import Article
from verify.models import Report, Verdict
from verify.pipeline import check

EXAMPLES = Path(__file__).parent.parent / "examples"

UNRELATED = """Choir from the valley wins the autumn prize
Source: valleypost.example
Published: 2025-10-04

The mixed choir of the valley school won the autumn prize with a programme of folk songs. Forty singers took part.
"""


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [a for a in read([str(EXAMPLES)]) if isinstance(a, Article)]


@pytest.fixture(scope="module")
def report(articles) -> Report:
    return check(articles)


def told(report: Report) -> list[dict]:
    """Everything that must not change between runs."""
    data = report.model_dump(mode="json", exclude={"run"})
    return [data[name] for name in sorted(data)]


def test_there_are_examples_in_several_languages(articles):
    assert len(articles) >= 6
    assert len({a.language for a in articles}) >= 5


def test_every_claim_and_reading_is_verbatim(report):
    text = {a.id: a.text for a in report.articles}
    article_of = {c.id: c.article_id for c in report.claims}
    for claim in report.claims:
        source = text[claim.article_id]
        spans = [claim.span, claim.sentence, *(m.span for m in (*claim.quantities, *claim.entities, *claim.dates))]
        for span in spans:
            assert source[span.start : span.end] == span.quote
    for finding in report.findings:
        for reading in (r for side in finding.sides for r in side.readings):
            assert text[article_of[reading.claim_id]][reading.start : reading.end] == reading.text


def test_conflicts_stand_on_two_articles_and_explain_themselves(report):
    conflicts = [f for f in report.findings if f.verdict is Verdict.CONFLICT]
    article_of = {c.id: c.article_id for c in report.claims}
    assert conflicts
    for finding in conflicts:
        assert len({article_of[c] for side in finding.sides for c in side.claim_ids}) >= 2
        assert finding.explanation.endswith(".")
        assert finding.evidence


def test_an_article_never_agrees_with_itself_but_in_two_currencies(report):
    article_of = {c.id: c.article_id for c in report.claims}
    for finding in report.findings:
        if finding.verdict is Verdict.AGREEMENT:
            articles = {article_of[c] for side in finding.sides for c in side.claim_ids}
            units = {r.unit for side in finding.sides for r in side.readings}
            assert len(articles) > 1 or len(units) > 1


def test_the_order_of_the_articles_changes_nothing(articles, report):
    shuffled = articles[:]
    random.Random(7).shuffle(shuffled)
    assert told(check(shuffled)) == told(report)


def test_an_unrelated_article_changes_no_conflict(articles, report, tmp_path):
    path = tmp_path / "choir.txt"
    path.write_text(UNRELATED, encoding="utf-8")
    more = check([*articles, *read([str(path)])])
    conflicts = [[f.id for f in r.findings if f.verdict is Verdict.CONFLICT] for r in (report, more)]
    assert conflicts[0] == conflicts[1]


OFFLINE = """
import socket, sys
def refuse(*args, **kwargs):
    raise AssertionError("the network was touched")
socket.socket.connect = refuse
socket.create_connection = refuse
socket.getaddrinfo = refuse
from reports.cli import main
sys.argv = ["crosscheck", "check", sys.argv[1], "-o", sys.argv[2], "-q"]
try:
    code = main()
except SystemExit as stop:
    code = stop.code
heavy = {"torch", "transformers", "sentence_transformers"} & set(sys.modules)
assert not heavy, heavy
sys.exit(code)
"""


def run_offline(out: Path) -> dict:
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE, str(EXAMPLES), str(out)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "random"},
        cwd=EXAMPLES.parent,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(out.read_bytes())


def test_two_runs_give_the_same_bytes_without_network_or_torch(tmp_path):
    one, two = run_offline(tmp_path / "one.json"), run_offline(tmp_path / "two.json")
    one.pop("run")
    two.pop("run")
    assert json.dumps(one) == json.dumps(two)
