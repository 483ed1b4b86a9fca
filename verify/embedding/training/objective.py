"""What is learnt: a table of token vectors in which a sentence lies nearest to its translation."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - the name it is known by

from verify.embedding.training.corpus import NOTHING, Corpus, Ints, Sampler
from verify.embedding.training.teacher import Taught
from verify.embedding.training.vocabulary import Texts

SCALE = 20.0
RARE = 1e-3  # a token of this relative frequency starts at half the length of a very rare one
BETAS = (0.9, 0.999)
TINY = 1e-8
WARM_UP = 0.1
NUMBER_LENGTH = 5.0  # about that of a rare word after training
CIRCLE = 4  # sentences drawn together because they are alike
NEARLY = 0.7  # teacher's cosine from which two sentences are no longer held apart
FAR = 0.05  # weight of a pair that has nothing in common, where two of the same count for one more
LONGEST = 8.0  # of a token's vector in what ships; a rare word's is about 4
WHITENED = 4096  # pairs that show how strong each direction is


@dataclass(frozen=True)
class Settings:
    """All that decides what training gives, apart from the text."""

    dimension: int = 448
    vocabulary: int = 80_000  # pieces learnt; the numbers come on top
    epochs: float = 2.0
    batch: int = 2048
    rate: float = 0.01
    between: float = 0.4  # share of pairs between two languages other than English
    near: float = 0.0  # share of pairs drawn in small circles of sentences that the teacher finds alike
    likeness: float = 10.0  # weight of the teacher's idea of likeness
    longest: int = 64  # tokens of a text that count in training
    whiten: float = 0.2  # how far the strongest directions of sentence vectors are taken back at the end, 0 to 0.5
    seed: int = 0


@dataclass
class Table:
    """Token vectors and the running moments of Adam, a row for each token."""

    vectors: Tensor
    first: Tensor
    second: Tensor
    step: int = 0

    @classmethod
    def fresh(cls, frequency: NDArray[np.float64], dimension: int, seed: int, numbers: Ints = NOTHING) -> "Table":
        """Random vectors, long for rare tokens and short for frequent ones.

        Those of `numbers` get their full length at once: they are the same in all languages, so that there is little
        to learn, and a rare one is seen too seldom to grow.
        """
        generator = torch.Generator().manual_seed(seed)
        length = torch.from_numpy(RARE / (RARE + frequency)).float().unsqueeze(1)
        length[torch.from_numpy(numbers)] = NUMBER_LENGTH
        vectors = torch.randn(len(frequency), dimension, generator=generator) / dimension**0.5 * length
        return cls.of(vectors)

    @classmethod
    def of(cls, vectors: Tensor) -> "Table":
        """Vectors that nothing has moved yet."""
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
    teacher: Taught
    place: Ints  # in the teacher's texts, for each English text, or -1
    numbers: Ints  # rows of the tokens that are numbers

    @classmethod
    def of(cls, corpus: Corpus, texts: Texts, settings: Settings, teacher: Taught, numbers: Ints) -> "Lesson":
        """A lesson of which the teacher has seen some English texts."""
        place = np.full(corpus.translations, -1)
        place[teacher.rows] = np.arange(len(teacher))
        return cls(texts, Sampler(corpus, settings.seed, settings.between), teacher, place, numbers)

    def seeded(self, seed: int) -> "Lesson":
        """The same lesson with other batches."""
        return replace(self, sampler=self.sampler.seeded(seed))

    def batch(self, rng: np.random.Generator, settings: Settings) -> tuple[Ints, Ints, Ints]:
        """Left, right and English texts of a batch; those that the teacher has seen stand first."""
        circles = self._circles(rng, int(settings.batch * settings.near) // CIRCLE)
        left, right, english = self.sampler.batch(rng, settings.batch, circles)
        order = np.argsort(self.place[english] < 0, kind="stable")
        return left[order], right[order], english[order]

    def _circles(self, rng: np.random.Generator, count: int) -> Ints:
        """English texts: some that the teacher has seen, each with a few of those most alike."""
        if not self.teacher.nearest.size:
            return NOTHING
        middle = rng.integers(len(self.teacher), size=(count, 1))
        others = rng.integers(self.teacher.nearest.shape[1], size=(count, CIRCLE - 1))
        return self.teacher.rows[np.unique(np.hstack([middle, self.teacher.nearest[middle, others]]))]

    def known(self, english: Ints) -> Tensor:
        """Cosines that the teacher gives the texts it has seen; they stand first."""
        place = self.place[english]
        vectors = torch.from_numpy(self.teacher.vectors[place[place >= 0]])
        return vectors @ vectors.T

    def changed(self, texts: Ints, longest: int, rng: np.random.Generator) -> tuple[Ints, Ints, Ints]:
        """Numbers in `texts` of those that tell a figure, and their tokens and offsets with other figures instead."""
        tokens, offsets = self.texts.gather(texts, longest)
        of = np.searchsorted(offsets, np.arange(len(tokens)), side="right") - 1
        rows = np.unique(of[np.isin(tokens, self.numbers)])
        tokens, offsets = self.texts.gather(texts[rows], longest)
        figures = np.isin(tokens, self.numbers)
        tokens[figures] = rng.choice(self.numbers, int(figures.sum()))
        return rows, tokens, offsets


def step(table: Table, lesson: Lesson, settings: Settings, rate: float) -> float:
    """One batch: draw it, compare everything with everything, move the rows that took part."""
    rng = lesson.sampler.random(table.step)
    left, right, english = lesson.batch(rng, settings)
    tokens, offsets = lesson.texts.gather(np.concatenate([left, right]), settings.longest)
    figures, others, begins = lesson.changed(right, settings.longest, rng)
    rows, places = torch.unique(torch.from_numpy(np.concatenate([tokens, others])), return_inverse=True)
    local = table.vectors[rows].requires_grad_()
    starts = torch.from_numpy(np.concatenate([offsets, begins + len(tokens)]))
    unit = F.normalize(F.embedding_bag(places, local, starts, mode="sum"), dim=1)
    a, b, wrong = unit.tensor_split([len(left), 2 * len(left)])
    cosine = a @ b.T
    taught = lesson.known(english)
    told = Figures(torch.from_numpy(figures), (a[figures] * wrong).sum(1))
    loss = contrast(cosine, torch.from_numpy(english), taught, told)
    if len(taught):
        loss = loss + settings.likeness * likeness(cosine, taught)
    loss.backward()  # type: ignore[no-untyped-call]
    assert local.grad is not None
    with torch.no_grad():
        table.update(rows, local.grad, rate)
    return float(loss.detach())


@dataclass(frozen=True)
class Figures:
    """The pairs that tell a figure, and the cosine of their left side with the right one told with another figure."""

    pairs: Tensor
    cosine: Tensor


def contrast(cosine: Tensor, group: Tensor, taught: Tensor | None = None, figures: Figures | None = None) -> Tensor:
    """Each text must pick its own translation, both ways, and not the one with other figures.

    Not held against it are others of the same group, and those that the teacher finds nearly the same (`taught`,
    cosines of the first pairs).
    """
    same = group.unsqueeze(0) == group.unsqueeze(1)
    if taught is not None:
        same[: len(taught), : len(taught)] |= taught > NEARLY
    odds = (SCALE * (cosine - 1)).masked_fill(same.fill_diagonal_(False), float("-inf")).exp()
    own = SCALE * (cosine.diagonal() - 1)
    forth = odds.sum(1)
    if figures is not None:
        forth = forth.index_add(0, figures.pairs, (SCALE * (figures.cosine - 1)).exp())
    return ((odds.sum(0).log() + forth.log()) / 2 - own).mean()


def likeness(cosine: Tensor, taught: Tensor) -> Tensor:
    """How far the cosines of the first pairs are from the teacher's, above all where those are high."""
    weight = FAR + taught.clamp(min=0) ** 2
    return (weight * (cosine[: len(taught), : len(taught)] - taught) ** 2).sum() / weight.sum()


def whitened(vectors: Tensor, lesson: Lesson, settings: Settings) -> Tensor:
    """Token vectors turned so that no direction of the sentence vectors is much stronger than the others.

    Each direction is divided by its strength (singular value, one on average) to the power of `settings.whiten`.
    """
    left, right, _ = lesson.sampler.batch(lesson.sampler.random(0), WHITENED)
    tokens, offsets = lesson.texts.gather(np.concatenate([left, right]), settings.longest)
    summed = F.embedding_bag(torch.from_numpy(tokens), vectors, torch.from_numpy(offsets), mode="sum")
    _, strength, axes = torch.linalg.svd(F.normalize(summed, dim=1), full_matrices=False)
    scale = (strength / strength.mean()).clamp(min=TINY) ** -settings.whiten
    turned: Tensor = vectors @ axes.T * scale
    return turned


def capped(vectors: Tensor, longest: float = LONGEST) -> Tensor:
    """The vectors, none longer than `longest`: training lets numbers outweigh all else, as manuals repeat them."""
    share = longest / vectors.norm(dim=1, keepdim=True).clamp(min=TINY)
    cut: Tensor = vectors * share.clamp(max=1)
    return cut


def rate_at(step_number: int, steps: int, highest: float) -> float:
    """The one-cycle learning rate: up in a line, down in half a cosine."""
    warm = max(1, int(steps * WARM_UP))
    if step_number < warm:
        return highest * (step_number + 1) / warm
    return highest * 0.5 * (1 + float(np.cos(np.pi * (step_number - warm) / max(1, steps - warm))))
