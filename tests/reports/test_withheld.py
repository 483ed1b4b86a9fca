import pytest

from claims.ingest import read
from claims.models import Article
from reports.baseline import held_against, made_of
from reports.formats.html import page, pages
from reports.withheld import held, shareable
from tests.factory import rich_report, under
from verify.models import Accepted, Decision, History, Mark


@pytest.mark.parametrize(
    ("fields", "now", "is_held"),
    [
        ({}, "2025-08-14T09:30", False),
        ({"embargoed": "2025-08-12"}, "2025-08-14T09:30", False),
        ({"embargoed": "2025-08-13"}, "2025-08-14T11:59:59+00:00", True),
        ({"embargoed": "2025-08-13"}, "2025-08-14T12:00:00+00:00", False),
        ({"embargoed": "2025-08-13"}, "2025-08-14T13:59+02:00", True),
        ({"embargoed": "2025-08-13"}, "2025-08-14T12:00", False),
        ({"embargoed": "2025-08-13"}, "some day", True),
        ({"embargoed": "2025-08-14"}, "2025-08-14T09:30", True),
        ({"embargoed": "2025-08-15"}, "2025-08-14T09:30", True),
        ({"embargoed": "2025-08"}, "2025-08-14T09:30", True),
        ({"embargoed": "2025"}, "2026-01-01T00:00", True),
        ({"embargoed": "2025"}, "2026-01-01T12:00", False),
        ({"embargoed": "unknown"}, "2099-08-14T09:30", True),
        ({"withheld": "canceled"}, "2025-08-14T09:30", True),
    ],
)
def test_what_may_not_be_shown(fields, now, is_held):
    article = Article(id="a", path="a.txt", text="A.", sha256="0", **fields)
    assert (held(article, now) is not None) is is_held


@pytest.mark.parametrize("fields", [{"embargoed": "2025-09-01"}, {"withheld": "withheld"}])
def test_nothing_of_such_an_article_is_told(fields):
    report = under(rich_report(), "صحيفة النهر", **fields)
    shown = page(report, {})
    for words in ("صحيفة النهر", "نقلت عن السلطات", "فيضانات", "dead in the flood;", "24 قتيلا"):
        assert words not in shown
    assert "story/2.txt" in shown
    assert "left out of a report that may be passed on" in shown
    assert all("نقلت عن" not in file.data.decode() for file in pages(report, "x.html"))


def test_findings_go_with_their_articles_and_are_counted():
    report = under(rich_report(), "صحيفة النهر", embargoed="2025-09-01")
    less = shareable(report)
    assert len(less.findings) == len(report.findings) - 1
    assert less.run.counts["findings_withheld"] == 1
    assert shareable(less) == less


def test_an_opinion_goes_with_its_finding():
    report = rich_report()
    assert report.adjudication.opinions
    less = shareable(under(report, "صحيفة النهر", embargoed="2025-09-01"))
    assert less.adjudication.opinions == ()
    other = shareable(under(report, "River Post", embargoed="2025-09-01"))
    assert other.adjudication == report.adjudication


def test_a_note_goes_with_its_finding():
    report = rich_report()
    decision = Decision(
        finding_id=report.findings[0].id, choice="conflict", author="Ana", decided_at="2025", note="24!"
    )
    marks = {item.id: Mark(decision=decision) for item in report.findings}
    told = report.model_copy(update={"history": History(marks=marks)})
    less = shareable(under(told, "صحيفة النهر", embargoed="2025-09-01"))
    assert report.findings[0].id in marks.keys() - less.history.marks.keys()
    assert less.history.marks.keys() == {item.id for item in less.findings}


def test_what_a_baseline_told_of_a_withheld_article_is_not_told_as_gone():
    report = rich_report()
    known = made_of(report, Accepted(reason="known", author="Desk", date="2025-08-14"))
    canceled = under(report, "صحيفة النهر", withheld="canceled")
    without = canceled.model_copy(update={"findings": canceled.findings[1:]})
    for later in (without, shareable(without)):
        assert held_against(later, known).history.gone == ()
    assert [
        item.id
        for item in held_against(report.model_copy(update={"findings": report.findings[1:]}), known).history.gone
    ] == [report.findings[0].id]


def test_a_report_without_any_is_left_alone():
    report = rich_report()
    assert shareable(report) is report


@pytest.mark.parametrize(
    ("name", "text", "embargoed", "withheld"),
    [
        ("a.txt", "Title\nEmbargo: 2026-03-01 06:00\n\nThe bridge cost 5 euros in all.", "2026-03-01", None),
        ("a.txt", "Titel\nSperrfrist: 1. März 2026\n\nDie Brücke kostete 5 Euro.", "2026-03-01", None),
        ("a.txt", "Title\nEmbargoed: until the minister speaks\n\nThe bridge cost 5 euros.", "unknown", None),
        ("a.json", '{"text": "The bridge cost 5 euros.", "embargoed": "2026-03-01T06:00:00Z"}', "2026-03-01", None),
        ("a.json", '{"text": "The bridge cost 5 euros.", "pubstatus": "stat:withheld"}', None, "withheld"),
        ("a.json", '{"text": "The bridge cost 5 euros.", "pubstatus": "Usable"}', None, None),
        ("a.csv", "text,pubstatus\nThe bridge cost 5 euros.,canceled\n", None, "canceled"),
    ],
)
def test_it_is_read_from_the_input(tmp_path, name, text, embargoed, withheld):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (article,) = read([str(path)])
    assert (article.embargoed, article.withheld) == (embargoed, withheld)
