"""One table a concept: tests/data/measures/concepts.toml, with its sentence in each of several languages."""

import tomllib
from pathlib import Path

import pytest

from claims.measures import concepts, find

TABLES = tomllib.loads((Path(__file__).parents[2] / "data/measures/concepts.toml").read_text(encoding="utf-8"))
SENTENCES = {f"{group}.{name}": table for group, names in TABLES.items() for name, table in names.items()}
CASES = [(id_, language, text) for id_, table in SENTENCES.items() for language, text in table.items()]
FEWEST_SENTENCES = 5


@pytest.mark.parametrize(("id_", "language", "text"), CASES)
def test_sentence_names_the_concept(id_, language, text):
    assert id_ in {measure.concept for measure in find(text, language)}


@pytest.mark.parametrize("id_", SENTENCES)
def test_concept_has_sentences_in_many_languages(id_):
    assert id_ in concepts()
    assert len(SENTENCES[id_]) >= FEWEST_SENTENCES
