"""One finding as shown: its sentence, sides, values, reasons and questions."""

from collections.abc import Iterable, Sequence

from claims.models import Claim
from reports import languages
from reports.amounts import DAYS, amount, as_written, reading_amount
from reports.clearing import clearing
from reports.difference import difference
from reports.highlight import Mark
from reports.messages import Messages
from reports.model import AT_ODDS, Card, Group, Quote, Reason, Row, SecondOpinion, Standing, Statement
from reports.names import Names
from reports.numberline import Bar, draw
from reports.phrases import Phrase
from reports.sentences import first_day, label, sentence
from reports.sources import Index, safe_url
from reports.times import day, period
from reports.told import reasoned
from reports.words import MODALITY_WORDS, RELATION_WORDS, how_sure, letter, percent
from verify.models import Evidence, Finding, History, Reading, Side, Verdict

# What is less likely is folded away: of the list to check one entry in thirty is right (docs/measured.md), and of
# figures that are said to have changed over time most are of two things.
LIKELY = {Verdict.POSSIBLE: 0.03, Verdict.UPDATE: 0.4}
MAX_STATEMENTS = 12  # claims quoted on one side of a card
MAX_REASONS = 5  # told one by one
MAX_ROWS = 24  # values on one line
HUES = 5  # colours of sides; the letters tell apart what colours repeat


def card(finding: Finding, index: Index, names: Names, history: History | None, words: Messages) -> Card:
    """A finding as shown, in the language of `words`."""
    sides = _merged(finding, words)
    claims = [index.claims[claim_id] for side in finding.sides for claim_id in side.claim_ids]
    readings = [(number, reading) for number, side in enumerate(sides) for reading in side.readings][:MAX_ROWS]
    line = draw([reading for _, reading in readings], words) if finding.verdict in AT_ODDS else None
    bars = line.bars if line else (None,) * len(readings)
    tags = sorted({tag for claim in claims if (tag := index.language(claim.id))})
    return Card(
        id=finding.id,
        rule=finding.rule,
        verdict=finding.verdict,
        severity=finding.severity,
        confidence=percent(finding.confidence),
        confidence_words=words.text(how_sure(finding)),
        likely=finding.confidence >= LIKELY.get(finding.verdict, 0.0),
        kind=finding.kind.value,
        label=label(finding, index, words),
        sentence=sentence(finding, index, words),
        difference=difference(finding, words),
        groups=tuple(_group(number, side, index, words) for number, side in enumerate(sides)),
        rows=tuple(_row(number, item, bar, index, words) for (number, item), bar in zip(readings, bars, strict=True)),
        line=line,
        evidence=_reasons(finding.evidence, words),
        score=sum(item.weight for item in finding.evidence),
        caveats=tuple(reasoned(caveat, words) for caveat in finding.caveats),
        clearing=clearing(finding, index, words),
        sources=tuple(sorted({index.numbers[index.source(claim.id)] for claim in claims})),
        languages=tuple(tags),
        entities=names.of(claims),
        bridges=_bridges(tags, [reading for _, reading in readings], index, words),
        newest=max((index.article(claim.id).published or "" for claim in claims), default=""),
        standing=_standing(finding.id, history),
        opinion=_opinion(finding.id, index, words),
    )


def _standing(identity: str, history: History | None) -> Standing:
    mark = history.marks.get(identity) if history else None
    if mark is None:
        return Standing()
    return Standing(state=mark.state and mark.state.value, accepted=mark.accepted, decision=mark.decision)


def _opinion(identity: str, index: Index, words: Messages) -> SecondOpinion | None:
    opinion = index.opinions.get(identity)
    if opinion is None:
        return None
    return SecondOpinion(
        by=index.adjudicator,
        relation=words.text(RELATION_WORDS[opinion.relation]),
        confidence=percent(opinion.probability),
        reason=opinion.reason,
    )


def _merged(finding: Finding, words: Messages) -> Sequence[Side]:
    """The sides as shown: of an agreement those in one unit are one, for it has no sides to take."""
    if finding.verdict is not Verdict.AGREEMENT:
        return finding.sides
    by_value: dict[str | None, list[Side]] = {}
    for side in finding.sides:
        unit = side.readings[0].unit if side.readings else str(amount(side, words))
        by_value.setdefault(unit, []).append(side)
    return tuple(
        Side(
            value=members[0].value,
            claim_ids=tuple(dict.fromkeys(claim_id for side in members for claim_id in side.claim_ids)),
            readings=tuple(reading for side in members for reading in side.readings),
        )
        for members in by_value.values()
    )


def _reasons(evidence: Sequence[Evidence], words: Messages) -> tuple[Reason, ...]:
    """The heaviest reasons, and in one the sum of the rest: the data behind the page have them all."""
    if len(evidence) <= MAX_REASONS + 1:
        return tuple(_reason(item, words) for item in evidence)
    heavy = sorted(range(len(evidence)), key=lambda number: (-abs(evidence[number].weight), number))[:MAX_REASONS]
    rest = [item.weight for number, item in enumerate(evidence) if number not in heavy]
    summed = Reason(detail=words.counted("{n} lighter reasons together", len(rest)), weight=sum(rest))
    return (*(_reason(evidence[number], words) for number in sorted(heavy)), summed)


def _reason(item: Evidence, words: Messages) -> Reason:
    return Reason(detail=reasoned(item.detail, words), weight=item.weight)


def _bridges(tags: Sequence[str], readings: Iterable[Reading], index: Index, words: Messages) -> tuple[str, ...]:
    currencies = {unit for reading in readings for unit in _currencies(reading, index.claims[reading.claim_id])}
    counted = (("across {n} languages", len(tags)), ("across {n} currencies", len(currencies)))
    return tuple(words.count(key, count) for key, count in counted if count > 1)


def _currencies(reading: Reading, claim: Claim) -> set[str]:
    return {
        quantity.unit
        for quantity in claim.quantities
        if quantity.unit
        and quantity.dimension == "money"
        and quantity.span.start < reading.end
        and reading.start < quantity.span.end
    }


def _group(number: int, side: Side, index: Index, words: Messages) -> Group:
    """A side; of claims that share one sentence word for word the newest is quoted, the others are named with it."""
    wordings: dict[str, list[Claim]] = {}
    for claim in index.ordered(side):
        wordings.setdefault(index.wording(claim.id), []).append(claim)
    quoted = list(wordings.values())[:MAX_STATEMENTS]
    statements = tuple(_statement(members, side.readings, index, words) for members in quoted)
    more = len(side.claim_ids) - sum(len(members) for members in quoted)
    value = amount(side, words)
    total = len(side.claim_ids)
    return Group(letter=letter(number), hue=number % HUES, value=value, statements=statements, total=total, more=more)


def _statement(members: Sequence[Claim], readings: Iterable[Reading], index: Index, words: Messages) -> Statement:
    claim = members[0]
    article = index.articles[claim.article_id]
    source = index.names[article.id]
    moment = first_day(claim, index)
    copies = dict.fromkeys(name for other in members if (name := index.source(other.id)) != source)
    return Statement(
        claim_id=claim.id,
        source=source,
        title=article.title,
        url=safe_url(article.url),
        published=article.published,
        language=languages.name(index.language(claim.id), words),
        modality=words.text(MODALITY_WORDS[claim.modality]),
        cue=claim.modality_cue,
        said_by=claim.said_by,
        when=_when(claim, readings, article.published, words),
        day=day(moment, words) if moment else None,
        moment=moment,
        headline=claim.zone in ("headline", "subhead"),
        quote=_quote(claim, readings, index.language(claim.id)),
        copies=tuple(copies),
        copy_of=index.names[root] if (root := index.root(article.id)) != article.id else None,
    )


def _when(claim: Claim, readings: Iterable[Reading], published: str | None, words: Messages) -> Phrase | None:
    """The time that a claim states; where days are the values of the finding, they need not be told again."""
    dates = any(item.unit == DAYS and item.claim_id == claim.id for item in readings)
    stated = claim.when if claim.when_stated and not dates else None
    return period(stated, words, published) if stated else None


def _quote(claim: Claim, readings: Iterable[Reading], tag: str | None) -> Quote:
    """The whole sentence, with the words that carry the value marked; without readings, the whole claim."""
    start = claim.sentence.start
    spans = [(item.start, item.end) for item in readings if item.claim_id == claim.id] or [
        (claim.span.start, claim.span.end)
    ]
    marks = tuple(Mark(max(first - start, 0), last - start) for first, last in spans if last > start)
    return Quote(text=claim.sentence.quote, marks=marks, lang=languages.known(tag), dir=languages.direction(tag))


def _row(side: int, reading: Reading, bar: Bar | None, index: Index, words: Messages) -> Row:
    tag = index.language(reading.claim_id)
    return Row(
        letter=letter(side),
        hue=side % HUES,
        source=index.source(reading.claim_id),
        written=reading.text,
        lang=languages.known(tag),
        dir=languages.direction(tag),
        own=_own(reading, words),
        compared=reading_amount(reading, words),
        bar=bar,
    )


def _own(reading: Reading, words: Messages) -> Phrase | None:
    """The value in the unit that was written, where the common unit of the finding is another one."""
    counted = reading.unit is None or reading.unit in ("%", "x", "date") or reading.unit.startswith("count")
    told = counted or reading.normalised.endswith(f" {reading.unit}")
    return None if told else as_written(reading.normalised, words)
