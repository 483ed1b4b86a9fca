"""The examples that `crosscheck explain` shows do what they say."""

import pytest

from claims.ids import digest
from claims.language import detect
from claims.models import Article
from reports.rule_examples import examples
from reports.rulebook import rulebook
from verify.pipeline import check

CASES = [(code, example) for code, found in examples().items() for example in found]
DAYS = ("2025-05-26", "2025-05-28")


def articles(code, sources):
    """Two sources: on one day, or for what changes over time two days apart."""
    for number, sentence in enumerate(sources):
        text = f"{sentence}\n"
        yield Article(
            id=digest(text, str(number)),
            path=f"{number}.txt",
            text=text,
            sha256=digest(text, length=64),
            source=f"outlet{number}.example",
            language=detect(text),
            published=DAYS[number if code == "UPD" else 0],
        )


@pytest.mark.parametrize(("code", "example"), CASES, ids=lambda item: getattr(item, "says", item))
def test_it_does_what_it_says(code, example):
    found = check(list(articles(code, example.sources))).findings
    assert (code in {finding.rule for finding in found}) is example.fires, [finding.explanation for finding in found]


@pytest.mark.parametrize("code", rulebook())
def test_every_rule_has_both(code):
    assert {example.fires for example in examples()[code]} == {True, False}
    assert "Fires: " in rulebook()[code].text
