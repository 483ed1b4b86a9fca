"""Numbers as written, in digits and in words, with their magnitude words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from claims.quantities import units
from claims.quantities.digits import digits, plain, step_of
from claims.quantities.scan import Scan
from claims.quantities.values import Value
from claims.quantities.words import MYRIAD, Op, decimals, glued_words, number_op, positional, word_ops

KINDS = (("vague", "vague"), ("implied", "implied"), ("num", "words"), ("weak", "words"), ("article", "article"))
HUNDRED, THOUSAND = Decimal(100), Decimal(1000)
SHORTEST_UNIT = 4  # letters of a unit before which "m" is a million: "1.5m tonnes", but "2 m cm" is nothing
_HALF = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333333", "⅔": "0.666667"}


@dataclass
class Tally:
    """A number being put together, piece by piece: "two hundred and five thousand"."""

    kind: str
    parts: list[tuple[Decimal, Decimal]] = field(default_factory=list)
    grain: Decimal = Decimal(0)  # the place of the last digit said
    scale: Decimal = Decimal(1)
    step: Decimal = Decimal(1)
    pending: bool = False  # a joining word was said last
    sure: bool = False  # decimals were said: no word with another meaning
    parted: bool = False  # the magnitude said last was told in decimals
    halved: bool = False  # "and a half" was said last

    def take(self, op: Op, *, inverted: bool) -> bool:
        """Take one more piece; False where it is not part of this number."""
        if op.kind == "join":
            self.pending = not op.low
            return self.pending or not self.parted  # "1.5 billion and 2 million" are two
        steps = {"mag": self.multiply, "half": self.halve, "point": self.decimals}
        taken = steps.get(op.kind, self.add)(op, inverted)
        self.pending = False
        return taken

    def multiply(self, op: Op, _: bool) -> bool:
        """Multiply what is smaller than a magnitude by it."""
        if self.halved and op.low == self.scale:
            self.halved = False  # "four billion and half a billion"
            return True
        below = [part for part in self.parts if part[0] < op.low]
        if self.parts and not below:
            return self.kind in ("words", "implied") and self.add(op, False)  # "bin yüz", "千百": once
        low, high = total(below) if below else (Decimal(1), Decimal(1))
        self.parts = [part for part in self.parts if part[0] >= op.low]
        self.scale = self.scale if self.parts else self.scale * op.low
        self.step = step_of(low, scaled=True) * op.low if below else op.low
        self.grain = op.low
        self.parted = bool(low % 1)
        self.parts.append((low * op.low, high * op.low))
        return True

    def halve(self, _: Op, __: bool) -> bool:
        """Add half of the magnitude said last: "two and a half million", "2 million and a half"."""
        if not self.parts or self.kind == "vague":
            return False
        self.parts.append((self.scale / 2, self.scale / 2))
        self.step = self.grain = self.scale / 10
        self.halved = True
        return True

    def decimals(self, op: Op, _: bool) -> bool:
        """Add what is said behind the decimal sign: "three point one four"."""
        self.parts.append((op.low, op.low))
        self.step = self.grain = op.step
        self.sure = True
        return True

    def add(self, op: Op, inverted: bool) -> bool:
        """Add a smaller number: "twenty three", or "three and twenty" where that is the way."""
        if self.parts and not self.fits(op, inverted):
            return False
        self.parts.append((op.low, op.high))
        self.step = step_of(op.low, scaled=False)
        self.grain = step_of(op.low, scaled=True)
        return True

    def fits(self, op: Op, inverted: bool) -> bool:
        """Whether a number may follow what was said."""
        if op.low < self.grain:
            return not self.pending or (self.kind in ("words", "implied", "article") and self.grain <= 1000)
        return inverted and self.parts[-1][0] < 10 and 20 <= op.low < 100 and op.low % 10 == 0


def total(parts: list[tuple[Decimal, Decimal]]) -> tuple[Decimal, Decimal]:
    """The sum of the lower and of the upper ends."""
    return sum((low for low, _ in parts), Decimal(0)), sum((high for _, high in parts), Decimal(0))


def read(scan: Scan, i: int) -> Value | None:
    """The number that begins at token `i`, with all its magnitude words."""
    first = opening(scan, i)
    if not first:
        return None
    kind, weak, ops = first
    tally, end = Tally(kind), i
    for op in ops_from(scan, ops):
        if not tally.take(op, inverted=bool(scan.lexicon.settings["inverted"])):
            break
        end = end if op.kind == "join" else op.end
    if end == i:
        return None
    low, high = total(tally.parts)
    return Value(i, end, low, high, tally.step, tally.scale, kind, weak and not tally.sure)


def opening(scan: Scan, i: int) -> tuple[str, bool, list[Op]] | None:
    """Kind, weakness and first pieces of a number at token `i`."""
    token = scan.tokens[i]
    if token.kind == "number" or token.text in _HALF:
        op = in_digits(scan, i)
        return ("digits", False, [op]) if op else None
    if token.kind == "char" and (op := positional(scan, i)):
        return "words", False, [op]
    return magnitude_first(scan, i) or in_words(scan, i)


def in_digits(scan: Scan, i: int) -> Op | None:
    """The number in digits at token `i`."""
    text = scan.tokens[i].text
    if text in _HALF:
        return number_op(Decimal(_HALF[text]), i + 1)
    if share := slashed(scan, i):
        return share
    value = digits(text, scan.mark, scan.lexicon.settings["group"])
    return None if value is None else number_op(value, i + 1)


def in_words(scan: Scan, i: int) -> tuple[str, bool, list[Op]] | None:
    """Kind, weakness and first pieces of a number in words."""
    tags = scan.tags[i]
    for role, kind in KINDS:
        if role in tags:
            low, _, high = tags[role].value.partition("-")
            return kind, role == "weak", [Op("num", Decimal(low), Decimal(high or low), Decimal(1), tags[role].end)]
    ops = glued_words(scan, i)
    return ("words", False, ops) if ops else None


def magnitude_first(scan: Scan, i: int) -> tuple[str, bool, list[Op]] | None:
    """A number behind its magnitude word, where a language puts it so: "milioni 5"."""
    size = scan.tag(i, "mag_first")
    if not size or size.end >= len(scan.tokens):
        return None
    digit = scan.tokens[size.end].kind == "number"
    value = digits(scan.tokens[size.end].text, scan.mark, scan.lexicon.settings["group"]) if digit else None
    ops = [number_op(value, size.end + 1)] if value is not None else word_ops(scan, size.end)
    if not ops:
        return None
    factor = Decimal(size.value)
    return "digits" if digit else "words", False, [*ops, number_op(factor, ops[-1].end)._replace(kind="mag")]


def slashed(scan: Scan, i: int) -> Op | None:
    """A fraction in digits: the "1/2" of "1/2 mile" and "10 1/2 miles"."""
    below = scan.glued(i + 2)
    if not scan.is_mark(i + 1, "/") or not scan.glued(i + 1) or not below or below.kind != "number":
        return None
    upper, lower = plain(scan.tokens[i].text), plain(below.text)
    if not (upper.isdigit() and lower.isdigit() and 0 < int(upper) < int(lower) <= 16):
        return None
    return number_op((Decimal(upper) / Decimal(lower)).quantize(Decimal("1e-6")).normalize(), i + 3)


def ops_from(scan: Scan, first: list[Op]) -> Iterator[Op]:
    """The pieces of a number, as long as they come."""
    yield from first
    i = first[-1].end
    last = Decimal("Infinity")
    words = scan.tokens[i - 1].kind != "number"
    in_digits = not words
    while i < len(scan.tokens):
        ops = next_ops(scan, i, words)
        if not ops or restarts(scan, i, last) or (in_digits and counts_anew(scan, ops)):
            return
        last = min([last, *(op.low for op in ops if op.kind == "mag")])
        yield from ops
        words = True
        i = ops[-1].end


def restarts(scan: Scan, i: int, last: Decimal) -> bool:
    """Whether digits begin a new number: "5 million, 5 million", but "2 mil 300 millones" is one."""
    size = scan.tag(i + 1, "mag") if scan.tokens[i].kind == "number" else None
    return size is not None and (Decimal(size.value) == last or Decimal(size.value) > last >= MYRIAD)


def counts_anew(scan: Scan, ops: list[Op]) -> bool:
    """Whether a small number in words behind one in digits counts time: "480 tysięcy pięć lat wcześniej"."""
    if any(op.kind != "num" or op.low >= HUNDRED for op in ops) or scan.tokens[ops[0].end - 1].kind == "number":
        return False
    counted = scan.tag(ops[-1].end, "unit")
    return counted is not None and units.dimension(counted.value) == "duration"


def next_ops(scan: Scan, i: int, words: bool) -> list[Op]:
    """The pieces at token `i` of a number that has begun; `words`: not only digits have been said."""
    if simple := half_or_magnitude(scan, i) or decimals(scan, i):
        return [simple]
    token = scan.tokens[i]
    if token.kind == "number":
        share = None if words or token.glued else slashed(scan, i)
        return [share] if share else follow_digits(scan, i) if words else []
    if token.text == "-" and token.glued and scan.glued(i + 1):
        return next_ops(scan, i + 1, words) if {"mag", "num"} & scan.tags[i + 1].keys() else []
    return next_words(scan, i) if words else []


def half_or_magnitude(scan: Scan, i: int) -> Op | None:
    """A magnitude or "and a half" at token `i`."""
    tags, token = scan.tags[i], scan.tokens[i]
    if token.text == "½" and token.glued:
        return number_op(Decimal(0), i + 1)._replace(kind="half")
    if "half" in tags:
        return number_op(Decimal(0), tags["half"].end)._replace(kind="half")
    if "mag" in tags and magnitude_here(scan, i):
        return number_op(Decimal(tags["mag"].value), tags["mag"].end)._replace(kind="mag")
    return None


def next_words(scan: Scan, i: int) -> list[Op]:
    """Number words at token `i` that go on with a number."""
    tags = scan.tags[i]
    if "of" in tags and scan.tag(tags["of"].end, "mag"):  # "tens of thousands"
        return next_ops(scan, tags["of"].end, words=True)
    if ops := word_ops(scan, i):
        return ops
    if "join" not in tags:
        return glued_words(scan, i)
    after = tags["join"].end
    if not scan.token(after):
        return []
    if scan.tokens[after].kind == "number":  # "11 thousand and 300", "3 million and 200 thousand"
        rest, plainly = follow_digits(scan, after, sure=True) if falls(scan, after, i) else [], True
    else:
        rest = next_ops(scan, after, words=True)
        plainly = in_thousands(scan, rest)  # "a million and two hundred thousand" is one number
    join = number_op(Decimal(plainly), after)._replace(kind="join")
    return [join, *rest] if rest and rest[0].kind == "num" else []


def in_thousands(scan: Scan, ops: list[Op]) -> bool:
    """Whether pieces that begin with a number go on to thousands."""
    while ops and ops[0].kind in ("num", "mag"):
        if ops[-1].kind == "mag" and ops[-1].low >= THOUSAND:
            return True
        ops = next_ops(scan, ops[-1].end, words=True) if ops[-1].end < scan.size else []
    return False


def magnitude_here(scan: Scan, i: int) -> bool:
    """Whether a magnitude sign is one here: "5m" and "5B" only of money, "10K" but not "4K"."""
    token = scan.tokens[i]
    unit = scan.tag(i, "unit")
    if unit and unit.end > scan.tags[i]["mag"].end:
        return False  # 兆字节 is one unit
    if unit and unit.value == "cent" and scan.follows_number(i):
        return False  # "12 cents" of money; "deux cents" is 200
    if not token.text.isascii() or len(token.text) > 1:
        return not (token.glued and token.text.isascii() and token.text.istitle() and scan.follows_number(i))
    priced = scan.tag(i + 1, "sym") is not None and scan.follows_number(i) and not scan.follows_amount(i + 2)
    if priced or not (token.glued or token.text == "M"):
        return priced  # "530 M€"
    if counts(scan, i + 1) or not token.glued:
        return counts(scan, i + 1)  # "1.2m people", "1.5m tonnes", "1,5 M de toneladas"
    return scan.money_before(i) or token.text == "k" or (token.text == "K" and len(scan.tokens[i - 1].text) > 1)


def counts(scan: Scan, i: int) -> bool:
    """Whether a word for people, money or a measure stands at token `i`, perhaps behind an "of"."""
    i = tag.end if (tag := scan.tag(i, "of")) else i
    measured = scan.tag(i, "unit") is not None
    named = measured and len(scan.tokens[i].text) >= SHORTEST_UNIT and not scan.glued(i)
    return bool(named or scan.tag(i, "people") or (scan.tag(i, "cur") and not measured))


def follow_digits(scan: Scan, i: int, *, sure: bool = False) -> list[Op]:
    """Digits after a magnitude: "5 million 200 thousand", "27 milyon 88 bin 360", "1万2000"."""
    value = digits(scan.tokens[i].text, scan.mark, scan.lexicon.settings["group"])
    if value is None or value != int(value):
        return []
    followed = i + 1 < len(scan.tokens) and "mag" in scan.tags[i + 1]
    whole = sure or followed or scan.lexicon.settings["mixed"] or scan.tokens[i].glued or ends_thousands(scan, i, i)
    return [number_op(value, i + 1)] if whole else []


def falls(scan: Scan, i: int, end: int) -> bool:
    """Whether the digits at `i` are of a smaller magnitude than the one before `end`, or of none after thousands."""
    size, larger = scan.tag(i + 1, "mag"), scan.closed("mag", end)
    if size is None:
        return ends_thousands(scan, i, end) and not (larger and scan.closed("num", larger[0]))
    return larger is not None and THOUSAND <= Decimal(size.value) < Decimal(larger[1])


def ends_thousands(scan: Scan, i: int, end: int) -> bool:
    """Whether the three digits at `i` follow a word for a thousand that ends at `end`: "32 tys. 143"."""
    tags = [scan.tag(end - back, "mag") for back in (1, 2)]
    return len(scan.tokens[i].text) == 3 and any(t and t.end == end and Decimal(t.value) == 1000 for t in tags)
