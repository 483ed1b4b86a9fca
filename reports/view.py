"""A report as a reader sees it, worked out once for all that a page shows."""

from collections import Counter
from collections.abc import Iterable

from pydantic import JsonValue

from claims.ids import digest
from claims.models import Article
from reports import languages
from reports.cards import card
from reports.matrix import matrix
from reports.messages import Messages, messages
from reports.model import AT_ODDS, Card, History, Listed, Past, Repeat, Source, View
from reports.names import names_of
from reports.past import past
from reports.sentences import GATE
from reports.sources import Index, indexed, safe_url, shown_failure, shown_path, shown_reason, shown_word
from reports.told import told
from reports.words import percent
from verify.models import Report, Severity, State, Verdict

WORST = 3
COMMAND = "command_line"  # the setting that holds how the program was called, where a caller tells it
SLOTS = {
    "measure": "another measure",
    "subject": "another subject",
    "scope": "another place or scope",
    "time": "another time",
    "status": "another certainty: a plan, a forecast, a denial",
    "form": "another form: a rate, a change, a total",
}
STATES = (State.NEW, State.CHANGED, State.UNCHANGED)


def view(report: Report, words: Messages | None = None) -> View:
    """A report as a reader sees it, in the language of `words` (English unless given)."""
    words = words or messages()
    index = indexed(report)
    names = names_of(report)
    shown = [card(item, index, names, report.history, words) for item in report.findings]
    cards = {verdict: tuple(item for item in shown if item.verdict is verdict) for verdict in Verdict}
    verdicts = Counter(finding.verdict for finding in report.findings)
    conflicts = [finding for finding in report.findings if finding.verdict is Verdict.CONFLICT]
    severities = Counter(finding.severity for finding in conflicts)
    return View(
        headline=_headline(len(conflicts), len(report.articles), words),
        severities=tuple((severity, severities[severity]) for severity in Severity),
        verdicts=tuple((verdict, verdicts[verdict]) for verdict in Verdict),
        rule_counts=tuple(sorted(Counter(item.rule for item in shown if item.at_odds).items())),
        worst=_worst(cards),
        cards=cards,
        sources=_sources(report.articles, index, words),
        languages=_languages(report.articles, words),
        entities=names.offered,
        states=tuple(sorted({word for item in shown for word in item.standing.words})),
        rules=tuple(sorted({finding.rule for finding in report.findings})),
        matrix=matrix(report.findings, index),
        articles=tuple(_listed(article, index.names[article.id], words) for article in report.articles),
        skipped=tuple((shown_path(item.path), shown_reason(item.reason)) for item in report.skipped),
        repeats=_repeats(report, index),
        held_back=_held_back(report, words),
        history=_history(report, words),
        run=report.run.model_copy(update={"failed": shown_failure(report)}),
        counts=tuple(sorted(report.run.counts.items())),
        config=_settings(report),
        config_hash=digest(*(f"{key}={value}" for key, value in _settings(report)), length=12),
        command=_command(report),
    )


def _headline(conflicts: int, articles: int, words: Messages) -> str:
    if not articles:
        return words.text("No article could be read")
    if not conflicts:
        return words.text("No conflict found")
    return words.count("{n} conflicts between the sources", conflicts)


def _worst(cards: dict[Verdict, tuple[Card, ...]]) -> tuple[Card, ...]:
    """The first conflicts that no editor has dealt with; where there are none, the first to check."""
    for verdict in (Verdict.CONFLICT, Verdict.POSSIBLE):
        left = [item for item in cards[verdict] if not (item.standing.decision or item.standing.accepted)]
        if left or cards[verdict]:
            return tuple(left[:WORST])
    return ()


def _languages(articles: Iterable[Article], words: Messages) -> tuple[tuple[str, str], ...]:
    tags = sorted({article.language for article in articles if article.language})
    return tuple((tag, languages.name(tag, words)) for tag in tags)


def _sources(articles: Iterable[Article], index: Index, words: Messages) -> tuple[Source, ...]:
    by_name: dict[str, list[Article]] = {name: [] for name in index.numbers}
    for article in articles:
        by_name[index.names[article.id]].append(article)
    return tuple(
        Source(
            number=index.numbers[name],
            name=name,
            articles=len(members),
            languages=tuple(sorted({languages.name(article.language, words) for article in members})),
        )
        for name, members in by_name.items()
    )


def _repeats(report: Report, index: Index) -> tuple[Repeat, ...]:
    return tuple(
        Repeat(
            source=index.names[copy.article_id],
            of=index.names[copy.of],
            overlap=percent(copy.overlap),
            faithful=copy.faithful,
        )
        for copy in report.copies
        if {copy.article_id, copy.of} <= index.names.keys()
    )


def _held_back(report: Report, words: Messages) -> tuple[tuple[str, int], ...]:
    """Slots in which pairs that look alike differ, and how many findings each kept apart."""
    slots = Counter(
        item.feature.removeprefix(GATE)
        for finding in report.findings
        if finding.verdict is Verdict.INCOMPARABLE
        for item in finding.evidence
        if item.feature.startswith(GATE)
    )
    return tuple((words.text(SLOTS.get(slot, slot)), count) for slot, count in slots.most_common())


def _history(report: Report, words: Messages) -> History | None:
    known = report.history
    if known is None:
        return None
    at_odds = {finding.id for finding in report.findings if finding.verdict in AT_ODDS}
    states = Counter(mark.state for key, mark in known.marks.items() if key in at_odds)
    gone = [item for item in known.gone if item.verdict in AT_ODDS]
    return History(
        against=told(known.against, words) if known.against else None,
        states=tuple((state.value, states[state]) for state in STATES if known.against or states[state]),
        gone=tuple(
            Past(id=item.id, rule=item.rule, severity=item.severity, explanation=past(item, words)) for item in gone
        ),
    )


def _listed(article: Article, source: str, words: Messages) -> Listed:
    return Listed(
        source=source,
        title=article.title,
        url=safe_url(article.url),
        path=shown_path(article.path),
        language=languages.name(article.language, words),
        lang=languages.known(article.language),
        dir=languages.direction(article.language),
        published=article.published,
        sha256=article.sha256,
    )


def _settings(report: Report) -> tuple[tuple[str, str], ...]:
    return tuple((key, _setting(value)) for key, value in sorted(report.run.config.items()) if key != COMMAND)


def _setting(value: JsonValue) -> str:
    if isinstance(value, str):
        return shown_word(value)
    if isinstance(value, list):
        return ", ".join(_setting(item) for item in value)
    return str(value)


def _command(report: Report) -> str | None:
    """How the program was called; paths as a mailed report may show them."""
    command = report.run.config.get(COMMAND)
    if isinstance(command, list):
        return " ".join(shown_word(str(word)) for word in command)
    return " ".join(map(shown_word, command.split())) if isinstance(command, str) else None
