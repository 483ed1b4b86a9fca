"""Patterns over roles: what they match, in which order, and what they refuse."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.dates.matcher import Compiler, Matcher

BITS = {name: 2 << at for at, name in enumerate("abcd")}


def compiler() -> Compiler:
    return Compiler(BITS.__getitem__)


def found(matcher: Matcher, text: str) -> list[str]:
    """The stretches matched in a row of roles: "ab c" is a, b, nothing, c."""
    masks = [BITS.get(sign, 0) for sign in text]
    return [text[match.start : match.end] for match in matcher.matches(masks)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("<a>", "aba", ["a", "a"]),
        ("<a|b>", "abc", ["a", "b"]),
        ("<a><b>", "aab", ["ab"]),
        ("<a><b>?", "aab", ["a", "ab"]),
        ("<a>{2,3}", "aaaaa", ["aaa", "aa"]),
        ("<a>(?:<b><c>)?", "abab", ["a", "a"]),
        ("<a><b>|<a>", "abac", ["ab", "a"]),
        ("<a>{1,3}<b>", "aab", ["aab"]),
        ("<a>{0,2}<a><b>", "aab", ["aab"]),  # gives back what it took too much of
        ("<a>(?=<b>)", "abac", ["a"]),
        ("<a>(?!<b>)", "abac", ["a"]),
        ("(?<=<b>)<a>", "aba", ["a"]),
        ("(?<!<b>)<a>", "aba", ["a"]),
        ("(?<=<b><c>?)<a>", "bcaba", ["a", "a"]),
        ("(?<=<a>)<a>", "aa", ["a"]),
        ("<a>", "   ", []),
    ],
)
def test_pattern(pattern: str, text: str, expected: list[str]) -> None:
    assert found(compiler().compile(pattern), text) == expected


def test_a_lexeme_may_play_several_roles() -> None:
    matcher = compiler().compile("<a><b>")
    assert [match.end for match in matcher.matches([BITS["a"] | BITS["b"], BITS["a"] | BITS["b"]])] == [2]


def test_groups_are_those_of_the_path_that_matched() -> None:
    (match,) = compiler().compile("(?P<one><a><b><c>)|(?P<two><a><b>)").matches([BITS[sign] for sign in "abd"])
    assert match.groups == {"two": (0, 2)}


def test_a_called_pattern_keeps_its_groups_under_the_name_of_the_call() -> None:
    made = compiler()
    made.define("pair", "(?P<x><a>)(?P<y><b>)")
    (match,) = made.compile("(?&first=pair)<c>(?&second=pair)").matches([BITS[sign] for sign in "abcab"])
    assert match.groups["first_x"] == (0, 1)
    assert match.groups["second_y"] == (4, 5)
    assert (match.groups["first"], match.groups["second"]) == ((0, 2), (3, 5))


@pytest.mark.parametrize("pattern", ["<a>?", "(?=<a>)", "<a>{0,2}", "x"])
def test_what_can_match_nothing_or_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        compiler().compile(pattern)


@given(st.text("abcd ", max_size=40))
def test_matches_are_in_order_and_apart(text: str) -> None:
    matcher = compiler().compile("<a>{0,3}(?:<b>|<c>(?!<d>))<a>?")
    ends = [(match.start, match.end) for match in matcher.matches([BITS.get(sign, 0) for sign in text])]
    assert all(0 <= start < end <= len(text) for start, end in ends)
    assert all(one[1] <= two[0] for one, two in pairwise(ends))
