"""The pieces of many words at once: what a unigram tokenizer finds for each, by whole arrays.

A unigram vocabulary gives each piece a log probability; of all ways to cut a word the one with the highest sum is
taken (T. Kudo, Subword Regularization, ACL 2018, section 3.2), found by dynamic programming (A. Viterbi, 1967). Here
each step is taken for all words together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Codes = NDArray[np.uint32]  # code points
Hashes = NDArray[np.uint64]

BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2 ** 64
FIRSTS = 1 << 16  # code points for which the longest piece that begins with them is known
PENALTY = 10.0  # how far below the least likely piece a letter stands that is none
SPACE = 8  # slots of a table for each of its keys, at least
NONE = -1


def code_points(text: str) -> Codes:
    """The numbers of the characters."""
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)


class Lattice:
    """Cuts words into the most likely pieces of a vocabulary; a piece's number is its place there."""

    def __init__(self, vocabulary: Sequence[tuple[str, float]], unknown: int) -> None:
        pieces, scores = zip(*vocabulary, strict=True)
        lengths = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
        codes, begins = code_points("".join(pieces)), np.cumsum(lengths) - lengths
        self._unknown = unknown
        self._scores = np.array(scores, dtype=np.float64)
        self._unlikely = self._scores.min() - PENALTY
        self._table = _Table(_Prefixes(codes).hashes(begins, lengths))
        self._longest = np.ones(FIRSTS, dtype=np.int64)
        np.maximum.at(self._longest, np.minimum(codes[begins], FIRSTS - 1), lengths)

    def cut(self, codes: Codes, lengths: Ints) -> tuple[Ints, Ints]:
        """Numbers of the pieces of all words end to end, and how many each word has.

        `codes` are the words' code points end to end, `lengths` the words' lengths, none of them 0. Letters in a row
        that are no pieces come to one unknown piece.
        """
        if not len(codes):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        letters, ends = np.arange(len(codes)), np.cumsum(lengths)
        starts, sizes, pieces = self._edges(codes, np.repeat(ends, lengths))
        depths = (letters - np.repeat(ends - lengths, lengths))[starts]
        order = np.argsort(depths.astype(np.min_scalar_type(depths.max())), kind="stable")
        groups = np.cumsum([0, *np.bincount(depths)])
        # There is a node before each letter, and one after each word.
        node = letters + np.repeat(np.arange(len(lengths)), lengths)
        first, last = node[ends - lengths], node[ends - 1] + 1
        starts, sizes, pieces = node[starts[order]], sizes[order], pieces[order]
        scores = np.where(pieces == self._unknown, self._unlikely, self._scores[pieces])
        chosen = _Edges(starts, starts + sizes, scores, groups).best(first, last)
        numbers = np.full(last[-1] + 1, NONE)
        numbers[starts[chosen]] = pieces[chosen]
        unknown = numbers == self._unknown
        numbers[1:][unknown[1:] & unknown[:-1]] = NONE
        found = numbers >= 0
        return numbers[found], np.add.reduceat(found, first, dtype=np.int64)

    def _edges(self, codes: Codes, ends: Ints) -> tuple[Ints, Ints, Ints]:
        """Every piece in the words: the letter it starts at, its length and number; a letter that is none is unknown.

        `ends` says for each letter where its word ends.
        """
        prefixes, letters = _Prefixes(codes), np.arange(len(codes))
        room = np.minimum(self._longest[np.minimum(codes, FIRSTS - 1)], ends - letters)
        starts, sizes, numbers = [], [], []
        for size in range(1, int(room.max()) + 1):
            letters = letters[room[letters] >= size]
            there, pieces = self._table.find(prefixes.hashes(letters, size))
            starts.append(letters[there])
            sizes.append(np.full(len(there), size))
            numbers.append(pieces)
        alone = np.ones(len(codes), dtype=bool)
        alone[starts[0]] = False
        starts.append(np.flatnonzero(alone))
        sizes.append(np.ones(len(starts[-1]), dtype=np.int64))
        numbers.append(np.full(len(starts[-1]), self._unknown))
        return np.concatenate(starts), np.concatenate(sizes), np.concatenate(numbers)


@dataclass(frozen=True)
class _Edges:
    """Pieces as edges between nodes, in order of how deep in its word each starts; depth d begins at `groups[d]`."""

    starts: Ints
    stops: Ints
    scores: NDArray[np.float64]
    groups: Ints

    def best(self, first: Ints, last: Ints) -> Ints:
        """Which edges make up the best way from the first to the last node of each word.

        Of ways that are equally good the one whose last piece is the longest is taken, as tokenizers does.
        """
        best, by = np.full(last[-1] + 1, -np.inf), np.full(last[-1] + 1, NONE)
        best[first] = 0
        for begin, end in pairwise(self.groups.tolist()):
            sums = best[self.starts[begin:end]] + self.scores[begin:end]
            better = np.flatnonzero(sums > best[self.stops[begin:end]])
            reached = self.stops[begin:end][better]
            best[reached], by[reached] = sums[better], better + begin
        chosen, edges = [], by[last]
        while len(edges):
            chosen.append(edges)
            edges = by[self.starts[edges]]
            edges = edges[edges != NONE]
        return np.concatenate(chosen)


class _Prefixes:
    """Hashes of all parts of a text: a polynomial in the code points, its sums kept letter by letter."""

    def __init__(self, codes: Codes) -> None:
        terms = codes * _powers(BASE, len(codes) + 1)[1:]
        self._sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(terms, dtype=np.uint64)])
        self._shift = _powers(pow(BASE, -1, 1 << 64), len(codes))

    def hashes(self, starts: Ints, sizes: Ints | int) -> Hashes:
        """One for each part, the same wherever it stands."""
        hashes: Hashes = (self._sums[starts + sizes] - self._sums[starts]) * self._shift[starts]
        return hashes


def _powers(base: int, count: int) -> Hashes:
    """Powers of `base` from 0 on, modulo 2 ** 64."""
    factors = np.full(count, base, dtype=np.uint64)
    factors[:1] = 1
    return np.multiply.accumulate(factors)


class _Table:
    """Numbers of hashes: each lies in the slot that its first bits name, or in the next that was free."""

    def __init__(self, keys: Hashes) -> None:
        bits = (len(keys) * SPACE).bit_length()
        self._shift, self._last = np.uint64(64 - bits), (1 << bits) - 1
        self._keys, self._numbers = np.zeros(1 << bits, dtype=np.uint64), np.full(1 << bits, NONE)
        waiting, slots = np.arange(len(keys)), self._slots(keys)
        while len(waiting):
            free = self._numbers[slots] == NONE
            self._numbers[slots[free]] = waiting[free]  # of several that want one slot the last stays
            left = self._numbers[slots] != waiting
            waiting, slots = waiting[left], (slots[left] + 1) & self._last
        self._keys[self._numbers != NONE] = keys[self._numbers[self._numbers != NONE]]

    def find(self, hashes: Hashes) -> tuple[Ints, Ints]:
        """Which of the hashes are keys, and the numbers of those."""
        slots = self._slots(hashes)
        there, numbers, on = self._look(slots, hashes)
        places, values, slots = [there], [numbers], slots[on]
        while len(on):
            slots = (slots + 1) & self._last
            there, numbers, further = self._look(slots, hashes[on])
            places.append(on[there])
            values.append(numbers)
            on, slots = on[further], slots[further]
        return np.concatenate(places), np.concatenate(values)

    def _look(self, slots: Ints, hashes: Hashes) -> tuple[Ints, Ints, Ints]:
        keys = self._keys[slots]
        same = keys == hashes
        there = np.flatnonzero(same)
        return there, self._numbers[slots[there]], np.flatnonzero((keys != 0) & ~same)

    def _slots(self, hashes: Hashes) -> Ints:
        return (hashes >> self._shift).astype(np.int64)
