"""What is learnt: a table of token vectors in which a sentence lies nearest to its translation."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - the name it is known by

from verify.embedding.training.corpus import Corpus, Ints, Sampler
from verify.embedding.training.vocabulary import Texts

SCALE = 20.0
RARE = 1e-3  # a token of this relative frequency starts at half the length of a very rare one
BETAS = (0.9, 0.999)
TINY = 1e-8
WARM_UP = 0.1


@dataclass(frozen=True)
class Settings:
    """All that decides what training gives, apart from the text."""

    dimension: int = 384
    vocabulary: int = 80_000
    epochs: float = 3.0
    batch: int = 2048
    rate: float = 0.01
    between: float = 0.3  # share of pairs between two languages other than English
    likeness: float = 10.0  # weight of the teacher's idea of likeness
    longest: int = 64  # tokens of a text that count in training
    seed: int = 0


@dataclass
class Table:
    """Token vectors and the running moments of Adam, a row for each token."""

    vectors: Tensor
    first: Tensor
    second: Tensor
    step: int = 0

    @classmethod
    def fresh(cls, frequency: NDArray[np.float64], dimension: int, seed: int) -> "Table":
        """Random vectors, long for rare tokens and short for frequent ones."""
        generator = torch.Generator().manual_seed(seed)
        length = torch.from_numpy(RARE / (RARE + frequency)).float().unsqueeze(1)
        vectors = torch.randn(len(frequency), dimension, generator=generator) / dimension**0.5 * length
        return cls(vectors, torch.zeros_like(vectors), torch.zeros_like(vectors))

    def state(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        return vars(self)

    def update(self, rows: Tensor, gradient: Tensor, rate: float) -> None:
        """One step of Adam on the rows that a batch has touched."""
        self.step += 1
        first = self.first[rows].lerp_(gradient, 1 - BETAS[0])
        second = self.second[rows].mul_(BETAS[1]).addcmul_(gradient, gradient, value=1 - BETAS[1])
        self.first[rows], self.second[rows] = first, second
        steadied = (second / (1 - BETAS[1] ** self.step)).sqrt_().add_(TINY)
        self.vectors[rows] -= (first / steadied).mul_(rate / (1 - BETAS[0] ** self.step))


@dataclass(frozen=True)
class Lesson:
    """Everything a step reads."""

    texts: Texts
    sampler: Sampler
    teacher: NDArray[np.float32]  # a row for each English text that it has seen
    taught: Ints  # row in `teacher` for each English text, or -1

    @classmethod
    def of(cls, corpus: Corpus, texts: Texts, settings: Settings, teacher: NDArray[np.float32]) -> "Lesson":
        """A lesson in which the teacher has seen the first general English texts."""
        order = np.cumsum(corpus.general) - 1
        taught = np.where(corpus.general & (order < len(teacher)), order, -1)
        return cls(texts, Sampler(corpus, settings.seed, settings.between), teacher, taught)

    def batch(self, number: int, size: int) -> tuple[Ints, Ints, Ints]:
        """Left, right and English texts of a batch; those that the teacher has seen stand first."""
        left, right, english = self.sampler.batch(number, size)
        order = np.argsort(self.taught[english] < 0, kind="stable")
        return left[order], right[order], english[order]

    def known(self, english: Ints) -> Tensor:
        """The teacher's vectors of the texts that it has seen."""
        taught = self.taught[english]
        return torch.from_numpy(self.teacher[taught[taught >= 0]])


def step(table: Table, lesson: Lesson, settings: Settings, rate: float) -> float:
    """One batch: draw it, compare everything with everything, move the rows that took part."""
    left, right, english = lesson.batch(table.step, settings.batch)
    tokens, offsets = lesson.texts.gather(np.concatenate([left, right]), settings.longest)
    rows, places = torch.unique(torch.from_numpy(tokens), return_inverse=True)
    local = table.vectors[rows].requires_grad_()
    summed = F.embedding_bag(places, local, torch.from_numpy(offsets), mode="sum")
    a, b = F.normalize(summed, dim=1).bfloat16().chunk(2)
    cosine = (a @ b.T).float()
    loss = contrast(cosine, torch.from_numpy(english))
    known = lesson.known(english)
    if len(known):
        loss = loss + settings.likeness * likeness(cosine, known)
    loss.backward()  # type: ignore[no-untyped-call]
    assert local.grad is not None
    with torch.no_grad():
        table.update(rows, local.grad, rate)
    return float(loss.detach())


def contrast(cosine: Tensor, group: Tensor) -> Tensor:
    """Each text must pick its own translation, both ways; others of the same group are not held against it."""
    same = (group.unsqueeze(0) == group.unsqueeze(1)).fill_diagonal_(False)
    odds = (SCALE * (cosine - 1)).masked_fill(same, float("-inf")).exp()
    own = SCALE * (cosine.diagonal() - 1)
    return ((odds.sum(0).log() + odds.sum(1).log()) / 2 - own).mean()


def likeness(cosine: Tensor, teacher: Tensor) -> Tensor:
    """How far the cosines of the first pairs are from those that the teacher gives their English sides."""
    near = teacher.bfloat16()
    return F.mse_loss(cosine[: len(near), : len(near)], (near @ near.T).float())


def rate_at(step_number: int, steps: int, highest: float) -> float:
    """The one-cycle learning rate: up in a line, down in half a cosine."""
    warm = max(1, int(steps * WARM_UP))
    if step_number < warm:
        return highest * (step_number + 1) / warm
    return highest * 0.5 * (1 + float(np.cos(np.pi * (step_number - warm) / max(1, steps - warm))))
