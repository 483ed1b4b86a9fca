"""The pattern language of the cue files, on small lexicons made for the test."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.cues import Lexicon, tokenize
from claims.cues.lexicon import languages, load
from claims.cues.matching import Index, parse
from claims.models import Span


def found(text, mentions=(), **data):
    """The words of all cues met, with their kinds."""
    lexicon = Lexicon(data)
    spans = [Span(start=text.index(m), end=text.index(m) + len(m), quote=m) for m in mentions]
    tokens = lexicon.tokens(text, spans)
    return [(m.kind, text[tokens[m.first].start : tokens[m.last].end]) for m in lexicon.scan(tokens)]


@pytest.mark.parametrize(
    ("cue", "text", "met"),
    [
        ("plan*", "They planned it", "planned"),
        ("plan*", "An airplane", None),
        ("said to be", "It is said to be old", "said to be"),
        ("said to be", "It is said, to be old", None),
        ("*erà", "Il prezzo scenderà", "scenderà"),
        ("*erà", "Al signor Merà", None),
        ("*erà", "Questa è l'erà", None),
        ("#% of", "some 65 % of it", "65 % of"),
        ("#% of", "some 65 of it", None),
        ("# times", "2.5 times", "2.5 times"),
        ("says ... true", "she says it is quite true", "says it is quite true"),
        ("says ... true", "she says it. True", None),
        ("a b|c", "a c", "a c"),
        ("didn't", "he didn’t go", "didn’t"),
        ("据传", "有人据传要来", "据传"),
    ],
)
def test_a_pattern_meets_what_it_says(cue, text, met):
    assert found(text, modality={"goal": [cue]}) == ([("goal", met)] if met else [])


def test_the_longest_cue_counts_and_none_hides():
    data = {"modality": {"goal": ["planned"], "none": ["as planned"], "forecast": ["planned soon"]}}
    assert found("It went as planned.", **data) == []
    assert found("It is planned soon.", **data) == [("forecast", "planned soon")]


def test_groups_do_not_hide_each_other():
    assert found("not planned", modality={"goal": ["not planned"]}, negation={"not": ["not"]}) == [
        ("goal", "not planned"),
        ("not", "not"),
    ]


def test_a_mention_is_one_token_and_its_ending_another():
    data = {"comparison": {"surpass": ["@ 을 이긴다"]}}
    assert found("R100을 이긴다", ["R100"], **data) == [("surpass", "R100을 이긴다")]


def test_a_gap_stops_at_its_stop_words_and_at_other_things():
    data = {"gap_stops": ["in"], "comparison": {"surpass": ["beats ... @", "@ ... beaten"]}}
    assert found("beats the old R100", ["R100"], **data) == [("surpass", "beats the old R100")]
    assert found("beats all in R100", ["R100"], **data) == []
    assert found("K7 and R100 beaten", ["K7", "R100"], **data) == [("surpass", "R100 beaten")]


def test_a_sentence_may_begin_with_its_verb_where_the_file_says_so():
    cues = {"modality": {"forecast": ["*erà"]}}
    assert found("Costerà molto", **cues) == []
    assert found("Costerà molto", pro_drop=True, **cues) == [("forecast", "Costerà")]


def test_a_particle_written_onto_the_word_is_set_aside():
    assert found("ويقال", proclitics=["و"], modality={"rumour": ["يقال"]}) == [("rumour", "ويقال")]


COMMON = ("a", "b", "ab", "abc", "#", "%", "@", "...", "a*", "*c", ",")


@given(
    st.lists(st.lists(st.sampled_from(COMMON), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=12),
    st.lists(st.sampled_from(["a", "b", "Ab", "abc", "xabc", "5", "%", "R1", ",", ". "]), max_size=8).map(" ".join),
)
def test_looking_at_the_next_word_leaves_nothing_out(cues, text):
    cues = [cue for cue in cues if not {"...", ","} & {cue.split()[0], cue.split()[-1]} and "... ..." not in cue]
    index = Index([parse("modality", str(number), cue) for number, cue in enumerate(cues)], proclitics=["x"])
    at = text.find("R1")
    tokens = Lexicon({}).tokens(text, [Span(start=at, end=at + 2, quote="R1")] if at >= 0 else [])
    patient = Index([parse("modality", str(number), cue) for number, cue in enumerate(cues)], proclitics=["x"])
    patient._going_on = lambda opened, tokens, after: sorted(
        [*opened.open, *(one for some in opened.by_second.values() for one in some)]
    )
    assert index.scan(tokens) == patient.scan(tokens)


def test_percent_words_are_percent_signs():
    assert found("65 per cent of it", percent=["per cent"], comparison={"of": ["#% of"]}) == [("of", "65 per cent of")]


@pytest.mark.parametrize("name", sorted(languages()))
def test_every_file_is_read(name):
    assert isinstance(load(name), Lexicon)


@given(st.text())
def test_tokens_are_in_order_and_within_the_text(text):
    tokens = list(tokenize(text))
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert all(0 <= t.start < t.end <= len(text) for t in tokens)
