"""Cuts text into what matters to dates: numbers in their forms, known words, joining punctuation."""

import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from claims.dates.lexicon import Phrase, fold, lexicon
from claims.dates.numbers import number_pattern, roles_of
from claims.dates.periods import full_year
from claims.dates.roles import NOTHING, Roles, mask

_DASHES = "-–—―~〜～"
_SIGNS = {"comma": ",،,、", "dot": ".", "open": "((", "close": "))"}
_PUNCTUATION: dict[str, Roles] = {sign: {role: True} for role, signs in _SIGNS.items() for sign in signs}
_PUNCTUATION |= {dash: {"join": True, "dash": True} for dash in _DASHES}
_TOKEN = regex.compile(r"[\p{L}\p{M}\u200c]+|\d|[^\s\w]|\n")
_ROMAN = regex.compile(r"X{0,2}(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10}
_DIGITS = regex.compile(r"\d+")
_LATIN = regex.compile(r"[A-Za-z]+")
_FOREIGN_DIGIT = regex.compile(r"[\p{Nd}--0-9]", regex.V1)
_DIGITS_OF_ALL_SCRIPTS = {
    code: str(unicodedata.decimal(chr(code))) for code in range(0x80, sys.maxunicode) if chr(code).isdecimal()
}
_HYPHENS = frozenset("-־–")
_ARTICLE = "ال"
_APOSTROPHES = "'’‘"
_CODE_SIGNS = frozenset("0123456789-")  # after letters: they may be a code or a quarter
_WATCHED = frozenset({*_APOSTROPHES, "\n"})
_SHORT_YEAR = regex.compile(rf"(?<![\w])[{_APOSTROPHES}](\d\d)(?![\w])")
BY_ENDING = "ending"  # value of a word of the future that is told by its ending alone
_VERB = 5  # letters that a verb told by its ending has at least
_REMEMBERED = 1 << 15  # words of one language


class Lexeme(NamedTuple):
    """One meaningful stretch of text and what it may be; no roles: something else, as long as it is."""

    start: int
    end: int
    roles: Roles
    mask: int


def _roman(word: str) -> int:
    values = [_VALUES[letter] for letter in word]
    return sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))


class _Word(NamedTuple):
    """What a word may begin or be by itself."""

    phrases: tuple[Phrase, ...]
    plain: Roles  # where none of the phrases goes on
    particle: str = ""  # written on it, with the roles that it has
    apart: int = 0  # code points of the particle that are no part of a date


_IDLE = _Word((), NOTHING)


class _Reader:
    """Cuts texts of one language. What it has looked up once it remembers."""

    def __init__(self, language: str | None) -> None:
        self.lex = lexicon(language)
        self._numbers = number_pattern(language)
        self._words: dict[str, _Word] = {}
        firsts = "".join(sorted({*self.lex.phrases, *_PUNCTUATION}))
        self._next = regex.compile(rf"[{regex.escape(firsts)}\dA-Za-z\n]" if not self.lex.spaced else "(?!)")

    def _word(self, word: str) -> _Word:
        found = self._words.get(word)
        if found is None:
            if len(self._words) > _REMEMBERED:
                self._words.clear()
            found = self._words[word] = self._look_up(word)
        return found

    def _look_up(self, word: str) -> _Word:
        folded, known = fold(word), self.lex.phrases
        plain = _PUNCTUATION.get(word, NOTHING)
        if word.isascii() and word.isupper() and _ROMAN.fullmatch(word):
            plain = {"roman": _roman(word)}
        if folded in self.lex.prefixes:
            plain = {**plain, **dict.fromkeys(filter(None, self.lex.prefixes[folded].split("|")), True)}
        if folded in known:
            return _Word(tuple(known[folded]), plain)
        for prefix, role in self.lex.prefixes.items():
            if folded.startswith(prefix) and folded[len(prefix) :] in known:
                # A written-on article stays with its noun.
                apart = len(prefix.removesuffix(_ARTICLE)) if role else 0
                return _Word(tuple(known[folded[len(prefix) :]]), plain, role, apart)
        if len(folded) >= _VERB and folded.endswith(self.lex.future_endings):
            plain = {**plain, "future": BY_ENDING}
        return _Word((), plain) if plain or word in _WATCHED or word.isdigit() else _IDLE

    def spaced(self, text: str) -> list[Lexeme]:
        """The lexemes of a text with spaces between words; whatever plays no role leaves one empty lexeme."""
        found: list[Lexeme] = []
        at, gap = 0, False
        while token := _TOKEN.search(text, at):
            start, at = token.span()
            word = self._word(token[0])
            if word is _IDLE and text[at : at + 1] not in _CODE_SIGNS:
                if not gap:
                    found.append(Lexeme(start, at, NOTHING, 0))
                    gap = True
                continue
            for lexeme in self._at(text, start, at, word):
                found.append(lexeme)
                gap, at = not lexeme.mask, lexeme.end
        return found

    def _at(self, text: str, start: int, end: int, word: _Word) -> Iterator[Lexeme]:
        """What begins at a token: one lexeme, or two where a particle is written on a word."""
        first = text[start]
        if (before := self._before_number(text, start, end, word)) is not None:
            yield before
            return
        if first.isdigit() or text[end : end + 1] in _CODE_SIGNS:
            lexeme = self._number(text, start)
            if lexeme is not None:
                yield self._with_phrase(text, lexeme)
                return
        if first in _APOSTROPHES and (short := self._short_year(text, start)):
            yield short
            return
        if word.apart:
            roles = dict.fromkeys(word.particle.split("|"), True)
            yield Lexeme(start, start + word.apart, roles, mask(roles))
            start += word.apart
        small = self.lex.cased and not first.isupper()
        yield self._longest(text, start, end, word.phrases, small) or Lexeme(start, end, word.plain, mask(word.plain))

    def _before_number(self, text: str, start: int, end: int, word: _Word) -> Lexeme | None:
        """A particle written on digits, with or without a dash: it is no code."""
        if not self.lex.prefixes or fold(text[start:end]) not in self.lex.prefixes:
            return None
        last = end + 1 if text[end : end + 1] in _HYPHENS else end
        return Lexeme(start, last, word.plain, mask(word.plain)) if text[last : last + 1].isdigit() else None

    def _with_phrase(self, text: str, number: Lexeme) -> Lexeme:
        """A number, or a longer phrase that begins with it: "1st quarter"; both where they end together."""
        digits = _DIGITS.match(text, number.start)
        phrases = self._word(digits[0]).phrases if digits else ()
        known = self._longest(text, number.start, digits.end(), phrases, self.lex.cased) if digits and phrases else None
        if known is None or known.end < number.end:
            return number
        roles = {**known.roles, **number.roles} if known.end == number.end else known.roles
        return Lexeme(known.start, known.end, roles, mask(roles))

    @staticmethod
    def _short_year(text: str, start: int) -> Lexeme | None:
        """A year cut short: '25."""
        match = _SHORT_YEAR.match(text, start)
        if match is None:
            return None
        roles = {"short_year": full_year(int(match[1]))}
        return Lexeme(start, match.end(), roles, mask(roles))

    def _longest(self, text: str, start: int, end: int, phrases: tuple[Phrase, ...], small: bool) -> Lexeme | None:
        """The longest of the phrases whose further tokens follow here; no name where it needs a capital."""
        for phrase in phrases:
            last = self._follow(text, end, phrase.rest)
            if last is not None:
                return Lexeme(
                    start, last, *((phrase.small, phrase.small_mask) if small else (phrase.roles, phrase.mask))
                )
        return None

    @staticmethod
    def _follow(text: str, at: int, rest: tuple[str, ...]) -> int | None:
        """Where the tokens end that must follow; None when others do."""
        for wanted in rest:
            token = _FOLLOWING.match(text, at)
            if token is None or fold(token[1]) != wanted:
                return None
            at = token.end()
        return at

    def _number(self, text: str, start: int) -> Lexeme | None:
        match = self._numbers.match(text, start)
        if match is None:
            return None
        roles = roles_of(match, self.lex)
        return Lexeme(start, match.end(), roles, mask(roles))

    def unspaced(self, text: str) -> Iterator[Lexeme]:
        """The lexemes of a text without spaces: at each sign the longest phrase that begins there."""
        at, size, last = 0, len(text), 0
        while at < size:
            begin = self._next.search(text, at)
            if begin is None:
                return
            start = begin.start()
            if text[last:start].strip():
                yield Lexeme(last, start, NOTHING, 0)
            lexeme = self._known(text, start) or self._number(text, start) or self._other(text, start)
            yield lexeme
            at = last = lexeme.end

    def _known(self, text: str, at: int) -> Lexeme | None:
        for phrase in self.lex.phrases.get(text[at], ()):
            if text.startswith(phrase.rest[0], at):
                return Lexeme(at, at + len(phrase.rest[0]), phrase.roles, phrase.mask)
        return None

    @staticmethod
    def _other(text: str, at: int) -> Lexeme:
        """A sign of punctuation, or a word in Latin letters taken whole."""
        roles = _PUNCTUATION.get(text[at], NOTHING)
        word = _LATIN.match(text, at)
        return Lexeme(at, word.end() if word else at + 1, roles, mask(roles))


_FOLLOWING = regex.compile(r"\s*([\p{L}\p{M}\u200c]+|\d+|[^\s\w])")


@cache
def _reader(language: str | None) -> _Reader:
    return _Reader(language)


def scan(text: str, language: str | None) -> list[Lexeme]:
    """The lexemes of a text, in order, without overlaps."""
    reader = _reader(language)
    if _FOREIGN_DIGIT.search(text):
        text = text.translate(_DIGITS_OF_ALL_SCRIPTS)
    if not reader.lex.spaced:
        return list(reader.unspaced(text))
    lexemes = reader.spaced(text)
    return [each for at, each in enumerate(lexemes) if at == 0 or "skip" not in each.roles]
