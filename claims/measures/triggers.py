"""Triggers: the notation of the data files, and an index that finds which patterns a word fits.

A trigger is words of which each may be a stem: "zgin*" (begins so), "*tote" (ends so), "*toten*" (holds it),
"*" (any one word). "charge* (court*/judge*)" fires only where one of the words in brackets stands in the text too.
A final "?" marks a trigger that is knowingly shared by unrelated concepts.
"""

import functools
from collections import defaultdict
from typing import NamedTuple

import regex

from claims.measures.concepts import LanguageRules, phrases, rules
from claims.measures.words import fold

ANY_WORD = "*"
_PATTERN = regex.compile(r"\*?[\w\u200c\u200d]+\*?|\*")
_NOTATION = regex.compile(r"(?P<words>[^()?]+)(?:\((?P<needs>[^()]+)\))?\s*(?P<shared>\?)?")
_REMEMBERED = 1 << 16


class Trigger(NamedTuple):
    """Words that name a concept, as folded patterns."""

    concept: str
    words: tuple[str, ...]
    needs: frozenset[str] = frozenset()
    shared: bool = False


def parse(concept: str, phrase: str, language: LanguageRules) -> Trigger:
    """A trigger from its notation; ValueError where it is malformed."""
    match = _NOTATION.fullmatch(phrase.strip())
    if match is None:
        raise ValueError(f"{concept}: cannot read the trigger {phrase!r}")
    needs = (match["needs"] or "").split("/")
    return Trigger(
        concept,
        _patterns(match["words"], language),
        frozenset(pattern for need in needs if need for pattern in _patterns(need, language)[:1]),
        match["shared"] is not None,
    )


def _patterns(text: str, language: LanguageRules) -> tuple[str, ...]:
    if language.by_character:
        bare = "".join(text.split()).replace(ANY_WORD, "")
        return (f"*{fold(bare).translate(language.variant_table)}*",)
    return tuple(fold(pattern, language.keep_marks) for pattern in _PATTERN.findall(text))


class PatternIndex:
    """Finds the patterns that a folded word fits by looking up its beginnings, ends and parts."""

    def __init__(self, patterns: frozenset[str]) -> None:
        self._patterns = patterns - {ANY_WORD}
        self._starts = self._sizes(open_before=False, open_after=True)
        self._ends = self._sizes(open_before=True, open_after=False)
        self._parts = self._sizes(open_before=True, open_after=True)

    def _sizes(self, open_before: bool, open_after: bool) -> list[int]:
        """The lengths, without asterisks, of the patterns that are open on these sides: only they are looked up."""
        openness = (open_before, open_after)
        return sorted(
            {len(p.strip(ANY_WORD)) for p in self._patterns if (p[0] == ANY_WORD, p[-1] == ANY_WORD) == openness}
        )

    def fits(self, form: str) -> frozenset[str]:
        """All patterns that the word fits."""
        whole = len(form)
        found = {form}
        found.update(f"{form[:size]}*" for size in self._starts if size <= whole)
        found.update(f"*{form[-size:]}" for size in self._ends if size <= whole)
        found.update(f"*{form[i : i + size]}*" for size in self._parts for i in range(whole - size + 1))
        return self._patterns & found


class Lexicon:
    """The triggers of one language, ready to be matched."""

    def __init__(self, triggers: tuple[Trigger, ...], language: LanguageRules) -> None:
        self.rules = language
        self.variants = language.variant_table
        self.by_first: dict[str, list[Trigger]] = defaultdict(list)
        for trigger in triggers:
            self.by_first[trigger.words[0]].append(trigger)
        self.lengths = sorted({len(pattern) - 2 for pattern in self.by_first}, reverse=True)
        used = {word for trigger in triggers for word in (*trigger.words, *trigger.needs)}
        self.needs = frozenset(need for trigger in triggers for need in trigger.needs)
        self._index = PatternIndex(frozenset(used))
        self.fits = functools.lru_cache(maxsize=_REMEMBERED)(self._fits)

    def _fits(self, form: str) -> frozenset[str]:
        """The patterns that a word fits, as written or without what is written as one with it."""
        return frozenset().union(*(self._index.fits(bare) for bare in self._bare(form)))

    def _bare(self, form: str) -> list[str]:
        shorter = [form[len(p) :] for p in self.rules.proclitics if form.startswith(p) and len(form) - len(p) > 1]
        return [form, *shorter]


@functools.cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language with that of the close language that it leans on; empty if there is neither."""
    close = rules(language).related or language
    told = dict.fromkeys((*phrases(close), *phrases(language)))
    return Lexicon(tuple(parse(concept, phrase, rules(close)) for concept, phrase in told), rules(close))
