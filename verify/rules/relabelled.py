"""One number that one source tells of another currency or product than another source does."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from claims import quantities
from claims.models import Quantity
from claims.quantities.currencies import families
from verify.figures import MONEY, Figure
from verify.judging import Context
from verify.models import Finding, Severity, Verdict
from verify.pairs import rate_between
from verify.rules.base import Rule
from verify.rules.passages import LIKELY, SURE, UNSURE, Outcome, Passage, finding, one_article
from verify.slots import assumed_relation, clash, concept_relation, per_of, shared
from verify.values import renamed

TELLING = 3  # digits by which a number is hardly told twice by chance
SOME = 2
BESIDE = 40  # code points between a number and the product that it counts
LEAST = 10  # items: "two H100" and "two H200" say nothing

Labels = Callable[[Figure], frozenset[str]]
Weigh = Callable[[Figure, Figure], float | None]  # log odds that two figures of one number are at odds; None: no matter


def currencies(rule: Rule, ctx: Context) -> Iterator[Finding]:
    """Sums told in one currency here and in another there, unless the one may come of the other at the day's rate."""

    def weigh(a: Figure, b: Figure) -> float | None:
        rate = rate_between(a, b, ctx.rates)
        if rate and not renamed(a.value, b.value, rate.value):
            return None
        told = a.value.is_range or a.value.digits >= SOME
        if _related(a, b):
            return SURE if a.value.digits >= TELLING else LIKELY if told else UNSURE
        # Where no name is shared, the words have to leave no doubt of the currency, and nothing may set the two apart.
        plain = told and ctx.near.meet(a.article.id, b.article.id) and per_of(a) == per_of(b)
        if not plain or clash(a.names | a.places, b.names | b.places) or not _words_apart(a, b):
            return None
        return LIKELY if _of_one_measure(a, b) else UNSURE

    yield from _findings(rule, _rivals(ctx, _is_sum, _currency, weigh), "currency", Severity.HIGH)


def products(rule: Rule, ctx: Context) -> Iterator[Finding]:
    """Counts told of one product here and of another there."""

    def weigh(a: Figure, b: Figure) -> float | None:
        return (UNSURE if _product(a) & _product(b) else LIKELY) if _related(a, b) else None

    yield from _findings(rule, _rivals(ctx, _is_count, _product, weigh), "product", Severity.MEDIUM)


def _is_sum(figure: Figure) -> bool:
    """Whether it is a sum of which it is sure whose money it is."""
    return figure.value.dimension == MONEY and bool(figure.value.stated) and not figure.rivals


def _currency(figure: Figure) -> frozenset[str]:
    unit = figure.mention.unit if isinstance(figure.mention, Quantity) else None
    return frozenset({unit}) if unit else frozenset()


def _words_apart(a: Figure, b: Figure) -> bool:
    """Whether both name their currency themselves, by words that are not said of the other: "dollars" and "euros"."""
    names = [families().get(f.value.unit or "", frozenset()) for f in (a, b)]
    return not (names[0] & names[1]) and all(_names_currency(f.text, f.claim.language) for f in (a, b))


@lru_cache(maxsize=1 << 12)
def _names_currency(text: str, language: str | None) -> bool:
    return any(q.dimension == MONEY for q in quantities.find(text, language))


def _of_one_measure(a: Figure, b: Figure) -> bool:
    """Whether a measure speaks for the two; or, of a number that is hardly told twice by chance, none against them."""
    relation = concept_relation(a, b)
    if a.value.digits >= TELLING:
        return relation not in {"sibling", "other"}
    return relation == "same" or assumed_relation(a, b) == "same"


def _is_count(figure: Figure) -> bool:
    return not figure.is_date and figure.value.dimension == "count" and figure.value.stated >= LEAST


def _product(figure: Figure) -> frozenset[str]:
    """Codes right beside the number, in its own clause."""
    span = figure.mention.span
    return frozenset(
        e.key
        for e in figure.claim.entities
        if e.kind == "code" and max(e.span.start - span.end, span.start - e.span.end) <= BESIDE
    )


def _related(a: Figure, b: Figure) -> bool:
    """Whether the articles speak of one thing: what one sentence or headline names, the other page names too."""
    if a.article.id == b.article.id:
        return True
    own = [(f.names | f.around | f.topic) - f.codes for f in (a, b)]
    return shared(own[0], b.page) and shared(own[1], a.page)


def _rivals(
    ctx: Context, fits: Callable[[Figure], bool], label: Labels, weigh: Weigh
) -> Iterator[tuple[list[list[Passage]], float]]:
    """The two sides of each number that is told of two labels in different articles, and the log odds."""
    by_number: dict[tuple[object, object], dict[frozenset[str], list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in ctx.figures:
        if isinstance(figure.mention, Quantity) and fits(figure) and label(figure):
            by_number[figure.mention.low, figure.mention.high][label(figure)].append(figure)
    for by_label in by_number.values():
        for a, b in combinations(sorted(by_label, key=sorted), 2):
            pairs = [(x, y) for x in by_label[a] for y in by_label[b]] if _differ(a, b) else []
            linked = [(x, y, weight) for x, y in pairs if (weight := weigh(x, y)) is not None]
            one, two = _distinct(x for x, _, _ in linked), _distinct(y for _, y, _ in linked)
            sides = [[_passage(f, label) for f in figures] for figures in (one, two)]
            if linked and not one_article(sides):
                yield sides, max(weight for _, _, weight in linked)


def _findings(
    rule: Rule, rivals: Iterable[tuple[Sequence[Sequence[Passage]], float]], what: str, severity: Severity
) -> Iterator[Finding]:
    for sides, weight in rivals:
        yield finding(
            rule,
            f"{what} of {sides[0][0].text}",
            sides,
            [("same_number", weight, f"the same number is told, of another {what}")],
            Outcome(
                verdict=Verdict.CONFLICT if weight > 0 else Verdict.POSSIBLE,
                severity=severity,
                lead=f"The same number, another {what}",
            ),
        )


def _distinct(figures: Iterable[Figure]) -> list[Figure]:
    return list({(f.claim.id, f.mention.span.start): f for f in figures}.values())


def _differ(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the labels are told apart: no code of one stands for one of the other, or one set has a code more."""
    more = (b - a) or (a - b) if a < b or b < a else frozenset()
    return not _alike(more, a & b) if more else not _alike(a, b)


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether some code of one set begins like one of the other: "H800" and "H800-Chips"."""
    return any(x.startswith(y) or y.startswith(x) for x in a for y in b)


def _passage(figure: Figure, label: Labels) -> Passage:
    span = figure.mention.span
    return Passage(figure.article, figure.claim, span.start, span.end, ", ".join(sorted(label(figure))).upper())
