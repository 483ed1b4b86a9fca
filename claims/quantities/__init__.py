"""Numbers with their hedges, units and currencies, as intervals of values."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal

from claims.lexicon import Lexicon, Token, home, load, tokenise
from claims.models import Quantity, Span
from claims.quantities import timings, units
from claims.quantities.currencies import region, settle
from claims.quantities.digits import decimal_mark, merged
from claims.quantities.lists import inherit
from claims.quantities.masks import masked
from claims.quantities.phrases import openings, phrases
from claims.quantities.ranges import Phrase
from claims.quantities.scan import Scan
from claims.quantities.values import Amount

__all__ = ["find"]

_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")


def find(text: str, language: str | None, country: str | None = None) -> list[Quantity]:
    """The quantities of a text: sorted, never overlapping, offsets in `text`.

    `country`: ISO 3166 code of where the text was published; it settles whose dollars, pesos or crowns are meant.
    """
    lexicon = load(language)
    country = country or region(language)
    parts = [(tokens, openings(tokens, lexicon)) for tokens in paragraphs(text)]
    if not any(starts for _, starts in parts):
        return []
    mark = decimal_mark((token for tokens, _ in parts for token in tokens), lexicon)
    where = (country, home(language))
    counted = [found for tokens, starts in parts if starts for found in within(text, tokens, lexicon, mark, where)]
    timed = list(timings.find(text))
    return sorted((*_clear_of(counted, timed), *timed), key=lambda found: found.span.start) if timed else counted


def _clear_of(found: list[Quantity], taken: list[Quantity]) -> Iterator[Quantity]:
    """Those that overlap none of the others; both are in order, and neither overlaps its own."""
    ends = [each.span.end for each in taken]
    for each in found:
        beyond = bisect_right(ends, each.span.start)
        if beyond == len(taken) or not each.span.overlaps(taken[beyond].span):
            yield each


def paragraphs(text: str) -> Iterator[list[Token]]:
    """The tokens of each stretch between blank lines."""
    start = 0
    for match in _PARAGRAPH.finditer(text):
        yield tokenise(text, start, match.start())
        start = match.end()
    yield tokenise(text, start, len(text))


def within(
    text: str, tokens: list[Token], lexicon: Lexicon, mark: str, where: tuple[str | None, str]
) -> Iterator[Quantity]:
    """The quantities of one paragraph. `where`: the countries of the source and of the language."""
    tokens = merged(tokens, text, lexicon)
    scan = Scan(text, tokens, lexicon, mark)
    blocked = masked(text, tokens[0].start, tokens[-1].end)
    settled = settle(scan, list(phrases(scan, openings(tokens, lexicon), blocked)), *where)
    for phrase in inherit(scan, settled):
        yield quantity(scan, phrase)


def quantity(scan: Scan, phrase: Phrase) -> Quantity:
    """A phrase as the type that travels."""
    amount = phrase.amount
    start, end = scan.tokens[phrase.start].start, scan.tokens[phrase.end - 1].end
    low, high = map(clean, bounds(phrase))
    unit, dimension, per = units.timed(amount.unit, amount.per) or (amount.unit, amount.dimension, amount.per)
    return Quantity(
        span=Span(start=start, end=end, quote=scan.text[start:end]),
        low=low,
        high=high,
        unit=unit,
        dimension=dimension,
        approximate=amount.approximate or phrase.hedge.startswith("~"),
        step=clean(step(amount)),
        scale=amount.value.scale.quantize(Decimal(1)),
        per=per,
        noun=scan.text[slice(*amount.noun)] if amount.noun else None,
        form=phrase.form,
        implied=amount.implied,
        rivals=amount.rivals,
    )


def step(amount: Amount) -> Decimal | None:
    """The amount's step; percentages and multiples are not rounded to hundreds, however many zeros they end in."""
    if amount.step is None or amount.dimension != "ratio" or amount.implied or amount.value.scale > 1:
        return amount.step
    return min(amount.step, Decimal(1))


def bounds(phrase: Phrase) -> tuple[Decimal | None, Decimal | None]:
    """The interval, opened where a hedge opens it."""
    low, high = phrase.amount.low, phrase.amount.high
    if phrase.form != "level" or low != high:
        return low, high
    if phrase.hedge in (">", ">="):
        return low, None
    if phrase.hedge in ("<", "<="):
        return None, high
    return low, high


def clean(value: Decimal | None) -> Decimal | None:
    """The number without needless zeros or exponent."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
