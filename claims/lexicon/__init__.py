"""What is known of each language's numbers, units, money and hedges: CLDR data and hand-written cues."""

import gzip
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from claims.lexicon.fold import fold
from claims.lexicon.tokens import Token, tokenise
from claims.lexicon.trie import Node, Tag, Tags, Trie, roles
from claims.tags import kept_as

__all__ = ["Lexicon", "Tag", "Tags", "Token", "home", "languages", "load", "tokenise", "units"]

FALLBACK = "und"
SIZES = {
    **dict.fromkeys(("k", "K", "t", "T"), "1e3"),
    **dict.fromkeys(("M", "m", "Mn", "mn", "Mio"), "1e6"),
    **dict.fromkeys(("B", "b", "bn", "G", "Mrd", "mrd"), "1e9"),
}
REMEMBERED = 1 << 14  # first words whose entries are kept


class Head(NamedTuple):
    """What a first word leads to: the nodes of each trie, and the roles of all phrases that begin so."""

    tries: list[tuple[Trie, list[Node]]]
    roles: frozenset[str]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The phrases of one language and its habits of writing numbers."""

    language: str
    words: Trie
    symbols: Trie  # case matters; its own before those of all languages
    common: Trie
    settings: dict[str, Any] = field(default_factory=dict)
    suffixes: dict[str, str] = field(default_factory=dict)  # ends of words that name a unit: "jährig" -> year
    openings: dict[str, bool] = field(default_factory=dict, repr=False)  # first words of quantities, as they are met
    _heads: dict[str, Head] = field(default_factory=dict, repr=False)

    def tags(self, tokens: list[Token], i: int) -> Tags:
        """Every role that a phrase beginning at token `i` can play."""
        found: Tags = {}
        head = self.head(tokens[i])
        for trie, nodes in head.tries:
            trie.read(tokens, i, nodes, found)
        return found

    def has(self, role: str) -> bool:
        """Whether any phrase of the language has a role."""
        return role in self.words.known

    def head(self, token: Token) -> Head:
        """Where the phrases that begin with a word are found, and all their roles."""
        found = self._heads.get(token.text)
        if found is None:
            tries = [(trie, nodes) for trie in (self.words, self.common, self.symbols) if (nodes := trie.heads(token))]
            if coded := coded_sum(token.text):
                tries.append((self.common, [coded]))
            found = Head(tries, frozenset(role for _, nodes in tries for node in nodes for role in roles(node)))
            if len(self._heads) >= REMEMBERED:
                self._heads.clear()
            self._heads[token.text] = found
        return found


def coded_sum(word: str) -> Node | None:
    """What a currency code with a magnitude before it means: "MUSD", "tEUR"."""
    size, code = SIZES.get(word[:-3]), word[-3:]
    if size is None or not code.isupper() or code not in codes():
        return None
    node = Node()
    node.roles["sym"] = f"{code} {size}"
    return node


@cache
def codes() -> frozenset[str]:
    """The ISO 4217 codes of the currencies that have a sign of their own."""
    return frozenset(_shared()["exact"]["sym"])


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
def currency_families() -> dict[str, dict[str, frozenset[str]]]:
    """Name that currencies share -> their codes, and the countries that use each."""
    found = _read("currencies.toml")
    return {name: {code: frozenset(places.split()) for code, places in codes.items()} for name, codes in found.items()}


@cache
def home(language: str | None) -> str:
    """The country in which most people speak a language: whose money its own name for money means."""
    return str(_money()["home"].get(kept_as(language), ""))


def _money_names(code: str) -> dict[str, dict[str, list[str]]]:
    """Short names of currencies: the one that each means first, and all that it may mean."""
    names: dict[str, str] = _money()["names"].get(code, {})
    made: dict[str, dict[str, list[str]]] = {"cur": {}, "rivals": {}}
    for name, codes in names.items():
        made["cur"].setdefault(codes.split()[0], []).append(name)
        made["rivals"].setdefault(codes, []).append(name)
    return made


@cache
def _money() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((resources.files(__name__) / "money.json").read_text("utf-8"))
    return found


@cache
def _load(code: str) -> Lexicon:
    cues = _read(f"cues/{code}.toml") if code in _cue_files() else {}
    cldr = _cldr().get(code, {})
    settings = {**_shared().get("settings", {}), **cldr.get("settings", {}), **cues.get("settings", {})}
    words = Trie(settings["ending"], tuple(settings["prefixes"]))
    symbols = Trie(exact=True)
    extra = [value for key, value in _cldr().items() if key.startswith(f"{code}-")]
    for source in (cues, cldr, *extra):
        _fill(words, source)
        _fill(symbols, source.get("exact", {}))
    _fill(words, _money_names(code))
    _fill(words, _shared())
    if settings["currency_first"]:
        _fill(words, {"cur_first": cldr.get("cur", {})})
        signs = cldr.get("exact", {}).get("unit", {})
        _fill(symbols, {"unit_first": {unit: forms for unit, forms in signs.items() if units()[unit][0] != "duration"}})
    suffixes = {fold(form): unit for unit, forms in cues.get("suffix", {}).items() for form in _forms(forms)}
    return Lexicon(code, words, symbols, _common(), settings, suffixes)


@cache
def _shared() -> dict[str, Any]:
    return _read("cues/shared.toml")


@cache
def _common() -> Trie:
    """Signs and symbols that are read alike in every language."""
    trie = Trie(exact=True)
    _fill(trie, _shared()["exact"])
    _fill(trie, {"unit": {symbol: row[2] for group in _units().values() for symbol, row in group.items()}})
    return trie


def _fill(trie: Trie, source: dict[str, Any]) -> None:
    for role, table in source.items():
        if role not in ("settings", "exact", "suffix"):
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
