"""What a reader of a report sees: plain values, no markup, in the order they are shown."""

from claims.models import Frozen
from reports.highlight import Mark
from reports.languages import Direction
from reports.matrix import Matrix
from reports.numberline import Bar, NumberLine
from reports.phrases import Phrase
from verify.models import Accepted, Decision, Run, Severity, Verdict

AT_ODDS = frozenset({Verdict.CONFLICT, Verdict.POSSIBLE})
QUOTES_ON_SCREEN = 3  # the style sheet folds the others away


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
    """One claim as shown: who, when, how sure, and the words. `copies` name sources with the very same sentence."""

    claim_id: str
    source: str
    title: str | None
    url: str | None
    published: str | None
    language: str
    modality: str
    cue: str | None
    said_by: str | None
    when: Phrase | None  # the time it speaks of, where it states one
    day: Phrase | None  # the first day of that time, else of publication
    moment: str  # the same, ISO 8601, to put statements in order
    headline: bool
    quote: Quote
    copies: tuple[str, ...] = ()
    copy_of: str | None = None  # the source whose text this article repeats


class Row(Frozen):
    """One value: as written, as read, and where it stands on the line."""

    letter: str
    hue: int
    source: str
    written: str
    lang: str | None
    dir: Direction
    own: Phrase | None  # as read, in the unit that was written, where that is not the common one
    compared: Phrase  # in the common unit
    bar: Bar | None


class Group(Frozen):
    """One side of a finding: claims that agree with each other."""

    letter: str
    hue: int
    value: Phrase
    statements: tuple[Statement, ...]
    total: int  # claims of the side, copies among them
    more: int  # claims beyond those quoted


class Reason(Frozen):
    """One reason of a finding and its weight."""

    detail: Phrase
    weight: float


class Standing(Frozen):
    """What is known of a finding from before: its state against an earlier run, and an editor's word."""

    state: str | None = None  # new, unchanged, changed
    accepted: Accepted | None = None
    decision: Decision | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The states by which a reader may filter."""
        decided = "decided" if self.decision else None
        return tuple(filter(None, (self.state, decided, "accepted" if self.accepted else None)))


class SecondOpinion(Frozen):
    """What an adjudicator says of a finding, beside the verdict made here."""

    by: str
    relation: str
    confidence: str
    reason: str


class Card(Frozen):
    """One finding as shown."""

    id: str
    rule: str
    verdict: Verdict
    severity: Severity
    confidence: str
    confidence_words: str
    likely: bool  # whether it is worth a look of its own
    kind: str
    label: Phrase
    sentence: Phrase
    difference: Phrase | None
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    line: NumberLine | None
    evidence: tuple[Reason, ...]
    score: float
    caveats: tuple[Phrase, ...]
    clearing: tuple[Phrase, ...]
    sources: tuple[int, ...]
    languages: tuple[str, ...]
    entities: tuple[int, ...]
    bridges: tuple[str, ...]  # "3 languages", "2 currencies": what the claims reach across
    newest: str  # day of the newest article in it, ISO 8601; empty where none is dated
    standing: Standing
    opinion: SecondOpinion | None = None  # None: nobody was asked about it

    @property
    def at_odds(self) -> bool:
        """Whether its sides contradict each other, or may."""
        return self.verdict in AT_ODDS

    @property
    def folds_quotes(self) -> bool:
        """Whether a screen keeps some of the quotes folded away."""
        return any(len(group.statements) > QUOTES_ON_SCREEN for group in self.groups)

    @property
    def timeline(self) -> tuple[tuple[Group, Statement], ...]:
        """All statements, oldest first."""
        pairs = [(group, statement) for group in self.groups for statement in group.statements]
        return tuple(sorted(pairs, key=lambda pair: pair[1].moment))


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


class Repeat(Frozen):
    """An article that repeats another one's text."""

    source: str
    of: str
    overlap: str
    faithful: bool


class Past(Frozen):
    """A finding of an earlier run that is made no more."""

    id: str
    rule: str
    severity: Severity
    explanation: Phrase


class History(Frozen):
    """What is new since an earlier run: counts by state, and what is gone."""

    against: Phrase | None
    states: tuple[tuple[str, int], ...]
    gone: tuple[Past, ...]


class View(Frozen):
    """Everything a page shows."""

    headline: str
    severities: tuple[tuple[Severity, int], ...]
    verdicts: tuple[tuple[Verdict, int], ...]
    rule_counts: tuple[tuple[str, int], ...]  # of what is at odds
    worst: tuple[Card, ...]
    cards: dict[Verdict, tuple[Card, ...]]
    sources: tuple[Source, ...]
    languages: tuple[tuple[str, str], ...]
    entities: tuple[tuple[int, str], ...]  # number and name, the most frequent first
    states: tuple[str, ...]
    rules: tuple[str, ...]
    matrix: Matrix | None
    articles: tuple[Listed, ...]
    skipped: tuple[tuple[str, str], ...]
    repeats: tuple[Repeat, ...]
    held_back: tuple[tuple[str, int], ...]  # reasons, and how many pairs each kept apart
    history: History | None
    run: Run
    counts: tuple[tuple[str, int], ...]
    config: tuple[tuple[str, str], ...]
    config_hash: str
    command: str | None

    @property
    def tally(self) -> tuple[tuple[Verdict, int], ...]:
        """As many of each verdict as its part of the page tells: without what is folded away as hardly likely."""
        told = {verdict: sum(card.likely for card in cards) or len(cards) for verdict, cards in self.cards.items()}
        return tuple((verdict, told[verdict]) for verdict, _ in self.verdicts)

    @property
    def findings(self) -> int:
        """How many findings there are."""
        return sum(len(cards) for cards in self.cards.values())
