"""Who holds which office, as a text says it of a person by name: "former US President Jane Roe", "das Roe-Amt"."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import regex

from claims.models import Article, Claim, EntityMention
from verify import words
from verify.words import Hit

BEFORE, AFTER = 60, 45  # code points beside a name in which its title stands
RIGHT_BEHIND = 12  # code points between an office and the time for which it was held
STRAY = 1  # words between title and name that are neither place nor "former"
STRAY_SIGNS = 3  # the same where words are not spaced
TITLES = tuple(group for group in words.groups("roles") if group != "former")
WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
Place = tuple[int, int]
STOPS = regex.compile(r"[.;:!?。；：！？؛؟\n]")


@dataclass(frozen=True)
class Office:
    """A title as one article gives it to a person, by the person's key."""

    article: Article
    claim: Claim
    person: str
    title: str
    former: bool
    start: int
    end: int


class _Read(NamedTuple):
    """One claim as its offices are looked for: offsets count in `text`."""

    text: str
    offset: int
    names: Sequence[EntityMention]
    past: Sequence[Hit]  # words for "former"

    def place(self, mention: EntityMention) -> Place:
        return mention.span.start - self.offset, mention.span.end - self.offset

    def bare(self, start: int, end: int, spans: Sequence[Place]) -> str:
        """The text from `start` to `end` without the spans."""
        return "".join(self.text[i] for i in range(start, end) if not any(a <= i < b for a, b in spans))


def offices(article: Article, claim: Claim) -> Iterator[Office]:
    """Titles that stand right before or after a name of the claim's sentence."""
    text, offset = claim.span.quote, claim.span.start
    found = _longest(h for title in TITLES for h in words.hits("roles", title, text, claim.language))
    if not found:
        return
    read = _Read(text, offset, claim.entities, list(words.hits("roles", "former", text, claim.language)))
    for person in (e for e in claim.entities if e.kind == "name"):
        start, end = read.place(person)
        hit = next((h for h in found if _joined(read, h, (start, end))), None)
        if hit is not None:
            gone = [p for p in read.past if _of(read, p, hit, (start, end))]
            first = min([start, hit.start, *(p.start for p in gone)])
            last = max([end, hit.end, *(p.end for p in gone)])
            if not gone and hit.end == last and _for_a_time(claim, offset + last):
                continue
            yield Office(article, claim, person.key, hit.group, bool(gone), offset + first, offset + last)


def _for_a_time(claim: Claim, end: int) -> bool:
    """Whether a title is followed by how long it was held: "prime minister for 49 days" may be one or have been."""
    lasting = [q.span.start for q in claim.quantities if q.dimension == "duration"]
    return any(0 <= start - end <= RIGHT_BEHIND for start in lasting)


def _longest(found: Iterable[Hit]) -> list[Hit]:
    """Without those that stand inside a longer one: a vice president is no president."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda h: (h.start - h.end, h.start, h.group)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def _joined(read: _Read, title: Hit, person: Place) -> bool:
    """Whether nothing but places, "former" and a stray word stands between title and name."""
    before = title.end <= person[0]
    start, end = (title.end, person[0]) if before else (person[1], title.start)
    if not 0 <= end - start <= (BEFORE if before else AFTER) or STOPS.search(read.text[start:end]):
        return False
    inside = [e for e in read.names if start <= read.place(e)[0] and read.place(e)[1] <= end]
    if any(e.kind != "place" for e in inside):
        return False
    free = [*map(read.place, inside), *((p.start, p.end) for p in read.past if start <= p.start and p.end <= end)]
    return _stray(read.bare(start, end, free))


def _of(read: _Read, past: Hit, title: Hit, person: Place) -> bool:
    """Whether "former" belongs to this title: inside title and name, or right before or after them."""
    first, last = min(title.start, person[0]), max(title.end, person[1])
    if first <= past.start and past.end <= last:
        return True
    start, end = (past.end, first) if past.end <= first else (last, past.start)
    if start > end or STOPS.search(read.text[start:end]) or (past.start >= last and title.start < person[0]):
        return False
    return _stray(read.bare(start, end, [read.place(e) for e in read.names if e.kind == "place"]))


def _stray(rest: str) -> bool:
    """Whether no more than a word is left."""
    found = WORD.findall(rest)
    if words.UNSPACED.search(rest):
        return sum(map(len, found)) <= STRAY_SIGNS
    return len(found) <= STRAY
