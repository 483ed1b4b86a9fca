"""Which encoder a name gives, and that the default needs neither torch nor network."""

import subprocess
import sys

import numpy as np
import pytest

from verify.embedding import Encoder, EncoderError, StaticEncoder, load_encoder
from verify.embedding.transformer import TransformerEncoder, prefix

SILENT = """
import socket, sys
def refuse(*_, **__):
    raise AssertionError("the network was asked")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from verify.embedding import load_encoder
rows = load_encoder().encode(["Flood kills 300", "Hochwasser fordert 300 Tote", ""])
assert rows[0] @ rows[1] > 0.3, rows[0] @ rows[1]
heavy = {"torch", "sentence_transformers", "transformers", "sklearn", "huggingface_hub", "model2vec"} & set(sys.modules)
assert not heavy, heavy
"""
MEANINGS = [  # the same sentence in two languages, and a stranger in the second
    (
        "The earthquake killed 3,000 people.",
        "Beim Erdbeben starben 3000 Menschen.",
        "Der Zug fährt morgen nach Berlin.",
    ),
    ("The company sold a million phones.", "Firma sprzedała milion telefonów.", "Prezydent pojechał do szpitala."),
    ("The president visited the hospital.", "الرئيس زار المستشفى.", "باعت الشركة مليون هاتف."),
    ("The weather was bad yesterday.", "昨日は天気が悪かった。", "会社は電話を売った。"),
    ("The price of oil is rising.", "石油价格正在上涨。", "他昨天去了医院。"),
    ("Цена на нефть растет.", "Ціна на нафту зростає.", "Він учора був у лікарні."),
]


def test_the_default_loads_without_torch_or_network():
    done = subprocess.run([sys.executable, "-c", SILENT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_default_is_read_once():
    assert load_encoder() is load_encoder("default")
    assert isinstance(load_encoder(), Encoder)


@pytest.mark.parametrize(("one", "same", "stranger"), MEANINGS)
def test_the_default_knows_a_translation_from_a_stranger(one, same, stranger):
    a, b, c = load_encoder().encode([one, same, stranger])
    assert a @ b > a @ c + 0.2


def test_the_shipped_folder_is_small_and_tells_where_it_comes_from():
    from verify.embedding import MODEL

    assert sum(file.stat().st_size for file in MODEL.iterdir()) < 40_000_000
    card = (MODEL / "README.md").read_text(encoding="utf-8")
    assert "licence" in card
    assert "## Figures" in card


def test_a_folder_of_model2vec_is_read_as_such(toy_folder):
    assert isinstance(load_encoder(str(toy_folder)), StaticEncoder)


def test_sentence_transformers_reads_the_same_folder(toy, toy_folder, tmp_path):
    modules = pytest.importorskip("sentence_transformers.models")
    from sentence_transformers import SentenceTransformer

    static = modules.StaticEmbedding.from_model2vec(str(toy_folder))
    SentenceTransformer(modules=[static], device="cpu").save(str(tmp_path / "st"))
    other = load_encoder(str(tmp_path / "st"))
    assert isinstance(other, TransformerEncoder)
    texts = ["ship waits in Rome", "", "statek czeka w Oslo"]
    assert np.allclose(other.encode(texts), toy.encode(texts), atol=1e-5)
    assert other.dimension == toy.dimension
    assert other.fingerprint != toy.fingerprint


@pytest.mark.parametrize("name", ["no/such-model", "/no/such/folder", "..", ""])
def test_a_missing_model_is_one_clear_line(name):
    with pytest.raises(EncoderError) as caught:
        load_encoder(name)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("intfloat/multilingual-e5-small", "query: "),
        ("models/multilingual-e5-small/", "query: "),
        ("BAAI/bge-m3", ""),
        ("sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2", ""),
    ],
)
def test_prefixes(name, expected):
    assert prefix(name) == expected
