"""Article -> claims: one stated fact at clause level, with its figures, names, time, status and who says it."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeVar

from claims import clauses, comparisons, dates, entities, measures, quantities, status
from claims.ids import digest
from claims.models import (
    Article,
    Claim,
    Comparison,
    DateMention,
    EntityMention,
    Frozen,
    Measure,
    Modality,
    Quantity,
    Sentence,
    Span,
    Zone,
)
from claims.quantities.currencies import country_of
from claims.segmentation import segment

Mention = TypeVar("Mention", Quantity, DateMention, EntityMention, Measure, Comparison)

CARRIED = (Modality.REPORTED, Modality.RUMOUR)  # "X says that A, and B": said of each clause that follows
ANAPHORA_SENTENCES = 3  # how far back "the latter" or "the chip" may point
KEPT = 1 << 13  # sentences that may come again, in the next article
MIN_WORDS = 3  # a heading or exclamation shorter than this states nothing


class Found(NamedTuple):
    """What the recognisers found in one sentence, at offsets of the sentence."""

    quantities: Sequence[Quantity]
    dates: Sequence[DateMention]
    entities: Sequence[EntityMention]
    measures: Sequence[Measure]


class Read(NamedTuple):
    """What the recognisers found in one sentence, at offsets of the article."""

    sentence: Sentence
    quantities: list[Quantity]
    dates: list[DateMention]
    entities: list[EntityMention]
    measures: list[Measure]
    comparisons: list[Comparison]
    status: status.Status


def _shift(mentions: Iterable[Mention], by: int) -> list[Mention]:
    return [m.model_copy(update={"span": m.span.shifted(by)}) for m in mentions]


def _inside(mentions: Iterable[Mention], start: int, end: int) -> tuple[Mention, ...]:
    return tuple(m for m in mentions if start <= m.span.start and m.span.end <= end)


def _clear_of(mentions: Iterable[Mention], taken: Sequence[Frozen]) -> list[Mention]:
    spans = [t.span for t in taken]  # type: ignore[attr-defined]
    return [m for m in mentions if not any(m.span.overlaps(s) for s in spans)]


def _read(article: Article, sentence: Sentence, before: Sequence[EntityMention]) -> Read:
    text, language, offset = sentence.span.quote, sentence.language, sentence.span.start
    country = country_of(article.source) or country_of(article.url)
    found = _found(text, language, article.published, country)
    compared = comparisons.find(text, language, found.entities, context=before)
    return Read(
        sentence,
        _shift(found.quantities, offset),
        _shift(found.dates, offset),
        _shift(found.entities, offset),
        _shift(found.measures, offset),
        _shift(compared, offset),
        _status(text, language),
    )


@lru_cache(maxsize=KEPT)
def _found(text: str, language: str | None, published: str | None, country: str | None) -> Found:
    """What stands in a sentence, whichever article has it: agency copy is read once."""
    days = dates.find(text, language, published)
    names = entities.find(text, language)
    codes = [n for n in names if n.kind == "code"]
    # A model number or a date is never a figure, whatever the number reader makes of it.
    counted = quantities.find(text, language, country)
    days = [day for day in days if not _part_of_a_span(day, counted)]
    figures = _clear_of(counted, [*days, *codes])
    # Nor are its unit and magnitude a name: "140 Millionen Euro", "5 million Hong Kong dollars".
    return Found(figures, days, _clear_of(names, figures), measures.find(text, language))


_status = lru_cache(maxsize=KEPT)(status.read)


def _part_of_a_span(day: DateMention, counted: Sequence[Quantity]) -> bool:
    """Whether an hour of the day is but the first words of a span of time: "через 1 час 45 минут"."""
    return day.precision == "time" and any(
        q.dimension == "duration"
        and q.span.start <= day.span.start
        and day.span.end <= q.span.end
        and q.span.quote != day.span.quote
        for q in counted
    )


def iso_interval(days: Sequence[DateMention]) -> str | None:
    """ISO 8601 date or interval that covers the first dated mention; None without one, or of no known year."""
    for day in days:
        if day.recurring:
            continue
        if day.start and day.end:
            return day.start.isoformat() if day.start == day.end else f"{day.start}/{day.end}"
        if day.start or day.end:
            return f"{day.start or '..'}/{day.end or '..'}"
    return None


def _clause_status(text: str, sentence: Sentence, whole: status.Status) -> status.Status:
    """The clause's own status; a bare clause takes who says it, and a rumour, from its sentence."""
    if text == sentence.span.quote:
        return whole
    own = _status(text, sentence.language)
    update: dict[str, object] = {}
    if own.modality is Modality.ASSERTED and whole.modality in CARRIED:
        update = {"modality": whole.modality, "cue": whole.cue}
    if own.said_by is None and whole.said_by is not None:
        update["said_by"] = whole.said_by
    return own.model_copy(update=update) if update else own


def _claim(article: Article, read: Read, start: int, end: int) -> Claim:
    text = article.text[start:end]
    said = _clause_status(text, read.sentence, read.status)
    days = _inside(read.dates, start, end)
    stated = iso_interval(days) or iso_interval(read.dates)
    return Claim(
        id="c" + digest(article.id, str(start), str(end)),
        article_id=article.id,
        span=Span(start=start, end=end, quote=text),
        sentence=read.sentence.span,
        zone=read.sentence.zone,
        language=read.sentence.language,
        quantities=_inside(read.quantities, start, end),
        entities=_inside(read.entities, start, end),
        dates=days,
        measures=_inside(read.measures, start, end),
        comparisons=_inside(read.comparisons, start, end),
        modality=said.modality,
        modality_cue=said.cue.quote if said.cue else None,
        negated=said.negated,
        form=said.form,
        scopes=tuple(dict.fromkeys(scope.kind for scope in said.scopes)),
        phases=said.phases,
        said_by=said.said_by,
        when=stated or article.published,
        when_stated=stated is not None,
    )


def _states_something(read: Read) -> bool:
    """Whether there is a figure, a comparison, or at least a few words; scripts without spaces count by characters."""
    text = read.sentence.span.quote
    long_enough = len(text.split()) >= MIN_WORDS or (not text.isascii() and len(text) >= 2 * MIN_WORDS)
    return bool(read.quantities or read.comparisons) or long_enough


def _claims(article: Article, read: Read) -> Iterable[Claim]:
    offset = read.sentence.span.start
    figures = [(q.span.start - offset, q.span.end - offset) for q in read.quantities]
    for start, end in clauses.split(read.sentence.span.quote, figures, read.sentence.language):
        if end > start:
            yield _claim(article, read, start + offset, end + offset)


def extract(article: Article) -> tuple[Claim, ...]:
    """All claims of an article, in the order of the text. Boilerplate states nothing."""
    claims: list[Claim] = []
    recent: list[list[EntityMention]] = []
    for sentence in segment(article):
        if sentence.zone is Zone.BOILERPLATE:
            continue
        read = _read(article, sentence, [e for names in recent for e in names])
        if _states_something(read):
            claims.extend(_claims(article, read))
        recent = [*recent[1 - ANAPHORA_SENTENCES :], read.entities]
    return tuple(claims)


def parse_day(published: str | None) -> date | None:
    """The day of a full ISO date; None for a reduced one."""
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None
