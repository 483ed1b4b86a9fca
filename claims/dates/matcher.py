"""Finds patterns in a row of lexemes, each of which may play several roles at once.

A pattern is written like a regular expression whose letters are roles in angle brackets:

    <day><dot>?(?:<of>{0,3}<month|maybe_month>)(?P<name>...)(?=<year>)(?<!<in>)(?&first=date)

The last calls a pattern defined under the name "date" and keeps its groups as "first_...": it is matched once, and
not tried another way when what follows fails.

A lexeme is a bit mask of its roles, so that one compiled pattern serves every language. Patterns become closures in
continuation-passing style: each is given what must match after it. All repetition is bounded, so a match takes at
most a fixed number of steps.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import regex

Masks = Sequence[int]
Groups = dict[str, tuple[int, int]]
Step = Callable[[Masks, int, Groups], int]  # the position after the match, or -1

_TOKEN = regex.compile(
    r"<(?P<roles>[a-z_|]+)>|(?P<open>\(\?(?:P<\w+>|:|<?[=!]))|\(\?&(?P<call>\w+=\w+)\)|\{(?P<least>\d),(?P<most>\d)\}|(?P<sign>.)"
)
_FARTHEST = 8  # lexemes to look behind
NOWHERE = -1
EMPTY = 1  # a bit that no role has: alternatives that may match nothing are always tried
ANY = -1
_HERE = ""  # no group is called so


class Node(NamedTuple):
    """A pattern as a tree; `kind` is one of those that the compiler builds."""

    kind: str
    parts: tuple["Node", ...] = ()
    roles: tuple[str, ...] = ()
    name: str = ""
    least: int = 0
    most: int = 0


_LOOKS = {"(?=": "ahead", "(?!": "not_ahead", "(?<=": "behind", "(?<!": "not_behind"}


class _Parser:
    """Recursive descent over the tokens of a pattern."""

    def __init__(self, pattern: str) -> None:
        self._tokens = list(_TOKEN.finditer(pattern))
        self._at = 0

    def _peek(self, group: str) -> str | None:
        return self._tokens[self._at][group] if self._at < len(self._tokens) else None

    def choice(self) -> Node:
        """Alternatives, up to the end or a closing bracket."""
        options = [self._sequence()]
        while self._peek("sign") == "|":
            self._at += 1
            options.append(self._sequence())
        return options[0] if len(options) == 1 else Node("choice", tuple(options))

    def _sequence(self) -> Node:
        items = []
        while self._at < len(self._tokens) and self._peek("sign") not in ("|", ")"):
            items.append(self._repeated(self._item()))
        return items[0] if len(items) == 1 else Node("sequence", tuple(items))

    def _item(self) -> Node:
        token = self._tokens[self._at]
        self._at += 1
        if token["roles"]:
            return Node("class", roles=tuple(token["roles"].split("|")))
        if token["call"]:
            return Node("call", name=token["call"])
        if not token["open"]:
            raise ValueError(f"unexpected {token[0]!r} in a pattern of roles")
        inner = self.choice()
        self._at += 1  # the closing bracket
        if token["open"] in _LOOKS:
            return Node(_LOOKS[token["open"]], (inner,))
        return inner if token["open"] == "(?:" else Node("group", (inner,), name=token["open"][4:-1])

    def _repeated(self, node: Node) -> Node:
        if self._peek("sign") == "?":
            self._at += 1
            return Node("repeat", (node,), least=0, most=1)
        if self._peek("most"):
            least, most = int(self._peek("least") or 0), int(self._peek("most") or 0)
            self._at += 1
            return Node("repeat", (node,), least=least, most=most)
        return node


def _here(masks: Masks, at: int, groups: Groups) -> int:
    """What ends every pattern."""
    return at


class Compiler:
    """Turns patterns into closures; `bits` gives each role its bit."""

    def __init__(self, bits: Callable[[str], int]) -> None:
        self._bits = bits
        self._defined: dict[str, tuple[int, Step]] = {}

    def define(self, name: str, pattern: str) -> None:
        """Keep a pattern that others may call."""
        tree = _Parser(pattern).choice()
        self._defined[name] = self._first(tree)[0], self._step(tree, _here)

    def compile(self, pattern: str) -> "Matcher":
        """A matcher of the pattern. Raises ValueError when it is not well formed."""
        tree = _Parser(pattern).choice()
        first, empty = self._first(tree)
        if empty:
            raise ValueError("a pattern must not match nothing")
        return Matcher(first, self._step(tree, _here))

    def _mask(self, node: Node) -> int:
        mask = 0
        for role in node.roles:
            mask |= self._bits(role)
        return mask

    def _first(self, node: Node) -> tuple[int, bool]:
        """Roles that a match may begin with, and whether it may be empty."""
        if node.kind == "class":
            return self._mask(node), False
        if node.kind == "call":
            return self._defined[node.name.split("=")[1]][0], False
        if node.kind in _LOOKS.values():
            return 0, True
        if node.kind == "sequence":
            mask = 0
            for part in node.parts:
                first, empty = self._first(part)
                mask |= first
                if not empty:
                    return mask, False
            return mask, True
        found = [self._first(part) for part in node.parts]
        mask = 0
        for first, _ in found:
            mask |= first
        return mask, any(empty for _, empty in found) or (node.kind == "repeat" and node.least == 0)

    def _step(self, node: Node, after: Step) -> Step:
        build: dict[str, Callable[[Node, Step], Step]] = {
            "class": self._class,
            "sequence": self._sequence,
            "choice": self._choice,
            "repeat": self._repeat,
            "group": self._group,
            "call": self._call,
            "ahead": self._ahead,
            "not_ahead": self._ahead,
            "behind": self._behind,
            "not_behind": self._behind,
        }
        return build[node.kind](node, after)

    def _class(self, node: Node, after: Step) -> Step:
        wanted = self._mask(node)

        def step(masks: Masks, at: int, groups: Groups) -> int:
            return after(masks, at + 1, groups) if masks[at] & wanted else NOWHERE

        return step

    def _sequence(self, node: Node, after: Step) -> Step:
        for part in reversed(node.parts):
            after = self._step(part, after)
        return after

    def _choice(self, node: Node, after: Step) -> Step:
        """Alternatives in their order; those that can't begin here are not tried."""
        options = []
        for part in node.parts:
            first, empty = self._first(part)
            options.append((ANY if empty else first, self._step(part, after)))

        def step(masks: Masks, at: int, groups: Groups) -> int:
            here = masks[at] | EMPTY
            for first, option in options:
                if here & first:
                    found = option(masks, at, groups)
                    if found >= 0:
                        return found
            return NOWHERE

        return step

    def _repeat(self, node: Node, after: Step) -> Step:
        """As often as possible first."""
        step = after
        for count in range(node.most, 0, -1):
            once = self._step(node.parts[0], step)
            step = self._optional(once, after) if count > node.least else once
        return step

    @staticmethod
    def _optional(once: Step, after: Step) -> Step:
        def step(masks: Masks, at: int, groups: Groups) -> int:
            found = once(masks, at, groups)
            return found if found >= 0 else after(masks, at, groups)

        return step

    def _group(self, node: Node, after: Step) -> Step:
        """Its bounds are kept once all has matched, so that a path given up leaves no trace."""
        name = node.name

        def leave(masks: Masks, at: int, groups: Groups) -> int:
            found = after(masks, at, groups)
            if found >= 0:
                groups[name] = (0, at)
            return found

        inner = self._step(node.parts[0], leave)

        def step(masks: Masks, at: int, groups: Groups) -> int:
            found = inner(masks, at, groups)
            if found >= 0:
                groups[name] = (at, groups[name][1])
            return found

        return step

    def _call(self, node: Node, after: Step) -> Step:
        prefix, name = node.name.split("=")
        defined = self._defined[name][1]

        def step(masks: Masks, at: int, groups: Groups) -> int:
            own: Groups = {}
            end = defined(masks, at, own)
            found = after(masks, end, groups) if end > at else NOWHERE
            if found >= 0:
                groups[prefix] = (at, end)
                groups.update((f"{prefix}_{each}", span) for each, span in own.items())
            return found

        return step

    def _ahead(self, node: Node, after: Step) -> Step:
        look, wanted = self._step(node.parts[0], _here), node.kind == "ahead"

        def step(masks: Masks, at: int, groups: Groups) -> int:
            return after(masks, at, groups) if (look(masks, at, {}) >= 0) is wanted else NOWHERE

        return step

    def _behind(self, node: Node, after: Step) -> Step:
        wanted = node.kind == "behind"
        # What is looked for must end exactly here; where it ends, only its last step knows.
        look = self._step(node.parts[0], lambda masks, at, groups: at if at == groups[_HERE][0] else NOWHERE)

        def step(masks: Masks, at: int, groups: Groups) -> int:
            here = {_HERE: (at, at)}
            found = any(look(masks, start, here) >= 0 for start in range(max(0, at - _FARTHEST), at))
            return after(masks, at, groups) if found is wanted else NOWHERE

        return step


class Match(NamedTuple):
    """Where a pattern was found, and its named groups; positions count lexemes."""

    start: int
    end: int
    groups: Groups


class Matcher:
    """A compiled pattern."""

    def __init__(self, first: int, step: Step) -> None:
        self._first = first
        self._step = step

    def matches(self, masks: Sequence[int]) -> Iterator[Match]:
        """All matches, leftmost first, without overlaps. `masks` has a nought for what plays no role."""
        padded, at, size, first = [*masks, 0], 0, len(masks), self._first
        while at < size:
            if padded[at] & first:
                groups: Groups = {}
                end = self._step(padded, at, groups)
                if end > at:
                    yield Match(at, end, groups)
                    at = end
                    continue
            at += 1
