"""Any sentence-transformers model, by name or folder."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from verify.embedding.protocol import EncoderError, Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Models that were trained with a word before each text are at their best only with it.
PREFIXES = {"e5-": "query: ", "/e5": "query: ", "nomic-embed": "clustering: "}
BATCH = 32
MARKERS = ("modules.json", "config.json")  # one of them lies in every model folder


class TransformerEncoder:
    """A model of sentence-transformers, which is imported here and nowhere else.

    A text's row depends on its company by rounding alone, in the sixth digit or beyond.
    """

    def __init__(self, name: str, allow_network: bool = False) -> None:
        self.name = name
        self._prefix = prefix(name)
        self._model = _load(name, allow_network)
        self.dimension = int(self._model.encode(["1"]).shape[1])
        self.fingerprint = _fingerprint(name, self._model)

    def encode(self, texts: list[str]) -> Vectors:
        """A row of unit length for each text; zeros for a text of nothing but space."""
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        said = [n for n, text in enumerate(texts) if text.strip()]
        if said:
            prefixed = [self._prefix + _clean(texts[n]) for n in said]
            rows[said] = self._model.encode(
                prefixed, batch_size=BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
            )
        return rows


def prefix(name: str) -> str:
    """What the model called `name` wants before each text."""
    tail = "/".join(name.lower().replace("\\", "/").rstrip("/").split("/")[-2:])
    return next((words for part, words in PREFIXES.items() if part in f"/{tail}"), "")


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _load(name: str, allow_network: bool) -> "SentenceTransformer":
    # The import takes seconds; a name that leads nowhere is told before it.
    if not (allow_network or _is_here(name)):
        raise EncoderError(_advice(name, allow_network))
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise EncoderError(f"{name} needs sentence-transformers: pip install sentence-transformers") from error
    try:
        return SentenceTransformer(name, device="cpu", local_files_only=not allow_network)
    except Exception as error:  # the libraries below raise a dozen unrelated types for a model that is not there
        raise EncoderError(_advice(name, allow_network)) from error


def _is_here(name: str) -> bool:
    """Whether `name` is the folder of a model, or a model that was fetched before."""
    if Path(name).is_dir():
        return any((Path(name) / marker).is_file() for marker in MARKERS)
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    repository = name if "/" in name else f"sentence-transformers/{name}"
    try:
        return any(isinstance(try_to_load_from_cache(repository, marker), str) for marker in MARKERS)
    except HFValidationError:
        return False


def _advice(name: str, allow_network: bool) -> str:
    if Path(name).exists():
        return f"{name} holds no model that sentence-transformers can read"
    if allow_network:
        return f"no encoder {name!r}: neither a folder here nor a model that could be fetched"
    return f"no encoder {name!r} on this machine: give the folder of a model, or allow the network to fetch it once"


def _fingerprint(name: str, model: "SentenceTransformer") -> str:
    """A hash of the weights and of the prefix."""
    digest = hashlib.sha256(prefix(name).encode())
    for key, tensor in model.state_dict().items():
        digest.update(key.encode())
        digest.update(np.ascontiguousarray(tensor.float().numpy()).tobytes())
    return digest.hexdigest()
