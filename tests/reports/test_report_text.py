import io
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.formats.text import lines, summary, write
from tests.factory import Story, report_saying, rich_report
from tests.reports.gold import gold
from tests.reports.marked import decision, marked
from verify.models import Choice


def test_gold(written):
    data = written("text")
    assert data.decode().splitlines() == gold("report.txt", data)


def test_summary(report):
    expected = "3 conflicts, 2 possible, 1 update, 1 agreement, 1 held back (13 articles, 7 languages)"
    assert summary(report) == expected
    assert summary(Story().report()).startswith("0 conflicts, 0 possible")


def test_conflicts_come_first(report):
    text = "\n".join(lines(report))
    assert text.index("Conflicts (3)") < text.index("Possible, to check (2)") < text.index("Changed over time (1)")


def test_no_control_character_reaches_the_terminal(written):
    text = written("text").decode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30).filter(str.strip))
def test_no_words_break_a_line(words):
    assert len(list(lines(report_saying(words)))) == len(list(lines(report_saying("word"))))
    assert all(len(line.splitlines()) <= 1 for line in lines(report_saying(words)))


def test_colour_only_when_asked(report):
    out = io.BytesIO()
    write(report, out, colour=True)
    coloured = out.getvalue().decode()
    assert "\x1b[31m▲ high\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == "\n".join(lines(report)) + "\n"


def test_what_is_known_from_before_is_told():
    report = rich_report()
    text = "\n".join(lines(marked(report, decision(report.findings[0], Choice.SUPERSEDED))))
    assert "from before: new, decided: superseded (Ana Editor, 2025-08-15: Both offices were called.)" in text
    assert "from before: unchanged, in the baseline (Desk, 2025-08-14: wire copy, corrected since)" in text
    assert "Gone since (1)\n\n  QTY f0ld: Two papers gave different tolls.\n    from before: gone" in text
    assert "from before" not in "\n".join(lines(report))
