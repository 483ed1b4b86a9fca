"""Records of one thing that cannot both hold: "the worst since 1997" against "the worst ever", third against fifth.

A record since 1939 is one since 1999 too, yet who names the later year says that there was as much then. So two
records of one quality are rivals where the years from which they are told differ, or their ranks do.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from claims import status
from claims.comparisons import Record, records
from claims.comparisons.records import EVER, FIRST, UNTOLD
from claims.extraction import parse_day
from claims.measures import concept as concept_of
from claims.models import Article, Claim, Modality, Span
from verify.clustering import cliques, join
from verify.judging import Context
from verify.models import Finding, Severity, Verdict
from verify.rules.base import Rule
from verify.rules.passages import Outcome, Passage, days_apart, finding, odds
from verify.slots import clash, shared

TOLD = frozenset({Modality.ASSERTED, Modality.REPORTED})
LONG_AGO = 300  # days; a claim that is dated further from its article tells of another event
YEARS = 1  # by which two beginnings may differ: "after 1999" is from 2000 on
DAYS = 3  # between articles: what was the worst for years on Monday may be the worst ever by Friday
CALAMITY = frozenset({"worst", "largest"})  # which of these a calamity is called differs with languages
MEASURED = frozenset({"hottest", "highest", "lowest"})  # of series of figures, each of which begins somewhere
SERIES = 60  # years; "since 1940" may be the beginning of a series, and so no other than "on record"
GENERAL = frozenset({"largest", "smallest", "highest", "lowest", "first"})  # these say nothing of what is meant
SAME, KIN, FAR = odds(0.7), odds(0.45), odds(0.3)
DOUBT = -0.5  # log odds
LATER = ("What is a record since one year is one since every later year too.",)
NTH = {1: "the", 2: "the second", 3: "the third", 4: "the fourth", 5: "the fifth"}


class Time(NamedTuple):
    """A stretch of days, both inclusive."""

    start: date
    end: date


@dataclass(frozen=True)
class Told:
    """A record with the claim and article that tell it; code points of the article."""

    article: Article
    claim: Claim
    record: Record

    @cached_property
    def places(self) -> frozenset[str]:
        """Where it holds: places of the clause that are no part of its history."""
        places = (e for e in self.claim.entities if e.kind == "place")
        return frozenset(e.key for e in places if not _in_history(self.record, e.span))

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """When it was set, apart from its history."""
        days = (d for d in self.claim.dates if not _in_history(self.record, d.span))
        return tuple(Time(d.start, d.end) for d in days if d.start and d.end)

    @cached_property
    def names(self) -> frozenset[str]:
        """Who or what is named, but for places."""
        return frozenset(e.key for e in self.claim.entities if e.kind != "place")

    @cached_property
    def concepts(self) -> frozenset[str]:
        """What is measured, but for what any measure may be."""
        return frozenset(m.concept for m in self.claim.measures if not concept_of(m.concept).generic)

    @property
    def passage(self) -> Passage:
        """The words that tell it."""
        return Passage(self.article, self.claim, self.record.start, self.record.end, words(self.record))


def words(record: Record) -> str:
    """The record in words: "the second largest ever", "the worst since 1939"."""
    named = f"{NTH[record.rank]} {record.quality}"
    if record.low == record.high == EVER:
        return f"{named} ever"
    if record.low <= EVER:
        return f"{named} since {record.high} or earlier"
    if record.low == UNTOLD:
        return f"{named} since an event that it names"
    return f"{named} since {record.low}" + (f" to {record.high}" if record.high > record.low else "")


def rival_records(rule: Rule, ctx: Context) -> Iterator[Finding]:
    """One finding for each set of records, of different articles, that exclude each other."""
    told = list(_told(ctx))
    of_article: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(told):
        of_article[one.article.id].append(n)
    alike = [pair for pair in _nearby(told, ctx) if _comparable(told[pair[0]], told[pair[1]])]
    groups = join(
        [(1.0, pair) for pair in alike if _agree(told, *pair)],
        lambda i, j: _apart(told, i, j),
    )
    rivals = {
        (min(groups.of(i)), min(groups.of(j)))
        for i, j in alike
        if _apart(told, i, j) and not _tells_both(told, of_article, i, j)
    }
    for _, nodes in cliques([(1.0, (min(pair), max(pair))) for pair in sorted(rivals)]):
        yield _finding(rule, [[told[i] for i in sorted(groups.of(n))] for n in sorted(nodes)])


def _nearby(told: Sequence[Told], ctx: Context) -> Iterator[tuple[int, int]]:
    """Pairs of records of articles that may speak of one thing."""
    rows = [ctx.near.rows[one.article.id] for one in told]
    return ((i, j) for i, j in combinations(range(len(told)), 2) if ctx.near.whole[rows[i], rows[j]])


def _told(ctx: Context) -> Iterator[Told]:
    for claim in ctx.claims:
        article = ctx.articles[claim.article_id]
        start = claim.span.start
        days = [d.model_copy(update={"span": d.span.shifted(-start)}) for d in claim.dates]
        for found in records(claim.span.quote, claim.language, _year(article), days):
            one = Told(article, claim, found.shifted(start))
            if not _of_another_time(one) and not (claim.negated and _denied(claim, found)):
                yield one


def _denied(claim: Claim, found: Record) -> bool:
    """Whether a negation stands outside the words of the record: inside, it is of "nothing worse since 1999"."""
    no = status.read(claim.span.quote, claim.language).negation
    return no is not None and not (found.start <= no.start and no.end <= found.end)


def _year(article: Article) -> int | None:
    year = (article.published or "")[:4]
    return int(year) if year.isdecimal() and 0 < int(year) <= MAXYEAR else None


def _of_another_time(told: Told) -> bool:
    """Whether the clause tells of a time long before its article, apart from when its records begin."""
    seen = parse_day(told.article.published)
    return seen is not None and any((seen - time.end).days > LONG_AGO for time in told.times)


def _in_history(record: Record, span: Span) -> bool:
    return record.since[0] < span.end and span.start < record.since[1]


def _comparable(a: Told, b: Told) -> bool:
    """Whether two articles may speak of one record."""
    if a.article.id == b.article.id or clash(a.places, b.places) or _other_things(a.record, b.record):
        return False
    if a.times and b.times and not any(x.start <= y.end and y.start <= x.end for x in a.times for y in b.times):
        return False
    if a.record.quality != b.record.quality:
        return {a.record.quality, b.record.quality} <= CALAMITY
    return a.record.quality not in GENERAL or _of_one_thing(a, b)


def _other_things(a: Record, b: Record) -> bool:
    return a.thing is not None and b.thing is not None and a.thing != b.thing


def _of_one_thing(a: Told, b: Told) -> bool:
    """Whether the clauses measure or name something in common, and nothing that sets them apart."""
    if a.concepts and b.concepts:
        return not a.concepts.isdisjoint(b.concepts)
    return shared(a.names, b.names) or (a.record.quality != FIRST and shared(a.places, b.places))


def _agree(told: Sequence[Told], i: int, j: int) -> bool:
    """Whether two records say the same: "in more than a century" need not mean "ever"."""
    a, b = told[i].record, told[j].record
    return a.rank == b.rank and (a.high == EVER) == (b.high == EVER) and _meet(a, b)


def _apart(told: Sequence[Told], i: int, j: int) -> bool:
    """Whether two records cannot both hold, as people tell them."""
    a, b = told[i].record, told[j].record
    if a.rank != b.rank:
        return (a.low, a.high) == (b.low, b.high)
    return not _meet(a, b) and not (_whole_series(told[i]) and _whole_series(told[j]))


def _whole_series(told: Told) -> bool:
    """Whether the record may be of all figures that there are."""
    year = _year(told.article) or MAXYEAR
    return told.record.quality in MEASURED and told.record.high <= year - SERIES


def _meet(a: Record, b: Record) -> bool:
    return a.low - YEARS <= b.high and b.low - YEARS <= a.high


def _tells_both(told: Sequence[Told], of_article: Mapping[str, Sequence[int]], i: int, j: int) -> bool:
    """Whether one of two articles tells the other's record too: "the largest since 2000, perhaps ever"."""
    return any(
        _comparable(told[own], told[other]) and not _apart(told, own, other)
        for one, other in ((i, j), (j, i))
        for own in of_article[told[one].article.id]
    )


def _likely(sides: Sequence[Sequence[Told]]) -> tuple[float, str]:
    """Log odds that the records are of one thing, and why."""
    members = [m for side in sides for m in side]
    if len({m.record.quality for m in members}) > 1:
        return KIN, "the superlatives are alike, but not the same"
    if members[0].record.quality in GENERAL and not frozenset.intersection(*(m.concepts for m in members)):
        return FAR, "the superlative may be of something else"
    return SAME, "both tell the same superlative"


def _caveats(sides: Sequence[Sequence[Passage]], members: Sequence[Told]) -> Iterator[str]:
    if any(m.record.thing is None for m in members):
        yield "Not all of them say what it is the record of."
    gap = days_apart(sides)
    if gap is None or gap > DAYS:
        yield "The articles are of different days: the one may not have known what the other did."
    if any(m.claim.modality not in TOLD for m in members):
        yield "Not all of them tell it as a fact."


def _finding(rule: Rule, sides: Sequence[Sequence[Told]]) -> Finding:
    members = [m for side in sides for m in side]
    later = LATER if len({m.record.rank for m in members}) == 1 else ()
    passages = [[m.passage for m in side] for side in sides]
    likely, why = _likely(sides)
    doubts = tuple(_caveats(passages, members))
    what = " or ".join(sorted({m.record.quality for m in members}))
    return finding(
        rule,
        f"record: {what}",
        passages,
        [("superlative", likely, why), *(("doubt", DOUBT, doubt) for doubt in doubts)],
        Outcome(
            verdict=Verdict.POSSIBLE if doubts or likely < SAME else Verdict.CONFLICT,
            severity=Severity.MEDIUM,
            lead="Records that differ",
            caveats=(*doubts, *later),
        ),
    )
