"""What an adjudicator is: it is shown two statements and says whether they contradict each other."""

from collections.abc import Sequence
from typing import Annotated, Literal, Protocol

from pydantic import AfterValidator, Field

from claims.models import Frozen

Relation = Literal["contradiction", "entailment", "neutral"]
LONGEST_REASON = 500  # letters; a reason is one sentence, and stands on the page beside what the articles say
MOST_TOKENS = 2**53  # of one answer; beyond it programs that read a report lose digits


class AdjudicatorError(Exception):
    """An adjudicator cannot be had, or gives no answer; the message is one line that says what to do."""


def _shortened(reason: str) -> str:
    return reason if len(reason) <= LONGEST_REASON else reason[: LONGEST_REASON - 1] + "…"


class Statement(Frozen):
    """One side of a finding, in the words of one source."""

    text: str
    figure: str | None = None  # the words of it that are held against the other's; None: all of it
    title: str | None = None
    source: str | None = None
    published: str | None = None


class Question(Frozen):
    """Two statements on one attribute."""

    attribute: str
    first: Statement
    second: Statement


class Answer(Frozen):
    """What an adjudicator says of a question, and what asking cost."""

    relation: Relation
    probability: float = Field(ge=0, le=1)
    reason: Annotated[str, AfterValidator(_shortened)] = ""
    tokens_in: int = Field(default=0, ge=0, le=MOST_TOKENS)
    tokens_out: int = Field(default=0, ge=0, le=MOST_TOKENS)


class Adjudicator(Protocol):
    """Answers questions. The same question gets the same answer as far as the model behind it allows."""

    @property
    def name(self) -> str:
        """What the user calls it."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the answers would: part of the key that they are cached under."""

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """One answer for each question. Raises AdjudicatorError."""
