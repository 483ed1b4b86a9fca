"""From features to a probability and its additive evidence; the weights are a small file that people can read."""

import json
from functools import cache
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from claims.models import Frozen
from claims.work import Begin, at_once
from verify.dating import DATE_FEATURES
from verify.features import FEATURES, matrix
from verify.models import Evidence
from verify.pairs import Pairs
from verify.partners import LATER, later

WEIGHTS = Path(__file__).with_name("weights.json")
NAMED = tuple((f.name, f.means) for f in FEATURES) + tuple((f.name, f.means) for f in LATER)
DATED = NAMED + tuple((f.name, f.means) for f in DATE_FEATURES)
SCREEN = 0.02  # probability by `differ` from which on `rivals` decides
SHOWN = 0.05  # evidence of less weight than this is summed up in one line


class Model(Frozen):
    """A logistic model: log odds = bias + sum of weight x feature."""

    named: ClassVar[tuple[tuple[str, str], ...]] = NAMED

    bias: float
    weights: dict[str, float]

    def vector(self) -> NDArray[np.float64]:
        """Weights in the order of `named`; an unnamed feature weighs nothing."""
        return np.array([self.weights.get(name, 0.0) for name, _ in self.named])

    def logits(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log odds for each row of an (n, features) matrix, as `observe` makes them."""
        return np.asarray(self.bias + features @ self.vector())

    def probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability for each row of such a matrix."""
        return np.asarray(1 / (1 + np.exp(-np.clip(self.logits(features), -40, 40))))

    def evidence(self, row: NDArray[np.float64]) -> tuple[Evidence, ...]:
        """What each feature of one row adds to the log odds, heaviest first; the weights add up to the score."""
        adds = (self.vector() * row).tolist()
        parts = [(name, means, w, x) for (name, means), w, x in zip(self.named, adds, row.tolist(), strict=True)]
        heavy = sorted((p for p in parts if abs(p[2]) >= SHOWN), key=lambda p: (-abs(p[2]), p[0]))
        shown = [Evidence(feature=name, weight=round(w, 4), detail=_detail(means, x)) for name, means, w, x in heavy]
        rest = sum(w for _, _, w, _ in parts if abs(w) < SHOWN)
        start = Evidence(feature="start", weight=round(self.bias + rest, 4), detail="where every pair starts")
        return (*shown, start)


def _detail(means: str, value: float) -> str:
    return means if value == 1 else f"{means} ({value:.2f})"


class DateModel(Model):
    """A model of two differing dates: log odds that they are told of one event."""

    named: ClassVar[tuple[tuple[str, str], ...]] = DATED


class Models(Frozen):
    """One model for pairs whose values agree, two for pairs whose values differ: one screens, one looks closer.

    Two more for special cases of those that differ; without them `differ` decides.
    """

    agree: Model
    differ: Model
    rivals: Model  # only for what `differ` finds likely enough and the gate lets through
    dates: DateModel | None = None  # for differing dates
    updates: Model | None = None  # that two values are of one measure, where time brought the difference


def observe(pairs: Pairs, agree: Model, begin: Begin = at_once) -> NDArray[np.float64]:
    """All features of all pairs, (pairs, features): first those of the pair, then those that need the agreements."""
    found = matrix(pairs, room=len(LATER), begin=begin)
    found[:, -len(LATER) :] = later(pairs, agree.probabilities(found))
    return found


@cache
def shipped() -> Models:
    """The models that ship, trained by `python -m verify.training`."""
    return Models.model_validate(json.loads(WEIGHTS.read_text(encoding="utf-8")))
