"""Token numbers of texts, word by word: a word met before costs a look into a dictionary, new ones are cut together."""

import json
import unicodedata
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from verify.embedding.lattice import Codes, Ints, Lattice, code_points

if TYPE_CHECKING:
    from tokenizers.normalizers import Normalizer
    from tokenizers.pre_tokenizers import PreTokenizer

MARK = "▁"  # how the vocabulary writes the beginning of a word
MOST = 200_000  # words kept, some 40 MB
TOGETHER = 8192  # words cut at once, so that what is known of them stays near the processor
STEM = 3  # letters that must be left where a prefix is cut off

# Characters that normalisation leaves alone or turns into one other, as ranges: the first and the last of each.
LETTERS = (
    "AZ az ÀÖ Øö øÿ \u0100\u0131 \u0134\u013e \u0141\u0148 \u014a\u017e Ơơ Ưư Ạỹ ΆΆ ΈΊ ΌΌ ΎΡ ΣΫ άώ \u0400\u045f Ґґ "
    "\u05d0\u05ea \u0621\u063a \u0641\u064a ٱٱ پپ چچ ژژ کک گگ یی \u0901\u0928 \u092a\u0930 \u0932\u0933 \u0935\u0939 "
    "\u093d\u094d \uac00\ud7a3"
)
UNSPACED = "ぁゖ ァヺ ーー 一\u9fff"  # letters of scripts that put no spaces between words
DIGITS = "09 ٠٩ ۰۹ ०९ ０９"
SIGNS = "!/ :@ [` {~ ¡¡ §§ «« ·· »» ¿¿ ‘” „„ –— ʼʼ ־־ ،، ؛؛ ؟؟ ٪٪ ।। 、。 〈】 ・・ ！／ ：＠ ［［ ］］ ｛～"
SILENT = "\u00ad\u00ad \u0640\u0640 \u064b\u0652 \u0670\u0670 \u200b\u200f \u2066\u2069"  # left out
SAME = str.maketrans("أإآٱىیکё’ʼ`", "ااااييكе'''", "\u0307")
ODD, LETTER, LETTER_UNSPACED, DIGIT, SIGN, LEFT_OUT, END = range(7)
KNOWN = 1 << 16  # code points of the first plane; those beyond are odd
HANGUL = (0xAC00, 0xD7A3)  # 11,172 syllables that stay as they are

Kinds = NDArray[np.uint8]


class Pieces:
    """Splits texts as the tokenizer does, given that it never looks across a space.

    That holds for tokenizers made by `verify.embedding.training.vocabulary`; `definition` is what such a one writes to
    tokenizer.json. Words of plain letters, digits and signs are made ready here, all together; the few others by the
    tokenizer's own steps. After one of `prefixes` a word begins anew.
    """

    def __init__(self, definition: str | bytes, prefixes: Sequence[str] = ()) -> None:
        self._definition = json.loads(definition)
        model = self._definition.pop("model")
        self._lattice = Lattice(model["vocab"], model["unk_id"])
        self._prefixes = [code_points(prefix) for prefix in prefixes]
        self._forget()

    def numbers(self, texts: Sequence[str]) -> tuple[Ints, Ints]:
        """The tokens of all texts end to end, and how many each text has."""
        split = [text.split() for text in texts]
        rows = self._rows(list(chain.from_iterable(split)))
        counts = self._counts[rows]
        sizes = np.fromiter(map(len, split), dtype=np.int64, count=len(split))
        sums = np.concatenate([[0], np.cumsum(counts)])
        ends = np.cumsum(sizes)
        return self._tokens[_ranges(self._starts[rows], counts)], sums[ends] - sums[ends - sizes]

    def _forget(self) -> None:
        self._known: dict[str, int] = {}
        self._tokens, self._starts, self._counts = (np.empty(0, dtype=np.int64) for _ in range(3))

    def _rows(self, words: list[str]) -> Ints:
        """Where each word stands among those known."""
        if len(self._known) > MOST:
            self._forget()
        fresh = [word for word in dict.fromkeys(words) if word not in self._known]
        for start in range(0, len(fresh), TOGETHER):
            self._learn(fresh[start : start + TOGETHER])
        return np.fromiter(map(self._known.__getitem__, words), dtype=np.int64, count=len(words))

    def _learn(self, words: list[str]) -> None:
        codes = code_points("\n".join([*words, ""]))
        kinds = KIND[np.minimum(codes, KNOWN - 1)]
        lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words)) + 1
        odd = np.logical_or.reduceat(kinds == ODD, np.cumsum(lengths) - lengths)
        plain = np.repeat(~odd, lengths)
        self._keep([words[n] for n in np.flatnonzero(~odd)], *self._plain(codes[plain], kinds[plain]))
        if odd.any():
            rest = [words[n] for n in np.flatnonzero(odd)]
            self._keep(rest, *self._odd(rest))

    def _plain(self, codes: Codes, kinds: Kinds) -> tuple[Ints, Ints]:
        """The tokens of words that each end in a line feed, and how many each word has."""
        codes, kinds = FOLD[codes[kinds != LEFT_OUT]], kinds[kinds != LEFT_OUT]
        before = np.concatenate([[np.uint8(END)], kinds[:-1]])
        marked = (kinds == LETTER) & (before != LETTER)
        first = np.flatnonzero(marked)
        for prefix in self._prefixes:
            marked[_after(prefix, first, codes, kinds)] = True
        begins = marked | (kinds == SIGN) | (before == SIGN) | (before == END) | ((kinds == DIGIT) != (before == DIGIT))
        said = kinds != END
        words, count = np.cumsum(~said)[said], int((~said).sum())
        codes, marked, begins = codes[said], marked[said], np.flatnonzero(begins[said])
        lengths = np.diff(begins, append=len(codes)) + marked[begins]
        tokens, counts = self._lattice.cut(np.insert(codes, np.flatnonzero(marked), ord(MARK)), lengths)
        return tokens, np.bincount(words[begins], counts, count).astype(np.int64)

    def _odd(self, words: list[str]) -> tuple[Ints, Ints]:
        """The tokens of any words, and how many each has."""
        normalizer, splitter = self._steps
        split = [[part for part, _ in splitter.pre_tokenize_str(normalizer.normalize_str(word))] for word in words]
        parts = list(chain.from_iterable(split))
        lengths = np.fromiter(map(len, parts), dtype=np.int64, count=len(parts))
        tokens, counts = self._lattice.cut(code_points("".join(parts)), lengths)
        of = np.repeat(np.arange(len(words)), [len(parts) for parts in split])
        return tokens, np.bincount(of, counts, len(words)).astype(np.int64)

    @cached_property
    def _steps(self) -> "tuple[Normalizer, PreTokenizer]":
        """What the tokenizer does before it cuts. Without its vocabulary it is read in no time."""
        from tokenizers import Tokenizer

        empty = {"type": "Unigram", "vocab": [["", 0.0]], "unk_id": 0}
        tokenizer = Tokenizer.from_str(json.dumps(self._definition | {"model": empty}))
        return tokenizer.normalizer, tokenizer.pre_tokenizer

    def _keep(self, words: list[str], tokens: Ints, counts: Ints) -> None:
        """Remember words with their tokens, end to end, and how many each has."""
        self._known.update(zip(words, range(len(self._counts), len(self._counts) + len(words)), strict=True))
        self._starts = np.concatenate([self._starts, len(self._tokens) + np.cumsum(counts) - counts])
        self._tokens = np.concatenate([self._tokens, tokens])
        self._counts = np.concatenate([self._counts, counts])


def _after(prefix: Codes, first: Ints, codes: Codes, kinds: Kinds) -> Ints:
    """The letters right after `prefix`, in words that begin with it (at their `first` letters) and have enough left."""
    places = first
    for code in prefix:
        places = places[codes.take(places, mode="clip") == code] + 1
    for further in range(STEM):
        places = places[kinds.take(places + further, mode="clip") == LETTER]
    return places


def _ranges(starts: Ints, counts: Ints) -> Ints:
    """start, start + 1, … for each start, as many as its count, end to end."""
    return np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())


def _codes(ranges: str) -> list[int]:
    return [code for pair in ranges.split(" ") for code in range(ord(pair[0]), ord(pair[1]) + 1)]


def _kinds() -> Kinds:
    """The kind of each code point of the first plane."""
    kinds = np.full(KNOWN, ODD, dtype=np.uint8)
    for ranges, kind in (
        (LETTERS, LETTER),
        (UNSPACED, LETTER_UNSPACED),
        (DIGITS, DIGIT),
        (SIGNS, SIGN),
        (SILENT, LEFT_OUT),
        ("\n\n", END),
    ):
        kinds[_codes(ranges)] = kind
    return kinds


def _folded() -> Codes:
    """What normalisation makes of each code point of the first plane that has a kind."""
    folded = np.arange(KNOWN, dtype=np.uint32)
    for code in np.flatnonzero((KIND == LETTER) | (KIND == DIGIT) | (KIND == SIGN)).tolist():
        if not HANGUL[0] <= code <= HANGUL[1]:
            character = unicodedata.normalize("NFKC", chr(code)).lower().translate(SAME)
            folded[code] = int(character) + ord("0") if KIND[code] == DIGIT else ord(character)
    return folded


KIND = _kinds()
FOLD = _folded()
