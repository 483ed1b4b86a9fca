"""What values and units alone lose, on a story made for it."""

import json

import pytest
from click.testing import CliRunner

from verify.labels import Labels
from verify.oracle import main, summary, told

TEXTS = {
    "en.txt": "The bridge cost 140 million euros. It is 2.5 km long. Eight workers were hurt.",
    "de.txt": "Die Brücke kostete 0,21 Milliarden Euro. Sie ist 2,5 km lang. Acht Arbeiter wurden verletzt.",
    "fr.txt": "Le pont a coûté 140 millions d'euros. Il mesure 2500 mètres. Il y avait des blessés.",
}


def claim(file, quote, value, key):
    return {"file": file, "quote": quote, "value": value, "key": key}


COST = [
    claim("en.txt", "cost 140 million euros", "140 million", "140"),
    claim("de.txt", "kostete 0,21 Milliarden Euro", "210 million", "210"),
    claim("fr.txt", "a coûté 140 millions d'euros", "140 million", "140"),
]
LENGTH = [
    claim("en.txt", "It is 2.5 km long", "2.5 km", "2.5"),
    claim("de.txt", "Sie ist 2,5 km lang", "2.5 km", "2.5"),
    claim("fr.txt", "Il mesure 2500 mètres", "2500 m", "2.5"),
]
HURT = [
    claim("en.txt", "Eight workers were hurt", "8", "8"),
    claim("fr.txt", "Il y avait des blessés", "some", "some"),
]


@pytest.fixture
def folder(tmp_path):
    for file, text in TEXTS.items():
        (tmp_path / file).write_text(f"The bridge\n\n{text}\n", encoding="utf-8")
    groups = [
        {"attribute": "cost", "kind": "numeric", "verdict": "conflict", "claims": COST},
        {"attribute": "length", "kind": "numeric", "verdict": "agree", "claims": LENGTH},
        {"attribute": "hurt", "kind": "numeric", "verdict": "conflict", "claims": HURT},
        {"attribute": "colour", "kind": "entity", "verdict": "conflict", "claims": HURT},
    ]
    labels = {"articles": [{"file": file} for file in TEXTS], "groups": groups}
    (tmp_path / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    return tmp_path


def test_every_two_quotes_of_a_numeric_group_get_a_verdict(folder):
    found = {(p.attribute, p.at_odds, p.verdict) for p in told(Labels.of(folder))}
    assert found == {
        ("cost", True, "different"),
        ("cost", False, "alike"),
        ("length", False, "alike"),
        ("hurt", True, "unread"),
    }


def test_the_summary_counts_what_is_lost(folder):
    told_of = summary(told(Labels.of(folder)))
    assert told_of["pair_precision"] == 1
    assert told_of["groups"] == "1/2"
    assert told_of["lost"] == {"unread though at odds": 1}


def test_the_command_lists_each_pair_that_is_lost(folder):
    result = CliRunner().invoke(main, [str(folder), "--list"])
    assert result.exit_code == 0
    assert "hurt | unread | 8" in result.output
    assert "numeric_recall" in result.output


def test_nothing_labelled_loses_nothing():
    assert summary([])["numeric_recall"] == 0


MINUTES = """Two minutes later the pilot called three times.
They had five minutes and 20 metres left, a rise of 8.9 pct.

It stayed up to 19 km high."""


@pytest.mark.parametrize(
    ("quote", "value", "read"),
    [
        ("Two minutes later the pilot called three times", "2", ["Two minutes"]),
        ("Two minutes later the pilot called three times", "3 calls", ["three times"]),
        ("They had five minutes and 20 metres left", "5", ["five minutes"]),
        ("They had five minutes and 20 metres left", "20 m", ["20 metres"]),
        ("They had five minutes", "300 seconds", ["five minutes"]),
        ("a rise of 8.9 pct", "8.9", ["8.9 pct."]),
        ("19 km high", "19", ["up to 19 km"]),
        ("9 km high", "9", []),
        ("m high", "", []),
    ],
)
def test_of_several_figures_a_label_means_those_of_its_digits_in_their_own_unit(tmp_path, quote, value, read):
    (tmp_path / "en.txt").write_text(f"The flight\n\n{MINUTES}\n", encoding="utf-8")
    (tmp_path / "labels.json").write_text(json.dumps({"articles": [{"file": "en.txt"}], "groups": []}), "utf-8")
    labels = Labels.of(tmp_path)
    assert [labels.figures[i].text for i in labels.standing_for(claim("en.txt", quote, value, "a"))] == read


def test_a_quote_that_begins_inside_a_word_stands_for_the_whole_of_it(tmp_path):
    (tmp_path / "ar.txt").write_text(
        "الحرائق\n\nتحدثت عن 89 وفاة على الأقل ونحو ألف مفقود في الجزيرة.\n", encoding="utf-8"
    )
    (tmp_path / "labels.json").write_text(json.dumps({"articles": [{"file": "ar.txt"}], "groups": []}), "utf-8")
    labels = Labels.of(tmp_path)
    standing = labels.standing_for(claim("ar.txt", "نحو ألف مفقود", "about 1000", "a"))
    assert [labels.figures[i].value.stated for i in standing] == [1000]
