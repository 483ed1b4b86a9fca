"""The rule on who, where and what: the same office, sum or number told of another person's state, currency, product."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from claims.entities import display
from verify.judging import Context
from verify.models import Finding, Kind, Severity, Verdict
from verify.rules.offices import Office, offices
from verify.rules.passages import LIKELY, SURE, UNSURE, Outcome, Passage, days_apart, finding, one_article
from verify.rules.regions import Region, apart, regions
from verify.rules.relabelled import currencies, products

SOME = 2
UNDATED = "At least one article is undated: the office may have changed hands."
TERM = 90  # days in which an office seldom changes hands
LASTS = 14  # days for which an event is told of
OTHER_EVENT = "The articles may tell of two events."


class Entities:
    """Two sources put another person, currency or product in the same place.

    Read are offices ("former President Roe" against "President Roe"), the part of a country that an event struck, the
    currency of one sum, and the product that one number counts. Names spelt differently, or declined, are one name.

    Fires: "344 billion yuan" / "344 billion yen"; "the quake struck central Turkey" / "... southern Turkey".
    Does not: "ex-premier Roe" / "premier Poe"; "50,000 H100" / "50,000 H200" where one source tells both.
    """

    code = "ENT"
    title = "Another person, currency or product in the same place"
    kind = Kind.ENTITY
    severity = Severity.MEDIUM

    def check(self, ctx: Context) -> Iterable[Finding]:
        """One finding for each person and office, place and event, and for each number told of two things."""
        yield from _by_office(self, ctx)
        yield from _by_region(self, ctx)
        yield from currencies(self, ctx)
        yield from products(self, ctx)


def _by_office(rule: Entities, ctx: Context) -> Iterator[Finding]:
    held: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for claim in ctx.claims:
        for office in offices(ctx.articles[claim.article_id], claim):
            held[office.person, office.title].append(office)
    for (person, title), found in sorted(held.items()):
        name = title.replace("_", " ")
        sides = [
            [Passage(o.article, o.claim, o.start, o.end, f"{'former ' if former else ''}{name}") for o in told]
            for former in (False, True)
            if (told := [o for o in found if o.former is former])
        ]
        days = days_apart(sides)
        if len(sides) < 2 or one_article(sides) or (days is not None and days > TERM):
            continue
        who = _name(found, person)
        yield finding(
            rule,
            f"{name} ({who})",
            sides,
            [("same_office", SURE, f"both give {who} this office, one of them as a former one")],
            Outcome(
                verdict=Verdict.CONFLICT,
                severity=Severity.LOW,
                lead=f"{who}: {name} or former {name}",
                caveats=() if days is not None else (UNDATED,),
            ),
        )


def _name(found: Sequence[Office], key: str) -> str:
    """The name as most articles write it in Latin letters, else the key."""
    written = sorted(e.span.quote for o in found for e in o.claim.entities if e.key == key and e.span.quote.isascii())
    return max(written, key=len, default=key)


def _by_region(rule: Entities, ctx: Context) -> Iterator[Finding]:
    """Findings on places of which different articles say that another part was struck."""
    told: dict[tuple[str, str], list[Region]] = defaultdict(list)
    for claim in ctx.claims:
        for region in regions(ctx.articles[claim.article_id], claim):
            for event in region.events:
                told[region.place, event].append(region)
    seen: set[str] = set()
    for (place, event), found in sorted(told.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1])):
        parts = _parts(found)
        sides = [[Passage(r.article, r.claim, r.start, r.end, r.name) for r in members] for members in parts]
        days = days_apart(sides)
        if len(sides) < SOME or place in seen or (days is not None and days > LASTS):
            continue
        seen.add(place)
        linked = any(x.told_of & y.told_of for a, b in combinations(parts, 2) for x in a for y in b)
        what = display(place)
        yield finding(
            rule,
            f"part of {what}",
            sides,
            [("other_part", LIKELY if linked else UNSURE, f"both tell where in {what} it happened ({event})")],
            Outcome(
                verdict=Verdict.POSSIBLE,  # a storm may strike the north and then the south
                severity=Severity.LOW,
                lead=f"Another part of {what}",
                caveats=() if linked else (OTHER_EVENT,),
            ),
        )


def _parts(found: Sequence[Region]) -> list[list[Region]]:
    """Regions by the parts that they speak of; articles whose parts may be one stand together."""
    whole: dict[str, frozenset[str]] = defaultdict(frozenset)
    for region in found:
        whole[region.article.id] |= region.directions
    groups: list[list[str]] = []
    for article in sorted(whole):
        near = [g for g in groups if any(not apart(whole[article], whole[other]) for other in g)]
        groups = [g for g in groups if g not in near] + [[article, *(other for g in near for other in g)]]
    return [[r for r in found if r.article.id in group] for group in groups]
