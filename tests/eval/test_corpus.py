"""The benchmark is what its card says: exact quotes, sound labels, the counts, the digest."""

import json
import re
from itertools import chain
from pathlib import Path

import pytest

from tests.eval import corpus
from verify.models import Kind

CARD = corpus.BENCHMARK / "README.md"
ORIGINAL = Path(__file__).parents[3] / "shared" / "stories"
VERDICTS = {"conflict", "agree", "update", "debatable"}
STATUSES = {"fact", "plan", "forecast", "rumour"}
STORIES = corpus.stories()


def quotes(told):
    """Every labelled passage of a story."""
    yield from chain.from_iterable(group["claims"] for group in told["groups"])
    yield from chain.from_iterable((trap["a"], trap["b"]) for trap in told["traps"])


@pytest.fixture(params=STORIES, ids=lambda path: path.name)
def story(request):
    return request.param


def test_every_quote_is_an_exact_part_of_its_article(story):
    told = corpus.labels(story)
    texts = {a["file"]: corpus.text(story, a["file"]) for a in told["articles"]}
    assert sorted(texts) == sorted(path.name for path in story.glob("*.txt"))
    assert [q for q in quotes(told) if not q["quote"] or q["quote"] not in texts[q["file"]]] == []


def test_labels_are_sound(story):
    told = corpus.labels(story)
    ids = [item["id"] for item in (*told["groups"], *told["traps"])]
    assert told["story"] == story.name
    assert len(ids) == len(set(ids))
    for group in told["groups"]:
        assert group["verdict"] in VERDICTS
        assert group["kind"] in set(Kind)
        assert {c["status"] for c in group["claims"]} <= STATUSES
        assert len(group["claims"]) > 1
        if group["verdict"] == "conflict":
            assert corpus.at_odds(group)
            assert group["why"]


def test_marked_quantities_lie_where_they_are_said_to():
    marked = json.loads(corpus.MEASURES.read_text(encoding="utf-8"))
    assert set(marked) <= {story.name for story in STORIES}
    for name, quantities in marked.items():
        for mark in quantities:
            said = corpus.text(corpus.STORIES / name, mark["file"])[mark["start"] : mark["end"]]
            assert said == said.strip() != ""


def test_the_card_counts_right():
    rows = re.findall(r"^\| ([^|]+) \| (\d+) \|$", CARD.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name: int(number) for name, number in rows} == corpus.counts()


def test_the_digest_sees_names_and_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(corpus, "BENCHMARK", tmp_path)
    monkeypatch.setattr(corpus, "STORIES", tmp_path / "stories")
    monkeypatch.setattr(corpus, "MEASURES", tmp_path / "measures.json")
    article = tmp_path / "stories" / "one" / "01_en.txt"
    article.parent.mkdir(parents=True)
    corpus.MEASURES.write_text("{}")
    seen = set()
    for content in (b"a\n", b"a\r\n", b"b\n"):
        article.write_bytes(content)
        assert corpus.digest() == corpus.digest()
        seen.add(corpus.digest())
    article.rename(article.with_name("02_en.txt"))
    seen.add(corpus.digest())
    assert len(seen) == 4


@pytest.mark.shared
@pytest.mark.skipif(not ORIGINAL.is_dir(), reason="no labelled stories beside the checkout")
def test_nothing_was_changed_on_the_way(story):
    original = ORIGINAL / story.name
    assert corpus.labels(story) == json.loads((original / "labels.json").read_text(encoding="utf-8"))
    for path in story.glob("*.txt"):
        assert path.read_bytes() == (original / path.name).read_bytes()
