"""What leaves the desk: reports with decisions in them, the log, labelled pairs."""

from urllib.parse import quote

import pytest

from reports.desk.exports import REPORTS
from reports.desk.server import Options
from tests.desk.client import Browser, served
from tests.factory import rich_report, under


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_every_form_of_the_report_can_be_taken(browser, finding, name):
    browser.go(finding())
    browser.decide("conflict", note="Both desks called; the ministry counts 42.")
    answer = browser.ask("GET", f"/export/{name}")
    assert answer.status == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.body


def test_the_page_carries_the_decision_and_no_name(browser, finding):
    browser.go(finding())
    browser.decide("conflict", note="Both desks called.")
    text = browser.ask("GET", "/export/report.html").text
    assert "Both desks called." in text
    assert ">ann<" not in text


def test_a_claim_review_is_of_what_was_decided_with_words(browser, finding):
    assert "claimReviewed" not in browser.ask("GET", "/export/report.claimreview.jsonld").text
    browser.go(finding())
    browser.decide("conflict", note="Both desks called; the ministry counts 42.")
    assert "ministry counts 42" in browser.ask("GET", "/export/report.claimreview.jsonld").text


@pytest.mark.parametrize("name", ["report.exe", "../../etc/passwd", "decisions.xml", ""])
def test_no_other_form(browser, name):
    assert browser.ask("GET", f"/export/{name}").status == 404


@pytest.mark.parametrize("name", ["decisions.csv", "decisions.json", "decisions.jsonl", "pairs.jsonl"])
def test_log_and_pairs_can_be_taken(browser, finding, name):
    browser.go(finding())
    browser.decide("conflict")
    assert "conflict" in browser.ask("GET", f"/export/{name}").text


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_no_form_holds_what_is_under_embargo(store, finding, name):
    held = under(rich_report(), "صحيفة النهر", embargoed="2025-09-01")
    with served(Options(store=store, user="ann"), held) as port:
        browser = Browser(port)
        browser.go(finding())
        browser.decide("conflict", note="The ministry counts 42.")
        answer = browser.ask("GET", f"/export/{name}")
    assert answer.status == 200
    for words in ("صحيفة النهر", "نقلت عن السلطات", "24 قتيلا", "at least 42 dead; "):
        assert words not in answer.text


@pytest.mark.parametrize("run", ["²", "0", "99999999999999999999", "x"])
def test_a_run_that_is_none_has_no_export(browser, run):
    assert browser.ask("GET", f"/export/report.json?run={quote(run)}").status == 404
