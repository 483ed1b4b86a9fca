"""The rule on sums inside one article: exchange rates that its sums imply, shares of a base, parts of a total."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import MAXYEAR, date
from itertools import combinations, pairwise
from typing import NamedTuple

from claims.extraction import parse_day
from verify import words
from verify.figures import Figure
from verify.judging import Context
from verify.models import Finding, Kind, Severity, Verdict
from verify.rates import Rate
from verify.rules.base import normalised
from verify.rules.passages import LIKELY, SURE, UNSURE, Outcome, Passage, finding

BETWEEN = 25  # code points between a sum and the same sum in another currency, or a part and its base
OFF = 1.5  # times the day's rate: writers take rates of other days, none of them this far off
APART = 1.15  # two rates implied by one article
BRACKETS = frozenset("(（[")
SHARE_OFF, SHARE_TIMES = 2.0, 1.15  # percentage points, and times: a share further off is no rounding
MONTHS, MIDYEAR, MIDMONTH = 12, 7, 15
ROUNDED = 0.01  # of the total: what parts may exceed it by


class Twice(NamedTuple):
    """One sum told in two currencies, side by side."""

    first: Figure
    second: Figure
    low: float  # units of the second for one of the first
    high: float


class Sums:
    """Inside one article, figures that should add up do not.

    Read are sums told in two currencies side by side (the rate that they imply, against the day's reference rate and
    against the article's other sums), a share in brackets after "N of M", and parts that exceed their total.

    Fires: "344 billion yen ($47 billion)"; "12 of 48 (35 %)"; "40 in total: 30 from Asia and 20 from Europe".
    Does not: "344 billion yuan ($47 billion)"; "12 of 48 (25 %)"; rounded figures that nearly add up.
    """

    code = "SUM"
    title = "Figures of one article that do not add up"
    kind = Kind.ARITHMETIC
    severity = Severity.MEDIUM

    def check(self, ctx: Context) -> Iterable[Finding]:
        """All sums of all articles."""
        for sentences in _by_article(ctx.figures):
            twice = [t for figures in sentences for t in _told_twice(figures)]
            wrong = [t for t in twice if (rate := _rate(ctx, t)) and _off(t, rate)]
            yield from _against_the_day(self, ctx, wrong)
            yield from _against_each_other(self, [t for t in twice if t not in wrong])
            for figures in sentences:
                yield from _shares(self, figures)
                yield from _parts(self, figures)


def _by_article(figures: Iterable[Figure]) -> list[list[list[Figure]]]:
    """Figures by article and sentence, in the order of the text."""
    found: dict[str, dict[int, list[Figure]]] = {}
    for figure in figures:
        if not figure.is_date:
            found.setdefault(figure.article.id, {}).setdefault(figure.claim.sentence.start, []).append(figure)
    return [
        [sorted(told, key=lambda f: f.mention.span.start) for _, told in sorted(sentences.items())]
        for _, sentences in sorted(found.items())
    ]


def between(a: Figure, b: Figure) -> str:
    """The words between two figures of one article."""
    return a.article.text[a.mention.span.end : b.mention.span.start]


def beside(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Neighbours that few words part."""
    for a, b in pairwise(figures):
        if a.mention.span.end <= b.mention.span.start and len(between(a, b)) <= BETWEEN:
            yield a, b


def _told_twice(figures: Sequence[Figure]) -> Iterator[Twice]:
    for a, b in beside(figures):
        if not _sure(a) or not _sure(b) or a.value.unit == b.value.unit:
            continue
        gap = between(a, b)
        again = words.hits("sums", "equals", gap + b.text, a.claim.language)
        # The figure may have swallowed the word: "约合475亿美元".
        if gap.strip()[:1] in BRACKETS or any(hit.start <= len(gap) for hit in again):
            (low, high), (least, most) = a.value.interval, b.value.interval
            if min(low, high, least, most) > 0:
                yield Twice(a, b, least / high, most / low)


def _sure(figure: Figure) -> bool:
    """Whether it is a sum, and sure whose money it is."""
    return figure.value.dimension == "money" and not figure.rivals


def about(published: str | None) -> date | None:
    """A day for a rate of exchange: the middle of the month or year where no day is known."""
    parts = [int(part) for part in (published or "").split("-") if part.isdecimal()]
    if not parts or not 1 <= parts[0] <= MAXYEAR or (len(parts) > 1 and not 1 <= parts[1] <= MONTHS):
        return None
    return parse_day(published) or date(parts[0], parts[1] if len(parts) > 1 else MIDYEAR, MIDMONTH)


def _rate(ctx: Context, told: Twice) -> Rate | None:
    """The reference rate of the day; never one that articles imply."""
    day = about(told.first.article.published)
    rate = ctx.rates.get(told.first.value.unit, told.second.value.unit, day) if day else None
    return rate if rate and rate.origin.startswith("ECB") else None


def _off(told: Twice, rate: Rate) -> bool:
    return told.low > rate.value * OFF or told.high < rate.value / OFF


def _against_the_day(rule: Sums, ctx: Context, wrong: Sequence[Twice]) -> Iterator[Finding]:
    """One finding for each two currencies whose rate some of the article's sums miss."""
    by_units: dict[tuple[str | None, str | None], list[Twice]] = {}
    for told in wrong:
        by_units.setdefault((told.first.value.unit, told.second.value.unit), []).append(told)
    for units, found in by_units.items():
        rate = _rate(ctx, found[0])
        if rate is None:
            continue
        implied = (found[0].low * found[0].high) ** 0.5
        off = max(implied / rate.value, rate.value / implied)
        yield finding(
            rule,
            f"exchange rate of {units[0]} and {units[1]}",
            [[_passage(t.first) for t in found], [_passage(t.second) for t in found]],
            [("implied_rate", SURE, f"the implied rate is {off:.1f} times off the {rate.origin}")],
            Outcome(
                verdict=Verdict.CONFLICT,
                severity=Severity.HIGH,
                lead=f"A currency or a sum is likely wrong: 1 {units[0]} would be {implied:.3g} {units[1]}, "
                f"it was {rate.value:.3g}",
            ),
        )


def _against_each_other(rule: Sums, told: Sequence[Twice]) -> Iterator[Finding]:
    """Two pairs of sums of one article that no one rate fits."""
    for a, b in combinations(told, 2):
        units = (a.first.value.unit, a.second.value.unit)
        if units == (b.first.value.unit, b.second.value.unit) and (a.low > b.high * APART or b.low > a.high * APART):
            yield finding(
                rule,
                f"exchange rate of {units[0]} and {units[1]}",
                [[_passage(a.first), _passage(a.second)], [_passage(b.first), _passage(b.second)]],
                [("two_rates", UNSURE, "the two pairs of sums imply rates that no rounding explains")],
                Outcome(
                    verdict=Verdict.POSSIBLE,
                    severity=Severity.MEDIUM,
                    lead="One article implies two rates of exchange",
                    caveats=("The sums may be of different days, each at its own rate.",),
                ),
            )


def _shares(rule: Sums, figures: Sequence[Figure]) -> Iterator[Finding]:
    """Shares in brackets against part and base: "12 of 48 (35 %)"."""
    for part, base, share in zip(figures, figures[1:], figures[2:], strict=False):
        if share.value.unit != "%" or part.value.unit != base.value.unit or part.value.dimension == "ratio":
            continue
        opened = between(base, share).rstrip()[-1:] in BRACKETS and len(between(base, share)) <= BETWEEN
        of = any(words.hits("sums", "of", between(part, base), part.claim.language))
        if opened and of and 0 < part.value.stated < base.value.stated and _share_off(part, base, share):
            right = 100 * part.value.stated / base.value.stated
            yield finding(
                rule,
                f"share of {base.text}",
                [[_passage(part), _passage(base)], [_passage(share)]],
                [("share", LIKELY, f"{part.text} of {base.text} is {right:.3g} %, not {share.text}")],
                Outcome(
                    verdict=Verdict.CONFLICT,
                    severity=Severity.MEDIUM,
                    lead=f"{part.text} of {base.text} would be {right:.3g} %",
                ),
            )


def _share_off(part: Figure, base: Figure, share: Figure) -> bool:
    (low, high), (least, most) = part.value.interval, base.value.interval
    smallest, largest = 100 * low / most, 100 * high / max(least, 1e-9)
    told = share.value.interval
    return (told[0] > largest + SHARE_OFF and told[0] > largest * SHARE_TIMES) or (
        told[1] < smallest - SHARE_OFF and told[1] * SHARE_TIMES < smallest
    )


def _parts(rule: Sums, figures: Sequence[Figure]) -> Iterator[Finding]:
    """Parts that exceed what takes them all in: "40 in total: 30 from Asia and 20 from Europe"."""
    for total in figures:
        parts = [f for f in figures if f is not total and _same_thing(f, total) and f.value.stated < total.value.stated]
        if len(parts) < 2 or not _is_total(total):
            continue
        after = [f for f in parts if f.mention.span.start > total.mention.span.end]
        if len(after) != len(parts):
            continue
        least = sum(f.value.interval[0] for f in parts)
        if least > total.value.interval[1] * (1 + ROUNDED):
            yield finding(
                rule,
                f"parts of {total.text}",
                [[_passage(total)], [_passage(f) for f in parts]],
                [("parts", UNSURE, f"the parts come to {least:,.10g} or more")],
                Outcome(
                    verdict=Verdict.POSSIBLE,
                    severity=Severity.MEDIUM,
                    lead=f"The parts of {total.text} exceed it",
                    caveats=("Some parts may overlap, or be of something else.",),
                ),
            )


def _same_thing(part: Figure, total: Figure) -> bool:
    return (part.value.dimension, part.value.unit) == (total.value.dimension, total.value.unit)


def _is_total(figure: Figure) -> bool:
    span, whole = figure.mention.span, figure.claim.sentence
    text, at = whole.quote, (span.start - whole.start, span.end - whole.start)
    near = (text[max(0, at[0] - BETWEEN) : at[0]], text[at[1] : at[1] + BETWEEN])
    return any(any(words.hits("sums", "total", part, figure.claim.language)) for part in near)


def _passage(figure: Figure) -> Passage:
    span = figure.mention.span
    return Passage(figure.article, figure.claim, span.start, span.end, normalised(figure))
