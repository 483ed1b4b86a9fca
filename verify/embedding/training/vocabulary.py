"""The subword vocabulary, and texts as rows of numbers."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from verify.embedding.pieces import MARK, STEM, Pieces
from verify.embedding.training.corpus import Corpus, Ints

UNKNOWN = "[UNK]"
UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\u30FC\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"  # scripts without spaces
LETTER = rf"[\p{{L}}\p{{M}}&&[^{UNSPACED}]]"
# Vowel signs of Arabic and Hebrew, marks of direction, soft hyphens, the dot that lower case makes of a Turkish İ.
OPTIONAL = r"[\u00AD\u0307\u0591-\u05BD\u05BF-\u05C7\u0640\u064B-\u0652\u0670\u200B-\u200F\u202A-\u202E\u2066-\u2069]"
SAME_LETTER = {"[أإآٱ]": "ا", "[یى]": "ي", "ک": "ك", "ё": "е", "[’ʼ`´]": "'"}  # spelt one way or the other
# Arabic writes the article, and what stands before it ("and", "with", "like", "so", "to"), as one word with the noun.
# Cut off, all forms of a noun share its pieces.
PREFIXES = ("ال", "وال", "بال", "كال", "فال", "لل", "ولل", "وبال", "فلل")
SAME_DIGIT = {f"[{chr(0x660 + n)}{chr(0x6F0 + n)}{chr(0x966 + n)}]": str(n) for n in range(10)}
SAMPLE = 30_000  # texts of each language that the vocabulary is learnt from
ENGLISH_SAMPLE = 90_000
CHUNK = 20_000
PLACES = 3  # of a piece's log probability
# A letter that the trainer must know and has not learnt gets so much more than the one before it, from the least up.
UNLEARNT = 0.0001
CLOSE = 1e-6  # of a step
# Numbers up to three digits and years are pieces: a sentence with 2024 is then no nearer to one with 4202. Longer ones
# are cut from the right, 12345 into 12 and 345: with one score for all, the fewest pieces win, then the longest last.
NUMBERS = tuple(f"{n:0{width}}" for width in (1, 2, 3) for n in range(10**width)) + tuple(map(str, range(1900, 2060)))
NUMBER_SCORE = -6.0


def learn(corpus: Corpus, size: int, seed: int, threads: int) -> Tokenizer:
    """A unigram vocabulary over an even sample of all languages, and the numbers on top."""
    _limit(threads)
    tokenizer = blank(single_digits=True)
    trainer = trainers.UnigramTrainer(
        vocab_size=size,
        special_tokens=[UNKNOWN],
        unk_token=UNKNOWN,
        max_piece_length=16,
        shrinking_factor=0.6,
        show_progress=False,
    )
    tokenizer.train_from_iterator(_sample(corpus, seed), trainer)
    return _ordered(levelled(_pieces(tokenizer)))


def blank(single_digits: bool = False) -> Tokenizer:
    """A tokenizer that splits text and knows no word yet."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(OPTIONAL), ""),
            *(normalizers.Replace(Regex(written), one) for written, one in (SAME_LETTER | SAME_DIGIT).items()),
            normalizers.Replace(Regex(rf"(?<!{LETTER})(?={LETTER})"), MARK),
            normalizers.Replace(Regex(rf"(?<={'|'.join(MARK + p for p in PREFIXES)})(?={LETTER}{{{STEM}}})"), MARK),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Split(MARK, "merged_with_next"),
            pre_tokenizers.Digits(individual_digits=single_digits),
            pre_tokenizers.Punctuation(),
        ]
    )
    return tokenizer


def steady(tokenizer: Tokenizer) -> Tokenizer:
    """The same pieces and all numbers in a fixed order: the trainer sums in that of a hash table, which differs by run.

    What this moves is the last digits of the scores, which are rounded away.
    """
    return _ordered(_pieces(tokenizer))


def levelled(pieces: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """The pieces as the trainer left them, all letters that it has not learnt with the least score.

    It puts them in steps above the least, again in the order of a hash table.
    """
    least = min((score for _, score in pieces), default=0.0)
    return [(piece, least if _unlearnt(piece, score - least) else score) for piece, score in pieces]


def _unlearnt(piece: str, above: float) -> bool:
    """Whether a piece is a letter that lies a whole number of steps `above` the least score."""
    steps = above / UNLEARNT
    return len(piece) == 1 and abs(steps - round(steps)) < CLOSE


def _pieces(tokenizer: Tokenizer) -> list[tuple[str, float]]:
    """Pieces and scores, without the unknown one and the numbers."""
    model = json.loads(tokenizer.to_str())["model"]
    return [(piece, score) for piece, score in model["vocab"] if piece not in {UNKNOWN, *NUMBERS}]


def _ordered(pieces: list[tuple[str, float]]) -> Tokenizer:
    rounded = [(piece, round(score, PLACES)) for piece, score in pieces]
    return numbered([(UNKNOWN, 0.0), *sorted(rounded, key=lambda row: (-row[1], row[0]))])


def numbered(pieces: list[tuple[str, float]]) -> Tokenizer:
    """A tokenizer of these pieces, the first of them for what is unknown, and of all numbers."""
    tokenizer = blank()
    scores = dict(pieces) | dict.fromkeys(NUMBERS, NUMBER_SCORE)
    tokenizer.model = models.Unigram([*scores.items()], unk_id=0, byte_fallback=False)
    return tokenizer


def number_rows(tokenizer: Tokenizer) -> Ints:
    """The rows of all numbers."""
    return np.array([tokenizer.token_to_id(number) for number in NUMBERS], dtype=np.int64)


def _sample(corpus: Corpus, seed: int) -> Iterator[str]:
    """Texts of every language, drawn in the shares of training."""
    rng = np.random.default_rng([seed, 1])
    for language in range(len(corpus.languages)):
        rows = np.flatnonzero(corpus.language == language)
        for row in _draw(rng, rows, corpus.share[rows], SAMPLE):
            yield corpus.texts[corpus.translations + row]
    share = np.bincount(corpus.english, weights=corpus.share).astype(np.float64)
    for row in _draw(rng, np.arange(corpus.translations), share, ENGLISH_SAMPLE):
        yield corpus.texts[row]


def _draw(rng: np.random.Generator, rows: Ints, share: NDArray[np.float64], most: int) -> Ints:
    return np.sort(rng.choice(rows, min(most, len(rows)), replace=False, p=share / share.sum()))


def _limit(threads: int) -> None:
    os.environ["RAYON_NUM_THREADS"] = str(threads)


@dataclass(frozen=True)
class Texts:
    """Texts as token numbers, end to end: text n is `tokens[starts[n] : starts[n + 1]]`."""

    tokens: NDArray[np.int32]
    starts: Ints

    def gather(self, rows: Ints, longest: int) -> tuple[Ints, Ints]:
        """The tokens of some texts end to end, each cut to `longest`, and where each begins."""
        lengths = np.minimum(self.starts[rows + 1] - self.starts[rows], longest)
        offsets = np.cumsum(lengths) - lengths
        places = np.repeat(self.starts[rows] - offsets, lengths) + np.arange(lengths.sum())
        return self.tokens[places].astype(np.int64), offsets


def number(texts: list[str], tokenizer: Tokenizer) -> Texts:
    """Token numbers of all texts."""
    pieces = Pieces(tokenizer.to_str(), PREFIXES)
    parts = [pieces.numbers(texts[start : start + CHUNK]) for start in range(0, len(texts), CHUNK)]
    tokens, counts = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Texts(tokens.astype(np.int32), np.cumsum([0, *counts]))
