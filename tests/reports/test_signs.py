import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.signs import one_line, parts, sign, visible

SHOWN = [
    ("a\u202eb", "a⟨U+202E⟩b"),
    ("\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"),
    ("pay\u200bpal", "pay⟨U+200B⟩pal"),
    ("pay\u200cpal", "pay⟨U+200C⟩pal"),
    ("\x1b[31m", "⟨U+001B⟩[31m"),
    ("\x00", "⟨U+0000⟩"),
    ("\ufeffTitle", "⟨U+FEFF⟩Title"),
    ("x\U000e0041", "x⟨U+E0041⟩"),
    ("а\u200c\u200c\u200bб", "а\u200c⟨U+200C⟩⟨U+200B⟩б"),
]

KEPT = [
    "می\u200cشود",  # Persian spelling
    "क्\u200dष",  # Hindi conjunct
    "👩\u200d🚀",  # an emoji made of two
    "soft\u00adhyphen",
    "tab\tand\nline",
    "الأخبار 24",
    "中文，日本語",
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_hidden_characters_become_signs(text, shown):
    assert visible(text) == shown


@pytest.mark.parametrize("text", KEPT)
def test_spelling_stays(text):
    assert visible(text) == text


@given(st.text())
def test_parts_are_the_text(text):
    assert "".join(piece for piece, _ in parts(text)) == text
    assert "".join(sign(piece) if hidden else piece for piece, hidden in parts(text)) == visible(text)


@given(st.text())
def test_nothing_hidden_is_left(text):
    assert visible(visible(text)) == visible(text)
    assert not set(visible(text)) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\x00\x1b\x7f"
    )


@given(st.text())
def test_one_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1
