"""Whether two keys name the same: across scripts and inflections, without taking near names for one."""

from functools import lru_cache

import regex
from anyascii import anyascii

from claims.entities.gazetteer import known_keys

_DIGIT = regex.compile(r"\d")
# Spellings of one sound in the transcriptions of news, longest first.
_SOUNDS = (
    *(("shch", "s"), ("tsch", "C"), ("sch", "s"), ("dzh", "j"), ("zh", "z"), ("kh", "k"), ("gh", "g"), ("ph", "f")),
    *(("th", "t"), ("sh", "s"), ("ch", "C"), ("cz", "C"), ("sz", "s"), ("rz", "z"), ("ts", "C"), ("tz", "C")),
    *(("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("y", "i"), ("j", "i")),
    *(("ce", "Ci"), ("ci", "Ci"), ("c", "k")),
)
_MERGED = str.maketrans("pgdvz", "bktfs")  # sounds that some scripts write with one letter
_SILENT = regex.compile(r"[aeiouhy`'ʻʼ]")
_TELLING = 4  # consonants, or letters before the last vowel, that tell a name
_VOWELS = frozenset("aeiouy")
_GENDERS = frozenset("ao")  # Maria is not Mario


def _sounds(word: str) -> str:
    """A word as it is heard, whatever the language of the spelling; e and i are one."""
    for spelt, sound in _SOUNDS:
        word = word.replace(spelt, sound)
    heard = word.replace("e", "i")
    heard = heard[:-1] + "s" if heard.endswith("z") else heard
    return str(regex.sub(r"(.)\1+", r"\1", heard))


@lru_cache(maxsize=1 << 14)
def _skeleton(word: str) -> str:
    """The consonants of a word, each once in a row, with those merged that some scripts do not tell apart."""
    bare = word.replace("w", "") if _vowelless(word) else word
    return str(regex.sub(r"(.)\1+", r"\1", _SILENT.sub("", _sounds(bare)).translate(_MERGED)))


def _vowelless(word: str) -> bool:
    """Whether a word comes of a script that leaves vowels out."""
    return sum(letter in _VOWELS for letter in word) * 4 < len(word)


def _alike(a: str, b: str) -> bool:
    """Two words that spelling or a last vowel keeps apart, or vowels that one script does not write."""
    if a == b:
        return True
    if _vowelless(a) or _vowelless(b):
        skeleton = _skeleton(a)
        return len(skeleton) >= _TELLING and skeleton == _skeleton(b)
    first, second = _sounds(a), _sounds(b)
    if first == second:
        return len(first) >= _TELLING
    ends = {first[-1:], second[-1:]}
    return ends < _VOWELS and ends != _GENDERS and len(first) > _TELLING and first[:-1] == second[:-1]


def _tail(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one is the family name of the other."""
    return len(short) < len(long) and all(_alike(a, b) for a, b in zip(short, long[-len(short) :], strict=True))


@lru_cache(maxsize=1 << 14)
def _words(key: str) -> tuple[str, ...]:
    return tuple(anyascii(key).casefold().split())


@lru_cache(maxsize=1 << 16)
def sound(key: str) -> str:
    """What all keys of one thing have in common, to look for them by: the consonants of the last word, or the key."""
    words = _words(key)
    return key if not words or _exact(key) else _skeleton(words[-1])


def _exact(key: str) -> bool:
    """Whether it is a code or a place, which are the same only when equal."""
    return ":" in key or _DIGIT.search(key) is not None


@lru_cache(maxsize=1 << 16)
def same(a: str, b: str) -> bool:
    """Whether two keys name the same thing. Codes and places are the same only when equal."""
    if a == b:
        return True
    first, second = _words(a), _words(b)
    if not first or not second or _exact(a) or _exact(b):
        return False
    if _tail(first, second) or _tail(second, first):
        return True
    if a in known_keys() and b in known_keys():
        return False
    return len(first) == len(second) and all(_alike(x, y) for x, y in zip(first, second, strict=True))
