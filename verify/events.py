"""Which event a date is of: what happens near it, told by verbs and nouns of thirty languages.

A kind ("founded", "launched", "died") is found by the words of `rules/data/events.toml` in the clause of a date. The
kind whose words stand nearest to the date is most likely what happened on it.
"""

from collections.abc import Mapping
from functools import lru_cache

from verify.figures import Figure
from verify.words import groups, hits

WORDS = "events"
NEAREST = 2  # kinds nearest to a date that may be its own
SPEECH = frozenset({"announced", "published"})  # many are told of on one page, of different things
BESIDE = 15  # code points


@lru_cache(maxsize=1 << 14)
def _found(text: str, language: str | None) -> tuple[tuple[str, int, int], ...]:
    return tuple((hit.group, hit.start, hit.end) for kind in groups(WORDS) for hit in hits(WORDS, kind, text, language))


def kinds(figure: Figure) -> Mapping[str, int]:
    """What happens in the clause of a date: kinds of event, nearest first, with their distance in code points."""
    claim, span = figure.claim, figure.mention.span
    start, end = span.start - claim.span.start, span.end - claim.span.start
    nearest: dict[str, int] = {}
    for kind, first, last in _found(claim.span.quote, claim.language):
        if last <= start or end <= first:
            nearest[kind] = min(max(first - end, start - last), nearest.get(kind, len(claim.span.quote)))
    return dict(sorted(nearest.items(), key=lambda item: (item[1], item[0])))


def own(figure: Figure) -> frozenset[str]:
    """The kinds nearest to a date, of those in its clause.

    A day right beside "said" or "announced" is that of the saying: "he said on Monday that the plant had burned".
    """
    near = list(kinds(figure).items())[:NEAREST]
    if near and near[0][0] in SPEECH and near[0][1] <= BESIDE:
        near = near[:1]
    return frozenset(kind for kind, _ in near)
