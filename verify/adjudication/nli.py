"""A cross-encoder for natural language inference, by name or folder, asked in both directions."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from verify.adjudication.protocol import AdjudicatorError, Answer, Question, Relation

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

RELATIONS: tuple[Relation, ...] = ("contradiction", "entailment", "neutral")
SURE = 0.5  # probability from which a relation is said to hold
BATCH = 16


class CrossEncoderAdjudicator:
    """A model of sentence-transformers, which is imported here and nowhere else.

    Contradiction comes first: one direction that finds it is enough. Two statements say the same only where each
    follows from the other.
    """

    def __init__(self, name: str, allow_network: bool = False, model: "CrossEncoder | None" = None) -> None:
        self.name = name
        self._model = model or _load(name, allow_network)
        self._columns = _columns(name, self._model)

    @property
    def fingerprint(self) -> str:
        """A hash of the name and of the weights."""
        digest = hashlib.sha256(self.name.encode())
        for key, tensor in self._model.state_dict().items():
            digest.update(key.encode())
            digest.update(np.ascontiguousarray(tensor.float().numpy()).tobytes())
        return digest.hexdigest()

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """Both directions of every question, in one batch."""
        pairs = [(q.first.text, q.second.text) for q in questions]
        if not pairs:
            return []
        both = pairs + [(b, a) for a, b in pairs]
        raw = self._model.predict(both, batch_size=BATCH, apply_softmax=True, show_progress_bar=False)
        likely = np.asarray(raw, dtype=np.float64)[:, self._columns]
        return [_answer(there, back) for there, back in zip(likely[: len(pairs)], likely[len(pairs) :], strict=True)]


def _answer(there: NDArray[np.float64], back: NDArray[np.float64]) -> Answer:
    contradiction = float(max(there[0], back[0]))
    entailment = float(min(there[1], back[1]))
    relation: Relation = "neutral"
    probability = 1 - max(contradiction, entailment)
    if contradiction >= SURE:
        relation, probability = "contradiction", contradiction
    elif entailment >= SURE:
        relation, probability = "entailment", entailment
    return Answer(relation=relation, probability=round(min(1.0, max(0.0, probability)), 4))


def _columns(name: str, model: "CrossEncoder") -> list[int]:
    """The model's columns for contradiction, entailment and neutral."""
    named = getattr(model.config, "id2label", None) or {}
    labels = {str(label).casefold(): int(column) for column, label in named.items()}
    if not set(RELATIONS) <= set(labels):
        raise AdjudicatorError(f"{name} is no model of inference: it tells {', '.join(sorted(labels))}")
    return [labels[relation] for relation in RELATIONS]


def _load(name: str, allow_network: bool) -> "CrossEncoder":
    if not allow_network and not Path(name).is_dir() and "/" not in name:
        raise AdjudicatorError(_advice(name, allow_network))
    try:
        from sentence_transformers import CrossEncoder
        from transformers.utils.logging import disable_progress_bar
    except ImportError as error:
        raise AdjudicatorError(f"{name} needs sentence-transformers: pip install sentence-transformers") from error
    disable_progress_bar()  # type: ignore[no-untyped-call]  # what the run says on stderr is its own
    try:
        model: CrossEncoder = CrossEncoder(name, device="cpu", local_files_only=not allow_network)
    except Exception as error:  # the libraries below raise a dozen unrelated types for a model that is not there
        raise AdjudicatorError(_advice(name, allow_network)) from error
    return model


def _advice(name: str, allow_network: bool) -> str:
    if allow_network:
        return f"no cross-encoder {name!r}: neither a folder here nor a model that could be fetched"
    return (
        f"no cross-encoder {name!r} on this machine: give the folder of a model, or allow the network to fetch it once"
    )
