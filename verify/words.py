"""Word lists of rules: data by language, compiled once. A star is any beginning or ending, a space any gap."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import regex

from claims.tags import kept_as

UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")


class Hit(NamedTuple):
    """Words of a list found in a text, at code points of it."""

    group: str
    start: int
    end: int


@cache
def _table(name: str) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = tomllib.loads(
        files("verify").joinpath("rules", "data", f"{name}.toml").read_text(encoding="utf-8")
    )
    return found


def groups(name: str) -> tuple[str, ...]:
    """The groups of a list, in the order of its file."""
    return tuple(_table(name))


def languages(name: str, group: str) -> frozenset[str]:
    """Languages for which a group has words."""
    return frozenset(_table(name)[group])


@cache
def _pattern(name: str, group: str, language: str) -> regex.Pattern[str] | None:
    phrases = _table(name)[group].get(language, [])
    if not phrases:
        return None
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return regex.compile("|".join(map(_compiled, ordered)), regex.IGNORECASE)


def _compiled(phrase: str) -> str:
    if UNSPACED.search(phrase):
        return str(regex.escape(phrase))
    words = [regex.escape(word).replace(r"\*", r"\w*") for word in phrase.split()]
    return r"(?<!\w)" + r"[\s\-]+".join(words) + r"(?!\w)"


def hits(name: str, group: str, text: str, language: str | None) -> Iterator[Hit]:
    """Where words of a group stand in a text."""
    pattern = _pattern(name, group, kept_as(language) if language else "")
    if pattern is not None:
        for match in pattern.finditer(text):
            yield Hit(group, match.start(), match.end())
