"""Phrases found by their longest match, word by word; a star stands for a short ending."""

from typing import NamedTuple

from claims.lexicon.fold import fold
from claims.lexicon.tokens import Token, tokenise


class Tag(NamedTuple):
    """What a phrase means in one role, and the token after its last one."""

    end: int
    value: str


Tags = dict[str, Tag]


class Node:
    """A point in the trie."""

    __slots__ = ("next", "roles")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.roles: dict[str, str] = {}


class Trie:
    """Phrases with one value for each role they can play."""

    def __init__(self, ending: int = 3, prefixes: tuple[str, ...] = (), *, exact: bool = False) -> None:
        """`ending`: letters a star may stand for; `prefixes`: small words glued in front; `exact`: case matters."""
        self.root = Node()
        self.ending = ending
        self.prefixes = prefixes
        self.exact = exact

    def key(self, word: str) -> str:
        """How a word is spelled here."""
        return word if self.exact else fold(word)

    def add(self, phrase: str, role: str, value: str) -> None:
        """A phrase, its words with or without a final star; a final dot is optional; the first value given stays."""
        words = [self.key(token.text) for token in tokenise(phrase.replace("*", "\ue000"))]
        self._insert(joined(words), role, value)
        if len(words) > 1 and words[-1] == ".":
            self._insert(joined(words[:-1]), role, value)

    def _insert(self, keys: list[str], role: str, value: str) -> None:
        node = self.root
        for key in keys:
            node = node.next.setdefault(key, Node())
        if keys:
            node.roles.setdefault(role, value)

    def read(self, tokens: list[Token], i: int, tags: Tags) -> None:
        """Put into `tags` the longest match of every role at token `i`."""
        nodes = self.step(self.root, tokens[i]) or self.without_prefix(tokens[i])
        end = i + 1
        while nodes:
            for node in nodes:
                for role, value in node.roles.items():
                    if role not in tags or tags[role].end <= end:
                        tags[role] = Tag(end, value)
            if end == len(tokens):
                return
            nodes = [after for node in nodes if node.next for after in self.step(node, tokens[end])]
            end += 1

    def without_prefix(self, token: Token) -> list[Node]:
        """The nodes of a word written together with a small word before it."""
        for prefix in self.prefixes:
            if token.text.startswith(prefix) and len(token.text) > len(prefix) + 1:
                found = self.step(self.root, token._replace(text=token.text.removeprefix(prefix)))
                if found:
                    return found
        return []

    def step(self, node: Node, token: Token) -> list[Node]:
        """The nodes one token further; the exact word last, so that it wins."""
        word, found = self.key(token.text), []
        if token.kind == "word":
            for size in range(max(len(word) - self.ending, 1), len(word) + 1):
                if after := node.next.get(word[:size] + "*"):
                    found.append(after)
        if after := node.next.get(word):
            found.append(after)
        return found


def joined(words: list[str]) -> list[str]:
    """Words with the star put back on the one before it."""
    found: list[str] = []
    for word in words:
        if word == "\ue000" and found:
            found[-1] += "*"
        else:
            found.append(word)
    return found
