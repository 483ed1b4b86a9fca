"""The default encoder: the mean of token vectors, read from a model2vec folder without torch."""

import hashlib
import json
import os
import re
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from verify.embedding.lattice import Ints
from verify.embedding.pieces import MARK, Pieces
from verify.embedding.protocol import EncoderError, Vectors, Words

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

FILES = ("config.json", "model.safetensors", "tokenizer.json")
CHUNK = 4096  # texts summed at once
NOTHING: Ints = np.empty(0, dtype=np.int64)
TINY = np.float32(1e-12)
UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
CONTINUES = re.compile(rf"[^\W\d_{UNSPACED}]|[\u0300-\u036f]")  # a letter of a script that puts spaces between words
DIGIT = re.compile(r"\d")
SPOKEN = re.compile(r"[^\W_]")


class StaticEncoder:
    """Sums the vectors of a text's tokens; how long a token's vector is says how much the token counts."""

    def __init__(self, folder: Path, name: str = "default") -> None:
        from safetensors import safe_open

        self.name = name
        self._folder = folder
        try:
            with safe_open(folder / "model.safetensors", "numpy") as tensors:
                stored = {key: tensors.get_tensor(key) for key in tensors.keys()}  # noqa: SIM118 - no dictionary
            rows = stored["embeddings"]
            self._definition = (folder / "tokenizer.json").read_bytes()
            config = json.loads((folder / "config.json").read_bytes())
            self._pieces = None
            if config.get("word_by_word"):
                self._pieces = Pieces(self._definition, config.get("prefixes", ()))
            assert self._pieces or self._tokenizer
        except Exception as error:  # tokenizers raises no type of its own
            raise EncoderError(f"{folder} holds no readable model2vec model: {error}") from error
        self._rows = rows[stored["mapping"]] if "mapping" in stored else rows
        self._weights = stored.get("weights", np.ones(len(self._rows))).astype(np.float32)

    def __reduce__(self) -> tuple[type["StaticEncoder"], tuple[Path, str]]:
        """Another process reads the folder anew."""
        return StaticEncoder, (self._folder, self.name)

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        """Read where it is needed: for where a word stands, and for models that are not read word by word."""
        from tokenizers import Tokenizer

        os.environ["TOKENIZERS_PARALLELISM"] = "false"  # a copy of this process has none of its threads
        tokenizer: Tokenizer = Tokenizer.from_buffer(self._definition)
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @property
    def dimension(self) -> int:
        """Components of a vector."""
        return int(self._rows.shape[1])

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the files that the vectors come from."""
        digest = hashlib.sha256()
        for file in FILES:
            digest.update((self._folder / file).read_bytes())
        return digest.hexdigest()

    def encode(self, texts: list[str]) -> Vectors:
        """A row of unit length for each text; zeros for a text without a known word."""
        distinct, places = _distinct(texts)
        summed = np.zeros((len(distinct), self.dimension), dtype=np.float32)
        for start in range(0, len(distinct), CHUNK):
            tokens, counts = self._numbers(_clean(distinct[start : start + CHUNK]))
            ends = np.cumsum(counts).tolist()
            for row, (begin, end) in enumerate(pairwise([0, *ends]), start):
                numbers = tokens[begin:end]
                summed[row] = self._weights[numbers] @ self._rows[numbers].astype(np.float32)
        return _unit(summed)[places]

    def token_vectors(self, texts: list[str]) -> list[Words]:
        """The words of each text with a vector and a weight each, for alignment word by word; one text, one object."""
        distinct, places = _distinct(texts)
        encodings = self._tokenizer.encode_batch(_clean(distinct), add_special_tokens=False)
        words = [self._words(text, encoding) for text, encoding in zip(distinct, encodings, strict=True)]
        return [words[place] for place in places]

    def _numbers(self, texts: list[str]) -> tuple[Ints, Ints]:
        """The tokens of all texts end to end, and how many each text has."""
        if self._pieces is not None:
            return self._pieces.numbers(texts)
        encodings = self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        numbers = [np.array(encoding.ids, dtype=np.int64) for encoding in encodings]
        return np.concatenate([NOTHING, *numbers]), np.array([len(row) for row in numbers], dtype=np.int64)

    def _gather(self, tokens: list[int]) -> Vectors:
        rows: Vectors = self._rows[tokens].astype(np.float32) * self._weights[tokens, None]
        return rows

    def _words(self, text: str, encoding: "Encoding") -> Words:
        """Tokens put together to words; what is neither letter nor digit is left out."""
        if not encoding.ids:
            return Words(np.empty((0, 2), np.int64), np.empty((0, self.dimension), np.float32), np.empty(0, np.float32))
        begins = _beginnings(encoding.tokens, encoding.offsets)
        summed = np.add.reduceat(self._gather(encoding.ids), begins, axis=0)
        spans = _spans(text, encoding.offsets, begins)
        spoken = spans[:, 0] < spans[:, 1]
        lengths = np.linalg.norm(summed[spoken], axis=1)
        return Words(spans[spoken], _unit(summed[spoken]), lengths)


def _distinct(texts: list[str]) -> tuple[list[str], list[int]]:
    """Each text once, and where among them each one stands: sources repeat each other."""
    place = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return list(place), [place[text] for text in texts]


def _clean(texts: list[str]) -> list[str]:
    """A lone surrogate cannot leave Python; "?" in its place keeps the offsets."""
    return [text.encode("utf-8", "replace").decode() for text in texts]


def _beginnings(pieces: list[str], offsets: list[tuple[int, int]]) -> NDArray[np.intp]:
    """Numbers of the tokens that begin a word: a letter goes on a word of letters, a digit a number."""
    begins = [0]
    for n in range(1, len(pieces)):
        touching = offsets[n - 1][1] >= offsets[n][0]
        if not (touching and _goes_on(pieces[n - 1], pieces[n])):
            begins.append(n)
    return np.array(begins)


def _goes_on(before: str, piece: str) -> bool:
    if DIGIT.match(piece):
        return DIGIT.match(before[-1]) is not None
    return CONTINUES.match(piece) is not None and (before[-1] == MARK or CONTINUES.match(before[-1]) is not None)


def _spans(text: str, offsets: list[tuple[int, int]], begins: NDArray[np.intp]) -> NDArray[np.int64]:
    """Where each word stands, less what is neither letter nor digit at its ends; empty where nothing is left."""
    ends = [*begins[1:], len(offsets)]
    spans = np.array([(offsets[b][0], offsets[e - 1][1]) for b, e in zip(begins, ends, strict=True)])
    # The mark of a beginning is counted to the letter before it, where no space is.
    spans[1:, 0] = np.maximum(spans[1:, 0], spans[:-1, 1])
    return np.array([_trim(text, start, end) for start, end in spans.tolist()])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not SPOKEN.match(text, start):
        start += 1
    while end > start and not SPOKEN.match(text, end - 1):
        end -= 1
    return start, end


def _unit(rows: Vectors) -> Vectors:
    unit: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), TINY)
    return unit
