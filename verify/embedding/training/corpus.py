"""Parallel text: reading it, and drawing pairs from it in the proportions that serve news."""

import lzma
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from verify.embedding.training import names

Ints = NDArray[np.int64]

# How often a pair of a source is drawn, by the beginning of its name: text about people, places and events
# counts for more than manuals, which would otherwise be two thirds of what the model sees.
SHARES = {
    "tico19": 5.0,
    "tatoeba": 3.0,
    "xquad": 3.0,
    "stsb": 2.0,
    "cldr": 1.0,
    "mozilla": 1.0,
    "hf-": 0.6,
    "coop-": 0.5,
    "react": 0.5,
    "python": 0.5,
    "nodejs": 0.5,
    "mslearn": 0.5,
    "tf-": 0.4,
    "thunderbird": 0.4,
    "tldr": 0.4,
    "fastapi": 0.4,
    "godot": 0.3,
    "msdocs": 0.25,
}
OTHER = 1.0  # of a source that is not listed
NOTHING: Ints = np.empty(0, dtype=np.int64)
EVENNESS = 0.6  # a language with n times the text is drawn n ** EVENNESS times as often


@dataclass(frozen=True)
class Corpus:
    """Pairs sorted by their English side, so that the translations of one sentence stand together.

    A text is a row of `texts`: first the English ones in order, then one translation for each pair.
    """

    texts: list[str]
    english: Ints  # row in `texts`, for each pair
    language: Ints  # row in `languages`, for each pair
    languages: tuple[str, ...]
    source: Ints  # row in `sources`, for each pair
    sources: tuple[str, ...]
    share: NDArray[np.float64]
    translations: int  # row in `texts` of the first pair's translation

    def sizes(self) -> dict[str, int]:
        """Pairs of each language."""
        counts = np.bincount(self.language, minlength=len(self.languages))
        return dict(zip(self.languages, counts.tolist(), strict=True))


def read(folder: Path) -> Corpus:
    """All pairs of the files `<language>.tsv` or `<language>.tsv.xz` in `folder`, and CLDR's names."""
    files = sorted([*folder.glob("*.tsv"), *folder.glob("*.tsv.xz")])
    if not files:
        raise FileNotFoundError(f"no .tsv or .tsv.xz file in {folder}")
    languages = tuple(file.name.split(".")[0] for file in files)
    rows = [(*row, n) for n, file in enumerate(files) for row in _rows(file, languages[n])]
    return _arrange(sorted(set(rows)), languages)


def _rows(file: Path, language: str) -> Iterator[tuple[str, str, str]]:
    opener = lzma.open if file.suffix == ".xz" else open
    with opener(file, "rt", encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            columns = line.rstrip("\n").split("\t")
            if len(columns) != 3:
                raise OSError(f"{file.name}, line {number}: not English, translation and source")
            yield columns[0], columns[1], columns[2]
    for english, translation in names.pairs(language):
        yield english, translation, names.SOURCE


def _arrange(rows: list[tuple[str, str, str, int]], languages: tuple[str, ...]) -> Corpus:
    """Columns of the sorted rows."""
    texts: dict[str, int] = {}
    english = np.array([texts.setdefault(row[0], len(texts)) for row in rows], dtype=np.int64)
    language = np.array([row[3] for row in rows], dtype=np.int64)
    sources = tuple(sorted({row[2] for row in rows}))
    numbers = {source: number for number, source in enumerate(sources)}
    source = np.array([numbers[row[2]] for row in rows], dtype=np.int64)
    share = _even(np.array([_share(name) for name in sources])[source], language)
    return Corpus([*texts, *(row[1] for row in rows)], english, language, languages, source, sources, share, len(texts))


def _share(source: str) -> float:
    return next((share for start, share in SHARES.items() if source.startswith(start)), OTHER)


def _even(share: NDArray[np.float64], language: Ints) -> NDArray[np.float64]:
    """Shares that add up to one, with small languages lifted."""
    mass = np.bincount(language, weights=share)
    lifted = share * mass[language] ** (EVENNESS - 1)
    return np.asarray(lifted / lifted.sum())


class Sampler:
    """Draws batches of pairs: the n-th batch of a seed is always the same, so that training can resume."""

    def __init__(self, corpus: Corpus, seed: int, between: float) -> None:
        self._corpus, self._seed, self._between = corpus, seed, between
        self._cumulative = np.cumsum(corpus.share)
        counts = np.bincount(corpus.english, minlength=corpus.translations)
        self._counts, self._firsts = counts, np.cumsum(counts) - counts

    def seeded(self, seed: int) -> "Sampler":
        """A sampler of the same pairs that draws others."""
        other = copy(self)
        other._seed = seed
        return other

    def random(self, number: int) -> np.random.Generator:
        """The source of chance for the n-th batch."""
        return np.random.default_rng([self._seed, number])

    def batch(self, rng: np.random.Generator, size: int, given: Ints = NOTHING) -> tuple[Ints, Ints, Ints]:
        """Left text, right text and English text of each pair; left is English or another translation of it.

        `given` are English texts that take part; the others are drawn.
        """
        cumulative = self._cumulative
        drawn = np.searchsorted(cumulative, rng.random(size - len(given)) * cumulative[-1])
        pairs = np.concatenate([self._translation(given, rng), np.minimum(drawn, len(cumulative) - 1)])
        english = self._corpus.english[pairs]
        sibling = self._translation(english, rng)
        between = (rng.random(size) < self._between) & (sibling != pairs)
        start = self._corpus.translations
        return np.where(between, start + sibling, english), start + pairs, english

    def _translation(self, english: Ints, rng: np.random.Generator) -> Ints:
        """A pair for each English text."""
        return np.asarray(self._firsts[english] + rng.integers(self._counts[english]), dtype=np.int64)
