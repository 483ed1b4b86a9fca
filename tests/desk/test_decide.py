"""Deciding, undoing, noting: everything through plain forms, as without JavaScript."""

import pytest

from reports.desk.wording import CHOICES, REASONS, STATES
from reports.store import keeping, log, queue, remarks, settings
from reports.store.models import Reason
from tests.desk.client import Browser
from tests.desk.conftest import TOLL
from tests.factory import rich_report
from tests.store.build import bridge
from verify.models import Choice

D7 = "speed of the D7 against the K9"


def standing(asked, attribute=TOLL):
    return next(item.standing for item in asked(queue.items) if item.attribute == attribute)


@pytest.mark.parametrize("choice", [choice.value for choice in Choice if choice is not Choice.NOT_CONFLICT])
def test_every_state_can_be_chosen(browser, finding, asked, choice):
    browser.go(finding())
    browser.decide(choice)
    assert standing(asked).choice == choice


@pytest.mark.parametrize("reason", [reason.value for reason in Reason])
def test_no_conflict_has_a_reason(browser, finding, asked, reason):
    browser.go(finding())
    browser.decide(reason)
    (entry,) = asked(log.every)
    assert (entry.choice, entry.reason) == ("not_conflict", reason)


@pytest.mark.parametrize("choice", ["not_conflict", "", "discard", "undecided", "<b>"])
def test_nothing_else_is_taken(browser, finding, asked, choice):
    browser.go(finding())
    assert browser.decide(choice).status == 422
    assert asked(log.every) == []


def test_every_state_and_reason_has_a_sentence_and_none_says_discard(browser, finding):
    words = browser.go(finding()).words + browser.go("/help").words
    for wording in [*CHOICES.values(), *REASONS.values(), *STATES.values()]:
        assert wording.name in words
        assert wording.sentence in words or wording.sentence in browser.go(finding()).text
    assert "discard" not in words.lower()


def test_what_is_decided_is_told_and_the_next_follows(browser, finding):
    browser.go("/next")
    first = browser.path
    answer = browser.decide("conflict")
    assert browser.path.partition("?")[0] != first
    assert answer.tree.xpath("//*[@class='saved']//b/text()") == ["Conflict"]
    assert f"{first}" in answer.text


def test_the_last_decision_leads_to_an_empty_queue(browser):
    browser.go("/next")
    while browser.path.startswith("/f/"):
        browser.decide("unsure")
    assert browser.page.heading == "Nothing waits for you"
    assert browser.go("/next").heading == "Nothing waits for you"


def test_it_goes_on_at_the_first_undecided_after_a_break(browser, port):
    browser.go("/next")
    browser.decide("conflict")
    second = browser.path.partition("?")[0]
    later = Browser(port)
    later.go("/next")
    assert later.path.partition("?")[0] == second


def test_sent_twice_is_kept_once(browser, finding, asked):
    browser.go(finding())
    fields = {**browser.fields("/decide"), "choice": "conflict", "note": "once"}
    for _ in range(2):
        assert browser.post(f"{finding()}/decide", **fields).status == 200
    assert len(asked(log.every)) == 1
    assert len(asked(remarks.notes, [finding().removeprefix("/f/")])) == 1


def test_a_row_tells_what_it_was_decided_on(browser, finding, asked):
    browser.go(finding())
    browser.decide("conflict", note="Called both desks.")
    (entry,) = asked(log.every)
    assert entry.rule == "QTY"
    assert entry.model == "0.1.0 default:0f3a"
    assert entry.run.startswith("r")
    assert entry.note == "Called both desks."


def test_a_note_of_a_decision_is_among_the_notes(browser, finding):
    browser.go(finding())
    browser.decide("needs_source", note="Call @ben at the ministry.")
    answer = browser.go(finding())
    assert answer.tree.xpath("//div[@class='thread']/p")[0].text_content() == "Call @ben at the ministry."
    assert "to ben" in answer.words


def test_undo_takes_back_the_last_and_deletes_nothing(browser, finding, asked):
    browser.go(finding())
    browser.decide("conflict")
    browser.go(finding())
    browser.send("/undo")
    assert [entry.choice for entry in asked(log.every)] == [Choice.CONFLICT, None]
    assert standing(asked).choice is None
    assert "undecided again" in browser.page.words


def test_undo_without_anything_to_undo(browser, finding, asked):
    browser.go(finding())
    browser.send("/undo")
    assert browser.path == finding()
    assert asked(log.every) == []


def test_history_has_twenty_and_leads_back(browser, finding, asked):
    for number in range(23):
        browser.go(finding())
        browser.decide("unsure" if number % 2 else "conflict")
    answer = browser.go("/history")
    rows = answer.tree.xpath("//tbody/tr")
    assert len(rows) == 20
    assert {link for row in rows for link in row.xpath(".//a/@href")} == {finding()}
    browser.send("/undo")
    assert len(asked(log.every)) == 24


def test_only_ones_own_last_row_on_a_finding_is_undone(browser, finding, asked):
    browser.go(finding())
    browser.decide("conflict")
    first = asked(log.every)[0].id
    browser.go(finding())
    browser.decide("unsure")
    browser.go(finding())
    assert browser.send("/undo", entry=first).status == 409
    browser.go(finding())
    assert browser.send("/undo", entry="no such row").status == 404
    assert len(asked(log.every)) == 2


def test_nobody_undoes_anothers(people, finding, asked):
    ann, ben = people
    ann.go(finding())
    ann.decide("conflict")
    ben.go(finding())
    assert ben.send("/undo", entry=asked(log.every)[0].id).status == 404
    ben.go(finding())
    ben.send("/undo")
    assert len(asked(log.every)) == 1


class TestNotes:
    def test_an_edited_note_keeps_its_versions(self, browser, finding):
        browser.go(finding())
        browser.send("/note", -1, text="Call the ministry.", link="https://ministry.example/press")
        answer = browser.send("/note", 0, text="Called: they say 42.")
        thread = answer.tree.xpath("//div[@class='thread']")[0]
        assert thread.xpath("./p")[0].text_content() == "Called: they say 42."
        assert "Call the ministry." in thread.xpath(".//ol")[0].text_content()
        assert thread.xpath(".//a/@href") == ["https://ministry.example/press"]

    @pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://x", "not a link", "//evil.example"])
    def test_a_link_is_a_web_address(self, browser, finding, link, asked):
        browser.go(finding())
        assert browser.send("/note", -1, text="See there.", link=link).status == 422
        assert asked(remarks.notes, [finding().removeprefix("/f/")]) == []

    @pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
    def test_a_note_says_something_and_not_too_much(self, browser, finding, text):
        browser.go(finding())
        assert browser.send("/note", -1, text=text).status == 422

    def test_lines_of_a_note_stay(self, browser, finding, asked):
        browser.go(finding())
        browser.send("/note", -1, text="one\r\ntwo")
        assert asked(remarks.notes, [finding().removeprefix("/f/")])[0][0].text == "one\ntwo"

    def test_only_its_writer_edits_it(self, people, finding):
        ann, ben = people
        ann.go(finding())
        ann.send("/note", -1, text="Mine.")
        thread = ann.fields("/note")["thread"]
        ben.go(finding())
        assert ben.send("/note", -1, text="Ours.", thread=thread).status == 403


class TestTwoPeople:
    def test_a_decision_made_meanwhile_is_told_and_both_are_kept(self, people, finding, asked):
        ann, ben = people
        ann.go(finding())
        ben.go(finding())
        ben.decide("superseded")
        words = ann.decide("conflict").words
        assert "ben decided meanwhile: Superseded" in words
        assert "Both are kept" in words
        assert [(e.reviewer, e.choice) for e in asked(log.every)] == [("ben", "superseded"), ("ann", "conflict")]

    @pytest.mark.parametrize("seen", ["²", "9" * 5000, "-1", ""])
    def test_a_number_that_no_page_gave_stops_no_decision(self, people, finding, asked, seen):
        people[0].go(finding())
        people[0].decide("conflict", seen=seen)
        assert [e.choice for e in asked(log.every)] == ["conflict"]

    def test_who_has_it_open_is_seen(self, people, finding):
        ann, ben = people
        ann.go(finding())
        answer = ben.go(finding())
        held = answer.tree.get_element_by_id("held")
        assert held.text_content() == "open at ann"
        assert "hidden" not in held.attrib
        assert "open at ann" in ben.go("/").words

    def test_ones_own_page_does_not_say_so(self, people, finding):
        held = people[0].go(finding()).tree.get_element_by_id("held")
        assert "hidden" in held.attrib

    def test_the_next_is_one_that_nobody_has_open(self, people):
        ann, ben = people
        ann.go("/next")
        ben.go("/next")
        assert ann.path != ben.path

    def test_a_heartbeat_tells_who_has_it_and_what_was_decided(self, people, finding):
        ann, ben = people
        ann.go(finding())
        answer = ben.ask("GET", f"{finding()}/who", Accept="application/json")
        assert '"holder":"ann"' in answer.text
        ann.decide("conflict")
        assert '"seen":1' in ben.ask("GET", f"{finding()}/who", Accept="application/json").text

    def test_disagreements_are_listed_until_they_end(self, people, finding):
        ann, ben = people
        for someone, choice in ((ann, "conflict"), (ben, "different_scope")):
            someone.go(finding())
            someone.decide(choice)
        answer = ann.go("/disagreements")
        assert answer.heading == "1 finding decided differently"
        assert "ben: Not a conflict (different scope)" in answer.words
        ben.go(finding())
        ben.decide("conflict")
        assert ann.go("/disagreements").heading == "0 findings decided differently"

    def test_how_far_people_agree(self, people, finding):
        ann, ben = people
        for attribute, choices in ((TOLL, ("conflict", "conflict")), (D7, ("conflict", "unsure"))):
            for someone, choice in zip((ann, ben), choices, strict=True):
                someone.go(finding(attribute))
                someone.decide(choice)
        assert ann.go("/disagreements").cells("//tbody/tr") == ["ann and ben", "2", "1", "0.00"]

    def test_what_is_grave_waits_for_a_second_opinion(self, people, finding, asked, store):
        asked(settings.change, settings.OPINIONS, 2)
        ann, ben = people
        ann.go(finding())
        ann.decide("conflict")
        assert standing(asked).word == "second"
        assert "Waiting for a second opinion 1" in ben.go("/disagreements").words
        ben.go(finding())
        ben.decide("conflict")
        assert standing(asked).word == "conflict"


class TestBlind:
    @pytest.fixture
    def blind(self, people, asked):
        asked(settings.change, settings.BLIND, True, "ben")
        return people

    def test_nothing_gives_away_score_or_verdicts(self, blind, finding):
        ann, ben = blind
        ann.go(finding())
        ann.decide("superseded", note="A secret note of Ann.")
        ben.go(finding())
        aside = " ".join(ben.page.tree.xpath("//section[@class='history']")[0].text_content().split())
        assert "Hidden until you decide." in aside
        words = ben.page.words
        for giveaway in (
            "97 %",
            "almost certain",
            "Together:",
            "A secret note of Ann.",
            "open at ann",
            "model's opinion",
        ):
            assert giveaway not in words
        for path in ("/", "/disagreements", "/log"):
            listed = ben.go(path).words
            assert "97 %" not in listed
            assert "A secret note" not in listed
            assert "ann: Superseded" not in listed

    @pytest.mark.parametrize("query", ["state=superseded", "state=disputed", "reviewer=ann", "state=second"])
    def test_no_filter_gives_them_away(self, blind, finding, query):
        ann, ben = blind
        ann.go(finding())
        ann.decide("superseded")
        assert TOLL not in ben.go(f"/?{query}").words
        assert TOLL in ben.go("/?state=undecided").words

    def test_nor_does_an_export(self, blind, finding):
        ann, ben = blind
        ann.go(finding())
        ann.decide("superseded")
        assert ben.ask("GET", "/export/decisions.csv").status == 403
        assert ann.ask("GET", "/export/decisions.csv").status == 200
        ben.go(finding())
        ben.decide("superseded")
        assert ben.ask("GET", "/export/decisions.csv").status == 200

    def test_after_deciding_all_is_shown(self, blind, finding):
        ann, ben = blind
        ann.go(finding())
        ann.decide("superseded", note="A note of Ann.")
        ben.go(finding())
        ben.decide("conflict")
        words = ben.go(finding()).words
        for told in ("A note of Ann.", "97 %", "A model's opinion judge:7b: the two contradict each other, 83 %"):
            assert told in words

    def test_others_see_as_before(self, blind, finding):
        assert "97 %" in blind[0].go(finding()).words


class TestChanged:
    def test_changed_claims_are_shown_side_by_side(self, browser, asked, finding):
        asked(keeping.save, bridge(id="fbridge"))
        browser.go(finding("cost"))
        browser.decide("different_scope", note="One is with the road.")
        asked(keeping.save, bridge(id="fbridge2", cost_b="230"))
        answer = browser.go(finding("cost"))
        assert browser.path == "/f/fbridge2"
        assert answer.cells("//section[@class='changed']//tbody/tr") == [
            "Most",
            "Officials put the bridge over the Drava at 210 million euros.",
            "Officials put the bridge over the Drava at 230 million euros.",
        ]
        assert "One is with the road." in answer.words
        assert "on an earlier wording" in answer.words

    def test_it_waits_again(self, browser, asked, finding):
        asked(keeping.save, bridge(id="fbridge"))
        browser.go(finding("cost"))
        browser.decide("conflict")
        asked(keeping.save, bridge(id="fbridge2", cost_b="230"))
        assert "/f/fbridge2" in browser.go("/?state=changed").text

    def test_a_rerun_changes_nothing_that_was_decided(self, browser, asked, finding):
        browser.go(finding())
        browser.decide("conflict")
        report = rich_report()
        run = report.run.model_copy(update={"encoder": "another", "started_at": "2026-01-01T00:00:00+00:00"})
        asked(keeping.save, report.model_copy(update={"run": run}))
        assert standing(asked).word == "conflict"
        assert "unchanged" in browser.go(finding()).words


class TestMany:
    def test_what_was_previewed_is_decided_and_undone_at_once(self, browser, asked):
        browser.go("/bulk?severity=high")
        assert browser.page.heading == "Decide 2 findings at once"
        browser.send("/bulk", choice="superseded", note="All corrected.")
        assert [entry.choice for entry in asked(log.every)] == ["superseded", "superseded"]
        browser.go("/history")
        browser.send("/undo")
        assert len(asked(log.every)) == 4
        assert not any(item.standing.opinions for item in asked(queue.items))

    def test_only_what_is_asked_about(self, browser, asked):
        browser.go("/bulk?verdict=all")
        browser.send("/bulk", choice="unsure")
        decided = {entry.finding for entry in asked(log.every)}
        assert decided == {item.id for item in asked(queue.items) if item.asked}

    def test_a_selection_that_has_changed_is_previewed_again(self, people, asked, finding):
        ann, ben = people
        ann.go("/bulk?state=undecided")
        ben.go(finding())
        ben.decide("conflict")
        answer = ann.send("/bulk", choice="superseded")
        assert answer.status == 409
        assert "The selection has changed meanwhile" in answer.words
        assert len(asked(log.every)) == 1

    def test_a_choice_is_needed(self, browser, asked):
        browser.go("/bulk")
        assert browser.send("/bulk").status == 422
        assert asked(log.every) == []
