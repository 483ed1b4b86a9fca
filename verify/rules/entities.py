"""The rule on who, where and what: the same office, sum or number told of another person's state, currency, product."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from claims.models import Quantity
from verify.figures import Figure
from verify.judging import Context
from verify.models import Finding, Kind, Severity, Verdict
from verify.rules.offices import Office, offices
from verify.rules.passages import Outcome, Passage, days_apart, finding, odds
from verify.slots import shared

SURE, LIKELY, UNSURE = odds(0.9), odds(0.75), odds(0.35)
TELLING = 3  # digits by which a number is hardly told twice by chance
SOME = 2
BESIDE = 40  # code points between a number and the product that it counts
LEAST = 10  # items: "two H100" and "two H200" say nothing
UNDATED = "At least one article is undated: the office may have changed hands."
TERM = 90  # days in which an office seldom changes hands
Labels = Callable[[Figure], frozenset[str]]


class Entities:
    """Two sources put another person, currency or product in the same place.

    Read are offices ("former President Roe" against "President Roe"), the currency of one sum, and the product that
    one number counts. Names spelt differently, or declined, are one name.

    Fires: "344 billion yuan" / "344 billion yen"; "100,000 H100 chips" / "100,000 H200 chips".
    Does not: "ex-premier Roe" / "premier Poe"; "50,000 H100" / "50,000 H200" where one source tells both.
    """

    code = "ENT"
    title = "Another person, currency or product in the same place"
    kind = Kind.ENTITY
    severity = Severity.MEDIUM

    def check(self, ctx: Context) -> Iterable[Finding]:
        """One finding for each person and office, and for each number told of two things."""
        yield from _by_office(self, ctx)
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
        apart = days_apart(sides)
        if len(sides) < 2 or _one_article(sides) or (apart is not None and apart > TERM):
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
                caveats=()
                if apart is not None
                else ("At least one article is undated: the office may have changed hands.",),
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


def _is_sum(figure: Figure) -> bool:
    return figure.value.dimension == "money" and bool(figure.value.stated)


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
                weight = _weight([*one, *two], what)
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
        if not _alike(a, b):
            linked = [(x, y) for x in by_label[a] for y in by_label[b] if _related(x, y)]
            if linked:
                yield _distinct(x for x, _ in linked), _distinct(y for _, y in linked)


def _distinct(figures: Iterable[Figure]) -> list[Figure]:
    return list({(f.claim.id, f.mention.span.start): f for f in figures}.values())


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
