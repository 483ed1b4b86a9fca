"""Size of the page and how long a browser takes to open it: the example report, and made ones of growing length.

    python bench/page.py [--sizes 100 1000 5000] [--runs 3]

Needs chromium. Each made finding has three sources in three languages, evidence, caveats and a number line. "opens" is
from the start of the navigation to two frames after the load event, the best of the runs (the others measure the
machine); "filter" is from a key
typed into the text filter to two frames later.
"""

import argparse
import gzip
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from claims.ingest import read  # noqa: E402
from reports.formats.html import pages  # noqa: E402
from tests.factory import Story, side  # noqa: E402
from verify.models import Evidence, Report, Verdict  # noqa: E402
from verify.pipeline import check  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
SWITCHES = ["--no-sandbox", "--disable-gpu"]
SENTENCES = {
    "pl": "Według służb ratowniczych w okolicy numer {n} zginęło co najmniej {v} osób, a ewakuowano {w}.",
    "en": "Rescuers counted {v} dead in district {n} by the evening, and moved {w} people to schools.",
    "ar": "قالت السلطات إن عدد القتلى في المنطقة {n} بلغ {v} شخصا، وأجلت {w} من السكان.",
}
REASONS = (
    "both measure the same thing",
    "the same place is named",
    "the units are the same",
    "the articles appeared on one day",
    "the clauses read alike, figures masked",
    "the sentences share a name",
    "where every pair starts",
)
TYPED = """() => {
    const field = document.querySelector("input[name=q]");
    field.value = "district 7";
    field.dispatchEvent(new Event("input", { bubbles: true }));
}"""
FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"


def made(count: int) -> Report:
    """A report of so many conflicts."""
    story = Story()
    texts = {tag: [line.format(n=n, v=20 + n, w=12 * n) for n in range(count)] for tag, line in SENTENCES.items()}
    articles = {
        tag: story.article(lines, source=f"Outlet {tag}", language=tag, published="2025-08-13", title=f"Flood, {tag}")
        for tag, lines in texts.items()
    }
    for n in range(count):
        readings = []
        for offset, (tag, article) in enumerate(articles.items()):
            claim = story.claim(article, texts[tag][n])
            value = str(20 + n)
            bounds = (str(20 + n + 9 * (offset == 2)),) * 2
            readings.append(story.reading(claim, value, bounds[0], bounds, "count:person"))
        evidence = [Evidence(feature=f"f{at}", weight=1.5 - at / 2, detail=text) for at, text in enumerate(REASONS)]
        story.finding(
            Verdict.CONFLICT,
            [side("a", *readings[:2]), side("b", readings[2])],
            id=f"f{n:012x}",
            attribute=f"people killed (district {n})",
            evidence=tuple(evidence),
            caveats=("At least one value is given as approximate.",),
        )
    return story.report()


def measured(browser: Browser, address: str, runs: int) -> tuple[float, float, float]:
    """Seconds to open: by the clock and of the page's own thread; and to filter."""
    opened, worked, filtered = [], [], []
    for _ in range(runs):
        tab = browser.new_page()
        counters = tab.context.new_cdp_session(tab)
        counters.send("Performance.enable", {"timeDomain": "threadTicks"})
        tab.goto(address, wait_until="load")
        opened.append(tab.evaluate(FRAMES) / 1000)
        found = {item["name"]: item["value"] for item in counters.send("Performance.getMetrics")["metrics"]}
        worked.append(found["TaskDuration"])
        start = tab.evaluate("performance.now()")
        tab.evaluate(TYPED)
        filtered.append((tab.evaluate(FRAMES) - start) / 1000)
        tab.close()
    return min(opened), min(worked), min(filtered)


def row(browser: Browser, name: str, report: Report, runs: int) -> None:
    """One line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        files = list(pages(report, "report.html"))
        wrote = time.process_time() - start
        for file in files:
            target = Path(folder) / file.name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(file.data)
        size = sum(len(file.data) for file in files)
        opens, works, filters = measured(browser, (Path(folder) / "report.html").as_uri(), runs)
        packed = len(gzip.compress(files[-1].data))
    numbers = (
        f"{len(report.findings):,}",
        len(files),
        *(f"{count / 1e6:.2f}" for count in (size, len(files[-1].data), packed)),
    )
    print(
        "|",
        " | ".join(map(str, (name, *numbers, f"{wrote:.1f}", f"{opens:.2f}", f"{works:.2f}", f"{filters:.2f}"))),
        "|",
        flush=True,
    )


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1000, 5000])
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    head = (
        "report",
        "findings",
        "files",
        "MB in all",
        "MB of the page",
        "gzipped",
        "CPU s to write",
        "s to open",
        "of it own CPU",
        "s to filter",
    )
    print("|", " | ".join(head), "|")
    print("|---" * len(head) + "|")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        row(browser, "examples/", check(read([str(ROOT / "examples")])), wanted.runs)
        for size in wanted.sizes:
            row(browser, "made", made(size), wanted.runs)
        browser.close()


if __name__ == "__main__":
    main()
