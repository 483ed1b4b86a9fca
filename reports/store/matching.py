"""Which finding of a new run goes on from which of an earlier one, where the words have changed."""

from collections.abc import Sequence
from typing import NamedTuple

ALIKE = 0.5  # mean share of words that the clauses of shared sources have in common
SHARED_SOURCES = 2
UNITED = 0.25  # with the attribute the same, less of the words need be


class Told(NamedTuple):
    """A finding as matching sees it."""

    id: str
    kind: str  # of statement: numeric, date, ...
    attribute: str
    words: dict[str, frozenset[str]]  # by source


def successors(gone: Sequence[Told], come: Sequence[Told]) -> dict[str, str]:
    """New id -> old id, one to one, the best matches first.

    Both must be of one kind and share two sources whose clauses have most words, figures left out, in common.
    """
    rated = [(likeness(old, new), old.id, new.id) for old in gone for new in come if old.kind == new.kind]
    found: dict[str, str] = {}
    taken: set[str] = set()
    for score, old_id, new_id in sorted(rated, key=lambda row: (-row[0], row[1], row[2])):
        if score > 0 and old_id not in taken and new_id not in found:
            found[new_id] = old_id
            taken.add(old_id)
    return found


def likeness(old: Told, new: Told) -> float:
    """From 0 (another matter) to 1: how much of what shared sources say is the same."""
    shared = sorted(old.words.keys() & new.words.keys())
    if len(shared) < SHARED_SOURCES:
        return 0.0
    mean = sum(_overlap(old.words[source], new.words[source]) for source in shared) / len(shared)
    return mean if mean >= (UNITED if old.attribute == new.attribute else ALIKE) else 0.0


def _overlap(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / len(one | two) if one | two else 0.0
