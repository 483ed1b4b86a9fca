"""Relations between two named things: "reaches 65 % of the performance of B", "surpasses B", "half the price of B".

A relation is read as an interval of ratios, subject to object, so that "65 % of" and "ahead of" can be held
against each other. What compares one thing with itself over time is a change and not read here.
"""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from claims.cues import Lexicon, Match, Token, load
from claims.cues.matching import GAP
from claims.models import Comparison, EntityMention

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
OPPOSITE = {"surpass": "trail", "trail": "surpass"}
# How many words may stand between a cue and its object: a model number is hard to mistake, a name or
# a place is often there for another reason ("beat forecasts in Germany").
REACH = {"code": GAP, "name": 4, "place": 2}
MAKER_REACH = 4  # words between a maker and its product: "Nvidia's flagship H100"
NEGATION_REACH = 3  # words between "not" and the relation that it turns round
BARE_REACH = 4  # words of a sentence that begins with its verb: "Osiąga już około 65% ..."
LARGEST_RATIO = Decimal(10_000)


class _Read(NamedTuple):
    text: str
    tokens: Sequence[Token]
    matches: Sequence[Match]
    names: dict[int, EntityMention]  # by token position
    context: Sequence[EntityMention]
    lexicon: Lexicon

    def of(self, group: str) -> list[Match]:
        return [m for m in self.matches if m.pattern.group == group]

    def within(self, words: int) -> int:
        """A distance in words as tokens of this language."""
        return words * self.lexicon.reach


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
    said = _Read(text, tokens, lexicon.scan(tokens), names, context, lexicon)
    found = (_comparison(said, match) for match in said.of("comparison"))
    return [comparison for comparison in found if comparison]


def _comparison(said: _Read, match: Match) -> Comparison | None:
    at = _object(said, match)
    subject = None if at is None else _subject(said, min(match.first, at), at)
    interval = _interval(said, match)
    if at is None or subject is None or interval is None or not _comparable(subject, said.names[at]):
        return None
    first, last = min(match.first, at), max(match.last, at)
    start, end = said.tokens[first].start, said.tokens[last].end
    span_start = min(start, subject.span.start) if subject in said.names.values() else start
    return Comparison(
        span={"start": span_start, "end": end, "quote": said.text[span_start:end]},
        subject=subject.key,
        object=said.names[at].key,
        low=interval[0],
        high=interval[1],
        phrase=said.text[start:end],
        measure=_measure(said, match),
    )


def _comparable(subject: EntityMention, thing: EntityMention) -> bool:
    """Two things of one sort: a country is not faster than a chip."""
    return subject.key != thing.key and (subject.kind == "place") == (thing.kind == "place")


def _object(said: _Read, match: Match) -> int | None:
    """Position of the thing compared with: where the pattern has it, else the nearest one after."""
    if match.mention is not None:
        return _product_beside(said, match.mention)
    for at in range(match.last + 1, min(match.last + 2 + said.within(GAP), len(said.tokens))):
        token = said.tokens[at]
        if at in said.names:
            near = at - match.last - 1 <= said.within(REACH[said.names[at].kind])
            product = _product_beside(said, at)
            return product if near or said.names[product].kind == "code" else None
        if token.kind in {"comma", "stop", "number"} or said.lexicon.stops(token):
            return None
    return None


def _product_beside(said: _Read, at: int) -> int:
    """A product stands for its maker when it follows at once: "Nvidia's H100"."""
    if said.names[at].kind == "code":
        return at
    for near in range(at + 1, min(at + 2 + said.within(MAKER_REACH), len(said.tokens))):
        if near in said.names:
            return near if said.names[near].kind == "code" else at
        if said.tokens[near].kind != "word":
            break
    return at


def _subject(said: _Read, before: int, thing: int) -> EntityMention | None:
    """The nearest product before the relation, else what an anaphor stands for, else the nearest name."""
    begin = max((n + 1 for n in range(before) if said.tokens[n].kind == "stop"), default=0)
    preceding = [said.names[n] for n in range(begin, before) if n in said.names and n != thing]
    product = next((e for e in reversed(preceding) if e.kind == "code"), None)
    return product or _antecedent(said, begin, before) or (preceding[-1] if preceding else None)


def _antecedent(said: _Read, begin: int, before: int) -> EntityMention | None:
    """The last product named earlier, where "the latter", "the chip" or a bare verb points back to it."""
    points_back = any(begin <= m.first < before for m in said.of("anaphor"))
    bare = said.lexicon.pro_drop and before - begin <= BARE_REACH and not any(begin <= n < before for n in said.names)
    if not points_back and not bare:
        return None
    earlier = [e for n, e in said.names.items() if n < begin]
    return next((e for e in reversed([*said.context, *earlier]) if e.kind == "code"), None)


def _interval(said: _Read, match: Match) -> Interval | None:
    kind = match.kind
    if _negated(said, match):
        if kind not in OPPOSITE:
            return None
        return FIXED[OPPOSITE[kind]]
    if kind in FIXED:
        return _bounded(said, match, _margin(said, match) or FIXED[kind])
    number = _number(said, match.number)
    return None if number is None else _bounded(said, match, _ratio(kind, number))


def _ratio(kind: str, number: Decimal) -> Interval:
    share = number / HUNDRED
    value = {"of": share, "more": 1 + share, "less": 1 - share, "times": number}[kind]
    return value, value


def _margin(said: _Read, match: Match) -> Interval | None:
    """How far ahead or behind, told after the relation: "beats B by 20 %"."""
    if match.kind not in OPPOSITE:
        return None
    after = next((m for m in said.of("margin") if match.last < m.first <= match.last + said.within(GAP)), None)
    number = _number(said, after.number) if after else None
    return None if number is None else _ratio("more" if match.kind == "surpass" else "less", number)


def _bounded(said: _Read, match: Match, interval: Interval) -> Interval:
    """The upper end left open by "over 65 %", the lower one by "up to 65 %"."""
    at = match.first if match.number is None else match.number
    hedge = next((m.kind for m in said.of("bound") if at - 3 <= m.first < at), None)
    if interval[0] != interval[1] or hedge is None:
        return interval
    return (interval[0], None) if hedge == "least" else (None, interval[1])


def _negated(said: _Read, match: Match) -> bool:
    return any(match.first - NEGATION_REACH <= m.first <= match.first for m in said.of("negation"))


def _number(said: _Read, at: int | None) -> Decimal | None:
    if at is None:
        return None
    try:
        value = Decimal(said.tokens[at].text.replace(",", ".").replace("٫", "."))
    except InvalidOperation:
        return None
    return value if value <= LARGEST_RATIO else None


def _measure(said: _Read, match: Match) -> str | None:
    """What is compared, nearest to the relation: "performance", "price"."""
    begin = max((n for n in range(match.first) if said.tokens[n].kind == "stop"), default=-1)
    end = next((n for n in range(match.last, len(said.tokens)) if said.tokens[n].kind == "stop"), len(said.tokens))
    near = [m for m in said.of("measure") if begin < m.first < end]
    return min(near, key=lambda m: _distance(m, match)).kind if near else None


def _distance(one: Match, two: Match) -> tuple[int, bool]:
    apart = max(one.first - two.last, two.first - one.last, 0)
    return apart, one.first < two.first
