"""The page in a real browser: under its own policy, from a file, with and without its script."""

import json

import pytest

from tests.factory import rich_report

PHONE = {"width": 375, "height": 740}

pytestmark = pytest.mark.browser


def cards(tab) -> list[str]:
    """Ids of the cards that can be seen."""
    return tab.eval_on_selector_all(".card", "list => list.filter(card => card.checkVisibility()).map(card => card.id)")


def width(tab) -> int:
    return tab.evaluate("document.documentElement.scrollWidth")


def test_opens_from_a_file_without_a_word_on_the_console(visit):
    tab = visit()
    assert tab.inner_text("h1") == "3 conflicts between the sources"
    assert tab.inner_text("output") == "8 of 8 findings"


@pytest.mark.parametrize("script", [True, False])
def test_no_sideways_scroll_on_a_phone(visit, script):
    tab = visit(viewport=PHONE, java_script_enabled=script)
    for button in tab.query_selector_all("button.more:visible"):
        button.click()
    if script:
        assert width(tab) == PHONE["width"]
    assert tab.query_selector("main").bounding_box()["width"] <= PHONE["width"]


def test_all_is_readable_without_the_script(visit):
    tab = visit(java_script_enabled=False)
    assert tab.locator("form.bar").is_hidden()
    assert tab.locator("button:visible").count() == 0
    for words in (
        "co najmniej 42 osoby",
        "24 شخصا",
        "42 or more against 24",
        "value of the contract",
        "Another place",
    ):
        assert tab.get_by_text(words).first.is_visible()


FILTERS = {
    "": 6,
    "?severity=high": 2,
    "?verdict=agreement": 1,
    "?language=ar": 1,
    "?source=River%20Post": 3,
    "?q=sluzb%20POWODZI": 1,
    "?q=الفيضانات": 1,
    "?q=nothing-like-it": 0,
    "?verdict=nonsense": 6,
    "?verdict=conflict&severity=medium": 1,
    "?name=D7": 2,
    "?rule=DAT": 1,
    "?rule=CMP&sort=confidence": 2,
    "?state=new": 6,  # no earlier run: there is no such filter
}


def test_filters_come_from_the_address(visit, address):
    tab = visit()
    counts = {}
    for query in FILTERS:
        tab.goto(address + query)
        counts[query] = len(cards(tab))
    assert counts == FILTERS


def until(tab, truth: str) -> None:
    """Wait until an expression is true. The page's policy lets nothing evaluate it in there, so it is asked anew."""
    for _ in range(250):
        if tab.evaluate(truth):
            return
        tab.wait_for_timeout(20)
    raise AssertionError(f"not within five seconds: {truth}")


def test_filters_go_into_the_address(visit):
    tab = visit()
    tab.select_option("select[name=verdict]", "update")
    tab.fill("input[name=q]", "rescuers")
    assert tab.evaluate("location.search") == "?q=rescuers&verdict=update"
    assert tab.inner_text("output") == "1 of 8 findings"
    tab.click("button[type=reset]")
    until(tab, "document.querySelector('output').textContent.startsWith('8 of')")
    assert tab.evaluate("location.search") == ""


def order(tab, part="conflict") -> list[str]:
    return tab.eval_on_selector_all(f"#{part} .card", "list => list.map(card => card.dataset.c)")


def test_order(visit, address):
    tab = visit()
    first = order(tab)
    tab.select_option("select[name=sort]", "confidence")
    assert order(tab) == ["97", "88", "81"]
    tab.select_option("select[name=sort]", "source")
    sources = tab.eval_on_selector_all(
        "#conflict .card", "list => list.map(card => Number(card.dataset.n.split(' ')[0]))"
    )
    assert sources == sorted(sources)
    tab.select_option("select[name=sort]", "date")
    days = tab.eval_on_selector_all("#conflict .card", "list => list.map(card => card.dataset.d)")
    assert days == sorted(days, reverse=True)
    assert tab.evaluate("location.search") == "?sort=date"
    tab.select_option("select[name=sort]", "severity")
    ranks = tab.eval_on_selector_all("#conflict .card", "list => list.map(card => card.classList[2])")
    assert ranks == ["high", "high", "medium"]
    tab.click("button[type=reset]")
    until(tab, "!location.search")
    assert order(tab) == first


def test_a_link_is_copied_and_said(visit, address):
    tab = visit("?severity=high", permissions=["clipboard-read", "clipboard-write"])
    first = cards(tab)[0]
    tab.locator(f"#{first} a.link").click()
    until(tab, "document.querySelector('output').textContent === 'Link copied'")
    assert tab.evaluate("navigator.clipboard.readText()") == f"{address}#{first}"
    tab.keyboard.press("c")
    assert tab.evaluate("document.activeElement.id") == first


def test_the_data_are_saved(visit, tmp_path):
    tab = visit()
    with tab.expect_download() as download:
        tab.click("#save")
    download.value.save_as(tmp_path / "report.json")
    data = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [item["id"] for item in data["findings"]] == [finding.id for finding in rich_report().findings]


def test_keys_with_modifiers_do_nothing(visit):
    tab = visit()
    for key in ("Control+j", "Alt+j", "Meta+j"):
        tab.keyboard.press(key)
        assert tab.evaluate("document.activeElement.className") != "card"
    assert tab.locator("dialog").is_hidden()


def test_keys_move_open_and_search(visit):
    tab = visit()
    first, second = cards(tab)[:2]
    focused = "document.activeElement.id"
    tab.keyboard.press("j")
    assert tab.evaluate(focused) == first
    tab.keyboard.press("o")
    assert tab.locator(f"#{first} .why").is_visible()
    tab.keyboard.press("j")
    assert tab.evaluate(focused) == second
    tab.keyboard.press("k")
    assert tab.evaluate(focused) == first
    tab.keyboard.press("/")
    tab.keyboard.type("jk?")
    assert tab.input_value("input[name=q]") == "jk?"


def test_help_opens_and_closes(visit):
    tab = visit()
    tab.keyboard.press("?")
    assert tab.locator("dialog").is_visible()
    tab.keyboard.press("Escape")
    assert tab.locator("dialog").is_hidden()


def test_a_link_into_a_folded_list_unfolds_it(visit):
    held_back = next(finding for finding in rich_report().findings if finding.verdict == "incomparable")
    assert f"f-{held_back.id}" in cards(visit(f"#f-{held_back.id}"))


def test_dark_by_system_and_by_choice(visit):
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = visit(color_scheme="light"), visit(color_scheme="dark")
    grounds = light.evaluate(ground), dark.evaluate(ground)
    assert grounds[0] != grounds[1]
    light.click("#theme")
    dark.click("#theme")
    assert (light.evaluate(ground), dark.evaluate(ground)) == grounds[::-1]


@pytest.mark.parametrize("script", [True, False])
def test_paper_shows_everything(visit, script):
    tab = visit(java_script_enabled=script)
    tab.emulate_media(media="print")
    for why in tab.query_selector_all(".why"):
        assert why.is_visible()
    assert tab.get_by_text("Another place").first.is_visible()
    assert all(quote.is_visible() for quote in tab.query_selector_all("figure"))
    assert tab.locator("form.bar").is_hidden()


def test_a_long_side_is_folded_until_it_is_asked_for(visit):
    tab = visit()
    card = tab.locator(".card", has_text="said by &lt;b&gt;")
    quotes = card.locator("figure:visible")
    assert quotes.count() == 6
    card.locator("button.more").click()
    assert quotes.count() == 16


def test_arabic_that_begins_with_a_latin_word_runs_from_the_right(visit):
    tab = visit()
    quote = tab.locator("blockquote[lang=ar]").first
    assert quote.evaluate("quote => getComputedStyle(quote).direction") == "rtl"
    edge = quote.evaluate(
        """quote => {
            const range = document.createRange();
            range.setStart(quote.firstChild, 0);
            range.setEnd(quote.firstChild, 7);
            return quote.getBoundingClientRect().right - range.getBoundingClientRect().right;
        }"""
    )
    assert abs(edge) < 2


def test_targets_are_large_enough(visit):
    """24 px, but for links inside a sentence or a table."""
    free = "a, button, select, input"
    inside = ".lead *, table *, .sub *, figcaption *, .skip, .rules-said *"
    heights = visit().eval_on_selector_all(
        f":is({free}):not({inside})",
        "list => list.filter(item => item.checkVisibility()).map(item => item.getBoundingClientRect().height)",
    )
    assert len(heights) > 20
    assert min(heights) >= 23.5
