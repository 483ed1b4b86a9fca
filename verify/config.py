"""Settings of a run. Every field has a default; the thresholds are probabilities."""

from pydantic import ConfigDict

from claims.models import Frozen


class Config(Frozen):
    """What a caller may choose."""

    model_config = ConfigDict(allow_inf_nan=False)  # JSON has no word for them

    encoder: str = "default"
    allow_network: bool = False
    vector_cache: str | None = None  # file that keeps vectors of other encoders than the default between runs
    conflict_threshold: float = 0.45  # at or above it, a differing pair is shown as a conflict
    possible_threshold: float = 0.01  # below that, down to this, it goes on the list "to check"
    update_threshold: float = 0.1  # at or above it, what time has moved is told as an update: it accuses nobody
    agreement_threshold: float = 0.15  # at or above it, equal values are taken together: no conflict between them
    told_threshold: float = 0.5  # at or above it, they are told as an agreement
    held_back_threshold: float = 0.02  # pairs that the gate held back are listed from here on
    max_possible: int = 100  # length of the list "to check"
    max_held_back: int = 100  # length of the list of pairs held back with their reasons
    neighbours: int = 8  # most similar figures of another article that a figure is compared with
