"""The rule on none, one and only: words that stand for a number, against the numbers of other articles."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.extraction import parse_day
from claims.measures import concept as concept_of
from claims.models import Claim, Measure
from verify import words
from verify.figures import Figure
from verify.gate import EVOLVING
from verify.judging import Context
from verify.models import Finding, Kind, Severity, Verdict
from verify.rules.base import normalised
from verify.rules.passages import Outcome, Passage, finding, odds
from verify.slots import clash

SURE, UNSURE = odds(0.75), odds(0.35)
NEAR = 12  # code points between the word and what it counts
BEFORE = 12  # code points before a figure or word in which "of" or "almost" stands
PEOPLE = ("casualties.", "justice.arrest", "justice.detain")  # what newsrooms count by heads
MEANS = {"none": 0.0, "only": 1.0}
WORDS = {"none": "none", "only": "one only"}
STEADY = "casualties.survivors"  # who survived is known once; the dead and missing become more


@dataclass(frozen=True)
class Count:
    """A word for a number, beside the words for what is counted."""

    claim: Claim
    concept: str
    group: str
    start: int
    end: int

    @property
    def value(self) -> float:
        """The number that it stands for."""
        return MEANS[self.group]


class Counts:
    """One source says that there is none, or only one; another gives a number.

    The same must be counted: survivors, dead, injured, arrests, goals. What grows from day to day is compared only
    between articles of one day.

    Fires: "there were no survivors" / "two people survived"; "the only survivor" / "3 survivors".
    Does not: "no survivors" / "12 dead"; "nobody was hurt" on Monday / "3 injured" on Wednesday.
    """

    code = "CNT"
    title = "None or one against a number"
    kind = Kind.NUMERIC
    severity = Severity.HIGH

    def check(self, ctx: Context) -> Iterable[Finding]:
        """One finding for each thing counted and each word of number."""
        numbers: dict[str, list[Figure]] = defaultdict(list)
        for figure in ctx.figures:
            if figure.concepts and _is_count(figure):
                numbers[figure.concepts[0]].append(figure)
        said: dict[tuple[str, str], list[Count]] = defaultdict(list)
        for claim in ctx.claims:
            for count in counts(claim):
                said[count.concept, count.group].append(count)
        for (concept, _), found in sorted(said.items()):
            yield from _findings(self, ctx, concept, found, numbers[concept])


def counts(claim: Claim) -> Iterator[Count]:
    """Words of number in a claim that has no figure for the same thing."""
    for group in MEANS:
        for hit in words.hits("counts", group, claim.span.quote, claim.language):
            start, end = claim.span.start + hit.start, claim.span.start + hit.end
            near = [m for m in claim.measures if m.concept.startswith(PEOPLE) and _gap(m, start, end) <= NEAR]
            hedge = claim.span.quote[max(0, hit.start - BEFORE) : hit.start]
            if any(words.hits("counts", "almost", hedge, claim.language)):
                continue
            free = not any(_gap_of(q.span.start, q.span.end, start, end) <= NEAR for q in claim.quantities)
            if near and free:
                nearest = min(near, key=lambda m: (_gap(m, start, end), m.span.start))
                yield Count(claim, nearest.concept, group, min(start, nearest.span.start), max(end, nearest.span.end))
                break


def _gap(measure: Measure, start: int, end: int) -> int:
    return _gap_of(measure.span.start, measure.span.end, start, end)


def _gap_of(first: int, last: int, start: int, end: int) -> int:
    return max(first - end, start - last, 0)


def _is_count(figure: Figure) -> bool:
    whole = figure.value.stated == int(figure.value.stated)
    plain = figure.value.dimension == "count" and not figure.is_date and whole
    start = figure.mention.span.start - figure.claim.sentence.start
    before = figure.claim.sentence.quote[max(0, start - BEFORE) : start]
    base = any(hit.end >= len(before.rstrip()) for hit in words.hits("sums", "of", before, figure.claim.language))
    return plain and not base and not figure.claim.negated and getattr(figure.mention, "per", None) is None


def _findings(
    rule: Counts, ctx: Context, concept: str, said: Sequence[Count], numbers: Sequence[Figure]
) -> Iterator[Finding]:
    """The word against the number that most articles tell, the smaller one where two are told as often."""
    against = [f for f in numbers if any(_at_odds(ctx, c, f) for c in said)]
    told_by: dict[float, set[str]] = defaultdict(set)
    for figure in against:
        told_by[figure.value.stated].add(ctx.voice(figure.article.id))
    if not told_by:
        return
    value = min(told_by, key=lambda v: (-len(told_by[v]), v))
    rivals = [f for f in against if f.value.stated == value]
    own = [c for c in said if any(_at_odds(ctx, c, f) for f in rivals)]
    label, steady = concept_of(concept).label, concept == STEADY
    word = WORDS[own[0].group]
    number = normalised(rivals[0])
    yield finding(
        rule,
        label,
        [
            [Passage(ctx.articles[c.claim.article_id], c.claim, c.start, c.end, word) for c in own],
            [Passage(f.article, f.claim, f.mention.span.start, f.mention.span.end, normalised(f)) for f in rivals],
        ],
        [("word_of_number", SURE if steady else UNSURE, f"{word} against {number}: {label}")],
        Outcome(
            verdict=Verdict.CONFLICT if steady else Verdict.POSSIBLE,
            severity=Severity.HIGH,
            lead=f"{label[:1].upper()}{label[1:]}: {word} or {number}",
        ),
    )


def _at_odds(ctx: Context, count: Count, figure: Figure) -> bool:
    if figure.article.id == count.claim.article_id or figure.value.stated <= count.value:
        return False
    if count.concept.startswith(EVOLVING) and count.concept != STEADY:
        day = parse_day(ctx.articles[count.claim.article_id].published)
        if day is None or day != figure.seen:
            return False
    return not clash(frozenset(e.key for e in count.claim.entities if e.kind == "place"), figure.places)
