"""The command line as a process of its own: terminals, pipes, interruption, no network."""

import json
import os
import pty
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from reports.cli import main
from reports.cli.exits import Exit

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
MANY = 40
PLACES = ("Arnfeld", "Bonn", "Kiel", "Ulm", "Trier", "Essen", "Halle", "Jena", "Mainz", "Worms")


def command(*args):
    return [sys.executable, "-m", "reports", *map(str, args)]


@pytest.fixture
def place(tmp_path):
    """Somewhere to write, and a cache that no other test has filled."""
    return tmp_path


def environment(place, **more):
    return {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(place / "cache"), **more}


def run(place, *args, **options):
    return subprocess.run(
        command(*args), capture_output=True, cwd=place, env=environment(place), timeout=300, check=False, **options
    )


def drained(fd):
    """All that a process writes to a terminal, until it ends."""
    data = b""
    while True:
        try:
            more = os.read(fd, 65_536)
        except OSError:  # what Linux says when the other end is closed
            return data
        if not more:
            return data
        data += more


@pytest.mark.parametrize("on_terminal", [False, True])
def test_json_on_stdout_is_nothing_but_json(on_terminal, place):
    """In a pipe, and on a terminal on which progress is drawn as well."""
    if not on_terminal:
        done = run(place, "check", EXAMPLES, "--format", "json")
        assert done.returncode == Exit.DONE
        assert json.loads(done.stdout)["schema_version"] == "1"
        return
    control, terminal = pty.openpty()
    with subprocess.Popen(
        command("check", EXAMPLES, "--format", "json"),
        stdout=subprocess.PIPE,
        stderr=terminal,
        cwd=place,
        env=environment(place, TERM="xterm"),
    ) as process:
        os.close(terminal)
        told = process.stdout.read()
        drawn = drained(control)
    os.close(control)
    assert json.loads(told)["findings"]
    assert b"\x1b[" in drawn  # progress was drawn, and not on stdout


def test_piped_into_another_tool(place):
    with subprocess.Popen(
        command("check", EXAMPLES, "--format", "json", "-q"), stdout=subprocess.PIPE, cwd=place, env=environment(place)
    ) as check:
        tool = subprocess.run(
            [sys.executable, "-m", "json.tool"], stdin=check.stdout, capture_output=True, timeout=300, check=False
        )
        check.stdout.close()
    assert (check.returncode, tool.returncode, tool.stderr) == (Exit.DONE, 0, b"")


def test_a_reader_that_leaves(place):
    with subprocess.Popen(
        command("extract", EXAMPLES / "01_en.txt", "-q"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=place,
        env=environment(place),
    ) as process:
        process.stdout.close()  # long before there is anything to write
        told = process.stderr.read()
    assert (process.returncode, told) == (Exit.CLOSED_PIPE, b"")


def story(place, count):
    """Articles enough to be interrupted in."""
    folder = place / "story"
    folder.mkdir()
    for number in range(count):
        sentences = [
            f"In {town} the flood of week {number} killed {number + order + 3} people, rescuers said on Monday."
            for order, town in enumerate(PLACES)
        ]
        (folder / f"{number:03}.txt").write_text(f"Flood report {number}\n\n" + "\n".join(sentences) + "\n")
    return folder


def kept(place):
    """How many articles the cache knows."""
    path = place / "cache" / "crosscheck" / "claims.sqlite3"
    if not path.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as store:
            return store.execute("SELECT count(*) FROM claims").fetchone()[0]
    except sqlite3.Error:
        return 0


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_run_goes_on_where_it_was(jobs, place):
    folder = story(place, MANY)
    args = ("extract", folder, "-o", "r.jsonl", "--jobs", jobs, "--no-progress")
    process = subprocess.Popen(
        command(*args), cwd=place, env=environment(place), stderr=subprocess.PIPE, start_new_session=True
    )
    until = time.monotonic() + 200
    while kept(place) < 3 and process.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: workers get it too
    _, told = process.communicate(timeout=200)
    finished = kept(place)
    assert process.returncode == Exit.INTERRUPTED, told
    assert told.decode().strip().splitlines()[-1] == "crosscheck: interrupted"
    assert 3 <= finished < MANY
    assert [path.name for path in place.iterdir() if "r.jsonl" in path.name] == []

    again = run(place, *args, "-v")
    assert again.returncode == Exit.DONE
    assert f"claims of {finished} articles are from an earlier run" in again.stderr.decode()
    fresh = ["extract", str(folder), "-o", str(place / "fresh.jsonl"), "--no-cache", "--jobs", "1", "--seed", "7"]
    assert main(fresh) == Exit.DONE
    assert (place / "r.jsonl").read_bytes() == (place / "fresh.jsonl").read_bytes()


@pytest.fixture
def no_network(monkeypatch):
    def refused(*args, **kwargs):
        raise AssertionError("something asked for the network")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket, "create_connection", refused)


@pytest.mark.usefixtures("no_network")
def test_it_works_with_the_cable_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["check", str(EXAMPLES), "-o", "r.html", "-o", "r.json", "-q"]) == Exit.DONE
    assert main(["doctor"]) == Exit.DONE
    assert main(["extract", str(EXAMPLES / "01_en.txt"), "-o", "claims.jsonl"]) == Exit.DONE


@pytest.mark.usefixtures("no_network")
def test_what_would_be_fetched_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["check", str(EXAMPLES), "--encoder", "some/model-of-someone"]) == Exit.FAILED
    told = capsys.readouterr().err
    assert "some/model-of-someone" in told
    assert "(--allow-network)" in told


def test_a_file_in_no_encoding_is_named_and_the_rest_is_done(place):
    folder = story(place, 2)
    (folder / "bad.txt").write_bytes(bytes(range(128, 160)) * 40 + b"\x00\xff\xfe\xfd" * 30)
    done = run(place, "check", folder, "-o", "r.json")
    told = done.stderr.decode()
    assert done.returncode == Exit.FAILED
    assert "bad.txt" in told.splitlines()[-1]
    assert "exit 3: 1 unreadable" in told.splitlines()[-1]
    assert len(json.loads((place / "r.json").read_bytes())["articles"]) == 2
    assert run(place, "check", folder, "-o", "r.json", "--allow-errors", "1").returncode == Exit.DONE


def test_hostile_words_make_no_file(place):
    """Titles, outlets and addresses that look like paths: nothing is written but what was asked for."""
    folder = place / "story"
    folder.mkdir()
    for number, words in enumerate(("../../escape", "/tmp/escape", "C:\\escape", "$(touch escape)", "`touch escape`")):
        head = f"{words}\nSource: {words}\nURL: file:///{words}\n\n"
        (folder / f"{number}.txt").write_text(f"{head}The flood killed {number + 12} people in Arnfeld on Monday.\n")
    wanted = {f"r.{suffix}" for suffix in ("html", "json", "jsonl", "csv", "txt", "md", "sarif")}
    wanted |= {f"r.{name}.jsonld" for name in ("annotations", "claims", "claimreview")}
    done = run(place, "check", folder, *(part for name in sorted(wanted) for part in ("-o", name)))
    assert done.returncode == Exit.DONE, done.stderr
    assert {path.name for path in place.iterdir()} == wanted | {"story", "cache"}
    assert not Path("/tmp/escape").exists()
