"""A report as a reader sees it, worked out once for all that a page shows."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pydantic import JsonValue

from claims.models import Article, Claim
from reports import languages
from reports.highlight import Mark
from reports.matrix import matrix
from reports.model import Card, Group, Listed, Quote, Row, Source, Statement, View
from reports.numberline import Bar, draw
from reports.sources import Index, indexed, safe_url, shown_path
from reports.words import MODALITY_WORDS, confidence_words, letter, percent, plural
from verify.models import Finding, Reading, Report, Severity, Side, Verdict

MAX_CARDS = 2000  # a browser opens this many in about a second; the JSON has them all
MAX_STATEMENTS = 12  # claims quoted on one side of a card
MAX_ROWS = 24  # values on one line
WORST = 3
HUES = 5  # colours of sides; the letters tell apart what colours repeat

AT_ODDS = frozenset({Verdict.CONFLICT, Verdict.POSSIBLE})


def view(report: Report) -> View:
    """A report as a reader sees it."""
    index = indexed(report)
    shown = report.findings[:MAX_CARDS]
    cards = {verdict: tuple(_card(item, index) for item in shown if item.verdict is verdict) for verdict in Verdict}
    verdicts = Counter(finding.verdict for finding in report.findings)
    conflicts = [finding for finding in report.findings if finding.verdict is Verdict.CONFLICT]
    severities = Counter(finding.severity for finding in conflicts)
    sources = _sources(report.articles, index)
    tags = sorted({article.language for article in report.articles if article.language})
    return View(
        headline=_headline(len(conflicts), len(report.articles)),
        subline=_subline(len(report.articles), len(sources), len(tags)),
        severities=tuple((severity, severities[severity]) for severity in Severity),
        verdicts=tuple((verdict, verdicts[verdict]) for verdict in Verdict),
        worst=cards[Verdict.CONFLICT][:WORST],
        cards=cards,
        left_out=len(report.findings) - len(shown),
        sources=sources,
        languages=tuple((tag, languages.name(tag)) for tag in tags),
        rules=tuple(sorted({finding.rule for finding in shown})),
        matrix=matrix(report.findings, index),
        articles=tuple(_listed(article, index.names[article.id]) for article in report.articles),
        skipped=tuple((shown_path(item.path), item.reason) for item in report.skipped),
        run=report.run,
        counts=tuple((name.replace("_", " "), count) for name, count in sorted(report.run.counts.items())),
        config=tuple((key, _setting(value)) for key, value in sorted(report.run.config.items())),
    )


def _headline(conflicts: int, articles: int) -> str:
    if not articles:
        return "No article could be read"
    return f"{plural(conflicts, 'conflict')} between the sources" if conflicts else "No conflict found"


def _subline(articles: int, sources: int, tags: int) -> str:
    return f"{plural(articles, 'article')} from {plural(sources, 'source')} in {plural(tags, 'language')}"


def _sources(articles: Iterable[Article], index: Index) -> tuple[Source, ...]:
    by_name: dict[str, list[Article]] = {name: [] for name in index.numbers}
    for article in articles:
        by_name[index.names[article.id]].append(article)
    return tuple(
        Source(
            number=index.numbers[name],
            name=name,
            articles=len(members),
            languages=tuple(sorted({languages.name(article.language) for article in members})),
        )
        for name, members in by_name.items()
    )


def _card(finding: Finding, index: Index) -> Card:
    claim_ids = [claim_id for side in finding.sides for claim_id in side.claim_ids]
    readings = [(number, reading) for number, side in enumerate(finding.sides) for reading in side.readings][:MAX_ROWS]
    line = draw([reading for _, reading in readings]) if finding.verdict in AT_ODDS else None
    bars = line.bars if line else (None,) * len(readings)
    tags = sorted({tag for claim_id in claim_ids if (tag := index.language(claim_id))})
    return Card(
        id=finding.id,
        rule=finding.rule,
        verdict=finding.verdict,
        severity=finding.severity,
        confidence=percent(finding.confidence),
        confidence_words=confidence_words(finding.confidence),
        kind=finding.kind.value,
        attribute=finding.attribute,
        explanation=finding.explanation,
        difference=finding.difference,
        groups=tuple(_group(number, side, index) for number, side in enumerate(finding.sides)),
        rows=tuple(_row(number, reading, bar, index) for (number, reading), bar in zip(readings, bars, strict=True)),
        line=line,
        evidence=finding.evidence,
        score=sum(item.weight for item in finding.evidence),
        caveats=finding.caveats,
        sources=tuple(sorted({index.numbers[index.source(claim_id)] for claim_id in claim_ids})),
        languages=tuple(tags),
        bridges=_bridges(tags, [reading for _, reading in readings], index),
    )


def _bridges(tags: Sequence[str], readings: Iterable[Reading], index: Index) -> tuple[str, ...]:
    currencies = {unit for reading in readings for unit in _currencies(reading, index.claims[reading.claim_id])}
    counted = ((len(tags), "language", "languages"), (len(currencies), "currency", "currencies"))
    return tuple(f"across {plural(*words)}" for words in counted if words[0] > 1)


def _currencies(reading: Reading, claim: Claim) -> set[str]:
    return {
        quantity.unit
        for quantity in claim.quantities
        if quantity.unit
        and quantity.dimension == "money"
        and quantity.span.start < reading.end
        and reading.start < quantity.span.end
    }


def _group(number: int, side: Side, index: Index) -> Group:
    members = index.ordered(side)
    statements = tuple(_statement(claim, number, side.readings, index) for claim in members[:MAX_STATEMENTS])
    more = len(members) - len(statements)
    return Group(letter=letter(number), hue=number % HUES, value=side.value, statements=statements, more=more)


def _statement(claim: Claim, side: int, readings: Iterable[Reading], index: Index) -> Statement:
    article = index.articles[claim.article_id]
    return Statement(
        claim_id=claim.id,
        source=index.names[article.id],
        title=article.title,
        url=safe_url(article.url),
        published=article.published,
        language=languages.name(index.language(claim.id)),
        modality=MODALITY_WORDS[claim.modality],
        cue=claim.modality_cue,
        said_by=claim.said_by,
        when=claim.when if claim.when_stated else None,
        headline=claim.zone in ("headline", "subhead"),
        quote=_quote(claim, side, readings, index.language(claim.id)),
    )


def _quote(claim: Claim, side: int, readings: Iterable[Reading], tag: str | None) -> Quote:
    """The whole sentence, with the words that carry the value marked; without readings, the whole claim."""
    start = claim.sentence.start
    spans = [(item.start, item.end) for item in readings if item.claim_id == claim.id] or [
        (claim.span.start, claim.span.end)
    ]
    marks = tuple(Mark(max(first - start, 0), last - start, side % HUES) for first, last in spans if last > start)
    return Quote(text=claim.sentence.quote, marks=marks, lang=languages.known(tag), dir=languages.direction(tag))


def _row(side: int, reading: Reading, bar: Bar | None, index: Index) -> Row:
    tag = index.language(reading.claim_id)
    return Row(
        letter=letter(side),
        hue=side % HUES,
        source=index.source(reading.claim_id),
        written=reading.text,
        lang=languages.known(tag),
        dir=languages.direction(tag),
        read_as=reading.normalised,
        bar=bar,
    )


def _listed(article: Article, source: str) -> Listed:
    return Listed(
        source=source,
        title=article.title,
        url=safe_url(article.url),
        path=shown_path(article.path),
        language=languages.name(article.language),
        lang=languages.known(article.language),
        dir=languages.direction(article.language),
        published=article.published,
        sha256=article.sha256,
    )


def _setting(value: JsonValue) -> str:
    if isinstance(value, str):
        return shown_path(value)
    if isinstance(value, list):
        return ", ".join(_setting(item) for item in value)
    return str(value)
