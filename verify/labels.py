"""Labelled stories: which figures and clauses a label speaks of, and what it says of two of them.

A story is a folder of articles and `labels.json` with groups (claims with `file`, `quote`, `value`, `key`; verdict
conflict, update, agree, debatable or single) and traps (two quotes that look alike and are not at odds). Where the
labels are exhaustive, two quotes without a group in common are of two measures.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from claims.extraction import extract
from claims.ingest import read
from claims.models import Article, Claim, DateMention, Span
from verify.currencies import settled
from verify.figures import Figure, build

NUMBER = re.compile(r"\d[\d.,\u00a0\u202f ]*")
OTHER = {"a": "b", "b": "a"}  # the parts of a trap
Key = TypeVar("Key")


@dataclass(frozen=True)
class Label:
    """What the labels say of one pair: positive, negative or no example, and the group that it weighs with."""

    positive: bool
    group: str


class Labels:
    """The labels of one story over its claims and figures."""

    def __init__(self, folder: Path) -> None:
        document = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.name = folder.name
        self.groups: Sequence[dict[str, Any]] = document["groups"]
        self.traps: Sequence[dict[str, Any]] = document.get("traps", ())
        self.exhaustive: bool = document.get("exhaustive", False)
        names = [str(folder / a["file"]) for a in document["articles"]]
        self.articles = [a for a in read(names) if isinstance(a, Article)]
        everyone = range(len(self.articles))
        pages = settled([extract(a) for a in self.articles], lambda page: (p for p in everyone if p != page))
        self.claims: list[Claim] = [c for found in pages for c in found]
        told = zip(self.articles, pages, strict=True)
        self.figures: list[Figure] = [f for article, claims in told for f in build(article, claims)]

    @classmethod
    def of(cls, folder: Path) -> "Labels":
        """The labels in a story's folder."""
        return cls(folder)

    @cached_property
    def _quotes(self) -> dict[int, list[tuple[str, str]]]:
        """For each figure, the labelled quotes that it stands for, as (group or trap id, key)."""
        found: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for n, group in enumerate(self.groups):
            for claim in group["claims"]:
                for index in self.standing_for(claim, dates=group.get("kind") == "date"):
                    found[index].append((f"g{n}", claim["key"]))
        for n, trap in enumerate(self.traps):
            for part in ("a", "b"):
                for index in self.standing_for(trap[part]):
                    found[index].append((f"t{n}", part))
        return found

    def standing_for(self, claim: dict[str, str], dates: bool = False) -> list[int]:
        """Figures inside the quote, or only its dates; of several, those whose digits the label's value repeats."""
        inside = []
        for index, figure in enumerate(self.figures):
            if Path(figure.article.path).name == claim["file"]:
                text, span = figure.article.text, figure.mention.span
                start = text.find(claim["quote"])
                last = start + len(claim["quote"])
                if start > 0 and text[start - 1].isalpha():
                    start -= 1  # a quote that leaves out the "and" written to its first word, as in Arabic
                if (figure.is_date or not dates) and _within(span, start, last):
                    inside.append(index)
        if len(inside) < 2:
            return inside
        told = {_digits(number) for number in NUMBER.findall(str(claim.get("value", "")))}
        return [i for i in inside if told & self._written(self.figures[i])]

    @staticmethod
    def _written(figure: Figure) -> set[str]:
        """The digits of a figure as written, and as read in its own unit: "two minutes", "21조8000억"."""
        written = {_digits(number) for number in NUMBER.findall(figure.text)}
        if isinstance(figure.mention, DateMention):
            return written | _parts(figure.mention)
        return written | {_digits(f"{end:f}") for end in (figure.mention.low, figure.mention.high) if end is not None}

    def _kept_apart(self, one: Claim, two: Claim) -> bool:
        """Whether the labels hold the two clauses apart, whichever of their figures were meant."""
        shared = self._traps_of[one.id] & {(n, OTHER[part]) for n, part in self._traps_of[two.id]}
        return bool(shared) and not self._disputed[one.id] & self._disputed[two.id]

    def _standing(self, quotes: Iterable[tuple[Key, dict[str, str]]]) -> dict[str, set[Key]]:
        found: dict[str, set[Key]] = defaultdict(set)
        files = {a.id: (Path(a.path).name, a.text) for a in self.articles}
        for key, quote in quotes:
            for claim in self.claims:
                name, text = files[claim.article_id]
                start = text.find(quote["quote"]) if name == quote["file"] else -1
                if start >= 0 and _stands_for(claim.span, start, start + len(quote["quote"])):
                    found[claim.id].add(key)
        return found

    @cached_property
    def _traps_of(self) -> dict[str, set[tuple[int, str]]]:
        """For each claim the traps, and the part of each, whose quote it stands for."""
        traps = enumerate(self.traps)
        return self._standing(((n, part), trap[part]) for n, trap in traps for part in OTHER)

    @cached_property
    def _disputed(self) -> dict[str, set[int]]:
        """For each claim the groups of labelled quotes that it stands for."""
        groups = enumerate(self.groups)
        return self._standing((n, claim) for n, group in groups for claim in group["claims"])

    def label(self, i: int, j: int) -> Label | None:
        """The label of a pair; None when the labels leave it open."""
        groups = dict(self._quotes.get(i, ()))
        verdicts = []
        for group, key in self._quotes.get(j, ()):
            if group in groups:
                verdicts.append((group, groups[group] != key))
        if not verdicts:
            told_apart = self.exhaustive and i in self._quotes and j in self._quotes
            quiet = told_apart or self._kept_apart(self.figures[i].claim, self.figures[j].claim)
            return Label(positive=False, group="trap" if quiet else "unlabelled")
        for group, differs in verdicts:
            if group.startswith("t"):
                continue
            verdict = self.groups[int(group[1:])]["verdict"]
            if verdict == "debatable":
                return None
            if verdict == "conflict" or (verdict == "update" and differs) or not differs:
                return Label(positive=True, group=group)
        return Label(positive=False, group="trap")

    def of_one_event(self, i: int, j: int) -> Label | None:
        """Whether two differing dates are labelled as at odds; None when the labels leave it open."""
        groups = dict(self._quotes.get(i, ()))
        for group, key in self._quotes.get(j, ()):
            if group in groups and not group.startswith("t"):
                told = self.groups[int(group[1:])]
                at_odds = told["kind"] == "date" and told["verdict"] == "conflict" and groups[group] != key
                return Label(positive=True, group=group) if at_odds else None
        return self.label(i, j)


def _within(span: Span, start: int, last: int) -> bool:
    """Whether a quote holds a figure, all but a hedge in front of its digits ("up to", "高达") or the dot behind it."""
    end = span.end - span.quote.endswith(".")  # "8,9 mld.": the dot may be the sentence's own
    outside = span.quote[: max(start - span.start, 0)]
    hedge = outside and not any(map(str.isdecimal, outside)) and span.quote[len(outside) :][:1].isdecimal()
    return end <= last and (start <= span.start or bool(hedge and start < end))


def _parts(mention: DateMention) -> set[str]:
    """The days and years of a date, in digits: of "last Friday" they are only known from what it was read as."""
    return {_digits(str(part)) for day in (mention.start, mention.end) if day for part in (day.day, day.year)}


def _digits(number: str) -> str:
    """The digits of a number as written, without the noughts at its end: "1,200" and "1.2 thousand" are alike."""
    return "".join(str(int(char)) for char in number if char.isdecimal()).rstrip("0") or "0"


def _stands_for(span: Span, start: int, end: int) -> bool:
    """Whether a clause and a quote share half of the shorter one."""
    shared = min(span.end, end) - max(span.start, start)
    return 2 * shared >= min(span.end - span.start, end - start)
