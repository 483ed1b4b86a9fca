"""Finds measure concepts in a text, word by word."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from claims.measures.triggers import ANY_WORD, Lexicon, Trigger, lexicon
from claims.measures.words import Word, characters, joined, words
from claims.models import Measure, Span
from claims.tags import kept_as


class _Hit(NamedTuple):
    start: int
    end: int
    trigger: Trigger


def find(text: str, language: str | None) -> list[Measure]:
    """Every measure that the text names, by offset; of a longer name and one within it, the longer.

    An unknown language gives only words that all languages share ("token"): stems of one are chance words of another.
    """
    if language is None:
        return []
    own = lexicon(kept_as(language))
    hits = _hits_by_character(text, own) if own.rules.by_character else _hits_by_word(text, own)
    spans = sorted({(hit.start, hit.end, hit.trigger.concept) for hit in hits}, key=lambda s: (s[0], -s[1], s[2]))
    return [_measure(text, *span) for span in _outermost(spans)]


def _measure(text: str, start: int, end: int, concept: str) -> Measure:
    return Measure(span=Span(start=start, end=end, quote=text[start:end]), concept=concept)


def _outermost(spans: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Drops what lies within a longer span; spans come sorted by start, the longest first."""
    reach = -1
    for (_, end), same in groupby(spans, key=itemgetter(0, 1)):
        if end > reach:
            yield from same
            reach = end


def _hits_by_word(text: str, own: Lexicon) -> list[_Hit]:
    found = words(text, own.rules.keep_marks)
    fits = [own.fits(word.form) for word in found]
    follows = joined(text, found)
    present = own.needs.intersection(frozenset().union(*fits))
    return [
        _Hit(found[i].start, found[i + len(trigger.words) - 1].end, trigger)
        for i, patterns in enumerate(fits)
        for pattern in patterns
        for trigger in own.by_first.get(pattern, ())
        if _continues(trigger, fits, follows, i) and _needs_met(trigger, present)
    ]


def _continues(trigger: Trigger, fits: list[frozenset[str]], follows: list[bool], first: int) -> bool:
    """Whether the words of the trigger after its first stand one by one after word `first`."""
    if first + len(trigger.words) > len(fits):
        return False
    return all(
        follows[first + i - 1] and (word == ANY_WORD or word in fits[first + i])
        for i, word in enumerate(trigger.words)
        if i
    )


def _needs_met(trigger: Trigger, present: frozenset[str]) -> bool:
    return not trigger.needs or not trigger.needs.isdisjoint(present)


def _hits_by_character(text: str, own: Lexicon) -> list[_Hit]:
    found = characters(text, own.variants)
    line = "".join(word.form for word in found)
    present = frozenset(need for need in own.needs if need.strip(ANY_WORD) in line)
    return [
        _Hit(found[start].start, found[start + size - 1].end, trigger)
        for start, size in _stretches(found, own)
        for trigger in own.by_first.get(f"*{line[start : start + size]}*", ())
        if _needs_met(trigger, present)
    ]


def _stretches(found: list[Word], own: Lexicon) -> Iterator[tuple[int, int]]:
    for start in range(len(found)):
        for size in own.lengths:
            if start + size <= len(found):
                yield start, size
