"""The stories of the benchmark: no labelled words may be lost, no tail kept."""

import json
from pathlib import Path

import pytest

from claims.ingest import read
from claims.models import Article, Zone
from claims.segmentation import segment
from tests.eval import corpus


@pytest.mark.parametrize("story", corpus.stories()[::4], ids=lambda path: path.name)
def test_story(story):
    labels = json.loads((story / "labels.json").read_text(encoding="utf-8"))
    articles = {Path(item.path).name: item for item in read([str(story / a["file"]) for a in labels["articles"]])}
    sentences = {}
    for told in labels["articles"]:
        article = articles[told["file"]]
        assert isinstance(article, Article)
        assert (article.language, article.title) == (told["lang"], told["title"])
        sentences[told["file"]] = segment(article)
        if told["web_tail"]:
            assert sentences[told["file"]][-1].zone is Zone.BOILERPLATE
    for claim in (claim for group in labels["groups"] for claim in group["claims"]):
        start = articles[claim["file"]].text.index(claim["quote"])
        end = start + len(claim["quote"])
        holding = [s for s in sentences[claim["file"]] if s.span.start < end and start < s.span.end]
        assert holding
        assert all(s.zone is not Zone.BOILERPLATE for s in holding)
