"""What must hold in both browsers, with and without the script, on screens and on paper, in both directions."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from reports.formats import html as pages_module
from reports.formats.html import page, pages
from tests.browser.marionette import Firefox
from tests.factory import HOSTILE, report_saying, rich_report

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

pytestmark = pytest.mark.browser

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVIDENCE = ("dead, in the same event", "42 or more against 24", "published within one day")
PHONE = {"width": 375, "height": 740}


def words(pdf: bytes) -> str:
    """All that stands on paper, ligatures taken apart, line ends and blanks left out."""
    text = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages)
    return "".join(text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").split())


def packed(text: str) -> str:
    return "".join(text.split())


def faults(tab) -> list[tuple[str, list[str]]]:
    found = (
        axe.Axe()
        .run(tab, options={"runOnly": {"type": "tag", "values": LEVELS}, "preload": False})
        .response["violations"]
    )
    return [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["report.html", "arabic.html"])
def test_no_barrier_that_axe_knows(visit, folder, name, scheme):
    tab = visit(at=(folder / name).as_uri(), color_scheme=scheme)
    for button in tab.query_selector_all("button.more:visible"):
        button.click()
    assert faults(tab) == []
    tab.keyboard.press("?")
    assert faults(tab) == []


def test_no_barrier_without_the_style_being_wide(visit):
    assert faults(visit(viewport=PHONE)) == []


@pytest.mark.parametrize("script", [True, False])
def test_paper_has_all_evidence_in_chromium(visit, script):
    tab = visit(java_script_enabled=script)
    said = words(tab.pdf(format="A4", prefer_css_page_size=True))
    for text in (*EVIDENCE, "What would clear it", "Why it may be fine", "https://gazeta.example/powodz"):
        assert packed(text) in said
    assert said.count("Crosscheck0.1.0") > 1  # the head of each page


def test_paper_has_all_evidence_in_firefox(firefox: Firefox, address):
    firefox.open(address)
    said = words(firefox.pdf())
    for text in (*EVIDENCE, "What would clear it", "Why it may be fine", "https://gazeta.example/powodz"):
        assert packed(text) in said
    assert "28of" not in said


def test_firefox_opens_the_file(firefox: Firefox, address):
    firefox.open(address)
    assert firefox.value("document.querySelector('h1').textContent") == "3 conflicts between the sources"
    assert firefox.value("getComputedStyle(document.querySelector('.card')).contentVisibility") == "auto"
    shown = firefox.value("document.querySelector('form.bar').checkVisibility()")
    assert shown is firefox.script


def test_filters_and_keys_work_in_firefox(firefox: Firefox, address):
    if not firefox.script:
        pytest.skip("the filter needs the script")
    firefox.open(address + "?severity=high")
    visible = "[...document.querySelectorAll('.card')].filter(card => card.checkVisibility()).map(card => card.id)"
    cards = firefox.value(visible)
    assert len(cards) == 2
    firefox.press("j")
    assert firefox.value("document.activeElement.id") == cards[0]


def test_the_script_does_not_run_where_it_is_forbidden(firefox: Firefox, address):
    firefox.open(address)
    assert firefox.value("document.documentElement.classList.contains('js')") is firefox.script


@pytest.mark.parametrize("name", ["report.html", "arabic.html", "german.html"])
@pytest.mark.parametrize("script", [True, False])
def test_no_sideways_scroll_on_a_phone(visit, folder, name, script):
    tab = visit(at=(folder / name).as_uri(), viewport=PHONE, java_script_enabled=script)
    assert tab.query_selector("main").bounding_box()["width"] <= PHONE["width"]
    if script:
        assert tab.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_names_in_the_head_of_the_matrix_stay_whole(visit, folder):
    """No name is broken within a word, and no count from its sign, however narrow the screen."""
    tab = visit(at=(folder / "german.html").as_uri(), viewport=PHONE)
    tall = "items => items.filter(item => item.offsetHeight > 30).map(item => item.textContent)"
    assert tab.locator(".mx td span:not(.sr)").evaluate_all(tall) == []
    wide = "items => items.filter(item => item.offsetWidth > 40 && item.textContent.length < 25).length"
    assert tab.locator(".mx thead bdi").evaluate_all(wide) == 0


def test_the_arabic_page_runs_from_the_right(visit, folder):
    tab = visit(at=(folder / "arabic.html").as_uri())
    assert tab.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert tab.inner_text("h1") == "3 تعارضات بين المصادر"
    box, first = tab.query_selector("main").bounding_box(), tab.query_selector("h1").bounding_box()
    assert abs(box["x"] + box["width"] - first["x"] - first["width"]) < 40
    polish = tab.locator("blockquote[lang=pl]").first
    assert polish.evaluate("quote => getComputedStyle(quote).direction") == "ltr"


def test_figures_keep_their_units_on_the_arabic_page(visit, folder):
    """The words of a figure are laid out from left to right: its unit stands to the right of it."""
    tab = visit(at=(folder / "arabic.html").as_uri())
    rights = tab.evaluate(
        """() => {
            const figure = (item) => /^[\\d.]+ \\D+$/.test(item.textContent) && item.checkVisibility();
            const found = [...document.querySelectorAll("bdi")].find(figure);
            const range = document.createRange(), text = found.firstChild;
            const edge = (at) => {
                range.setStart(text, at);
                range.setEnd(text, at + 1);
                return range.getBoundingClientRect().left;
            };
            return [edge(0), edge(text.length - 1)];
        }"""
    )
    assert rights[0] < rights[1]


@pytest.mark.parametrize("text", [*HOSTILE, "w" * 5000, "../../etc/passwd", "C:\\Users\\me", "\u202e\u2066abc"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_hostile_words_are_shown_and_do_nothing(visit, folder, text, language):
    path = folder / "hostile.html"
    path.write_text(page(report_saying(text), {}, language), encoding="utf-8")
    tab = visit(at=path.as_uri(), viewport=PHONE)
    assert tab.evaluate("document.scripts.length") == 2  # ours, and the data
    assert tab.evaluate("document.images.length + document.querySelectorAll('iframe, object, embed, form').length") == 2
    assert tab.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert tab.locator(".card").count() == 1


@pytest.fixture
def many(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(pages_module, "MAX_FINDINGS", 5)
    monkeypatch.setattr(pages_module, "PER_PAGE", 3)
    return made(tmp_path)


@pytest.fixture
def split(tmp_path) -> Path:
    return made(tmp_path, assets="split")


def made(folder: Path, **options) -> Path:
    for file in pages(rich_report(), "story.html", **options):
        target = folder / file.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(file.data)
    return folder / "story.html"


def test_style_and_script_beside_the_page_are_allowed(visit, split):
    tab = visit(at=split.as_uri())
    assert tab.inner_text("output") == "8 of 8 findings"
    assert tab.evaluate("getComputedStyle(document.querySelector('.card')).contentVisibility") == "auto"


def test_style_and_script_beside_the_page_in_firefox(firefox: Firefox, split):
    firefox.open(split.as_uri())
    assert firefox.value("getComputedStyle(document.querySelector('.card')).contentVisibility") == "auto"


def test_from_the_index_to_the_finding_and_back(visit, many):
    tab = visit(at=many.as_uri())
    assert tab.inner_text("output") == "5 of 5 findings"
    tab.fill("input[name=q]", "d7")
    assert tab.inner_text("output") == "2 of 5 findings"
    tab.locator(".card:visible a").first.click()
    tab.wait_for_url("**/page-*.html#f-*")
    assert tab.locator(".card:target").is_visible()
    assert faults(tab) == []
    tab.locator(".brand a").click()
    tab.wait_for_url("**/story.html")
    assert faults(tab) == []


def test_colours_are_told_apart_without_red_and_green(visit):
    """Each severity has its own sign and word, so that grey paper tells as much."""
    tab = visit()
    signs = tab.eval_on_selector_all(".tag b", "list => list.map(item => item.textContent)")
    assert {text for text in signs if text} == {"▲high", "◆medium", "●low"}
