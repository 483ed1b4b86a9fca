"""What a reader of a report sees, worked out once: plain values, no markup, in the order they are shown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import PurePosixPath, PureWindowsPath
from typing import NamedTuple
from urllib.parse import urlsplit

from pydantic import JsonValue

from claims.models import Article, Claim, Frozen, Modality
from reports import languages
from reports.highlight import Mark
from reports.languages import Direction
from reports.numberline import Bar, NumberLine, draw
from verify.models import Evidence, Finding, Reading, Report, Run, Severity, Side, Verdict

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MAX_CARDS = 2000  # a browser opens this many in about a second; the JSON has them all
MAX_MATRIX = 20  # sources; a wider table cannot be read
MAX_STATEMENTS = 12  # claims quoted on one side of a card
QUOTES_ON_SCREEN = 3  # the style sheet folds the others away
MAX_ROWS = 24  # values on one line
WORST = 3
HUES = 5  # colours of sides; the letters tell apart what colours repeat

CONFIDENCE_WORDS = ((0.95, "almost certain"), (0.85, "very likely"), (0.7, "likely"), (0.5, "more likely than not"))
LEAST_SURE = "uncertain"

MODALITY_WORDS = {
    Modality.ASSERTED: "stated as fact",
    Modality.REPORTED: "reported",
    Modality.RUMOUR: "rumour",
    Modality.GOAL: "goal or plan",
    Modality.FORECAST: "forecast",
    Modality.DENIED: "denied",
}
DIRECTNESS = tuple(MODALITY_WORDS)

SEVERITIES = tuple(Severity)
AT_ODDS = frozenset({Verdict.CONFLICT, Verdict.POSSIBLE})


class Source(Frozen):
    """A publisher, and how many articles of it were read."""

    number: int
    name: str
    articles: int
    languages: tuple[str, ...]


class Quote(Frozen):
    """A sentence as its source wrote it, with the words that carry the value."""

    text: str
    marks: tuple[Mark, ...]
    lang: str | None
    dir: Direction


class Statement(Frozen):
    """One claim as shown: who, when, how sure, and the words."""

    claim_id: str
    source: str
    title: str | None
    url: str | None
    published: str | None
    language: str
    modality: str
    cue: str | None
    negated: bool
    said_by: str | None
    when: str | None
    headline: bool
    quote: Quote


class Row(Frozen):
    """One value: as written, as read, and where it stands on the line."""

    letter: str
    hue: int
    source: str
    written: str
    lang: str | None
    dir: Direction
    read_as: str
    bar: Bar | None


class Group(Frozen):
    """One side of a finding: claims that agree with each other."""

    letter: str
    hue: int
    value: str
    statements: tuple[Statement, ...]
    more: int  # claims beyond those quoted

    @property
    def total(self) -> int:
        """All claims of the side."""
        return len(self.statements) + self.more


class Card(Frozen):
    """One finding as shown."""

    id: str
    rule: str
    verdict: Verdict
    severity: Severity
    confidence: str
    confidence_words: str
    kind: str
    attribute: str
    explanation: str
    difference: str | None
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    line: NumberLine | None
    evidence: tuple[Evidence, ...]
    score: float
    caveats: tuple[str, ...]
    sources: tuple[int, ...]
    languages: tuple[str, ...]
    bridges: tuple[str, ...]  # "3 languages", "2 currencies": what the claims reach across

    @property
    def unfolds(self) -> str | None:
        """What a screen keeps folded away, in words; None where all is shown."""
        quotes = any(len(group.statements) > QUOTES_ON_SCREEN for group in self.groups)
        parts = ("all quotes" if quotes else "", "how it was weighed" if self.evidence else "")
        return " and ".join(filter(None, parts)).capitalize() or None

    @property
    def timeline(self) -> tuple[tuple[Group, Statement], ...]:
        """All statements, oldest first."""
        pairs = [(group, statement) for group in self.groups for statement in group.statements]
        return tuple(sorted(pairs, key=lambda pair: pair[1].when or pair[1].published or ""))


class Cell(Frozen):
    """How often two sources agree and disagree."""

    agree: int
    disagree: int


class Matrix(Frozen):
    """Sources against sources; a cell is None on the diagonal."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    left_out: int


class Listed(Frozen):
    """An article as listed at the end."""

    source: str
    title: str | None
    url: str | None
    path: str
    language: str
    lang: str | None
    dir: Direction
    published: str | None
    sha256: str


class View(Frozen):
    """Everything a page shows."""

    headline: str
    subline: str
    severities: tuple[tuple[Severity, int], ...]
    verdicts: tuple[tuple[Verdict, int], ...]
    worst: tuple[Card, ...]
    cards: dict[Verdict, tuple[Card, ...]]
    left_out: int
    sources: tuple[Source, ...]
    languages: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    matrix: Matrix | None
    articles: tuple[Listed, ...]
    skipped: tuple[tuple[str, str], ...]
    run: Run
    config: tuple[tuple[str, str], ...]

    @property
    def all_cards(self) -> tuple[Card, ...]:
        """Every card in the order of the page."""
        return tuple(card for verdict in Verdict for card in self.cards[verdict])


class _Index(NamedTuple):
    articles: dict[str, Article]
    claims: dict[str, Claim]
    names: dict[str, str]  # article id -> source name
    numbers: dict[str, int]  # source name -> number

    def article(self, claim_id: str) -> Article:
        return self.articles[self.claims[claim_id].article_id]

    def source(self, claim_id: str) -> str:
        return self.names[self.claims[claim_id].article_id]

    def language(self, claim_id: str) -> str | None:
        return self.claims[claim_id].language or self.article(claim_id).language


def view(report: Report) -> View:
    """A report as a reader sees it."""
    index = _indexed(report)
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
        severities=tuple((severity, severities[severity]) for severity in SEVERITIES),
        verdicts=tuple((verdict, verdicts[verdict]) for verdict in Verdict),
        worst=cards[Verdict.CONFLICT][:WORST],
        cards=cards,
        left_out=len(report.findings) - len(shown),
        sources=sources,
        languages=tuple((tag, languages.name(tag)) for tag in tags),
        rules=tuple(sorted({finding.rule for finding in shown})),
        matrix=_matrix(report.findings, index),
        articles=tuple(_listed(article, index.names[article.id]) for article in report.articles),
        skipped=tuple((shown_path(item.path), item.reason) for item in report.skipped),
        run=report.run,
        config=tuple((key, _setting(value)) for key, value in sorted(report.run.config.items())),
    )


def confidence_words(confidence: float) -> str:
    """A probability in words, one scale for all formats."""
    return next((words for floor, words in CONFIDENCE_WORDS if confidence >= floor), LEAST_SURE)


def percent(confidence: float) -> str:
    """A probability as a whole percentage; never 100 unless it is exactly one."""
    return f"{min(round(confidence * 100), 99 if confidence < 1 else 100)} %"


def letter(number: int) -> str:
    """What side number 0, 1, 2, ... is called."""
    return LETTERS[number] if number < len(LETTERS) else str(number + 1)


def plural(count: int, noun: str, many: str | None = None) -> str:
    """One claim, 2 claims, 1,204 claims."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def source_name(article: Article) -> str:
    """Publisher, else the host of its address, else the file's name."""
    return article.source or _host(article.url) or file_name(article.path)


def safe_url(url: str | None) -> str | None:
    """The address where it is one that a browser may open from a report; None for scripts, files and the like."""
    address = (url or "").strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    sound = address.isprintable() and " " not in address
    return address if sound and parts.scheme in ("http", "https") and parts.netloc else None


def file_name(path: str) -> str:
    """The last part of a path of either kind."""
    return PureWindowsPath(path).name or path


def shown_path(path: str) -> str:
    """The path where it is relative; of an absolute one its last part: a mailed report names no one's folders."""
    absolute = PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute() or path.startswith("~")
    return file_name(path) if absolute else path


def ordered(side: Side, articles: dict[str, Article], claims: dict[str, Claim]) -> list[Claim]:
    """Claims of a side: newest first, then the most direct."""
    members = [claims[claim_id] for claim_id in side.claim_ids]
    members.sort(key=lambda claim: (DIRECTNESS.index(claim.modality), claim.id))
    members.sort(key=lambda claim: articles[claim.article_id].published or "", reverse=True)
    return members


def _headline(conflicts: int, articles: int) -> str:
    if not articles:
        return "No article could be read"
    return f"{plural(conflicts, 'conflict')} between the sources" if conflicts else "No conflict found"


def _subline(articles: int, sources: int, tags: int) -> str:
    return f"{plural(articles, 'article')} from {plural(sources, 'source')} in {plural(tags, 'language')}"


def _indexed(report: Report) -> _Index:
    names = {article.id: source_name(article) for article in report.articles}
    numbers = {name: number for number, name in enumerate(sorted(set(names.values()), key=str.casefold))}
    articles = {article.id: article for article in report.articles}
    return _Index(articles, {claim.id: claim for claim in report.claims}, names, numbers)


def _sources(articles: Iterable[Article], index: _Index) -> tuple[Source, ...]:
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


def _card(finding: Finding, index: _Index) -> Card:
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


def _bridges(tags: Sequence[str], readings: Iterable[Reading], index: _Index) -> tuple[str, ...]:
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


def _group(number: int, side: Side, index: _Index) -> Group:
    members = ordered(side, index.articles, index.claims)
    statements = tuple(_statement(claim, number, side.readings, index) for claim in members[:MAX_STATEMENTS])
    more = len(members) - len(statements)
    return Group(letter=letter(number), hue=number % HUES, value=side.value, statements=statements, more=more)


def _statement(claim: Claim, side: int, readings: Iterable[Reading], index: _Index) -> Statement:
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
        negated=claim.negated,
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


def _row(side: int, reading: Reading, bar: Bar | None, index: _Index) -> Row:
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


def _matrix(findings: Iterable[Finding], index: _Index) -> Matrix | None:
    """Who agrees with whom, among the sources that were compared at all; those at odds most come first."""
    agree: Counter[tuple[str, str]] = Counter()
    disagree: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        together, apart = _pairs([{index.source(claim_id) for claim_id in side.claim_ids} for side in finding.sides])
        if finding.verdict is Verdict.AGREEMENT:
            agree.update(together | apart)
        elif finding.verdict is Verdict.CONFLICT:
            agree.update(together - apart)
            disagree.update(apart)
    weight = Counter(name for pair in disagree.elements() for name in pair)
    involved = sorted(
        {name for pair in (*agree, *disagree) for name in pair}, key=lambda name: (-weight[name], name.casefold())
    )
    if not involved:
        return None
    names = involved[:MAX_MATRIX]
    rows = tuple(tuple(_cell(one, other, agree, disagree) for other in names) for one in names)
    return Matrix(names=tuple(names), rows=rows, left_out=len(involved) - len(names))


def _cell(one: str, other: str, agree: Counter[tuple[str, str]], disagree: Counter[tuple[str, str]]) -> Cell | None:
    pair = (min(one, other), max(one, other))
    return None if one == other else Cell(agree=agree[pair], disagree=disagree[pair])


def _pairs(sides: Sequence[set[str]]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Pairs of sources on one side, and pairs on two."""
    together = {pair for side in sides for pair in combinations(sorted(side), 2)}
    apart = {
        (min(one, other), max(one, other))
        for first, second in combinations(sides, 2)
        for one in first
        for other in second
        if one != other
    }
    return together, apart


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


def _host(url: str | None) -> str | None:
    return urlsplit(url).netloc.removeprefix("www.") if safe_url(url) and url else None
