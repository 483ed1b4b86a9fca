"""Sentence vectors: the shipped multilingual encoder, or any model of sentence-transformers."""

from functools import cache
from pathlib import Path

from verify.embedding.alignment import alignment, alignments, coverages
from verify.embedding.protocol import Encoder, EncoderError, Vectors, Words
from verify.embedding.static import FILES, StaticEncoder
from verify.embedding.views import masked, masked_with_places

__all__ = [
    "DEFAULT",
    "Encoder",
    "EncoderError",
    "StaticEncoder",
    "Vectors",
    "Words",
    "alignment",
    "alignments",
    "coverages",
    "load_default",
    "load_encoder",
    "masked",
    "masked_with_places",
]

DEFAULT = "default"
MODEL = Path(__file__).parent / "model"


def load_encoder(name: str = DEFAULT, allow_network: bool = False) -> Encoder:
    """The encoder called `name`: "default", a model folder, or a model of sentence-transformers by name.

    Nothing is fetched unless `allow_network`. Raises EncoderError where there is no such model.
    """
    if name == DEFAULT:
        return load_default()
    if all((Path(name) / file).is_file() for file in FILES) and not (Path(name) / "modules.json").exists():
        return StaticEncoder(Path(name), name)
    from verify.embedding.transformer import TransformerEncoder

    return TransformerEncoder(name, allow_network)


@cache
def load_default() -> StaticEncoder:
    """The encoder that ships with the product; read once."""
    return StaticEncoder(MODEL)
