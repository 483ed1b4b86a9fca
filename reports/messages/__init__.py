"""The report's own words in the reader's language. A language is one TOML file; its keys are the English words.

A text that a catalogue lacks is shown in English, so a new sentence never breaks a report. Sections of a file:

- `texts`: English -> translation, with the same "{places}"
- `counted`: English plural -> one form for each category of `plural`
- `told`: sentences of the checker, English -> translation (see `reports.told`)
- `plural`: categories by rules [modulus, from, to]; modulus 0 is the number itself, a negative one means "not within"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from reports.phrases import Part, Phrase, filled, foreign, joined, own

Rule = Sequence[int]

DEFAULT = "en"
OTHER = "other"


class Messages:
    """One language of the interface."""

    def __init__(self, language: str, table: Mapping[str, Any]) -> None:
        self.language = language
        self.name: str = table["name"]
        self.direction: str = table["direction"]
        self.months: list[str] = table["months"]  # as they stand within a date
        self.months_alone: list[str] = table.get("months_alone", self.months)
        self.told: dict[str, str] = table.get("told", {})
        self._texts: dict[str, str] = table.get("texts", {})
        self._counted: dict[str, dict[str, str]] = table.get("counted", {})
        self._plural: dict[str, list[Rule]] = table.get("plural", {})
        self._marks: dict[str, str] = table["marks"]
        self._plain = cache(lambda key: str(self.phrase(key)))  # of keys without places

    def text(self, key: str, **parts: Part) -> str:
        """The text of this key as plain words."""
        return str(self.phrase(key, **parts)) if parts else self._plain(key)

    def count(self, key: str, number: Decimal | int, **parts: Part) -> str:
        """The text of this key for a number, which takes the place "{n}"."""
        return str(self.counted(key, number, **parts))

    def phrase(self, key: str, **parts: Part) -> Phrase:
        """The text of this key; strings that take a place in it are foreign words, numbers and phrases are not."""
        return filled(self._texts.get(key, key), self._parts(parts))

    def counted(self, key: str, number: Decimal | int, **parts: Part) -> Phrase:
        """As `phrase`, in the form that the number asks for; one with decimals is given with its place "{n}" filled."""
        forms = self._counted.get(key, {})
        whole = int(number)
        template = (forms.get(self.category(whole)) if whole == number else None) or forms.get(OTHER) or key
        return filled(template, self._parts({"n": whole, **parts}))

    def template(self, key: str) -> str:
        """The text of this key with its places still open, for a script to fill."""
        return self._texts.get(key, key)

    def category(self, number: int) -> str:
        """The CLDR plural category of a whole number."""
        return next(
            (name for name, rules in self._plural.items() if all(_holds(rule, number) for rule in rules)), OTHER
        )

    def number(self, digits: str) -> str:
        """A decimal string with this language's marks: "1234567.5" is "1,234,567.5"."""
        sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
        whole, _, rest = digits.partition(".")
        first = len(whole) % 3 or 3
        groups = [whole[:first], *(whole[at : at + 3] for at in range(first, len(whole), 3))]
        # Four digits stand together where a language sets them so: "1234", but "12 345".
        grouped = whole if len(whole) < int(self._marks["group_from"]) else self._marks["group"].join(groups)
        return f"{sign}{grouped}{self._marks['decimal']}{rest}" if rest else f"{sign}{grouped}"

    def listed(self, items: Sequence[Phrase]) -> Phrase:
        """Things in a sentence: "A, B and C"."""
        if len(items) < 2:
            return joined(items, "")
        return filled(self._marks["and"], {"head": self.row(items[:-1]), "last": items[-1]})

    def row(self, items: Sequence[Phrase]) -> Phrase:
        """Things before others: "A, B"."""
        return joined(items, self._marks["comma"])

    def clauses(self, items: Sequence[Phrase]) -> Phrase:
        """Clauses one after the other: "A; B"."""
        return joined(items, self._marks["semicolon"])

    def quoted(self, words: Phrase) -> Phrase:
        """Words in this language's quotation marks; words that have them already in its inner ones, for they stay."""
        held = str(words)
        marks = "inner" if any(mark in held for mark in self._marks["quotes"].split("{words}")) else "quotes"
        return filled(self._marks[marks], {"words": words})

    def keys(self) -> frozenset[str]:
        """All that this catalogue has a text for, without the sentences of the checker."""
        return frozenset(self._texts) | frozenset(self._counted)

    def _parts(self, parts: Mapping[str, Part]) -> dict[str, Phrase]:
        return {name: self._part(value) for name, value in parts.items()}

    def _part(self, value: Part) -> Phrase:
        if isinstance(value, Phrase):
            return value
        return own(self.number(str(value))) if isinstance(value, int) else foreign(value)


@cache
def available() -> dict[str, str]:
    """Every language that the interface speaks, by tag, with its own name for itself."""
    tags = sorted(path.name[:-5] for path in files(__package__).iterdir() if path.name.endswith(".toml"))
    return {tag: messages(tag).name for tag in tags}


@cache
def messages(language: str = DEFAULT) -> Messages:
    """The catalogue of a language ("ar", also for "ar-EG"). Raises ValueError where there is none."""
    tag = language.replace("_", "-").split("-")[0].lower()
    path = files(__package__).joinpath(f"{tag}.toml")
    if not tag.isalpha() or not path.is_file():
        known = sorted(item.name[:-5] for item in files(__package__).iterdir() if item.name.endswith(".toml"))
        raise ValueError(f"the report does not speak {language!r}: choose one of {', '.join(known)}")
    return Messages(tag, tomllib.loads(path.read_text(encoding="utf-8")))


def _holds(rule: Rule, number: int) -> bool:
    modulus, low, high = rule
    rest = number % abs(modulus) if modulus else number
    return (low <= rest <= high) == (modulus >= 0)
