"""Where a sentence that states several figures falls apart into one clause for each.

A cut is made between two neighbouring figures, at the strongest mark that stands between them. What has no
figure of its own stays with the figure beside it: it is usually its subject or its reason.
"""

import json
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from claims.tags import kept_as

# Stronger marks first. Sentence ends can stand inside a quotation, so they count here too.
STRENGTH = {
    mark: rank for rank, marks in enumerate((".!?…。！？؟", ";；؛", "—–:：", "()（）[]", ",，،、")) for mark in marks
}
WEAKEST = 9  # a conjunction
PLAIN_SPACES = str.maketrans("\xa0\u202f", "  ")  # Czech and French set words and figures together with others
NEAR = 12  # code points between a mark and a figure that still count as "the item begins with its figure"


class Cut(NamedTuple):
    """A place to cut: the clause before ends at `end`, the one after begins at `start`."""

    strength: int
    end: int
    start: int


@cache
def _joiners() -> dict[str, list[str]]:
    path = Path(__file__).with_name("conjunctions.json")
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _marks(text: str, start: int, end: int) -> list[Cut]:
    """Punctuation between two figures; a point inside a number or an abbreviation has no space after it."""
    cuts = []
    for i in range(start, end):
        strength = STRENGTH.get(text[i])
        if strength is None:
            continue
        wide = ord(text[i]) > 0x2000 or text[i] in "()[]"
        if wide or i + 1 >= len(text) or text[i + 1].isspace():
            opening = text[i] in "(（["
            cuts.append(Cut(strength, i if opening else i + 1, i if opening else i + 1))
    return cuts


def _words(text: str, start: int, end: int, language: str | None) -> list[Cut]:
    cuts, text = [], text.translate(PLAIN_SPACES)
    for joiner in _joiners().get(kept_as(language), ()):
        at = text.find(joiner, start, end)
        while at >= 0:
            lead = len(joiner) - len(joiner.lstrip())
            cuts.append(Cut(WEAKEST, at + lead, at + lead))
            at = text.find(joiner, at + 1, end)
    return sorted(cuts, key=lambda cut: cut.end)


def conjoined(text: str, start: int, end: int, language: str | None) -> bool:
    """Whether an "and", an "or" or the like stands between two places."""
    return bool(_words(text, start, end, language))


def _restates(text: str, left_end: int, right_start: int) -> bool:
    """Whether the second figure opens a bracket: "1 bn yuan (139 M dollars)" is one statement told twice."""
    between = text[left_end:right_start].strip()
    return len(between) <= NEAR and between[:1] in {"(", "（", "["} and ")" not in between


def _introduces(text: str, cut: Cut, right_start: int) -> bool:
    """Whether a dash or colon stands right before the figure: in "SPD – 121" it binds the two."""
    return cut.strength == STRENGTH["–"] and not any(char.isalpha() for char in text[cut.start : right_start])


def _between(text: str, left_end: int, right_start: int, language: str | None) -> Cut | None:
    """The best place to cut between two figures, or None where nothing parts them."""
    if _restates(text, left_end, right_start):
        return None
    marks = _marks(text, left_end, right_start)
    cuts = [cut for cut in marks if not _introduces(text, cut, right_start)] or marks
    cuts = cuts or _words(text, left_end, right_start, language)
    if not cuts:
        return None
    strongest = min(cut.strength for cut in cuts)
    best = [cut for cut in cuts if cut.strength == strongest]
    # An item that begins with its figure begins after the last mark; else the first mark opens the next clause.
    return best[-1] if right_start - best[-1].start <= NEAR else best[0]


def split(text: str, figures: Sequence[tuple[int, int]], language: str | None) -> list[tuple[int, int]]:
    """Spans of the clauses of one sentence, in order, trimmed of outer space; together they hold every figure.

    `figures` are the half-open spans of the sentence's figures, in order.
    """
    starts, ends = [0], []
    for (_, left_end), (right_start, _) in pairwise(figures):
        cut = _between(text, left_end, right_start, language)
        if cut:
            ends.append(cut.end)
            starts.append(cut.start)
    ends.append(len(text))
    return [_trimmed(text, start, end) for start, end in zip(starts, ends, strict=True)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return start + lead, start + max(lead, len(piece.rstrip()))
