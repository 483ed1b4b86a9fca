"""Corrected readings: put into claims, and what then becomes of a finding. The source's text stays as it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from claims.models import Article, Claim, Comparison, DateMention, EntityMention, Quantity, Span
from claims.quantities import units
from reports.sources import Index, source_name
from reports.store.keys import claim_key
from reports.store.models import Correction, Reread
from verify.models import Finding, Report, Verdict

if TYPE_CHECKING:
    from verify.pipeline import Extractor
    from verify.scoring import Models

Mention = Quantity | DateMention | EntityMention | Comparison

FIELDS = {"quantity": "quantities", "date": "dates", "entity": "entities", "comparison": "comparisons"}
MAX_DIGITS = 40


class UnreadableError(ValueError):
    """A correction can't be taken as it stands; the message says why in one line."""


def checked(reread: Reread) -> Reread:
    """The correction as it is kept; raises UnreadableError for what is no number, day or part of the text."""
    if reread.drop:
        return reread
    if reread.words is not None and reread.words not in reread.sentence:
        raise UnreadableError("the words must stand in the sentence exactly as they are written there")
    low, high = (_bound(value, reread.kind) for value in (reread.low, reread.high))
    if low is not None and high is not None and (low > high if reread.kind == "date" else Decimal(low) > Decimal(high)):
        raise UnreadableError("the first value lies above the second one")
    unit = reread.unit.strip() or None if reread.unit else None
    return reread.model_copy(update={"low": low, "high": high, "unit": unit})


def _bound(value: str | None, kind: str) -> str | None:
    text = (value or "").strip()
    if not text or kind == "entity":
        return None
    try:
        if kind == "date":
            return date.fromisoformat(text).isoformat()
        number = Decimal(text.replace(",", "").replace("\u00a0", "").replace(" ", ""))
    except (ValueError, InvalidOperation) as error:
        wanted = "a day as YYYY-MM-DD" if kind == "date" else "a number such as 1300000 or 2.5"
        raise UnreadableError(f"{text[:40]}: not {wanted}") from error
    if not number.is_finite() or len(text) > MAX_DIGITS or abs(number.adjusted()) > MAX_DIGITS:
        raise UnreadableError(f"{text[:40]}: not a number that a text would give")
    return format(number, "f")


def mentions(claim: Claim, kind: str) -> Sequence[Mention]:
    """The figures, days, names or comparisons of a claim."""
    return tuple(getattr(claim, FIELDS[kind]))


def offset_in_sentence(claim: Claim, span: Span) -> int:
    """Where a mention begins in its sentence."""
    return span.start - claim.sentence.start


def amended(article: Article, claims: Iterable[Claim], by_claim: Mapping[str, Sequence[Correction]]) -> list[Claim]:
    """The claims of an article with these corrections in them, found by key."""
    source = source_name(article)
    changed = []
    for claim in claims:
        for correction in by_claim.get(claim_key(source, claim), ()):
            claim = _corrected(claim, correction.reread)  # noqa: PLW2901 - one correction after the other
        changed.append(claim)
    return changed


def by_claim(corrections: Iterable[Correction]) -> dict[str, list[Correction]]:
    """Corrections by the key of their claim."""
    found: dict[str, list[Correction]] = {}
    for correction in corrections:
        found.setdefault(correction.claim, []).append(correction)
    return found


def _corrected(claim: Claim, reread: Reread) -> Claim:
    kept: list[Mention] = []
    for mention in mentions(claim, reread.kind):
        fits = mention.span.quote == reread.quote and offset_in_sentence(claim, mention.span) == reread.offset
        if not fits:
            kept.append(mention)
        elif not reread.drop:
            kept.append(_reread(claim, mention, reread))
    return claim.model_copy(update={FIELDS[reread.kind]: tuple(kept)})


def _reread(claim: Claim, mention: Mention, reread: Reread) -> Mention:
    span = _span(claim, reread) or mention.span
    update: dict[str, object] = {"span": span}
    if isinstance(mention, Quantity):
        update |= _amount(mention, reread)
    elif isinstance(mention, Comparison):
        update |= _bounds(reread)
    elif isinstance(mention, DateMention):
        days = [date.fromisoformat(day) if day else None for day in (reread.low, reread.high or reread.low)]
        update |= dict(zip(("start", "end"), days, strict=True)) if reread.low or reread.high else {}
        update |= {"recurring": False} if reread.low else {}
    elif reread.key:
        update |= {"key": reread.key}
    return mention.model_copy(update=update)


def _bounds(reread: Reread) -> dict[str, object]:
    if reread.low is None and reread.high is None:
        return {}
    low, high = (None if value is None else Decimal(value) for value in (reread.low, reread.high))
    return {"low": low, "high": high}


def _amount(mention: Quantity, reread: Reread) -> dict[str, object]:
    update = _bounds(reread)
    if update:
        update |= {"step": None, "implied": False}
    if reread.unit is not None:
        dimension = units.dimension(reread.unit)
        money = len(reread.unit) == 3 and reread.unit.isalpha() and reread.unit.isupper()
        update |= {"unit": reread.unit, "dimension": dimension or ("money" if money else mention.dimension)}
    return update


def _span(claim: Claim, reread: Reread) -> Span | None:
    """The right words, where they stand nearest to the wrong ones."""
    if not reread.words:
        return None
    text, found, at = claim.sentence.quote, [], -1
    while (at := text.find(reread.words, at + 1)) >= 0:
        found.append(at)
    if not found:
        return None
    start = claim.sentence.start + min(found, key=lambda place: abs(place - reread.offset))
    return Span(start=start, end=start + len(reread.words), quote=reread.words)


def amending(extractor: "Extractor", corrections: Iterable[Correction]) -> "Extractor":
    """Reads articles as `extractor` does, and then as people have corrected it."""
    changes = by_claim(corrections)

    def read(articles: Sequence[Article]) -> Iterator[tuple[Claim, ...]]:
        for article, claims in zip(articles, extractor(articles), strict=True):
            yield tuple(amended(article, claims, changes))

    return read if changes else extractor


def recompute(report: Report, corrections: Iterable[Correction], models: "Models | None" = None) -> tuple[Finding, ...]:
    """What the checker finds among a report's articles when their claims are read as corrected.

    `report` has whole articles with all their claims; `models` stand in for the shipped weights.
    Raises UnreadableError where an article has no text.
    """
    from verify.pipeline import check

    if any(not article.text for article in report.articles):
        raise UnreadableError("kept for the next check: this report came without the texts of its articles")

    def stored(articles: Sequence[Article]) -> Iterator[tuple[Claim, ...]]:
        for article in articles:
            yield tuple(claim for claim in report.claims if claim.article_id == article.id)

    return check(report.articles, models=models, extractor=amending(stored, corrections)).findings


def outcome(finding: Finding, found: Iterable[Finding]) -> str:
    """What became of a finding, in words: the finding on the same claims that is at odds, else that there is none."""
    claims = {claim_id for side in finding.sides for claim_id in side.claim_ids}
    touching = [other for other in found if _meets(other, claims)]
    at_odds = [other for other in touching if other.verdict in (Verdict.CONFLICT, Verdict.POSSIBLE)]
    for other in at_odds:
        extra = f" Difference: {other.difference}." if other.difference else ""
        return f"Still at odds: {other.explanation}{extra}"
    for other in touching:
        return f"No longer at odds: {other.explanation}"
    return "No longer at odds: nothing is left that these claims could be held against each other by."


def _meets(other: Finding, claims: set[str]) -> bool:
    """Whether two sides of a finding are of these claims."""
    return sum(bool(claims & set(side.claim_ids)) for side in other.sides) >= min(2, len(claims))


def keys_of(finding: Finding, index: Index) -> dict[str, str]:
    """Claim id -> key, for the claims of a finding."""
    ids = dict.fromkeys(claim_id for side in finding.sides for claim_id in side.claim_ids)
    return {claim_id: claim_key(index.source(claim_id), index.claims[claim_id]) for claim_id in ids}
