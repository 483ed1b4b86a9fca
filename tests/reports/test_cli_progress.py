import io
import sys
import time

import pytest

from reports.cli import progress as module
from reports.cli.progress import Progress
from reports.cli.state import State


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def often(monkeypatch):
    monkeypatch.setattr(module, "EVERY_S", 0.01)


def work(progress: Progress) -> None:
    with progress:
        for _ in progress.counted(range(1200), "read"):
            pass
        progress("match", 34567)
        time.sleep(0.1)


@pytest.mark.usefixtures("often")
def test_plain_lines_where_there_is_no_terminal(capsys):
    work(Progress(State()))
    told = capsys.readouterr()
    assert told.out == ""
    assert "0 s: match (34,567)" in told.err.splitlines()


@pytest.mark.usefixtures("often")
@pytest.mark.parametrize("state", [State(progress=False), State(level=-1)])
def test_nothing_where_it_is_not_wanted(state, capsys):
    work(Progress(state))
    assert capsys.readouterr().err == ""


def test_drawn_on_a_terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Terminal())
    work(Progress(State()))
    assert "match (34,567)" in sys.stderr.getvalue()


@pytest.mark.parametrize(("terminal", "shown"), [("dumb", False), ("xterm", True)])
def test_a_dumb_terminal_gets_no_drawing(terminal, shown, monkeypatch):
    monkeypatch.setenv("TERM", terminal)
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert State().shows_progress() is shown


@pytest.mark.parametrize(
    ("term", "environment", "coloured"),
    [
        ("xterm", {}, True),
        ("dumb", {}, False),
        ("dumb", {"FORCE_COLOR": "1"}, True),
        ("xterm", {"NO_COLOR": "1"}, False),
    ],
)
def test_colour_on_a_terminal(term, environment, coloured, monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": term, **environment}.items():
        monkeypatch.setenv(name, value)
    assert State().colours(Terminal()) is coloured
