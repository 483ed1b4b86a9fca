"""Cue patterns and how they are found: token by token, in linear time.

A pattern is written as words, with four signs: `plan*` any word that begins so, `*erà` any
uncapitalised word that ends so, `#` a number (`#%` a percentage), `@` a named thing, `...` a few
words of the same clause, and `a|b` either word.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from claims.cues.tokens import Token, fold, tokenize

GAP = 9  # the most words that `...` stands for
_MIN_STEM = 2  # letters that an ending must leave: "*erà" is not "era"
_SIGNS = {"#": "number", "%": "percent", "@": "mention"}
_SIGN_OF = {kind: sign for sign, kind in _SIGNS.items()}
_REMEMBERED = 1 << 14  # tokens whose patterns are kept
_STARRED = "\ue000"  # private use: keeps the star of a stem through tokenizing


class Pattern(NamedTuple):
    """One cue: its group and kind ("modality", "goal") and the elements to meet in order."""

    group: str
    kind: str
    elements: tuple[str, ...]

    @property
    def weight(self) -> int:
        """Letters spelt out: of two cues on the same words the more specific one counts."""
        return sum(len(e) for e in self.elements if e != "...")


class Match(NamedTuple):
    """Where a pattern was met: token positions, with those of its named thing and its number."""

    pattern: Pattern
    first: int
    last: int  # inclusive
    mention: int | None
    number: int | None

    @property
    def kind(self) -> str:
        """Kind of the cue within its group."""
        return self.pattern.kind


class Opened(NamedTuple):
    """The patterns that a token may begin, each with its place in their order, by what their second element asks.

    Most cues fall at their second word: one look at the next token tells which of them may go on at all.
    """

    open: Sequence[tuple[int, Pattern]]  # those of one element, and those that go on with a gap or a star
    by_second: Mapping[str, Sequence[tuple[int, Pattern]]]


def parse(group: str, kind: str, text: str) -> Pattern:
    """Read a pattern as it is written in a cue file."""
    elements: list[str] = []
    for piece in text.replace("#%", "# %").split():
        if piece == "..." or piece in _SIGNS:
            elements.append(piece)
        elif piece.startswith("*"):
            elements.append("*" + fold(piece[1:]))
        else:
            elements.extend(_words(piece))
    return Pattern(group, kind, tuple(elements))


def _words(piece: str) -> Iterator[str]:
    words = [t.text for t in tokenize(piece.removesuffix("*"))]
    yield from words[:-1]
    yield words[-1] + ("*" if piece.endswith("*") else "")


class Index:
    """Patterns by their first element, so that a token meets only those that may begin with it."""

    def __init__(
        self,
        patterns: Iterable[Pattern],
        proclitics: Iterable[str] = (),
        stops: Iterable[str] = (),
        gap: int = GAP,
        verbs_open: bool = False,
    ) -> None:
        self._by_first: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            self._by_first[pattern.elements[0]].append(pattern)
        starred = [e for e in self._by_first if "*" in e]
        self._stem_lengths = sorted({len(e) - 1 for e in starred if e.endswith("*")})
        self._ending_lengths = sorted({len(e) - 1 for e in starred if e.startswith("*")})
        self._proclitics = tuple(fold(p) for p in proclitics)
        self._stops = frozenset(fold(s) for s in stops)
        self._gap = gap
        self._verbs_open = verbs_open  # a sentence may begin with its verb, so its capital says nothing
        self._opened = lru_cache(_REMEMBERED)(self._opened_by)

    def scan(self, tokens: Sequence[Token]) -> list[Match]:
        """All cues of a text; within a group the longest of overlapping ones, in reading order."""
        found = [hit for at in range(len(tokens)) for hit in self._at(tokens, at)]
        found.sort(key=lambda m: (m.first, -m.last, m.kind != "none", -m.pattern.weight))
        return list(_apart(found))

    def stops(self, token: Token) -> bool:
        """Whether a gap may not go on past this word."""
        return token.text in self._stops

    def _at(self, tokens: Sequence[Token], at: int) -> Iterator[Match]:
        token = tokens[at]
        opens = self._verbs_open and (at == 0 or tokens[at - 1].kind == "stop")
        opened = self._opened(_SIGN_OF.get(token.kind, token.text), token.kind, token.capital and not opens)
        for _, pattern in self._going_on(opened, tokens, at + 1) if opened else ():
            hit = self._match(pattern, tokens, at)
            if hit:
                yield hit

    def _going_on(self, opened: Opened, tokens: Sequence[Token], after: int) -> Sequence[tuple[int, Pattern]]:
        """Those that the next token does not rule out, in their order."""
        if not opened.by_second or after >= len(tokens):
            return opened.open
        found = [one for form in self._met_as(tokens[after]) for one in opened.by_second.get(form, ())]
        return sorted([*opened.open, *found], key=itemgetter(0)) if found else opened.open

    def _met_as(self, token: Token) -> Iterable[str]:
        """Every element without a star that a token meets."""
        if token.kind == "word":
            return self._forms(token.text)
        return {token.text, _SIGN_OF.get(token.kind, token.text)}

    def _opened_by(self, text: str, kind: str, capital: bool) -> Opened | None:
        """The patterns that such a token may begin; of a number, a percentage or a name the text is its sign."""
        patterns = enumerate(p for first in self._firsts(text, kind, capital) for p in self._by_first.get(first, ()))
        open_: list[tuple[int, Pattern]] = []
        by_second: dict[str, list[tuple[int, Pattern]]] = defaultdict(list)
        for place, pattern in patterns:
            second = pattern.elements[1] if len(pattern.elements) > 1 else "..."
            (open_ if second == "..." or "*" in second else by_second[second]).append((place, pattern))
        return Opened(open_, by_second) if open_ or by_second else None

    def _firsts(self, text: str, kind: str, capital: bool) -> Iterator[str]:
        """Everything under which a pattern beginning with such a token may be filed."""
        if kind != "word":
            yield text
            return
        for form in self._forms(text):
            yield form
            yield from (form[:n] + "*" for n in self._stem_lengths if n <= len(form))
        if not capital:
            yield from ("*" + text[-n:] for n in self._ending_lengths if n + _MIN_STEM <= len(text))

    def _forms(self, text: str) -> Iterator[str]:
        """The word, and the word without a particle written onto it (Arabic "and", "so")."""
        yield text
        for particle in self._proclitics:
            if text.startswith(particle) and len(text) - len(particle) >= _MIN_STEM:
                yield text[len(particle) :]

    def _meets(self, element: str, token: Token) -> bool:
        if element in _SIGNS:
            return token.kind == _SIGNS[element]
        if token.kind != "word":
            return element == token.text
        if element.endswith("*"):
            return any(form.startswith(element[:-1]) for form in self._forms(token.text))
        if element.startswith("*"):
            return token.text.endswith(element[1:]) and not token.capital
        return element in self._forms(token.text)

    def _match(self, pattern: Pattern, tokens: Sequence[Token], at: int) -> Match | None:
        """Meet a pattern from the token on that its first element was met by."""
        here, met = at + 1, [(pattern.elements[0], at)]
        for n, element in enumerate(pattern.elements[1:], 1):
            if element == "...":
                here = self._skip(pattern.elements[n + 1], tokens, here, pattern.elements[0] == "@")
                continue
            if not 0 <= here < len(tokens) or not self._meets(element, tokens[here]):
                return None
            met.append((element, here))
            here += 1
        return Match(pattern, at, here - 1, _last(met, "@"), _last(met, "#"))

    def _skip(self, wanted: str, tokens: Sequence[Token], here: int, nearest: bool) -> int:
        """Where the element after a gap is met, -1 if the clause ends or another thing comes first.

        A pattern that begins with a named thing means the `nearest` one, so its gap passes over no other.
        """
        ends = {"comma", "stop", "number"} | ({"mention"} if nearest else set())
        for at in range(here, min(here + self._gap + 1, len(tokens))):
            if self._meets(wanted, tokens[at]):
                return at
            if tokens[at].kind in ends or self.stops(tokens[at]):
                return -1
        return -1


def _last(met: Sequence[tuple[str, int]], sign: str) -> int | None:
    return next((at for element, at in reversed(met) if element == sign), None)


def _apart(ranked: Iterable[Match]) -> Iterator[Match]:
    """Of overlapping matches in one group the first; kind "none" hides what it covers and is left out."""
    reach: dict[str, int] = defaultdict(lambda: -1)
    for match in ranked:
        if match.first > reach[match.pattern.group]:
            reach[match.pattern.group] = match.last
            if match.kind != "none":
                yield match
