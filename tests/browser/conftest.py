"""Real browsers: Debian's chromium through Playwright, Debian's firefox-esr by its own protocol."""

from pathlib import Path

import pytest

from reports.formats.html import page
from tests.browser.marionette import FIREFOX, Firefox
from tests.factory import rich_report
from tests.reports.test_report_html import RULES

CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: apt install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="session", params=[True, False], ids=["script", "no script"])
def firefox(request, tmp_path_factory):
    if not FIREFOX.exists():
        pytest.skip(f"no browser at {FIREFOX}: apt install firefox-esr")
    with Firefox(tmp_path_factory.mktemp("profile"), script=request.param) as browser:
        browser.script = request.param
        yield browser


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The rich report in English, Arabic and German, whose words are long."""
    folder = tmp_path_factory.mktemp("page")
    for language, name in (("en", "report.html"), ("ar", "arabic.html"), ("de", "german.html")):
        (folder / name).write_text(page(rich_report(), RULES, language), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def address(folder):
    return (folder / "report.html").as_uri()


@pytest.fixture
def visit(browser, address):
    """Opens the page, or another; afterwards nothing may have been said on the console or asked of the network."""
    contexts, said, asked, opened = [], [], [], {address}

    def open_page(suffix="", at=address, **options):
        opened.add(at)
        contexts.append(browser.new_context(**{"reduced_motion": "reduce", **options}))
        tab = contexts[-1].new_page()
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(at + suffix)
        return tab

    yield open_page
    for context in contexts:
        context.close()
    assert said == []
    folders = {url.rpartition("/")[0] for url in opened}
    outside = [url for url in asked if not url.startswith(("blob:", *folders))]
    assert outside == []
    if opened == {address}:
        assert {url.partition("?")[0].partition("#")[0] for url in asked if not url.startswith("blob:")} == {address}
