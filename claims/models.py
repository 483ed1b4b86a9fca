"""The types that travel: frozen, closed to unknown fields, the same on every machine.

Every offset counts Unicode code points, half-open, in `Article.text`.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Base of all that travels between stages."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A stretch of source text: `text[start:end] == quote` always holds."""

    start: int
    end: int
    quote: str

    def shifted(self, by: int) -> "Span":
        """The same stretch, counted from a point `by` code points earlier."""
        return Span(start=self.start + by, end=self.end + by, quote=self.quote)

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Article(Frozen):
    """One source as read. `text` is what all offsets count in."""

    id: str
    path: str  # as given, relative where it was relative; a record of a JSONL or CSV file: FILE#LINE
    text: str
    sha256: str  # of the source bytes (of a record: of its own bytes)
    title: str | None = None
    source: str | None = None  # publisher or domain
    author: str | None = None
    url: str | None = None
    language: str | None = None  # BCP 47
    published: str | None = None  # ISO 8601 date, possibly reduced: "2025-04", "2025"
    text_is_file: bool = True  # False where offsets do not count in a plain-text file (HTML, PDF, a record, a BOM)
    embargoed: str | None = (
        None  # ISO 8601 day, in some zone, until the end of which nothing of it may be told, or "unknown"
    )
    withheld: str | None = None  # "withheld", "canceled": what its agency says of it where it may not be used
    body_start: int = 0  # where header lines (Title, Source:, Published:, front matter) end


class Skipped(Frozen):
    """An input that gave no article, and why, in words for an editor."""

    path: str
    reason: str
    fault: bool = True  # False: nothing is lost by it (a copy, another kind of file in a folder, a record without text)


class Zone(StrEnum):
    """What part of a page a sentence belongs to."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    BODY = "body"
    BOILERPLATE = "boilerplate"


class Sentence(Frozen):
    """One sentence or heading of an article. Boilerplate is marked, not dropped."""

    span: Span
    zone: Zone
    language: str | None
    paragraph: int  # counted from 0 in the article
    reason: str | None = None  # why it is boilerplate


class Quantity(Frozen):
    """An interval of values as written: "over 87 bn dollars" is [87e9, None] USD.

    `low` and `high` are in `unit`, magnitude words applied; None is unbounded (never zero).
    `step` is one unit of the last digit stated ("8.4 bn": 0.1e9), so step / 2 is the rounding half-width.
    """

    span: Span
    low: Decimal | None
    high: Decimal | None
    unit: str | None = None  # ISO 4217, SI- or UCUM-like symbol, "%", "x", "count:<noun key>" or None
    dimension: str = "count"
    approximate: bool = False
    step: Decimal | None = None
    scale: Decimal = Decimal(1)  # what its magnitude words multiply by: 1e9 of "8.4 bn"
    per: str | None = None  # "day", "person", ...: 5 deaths a day is not 5 deaths
    noun: str | None = None  # the thing counted, as written: "chips"
    form: Literal["level", "range", "change_to"] = "level"  # "from 17 to 55 %" is a change, low = from, high = to
    rivals: tuple[str, ...] = ()  # other currencies that the word may mean, where nothing says whose "crowns" they are
    implied: bool = False  # a number word without its number ("miliarda juanów") or "half", "none", "both"

    @property
    def mid(self) -> Decimal | None:
        """The middle of the interval, or its one stated bound."""
        if self.low is None or self.high is None:
            return self.high if self.low is None else self.low
        return (self.low + self.high) / 2


class DateMention(Frozen):
    """A day, month, year, period or relative date, as an interval of days (both inclusive)."""

    span: Span
    start: date | None  # None: unbounded ("until 2027") or unknown for want of a publication date
    end: date | None
    precision: Literal["time", "day", "week", "month", "quarter", "half", "season", "year", "decade", "century"]
    relative: bool = False  # "last month": resolved against the publication date
    recurring: bool = False  # no year could be found: "8 August" without a publication date
    time: str | None = None  # "09:47" where a clock time is given
    zone: str | None = None  # of the time, where one is named: "local", "UTC", "UTC+1", "ET"


class EntityMention(Frozen):
    """A name. `key` is the same across languages and scripts."""

    span: Span
    key: str
    kind: Literal["name", "code", "place"]  # code: a product or model number, never compared fuzzily


class Modality(StrEnum):
    """How sure the source says it is."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    RUMOUR = "rumour"
    GOAL = "goal"
    FORECAST = "forecast"
    DENIED = "denied"


class Measure(Frozen):
    """A measure concept found in a text ("casualties.dead") and the words that say so."""

    span: Span
    concept: str


class Comparison(Frozen):
    """A relation between two named things: `subject` is between `low` and `high` times `object` in `measure`."""

    span: Span
    subject: str  # entity key
    object: str  # entity key
    low: Decimal | None
    high: Decimal | None
    phrase: str  # the words that carry it
    measure: str | None = None


class Claim(Frozen):
    """One stated fact at clause level, with all that it says of itself."""

    id: str
    article_id: str
    span: Span
    sentence: Span
    zone: Zone
    language: str | None
    quantities: tuple[Quantity, ...] = ()
    entities: tuple[EntityMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    measures: tuple[Measure, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    modality: Modality = Modality.ASSERTED
    modality_cue: str | None = None  # the words that say so
    negated: bool = False
    form: str | None = None  # level, change, share, rate, rank, record: as its words say
    scopes: tuple[str, ...] = ()  # total, part, average, maximum, minimum, each, cumulative, alone
    phases: tuple[str, ...] = ()  # of a count: early, final, before (since replaced)
    said_by: str | None = None
    when: str | None = None  # ISO 8601 date or interval "start/end"
    when_stated: bool = False  # False: taken from the article's date
