"""Relations between two named things: "reaches 65 % of the performance of B", "surpasses B", "half the price of B".

A relation is read as an interval of ratios, subject to object, so that "65 % of" and "ahead of" can be held
against each other. What compares one thing with itself over time is a change and not read here.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import chain
from typing import NamedTuple

from claims import attribution
from claims.cues import Lexicon, Match, Token, load
from claims.cues.matching import GAP
from claims.models import Comparison, EntityMention, Span

Interval = tuple[Decimal | None, Decimal | None]

ONE = Decimal(1)
HUNDRED = Decimal(100)
FIXED: dict[str, Interval] = {
    "surpass": (ONE, None),
    "trail": (None, ONE),
    "par": (Decimal("0.9"), Decimal("1.1")),
    "close": (Decimal("0.75"), ONE),
    "half": (Decimal("0.5"), Decimal("0.5")),
    "third": (ONE / 3, ONE / 3),
    "double": (Decimal(2), Decimal(2)),
    "triple": (Decimal(3), Decimal(3)),
}
# How far ahead or behind where no number says it: "by a wide margin", "narrowly".
DEGREES: dict[tuple[str, str], Interval] = {
    ("surpass", "wide"): (Decimal("1.25"), None),
    ("surpass", "narrow"): (ONE, Decimal("1.25")),
    ("trail", "wide"): (None, Decimal("0.75")),
    ("trail", "narrow"): (Decimal("0.75"), ONE),
}
OPPOSITE = {"surpass": "trail", "trail": "surpass"}
# How many words may stand between a cue and its object: a model number is hard to mistake, a name or
# a place is often there for another reason ("beat forecasts in Germany").
REACH = {"code": GAP, "name": 4, "place": 1}
MAKER_REACH = 4  # words between a maker and its product: "Nvidia's flagship H100"
NEGATION_REACH = 3  # words between "not" and the relation that it turns round
SUBJECT_REACH = 40  # words; this and the others also keep the reading of a sentence linear
MEASURE_REACH = 6
DEGREE_REACH = 2  # words before a relation: "far", "nur knapp"
BOUND_REACH = 3  # words between "over" and its number
BARE_REACH = 4  # words of a sentence that begins with its verb: "Osiąga już około 65% ..."
SEARCHED = 200  # words or names before the sentence among which the antecedent is looked for
LARGEST_RATIO = Decimal(10_000)


class _Read(NamedTuple):
    tokens: Sequence[Token]
    cues: Mapping[tuple[str, int], Match]  # by group and first token
    names: Mapping[int, EntityMention]  # by token
    taken: frozenset[int]  # tokens of the source of the sentence and of the things compared with: no subjects
    context: Sequence[EntityMention]
    lexicon: Lexicon

    def within(self, words: int) -> int:
        """A distance in words as tokens of this language."""
        return words * self.lexicon.reach

    def near(self, group: str, start: int, end: int) -> Iterator[Match]:
        """Cues of a group that begin in a short stretch of tokens."""
        return (self.cues[group, at] for at in range(start, end) if (group, at) in self.cues)

    def parts(self, at: int) -> bool:
        return self.tokens[at].kind in {"comma", "stop", "number"} or self.lexicon.stops(self.tokens[at])


def find(
    text: str,
    language: str | None,
    entities: Sequence[EntityMention],
    *,
    context: Sequence[EntityMention] = (),
) -> list[Comparison]:
    """Relations stated in one sentence; `context` holds the names that came before it, last one last."""
    lexicon = load(language)
    tokens = lexicon.tokens(text, [e.span for e in entities])
    by_start = {e.span.start: e for e in entities}
    names = {n: by_start[t.start] for n, t in enumerate(tokens) if t.kind == "mention"}
    matches = lexicon.scan(tokens)
    cues = {(m.pattern.group, m.first): m for m in matches}
    source = attribution.find(tokens, [m for m in matches if m.pattern.group == "attribution"], lexicon) or range(0)
    said = _Read(tokens, cues, names, frozenset(source), context, lexicon)
    relations = [(m, at) for m in matches if m.pattern.group == "comparison" if (at := _object(said, m)) is not None]
    said = said._replace(taken=said.taken.union(at for _, at in relations))
    found = (_comparison(said, text, match, at) for match, at in relations)
    return [comparison for comparison in found if comparison]


def _comparison(said: _Read, text: str, match: Match, at: int) -> Comparison | None:
    first, last = min(match.first, at), max(match.last, at)
    subject = _subject(said, first, at)
    interval = _interval(said, match)
    if subject is None or interval is None or not _comparable(subject, said.names[at]):
        return None
    start, end = said.tokens[first].start, said.tokens[last].end
    return Comparison(
        span=Span(start=start, end=end, quote=text[start:end]),
        subject=subject.key,
        object=said.names[at].key,
        low=interval[0],
        high=interval[1],
        phrase=text[start:end],
        measure=_measure(said, first, last),
    )


def _comparable(subject: EntityMention, thing: EntityMention) -> bool:
    """Two things of one sort: a country is not faster than a chip."""
    return subject.key != thing.key and (subject.kind == "place") == (thing.kind == "place")


def _object(said: _Read, match: Match) -> int | None:
    """Position of the thing compared with: where the pattern has it, else the nearest one after."""
    if match.mention is not None:
        return _product_beside(said, match.mention, verb_follows=match.mention == match.first)
    for at in range(match.last + 1, min(match.last + 2 + said.within(GAP), len(said.tokens))):
        if at in said.names:
            near = at - match.last - 1 <= said.within(REACH[said.names[at].kind])
            product = _product_beside(said, at)
            return product if near or said.names[product].kind == "code" else None
        if said.parts(at):
            return None
    return None


def _product_beside(said: _Read, at: int, verb_follows: bool = False) -> int:
    """A product stands for its maker when it is next to it: "Nvidia's H100".

    Where the verb comes last the nearest name is the last one, so "den H100 von Nvidia schlagen" looks back.
    """
    if said.names[at].kind == "code":
        return at
    reach = said.within(MAKER_REACH) + 1
    after = range(at + 1, min(at + 1 + reach, len(said.tokens)))
    before = range(at - 1, max(-1, at - 1 - reach), -1) if verb_follows else range(0)
    return next((n for n in (_product_in(said, after), _product_in(said, before)) if n is not None), at)


def _product_in(said: _Read, stretch: range) -> int | None:
    for at in stretch:
        name = said.names.get(at)
        if name and name.kind != "place":  # a place may be an adjective: "des amerikanischen Rivalen"
            return at if name.kind == "code" else None
        if not name and said.tokens[at].kind != "word":
            break
    return None


def _subject(said: _Read, before: int, thing: int) -> EntityMention | None:
    """The nearest product before the relation, else what an anaphor stands for, else the nearest name."""
    begin = _sentence_start(said, before)
    free = {n: e for n in range(begin, before) if (e := said.names.get(n)) and n != thing and n not in said.taken}
    product = _last_product(said, begin, before, free)
    return product or _antecedent(said, begin, before) or next(reversed(free.values()), None)


def _sentence_start(said: _Read, before: int) -> int:
    earliest = max(0, before - said.within(SUBJECT_REACH))
    return next((n + 1 for n in range(before - 1, earliest - 1, -1) if said.tokens[n].kind == "stop"), earliest)


def _last_product(said: _Read, begin: int, before: int, free: Mapping[int, EntityMention]) -> EntityMention | None:
    """The last product, but not one inside a parenthesis: "K7, built of four K5, outruns ..." is about the K7."""
    commas = [n for n in range(begin, before) if said.tokens[n].kind == "comma"]
    products = [n for n in free if free[n].kind == "code"]
    if len(commas) > 1 and not any(n > commas[-1] for n in free):
        products = [n for n in products if n < commas[-2]] or products
    return free[products[-1]] if products else None


def _antecedent(said: _Read, begin: int, before: int) -> EntityMention | None:
    """The last product named earlier, where "the latter", "the chip" or a bare verb points back to it."""
    points_back = any(said.near("anaphor", begin, before))
    opens = before - begin <= BARE_REACH and not any(n in said.names for n in range(begin, before))
    if not points_back and not (said.lexicon.pro_drop and opens):
        return None
    earlier = (said.names[n] for n in range(begin - 1, max(-1, begin - SEARCHED), -1) if n in said.names)
    return next((e for e in chain(earlier, reversed(said.context[-SEARCHED:])) if e.kind == "code"), None)


def _interval(said: _Read, match: Match) -> Interval | None:
    kind = match.kind
    if any(said.near("negation", max(0, match.first - NEGATION_REACH), match.first + 1)):
        return FIXED[OPPOSITE[kind]] if kind in OPPOSITE else None
    if kind in FIXED:
        return _bounded(said, match, _margin(said, match) or FIXED[kind])
    number = _number(said, match.number)
    return None if number is None else _bounded(said, match, _ratio(kind, number))


def _ratio(kind: str, number: Decimal) -> Interval:
    share = number / HUNDRED
    value = {"of": share, "more": 1 + share, "less": 1 - share, "times": number}[kind]
    return value, value


def _margin(said: _Read, match: Match) -> Interval | None:
    """How far ahead or behind: told as a number after the relation ("beats B by 20 %"), or as a degree."""
    if match.kind not in OPPOSITE:
        return None
    after = list(said.near("margin", match.last + 1, match.last + 1 + said.within(GAP)))
    before = list(said.near("margin", max(0, match.first - said.within(DEGREE_REACH)), match.last + 1))
    number = next((n for m in after if m.kind == "by" and (n := _number(said, m.number)) is not None), None)
    if number is not None:
        return _ratio("more" if match.kind == "surpass" else "less", number)
    return next((DEGREES[match.kind, m.kind] for m in (*reversed(before), *after) if m.kind != "by"), None)


def _bounded(said: _Read, match: Match, interval: Interval) -> Interval:
    """The upper end left open by "over 65 %", the lower one by "up to 65 %"."""
    at = match.first if match.number is None else match.number
    hedge = next(said.near("bound", max(0, at - BOUND_REACH), at), None)
    if interval[0] != interval[1] or hedge is None:
        return interval
    return (interval[0], None) if hedge.kind == "least" else (None, interval[1])


def _number(said: _Read, at: int | None) -> Decimal | None:
    if at is None:
        return None
    try:
        value = Decimal(said.tokens[at].text.replace(",", ".").replace("٫", "."))
    except InvalidOperation:
        return None
    return value if value <= LARGEST_RATIO else None


def _measure(said: _Read, first: int, last: int) -> str | None:
    """What is compared, nearest to the relation: "performance", "price"."""
    reach = said.within(MEASURE_REACH)
    begin = max(_sentence_start(said, first), first - reach)
    end = next((n for n in range(last, min(last + 1 + reach, len(said.tokens))) if said.tokens[n].kind == "stop"), None)
    near = said.near("measure", begin, last + 1 + reach if end is None else end)
    nearest = min(near, key=lambda m: (max(first - m.last, m.first - last, 0), m.first < first), default=None)
    return nearest.kind if nearest else None
