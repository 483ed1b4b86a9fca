"""Cue files: one TOML a language, read once."""

import tomllib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from claims.cues.matching import GAP, Index, Match, Pattern, parse
from claims.cues.tokens import Token, fold, tokenize
from claims.models import Span
from claims.tags import kept_as

_FALLBACK = "und"  # BCP 47 for "undetermined": signs that need no language


class Lexicon:
    """The cues of one language, ready to be looked for."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.joiners = frozenset(fold(w) for w in data.get("joiners", ()))
        self.subject_marks = frozenset(fold(w) for w in data.get("subject_marks", ()) if not w.startswith("*"))
        self._subject_endings = tuple(fold(w[1:]) for w in data.get("subject_marks", ()) if w.startswith("*"))
        self.compares = "comparison" in data
        self.pro_drop: bool = data.get("pro_drop", False)
        self.reach: int = data.get("reach", 1)  # tokens to a word, where each character is a token
        proclitics = data.get("proclitics", ())
        self._percent = Index([parse("percent", "sign", p) for p in data.get("percent", ())])
        self._index = Index(_patterns(data), proclitics, data.get("gap_stops", ()), GAP * self.reach, self.pro_drop)

    def tokens(self, text: str, mentions: Sequence[Span] = ()) -> list[Token]:
        """The text as tokens; a mention is one token, and so is a percentage sign spelt out."""
        return self._joined(list(_with_mentions(text, mentions)))

    def scan(self, tokens: Sequence[Token]) -> list[Match]:
        """All cues, in reading order."""
        return self._index.scan(tokens)

    def stops(self, token: Token) -> bool:
        """Whether what follows this word belongs to something else: "in" of "beat forecasts in Germany"."""
        return self._index.stops(token)

    @property
    def verb_last(self) -> bool:
        """Whether the subject is found by a mark, far from the verb that ends the sentence."""
        return bool(self.subject_marks or self._subject_endings)

    def marks_subject(self, token: Token) -> bool:
        """Whether this word, or its ending, closes the subject of a sentence."""
        return token.text in self.subject_marks or (
            bool(self._subject_endings) and token.text.endswith(self._subject_endings)
        )

    def _joined(self, tokens: list[Token]) -> list[Token]:
        for sign in reversed(self._percent.scan(tokens)):
            a, b = tokens[sign.first], tokens[sign.last]
            tokens[sign.first : sign.last + 1] = [Token(a.start, b.end, "%", "percent", False)]
        return tokens


def _with_mentions(text: str, mentions: Sequence[Span]) -> Iterator[Token]:
    """Tokens, with all those that a mention covers made one; an ending written onto it stands alone."""
    waiting = deque(sorted(mentions, key=lambda m: (m.start, -m.end)))
    covered = 0
    for token in tokenize(text):
        while waiting and waiting[0].start < max(token.start, covered):
            waiting.popleft()
        if waiting and waiting[0].start < token.end:
            span = waiting.popleft()
            yield Token(span.start, span.end, fold(span.quote), "mention", token.capital)
            covered = span.end
        if token.end > covered:
            yield from [token] if token.start >= covered else _rest(text, covered, token.end)


def _rest(text: str, start: int, end: int) -> Iterator[Token]:
    """Tokens of a stretch, counted in the whole text."""
    for token in tokenize(text[start:end]):
        yield token._replace(start=token.start + start, end=token.end + start)


def _patterns(data: Mapping[str, Any]) -> Iterator[Pattern]:
    for group, kinds in data.items():
        if isinstance(kinds, dict):
            yield from (
                parse(group, kind, one) for kind, cues in kinds.items() for cue in cues for one in _spelt_out(cue)
            )


def _spelt_out(cue: str) -> Iterator[str]:
    """Each reading of a cue with alternatives: "faster|better than" is two."""
    return (" ".join(words) for words in product(*(piece.split("|") for piece in cue.split())))


@cache
def _read(name: str) -> Lexicon:
    return Lexicon(tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8")))


@cache
def languages() -> frozenset[str]:
    """Languages that have a cue file."""
    found = (entry.name for entry in files(__package__).iterdir())
    return frozenset(name.removesuffix(".toml") for name in found if name.endswith(".toml"))


def load(language: str | None) -> Lexicon:
    """Cues of a language by its BCP 47 tag; for one without a file, those that need no language."""
    name = kept_as(language)
    return _read(name if name in languages() else _FALLBACK)
