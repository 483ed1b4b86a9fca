"""The lexicon as data: complete, consistent, without chance overlaps."""

from collections import Counter, defaultdict
from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.measures import concept, concepts, related
from claims.measures.concepts import FURTHER_LANGUAGES, LANGUAGES, further, phrases, rules, unknown_keys
from claims.measures.triggers import PatternIndex, Trigger, parse

DIMENSIONS = (
    {"count", "money", "ratio", "length", "area", "volume", "mass", "duration", "speed", "temperature", "energy"}
    | {"power", "information", "bandwidth", "compute", "pressure", "force", "charge", "concentration", "frequency"}
    | {"magnitude", "ordinal", "date", "time", "resolution", "angle", "proportion"}
)
WRITTEN = sorted(LANGUAGES | FURTHER_LANGUAGES | {"no"})  # Norwegian has only what Danish spells otherwise
FEWEST_CONCEPTS = 0.95  # of all, for a language with a file of its own
SINGLES = set("岁吨栋辆鲸铀球歳棟錠票꺾댐닭숲칩才")  # characters that hardly stand in another word


def triggers(language):
    return [parse(id_, phrase, rules(language)) for id_, phrase in phrases(language)]


def test_breadth():
    assert len(concepts()) >= 400


def test_no_misspelt_fields_or_languages():
    assert unknown_keys() == set()


@pytest.mark.parametrize("id_", sorted(concepts()))
def test_concept_is_well_formed(id_):
    one = concept(id_)
    assert one.label
    assert set(one.dimensions) <= DIMENSIONS
    assert one.dimensions
    assert one.id not in one.siblings
    for other in one.siblings:
        assert id_ in concept(other).siblings
    if one.parent is not None:
        assert related(id_, one.parent) == related(one.parent, id_) == "parent"


def test_relations():
    assert related("casualties.dead", "casualties.dead") == "same"
    assert related("casualties.dead", "casualties.missing") == "sibling"
    assert related("company.operating_profit", "company.profit") == "parent"
    assert related("casualties.dead", "economy.inflation") == "other"


def test_unknown_concept():
    with pytest.raises(KeyError):
        concept("no.such")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_concept_has_triggers(language):
    assert concepts().keys() - {id_ for id_, _ in phrases(language)} == set()


@pytest.mark.parametrize("language", sorted(FURTHER_LANGUAGES))
def test_nearly_every_concept_has_triggers(language):
    assert len({id_ for id_, _ in phrases(language)}) >= FEWEST_CONCEPTS * len(concepts())


@pytest.mark.parametrize("language", WRITTEN)
def test_no_unknown_concept(language):
    assert further(language).keys() <= concepts().keys()


def test_a_language_stands_in_one_place():
    """In the domain files or in a file of its own."""
    assert [language for language in LANGUAGES if further(language)] == []
    assert all(further(language) for language in FURTHER_LANGUAGES)


@pytest.mark.parametrize("language", WRITTEN)
def test_same_trigger_only_where_related_or_marked(language):
    """One trigger for two concepts that are not kin is a decision: it needs the mark "?"."""
    owners: dict[tuple, list[Trigger]] = defaultdict(list)
    for trigger in triggers(language):
        owners[trigger.words, trigger.needs].append(trigger)
    clashes = {
        (words, first.concept, second.concept)
        for (words, _), found in owners.items()
        for first in found
        for second in found
        if related(first.concept, second.concept) == "other" and not (first.shared and second.shared)
    }
    assert clashes == set()


@pytest.mark.parametrize("language", WRITTEN)
def test_no_trigger_is_a_lone_stump(language):
    for trigger in triggers(language):
        assert trigger.words
        assert trigger.words[0] != "*"
        longest = max(len(word.strip("*")) for word in trigger.words)
        assert longest >= 2 or trigger.words[0].strip("*") in SINGLES, trigger


@pytest.mark.parametrize("language", WRITTEN)
def test_no_trigger_is_told_twice(language):
    told = Counter(triggers(language))
    assert [trigger for trigger, times in told.items() if times > 1] == []


@pytest.mark.parametrize("notation", ["", "a (b", "(b)", "a ) b"])
def test_malformed_notation_is_refused(notation):
    with pytest.raises(ValueError, match="cannot read"):
        parse("x.y", notation, rules("en"))


def test_notation():
    trigger = parse("x.y", "Charge* sheet (court*/Judge*)?", rules("en"))
    assert trigger == Trigger("x.y", ("charge*", "sheet"), frozenset({"court*", "judge*"}), True)


LETTERS = st.text("ab", min_size=1, max_size=4)
PATTERNS = st.builds("".join, st.tuples(st.sampled_from(["", "*"]), LETTERS, st.sampled_from(["", "*"])))


@given(st.frozensets(PATTERNS), st.text("ab", max_size=6))
def test_index_finds_what_trying_each_pattern_finds(patterns, form):
    assert PatternIndex(patterns).fits(form) == {pattern for pattern in patterns if fnmatchcase(form, pattern)}
