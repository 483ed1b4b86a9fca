"""What the rest of the product asks of an encoder."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class EncoderError(Exception):
    """An encoder cannot be had; the message is one line that says what to do."""


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into vectors whose inner product says how alike the texts are, in any mix of languages."""

    @property
    def name(self) -> str:
        """What the user calls it."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vectors would: part of the key that they are cached under."""

    @property
    def dimension(self) -> int:
        """Components of a vector."""

    def encode(self, texts: list[str]) -> Vectors:
        """A row of unit length for each text; of zeros where the text says nothing, as "" or "…".

        A text gets the same row in whatever company it is encoded.
        """


@dataclass(frozen=True)
class Words:
    """The words of one text: where they stand, what they mean, how much they say."""

    spans: NDArray[np.int64]  # (n, 2): start and end in code points
    vectors: Vectors  # (n, dimension), each of unit length
    weights: Vectors  # (n,): near zero for a function word

    def __len__(self) -> int:
        return len(self.weights)
