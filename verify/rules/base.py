"""What a rule is, and what figure rules share: sides, sentences, severity, ids."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Protocol

from claims.entities import display
from claims.ids import digest
from claims.measures import concept as concept_of
from claims.models import Article, Claim, DateMention, Modality, Quantity
from claims.quantities import units
from verify.figures import Figure
from verify.gate import STATUS_WORDS, Held
from verify.judging import Context
from verify.models import Evidence, Finding, Kind, Reading, Severity, Side

LABEL_WORDS = 12
LABEL_WORDS_BEFORE = 7  # of these, where the clause is longer
STOPS = ".,;:!?…。，；：！？،؛؟۔।"  # a clause may end with one; a sentence is built around it
REPORT_LANGUAGE = "en"
NAMED_AT_MOST = 3  # outlets in one sentence


class Rule(Protocol):
    """A rule looks at everything judged and tells what it found. Its docstring is the user's help."""

    code: str
    title: str
    kind: Kind
    severity: Severity

    def check(self, ctx: Context) -> Iterable[Finding]:
        """All findings of this rule, in any order."""
        ...


def gate_evidence(held: Held) -> Evidence:
    """What the gate said, as a reason without a weight."""
    return Evidence(feature=f"gate:{held.slot}", weight=0.0, detail=held.reason)


def outlet(article: Article) -> str:
    """How an editor calls the source: publisher, else the file."""
    return article.source or article.path.rsplit("/", 1)[-1]


def number(value: float) -> str:
    """A number as an editor reads it: thousands apart, no float noise."""
    return f"{value:,.0f}" if abs(value) >= 1000 and value == round(value) else f"{value:,.10g}"


@lru_cache(maxsize=1 << 15)
def normalised(figure: Figure) -> str:
    """The value as read: "140,000,000 USD", "at least 11,300", "2023-06-18", "until 2030-12-31"."""
    mention = figure.mention
    if isinstance(mention, DateMention):
        return _interval(mention.start, mention.end)
    unit = f" {mention.unit}" if mention.unit and not mention.unit.startswith("count") else ""
    low, high = (None if v is None else float(v) for v in (mention.low, mention.high))
    if low is None or high is None:
        bound, word = (high, "at most") if low is None else (low, "at least")
        return f"{word} {number(bound or 0)}{unit}"
    if low != high:
        return f"{number(low)} to {number(high)}{unit}"
    return f"{'about ' if mention.approximate else ''}{number(low)}{unit}"


def _interval(start: date | None, end: date | None) -> str:
    """A day, or the days from one to another; an open end leaves the bound: "since 2024-07-01"."""
    if start is None or end is None:
        return f"since {start}" if end is None else f"until {end}"
    return f"{start}" if start == end else f"{start} to {end}"


def common_unit(figures: Sequence[Figure]) -> str | None:
    """The unit in which most of the figures are told; ties go to the first in the alphabet."""
    told_in = Counter(f.mention.unit for f in figures if isinstance(f.mention, Quantity) and f.mention.unit)
    return min(told_in, key=lambda unit: (-told_in[unit], unit), default=None)


def _days(mention: DateMention) -> tuple[str | None, str | None, str]:
    """First and last day, ISO 8601."""
    first, last = (day.isoformat() if day else None for day in (mention.start, mention.end))
    return first, last, "date"


def _bounds(quantity: Quantity, unit: str | None) -> tuple[str | None, str | None, str | None]:
    """The bounds in `unit`, with it, where they can be turned into it; else as they are."""
    own = [quantity.low, quantity.high]
    turned = [None if v is None else units.convert(v, quantity.unit, unit) for v in own]
    fits = all((v is None) == (t is None) for v, t in zip(own, turned, strict=True))
    low, high = (None if v is None else f"{v.normalize():f}" for v in (turned if fits else own))
    return low, high, unit if fits else quantity.unit


def reading(figure: Figure, unit: str | None = None) -> Reading:
    """The exact words of a figure and what they were read as; its bounds in `unit` where they can be told in it."""
    span, mention = figure.mention.span, figure.mention
    low, high, own = _days(mention) if isinstance(mention, DateMention) else _bounds(mention, unit)
    return Reading(
        claim_id=figure.claim.id,
        start=span.start,
        end=span.end,
        text=span.quote,
        normalised=normalised(figure),
        low=low,
        high=high,
        unit=own,
    )


def in_order(figures: Iterable[Figure]) -> list[Figure]:
    """Newest first, then by source and place in the text: the same on every run."""
    placed = sorted(figures, key=lambda f: (outlet(f.article), f.article.path, f.mention.span.start))
    return sorted(placed, key=lambda f: f.seen.toordinal() if f.seen else 0, reverse=True)


def side(figures: Iterable[Figure], unit: str | None = None) -> Side:
    """Figures that agree, told by their newest wording; bounds of their readings in `unit` where they fit."""
    ordered = in_order(figures)
    return Side(
        value=normalised(ordered[0]),
        claim_ids=tuple(dict.fromkeys(f.claim.id for f in ordered)),
        readings=tuple(reading(f, unit) for f in ordered),
    )


def subject(figures: Sequence[Figure]) -> list[str]:
    """Names that every one of the figures shares, in their own clauses or sentences.

    Places have a name in English, the language of the report; others are as written, best in an English article.
    """
    common = frozenset.intersection(*(f.codes | f.names | f.places | f.around for f in figures))
    ordered = sorted(figures, key=lambda f: f.claim.language != REPORT_LANGUAGE)
    written = {e.key: e.span.quote for f in reversed(ordered) for e in f.claim.entities if e.kind != "place"}
    return sorted(written.get(key) or display(key) for key in common)


def attribute(figures: Sequence[Figure]) -> str:
    """What is measured, in words: the shared concept, else the counted noun, else words of the first clause."""
    shared = [concept_of(c) for c in figures[0].concepts if all(c in f.concepts for f in figures)]
    specific = [c.label for c in shared if not c.generic]
    what = next(iter([*specific, *_nouns(figures), *(c.label for c in shared)]), "") or excerpt(figures[0])
    who = subject(figures)
    return f"{what} ({', '.join(who[:3])})" if who else what


def excerpt(figure: Figure) -> str:
    """The words of its clause around the figure, most of them before it: what is dated or measured stands there."""
    clause = figure.claim.span
    words = clause.quote.split()
    before = len(clause.quote[: max(figure.mention.span.start - clause.start, 0)].split())
    first = max(0, min(before - LABEL_WORDS_BEFORE, len(words) - LABEL_WORDS))
    ahead, behind = "… " if first else "", " …" if first + LABEL_WORDS < len(words) else ""
    return f"{ahead}{' '.join(words[first : first + LABEL_WORDS]).rstrip(STOPS)}{behind}"


def _nouns(figures: Sequence[Figure]) -> list[str]:
    """The counted nouns, English ones first: the report is in English."""
    counted = [(f.claim.language != REPORT_LANGUAGE, f.noun) for f in figures if f.noun]
    return [noun for _, noun in sorted(counted, key=lambda pair: pair[0])]


def told(figures: Sequence[Figure]) -> str:
    """The words "Outlet A and Outlet B say 140 M dollars" for one side of a finding."""
    ordered = in_order(figures)
    names = list(dict.fromkeys(outlet(f.article) for f in ordered))
    verb = "says" if len(names) == 1 else "say"
    return f"{listed(names)} {verb} {ordered[0].text}{certainty(ordered[0].claim)}"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "A", "A and B", "A, B and 5 others"."""
    if len(names) > NAMED_AT_MOST:
        shown, rest = names[: NAMED_AT_MOST - 1], len(names) - NAMED_AT_MOST + 1
        return f"{', '.join(shown)} and {rest} others"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def certainty(claim: Claim) -> str:
    """The words " (as a forecast)" for what is not told as a fact, else nothing."""
    if claim.modality in {Modality.ASSERTED, Modality.REPORTED}:
        return ""
    return f" (as {STATUS_WORDS[claim.modality]})"


def finding_id(rule: str, sides: Sequence[Sequence[Figure]]) -> str:
    """A hash of what is told by whom, not of where it stands."""
    return "f" + digest(rule, *sorted(_told_by(f) for figures in sides for f in figures))


@lru_cache(maxsize=1 << 15)
def _told_by(figure: Figure) -> str:
    """Who tells what, in which words: most figures stand in several findings."""
    words = " ".join(figure.clause_text.casefold().split())
    return f"{figure.article.source or figure.article.title}|{normalised(figure)}|{words}"


def cluster_id(claims: Iterable[str]) -> str:
    """Id of the cluster that holds exactly these claims."""
    return "k" + digest(*sorted(set(claims)))
