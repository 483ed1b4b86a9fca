import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.highlight import Mark, highlight, prose
from reports.phrases import Phrase, Piece
from reports.signs import visible
from tests.factory import HOSTILE

MARKS = st.lists(st.builds(Mark, st.integers(0, 60), st.integers(0, 60), st.integers(0, 4)), max_size=6)
TEXTS = st.one_of(st.text(max_size=50), st.sampled_from(HOSTILE), st.text(alphabet="<>&\"'a \u202eא", max_size=50))
OURS = re.compile(
    r'<mark(?: class="s\d")?>|</mark>|<span class="c" title="[a-z0-9 -]+">|</span>'
    r'|<bdi(?: lang="[a-z-]+")?(?: dir=ltr)?>|</bdi>|</?b>'
)


def text_of(markup: str) -> str:
    """What a browser would show of it."""
    return html.unescape(OURS.sub("", markup))


@pytest.mark.parametrize(
    ("text", "marks", "markup"),
    [
        ("42 dead", [Mark(0, 2, 0)], '<mark class="s0">42</mark> dead'),
        ("42 dead", [], "42 dead"),
        ("a<b>", [Mark(1, 2, 1)], 'a<mark class="s1">&lt;</mark>b&gt;'),
        ("one two", [Mark(0, 5, 0), Mark(4, 7, 1)], '<mark class="s0">one t</mark><mark class="s1">wo</mark>'),
        ("short", [Mark(3, 99, 0)], 'sho<mark class="s0">rt</mark>'),
        ("short", [Mark(9, 12, 0), Mark(3, 3, 0)], "short"),
        ("على 24", [Mark(4, 6, 2)], 'على <mark class="s2">24</mark>'),
        ("😀 7", [Mark(2, 3, 0)], '😀 <mark class="s0">7</mark>'),
    ],
)
def test_marks(text, marks, markup):
    assert highlight(text, marks) == markup


@given(TEXTS, MARKS)
def test_nothing_of_the_text_is_markup(text, marks):
    markup = highlight(text, marks)
    assert "<" not in OURS.sub("", markup)
    assert text_of(markup) == visible(text)


@given(TEXTS, MARKS)
def test_marks_do_not_nest(text, marks):
    depth = 0
    for tag in re.findall(r"</?mark", highlight(text, marks)):
        depth += 1 if tag == "<mark" else -1
        assert depth in (0, 1)
    assert depth == 0


@given(TEXTS)
def test_prose_is_safe_too(text):
    assert "<" not in OURS.sub("", prose(text))
    assert text_of(prose(text)) == visible(text)


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("X says 5, صحيفة النهر 7.", "X says 5, <bdi>صحيفة النهر</bdi> 7."),
        ("הארץ: 3", "<bdi>הארץ</bdi>: 3"),
        ("no such name", "no such name"),
    ],
)
def test_names_that_run_the_other_way_stand_apart(text, markup):
    assert prose(text) == markup


PIECES = st.builds(Piece, text=TEXTS, foreign=st.booleans(), strong=st.booleans(), lang=st.sampled_from([None, "ar"]))


@given(st.lists(PIECES, max_size=5))
def test_nothing_of_a_phrase_is_markup(pieces):
    phrase = Phrase(pieces=tuple(pieces))
    assert text_of(prose(phrase)) == visible(str(phrase))


@pytest.mark.parametrize(
    ("piece", "markup"),
    [
        (Piece(text="أ", foreign=True, lang="ar"), '<bdi lang="ar">أ</bdi>'),
        (Piece(text="65 %", foreign=True), "<bdi dir=ltr>65 %</bdi>"),
        (Piece(text="18 EUR", foreign=True, strong=True), "<b><bdi>18 EUR</bdi></b>"),
        (Piece(text="says"), "says"),
    ],
)
def test_pieces(piece, markup):
    assert prose(Phrase(pieces=(piece,))) == markup
