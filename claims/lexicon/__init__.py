"""What is known of each language's numbers, units, money and hedges: CLDR data and hand-written cues."""

import gzip
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from claims.lexicon.tokens import Token, tokenise
from claims.lexicon.trie import Tag, Tags, Trie
from claims.tags import kept_as

__all__ = ["Lexicon", "Tag", "Tags", "Token", "languages", "load", "tokenise", "units"]

FALLBACK = "und"


@dataclass(frozen=True)
class Lexicon:
    """The phrases of one language and its habits of writing numbers."""

    language: str
    words: Trie
    symbols: Trie
    settings: dict[str, Any] = field(default_factory=dict)

    def tags(self, tokens: list[Token], i: int) -> Tags:
        """Every role that a phrase beginning at token `i` can play."""
        found: Tags = {}
        self.words.read(tokens, i, found)
        self.symbols.read(tokens, i, found)
        return found


def load(language: str | None) -> Lexicon:
    """The lexicon of a BCP 47 tag; of no or an unknown language: signs, symbols and what many languages share."""
    code = kept_as(language)
    return _load(code if code in languages() else FALLBACK)


@cache
def languages() -> frozenset[str]:
    """The codes that have data of their own."""
    return frozenset(_cldr()) | frozenset(_cue_files())


@cache
def units() -> dict[str, tuple[str, str]]:
    """Unit symbol -> its dimension and factor to the base unit of that dimension."""
    return {symbol: (dimension, row[0]) for dimension, group in _units().items() for symbol, row in group.items()}


@cache
def _load(code: str) -> Lexicon:
    cues = _read(f"cues/{code}.toml") if code in _cue_files() else {}
    shared = _read("cues/shared.toml")
    cldr = _cldr().get(code, {})
    settings = {**shared.get("settings", {}), **cldr.get("settings", {}), **cues.get("settings", {})}
    words = Trie(settings["ending"], tuple(settings["prefixes"]))
    symbols = Trie(exact=True)
    extra = [value for key, value in _cldr().items() if key.startswith(f"{code}-")]
    for source in (cues, cldr, *extra, shared):
        _fill(words, source)
        _fill(symbols, source.get("exact", {}))
    _fill(symbols, {"unit": {symbol: row[2] for group in _units().values() for symbol, row in group.items()}})
    return Lexicon(code, words, symbols, settings)


def _fill(trie: Trie, source: dict[str, Any]) -> None:
    for role, table in source.items():
        if role not in ("settings", "exact"):
            for key, forms in table.items():
                for form in _forms(forms):
                    trie.add(form, *((key, "") if role == "words" else (role, key)))


def _forms(forms: str | list[str]) -> Iterator[str]:
    return (form.strip() for form in (forms.split(",") if isinstance(forms, str) else forms) if form.strip())


@cache
def _cldr() -> dict[str, Any]:
    packed = (resources.files(__name__) / "cldr.json.gz").read_bytes()
    data: dict[str, Any] = json.loads(gzip.decompress(packed))
    return data


@cache
def _units() -> dict[str, dict[str, list[str]]]:
    return _read("units.toml")


@cache
def _cue_files() -> frozenset[str]:
    names = (path.name for path in (resources.files(__name__) / "cues").iterdir())
    return frozenset(name.removesuffix(".toml") for name in names if name.endswith(".toml") and name != "shared.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files(__name__) / name).read_text("utf-8"))
