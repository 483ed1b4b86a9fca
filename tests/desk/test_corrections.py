"""Readings put right and pairs taken apart, on a true check of two articles."""

from functools import partial

import pytest

from reports.desk import acts
from reports.store import keeping, remarks, rereading, settings
from tests.store.test_rereading import FIRST, LIKELY, SECOND, article
from verify.models import Verdict
from verify.pipeline import check


@pytest.fixture(scope="module")
def bridges():
    return check([article("Drava Post", FIRST), article("Most", SECOND)], models=LIKELY)


@pytest.fixture
def at_bridge(browser, asked, bridges, monkeypatch):
    """A browser at the finding on the bridge; the shipped weights decide nothing here."""
    asked(keeping.save, bridges)
    recompute = rereading.recompute
    monkeypatch.setattr(acts.rereading, "recompute", lambda report, with_: recompute(report, with_, LIKELY))
    (conflict,) = [finding for finding in bridges.findings if finding.verdict is Verdict.CONFLICT]
    browser.go(f"/f/{conflict.id}")
    return browser


def number_of(browser, quote):
    """Which of the forms for corrections is that of the claim with this figure."""
    forms = [form for form in browser.page.tree.forms if (form.get("action") or "").endswith("/correct")]
    return next(
        (n, form.xpath(f".//label[contains(., '{quote}')]/input[@name='mention']/@value")[0])
        for n, form in enumerate(forms)
        if form.xpath(f".//label[contains(., '{quote}')]")
    )


def correct(browser, quote="210 million euros", **fields):
    number, mention = number_of(browser, quote)
    return browser.send("/correct", number, mention=mention, **fields)


def test_what_was_read_is_offered(at_bridge):
    offered = {" ".join(label.text_content().split()) for label in at_bridge.page.tree.xpath("//label[@class='pick']")}
    assert "quantity “210 million euros” read as 210000000 EUR" in offered


def test_a_figure_put_right_is_kept_apart_and_the_finding_worked_out_anew(at_bridge, asked, bridges):
    answer = correct(at_bridge, low="140,000,000")
    assert "No longer at odds" in answer.words
    assert "“210 million euros” in Most: is 140000000 ann" in answer.words
    (kept,) = asked(remarks.corrections)
    assert (kept.reread.low, kept.reread.quote) == ("140000000", "210 million euros")
    assert "210 million euros" in answer.tree.xpath("//blockquote")[1].text_content()


def test_one_still_at_odds_says_by_how_much(at_bridge):
    assert "Still at odds" in correct(at_bridge, low="180000000", high="180000000").words


def test_what_is_no_figure_is_dropped(at_bridge):
    assert "is no quantity" in correct(at_bridge, drop="1").words


def test_it_can_be_taken_back(at_bridge, asked):
    correct(at_bridge, low="140000000")
    at_bridge.send("/correct", 0)
    assert asked(remarks.corrections) == []
    assert len(asked(remarks.all_corrections)) == 2


@pytest.mark.parametrize("low", ["1e28", "1e40", "-5", "1e-40"])
def test_a_figure_beyond_all_measure_is_kept_like_any_other(at_bridge, asked, low):
    assert correct(at_bridge, low=low).status == 200
    assert len(asked(remarks.corrections)) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [({}, "say what it should be"), ({"low": "lots"}, "not a number"), ({"words": "nowhere"}, "must stand")],
)
def test_what_cannot_be_taken_is_told(at_bridge, asked, fields, words):
    answer = correct(at_bridge, **fields)
    assert answer.status == 422
    assert words in answer.words
    assert asked(remarks.corrections) == []


@pytest.mark.parametrize("mention", ["quantity:9999", "nonsense", "", "verdict:0"])
def test_only_what_was_read_can_be_corrected(at_bridge, mention):
    assert at_bridge.send("/correct", 0, mention=mention, low="5").status == 422


def test_a_claim_of_another_finding_cannot_be_corrected(at_bridge):
    assert at_bridge.send("/correct", 0, claim="k0", mention="quantity:0").status == 404


def test_two_claims_are_taken_apart_and_together_again(at_bridge, asked):
    answer = at_bridge.send("/pair", same="0")
    assert "not the same thing" in answer.tree.xpath("//section[@id='pairs']//li/b/text()")
    ((_, pairing),) = asked(remarks.pairings).items()
    assert {source for source, _ in pairing.quotes} == {"Drava Post", "Most"}
    at_bridge.send("/pair", same="")
    assert asked(remarks.pairings) == {}


@pytest.mark.parametrize("pair", ["", "k1", "k1 k2", "a b c"])
def test_a_pair_is_of_two_claims_of_the_finding(at_bridge, pair):
    assert at_bridge.send("/pair", pair=pair, same="0").status == 422


def test_who_judges_blind_sees_only_their_own_corrections_and_pairs(at_bridge, asked):
    correct(at_bridge, low="140000000")
    at_bridge.send("/pair", same="1")
    address = at_bridge.path
    (ours,), ((keys, pairing),) = asked(remarks.corrections), asked(remarks.pairings).items()
    asked(settings.change, settings.BLIND, True, "ann")
    assert "No longer at odds" in at_bridge.go(address).words
    theirs = partial(remarks.add_correction, outcome="No longer at odds")
    asked(theirs, ours.finding, ours.claim, "ben", ours.reread)
    asked(remarks.add_pairing, pairing.finding, keys, pairing.quotes, "ben", False)
    tree = at_bridge.go(address).tree
    assert "No longer at odds" not in at_bridge.page.words
    assert tree.xpath("//section[@id='pairs']//li/b/text()") == ["the same thing"]
    at_bridge.decide("conflict")
    tree = at_bridge.go(address).tree
    assert "No longer at odds" in at_bridge.page.words
    assert tree.xpath("//section[@id='pairs']//li/b/text()") == ["not the same thing"]
