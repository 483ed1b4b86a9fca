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
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from verify.embedding.training import storage, vocabulary
from verify.embedding.training.card import describe
from verify.embedding.training.corpus import Corpus, read
from verify.embedding.training.objective import Lesson, Settings, Table, rate_at, step, whitened
from verify.embedding.training.teacher import NOBODY, Taught, lessons
from verify.embedding.training.vocabulary import Texts

log = logging.getLogger(__name__)

LOG_EVERY = 100
SAVE_EVERY = 200
NEIGHBOURS = 8  # of a sentence, that the teacher finds most alike


def main(argv: list[str] | None = None) -> int:
    """Run the command; 0 when the model is written, 3 when it cannot be."""
    options = _parser().parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    settings = Settings(**{name: getattr(options, name) for name in asdict(Settings())})
    try:
        train(
            Places(options.data, options.out, options.work, options.figures, options.start), settings, options.threads
        )
    except OSError as error:
        print(f"cannot train: {error}", file=sys.stderr)
        return 3
    return 0


@dataclass(frozen=True)
class Places:
    """Where a run reads and writes."""

    data: Path
    out: Path
    work: Path
    figures: Path | None = None
    start: Path | None = None  # a model folder whose vectors are the first ones


def train(places: Places, settings: Settings, threads: int = 1) -> None:
    """Read, learn the vocabulary, learn the vectors, write the folder."""
    torch.set_num_threads(threads)
    corpus = read(places.data)
    log.info("%d pairs in %d languages", len(corpus.english), len(corpus.languages))
    work = places.work / _digest(corpus, settings, places.start)
    work.mkdir(parents=True, exist_ok=True)
    tokenizer = _tokenizer(corpus, work / "tokenizer.json", settings, threads, places.start)
    texts = _numbered(corpus, work / "texts.npz", tokenizer)
    teacher = _teacher(corpus, work / "teacher.npy", settings)
    steps = int(settings.epochs * len(corpus.english) / settings.batch)
    checkpoint = work / f"{_named(settings)}.pt"
    table = _table(texts, checkpoint, settings, tokenizer, places.start)
    lesson = Lesson.of(corpus, texts, settings, teacher, vocabulary.number_rows(tokenizer))
    learn(table, lesson, settings, steps, checkpoint)
    measured = places.figures.read_text(encoding="utf-8") if places.figures else ""
    card = describe(corpus, settings, tokenizer.get_vocab_size(), measured, places.start is not None)
    storage.save(places.out, _final(table, lesson, settings, tokenizer), tokenizer, card)
    log.info("written to %s", places.out)


def learn(table: Table, lesson: Lesson, settings: Settings, steps: int, checkpoint: Path) -> None:
    """Take the steps that are left, saving now and then."""
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
    parser.add_argument("--start", type=Path, help="model folder to go on from: its pieces and vectors")
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


def _table(texts: Texts, path: Path, settings: Settings, tokenizer: Tokenizer, start: Path | None) -> Table:
    """The last checkpoint, the vectors of an earlier model, or fresh ones."""
    if path.exists():
        log.info("going on from %s", path)
        return Table(**torch.load(path, weights_only=True))
    counts = np.bincount(texts.tokens, minlength=tokenizer.get_vocab_size()).astype(np.float64)
    numbers = vocabulary.number_rows(tokenizer)
    fresh = Table.fresh(counts / counts.sum(), settings.dimension, settings.seed, numbers)
    return Table.of(storage.carried(start, tokenizer, fresh.vectors)) if start else fresh


def _save(table: Table, path: Path) -> None:
    """Replace the checkpoint in one move, so that a stopped run never leaves half of one."""
    part = path.with_suffix(".part")
    torch.save(table.state(), part)
    part.replace(path)


def _final(table: Table, lesson: Lesson, settings: Settings, tokenizer: Tokenizer) -> NDArray[np.float32]:
    """The vectors as shipped: what is unknown says nothing."""
    table.vectors[tokenizer.token_to_id(vocabulary.UNKNOWN)] = 0
    return np.asarray(whitened(table.vectors, lesson, settings).numpy())


if __name__ == "__main__":
    sys.exit(main())
