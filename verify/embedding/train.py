"""Rebuild the shipped encoder from parallel text.

    python -m verify.embedding.train --data DIR --out DIR

DIR holds a file `<language>.tsv` or `<language>.tsv.xz` for each language, with lines of English, translation and
source. The same data, settings and seed give the same model on the same machine. A run that was stopped goes on
from its last checkpoint in the work folder.
"""

import argparse
import hashlib
import logging
import sys
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from verify.embedding.training import storage, vocabulary
from verify.embedding.training.card import describe
from verify.embedding.training.corpus import Corpus, read
from verify.embedding.training.objective import Lesson, Settings, Table, capped, rate_at, step, whitened
from verify.embedding.training.teacher import NOBODY, Taught, lessons
from verify.embedding.training.vocabulary import Texts

log = logging.getLogger(__name__)

LOG_EVERY = 100
SAVE_EVERY = 200
NEIGHBOURS = 8  # of a sentence, that the teacher finds most alike


def main(argv: list[str] | None = None) -> int:
    """Run the command; 0 when the model is written, 3 when it cannot be."""
    options = _parser().parse_args(argv)
    _log_to_stderr()
    settings = Settings(**{name: getattr(options, name) for name in asdict(Settings())})
    try:
        train(
            Places(options.data, options.out, options.work, options.figures, options.start), settings, options.threads
        )
    except OSError as error:
        print(f"cannot train: {error}", file=sys.stderr)
        return 3
    return 0


def _log_to_stderr() -> None:
    """Each line with the time of day and the minutes of processor time so far."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_timed)
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s, %(minutes).1f minutes: %(message)s", handlers=[handler]
    )


def _timed(record: logging.LogRecord) -> bool:
    record.minutes = time.process_time() / 60
    return True


@dataclass(frozen=True)
class Places:
    """Where a run reads and writes."""

    data: Path
    out: Path
    work: Path
    figures: Path | None = None
    start: Path | None = None  # a model folder in place of the main run


def train(places: Places, settings: Settings, threads: int = 1) -> None:
    """Read, learn the vocabulary, learn the vectors in a main run and its branches, write the folder."""
    torch.set_num_threads(threads)
    corpus = read(places.data)
    log.info("%d pairs in %d languages", len(corpus.english), len(corpus.languages))
    work = places.work / _digest(corpus, settings, places.start)
    work.mkdir(parents=True, exist_ok=True)
    tokenizer = _tokenizer(corpus, work / "tokenizer.json", settings, threads, places.start)
    texts = _numbered(corpus, work / "texts.npz", tokenizer)
    teacher = _teacher(corpus, work / "teacher.npy", settings)
    lesson = Lesson.of(corpus, texts, settings, teacher, vocabulary.number_rows(tokenizer))
    if places.start:
        main_run = storage.carried(places.start, tokenizer, _fresh(texts, settings, tokenizer).vectors)
    else:
        main_run = _learnt(_fresh(texts, settings, tokenizer), lesson, settings, len(corpus.english), work)
    vectors = main_run
    for branch in BRANCHES:
        settled = branch.of(settings)
        start, drawn = Table.of(vectors.clone()), lesson.seeded(settled.seed)
        vectors = (vectors + _learnt(start, drawn, settled, len(corpus.english), work)) / 2
    rows = _final(vectors, lesson, settings, tokenizer)
    measured = places.figures.read_text(encoding="utf-8") if places.figures else ""
    card = describe(corpus, settings, tokenizer.get_vocab_size(), measured, places.start is not None)
    storage.save(places.out, rows, tokenizer, card)
    log.info("written to %s", places.out)


@dataclass(frozen=True)
class Branch:
    """A shorter run from the vectors so far; sizes are shares of the main run's."""

    epochs: float
    rate: float
    near: float
    seed: int = 0  # added to the run's: other pairs are drawn

    def of(self, settings: Settings) -> Settings:
        """The settings of the branch."""
        epochs, rate = self.epochs * settings.epochs, self.rate * settings.rate
        return replace(settings, epochs=epochs, rate=rate, near=self.near, seed=settings.seed + self.seed)


# After each branch the vectors are the mean of those before and after it: better than either on almost all counts,
# since what one over-learns the other does not.
BRANCHES = (
    Branch(epochs=0.4, rate=0.5, near=0.5),
    Branch(epochs=0.5, rate=0.6, near=0.5, seed=1),
    Branch(epochs=0.5, rate=0.6, near=0.5, seed=2),
)


def _learnt(table: Table, lesson: Lesson, settings: Settings, pairs: int, work: Path) -> torch.Tensor:
    """The vectors at the end of a run that begins with `table`, or with its own last checkpoint."""
    checkpoint = work / f"{_named(settings)}.pt"
    if checkpoint.exists():
        log.info("going on from %s", checkpoint)
        table = Table(**torch.load(checkpoint, weights_only=True))
    learn(table, lesson, settings, int(settings.epochs * pairs / settings.batch), checkpoint)
    return table.vectors


def learn(table: Table, lesson: Lesson, settings: Settings, steps: int, checkpoint: Path) -> None:
    """Take the steps that are left, saving now and then."""
    log.info("step %d of %d", table.step, steps)
    losses: list[float] = []
    while table.step < steps:
        losses.append(step(table, lesson, settings, rate_at(table.step, steps, settings.rate)))
        if table.step % LOG_EVERY == 0:
            log.info("step %d of %d: loss %.3f", table.step, steps, float(np.mean(losses[-LOG_EVERY:])))
        if table.step % SAVE_EVERY == 0 or table.step == steps:
            _save(table, checkpoint)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m verify.embedding.train", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of parallel text")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the model to")
    parser.add_argument("--work", type=Path, default=Path("build/encoder"), help="folder for what can be resumed")
    parser.add_argument("--figures", type=Path, help="Markdown file with figures for the card")
    parser.add_argument("--start", type=Path, help="model folder in place of the main run: its pieces and vectors")
    parser.add_argument("--threads", type=int, default=1)
    for name, value in asdict(Settings()).items():
        parser.add_argument(f"--{name}", type=type(value), default=value, help=f"default {value}")
    return parser


def _digest(corpus: Corpus, settings: Settings, start: Path | None) -> str:
    """A name for everything that the vocabulary depends on."""
    digest = hashlib.sha256(f"{settings.vocabulary} {settings.seed} {corpus.languages}".encode())
    for text in corpus.texts:
        digest.update(text.encode())
    if start:
        digest.update((start / "tokenizer.json").read_bytes())
        digest.update((start / "model.safetensors").read_bytes())
    return digest.hexdigest()[:12]


def _named(settings: Settings) -> str:
    return hashlib.sha256(repr(settings).encode()).hexdigest()[:12]


def _tokenizer(corpus: Corpus, path: Path, settings: Settings, threads: int, start: Path | None) -> Tokenizer:
    if start:
        vocabulary.steady(Tokenizer.from_file(str(start / "tokenizer.json"))).save(str(path), pretty=False)
    elif not path.exists():
        log.info("learning the vocabulary")
        vocabulary.learn(corpus, settings.vocabulary, settings.seed, threads).save(str(path), pretty=False)
    return Tokenizer.from_file(str(path))


def _numbered(corpus: Corpus, path: Path, tokenizer: Tokenizer) -> Texts:
    if not path.exists():
        log.info("splitting %d texts into tokens", len(corpus.texts))
        texts = vocabulary.number(corpus.texts, tokenizer)
        np.savez(path, tokens=texts.tokens, starts=texts.starts)
    arrays = np.load(path)
    return Texts(arrays["tokens"], arrays["starts"])


def _teacher(corpus: Corpus, path: Path, settings: Settings) -> Taught:
    return lessons(corpus, path, settings.seed, NEIGHBOURS) if settings.likeness > 0 else NOBODY


def _fresh(texts: Texts, settings: Settings, tokenizer: Tokenizer) -> Table:
    counts = np.bincount(texts.tokens, minlength=tokenizer.get_vocab_size()).astype(np.float64)
    numbers = vocabulary.number_rows(tokenizer)
    return Table.fresh(counts / counts.sum(), settings.dimension, settings.seed, numbers)


def _save(table: Table, path: Path) -> None:
    """Replace the checkpoint in one move, so that a stopped run never leaves half of one."""
    part = path.with_suffix(".part")
    torch.save(table.state(), part)
    part.replace(path)


def _final(vectors: torch.Tensor, lesson: Lesson, settings: Settings, tokenizer: Tokenizer) -> NDArray[np.float32]:
    """The vectors as shipped: what is unknown says nothing, and nothing shouts."""
    vectors[tokenizer.token_to_id(vocabulary.UNKNOWN)] = 0
    return np.asarray(capped(whitened(vectors, lesson, settings)).numpy())


if __name__ == "__main__":
    sys.exit(main())
