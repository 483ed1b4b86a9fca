"""Hours of the day told of one event: which differ, and which only seem to.

Times are compared within one zone: "local time" with "local time", GMT with GMT. Where only one of the two names its
zone, minutes alone may differ: zones lie a quarter of an hour apart at least. An article that tells several hours of
one zone tells a sequence of events, and which of them is meant can't be known.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from claims.ids import digest
from claims.models import Article, Claim, DateMention, Modality, Span, Zone
from verify.clustering import cliques, join
from verify.embedding import load_default, masked
from verify.judging import Context
from verify.models import Evidence, Finding, Kind, Reading, Severity, Side, Verdict
from verify.rules.base import cluster_id, listed, outlet

HOUR = 60
ROUND_HOUR = 30  # minutes by which an hour told without minutes may be off
ROUND_MINUTE = 2  # and one told in steps of five
FAR = 100  # minutes: beyond, only a slip of the zone is likely to be one event
ZONES = 15  # minutes that two zones lie apart at least
DAYS = 3  # between the appearances of two articles on one event
COMMON_HOUR = 3  # articles
COMMON_NAMES = 2  # that two articles on one event share at least
ALIKE, LIKELY = 0.1, 0.25  # similarity of two clauses from which they may be, and are taken to be, of one event
CONFIDENCE = {Verdict.CONFLICT: 0.5, Verdict.POSSIBLE: 0.2}
CODE = "DAT"


@dataclass(frozen=True)
class Hour:
    """One clock time, with its zone where one is named, and who tells it."""

    article: Article
    claim: Claim
    mention: DateMention
    minute: int  # of the day

    @property
    def slack(self) -> int:
        """By how many minutes it may be off, as it is told."""
        past = self.minute % HOUR
        return ROUND_HOUR if past == 0 else ROUND_MINUTE if past % 5 == 0 else 0

    @property
    def text(self) -> str:
        """The time as a reader is told it."""
        zone = "local time" if self.mention.zone == "local" else self.mention.zone
        return f"{self.mention.time} {zone}" if zone else f"{self.mention.time}"


def _minute(time: str) -> int:
    hour, minute = time.split(":")
    return HOUR * int(hour) + int(minute)


def hours(ctx: Context) -> list[Hour]:
    """Clock times that are told as facts; of an article that tells several in one zone, none."""
    found: dict[tuple[str, str | None], list[Hour]] = defaultdict(list)
    for claim in ctx.claims:
        if claim.zone is Zone.BOILERPLATE or claim.modality not in (Modality.ASSERTED, Modality.REPORTED):
            continue
        for mention in claim.dates:
            if mention.time:
                hour = Hour(ctx.articles[claim.article_id], claim, mention, _minute(mention.time))
                found[claim.article_id, mention.zone].append(hour)
    return [each[0] for each in found.values() if len({hour.minute for hour in each}) == 1]


def differ(a: Hour, b: Hour) -> bool:
    """Whether two hours can't both hold, as they are told."""
    return abs(a.minute - b.minute) > max(a.slack, b.slack)


def near(a: Hour, b: Hour) -> bool:
    """Whether the two may be of one event: close to each other, or whole hours apart to the minute."""
    apart = abs(a.minute - b.minute)
    return apart <= FAR or (apart % HOUR == 0 and a.minute % HOUR != 0)


def one_zone(a: Hour, b: Hour) -> bool:
    """Whether the two are told in one zone, as far as can be told."""
    one, two = a.mention.zone, b.mention.zone
    if one and two:
        return one == two
    return bool(one or two) and abs(a.minute - b.minute) < ZONES


def one_day(a: Hour, b: Hour) -> bool:
    """Whether nothing puts the two on different days; articles far apart in time tell different events."""
    if a.mention.start and b.mention.start:
        return a.mention.start == b.mention.start
    days = [article.published for article in (a.article, b.article)]
    full = [day for day in days if day and len(day) == len("2025-01-31")]
    return len(full) < len(days) or abs(_ordinal(full[0]) - _ordinal(full[1])) <= DAYS


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0


class _Likeness:
    """How alike two clauses read, dates and figures masked; and what names the articles share."""

    def __init__(self, ctx: Context, found: Sequence[Hour]) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)
        for claim in ctx.claims:
            self._names[claim.article_id].update(entity.key for entity in claim.entities)
        self._vectors = load_default().encode([_masked(hour.claim) for hour in found])

    def one_story(self, a: Hour, b: Hour) -> bool:
        return len(self._names[a.article.id] & self._names[b.article.id]) >= COMMON_NAMES

    def of(self, i: int, j: int) -> float:
        return float(self._vectors[i] @ self._vectors[j])


def _masked(claim: Claim) -> str:
    start = claim.span.start
    spans = [q.span for q in claim.quantities] + [d.span for d in claim.dates]
    inside = sorted((span.shifted(start) for span in spans), key=lambda span: (span.start, span.end))
    return masked(claim.span.quote, _apart(inside))


def _apart(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def clock_findings(ctx: Context) -> Iterator[Finding]:
    """One finding for each set of articles that put one event at different hours."""
    found = hours(ctx)
    if len(found) < 2:
        return
    likeness = _Likeness(ctx, found)
    links = [
        (likeness.of(i, j), (i, j))
        for i, j in combinations(range(len(found)), 2)
        if _comparable(found[i], found[j]) and likeness.one_story(found[i], found[j])
    ]
    rivals = [(s, pair) for s, pair in links if differ(*(found[i] for i in pair)) and s >= ALIKE]
    if not rivals:
        return
    allies = [(1.0, pair) for _, pair in links if not differ(*(found[i] for i in pair))]
    sides = join(allies, lambda i, j: differ(found[i], found[j]))
    best: dict[tuple[int, int], float] = {}
    for likely, (i, j) in rivals:
        one, two = sorted((min(sides.of(i)), min(sides.of(j))))
        best[one, two] = max(likely, best.get((one, two), likely))
    for strongest, members in cliques([(likely, pair) for pair, likely in sorted(best.items())]):
        told = [[found[i] for i in sorted(sides.of(member))] for member in sorted(members)]
        yield _finding(_decided(told), strongest)


def _decided(sides: Sequence[Sequence[Hour]]) -> list[list[Hour]]:
    """The sides less hours so rough that they fit another side as well: "about 9" beside 9:03 and 9:07."""

    def decided(hour: Hour, own: Sequence[Hour]) -> bool:
        return all(any(differ(hour, other) for other in side) for side in sides if side is not own)

    return [[hour for hour in side if decided(hour, side)] for side in sides]


def _comparable(a: Hour, b: Hour) -> bool:
    return a.article.id != b.article.id and one_zone(a, b) and near(a, b) and one_day(a, b)


def _finding(sides: Sequence[Sequence[Hour]], likeness: float) -> Finding:
    ordered = sorted(sides, key=lambda side: (-len({hour.article.id for hour in side}), side[0].minute))
    # An hour that several articles tell is that of the event that the story is about.
    common = len({hour.article.id for hour in ordered[0]}) >= COMMON_HOUR
    verdict = Verdict.CONFLICT if likeness >= LIKELY or common else Verdict.POSSIBLE
    told = "; ".join(f"{listed(list(dict.fromkeys(outlet(h.article) for h in s)))}: {s[0].text}" for s in ordered)
    apart = max(h.minute for s in ordered for h in s) - min(h.minute for s in ordered for h in s)
    built = tuple(_side(side) for side in ordered)
    return Finding(
        id="f"
        + digest(CODE, *sorted(f"{outlet(h.article)}|{h.text}|{h.claim.span.quote}" for s in ordered for h in s)),
        rule=CODE,
        kind=Kind.DATE,
        verdict=verdict,
        severity=Severity.MEDIUM,
        confidence=CONFIDENCE[verdict],
        attribute="time of day",
        explanation=f"Time of day: {told}.",
        cluster_id=cluster_id(c for s in built for c in s.claim_ids),
        sides=built,
        evidence=(
            Evidence(feature="clause_similarity", weight=round(likeness, 4), detail="how alike the clauses read"),
        ),
        difference=f"{apart // HOUR} h {apart % HOUR} min apart" if apart >= HOUR else f"{apart} min apart",
        caveats=("They may be of two events on one day, or in two time zones.",),
    )


def _side(side: Sequence[Hour]) -> Side:
    readings = tuple(
        Reading(
            claim_id=hour.claim.id,
            start=hour.mention.span.start,
            end=hour.mention.span.end,
            text=hour.mention.span.quote,
            normalised=hour.text,
        )
        for hour in side
    )
    return Side(value=side[0].text, claim_ids=tuple(dict.fromkeys(h.claim.id for h in side)), readings=readings)
