"""The shipped folder: one byte for each component and one length for each token, as model2vec reads it."""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import numpy as safetensors
from tokenizers import Tokenizer
from torch import Tensor, from_numpy

from verify.embedding.training.vocabulary import PREFIXES

LARGEST = 127
DIGITS = 0.4  # of the sum of its digits' vectors, in a number that was no piece before


def save(folder: Path, vectors: NDArray[np.float32], tokenizer: Tokenizer, card: str) -> None:
    """Write model.safetensors, tokenizer.json, config.json and README.md.

    "word_by_word" in the configuration says that the tokenizer never looks across a space, "prefixes" after what it
    begins a word anew.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows, lengths = shrink(vectors)
    packed = safetensors.save({"embeddings": rows, "weights": lengths})
    (folder / "model.safetensors").write_bytes(packed)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    config = {
        "model_type": "model2vec",
        "architectures": ["StaticModel"],
        "hidden_dim": vectors.shape[1],
        "normalize": True,
        "max_length": None,
        "embedding_dtype": "int8",
        "word_by_word": True,
        "prefixes": PREFIXES,
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    (folder / "README.md").write_text(card, encoding="utf-8")


def carried(folder: Path, tokenizer: Tokenizer, fresh: Tensor) -> Tensor:
    """Vectors for the pieces of `tokenizer`: those of the model in `folder`, and `fresh` ones for what it lacks.

    A number that it lacks gets a share of the sum of its digits besides, as it was read before.
    """
    stored = safetensors.load((folder / "model.safetensors").read_bytes())
    known = stored["embeddings"].astype(np.float32) * stored["weights"].astype(np.float32)[:, None]
    if known.shape[1] != fresh.shape[1]:
        raise OSError(f"{folder} has vectors of {known.shape[1]} components, not {fresh.shape[1]}")
    rows = Tokenizer.from_file(str(folder / "tokenizer.json")).get_vocab()
    vectors = fresh.clone()
    for piece, row in tokenizer.get_vocab().items():
        if piece in rows:
            vectors[row] = from_numpy(known[rows[piece]])
        elif all(digit in rows for digit in piece):
            vectors[row] += DIGITS * from_numpy(known[[rows[digit] for digit in piece]].sum(axis=0))
    return vectors


def shrink(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows as whole numbers up to 127, and what each row is to be multiplied by."""
    lengths = np.abs(vectors).max(axis=1) / LARGEST
    rows = np.rint(vectors / np.maximum(lengths, np.finfo(np.float32).tiny)[:, None])
    return rows.astype(np.int8), lengths.astype(np.float32)
