"""What holds for every format: the registry, and words of a source that would be more than words."""

import csv
import io
import json

import pytest

from claims.models import Skipped
from reports.embedded import unpacked
from reports.formats import BY_SUFFIX, FORMATS, NAMES, of_path, writer
from reports.formats.jsonl import KINDS
from reports.formats.places import path_iri
from tests.factory import HOSTILE, report_saying, rich_report
from tests.reports.marked import decision, marked, written_by
from verify.models import Choice

SLY = (
    *HOSTILE,
    "../../../etc/passwd",
    "C:\\Windows\\System32\\config",
    "file:///etc/passwd",
    "CON",
    "-rf *",
    "a\x00b\x08c\x7f",
    "\ufeff\u202eabc\u2069",
    "x" * 20_000,
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1-2",
    "\ud800",
    "${jndi:ldap://x}",
    "`rm -rf`",
)
AS_JSON = ("json", "sarif", "annotations", "claims", "claimreview")


@pytest.mark.parametrize(("suffix", "name"), BY_SUFFIX.items())
def test_every_suffix_names_its_format(suffix, name):
    assert of_path(f"a/b.c/report{suffix}") == of_path(f"REPORT{suffix.upper()}") == name


@pytest.mark.parametrize("path", ["report", "report.docx", ".jsonld", "report.jsonld", "json"])
def test_other_suffixes_name_none(path):
    with pytest.raises(ValueError, match="the suffix names no format; use one of"):
        of_path(path)


def test_an_unknown_format_is_told():
    with pytest.raises(ValueError, match="no format is called 'pdf': choose one of text"):
        writer("pdf")


def test_options_reach_only_those_who_take_them():
    assert written_by("text", rich_report(), dialect="raw", max_bytes=10) == written_by("text", rich_report())


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"json", "jsonl"}))
def test_of_absolute_paths_only_the_file_name_is_told(name):
    copies = [Skipped(path="/home/me/b.txt", reason=f"the same {what} as /home/me/a.txt") for what in ("file", "text")]
    report = rich_report()
    told = written_by(name, report.model_copy(update={"skipped": (*report.skipped, *copies)})).decode()
    within = unpacked(told).model_dump_json() if name == "html" else ""
    assert "/home/" not in told + within
    if name in ("text", "html"):
        assert "the same file as a.txt" in told


@pytest.mark.parametrize("name", NAMES)
def test_every_format_writes_every_report(name):
    assert FORMATS[name].means
    assert written_by(name, rich_report())
    assert written_by(name, marked(rich_report()))
    assert written_by(name, report_saying("word"))


@pytest.mark.parametrize("name", NAMES)
def test_same_report_same_bytes(name):
    assert written_by(name, rich_report()) == written_by(name, rich_report())


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in strings(item))
    elif isinstance(value, list):
        yield from (text for item in value for text in strings(item))


def safe(words):
    """The words as they can be in a report: an article has no half of a surrogate pair."""
    return words.encode("utf-8", "replace").decode()


@pytest.mark.parametrize("words", SLY)
@pytest.mark.parametrize("name", AS_JSON)
def test_hostile_words_stay_strings(name, words):
    usual, hostile = (json.loads(written_by(name, report_saying(text))) for text in ("word", safe(words)))
    assert len(list(strings(hostile))) >= len(list(strings(usual))) - 8  # an unsafe address is left out
    assert hostile.keys() == usual.keys()


@pytest.mark.parametrize("words", SLY)
def test_hostile_words_stay_on_their_line(words):
    lines = written_by("jsonl", report_saying(safe(words))).decode().split("\n")
    assert len(lines) == len(written_by("jsonl", report_saying("word")).decode().split("\n"))
    assert all(isinstance(json.loads(line), dict) for line in lines if line)


@pytest.mark.parametrize("words", SLY)
def test_hostile_words_stay_in_their_cell(words):
    rows = list(csv.reader(io.StringIO(written_by("csv", report_saying(safe(words))).decode("utf-8-sig"), newline="")))
    assert [len(row) for row in rows] == [len(rows[0])] * 3
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(tuple("=+-@\t\r＝＋－＠"))]


@pytest.mark.parametrize("words", SLY)
@pytest.mark.parametrize("name", ["text", "markdown"])
def test_hostile_words_do_nothing_unseen(name, words):
    text = written_by(name, report_saying(safe(words))).decode()
    assert not [char for char in text if (ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160]
    assert not {"\u202e", "\u2066", "\u200b", "\ufeff"} & set(text)


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_a_report_from_elsewhere_has_no_power_over_the_terminal(name):
    report = report_saying("word")
    odd = report.findings[0].model_copy(update={"id": "f\x1b[31m\u202e", "rule": "Q\x07"})
    text = written_by(name, report.model_copy(update={"findings": (odd,)})).decode()
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


@pytest.mark.parametrize("words", SLY)
def test_a_path_is_a_relative_reference_and_nothing_else(words):
    reference = path_iri(words)
    assert reference
    assert reference.isascii()
    assert not reference.startswith("/")
    assert ":" not in reference
    assert not set(reference) & set(' \\<>"{}|^`?')


@pytest.mark.parametrize(
    ("path", "reference"),
    [
        ("story/a b.txt", "story/a%20b.txt"),
        ("feed.jsonl#12", "feed.jsonl#12"),
        ("odd#name.txt", "odd%23name.txt"),
        ("/home/someone/wire.txt", "wire.txt"),
        ("C:\\desk\\wire.txt", "wire.txt"),
        ("новости/день.txt", "%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/%D0%B4%D0%B5%D0%BD%D1%8C.txt"),
    ],
)
def test_paths_as_references(path, reference):
    assert path_iri(path) == reference


def test_lines_hold_what_the_whole_holds():
    whole = json.loads(written_by("json", rich_report()))
    lines = [json.loads(line) for line in written_by("jsonl", rich_report()).splitlines()]
    for name, kind in KINDS.items():
        told = [line for line in lines if line["record"] == kind]
        assert [{key: value for key, value in line.items() if key != "record"} for line in told] == whole[name]
    assert lines[0]["tool_version"] == whole["run"]["tool_version"]


def test_every_part_of_the_whole_has_its_lines():
    known = marked(rich_report(), decision(rich_report().findings[0], Choice.UNSURE))
    whole = json.loads(written_by("json", known))
    told = {json.loads(line)["record"] for line in written_by("jsonl", known).splitlines()}
    assert told == {KINDS.get(name, name) for name in whole} - {"schema_version"}
    assert whole["adjudication"]["opinions"]
