"""Vectors kept on disk: never different, never in the way."""

import sqlite3

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verify.embedding import Encoder
from verify.embedding.cache import CachedEncoder


class Counting:
    """An encoder that counts what it is asked."""

    name, fingerprint, dimension = "counting", "1", 3

    def __init__(self):
        self.asked = []

    def encode(self, texts):
        self.asked += texts
        return np.array([[len(text), text.count("a"), 1] for text in texts], dtype=np.float32).reshape(len(texts), 3)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "folder" / "vectors.sqlite"


def test_a_text_is_encoded_once(path):
    inner = Counting()
    cached = CachedEncoder(inner, path)
    assert isinstance(cached, Encoder)
    first = cached.encode(["a", "bb", "a"])
    again = CachedEncoder(inner, path).encode(["bb", "a", "c"])
    assert inner.asked == ["a", "bb", "c"]
    assert np.array_equal(first, Counting().encode(["a", "bb", "a"]))
    assert np.array_equal(again, Counting().encode(["bb", "a", "c"]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(texts=st.lists(st.text(st.characters(), max_size=20), max_size=8))
def test_the_cache_changes_nothing(path, texts):
    for _ in range(2):
        assert np.array_equal(CachedEncoder(Counting(), path).encode(texts), Counting().encode(texts))


def test_another_model_has_its_own_vectors(path):
    CachedEncoder(Counting(), path).encode(["a"])
    other = Counting()
    other.fingerprint = "2"
    CachedEncoder(other, path).encode(["a"])
    assert other.asked == ["a"]


@pytest.mark.parametrize("content", [b"", b"rubbish" * 1000, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_begun_anew(path, content):
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    inner = Counting()
    for _ in range(2):
        assert np.array_equal(CachedEncoder(inner, path).encode(["a"]), Counting().encode(["a"]))
    assert inner.asked == ["a"]


def test_a_damaged_row_is_computed_again(path):
    CachedEncoder(Counting(), path).encode(["a"])
    with sqlite3.connect(path) as store:
        store.execute("UPDATE vectors SET vector = x'00'")
    assert np.array_equal(CachedEncoder(Counting(), path).encode(["a"]), Counting().encode(["a"]))


def test_a_place_that_cannot_be_written_is_no_error(tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    cached = CachedEncoder(Counting(), tmp_path / "file" / "vectors.sqlite")
    assert np.array_equal(cached.encode(["a"]), Counting().encode(["a"]))
    assert "not cached" in caplog.text
