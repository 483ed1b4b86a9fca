"""What the lexicon finds, sentence by sentence: tests/data/measures/sentences.toml, one table a language.

Languages with a file of their own have theirs in further.toml.
"""

import itertools
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.measures import find
from claims.measures.concepts import FURTHER_LANGUAGES, LANGUAGES

DATA = Path(__file__).parents[2] / "data/measures"
SENTENCES = tomllib.loads((DATA / "sentences.toml").read_text(encoding="utf-8"))
FURTHER = tomllib.loads((DATA / "further.toml").read_text(encoding="utf-8"))
CASES = [(language, text, told) for language, table in (SENTENCES | FURTHER).items() for text, told in table.items()]
ALL_LANGUAGES = sorted(LANGUAGES | FURTHER_LANGUAGES)
FEWEST_CONCEPTS = 60
WORDS = [
    "dead",
    "interest",
    "rate",
    "3,958",
    "القتلى",
    "zginęło",
    "遇难",
    "İ",
    "ß",
    "\u0301",
    ".",
    " ",
    "\n",
    "*",
    "(",
    "मौत",
]
HOSTILE = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=30).map("".join))


def concepts_in(text, language):
    return {measure.concept for measure in find(text, language)}


@pytest.mark.parametrize(("language", "text", "wanted"), CASES)
def test_sentence_names_its_measures(language, text, wanted):
    present = concepts_in(text, language)
    expected = {name for name in wanted.split() if not name.startswith("-")}
    unwanted = {name[1:] for name in wanted.split() if name.startswith("-")}
    assert expected <= present
    assert not unwanted & present


def test_every_language_has_sentences():
    assert set(SENTENCES) == LANGUAGES


@pytest.mark.parametrize("language", sorted(FURTHER_LANGUAGES))
def test_a_further_language_has_sentences_of_many_concepts(language):
    named = {name for wanted in FURTHER[language].values() for name in wanted.split() if not name.startswith("-")}
    assert len(named) >= FEWEST_CONCEPTS


def test_a_close_language_adds_its_own_words():
    assert concepts_in("9300 husstander er uten strøm etter stormen", "nb") >= {"disaster.without_power"}
    assert "weather.category" in concepts_in("stormen", "nb")
    assert "disaster.without_power" not in concepts_in("uten strøm", "da")


@given(HOSTILE, st.sampled_from(ALL_LANGUAGES))
def test_offsets_quote_the_text_in_order(text, language):
    found = find(text, language)
    assert [m.span.start for m in found] == sorted(m.span.start for m in found)
    for measure in found:
        assert text[measure.span.start : measure.span.end] == measure.span.quote
        assert measure.span.quote.strip() == measure.span.quote != ""


@given(HOSTILE, st.sampled_from(ALL_LANGUAGES))
def test_no_measure_lies_within_another(text, language):
    spans = sorted({(m.span.start, m.span.end) for m in find(text, language)})
    for (_, end), (_, next_end) in itertools.pairwise(spans):
        assert next_end > end


@given(st.text(max_size=40), st.text(max_size=12))
def test_unknown_languages_give_only_what_all_languages_write_alike(text, tag):
    assert find(text, None) == []
    assert find(text, f"x{tag}") == find(text, "xx")
    assert find("12 dead, revenue of 3 billion", "xx") == []
    assert [m.concept for m in find("128 token", "xx")] == ["ai.tokens"]


def test_longer_name_wins():
    assert concepts_in("The trade deficit widened to $70bn", "en") >= {"trade.deficit"}
    assert "economy.interest_rate" in concepts_in("the interest rate is 5 %", "en")
    assert "company.profit" not in concepts_in("Operating profit was 9.2 trillion won", "en")


@pytest.mark.parametrize("tag", ["en-GB", "en_US", "EN"])
def test_region_of_a_tag_is_ignored(tag):
    assert concepts_in("12 people were killed", tag) >= {"casualties.dead"}


def test_traditional_characters_are_read_as_simplified():
    assert concepts_in("地震造成3408人受傷,數百人失蹤", "zh-Hant") >= {"casualties.injured", "casualties.missing"}


def test_a_phrase_does_not_cross_a_full_stop():
    assert "economy.interest_rate" not in concepts_in("He lost interest. Rate the film.", "en")


@pytest.mark.parametrize("figure", ["120", "2,900", "2.900", "1,402,900", "2’900", "2\u00a0900", "2\u202f900"])
def test_a_figure_with_its_thousands_marked_is_any_one_word(figure):
    assert "transport.flights_cancelled" in concepts_in(f"The airline cancelled {figure} flights.", "en")


@pytest.mark.parametrize("between", ["2, 900", "2,90", "2,9000", "2. 900", "a,900"])
def test_what_marks_no_thousands_parts_words(between):
    assert "transport.flights_cancelled" not in concepts_in(f"The airline cancelled {between} flights.", "en")


def test_needed_words_decide():
    assert "quake.depth" in concepts_in("The earthquake struck at a depth of 10 km", "en")
    assert "quake.depth" not in concepts_in("The wreck lies at a depth of 3,800 m", "en")


@pytest.mark.parametrize("unit", ["dead ", "interest rate ", "zginęło ", "遇难", "القتلى ", "a", "भूकंप "])
def test_work_grows_with_length_only(unit):
    """Every word is matched once: twice the text, twice the measures."""
    for language in ("en", "pl", "zh", "ar", "hi"):
        assert len(find(unit * 200, language)) == pytest.approx(2 * len(find(unit * 100, language)), abs=2)
