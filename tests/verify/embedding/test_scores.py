"""The benchmark's figures, on data small enough to work out by hand."""

import gzip
import json

import numpy as np
import pytest

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
    assert dict(likeness(toy, packed(tmp_path / "sts", rows)))["en"] == pytest.approx(1)


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
