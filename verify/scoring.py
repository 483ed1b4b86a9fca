"""From features to a probability and its additive evidence; the weights are a small file that people can read."""

import json
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.models import Frozen
from verify.features import FEATURES
from verify.models import Evidence

WEIGHTS = Path(__file__).with_name("weights.json")
SHOWN = 0.05  # evidence of less weight than this is summed up in one line


class Model(Frozen):
    """A logistic model: log odds = bias + sum of weight x feature."""

    bias: float
    weights: dict[str, float]

    def vector(self) -> NDArray[np.float64]:
        """Weights in the order of `FEATURES`; an unnamed feature weighs nothing."""
        return np.array([self.weights.get(f.name, 0.0) for f in FEATURES])

    def probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability for each row of an (n, features) matrix."""
        logits = self.bias + features @ self.vector()
        return np.asarray(1 / (1 + np.exp(-np.clip(logits, -40, 40))))

    def evidence(self, row: NDArray[np.float64]) -> tuple[Evidence, ...]:
        """What each feature of one row adds to the log odds, heaviest first; the weights add up to the score."""
        parts = [(f, float(w * x), float(x)) for f, w, x in zip(FEATURES, self.vector(), row, strict=True)]
        heavy = sorted((p for p in parts if abs(p[1]) >= SHOWN), key=lambda p: (-abs(p[1]), p[0].name))
        told = [Evidence(feature=f.name, weight=round(w, 4), detail=_detail(f.means, x)) for f, w, x in heavy]
        rest = sum(w for _, w, _ in parts if abs(w) < SHOWN)
        start = Evidence(feature="start", weight=round(self.bias + rest, 4), detail="where every pair starts")
        return (*told, start)


def _detail(means: str, value: float) -> str:
    return means if value == 1 else f"{means} ({value:.2f})"


class Models(Frozen):
    """One model for pairs whose values agree, one for pairs whose values differ."""

    agree: Model
    differ: Model


@cache
def shipped() -> Models:
    """The models that ship, trained by `python -m verify.training`."""
    return Models.model_validate(json.loads(WEIGHTS.read_text(encoding="utf-8")))
