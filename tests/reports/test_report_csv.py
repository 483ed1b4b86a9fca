import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.formats.csv import COLUMNS, FORMULA_STARTS, cell
from tests.reports.gold import gold


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
