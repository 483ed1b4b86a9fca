"""What a store keeps of people: decisions, notes, corrections and judgements on pairs, as rows that only get more."""

from enum import StrEnum
from typing import Literal

from claims.models import Frozen
from verify.models import Choice


class Reason(StrEnum):
    """Why something is no conflict."""

    DATE = "different_date"
    SCOPE = "different_scope"
    UNIT = "unit_misread"
    MATCH = "not_the_same_claim"
    QUOTE = "quote_wrong"
    OTHER = "other"


class Entry(Frozen):
    """One row of the log of decisions."""

    seq: int
    id: str
    finding: str
    reviewer: str
    at: str  # ISO 8601, UTC
    before: Choice | None  # the last word on the finding before this row
    choice: Choice | None  # None: undecided again
    reason: Reason | None
    note: str | None
    run: str | None  # id of the run that was looked at
    rule: str
    model: str  # version and encoder behind that run
    fingerprint: str  # of what the claims said
    undoes: str | None
    batch: str | None
    origin: str  # "desk", or where the row was imported from
    chain: str  # SHA-256 over this row and the chain of the row before


class Opinion(Frozen):
    """What one reviewer holds of a finding now."""

    entry: Entry
    choice: Choice


class Note(Frozen):
    """One version of a note; versions of one note share their `thread`."""

    seq: int
    id: str
    thread: str
    finding: str
    reviewer: str
    at: str
    text: str
    link: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """The names that it calls with an @."""
        words = (word.strip(".,;:!?()") for word in self.text.split())
        return tuple(dict.fromkeys(word[1:] for word in words if word.startswith("@") and len(word) > 1))


class Reread(Frozen):
    """How a mention should have been read; what is None stays as the machine read it."""

    kind: Literal["quantity", "date", "entity", "comparison"]
    sentence: str  # the sentence that holds it, as its source wrote it
    source: str
    quote: str  # the words that were read
    offset: int  # where in the sentence they begin
    drop: bool = False  # these words are no figure, day or name at all
    words: str | None = None  # the right words of the sentence, where the span was wrong
    low: str | None = None  # decimal, or the first day as ISO 8601
    high: str | None = None
    unit: str | None = None
    key: str | None = None  # of an entity


class Correction(Frozen):
    """A corrected reading, apart from the source's text and from what the machine read."""

    seq: int
    id: str
    finding: str
    claim: str  # key of the claim
    reviewer: str
    at: str
    reread: Reread
    outcome: str
    withdrawn: str | None


class Pairing(Frozen):
    """A judgement on two claims: about one thing, or not (None: withdrawn)."""

    seq: int
    id: str
    finding: str
    one: str
    two: str
    same: bool | None
    reviewer: str
    at: str
    quotes: tuple[tuple[str, str], tuple[str, str]]  # (source, clause) of each


class Lease(Frozen):
    """Who has a finding open."""

    finding: str
    reviewer: str
    session: str
    until: float  # Unix time
