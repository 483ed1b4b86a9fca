"""The desk as a process of its own: started by command, killed while it saves, started again."""

import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from reports.desk.server import Options, serve
from reports.formats import writer
from reports.store import database, keeping, log, queue
from tests.desk.client import Browser
from tests.factory import rich_report

ROOT = Path(__file__).parents[2]


@contextmanager
def started(*args):
    """A desk started by command; gives its process and port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "reports", "review", *map(str, args), "--no-browser"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        port = None
        while port is None:
            line = process.stderr.readline()
            assert line, "the desk ended before it said where it is"
            found = re.search(r"the desk is at http://127\.0\.0\.1:(\d+)/", line)
            port = int(found[1]) if found else None
        yield process, port
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "news.desk"
    with database.opened(path, create=True) as db:
        keeping.save(db, rich_report())
    return path


def saves(port, acknowledged, limit):
    """Decide one finding after the other until the desk is gone; what it acknowledged goes on the list."""
    someone = Browser(port)
    try:
        someone.go("/next")
        for number in range(limit):
            finding = someone.path.partition("?")[0]
            fields = {**someone.fields("/decide"), "choice": "conflict" if number % 2 else "unsure"}
            answer = someone.ask(
                "POST", f"{finding}/decide", "&".join(f"{k}={v}" for k, v in fields.items()), Accept="application/json"
            )
            if answer.status == 200:
                acknowledged.append(re.search('"saved":"([^"]+)"', answer.text)[1])
            someone.go(finding)
    except (OSError, IndexError, ValueError) as error:
        return type(error).__name__
    except Exception as error:  # http.client: the answer broke off
        return type(error).__name__
    return "all done"


@pytest.mark.parametrize("after", [3, 17])
def test_a_killed_desk_keeps_what_it_acknowledged(store, after):
    acknowledged = []
    with started(store, "--user", "ann") as (process, port), ThreadPoolExecutor(3) as pool:
        working = [pool.submit(saves, port, acknowledged, 500) for _ in range(3)]
        while len(acknowledged) < after:
            assert not all(work.done() for work in working), [work.result() for work in working]
        process.send_signal(signal.SIGKILL)
        told = [work.result() for work in working]
    assert "all done" not in told
    with database.opened(store) as db:
        kept = list(log.every(db))
    assert len(acknowledged) >= after
    assert set(acknowledged) <= {entry.id for entry in kept}
    assert log.broken_at(kept) is None


def test_it_starts_again_where_it_was_and_goes_on(store):
    with started(store, "--user", "ann") as (_, port):
        someone = Browser(port)
        someone.go("/next")
        someone.decide("conflict")
        waiting = someone.path.partition("?")[0]
        process_fields = {**someone.fields("/decide"), "choice": "superseded"}
    with started(store, "--user", "ann") as (_, again):
        assert again == port
        assert someone.post(f"{waiting}/decide", **process_fields).status == 200
        assert someone.go("/next").status == 200
    with database.opened(store) as db:
        assert [entry.choice for entry in log.every(db)] == ["conflict", "superseded"]


def test_two_desks_on_one_store(store):
    with started(store, "--user", "ann") as (_, first), started(store, "--user", "ben") as (_, second):
        assert first != second
        people = [Browser(first), Browser(second)]
        people[0].go("/next")
        identity = people[0].path.partition("?")[0]
        people[1].go(identity)
        assert "open at ann" in people[1].page.words
        for someone in people:
            someone.decide("conflict")
    with database.opened(store) as db:
        assert {entry.reviewer for entry in log.of_finding(db, identity.removeprefix("/f/"))} == {"ann", "ben"}


def test_a_report_is_reviewed_with_the_store_beside_it(tmp_path):
    report = tmp_path / "report.json"
    with report.open("wb") as out:
        writer("json")(rich_report(), out)
    with started(report, "--user", "ann") as (_, port):
        someone = Browser(port)
        someone.go("/next")
        someone.decide("conflict")
    with database.opened(tmp_path / "report.desk") as db:
        assert sum(bool(item.standing.opinions) for item in queue.items(db)) == 1


def test_tokens_and_opinions(store, tmp_path):
    tokens = tmp_path / "tokens"
    tokens.write_text("# the night desk\nAna Horvat token-of-ana-0123456\nben token-of-ben-0123456\n", encoding="utf-8")
    with started(store, "--tokens", tokens, "--opinions", "2", "--blind") as (_, port):
        someone = Browser(port)
        assert someone.ask("GET", "/").status == 303
        answer = someone.go("/login?token=token-of-ana-0123456")
        assert answer.tree.xpath("//p[@class='me']")[0].text_content() == "Ana Horvat"
        assert "need 2 people" in someone.go("/disagreements").words
        assert "(this desk asks it of everyone)" in someone.go("/settings").words


def test_ctrl_c_ends_it(store):
    with started(store, "--user", "ann") as (process, _):
        process.send_signal(signal.SIGINT)
        assert process.wait(15) in (0, 130)


def test_it_opens_a_browser_where_it_is_asked_to(store, monkeypatch):
    opened, told = [], []
    monkeypatch.setattr("reports.desk.server.webbrowser.open", opened.append)
    monkeypatch.setattr("reports.desk.server.uvicorn.Server.run", lambda server, sockets: None)
    for browser in (True, False):
        serve(Options(store=store, user="ann"), told.append, browser=browser)
    assert len(opened) == 1
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", opened[0])
    assert all(opened[0] in line for line in told)
