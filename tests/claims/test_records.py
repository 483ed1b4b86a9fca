"""Superlatives with a history: a table per language, what is none, and what holds for any text."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import dates
from claims.comparisons import records
from claims.comparisons.records import EVER, UNTOLD, languages

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "records.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
YEAR = 2025
PUBLISHED = date(YEAR, 6, 1).isoformat()


def read(text, language="en", year=YEAR):
    return records(text, language, year, dates.find(text, language, PUBLISHED))


@pytest.mark.parametrize(("language", "quality", "rank", "low", "high", "thing", "text"), ROWS)
def test_a_superlative_says_since_when(language, quality, rank, low, high, thing, text):
    (one,) = read(text, language)
    assert (one.quality, one.rank, one.low, one.high) == (quality, int(rank), int(low), int(high))
    assert (one.thing or "-") == thing


def test_every_language_has_rows():
    assert languages() == {row[0] for row in ROWS}


@pytest.mark.parametrize(
    "text",
    [
        "It is the largest city in the country.",
        "It was one of the worst crashes since 1997.",
        "It is among the largest fines ever.",
        "Since 1997 there was no crash, says the report; the largest airline is glad.",
        "He is the first ever to say so.",
        "The worst is over.",
        "",
    ],
)
def test_what_is_no_record(text):
    assert read(text) == []


def test_a_year_says_more_than_ever():
    (one,) = read("The worst crash since 1997, if not ever.")
    assert (one.low, one.high) == (1997, 1997)


def test_both_are_read_where_both_are_told():
    found = read("The rally was the largest since 2000 and perhaps the largest ever.")
    assert [(r.low, r.high) for r in found] == [(2000, 2000), (EVER, EVER)]


def test_an_event_without_a_year_leaves_open_which():
    (one,) = read("The worst flood since the Lodrava dam burst.")
    assert (one.low, one.high) == (UNTOLD, YEAR)
    assert "Lodrava" in "The worst flood since the Lodrava dam burst."[slice(*one.since)]


def test_years_in_words_need_the_year_of_the_article():
    assert read("It was the worst flood in 30 years.", year=None) == []
    assert read("It was the worst flood since 1997.", year=None)[0].low == 1997


def test_a_language_without_words_has_no_records():
    assert read("It was the worst flood since 1997.", "xx") == read("It was the worst flood since 1997.", None) == []


@given(st.text(), st.sampled_from(sorted(languages())))
def test_any_text_is_read(text, language):
    for one in read(text, language):
        assert 0 <= one.start < one.end <= len(text)
        assert one.low <= one.high


@given(st.data())
def test_text_made_of_records_is_read(data):
    language, *_, line = data.draw(st.sampled_from(ROWS))
    text = " ".join(data.draw(st.lists(st.sampled_from(line.split()), max_size=25)))
    for one in read(text, language):
        assert 0 <= one.start < one.end <= len(text)
        assert one.shifted(3).start == one.start + 3
