"""Style and script beside the page, and a report of many pages."""

import json
import sys

import pytest
from lxml import html

from claims.work import apart
from reports.embedded import slim
from reports.formats import html as pages_module
from reports.formats.html import pages
from reports.formats.json import dumps, load, record
from tests.factory import Story, rich_report, side
from verify.models import Verdict


def files(report, **options) -> dict[str, bytes]:
    return {file.name: file.data for file in pages(report, "story.html", **options)}


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(pages_module, "MAX_FINDINGS", 5)
    monkeypatch.setattr(pages_module, "PER_PAGE", 3)


def test_one_file_is_the_rule():
    assert list(files(rich_report())) == ["story.html"]


def test_split_puts_style_and_script_beside_it():
    made = files(rich_report(), assets="split")
    assert list(made) == ["story_files/report.css", "story_files/report.js", "story.html"]
    tree = html.fromstring(made["story.html"].decode())
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "style-src 'self'; script-src 'self'" in policy
    assert not tree.xpath("//style | //script[not(@src) and not(@type)]")
    assert {*tree.xpath("//link/@href"), *tree.xpath("//script/@src")} <= made.keys()


def test_too_many_findings_make_a_folder_and_lose_nothing(small_pages):
    report = rich_report()
    made = files(report)
    assert list(made)[-1] == "story.html"
    names = [name for name in made if "page-" in name]
    assert names == ["story_files/page-001.html", "story_files/page-002.html", "story_files/page-003.html"]
    trees = {name: html.fromstring(made[name].decode()) for name in (*names, "story.html")}
    shown = [card for name in names for card in trees[name].xpath("//article/@id")]
    assert sorted(shown) == sorted(f"f-{finding.id}" for finding in report.findings)
    at_odds = {f"f-{item.id}" for item in report.findings if item.verdict in ("conflict", "possible")}
    assert set(trees["story.html"].xpath("//li[contains(@class, 'card')]/@id")) == at_odds


@pytest.mark.skipif(sys.platform != "linux", reason="no other system copies a process cheaply")
def test_data_written_by_another_process_are_the_same(small_pages):
    report = rich_report()
    assert files(report, begin=apart) == files(report)


def test_links_between_the_pages_lead_somewhere(small_pages):
    made = files(rich_report())
    trees = {name: html.fromstring(data.decode()) for name, data in made.items() if name.endswith(".html")}
    for name, tree in trees.items():
        folder = "story_files/" if "/" in name else ""
        for link in (*tree.xpath("//a/@href"), *tree.xpath("//link/@href"), *tree.xpath("//script/@src")):
            if link.startswith("http"):
                continue
            path, _, anchor = link.partition("#")
            target = (folder + path).replace("story_files/../", "").replace("./", "") if path else name
            assert target in made, (name, link)
            assert not anchor or anchor in trees[target].xpath("//@id"), (name, link)


def test_the_data_of_many_pages_lie_beside_them(small_pages, tmp_path):
    report = rich_report()
    path = tmp_path / "report.json"
    path.write_bytes(files(report)["story_files/report.json"])
    assert json.loads(path.read_bytes()) == json.loads(dumps(record(slim(load(path)))))
    assert load(path).findings == report.findings


def test_a_page_too_large_makes_a_folder(monkeypatch):
    monkeypatch.setattr(pages_module, "MAX_BYTES", 10_000)
    assert "story_files/page-001.html" in files(rich_report())


def test_all_in_arabic(small_pages):
    for name, data in files(rich_report(), language="ar").items():
        if name.endswith(".html"):
            root = html.fromstring(data.decode())
            assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")


def test_an_unknown_language_is_an_error():
    with pytest.raises(ValueError, match="does not speak"):
        files(rich_report(), language="xx")


def test_the_index_folds_away_what_is_hardly_likely(monkeypatch):
    monkeypatch.setattr(pages_module, "MAX_FINDINGS", 2)
    story = Story()
    claims = [story.claim(story.article([f"{n} dead."], source=f"{n}", language="en"), f"{n} dead.") for n in (7, 9)]
    told = [story.reading(claim, claim.span.quote[0], "7", ("7", "7"), "x") for claim in claims]
    for number, confidence in enumerate((0.3, 0.2, 0.02)):
        sides = [side(value, reading) for value, reading in zip("79", told, strict=True)]
        story.finding(Verdict.POSSIBLE, sides, id=f"f{number}", confidence=confidence)
    (index,) = [file for file in pages(story.report(), "r.html") if file.name == "r.html"]
    parts = html.fromstring(index.data).xpath("//section[@id='possible' or @id='unlikely']")
    listed = [(p.get("id"), "fold" in p.get("class").split(), len(p.xpath(".//li[@id]"))) for p in parts]
    assert listed == [("possible", False, 2), ("unlikely", True, 1)]
