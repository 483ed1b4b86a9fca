"""Which part of a place a text speaks of, by the compass: "southern Turkey", "im Süden der Türkei", "土耳其南部"."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from claims.entities.gazetteer import language
from claims.models import Article, Claim, EntityMention
from verify import words
from verify.words import Hit

TABLE, BETWEEN, NAMED = "compass", "between", "named"
DIRECTIONS = tuple(group for group in words.groups(TABLE) if group not in (BETWEEN, NAMED))
PLACED = frozenset({"struck", "attacked", "crashed", "landed", "burned", "vanished"})  # events of one place
OPPOSED = (frozenset({"north", "south"}), frozenset({"east", "west"}))
NEAR = 20  # code points between a direction and its place
WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
STOPS = regex.compile(r"[.,;:!?()。，；：！？،؛؟।\n]")


@dataclass(frozen=True)
class Region:
    """A part of a place as one claim tells it; `start` and `end` are code points of the article."""

    article: Article
    claim: Claim
    place: str  # entity key
    directions: frozenset[str]  # of "south-east" there are two
    start: int
    end: int

    @property
    def name(self) -> str:
        """The directions in words: "south-east"."""
        return "-".join(each for each in DIRECTIONS if each in self.directions)

    @property
    def events(self) -> frozenset[str]:
        """What happened there, of what happens in one place: kinds of `data/events.toml`."""
        text, code = self.claim.span.quote, self.claim.language
        return frozenset(kind for kind in PLACED if any(True for _ in words.hits("events", kind, text, code)))

    @property
    def told_of(self) -> frozenset[object]:
        """What else the claim names: other names, days and numbers that say which event it is."""
        claim = self.claim
        days = {(d.start, d.end) for d in claim.dates if d.start or d.end}
        numbers = {(q.low, q.high, q.unit) for q in claim.quantities if not q.implied}
        return frozenset({e.key for e in claim.entities} - {self.place} | days | numbers)


def regions(article: Article, claim: Claim) -> Iterator[Region]:
    """Parts of places that the claim names, in its order.

    A direction that belongs to a name ("South Korea", "North America") is none; one that stands between two places
    could be of either, and is left out.
    """
    places = [e for e in claim.entities if e.kind == "place"]
    if not places:
        return
    text, offset = claim.span.quote, claim.span.start
    taken = [(e.span.start - offset, e.span.end - offset) for e in claim.entities]
    told = [
        hit
        for direction in DIRECTIONS
        for hit in words.hits(TABLE, direction, text, claim.language)
        if all(hit.end <= start or end <= hit.start for start, end in taken)
    ]
    beside = [(hit, [e for e in places if _joined(claim, hit, e)]) for hit in told]
    for place in places:
        if own := [hit for hit, found in beside if found == [place]]:
            start = min([place.span.start, *(hit.start + offset for hit in own)])
            end = max([place.span.end, *(hit.end + offset for hit in own)])
            yield Region(article, claim, place.key, frozenset(hit.group for hit in own), start, end)


def apart(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two parts of a place cannot be one: south and east may meet, south and centre are told apart."""
    if one & two:
        return False
    return ("central" in one) != ("central" in two) or any(len(pair & one) == len(pair & two) == 1 for pair in OPPOSED)


def _joined(claim: Claim, hit: Hit, place: EntityMention) -> bool:
    """Whether nothing but another direction and words for "of" stand between the two, and they make no name."""
    start, end = place.span.start - claim.span.start, place.span.end - claim.span.start
    first, last = (hit.end, start) if hit.end <= start else (end, hit.start)
    gap = claim.span.quote[first:last]
    if last - first > NEAR or STOPS.search(gap) or _rest(gap, claim.language):
        return False
    return not _one_name(claim, hit, place)


def _rest(gap: str, code: str | None) -> bool:
    """Whether a word is left when directions and words for "of" are taken away."""
    known = [hit for group in (*DIRECTIONS, BETWEEN) for hit in words.hits(TABLE, group, gap, code)]
    return any(all(hit.end <= word.start() or word.end() <= hit.start for hit in known) for word in WORD.finditer(gap))


def _one_name(claim: Claim, hit: Hit, place: EntityMention) -> bool:
    """Whether direction and place make a name: "North America", "nord-américain".

    A capital of the direction tells, where not every noun has one, and a hyphen before a small letter.
    """
    if any(True for _ in words.hits(TABLE, NAMED, place.span.quote, claim.language)):
        return True
    text, start = claim.span.quote, place.span.start - claim.span.start
    if text[hit.end : start] == "-" and text[start].islower():
        return True
    return text[hit.start].isupper() and not language(claim.language).nouns_capital
