"""Phrases found by their longest match, word by word; a star stands for a short ending."""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from claims.lexicon.fold import SIGNS, fold
from claims.lexicon.tokens import TOKEN, Token, tokenise

_STAR = "\ue000"
_HEAD = regex.compile(rf"\s*(?P<head>{TOKEN})(?P<star>\*?)", regex.V1)
_SPACED = regex.compile(r"[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek} ]+(?<! )\*?", regex.V1)


class Tag(NamedTuple):
    """What a phrase means in one role, and the token after its last one."""

    end: int
    value: str


Tags = dict[str, Tag]


class Node:
    """A point in the trie."""

    __slots__ = ("next", "roles", "starred")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.roles: dict[str, str] = {}
        self.starred = False  # whether a word after this may have an ending


class Trie:
    """Phrases with one value for each role they can play; they are only taken apart once their first word is read."""

    def __init__(self, ending: int = 3, prefixes: tuple[str, ...] = (), *, exact: bool = False) -> None:
        """`ending`: letters a star may stand for; `prefixes`: small words glued in front; `exact`: case matters."""
        self._root = Node()
        self._waiting: dict[str, list[tuple[str, str, str]]] = {}
        self.known: set[str] = set()  # roles
        self.ending = ending
        self.prefixes = prefixes
        self.exact = exact

    def key(self, word: str) -> str:
        """How a word is spelled here."""
        return word.translate(SIGNS) if self.exact else fold(word)

    def add(self, phrase: str, role: str, value: str) -> None:
        """A phrase, its words with or without a final star; a final dot is optional; the first value given stays."""
        self.known.add(role)
        match = _HEAD.match(phrase)
        if match:
            head = self.key(match["head"]) + match["star"]
            self._waiting.setdefault(head, []).append((phrase, role, value))

    def first(self, key: str) -> Node | None:
        """The node of a first word, its phrases taken apart."""
        for phrase, role, value in self._waiting.pop(key, ()):
            keys = self._keys(phrase)
            self._insert(keys, role, value)
            if len(keys) > 1 and keys[-1] == ".":
                self._insert(keys[:-1], role, value)
        return self._root.next.get(key)

    def _keys(self, phrase: str) -> list[str]:
        if _SPACED.fullmatch(phrase):
            return [self.key(word) for word in phrase.split()]
        return joined([self.key(token.text) for token in tokenise(phrase.replace("*", _STAR))])

    def _insert(self, keys: list[str], role: str, value: str) -> None:
        node = self._root
        for key in keys:
            node.starred = node.starred or key.endswith("*")
            node = node.next.setdefault(key, Node())
        node.roles.setdefault(role, value)

    def heads(self, token: Token) -> list[Node]:
        """The nodes that a first word leads to, or else its part after a small word."""
        return self._first(token) or self._without_prefix(token)

    def read(self, tokens: list[Token], i: int, nodes: list[Node], tags: Tags) -> None:
        """Put into `tags` the longest match of every role at token `i`, whose `heads` are `nodes`."""
        end = i + 1
        while nodes:
            for node in nodes:
                for role, value in node.roles.items():
                    if role not in tags or tags[role].end <= end:
                        tags[role] = Tag(end, value)
            if end == len(tokens):
                return
            nodes = [after for node in nodes if node.next for after in self._step(node, tokens[end])]
            end += 1

    def _without_prefix(self, token: Token) -> list[Node]:
        for prefix in self.prefixes:
            if token.text.startswith(prefix) and len(token.text) > len(prefix) + 1:
                found = self._first(token._replace(text=token.text.removeprefix(prefix)))
                if found:
                    return found
        return []

    def _first(self, token: Token) -> list[Node]:
        return [node for key in self._spellings(token) if (node := self.first(key))]

    def _step(self, node: Node, token: Token) -> list[Node]:
        if node.starred:
            return [after for key in self._spellings(token) if (after := node.next.get(key))]
        after = node.next.get(self.key(token.text))
        return [after] if after else []

    def _spellings(self, token: Token) -> Iterator[str]:
        """What a word may be kept under; the exact word last, so that it wins."""
        word = self.key(token.text)
        if token.kind == "word":
            for size in range(max(len(word) - self.ending, 1), len(word) + 1):
                yield word[:size] + "*"
        yield word


def roles(node: Node) -> Iterator[str]:
    """Every role at a node and beyond it."""
    yield from node.roles
    for after in node.next.values():
        yield from roles(after)


def joined(words: list[str]) -> list[str]:
    """Words with the star put back on the one before it."""
    found: list[str] = []
    for word in words:
        if word == _STAR and found:
            found[-1] += "*"
        else:
            found.append(word)
    return found
