"""Makes the pictures of docs/ from the bundled example: light, dark, Arabic interface, a phone, paper.

Needs chromium. The colours are reduced, so that a picture is small enough for a repository.
"""

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from claims.ingest import read
from reports.formats.html import page
from reports.rulebook import rulebook
from verify.pipeline import check

ROOT = Path(__file__).parent.parent
CHROMIUM = "/usr/bin/chromium"
SWITCHES = ["--no-sandbox", "--disable-gpu"]
WIDE, PHONE, PAPER = (
    {"width": 1200, "height": 1000},
    {"width": 375, "height": 1300},
    {"width": 794, "height": 1123},
)
SHOTS = {
    "page-light": ("en", WIDE, "light", "screen"),
    "page-dark": ("en", WIDE, "dark", "screen"),
    "page-arabic": ("ar", WIDE, "light", "screen"),
    "page-phone": ("en", PHONE, "light", "screen"),
    "page-print": ("en", PAPER, "light", "print"),
}
COLOURS = 128


def shoot(browser: Browser, address: str, name: str, target: Path) -> None:
    """One picture."""
    _, size, scheme, medium = SHOTS[name]
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    tab = context.new_page()
    tab.emulate_media(media=medium)
    tab.goto(address)
    if name == "page-print":  # the first card, as it stands on paper
        tab.evaluate("document.body.style.padding = '0 14mm'")
        tab.locator(".card").first.evaluate("card => scrollTo(0, card.getBoundingClientRect().top - 70)")
    tab.screenshot(path=target)
    context.close()
    reduce(target)


def reduce(path: Path) -> None:
    """Fewer colours, a third of the bytes; without Pillow the picture stays as it is."""
    try:
        from PIL import Image
    except ImportError:
        return
    Image.open(path).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Make all pictures, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(SHOTS), help=", ".join(SHOTS))
    parser.add_argument("--to", type=Path, default=ROOT / "docs")
    wanted = parser.parse_args()
    report = check(read([str(ROOT / "examples")]))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        for name in wanted.names:
            path = Path(folder) / f"{name}.html"
            path.write_text(page(report, rulebook(), SHOTS[name][0]), encoding="utf-8")
            shoot(browser, path.as_uri(), name, wanted.to / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
