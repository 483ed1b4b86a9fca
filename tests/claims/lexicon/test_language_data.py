"""The data of each language: complete, well formed, and looked up by the longest match."""

import tomllib
from decimal import Decimal
from importlib import resources

import pytest

from claims.lexicon import Tags, languages, load, tokenise, units
from claims.lexicon.fold import fold
from claims.lexicon.trie import Trie

CUES = sorted(path.name for path in (resources.files("claims.lexicon") / "cues").iterdir())
NUMERIC = {
    "num",
    "weak",
    "article",
    "implied",
    "mag",
    "glued",
    "multiple",
    "pct",
    "pct_before",
    "part",
    "mag_first",
    "pct_small",
    "small_money",
}
KNOWN = NUMERIC | {
    "suffix",
    "dual",
    "lone",
    "cur_first",
    "unit_first",
    "points_small",
    "settings",
    "exact",
    "words",
    "vague",
    "frac",
    "times",
    "points",
    "before",
    "after",
    "open",
    "unit",
    "cur",
    "small",
    "per_before",
    "half_of",
    "per_unit",
}
HEDGES = {"=", ">", ">=", "<", "<=", "~", "~<"}


def read(phrase: str, trie: Trie) -> Tags:
    found: Tags = {}
    tokens = tokenise(phrase)
    trie.read(tokens, 0, trie.heads(tokens[0]), found)
    return found


@pytest.mark.parametrize("name", CUES)
def test_cue_files_are_well_formed(name: str) -> None:
    data = tomllib.loads((resources.files("claims.lexicon") / "cues" / name).read_text("utf-8"))
    assert data.keys() <= KNOWN
    for role in NUMERIC & data.keys():
        assert all(Decimal(key) >= 0 for key in data[role])
    for role in ("before", "after"):
        assert data.get(role, {}).keys() <= HEDGES
    for key in data.get("frac", {}):
        upper, lower = map(int, key.split("/"))
        assert 0 < upper < lower
    for key in data.get("vague", {}):
        low, _, high = key.partition("-")
        assert Decimal(low) < Decimal(high or "Infinity")
    assert data.get("unit", {}).keys() <= units().keys() | {"cent", "decade"}


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_language_knows_the_signs_and_its_months(language: str) -> None:
    lexicon = load(language)
    assert lexicon.tags(tokenise("€"), 0)["sym"].value == "EUR"
    assert read("%", lexicon.words)["pct"].value == "1"
    assert lexicon.settings["decimal"] in ".,٫"


@pytest.mark.parametrize(
    ("language", "phrase", "role", "value"),
    [
        ("pl", "dolarów amerykańskich", "cur", "USD"),
        ("pl", "dolarom kanadyjskim", "cur", "CAD"),
        ("de", "Schweizer Franken", "cur", "CHF"),
        ("fr", "dollars canadiens", "cur", "CAD"),
        ("ru", "миллиардами", "mag", "1e9"),
        ("en", "square miles", "unit", "mi²"),
        ("tr", "dolarlık", "cur", "USD"),
        ("ar", "وثلاثة", "num", "3"),
        ("zh", "亿", "mag", "1e8"),
    ],
)
def test_lookup(language: str, phrase: str, role: str, value: str) -> None:
    tags = read(phrase, load(language).words)
    assert tags[role].value == value
    assert tags[role].end == len(tokenise(phrase))


@pytest.mark.parametrize("word", ["milionerów", "milionerzy", "miliarderzy"])
def test_a_long_ending_is_another_word(word: str) -> None:
    trie = Trie(3)
    trie.add("milion*", "mag", "1e6")
    assert read(word, trie) == {}


def test_the_longest_match_wins_and_the_first_value_stays() -> None:
    trie = Trie()
    trie.add("more", "filler", "")
    trie.add("more than", "before", ">")
    trie.add("more than", "before", "<")
    assert read("more than ten", trie)["before"] == (2, ">")
    assert read("more", trie).keys() == {"filler"}


def test_a_final_dot_is_optional() -> None:
    trie = Trie()
    trie.add("tys.", "mag", "1e3")
    assert (read("tys. osób", trie)["mag"].end, read("tys osób", trie)["mag"].end) == (2, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [("İKİ", "iki"), ("ещё", "еще"), ("مئةٌ", "مئه"), ("Ａ", "ａ"), ("ΠΟΛΎΣ", "πολύσ"), ("هزار\u200cها", "هزارها")],
)
def test_fold(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("tag", "code"),
    [("nb", "no"), ("zh-Hant-TW", "zh"), ("sr-Latn", "sr"), ("EN_us", "en"), ("xx", "und"), (None, "und")],
)
def test_tags(tag: str | None, code: str) -> None:
    assert load(tag).language == code
