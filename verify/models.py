"""What verification gives: clusters of claims on one attribute, and explained findings."""

from enum import StrEnum
from typing import Literal

from pydantic import Field, JsonValue

from claims.models import Article, Claim, Frozen, Skipped

SCHEMA_VERSION = "1"


class Kind(StrEnum):
    """What sort of statement is at odds."""

    NUMERIC = "numeric"
    COMPARISON = "comparison"
    DATE = "date"
    ENTITY = "entity"
    POLARITY = "polarity"
    MODALITY = "modality"
    ARITHMETIC = "arithmetic"


class Verdict(StrEnum):
    """What was decided of a pair or group of claims."""

    CONFLICT = "conflict"
    POSSIBLE = "possible"
    UPDATE = "update"
    AGREEMENT = "agreement"
    INCOMPARABLE = "incomparable"


class Severity(StrEnum):
    """How much it matters to an editor."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Evidence(Frozen):
    """One reason for or against; the weights of a finding add up to the score behind its confidence."""

    feature: str
    weight: float
    detail: str


class Reading(Frozen):
    """The exact words that carry a side's value, and what they were read as."""

    claim_id: str
    start: int
    end: int
    text: str  # article text[start:end]
    normalised: str  # "140 M USD", "2.5 t", "at least 11,300"
    low: str | None = None  # decimal strings in `unit`, the common unit of the finding
    high: str | None = None
    unit: str | None = None


class Side(Frozen):
    """Claims that agree with each other."""

    value: str
    claim_ids: tuple[str, ...]
    readings: tuple[Reading, ...] = ()


class Finding(Frozen):
    """What two or more claims amount to. `id` is a hash of meaning: a moved paragraph keeps it."""

    id: str
    rule: str  # code: QTY, CMP, DAT, ...
    kind: Kind
    verdict: Verdict
    severity: Severity
    confidence: float
    attribute: str  # what is measured or said, in words
    explanation: str  # one plain sentence for an editor
    cluster_id: str | None
    sides: tuple[Side, ...]
    evidence: tuple[Evidence, ...]
    difference: str | None = None  # "2.4 times as much", "3 days apart", "0.4 points"
    caveats: tuple[str, ...] = ()  # why it may be fine
    sources: int | None = None  # articles that tell it, faithful copies counted once


class Cluster(Frozen):
    """Claims on one attribute, agreeing or not."""

    id: str
    label: str
    claim_ids: tuple[str, ...]


class Copy(Frozen):
    """An article that repeats another one's text, in whole or in a light rewrite."""

    article_id: str
    of: str  # id of the article that had it first; of one day, the longest
    overlap: float  # share of the shorter text's runs of words that stand in the other
    faithful: bool  # the same figures, days and denials: the two count as one source


class Opinion(Frozen):
    """What an adjudicator says of a finding, beside the verdict made here."""

    finding_id: str
    relation: Literal["contradiction", "entailment", "neutral"]
    probability: float
    reason: str = ""


class Adjudication(Frozen):
    """Who was asked, and the opinions on the likeliest candidates."""

    adjudicator: str
    opinions: tuple[Opinion, ...]


class Run(Frozen):
    """All that may differ between two runs on the same input."""

    tool_version: str
    encoder: str
    started_at: str
    duration_s: float
    counts: dict[str, int]
    config: dict[str, JsonValue] = Field(default_factory=dict)
    timings_s: dict[str, float] = Field(default_factory=dict)
    cost: float | None = None  # of an adjudicator's answers, by the prices given; None: no prices
    failed: str | None = None  # why an adjudicator gave up on the way


class State(StrEnum):
    """How a finding stands against an earlier run."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"  # the same disagreement, graver than before: it counts as new
    GONE = "gone"


class Choice(StrEnum):
    """What an editor may decide of a finding."""

    CONFLICT = "conflict"
    NOT_CONFLICT = "not_conflict"
    UNSURE = "unsure"
    SUPERSEDED = "superseded"
    NEEDS_SOURCE = "needs_source"


class Decision(Frozen):
    """An editor's last word on a finding. Decisions are only ever added; an older one stays in the log."""

    finding_id: str
    choice: Choice
    author: str
    decided_at: str  # ISO 8601, UTC
    reason: str | None = None  # why it is no conflict: different_date, different_scope, unit_misread, ...
    note: str | None = None  # the editor's own words


class Accepted(Frozen):
    """Why a finding stands in a baseline, and who let it stand."""

    reason: str
    author: str
    date: str  # ISO 8601 date


class Mark(Frozen):
    """What is known of a finding from before this run."""

    state: State | None = None  # None: there is no earlier run to hold it against
    accepted: Accepted | None = None
    decision: Decision | None = None


class Gone(Frozen):
    """A finding of an earlier run that this run no longer makes."""

    id: str
    rule: str
    verdict: Verdict
    severity: Severity
    attribute: str
    explanation: str
    mark: Mark = Mark(state=State.GONE)


class History(Frozen):
    """What earlier runs and editors say of this report's findings."""

    against: str | None = None  # the baseline or run it is held against, in words
    marks: dict[str, Mark] = Field(default_factory=dict)  # by id of the finding
    gone: tuple[Gone, ...] = ()


class Report(Frozen):
    """Everything a format needs."""

    schema_version: str = SCHEMA_VERSION
    run: Run
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    clusters: tuple[Cluster, ...]
    findings: tuple[Finding, ...]  # ranked: conflicts first, by confidence x severity x reach
    skipped: tuple[Skipped, ...]
    copies: tuple[Copy, ...] = ()
    adjudication: Adjudication | None = None  # None: nobody was asked
    history: History | None = None  # None: nothing is known from before
