"""How quick the desk is with many findings: pages, saving, the next finding, and keeping a run.

    python bench/desk.py [FINDINGS]      5,000 unless told otherwise, a fifth of them decided

Times are of whole answers over HTTP on this machine, the median and the worst of twenty, in milliseconds; beside them
the processor time that the desk spent on one, which says more where others keep the machine busy.
"""

import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parents[1]))

from reports.store import database, keeping, log, queue
from reports.store.log import About, Said
from tests.factory import Story, side
from verify.models import Choice, Report, Severity, Verdict

TIMES = 20
PER_ARTICLE = 50
SENTENCE = "The bridge number {n} over the river will cost {cost} million euros, the ministry of works said on Monday."
SECOND = "Мост номер {n} через реку обойдётся в {cost} миллионов евро, сообщили в министерстве."


def story(count: int) -> Report:
    """Conflicts of two claims each, in articles of fifty."""
    made = Story()
    for start in range(0, count, PER_ARTICLE):
        numbers = range(start, min(start + PER_ARTICLE, count))
        first = [SENTENCE.format(n=n, cost=100 + n % 90) for n in numbers]
        second = [SECOND.format(n=n, cost=200 + n % 90) for n in numbers]
        one = made.article(first, source=f"Post {start % 7}", language="en", published="2025-05-01")
        two = made.article(second, source=f"Вестник {start % 5}", language="ru", published="2025-05-02")
        for at, n in enumerate(numbers):
            a, b = made.claim(one, first[at]), made.claim(two, second[at])
            low, high = str(100 + n % 90), str(200 + n % 90)
            sides = [
                side(f"{low} M EUR", made.reading(a, f"{low} million euros", f"{low} M EUR", (low, low), "EUR")),
                side(f"{high} M EUR", made.reading(b, f"{high} миллионов евро", f"{high} M EUR", (high, high), "EUR")),
            ]
            severity = list(Severity)[n % 3]
            told = {"attribute": f"cost of bridge {n}", "confidence": 0.4 + n % 60 / 100, "severity": severity}
            made.finding(Verdict.CONFLICT, sides, id=f"f{n:012x}", **told)
    return made.report()


def timed(act: Callable[[], object], pid: int | str = "self") -> str:
    """Median and worst of some runs, and the mean of a process's own time, in milliseconds."""
    took, before = [], spent(pid)
    for _ in range(TIMES):
        begun = time.perf_counter()
        act()
        took.append((time.perf_counter() - begun) * 1000)
    own = (spent(pid) - before) / TIMES
    return f"{statistics.median(took):7.1f} median {max(took):7.1f} worst {own:7.1f} of processor"


def spent(pid: int | str) -> float:
    """Milliseconds of processor time of a process so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


class Visitor:
    """One connection with its cookie."""

    def __init__(self, port: int) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Host": f"127.0.0.1:{port}"}
        self.get("/help")

    def get(self, path: str) -> str:
        """A page, through one redirect."""
        self.line.request("GET", path, headers=self.headers)
        answer = self.line.getresponse()
        text = answer.read().decode()
        if cookie := answer.headers.get("set-cookie"):
            self.headers["Cookie"] = cookie.split(";")[0]
        return self.get(answer.headers["location"]) if answer.status == 303 else text

    def decide(self, page: str) -> str:
        """Decide the finding of a page and get the next one, as a browser without JavaScript does."""
        action = re.search(r'action="(/f/[^"]+/decide)"', page)[1]
        form = page[page.index(action) :]
        fields = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', form[: form.index("<h2")]))
        body = urlencode({**fields, "choice": "unsure"})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        self.line.request("POST", action, body, {**self.headers, **kind})
        answer = self.line.getresponse()
        answer.read()
        return self.get(answer.headers["location"])


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "bench.desk"
        report = story(count)
        with database.opened(store, create=True) as db:
            begun = time.perf_counter()
            kept = keeping.save(db, report)
            print(f"keep a run of {count:,} findings: {time.perf_counter() - begun:.1f} s", end="")
            print(f", {store.stat().st_size / 1e6:.1f} MB")
            for item in queue.items(db)[::5]:
                about = About(item.id, kept.id, item.rule, kept.model, item.fingerprint)
                log.add(db, about, "eva", Said(Choice.CONFLICT))
            print(f"{'the queue, worked out anew':<34}{timed(lambda: queue.items(db))}")
        _over_http(store)


def _over_http(store: Path) -> None:
    command = [sys.executable, "-m", "reports", "review", str(store), "--user", "ann", "--no-browser"]
    root = str(Path(__file__).parents[1])
    desk = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, cwd=root, env={**os.environ, "PYTHONPATH": root}
    )
    try:
        visitor = Visitor(int(re.search(r":(\d+)/", desk.stderr.readline())[1]))
        looks = {
            "the list": "/",
            "the list, filtered by text": "/?q=bridge+number+4321",
            "the list, newest first, page 60": "/?order=newest&page=60",
            "to the next finding": "/next",
        }
        for name, path in looks.items():
            visitor.get(path)
            print(f"{name:<34}{timed(lambda path=path: visitor.get(path), desk.pid)}")
        pages = [visitor.get("/next")]
        print(f"{'save and get the next':<34}{timed(lambda: pages.append(visitor.decide(pages[-1])), desk.pid)}")
    finally:
        desk.terminate()
        desk.wait()


if __name__ == "__main__":
    main()
