"""The rule on who, where and what: the same office, sum or number told of another person's state, currency, product."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from claims.entities import display
from claims.models import Quantity
from verify.figures import Figure
from verify.judging import Context
from verify.models import Finding, Kind, Severity, Verdict
from verify.rules.offices import Office, offices
from verify.rules.passages import Outcome, Passage, days_apart, finding, odds
from verify.rules.regions import Region, apart, regions
from verify.slots import shared

SURE, LIKELY, UNSURE = odds(0.9), odds(0.75), odds(0.35)
TELLING = 3  # digits by which a number is hardly told twice by chance
SOME = 2
BESIDE = 40  # code points between a number and the product that it counts
LEAST = 10  # items: "two H100" and "two H200" say nothing
UNDATED = "At least one article is undated: the office may have changed hands."
TERM = 90  # days in which an office seldom changes hands
LASTS = 14  # days for which an event is told of
OTHER_EVENT = "The articles may tell of two events."
Labels = Callable[[Figure], frozenset[str]]


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
        yield from _by_label(self, ctx, "currency", _currency, _is_sum)
        yield from _by_label(self, ctx, "product", products, _is_count)


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
        if len(sides) < 2 or _one_article(sides) or (days is not None and days > TERM):
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


def _one_article(sides: Sequence[Sequence[Passage]]) -> bool:
    """Whether one article tells two sides: then it knows of both."""
    told = [{p.article.id for p in side} for side in sides]
    return any(a & b for a, b in combinations(told, 2))


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


def _is_sum(figure: Figure) -> bool:
    """Whether it is a sum of which it is sure whose money it is."""
    return figure.value.dimension == "money" and bool(figure.value.stated) and not figure.rivals


def _currency(figure: Figure) -> frozenset[str]:
    unit = figure.mention.unit if isinstance(figure.mention, Quantity) else None
    return frozenset({unit}) if unit else frozenset()


def _is_count(figure: Figure) -> bool:
    return not figure.is_date and figure.value.dimension == "count" and figure.value.stated >= LEAST


def products(figure: Figure) -> frozenset[str]:
    """Codes right beside the number, in its own clause."""
    span = figure.mention.span
    return frozenset(
        e.key
        for e in figure.claim.entities
        if e.kind == "code" and max(e.span.start - span.end, span.start - e.span.end) <= BESIDE
    )


def _by_label(
    rule: Entities, ctx: Context, what: str, label: Labels, fits: Callable[[Figure], bool]
) -> Iterator[Finding]:
    """Findings on numbers that are told of two currencies or products in different articles."""
    by_number: dict[tuple[object, object], list[Figure]] = defaultdict(list)
    for figure in ctx.figures:
        if isinstance(figure.mention, Quantity) and fits(figure) and label(figure):
            by_number[figure.mention.low, figure.mention.high].append(figure)
    for figures in by_number.values():
        for one, two in _rivals(figures, label):
            sides = [[_passage(f, label) for f in members] for members in (one, two)]
            if not _one_article(sides):
                weight = UNSURE if label(one[0]) & label(two[0]) else _weight([*one, *two], what)
                yield finding(
                    rule,
                    f"{what} of {one[0].text}",
                    sides,
                    [("same_number", weight, f"the same number is told, of another {what}")],
                    Outcome(
                        verdict=Verdict.CONFLICT if weight > 0 else Verdict.POSSIBLE,
                        severity=Severity.HIGH if what == "currency" else Severity.MEDIUM,
                        lead=f"The same number, another {what}",
                    ),
                )


def _rivals(figures: Sequence[Figure], label: Labels) -> Iterator[tuple[list[Figure], list[Figure]]]:
    """Members of two labels of one number that speak of related things."""
    by_label: dict[frozenset[str], list[Figure]] = defaultdict(list)
    for figure in figures:
        by_label[label(figure)].append(figure)
    for a, b in combinations(sorted(by_label, key=sorted), 2):
        if _differ(a, b):
            linked = [(x, y) for x in by_label[a] for y in by_label[b] if _related(x, y)]
            if linked:
                yield _distinct(x for x, _ in linked), _distinct(y for _, y in linked)


def _distinct(figures: Iterable[Figure]) -> list[Figure]:
    return list({(f.claim.id, f.mention.span.start): f for f in figures}.values())


def _differ(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the labels are told apart: no code of one stands for one of the other, or one set has a code more."""
    more = (b - a) or (a - b) if a < b or b < a else frozenset()
    return not _alike(more, a & b) if more else not _alike(a, b)


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether some code of one set begins like one of the other: "H800" and "H800-Chips"."""
    return any(x.startswith(y) or y.startswith(x) for x in a for y in b)


def _related(a: Figure, b: Figure) -> bool:
    """Whether the articles speak of one thing: what one sentence or headline names, the other page names too."""
    if a.article.id == b.article.id:
        return True
    own = [(f.names | f.around | f.topic) - f.codes for f in (a, b)]
    return shared(own[0], b.page) and shared(own[1], a.page)


def _weight(figures: Sequence[Figure], what: str) -> float:
    value = figures[0].value
    if what == "product":
        return LIKELY
    if value.digits >= TELLING:
        return SURE
    return LIKELY if value.is_range or value.digits >= SOME else UNSURE


def _passage(figure: Figure, label: Labels) -> Passage:
    span = figure.mention.span
    return Passage(figure.article, figure.claim, span.start, span.end, ", ".join(sorted(label(figure))).upper())
