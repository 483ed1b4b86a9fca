"""A figure: one value of one claim, with the slots that the gate compares.

    what (concept, counted noun) . of whom (codes, names, places) . when . who says . status . form

Every slot knows only what was stated; what the sentence or the headline adds is kept apart from what stands in
the clause itself.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import takewhile
from operator import itemgetter

from claims.clauses import conjoined
from claims.dates import around
from claims.ingest import publication
from claims.measures import concept as concept_of
from claims.models import Article, Claim, DateMention, Measure, Quantity, Span, Zone
from verify.embedding import masked_with_places
from verify.values import DATE, Value, normalise

WINDOW = 45  # code points to each side of a figure that count as its own words
LONGEST = 200  # code points of the longest figure that may reach into a window
VAGUE = 2.5  # "a few" is 3 to 9, "dozens" 20 to 99: nothing to hold against a number
Period = tuple[date | None, date | None]  # either side open

AS_RATIO = {"points": "ratio"}  # a concept that takes percentages takes percentage points
ELIDED_FROM = 1e6  # a bare "300 billion" may be money; a bare 300 is not
ELIDED_TO = 1000  # "57.1 bn, 51.2 of it": below it the magnitude is left out, too
PERIODS = frozenset({"day", "week", "month", "year", "decade"})
PARTS = ("low", "high", "step")
MONEY = "money"
RIGHT_BEFORE = 8  # code points between a figure and "a year earlier" that dates it: "4.4 M euros of a year earlier"
BESIDE = 12  # code points between a figure and the words for what it counts
MAGNITUDE = "quake.magnitude"  # told in degrees, too
# Named by a headline, they hold of what stands below it: "Exit poll: the opposition wins".
OF_THE_PAGE = frozenset({"election.poll"})
TEMPERATURES = frozenset({"weather.temperature", "climate.anomaly", "climate.mean_temperature"})


@dataclass(frozen=True, eq=False)  # each is equal to itself alone: what is kept for one is found at once
class Figure:
    """One value of one claim with its slots. Keys are those of `claims.entities` and `claims.measures`."""

    article: Article
    claim: Claim
    mention: Quantity | DateMention
    value: Value
    concepts: tuple[str, ...]  # stated in the clause: those that can take this dimension, nearest first
    assumed: tuple[str, ...]  # where the clause states none: those of the sentence, the one before, the headline
    nearby: frozenset[str]  # concepts of the whole sentence and the one before, and of the headline a poll
    noun: str | None
    codes: frozenset[str]
    names: frozenset[str]
    places: frozenset[str]
    around: frozenset[str]  # names, codes and places of the rest of the sentence
    models: frozenset[str]  # codes: of the clause, where it names none of the sentence, else of the one before
    topic: frozenset[str]  # of the headline
    page: frozenset[str]  # of the whole article
    period: Period | None  # as stated in the clause
    nearby_period: Period | None  # as stated in the sentence
    published: tuple[date, date] | None  # first and last day on which the article may have appeared
    others: frozenset[float]  # other values of the sentence
    clause_text: str  # masked
    place: int  # where in it the figure's own mark stands
    sentence_text: str  # masked
    window_text: str  # masked

    @cached_property
    def is_date(self) -> bool:
        """Whether the value is a day or period rather than a quantity."""
        return isinstance(self.mention, DateMention)

    @property
    def rivals(self) -> tuple[str, ...]:
        """Other currencies that the word for its own may mean."""
        return self.mention.rivals if isinstance(self.mention, Quantity) else ()

    @cached_property
    def seen(self) -> date | None:
        """The day on which the article appeared, where it is known to the day."""
        first, last = self.published or (None, None)
        return first if first == last else None

    @property
    def text(self) -> str:
        """The value as written."""
        return self.mention.span.quote


def _distance(measure: Measure, mention: Quantity | DateMention) -> int:
    return max(measure.span.start - mention.span.end, mention.span.start - measure.span.end, 0)


def _concepts(mention: Quantity | DateMention, dimension: str, measures: Iterable[Measure]) -> tuple[str, ...]:
    """Concepts that can take this dimension: specific ones first, of those the nearest to the figure."""
    asked = AS_RATIO.get(dimension, dimension)
    fitting = [(concept_of(m.concept), m) for m in measures]
    ordered = sorted(
        ((c.generic, _distance(m, mention), m.span.start, c.id) for c, m in fitting if asked in c.dimensions),
    )
    return tuple(dict.fromkeys(id_ for _, _, _, id_ in ordered))


def _parted(quantity: Quantity) -> bool:
    """Whether it is told in decimals."""
    return quantity.low is not None and quantity.low / quantity.scale % 1 != 0


def _lends(quantity: Quantity) -> bool:
    """Whether a figure says what a bare decimal beside it may mean: "over ten years" does not, "72.4 years" does."""
    return quantity.dimension != "count" and (quantity.unit not in PERIODS or _parted(quantity))


def _parts(quantity: Quantity) -> tuple[Decimal | None, ...]:
    return quantity.low, quantity.high, quantity.step


def _of_things(measures: Iterable[Measure]) -> bool:
    """Whether a measure is of what is counted, and never of money."""
    return any("count" in d and MONEY not in d for m in measures for d in [concept_of(m.concept).dimensions])


def _specific(concepts: Iterable[str]) -> tuple[str, ...]:
    return tuple(id_ for id_ in concepts if not concept_of(id_).generic)


def _keys(claims: Iterable[Claim], kind: str | None = None) -> frozenset[str]:
    return frozenset(e.key for c in claims for e in c.entities if kind in (None, e.kind))


def _spans(claims: Iterable[Claim]) -> list[Span]:
    claims = list(claims)
    found = [q.span for c in claims for q in c.quantities] + [d.span for c in claims for d in c.dates]
    return sorted(found, key=lambda span: (span.start, span.end))


def _masked_part(article: Article, start: int, end: int, spans: Iterable[Span]) -> tuple[str, dict[int, int]]:
    """A part of the text, masked, with the places of the marks by where each span starts in the part."""
    part = Span(start=start, end=end, quote=article.text[start:end])
    return masked_with_places(part.quote, [_clipped(span, part) for span in spans if span.overlaps(part)])


def _clipped(span: Span, part: Span) -> Span:
    """What of `span` lies inside `part`, counted from its start."""
    start, end = max(span.start, part.start) - part.start, min(span.end, part.end) - part.start
    return Span(start=start, end=end, quote=part.quote[start:end])


def _period(claims: Iterable[Claim], mention: Quantity | DateMention) -> Period | None:
    """The nearest dated mention of the claims, other than the figure itself and what dates another figure alone."""
    dated = ((c, d) for c in claims for d in c.dates if d is not mention and (d.start or d.end) and not d.recurring)
    days = [d for c, d in dated if not _dates_another(c, d, mention)]
    if not days:
        return None
    nearest = min(days, key=lambda d: (abs(d.span.start - mention.span.start), d.span.start))
    return nearest.start, nearest.end


def _dates_another(claim: Claim, day: DateMention, mention: Quantity | DateMention) -> bool:
    """Whether a look back is at a later figure of the unit: in "5.2 M, up from 4.4 M a year earlier" at the second.

    What an "and" joins shares its year: "exported 3 M tonnes and imported 2 M tonnes last year".
    """
    if not (day.relative and day.precision == "year") or isinstance(mention, DateMention):
        return False
    told = [q for q in claim.quantities if 0 <= day.span.start - q.span.end <= RIGHT_BEFORE]
    later = [q for q in told if q.unit in (mention.unit, None) and q.noun in (mention.noun, None)]
    whole, own = claim.sentence, mention.span
    return any(
        own.end <= q.span.start
        and not conjoined(whole.quote, own.end - whole.start, q.span.start - whole.start, claim.language)
        for q in later
    )


def _words_around(claim: Claim, mention: Quantity | DateMention) -> tuple[int, int]:
    return max(claim.span.start, mention.span.start - WINDOW), min(claim.span.end, mention.span.end + WINDOW)


def day_value(mention: DateMention) -> Value | None:
    """A date as an interval of day numbers; None for one without a year.

    What is open to one side names the day, month or year of its bound: "since July" and "by 2030" keep that one bound,
    and `step` days of the period that it belongs to. "From 16 June" names the day on which something begins.
    """
    start, end = mention.start, mention.end
    bound = start or end
    if mention.recurring or bound is None:
        return None
    first, last = (start, end) if start and end else around(bound, mention.precision)
    return Value(
        dimension=DATE,
        unit=None,
        low=start and float(start.toordinal()),
        high=end and float(end.toordinal()),
        step=0.0 if start and end else float((last - bound if start else bound - first).days),
        approximate=False,
    )


def vague(value: Value) -> bool:
    """Whether it is a word for many ("several", "dozens") rather than a figure."""
    return value.is_range and value.approximate and bool(value.low) and (value.high or 0) / (value.low or 1) >= VAGUE


class _Sentence:
    """What the figures of one sentence share, worked out once: a sentence may hold thousands."""

    def __init__(self, article: Article, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self.spans = _spans(claims)
        self.keys = _keys(claims)
        self.codes = _keys(claims, "code")
        self.values = Counter(v.stated for c in claims for v in map(normalise, c.quantities) if v is not None)
        whole = claims[0].sentence
        self.text, _ = _masked_part(article, whole.start, whole.end, self.spans)
        self.clauses = {c.id: _masked_part(article, c.span.start, c.span.end, self.spans) for c in claims}

    def window(self, article: Article, claim: Claim, mention: Quantity | DateMention) -> str:
        """The words beside a figure, masked."""
        start, end = _words_around(claim, mention)
        first = bisect_left(self.spans, start - LONGEST, key=lambda span: span.start)
        near = takewhile(lambda span: span.start < end, self.spans[first:])
        return _masked_part(article, start, end, near)[0]

    def other_values(self, own: Value) -> frozenset[float]:
        """Values of the sentence's other figures."""
        return frozenset(v for v, count in self.values.items() if v != own.stated or count > 1)


class _Page:
    """What the figures of one article share."""

    def __init__(self, article: Article, claims: Sequence[Claim]) -> None:
        self.article = article
        self.published = publication(article.published)
        by_sentence: dict[int, list[Claim]] = {}
        for claim in claims:
            by_sentence.setdefault(claim.sentence.start, []).append(claim)
        self.sentences = {start: _Sentence(article, found) for start, found in by_sentence.items()}
        told = [(q.span.start, q.unit) for c in claims for q in c.quantities if q.dimension == MONEY and q.unit]
        self.currencies = sorted(told)
        kinds = [kind for c in claims for q in c.quantities if (kind := self._kind(c, q))]
        self.kinds = sorted(kinds, key=itemgetter(0))
        self.of_a_quake = any(m.concept == MAGNITUDE for c in claims for m in c.measures)
        self.headline = [c for c in claims if c.zone is Zone.HEADLINE]
        self.topic = _keys(self.headline)
        self.names = _keys(claims)
        starts = sorted(by_sentence)
        self.before = dict(zip(starts[1:], starts, strict=False))

    def figures(self, claim: Claim) -> Iterable[Figure]:
        for quantity in claim.quantities:
            value = self._value(claim, quantity)
            if value is not None and not vague(value):
                yield self._figure(claim, quantity, value)
        for day in claim.dates:
            value = day_value(day)
            if value is not None:
                yield self._figure(claim, day, value)

    def _value(self, claim: Claim, quantity: Quantity) -> Value | None:
        """The quantity's value, in the unit that its surroundings give it where the words leave it out."""
        quantity = self._with_unit(claim, quantity)
        value = normalise(quantity)
        if value is None:
            return None
        if value.dimension == "temperature" and self._of_a_quake(claim):
            return normalise(quantity.model_copy(update={"unit": None, "dimension": "count"}))
        currency = self._currency(claim, quantity, value)
        return value.scaled(1.0, currency, MONEY) if currency else value

    def _of_a_quake(self, claim: Claim) -> bool:
        """Whether degrees are a quake's here: its magnitude is spoken of, or the article tells one and no weather."""
        near = self._nearby(claim)
        return self.of_a_quake and (MAGNITUDE in near or not TEMPERATURES & near)

    def _with_unit(self, claim: Claim, quantity: Quantity) -> Quantity:
        """A bare decimal takes the unit, and the magnitude, of the figure told beside it.

        "The SPD 16.4 %, the Greens 11.6"; "sales of 57.1 bn dollars, 51.2 of it in chips".
        """
        bare = not (quantity.unit or quantity.noun) and quantity.dimension == "count" and quantity.scale == 1
        if not bare or not _parted(quantity) or self.of_a_quake:
            return quantity
        sentence = self.sentences[claim.sentence.start].claims
        beside = [q for c in sentence for q in c.quantities if _lends(q)]
        if not beside:
            return quantity
        nearest = min(beside, key=lambda q: (abs(q.span.start - quantity.span.start), q.span.start))
        size = nearest.scale if (quantity.mid or 0) < ELIDED_TO else Decimal(1)
        told = {part: None if v is None else v * size for part, v in zip(PARTS, _parts(quantity), strict=True)}
        return quantity.model_copy(update={**told, "unit": nearest.unit, "dimension": nearest.dimension})

    def _kind(self, claim: Claim, quantity: Quantity) -> tuple[int, str | None] | None:
        """Of a large figure its currency, or None where it is sure to count something; with where it stands."""
        if (quantity.mid or 0) < ELIDED_FROM:
            return None
        if quantity.dimension == MONEY and quantity.unit:
            return quantity.span.start, quantity.unit
        return (quantity.span.start, None) if self._counts(quantity) and _of_things(claim.measures) else None

    def _counts(self, quantity: Quantity) -> bool:
        """Whether the words say what is counted or measured: also by a counter written to the number, "400万個"."""
        after = self.article.text[quantity.span.end : quantity.span.end + 1]
        return quantity.unit is not None or quantity.noun is not None or after.isalpha()

    def _currency(self, claim: Claim, quantity: Quantity, value: Value) -> str | None:
        """The currency of a bare "300 billion" that counts nothing: that of the sum told last, or next.

        Where its clause names no measure of money, the large figure told last has to be a sum, not a count.
        """
        large = abs(value.stated) >= ELIDED_FROM and any(char.isalpha() for char in quantity.span.quote)
        if not large or value.dimension != "count" or self._counts(quantity):
            return None
        if _of_things(m for m in claim.measures if _distance(m, quantity) <= BESIDE) and not self._told_in(claim):
            return None
        of_money = any(MONEY in concept_of(m.concept).dimensions for m in claim.measures)
        told = self.currencies if of_money else self.kinds
        before = [unit for start, unit in told if start < quantity.span.start]
        return before[-1] if before else next((unit for _, unit in told), None)

    def _told_in(self, claim: Claim) -> bool:
        """Whether the sentence of a claim tells a sum of money."""
        return any(claim.sentence.start <= start < claim.sentence.end for start, _ in self.currencies)

    def _assumed(self, claim: Claim, mention: Quantity | DateMention, dimension: str) -> tuple[str, ...]:
        """What the figure measures if its surroundings say so: its sentence, the one before, the headline."""
        before = self._before(claim)
        for claims in (self.sentences[claim.sentence.start].claims, before.claims if before else (), self.headline):
            named = _specific(_concepts(mention, dimension, [m for c in claims for m in c.measures]))
            found = tuple(id_ for id_ in named if concept_of(id_).dimensions[0] == AS_RATIO.get(dimension, dimension))
            if found:
                return found
        return ()

    def _before(self, claim: Claim) -> "_Sentence | None":
        """The sentence before that of a claim."""
        return self.sentences.get(self.before.get(claim.sentence.start, -1))

    def _nearby(self, claim: Claim) -> frozenset[str]:
        """Every measure that its sentence or the one before names, and what the headline says of the whole page."""
        told = [s.claims for s in (self.sentences[claim.sentence.start], self._before(claim)) if s]
        above = {m.concept for c in self.headline for m in c.measures} & OF_THE_PAGE
        return frozenset(above).union(m.concept for claims in told for c in claims for m in c.measures)

    def _figure(self, claim: Claim, mention: Quantity | DateMention, value: Value) -> Figure:
        sentence = self.sentences[claim.sentence.start]
        clause, places_of = sentence.clauses[claim.id]
        codes, names, places = (_keys([claim], kind) for kind in ("code", "name", "place"))
        concepts = _concepts(mention, value.dimension, claim.measures)
        before = self._before(claim)
        return Figure(
            article=self.article,
            claim=claim,
            mention=mention,
            value=value,
            concepts=concepts,
            assumed=() if _specific(concepts) else self._assumed(claim, mention, value.dimension),
            nearby=self._nearby(claim),
            noun=mention.noun if isinstance(mention, Quantity) else None,
            codes=codes,
            names=names,
            places=places,
            around=sentence.keys - codes - names - places,
            models=codes or sentence.codes or (before.codes if before else frozenset()),
            topic=self.topic,
            page=self.names,
            period=_period([claim], mention),
            nearby_period=_period(sentence.claims, mention),
            published=self.published,
            others=sentence.other_values(value),
            clause_text=clause,
            place=places_of.get(mention.span.start - claim.span.start, 0),
            sentence_text=sentence.text,
            window_text=sentence.window(self.article, claim, mention),
        )


def build(article: Article, claims: Sequence[Claim]) -> list[Figure]:
    """All figures of one article's claims, in the order of the text."""
    page = _Page(article, claims)
    return [figure for claim in claims for figure in page.figures(claim)]
