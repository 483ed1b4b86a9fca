"""The static encoder, on a model trained inside the tests."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from tests.verify.embedding.conftest import sentences
from verify.embedding import Encoder, EncoderError, StaticEncoder, load_encoder
from verify.embedding.static import FILES

TEXTS = st.text(st.characters(), max_size=60)


def test_translations_are_neighbours(toy):
    english, polish, greek = (toy.encode(sentences(n)) for n in range(3))
    own = np.arange(len(english))
    assert ((english @ polish.T).argmax(1) == own).mean() > 0.9
    assert ((polish @ greek.T).argmax(1) == own).mean() > 0.9


def test_is_an_encoder(toy):
    assert isinstance(toy, Encoder)
    assert toy.dimension == 16
    assert toy.encode(["a", "b"]).dtype == np.float32
    assert toy.encode([]).shape == (0, 16)


@given(texts=st.lists(TEXTS, min_size=1, max_size=6))
def test_rows_have_unit_length_or_none(toy, texts):
    lengths = np.linalg.norm(toy.encode(texts), axis=1)
    assert np.all(np.isclose(lengths, 1, atol=1e-5) | (lengths == 0))


@given(texts=st.lists(TEXTS, min_size=1, max_size=6))
def test_company_does_not_matter(toy, texts):
    together = toy.encode(texts)
    for text, row in zip(texts, together, strict=True):
        assert np.array_equal(toy.encode([text])[0], row)


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u200b"])
def test_nothing_said_is_a_row_of_zeros(toy, text):
    assert not toy.encode([text]).any()
    assert len(toy.token_vectors([text])[0]) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SHIP", "ship"),
        ("ship", "ｓｈｉｐ"),
        ("٣", "3"),
        ("۳", "3"),
        ("३", "3"),
        ("مُحَمَّد", "محمد"),
        ("کی", "كي"),
        ("İstanbul", "istanbul"),
        ("l’eau", "l'eau"),
    ],
)
def test_spelt_one_way_or_the_other(toy, one, other):
    assert np.array_equal(toy.encode([one]), toy.encode([other]))


@given(text=TEXTS)
def test_words_stand_in_order_and_say_something(toy, text):
    words = toy.token_vectors([text])[0]
    spans = words.spans.tolist()
    assert len(words) == len(spans) == len(words.vectors)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[0] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ship waits.", ["The", "ship", "waits"]),
        ("Statek „Gdynia” czeka", ["Statek", "Gdynia", "czeka"]),
        ("το πλοίο, περιμένει!", ["το", "πλοίο", "περιμένει"]),
        ("1,300 doctors", ["1", "300", "doctors"]),
        ("910C", ["910", "C"]),
        ("… — !", []),
    ],
)
def test_words_are_whole(toy, text, expected):
    spans = toy.token_vectors([text])[0].spans
    assert [text[start:end] for start, end in spans] == expected


def test_a_text_is_the_sum_of_its_words(toy):
    text = "ship waits in Rome"
    words = toy.token_vectors([text])[0]
    summed = (words.vectors * words.weights[:, None]).sum(0)
    assert np.allclose(summed / np.linalg.norm(summed), toy.encode([text])[0], atol=1e-5)


def test_model2vec_reads_the_folder(toy, toy_folder):
    model2vec = pytest.importorskip("model2vec")
    model = model2vec.StaticModel.from_pretrained(toy_folder)
    texts = sentences(0)[:4] + sentences(2)[:4]
    assert np.allclose(model.encode(texts, use_multiprocessing=False), toy.encode(texts), atol=1e-5)


def test_plain_float_folders_are_read_too(toy, toy_folder, tmp_path):
    tensors = load_file(toy_folder / "model.safetensors")
    rows = tensors["embeddings"] * tensors["weights"][:, None]
    save_file({"embeddings": rows.astype(np.float32)}, tmp_path / "model.safetensors")
    for file in ("config.json", "tokenizer.json"):
        (tmp_path / file).write_bytes((toy_folder / file).read_bytes())
    plain = load_encoder(str(tmp_path))
    assert isinstance(plain, StaticEncoder)
    assert np.allclose(plain.encode(["ship waits"]), toy.encode(["ship waits"]), atol=1e-5)
    assert plain.fingerprint != toy.fingerprint


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json"])
@pytest.mark.parametrize("content", [None, b"", b"{}", b"\x00\xff" * 50])
def test_a_damaged_folder_is_one_clear_line(toy_folder, tmp_path, file, content):
    for name in FILES:
        (tmp_path / name).write_bytes((toy_folder / name).read_bytes())
    (tmp_path / file).unlink()
    if content is not None:
        (tmp_path / file).write_bytes(content)
    with pytest.raises(EncoderError, match="no readable model2vec model") as caught:
        StaticEncoder(tmp_path)
    assert "\n" not in str(caught.value)
