"""What a rule is, and what figure rules share: sides, sentences, severity, ids."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from claims.ids import digest
from claims.measures import concept as concept_of
from claims.models import Article, Claim, DateMention, Modality
from verify.figures import Figure
from verify.gate import STATUS_WORDS
from verify.judging import Context
from verify.models import Finding, Kind, Reading, Severity, Side

LABEL_WORDS = 12


class Rule(Protocol):
    """A rule looks at everything judged and tells what it found. Its docstring is the user's help."""

    code: str
    title: str
    kind: Kind
    severity: Severity

    def check(self, ctx: Context) -> Iterable[Finding]:
        """All findings of this rule, in any order."""
        ...


def outlet(article: Article) -> str:
    """How an editor calls the source: publisher, else the file."""
    return article.source or article.path.rsplit("/", 1)[-1]


def number(value: float) -> str:
    """A number as an editor reads it: thousands apart, no float noise."""
    return f"{value:,.0f}" if abs(value) >= 1000 and value == round(value) else f"{value:,.10g}"


def normalised(figure: Figure) -> str:
    """The value in its base unit: "140,000,000 USD", "at least 11,300", "2023-06-18"."""
    if isinstance(figure.mention, DateMention):
        start, end = figure.mention.start, figure.mention.end
        return f"{start}" if start == end else f"{start} to {end}"
    value = figure.value
    unit = f" {value.unit}" if value.unit and not value.unit.startswith("count") else ""
    if value.high is None:
        return f"at least {number(value.stated)}{unit}"
    if value.low is None:
        return f"at most {number(value.stated)}{unit}"
    if value.is_range:
        return f"{number(value.low)} to {number(value.high)}{unit}"
    return f"{'about ' if value.approximate else ''}{number(value.stated)}{unit}"


def reading(figure: Figure) -> Reading:
    """The exact words of a figure and what they were read as."""
    span, value = figure.mention.span, figure.value
    dated = figure.is_date
    return Reading(
        claim_id=figure.claim.id,
        start=span.start,
        end=span.end,
        text=span.quote,
        normalised=normalised(figure),
        low=None if dated or value.low is None else f"{value.low:.12g}",
        high=None if dated or value.high is None else f"{value.high:.12g}",
        unit=None if dated else value.unit,
    )


def in_order(figures: Iterable[Figure]) -> list[Figure]:
    """Newest first, then by source and place in the text: the same on every run."""
    placed = sorted(figures, key=lambda f: (outlet(f.article), f.article.path, f.mention.span.start))
    return sorted(placed, key=lambda f: f.seen.toordinal() if f.seen else 0, reverse=True)


def side(figures: Iterable[Figure]) -> Side:
    """Figures that agree, told by their best known wording."""
    ordered = in_order(figures)
    return Side(
        value=normalised(ordered[0]),
        claim_ids=tuple(dict.fromkeys(f.claim.id for f in ordered)),
        readings=tuple(reading(f) for f in ordered),
    )


def subject(figures: Sequence[Figure]) -> list[str]:
    """Names that every one of the figures shares, in their own clauses or sentences, as written."""
    common = frozenset.intersection(*(f.codes | f.names | f.places | f.around for f in figures))
    written = {e.key: e.span.quote for f in reversed(figures) for e in f.claim.entities}
    return sorted(written.get(key, key.removeprefix("place:")) for key in common)


def attribute(figures: Sequence[Figure]) -> str:
    """What is measured, in words: the shared concept, else the counted noun, else the words of the first clause."""
    shared = [c for c in figures[0].concepts if all(c in f.concepts for f in figures)]
    nouns = [f.noun for f in figures if f.noun]
    if shared:
        what = concept_of(shared[0]).label
    elif nouns:
        what = nouns[0]
    else:
        words = figures[0].claim.span.quote.split()
        what = " ".join(words[:LABEL_WORDS]) + (" …" if len(words) > LABEL_WORDS else "")
    who = subject(figures)
    return f"{what} ({', '.join(who[:3])})" if who else what


def told(figures: Sequence[Figure]) -> str:
    """The words "Outlet A and Outlet B say 140 M dollars" for one side of a finding."""
    ordered = in_order(figures)
    names = list(dict.fromkeys(outlet(f.article) for f in ordered))
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    status = certainty(ordered[0].claim)
    return f"{listed} {'says' if len(names) == 1 else 'say'} {ordered[0].text}{status}"


def certainty(claim: Claim) -> str:
    """The words " (as a forecast)" for what is not told as a fact, else nothing."""
    if claim.modality in {Modality.ASSERTED, Modality.REPORTED}:
        return ""
    return f" (as {STATUS_WORDS[claim.modality]})"


def finding_id(rule: str, sides: Sequence[Sequence[Figure]]) -> str:
    """A hash of what is told by whom, not of where it stands."""
    told_by = sorted(
        f"{f.article.source or f.article.title}|{normalised(f)}|{' '.join(f.clause_text.casefold().split())}"
        for figures in sides
        for f in figures
    )
    return "f" + digest(rule, *told_by)


def cluster_id(claims: Iterable[str]) -> str:
    """Id of the cluster that holds exactly these claims."""
    return "k" + digest(*sorted(set(claims)))
