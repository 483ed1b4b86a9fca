"""The desk in a real browser: keys, saving, losing the line, two people, and what axe has to say."""

import re
from pathlib import Path

import pytest

from reports.desk.server import Options
from reports.store import database, log, queue
from tests.browser.conftest import CHROMIUM, SWITCHES
from tests.desk.client import served
from tests.desk.conftest import TOKENS, TOLL
from tests.factory import rich_report

PHONE = {"width": 375, "height": 740}
DESK = {"width": 1366, "height": 768}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}: apt install chromium"),
]


@pytest.fixture(scope="module")
def chromium():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def said():
    """What pages said on the console."""
    return []


@pytest.fixture
def visit(chromium, port, said):
    """Opens a page of the desk; afterwards nothing may have been said on the console or asked of others."""
    contexts, asked = [], []

    def open_page(path="/", at=None, **options):
        contexts.append(chromium.new_context(**{"viewport": DESK, **options}))
        tab = contexts[-1].new_page()
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(f"http://127.0.0.1:{at or port}{path}")
        return tab

    yield open_page
    for context in contexts:
        context.close()
    assert said == []
    assert all(url.startswith("http://127.0.0.1:") for url in asked)


def rows(store):
    with database.opened(store) as db:
        return list(log.every(db))


def address(tab):
    return tab.evaluate("location.pathname")


def on_next(tab, act):
    """Do something that leads to another page, and wait for it."""
    before = tab.url
    act()
    tab.wait_for_url(lambda url: url != before)
    tab.wait_for_load_state()


class TestKeys:
    @pytest.mark.parametrize(
        ("key", "choice", "reason"),
        [("1", "conflict", None), ("3", "unsure", None), ("4", "superseded", None), ("5", "needs_source", None)]
        + [(key, "not_conflict", reason) for key, reason in (("a", "different_date"), ("g", "quote_wrong"))],
    )
    def test_one_key_decides(self, visit, store, key, choice, reason):
        tab = visit("/next")
        on_next(tab, lambda: tab.keyboard.press(key))
        (entry,) = rows(store)
        assert (entry.choice, entry.reason) == (choice, reason)
        assert "Saved" in tab.inner_text(".saved")

    def test_the_heading_of_the_next_has_the_focus(self, visit):
        tab = visit("/next")
        on_next(tab, lambda: tab.keyboard.press("1"))
        assert tab.evaluate("document.activeElement.id") == "heading"

    def test_keys_are_places_so_they_work_in_any_layout(self, visit, store):
        tab = visit("/next")
        before = tab.url
        tab.evaluate(
            """document.body.dispatchEvent(new KeyboardEvent("keydown",
               {key: "ф", code: "KeyA", bubbles: true, cancelable: true}))"""
        )
        tab.wait_for_url(lambda url: url != before)
        assert rows(store)[0].reason == "different_date"

    @pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
    def test_keys_rest_with_modifiers(self, visit, store, modifier):
        tab = visit("/next")
        tab.evaluate(
            """(name) => document.body.dispatchEvent(new KeyboardEvent("keydown",
               {key: "1", code: "Digit1", bubbles: true, [name]: true}))""",
            {"Control": "ctrlKey", "Alt": "altKey", "Meta": "metaKey"}[modifier],
        )
        tab.wait_for_timeout(200)
        assert rows(store) == []

    def test_keys_rest_while_one_writes(self, visit, store):
        tab = visit("/next")
        tab.keyboard.press("n")
        tab.keyboard.type("12345 asdfgh jkz")
        assert tab.input_value("textarea[name=note]") == "12345 asdfgh jkz"
        assert rows(store) == []
        tab.keyboard.press("Escape")
        on_next(tab, lambda: tab.keyboard.press("1"))
        assert rows(store)[0].note == "12345 asdfgh jkz"

    def test_undo_next_previous_context_list_and_help(self, visit, store):
        tab = visit("/next")
        first = address(tab)
        on_next(tab, lambda: tab.keyboard.press("j"))
        on_next(tab, lambda: tab.keyboard.press("k"))
        assert address(tab) == first
        tab.keyboard.press("e")
        assert tab.locator("#context blockquote").first.is_visible()
        tab.keyboard.press("w")
        assert tab.locator("#weighed .why").is_visible()
        on_next(tab, lambda: tab.keyboard.press("t"))
        assert tab.locator(".latin").is_visible()
        on_next(tab, lambda: tab.keyboard.press("1"))
        on_next(tab, lambda: tab.keyboard.press("z"))
        assert [entry.choice for entry in rows(store)] == ["conflict", None]
        on_next(tab, lambda: tab.keyboard.press("q"))
        assert address(tab) == "/"
        on_next(tab, lambda: tab.keyboard.press("?"))
        assert address(tab) == "/help"

    def test_a_key_can_be_changed_by_pressing_it(self, visit, store):
        tab = visit("/settings")
        tab.focus("input[name=key-conflict]")
        tab.keyboard.press("c")
        assert tab.input_value("input[name=key-conflict]") == "KeyC"
        tab.click("main button[type=submit]")
        tab.wait_for_load_state()
        tab.goto(tab.url.replace("/settings", "/next"))
        assert tab.inner_text("kbd[data-key=conflict]") == "C"
        on_next(tab, lambda: tab.keyboard.press("c"))
        assert rows(store)[0].choice == "conflict"

    def test_two_leads_to_the_reasons(self, visit):
        tab = visit("/next")
        tab.keyboard.press("2")
        assert tab.evaluate("document.activeElement.id") == "reasons"


class TestLosingTheLine:
    def test_what_cannot_be_sent_is_kept_and_sent_later(self, visit, store, said):
        tab = visit("/next")
        tab.context.set_offline(True)
        tab.fill("textarea[name=note]", "Written on the train.")
        tab.click("button[value=conflict]")
        tab.wait_for_selector("#offline:visible")
        assert "One act is kept in this browser" in tab.inner_text("#offline")
        assert rows(store) == []
        before = tab.url
        tab.context.set_offline(False)
        tab.wait_for_url(lambda url: url != before, timeout=15000)
        (entry,) = rows(store)
        assert entry.note == "Written on the train."
        assert tab.locator("#offline").is_hidden()
        said.clear()  # the browser says of its own that it was offline

    def test_nothing_is_lost_on_reload(self, visit, store, said):
        tab = visit("/next")
        at = address(tab)
        tab.route("**/decide", lambda route: route.abort())
        tab.click("button[value=superseded]")
        tab.wait_for_selector("#offline:visible")
        tab.unroute("**/decide")
        tab.reload()
        tab.wait_for_url(lambda url: at not in url, timeout=15000)
        assert [entry.choice for entry in rows(store)] == ["superseded"]
        said.clear()

    def test_a_fault_of_the_desk_is_no_answer(self, visit, store, said):
        tab = visit("/next")
        tab.route("**/decide", lambda route: route.fulfill(status=503, body="busy"))
        tab.click("button[value=conflict]")
        tab.wait_for_selector("#offline:visible")
        tab.unroute("**/decide")
        tab.wait_for_selector(".saved", timeout=15000)
        assert len(rows(store)) == 1
        said.clear()

    def test_an_answer_that_was_lost_on_the_way_is_not_kept_twice(self, visit, store, said):
        tab = visit("/next")

        def swallow(route):
            route.fetch()
            route.abort()

        tab.route("**/decide", swallow, times=1)
        tab.click("button[value=conflict]")
        tab.wait_for_selector(".saved", timeout=15000)
        assert len(rows(store)) == 1
        said.clear()

    def test_what_is_being_written_survives_a_reload(self, visit):
        tab = visit("/next")
        tab.fill("textarea[name=note]", "Half a thought")
        tab.reload()
        assert tab.input_value("textarea[name=note]") == "Half a thought"
        on_next(tab, lambda: tab.click("button[value=unsure]"))
        tab.go_back()
        tab.reload()
        assert tab.input_value("textarea[name=note]") == ""

    def test_a_refusal_is_told_and_the_note_stays(self, visit, said):
        tab = visit("/next")
        tab.evaluate("document.querySelector('.decide [name=csrf]').value = 'stale'")
        tab.fill("textarea[name=note]", "Not lost.")
        tab.click("button[value=unsure]")
        tab.wait_for_selector("#refused")
        assert "another session" in tab.inner_text("#refused")
        assert tab.input_value("textarea[name=note]") == "Not lost."
        said.clear()  # the browser logs the 403


def test_two_browsers_at_once_lose_nothing(chromium, store):
    with served(Options(store=store, tokens=TOKENS), rich_report()) as port:
        contexts = [chromium.new_context(viewport=DESK) for _ in TOKENS][:2]
        tabs = [context.new_page() for context in contexts]
        for tab, token in zip(tabs, TOKENS, strict=False):
            tab.goto(f"http://127.0.0.1:{port}/login?token={token}")
        with database.opened(store) as db:
            asked = [item.id for item in queue.items(db) if item.asked]
        for number, identity in enumerate(asked):
            for tab in tabs:
                tab.goto(f"http://127.0.0.1:{port}/f/{identity}")
            for tab, choice in zip(tabs, ("conflict", "unsure" if number % 2 else "conflict"), strict=True):
                tab.click(f"button[value={choice}]", no_wait_after=True)
            for tab in tabs:
                tab.wait_for_url(re.compile("saved="))
        told = {(entry.reviewer, entry.finding) for entry in rows(store)}
        assert told == {(name, identity) for name in ("ann", "ben") for identity in asked}
        for context in contexts:
            context.close()


class TestLayout:
    def test_a_finding_of_two_claims_needs_no_scrolling(self, visit, finding):
        for attribute in ("start of deliveries", "speed of the D7 against the K9"):
            tab = visit(finding(attribute))
            assert tab.evaluate("document.documentElement.scrollHeight") <= DESK["height"]
            for part in (".sides", ".decide", ".v", ".history", "#context summary"):
                box = tab.locator(part).first.bounding_box()
                assert box["y"] + box["height"] <= DESK["height"]

    @pytest.mark.parametrize("path", ["/", "/next", "/history", "/log", "/help", "/settings", "/bulk", "/export"])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_a_phone_shows_it_without_sideways_scrolling(self, visit, path, scheme):
        tab = visit(path, viewport=PHONE, color_scheme=scheme)
        assert tab.evaluate("document.documentElement.scrollWidth") == PHONE["width"]

    def test_twice_as_large_is_still_all_there(self, visit, finding):
        tab = visit(finding(), viewport={"width": DESK["width"] // 2, "height": DESK["height"] // 2})
        assert tab.evaluate("document.documentElement.scrollWidth") == DESK["width"] // 2
        assert tab.locator("button[value=conflict]").is_visible()

    def test_arabic_runs_from_the_right(self, visit, finding):
        tab = visit(finding(TOLL))
        assert tab.locator("blockquote[lang=ar]").first.evaluate("e => getComputedStyle(e).direction") == "rtl"

    def test_dark_is_dark(self, visit):
        ground = "getComputedStyle(document.body).backgroundColor"
        assert visit("/", color_scheme="dark").evaluate(ground) != visit("/").evaluate(ground)

    def test_targets_are_large_enough(self, visit, finding):
        small = visit(finding()).eval_on_selector_all(
            "button, select, textarea, summary, header a, aside a",
            "list => list.filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 23.5)"
            ".map(e => e.outerHTML.slice(0, 80))",
        )
        assert small == []


@pytest.mark.parametrize("path", ["/", "FINDING", "/history", "/disagreements", "/log", "/bulk", "/settings", "/help"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit, finding, path, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    tab = visit(finding() + "?latin=1&context=1" if path == "FINDING" else path, color_scheme=scheme)
    for summary in tab.query_selector_all("details:not([open]) > summary"):
        summary.click()
    found = axe.Axe().run(tab, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    assert [(item["id"], [node["target"] for node in item["nodes"]]) for item in found] == []


def test_all_of_it_without_a_script(visit, store, finding):
    tab = visit("/", java_script_enabled=False)
    tab.click("a.go")
    tab.fill("textarea[name=note]", "By hand.")
    tab.click("button[value=different_scope]")
    assert "Saved" in tab.inner_text(".saved")
    tab.click(".saved button")
    assert [entry.choice for entry in rows(store)] == ["not_conflict", None]
    tab.goto(tab.url.split("/f/")[0] + finding())
    tab.click("#context > summary")
    assert tab.locator("#context blockquote").first.is_visible()


def test_the_script_is_small():
    script = Path(__file__).parents[2] / "reports/desk/static/desk.js"
    assert script.stat().st_size < 30_000
