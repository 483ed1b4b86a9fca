"""What a reader of a report sees: plain values, no markup, in the order they are shown."""

from claims.models import Frozen
from reports.highlight import Mark
from reports.languages import Direction
from reports.matrix import Matrix
from reports.numberline import Bar, NumberLine
from verify.models import Evidence, Run, Severity, Verdict

RESULTS = frozenset({*Verdict, "findings", "clusters", "skipped"})
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
    """One claim as shown: who, when, how sure, and the words."""

    claim_id: str
    source: str
    title: str | None
    url: str | None
    published: str | None
    language: str
    modality: str
    cue: str | None
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
    counts: tuple[tuple[str, int], ...]
    config: tuple[tuple[str, str], ...]

    @property
    def looked_at(self) -> tuple[tuple[str, int], ...]:
        """What was counted on the way, without what came of it."""
        return tuple((name, count) for name, count in self.counts if name not in RESULTS)
