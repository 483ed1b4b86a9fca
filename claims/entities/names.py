"""Names that no table knows: sequences of capitalised words, told from words that merely open a sentence."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import regex
from anyascii import anyascii

from claims.dates.lexicon import is_date_word
from claims.entities.gazetteer import Language, Word, any_language, language

_JOINTS = frozenset((" ", "\u00a0", "-", "‑", "'", "’"))
_SHORTENED = 4  # letters before a full stop that goes on: "J. Smith", "Gen. Milley"
_OPENS = regex.compile(r"(?:^|[.!?…:;\n\"“”„«»‹›()\[\]–—•|]|[.!?…][\"”»’)])\s*[-–—\"“„«'‘(]?\s*$")
_ROMAN = regex.compile(r"[IVXLC]+$")


class Name(NamedTuple):
    """A sequence of capitalised words and its key."""

    start: int
    end: int
    key: str


class _Setting(NamedTuple):
    """What all words of a text are judged by."""

    text: str
    lang: Language
    code: str | None
    lower: frozenset[str]  # words that also stand in small letters
    capitals: frozenset[str]  # words with a capital


def _opens(text: str, start: int) -> bool:
    return bool(_OPENS.search(text[max(0, start - 6) : start])) if start else True


def _acronym(word: Word) -> bool:
    return word.text.isupper() and 2 <= len(word.text) <= 6


def _namelike(word: Word, here: _Setting) -> bool:
    """Whether a word may be part of a name: a capital, no digits, no known common word."""
    if not word.text[0].isupper() or not word.text.isalpha() or word.folded in here.lang.function | here.lang.titles:
        return False
    if any(word.text in any_language(each) for each in ("common", "currencies", "units")):
        return False
    if _ROMAN.match(word.text) or is_date_word(word.text, here.code):
        return False
    return not (here.lang.nouns_capital and word.folded in here.lower)


def _joint(text: str, before: Word, word: Word) -> bool:
    """Whether what stands between two words may stand inside a name; a full stop only after a shortened word."""
    between = text[before.end : word.start]
    return between in _JOINTS or (between == ". " and len(before.text) <= _SHORTENED)


def _sequences(found: Sequence[Word], taken: Collection[int], here: _Setting) -> Iterator[list[Word]]:
    """Neighbouring name-like words; a particle stays between two of them."""
    current: list[Word] = []
    for index, word in enumerate(found):
        joined = bool(current) and _joint(here.text, current[-1], word)
        if index not in taken and _namelike(word, here):
            if not joined:
                yield current
                current = []
            current.append(word)
        elif joined and index not in taken and word.folded in here.lang.particles:
            current.append(word)
        else:
            yield current
            current = []
    yield current


def _trimmed(sequence: list[Word], here: _Setting) -> list[Word]:
    """Without particles after the name and an opening word that is none."""
    while sequence and sequence[-1].text.islower():
        sequence = sequence[:-1]
    if sequence and _opens(here.text, sequence[0].start) and not _acronym(sequence[0]):
        # "Businessman Jan Nowak": where nouns are inflected they stand before a name without an article.
        bare = len(sequence) > 2 and here.lang.endings
        alone = len(sequence) == 1 or sequence[0].folded in here.lower
        sequence = sequence[1:] if alone or bare else sequence
    return sequence


def _base_form(word: Word, here: _Setting) -> str:
    """A word without its case ending: as it stands elsewhere in the text, or by the rules of the language."""
    for cut in range(len(word.folded) - 1, 3, -1):
        if word.folded[:cut] in here.capitals and word.folded[cut:] in here.lang.endings:
            return word.folded[:cut]
    for ending, base in here.lang.rewrite:
        if word.folded.endswith(ending) and len(word.folded) - len(ending) >= 4:
            return word.folded.removesuffix(ending) + base
    return word.folded


def _plain(word: str) -> str:
    """A word in small Latin letters alone."""
    return str(regex.sub(r"[^a-z]+", "", anyascii(word).casefold()))


def _given(name: str, here: _Setting) -> str:
    """A given name without its case ending, where the family name after it had one."""
    endings = (each for each in here.lang.given if name.endswith(each) and len(name) - len(each) >= 3)
    return name.removesuffix(max(endings, key=len, default=""))


def _key(sequence: Sequence[Word], here: _Setting) -> str:
    base = [_base_form(word, here) for word in sequence]
    if base[-1] != sequence[-1].folded:
        pairs = zip(base[:-1], sequence, strict=False)
        base[:-1] = [_given(name, here) if name == word.folded else name for name, word in pairs]
    return " ".join(map(_plain, base)).strip()


def _speaks_in_capitals(found: Sequence[Word]) -> bool:
    """Whether the text is set in capitals, or a headline with a capital on every word."""
    long = [word for word in found if len(word.text) > 3 and word.text[0].isalpha()]
    capital = sum(word.text[0].isupper() for word in long)
    shouted = sum(word.text.isupper() for word in long)
    return len(long) > 4 and (capital > 0.75 * len(long) or shouted > 0.5 * len(long))


def unknown_names(text: str, found: Sequence[Word], taken: Collection[int], code: str | None) -> list[Name]:
    """The names of a text among the words that no table knows. `taken` are those that one does."""
    if _speaks_in_capitals([word for index, word in enumerate(found) if index not in taken]):
        return []
    lower = frozenset(word.folded for word in found if word.text.islower())
    capitals = frozenset(word.folded for word in found if word.text[0].isupper())
    here = _Setting(text, language(code), code, lower, capitals)
    names = []
    for sequence in _sequences(found, taken, here):
        kept = _trimmed(sequence, here)
        if not kept or not _long_enough(kept, here):
            continue
        if key := _key(kept, here):
            names.append(Name(kept[0].start, kept[-1].end, key))
    return names


def _long_enough(sequence: Sequence[Word], here: _Setting) -> bool:
    """Where every noun has a capital, one such word says nothing; nor does a single letter anywhere."""
    if len(sequence) == 1 and len(sequence[0].text) < 2:
        return False
    return not here.lang.nouns_capital or len(sequence) > 1 or _acronym(sequence[0])
