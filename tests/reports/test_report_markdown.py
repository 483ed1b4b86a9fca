import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reports.formats.markdown import MAX_BYTES, WORD_JOINER, escaped
from reports.signs import one_line
from tests.factory import HOSTILE, Story, report_saying, rich_report
from tests.reports.marked import marked, written_by

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
WORDS = {"text", "softbreak", "strong_open", "strong_close", "em_open", "em_close"}

SLY = (
    *HOSTILE,
    "[click](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "<https://evil.example>",
    "www.evil.example and https://evil.example",
    "@everyone look at #12 and a@b.example",
    "| a | b |",
    "# heading",
    "1. one",
    "- - -",
    "```\ncode",
    "***bold***",
    "line one\r\nline two\u2028line three",
    "    indented",
    "&copy; &#64;everyone",
    "~~gone~~ $x^2$ :tada:",
)


def shown(text):
    """What a reader of the rendered text sees, with the kinds of marks that it was made with."""
    (block,) = [token for token in READER.parse(f"x {text}") if token.type == "inline"]
    kinds = {child.type for child in block.children}
    return "".join(child.content for child in block.children).removeprefix("x ").replace(WORD_JOINER, ""), kinds


@pytest.mark.parametrize("text", SLY)
def test_words_are_words(text):
    assert shown(escaped(text)) == (one_line(text), {"text"})


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from("[]()<>!*_`~#@|\\&:/.-+= \n"), st.characters()), max_size=40))
def test_any_words_are_words(text):
    assert shown(f"{escaped(text)}.") == (f"{one_line(text)}.", {"text"})


def test_nobody_is_called_and_nothing_is_a_link():
    for text in ("@everyone", "#12", "www.evil.example", "https://evil.example", "a@b.example"):
        assert WORD_JOINER in escaped(text)


def structure(report):
    return [token.type for token in READER.parse(written_by("markdown", report).decode())]


def test_it_has_a_heading_for_each_listed_finding_and_a_table_of_conflicts():
    kinds = structure(rich_report())
    assert kinds.count("heading_open") == 1 + 6 + 1  # title, findings, what was not read
    assert kinds.count("tr_open") == 1 + 3
    assert "html_block" not in kinds
    assert "code_block" not in kinds


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30).filter(str.strip))
def test_no_words_change_the_structure(words):
    assert structure(report_saying(words)) == structure(report_saying("word"))


@pytest.mark.parametrize("words", SLY)
def test_hostile_words_do_not_either(words):
    assert structure(report_saying(words)) == structure(report_saying("word"))


@pytest.mark.parametrize("limit", [300, 1000, 3000])
def test_it_keeps_to_its_room_and_says_what_is_missing(limit):
    data = written_by("markdown", rich_report(), max_bytes=limit)
    assert len(data) <= limit
    assert "left out" in data.decode()


def test_there_is_room_enough_for_most_and_no_end_where_none_is_asked():
    assert MAX_BYTES == 65_535
    assert "left out" not in written_by("markdown", rich_report()).decode()
    many = rich_report()
    many = many.model_copy(update={"findings": many.findings * 60})
    assert len(written_by("markdown", many)) <= MAX_BYTES < len(written_by("markdown", many, max_bytes=0))


def test_an_empty_report():
    assert written_by("markdown", Story().report()).decode().startswith("# Sources compared\n\n0 conflicts")


def test_states_are_told():
    assert "QTY new |" in written_by("markdown", marked(rich_report())).decode()
