import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.formats.csv import COLUMNS, FORMULA_STARTS, cell
from tests.factory import rich_report
from tests.reports.gold import gold
from tests.reports.marked import decision, marked, written_by
from verify.models import Choice


@pytest.fixture
def table(written):
    return list(csv.DictReader(io.StringIO(written("csv").decode("utf-8-sig"), newline="")))


def test_gold(written):
    data = written("csv")
    assert data.decode().splitlines() == gold("report.csv", data)


def test_signature_and_line_ends(written):
    data = written("csv")
    assert data.startswith(b"\xef\xbb\xbf" + COLUMNS[0].encode())
    assert data.count(b"\n") == data.count(b"\r\n")


def test_one_row_per_claim_of_a_finding(report, table):
    wanted = [(f.id, claim) for f in report.findings for side in f.sides for claim in side.claim_ids]
    assert sorted((row["finding"], row["claim_id"]) for row in table) == sorted(wanted)


def test_first_row_in_words(table):
    row = table[0]
    shown = (row["side"], row["source"], row["as_written"], row["read_as"], row["confidence"], row["language"])
    assert shown == ("A", "Gazeta Rzeczna", "co najmniej 42 osoby", "at least 42", "0.970", "pl")


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_formulas_are_defused(start):
    assert cell(f"{start}cmd") == f"'{start}cmd"
    assert cell(f"  {start}cmd") == f"'  {start}cmd"


@given(st.text())
def test_no_cell_is_a_formula(text):
    assert not cell(text).lstrip(" ").startswith(FORMULA_STARTS)
    assert "\x00" not in cell(text)


def test_no_cell_of_the_hostile_story_is_a_formula(table):
    assert not [value for row in table for value in row.values() if value.startswith(FORMULA_STARTS)]


def test_raw_is_for_programs():
    data = written_by("csv", rich_report(), dialect="raw")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" not in data
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert [row["side"] for row in rows if row["side"].startswith("'")] == []
    assert any(row["source"].startswith("=cmd") for row in rows)
    assert any(value.startswith("=cmd") for row in rows for value in row.values())


def test_both_dialects_hold_the_same_rows(table):
    data = written_by("csv", rich_report(), dialect="raw")
    raw = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert [{name: cell(value) for name, value in row.items()} for row in raw] == table


def test_states_and_what_was_settled():
    first = rich_report().findings[0]
    report = marked(rich_report(), decision(first, Choice.NOT_CONFLICT, "Two regions."))
    rows = list(csv.DictReader(io.StringIO(written_by("csv", report).decode("utf-8-sig"), newline="")))
    told = {row["finding"]: (row["state"], row["standing"]) for row in rows}
    assert told[first.id] == ("new", "decided: not a conflict (Ana Editor, 2025-08-15: Two regions.)")
    accepted = told[rich_report().findings[1].id]
    assert accepted == ("unchanged", "in the baseline (Desk, 2025-08-14: wire copy, corrected since)")
