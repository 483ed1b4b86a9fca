"""Whether two keys name the same: across scripts and inflections, without taking near names for one."""

from functools import cache

import regex
from anyascii import anyascii
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from claims.entities.gazetteer import known_keys

_DIGIT = regex.compile(r"\d")
# Spellings of one sound in the transcriptions of news, longest first.
_SOUNDS = (
    *(("shch", "s"), ("sch", "s"), ("tsch", "c"), ("dzh", "j"), ("zh", "z"), ("kh", "k"), ("gh", "g"), ("ph", "f")),
    *(("th", "t"), ("sh", "s"), ("ch", "c"), ("cz", "c"), ("sz", "s"), ("rz", "z"), ("ts", "c"), ("tz", "c")),
    *(("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("y", "i"), ("j", "i")),
)
_MERGED = str.maketrans("pgdvz", "bktfs")  # sounds that some scripts write with one letter
_SILENT = regex.compile(r"[aeiouhy`'ʻʼ]")
_ENOUGH = 4  # consonants that tell a name
_CLOSE = 82
_VOWELS = frozenset("aeiouy")


def _sounds(word: str) -> str:
    for spelt, sound in _SOUNDS:
        word = word.replace(spelt, sound)
    return regex.sub(r"(.)\1+", r"\1", word)


@cache
def _skeleton(word: str) -> str:
    """The consonants of a word, each once in a row."""
    return regex.sub(r"(.)\1+", r"\1", _SILENT.sub("", _sounds(word)))


def _vowelless(word: str) -> bool:
    """Whether a word comes of a script that leaves vowels out."""
    return sum(letter in _VOWELS for letter in word) * 4 < len(word)


def _alike(a: str, b: str) -> bool:
    """Two words that nothing but spelling, a vowel or a case ending keeps apart."""
    if a == b:
        return True
    first, second = _skeleton(a), _skeleton(b)
    if _vowelless(a) or _vowelless(b):
        merged = first.translate(_MERGED) == second.translate(_MERGED)
        return merged and min(len(first), len(second)) >= _ENOUGH
    if first != second or len(first) < _ENOUGH - 1:
        return False
    heard = _sounds(a), _sounds(b)
    return ratio(*heard) >= _CLOSE and Levenshtein.distance(*heard) <= 2


def _tail(short: list[str], long: list[str]) -> bool:
    """Whether one is the family name of the other."""
    return len(short) < len(long) and all(_alike(a, b) for a, b in zip(short, long[-len(short) :], strict=True))


def same(a: str, b: str) -> bool:
    """Whether two keys name the same thing. Codes and places are the same only when equal."""
    if a == b:
        return True
    if not a or not b or any(":" in key or _DIGIT.search(key) for key in (a, b)):
        return False
    first, second = (anyascii(key).casefold().split() for key in (a, b))
    if _tail(first, second) or _tail(second, first):
        return True
    if a in known_keys() and b in known_keys():
        return False
    return len(first) == len(second) and all(_alike(x, y) for x, y in zip(first, second, strict=True))
