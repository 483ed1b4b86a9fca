"""Numbers as written, in digits and in words, with their magnitude words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from claims.lexicon import Lexicon, Token
from claims.lexicon.fold import fold
from claims.quantities.scan import Scan

LONGEST = 24  # characters of a number
SPACES = "\u00a0\u2009\u202f"
KINDS = (("vague", "vague"), ("implied", "implied"), ("num", "words"), ("weak", "words"), ("article", "article"))
_SEPARATOR = re.compile(r"[.,'·]")
_PLAIN = str.maketrans({"，": ",", "．": ".", "’": "'", "٬": "'", "٫": "·"})
_HALF = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333333", "⅔": "0.666667"}


@dataclass(frozen=True)
class Value:
    """A number with its magnitude: `low` to `high` where the words are vague ("dozens")."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    step: Decimal
    scale: Decimal = Decimal(1)  # what the magnitude words multiply the first number by
    kind: str = "digits"  # digits, words, vague, implied
    weak: bool = False  # the word has other meanings: a unit must follow


class Op(NamedTuple):
    """One piece of a number: a number, a magnitude, a joining word or "and a half"."""

    kind: str
    low: Decimal
    high: Decimal
    step: Decimal
    end: int


def plain(text: str) -> str:
    """ASCII digits and separators."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char, char)) for char in text.translate(_PLAIN))


def decimal_mark(tokens: list[Token], lexicon: Lexicon) -> str:
    """The decimal sign of a text: what its clear numbers agree on, else that of the language."""
    seen = {mark for token in tokens if token.kind == "number" and (mark := clear_mark(plain(token.text)))}
    return seen.pop() if len(seen) == 1 else str(lexicon.settings["decimal"])


def clear_mark(text: str) -> str | None:
    """The decimal sign of a number that leaves no doubt."""
    marks = re.findall(r"[.,]", text)
    if not marks or "'" in text:
        return None
    if len(set(marks)) == 2:
        return str(marks[-1])
    if len(marks) > 1:
        return "," if marks[0] == "." else "."
    return str(marks[0]) if len(text.rsplit(marks[0], 1)[1]) in (1, 2) else None


def digits(text: str, mark: str, group: str = "") -> Decimal | None:
    """The value of a number in digits; None for dates, versions and other chains."""
    if len(text) > LONGEST:
        return None
    text = plain(text)
    parts = _SEPARATOR.split(text)
    marks = _SEPARATOR.findall(text)
    if not marks:
        return Decimal(text)
    whole, last = parts[:-1], parts[-1]
    if len(set(marks)) == 1 and grouped(parts) and (len(marks) > 1 or groups(marks[0], whole[0], last, mark, group)):
        return Decimal("".join(parts))
    if marks[-1] == "'" or marks[-1] in marks[:-1] or len(set(marks)) > 2 or not grouped(whole):
        return None
    return Decimal("".join(whole) + "." + last)


def groups(sign: str, first: str, last: str, mark: str, group: str) -> bool:
    """Whether a single sign before three digits parts thousands."""
    return sign == "'" or (
        not first.startswith("0") and (sign != mark or sign == group or last == "000") and sign != "·"
    )


def grouped(parts: list[str]) -> bool:
    """Whether the digits are in groups of three, or the Indian way in twos before the last three."""
    if len(parts) == 1:
        return True
    middle = {len(part) for part in parts[1:-1]}
    return len(parts[0]) <= 3 and len(parts[-1]) == 3 and (middle <= {3} or (middle == {2} and len(parts[0]) <= 2))


def merged(tokens: list[Token], text: str, lexicon: Lexicon) -> list[Token]:
    """The tokens, with numbers grouped by spaces made one."""
    found: list[Token] = []
    for token in tokens:
        if found and joins(found[-1], token, text, bool(lexicon.settings["spaces"])):
            last = found.pop()
            token = Token(last.start, token.end, f"{last.text}'{token.text}", "number", last.glued)  # noqa: PLW2901
        found.append(token)
    return found


def joins(last: Token, token: Token, text: str, spaces: bool) -> bool:
    """Whether `token` is the next group of three digits of `last`."""
    gap = text[last.end : token.start]
    return (
        token.kind == last.kind == "number"
        and (gap in SPACES if gap != " " else spaces)
        and len(gap) == 1
        and re.fullmatch(r"\d{1,3}(?:'\d{3})*", last.text) is not None
        and re.fullmatch(r"\d{3}(?:[.,]\d{1,2})?", token.text) is not None
        and not last.text.startswith("0")
    )


def step_of(value: Decimal, *, scaled: bool) -> Decimal:
    """One unit of the last digit stated; trailing zeros count as rounding from two on, or before a magnitude."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0 or not value:
        return Decimal(1).scaleb(min(int(exponent), 0))
    written = f"{value:f}"
    zeros = len(written) - len(written.rstrip("0"))
    return Decimal(1).scaleb(zeros if scaled or zeros >= 2 else 0)


def read(scan: Scan, i: int) -> Value | None:
    """The number that begins at token `i`, with all its magnitude words."""
    first = opening(scan, i)
    if not first:
        return None
    kind, weak, ops = first
    stack: list[tuple[Decimal, Decimal]] = []
    grain, scale, step, end = Decimal(0), Decimal(1), Decimal(1), i
    pending = False
    for op in ops_from(scan, ops):
        if op.kind == "join":
            pending = True
            continue
        if op.kind == "mag":
            below = [pair for pair in stack if pair[0] < op.low]
            if stack and not below:
                break
            stack = [pair for pair in stack if pair[0] >= op.low]
            low = sum((p[0] for p in below), Decimal(0)) or Decimal(1)
            high = sum((p[1] for p in below), Decimal(0)) or Decimal(1)
            scale = scale * op.low if not stack else scale
            step, grain = (step_of(Decimal(low), scaled=True) if below else Decimal(1)) * op.low, op.low
            stack.append((low * op.low, high * op.low))
        elif op.kind == "half":
            if not stack or kind == "vague":
                break
            unit = max(grain, Decimal(1)) if stack[-1][0] >= grain else Decimal(1)
            unit = scale if scale > 1 else Decimal(1)
            stack.append((unit / 2, unit / 2))
            step, grain = unit / 10, unit / 10
        elif stack and not fits(op, grain, stack, scan, pending=pending, kind=kind):
            break
        else:
            stack.append((op.low, op.high))
            step = step_of(op.low, scaled=False)
            grain = grain_of(op.low)
        pending, end = False, op.end
    if end == i:
        return None
    low, high = sum((p[0] for p in stack), Decimal(0)), sum((p[1] for p in stack), Decimal(0))
    return Value(i, end, low, high, step, scale, kind, weak)


def fits(op: Op, grain: Decimal, stack: list[tuple[Decimal, Decimal]], scan: Scan, *, pending: bool, kind: str) -> bool:
    """Whether a number may follow: smaller than what was said last ("twenty three"), or "three and twenty"."""
    if op.low < grain:
        return not pending or (kind == "words" and grain <= 1000)
    return bool(scan.lexicon.settings["inverted"]) and stack[-1][0] < 10 <= op.low < 100 and op.low % 10 == 0


def grain_of(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero."""
    return step_of(value, scaled=True)


def opening(scan: Scan, i: int) -> tuple[str, bool, list[Op]] | None:
    """Kind, weakness and first pieces of a number at token `i`."""
    token = scan.tokens[i]
    if token.kind == "number":
        if share := slashed(scan, i):
            return "digits", False, [share]
        value = digits(token.text, scan.mark, scan.lexicon.settings["group"])
        return None if value is None else ("digits", False, [number_op(value, i + 1)])
    if token.text in _HALF:
        return "digits", False, [number_op(Decimal(_HALF[token.text]), i + 1)]
    tags = scan.tags[i]
    for role, kind in KINDS:
        if role in tags:
            low, _, high = tags[role].value.partition("-")
            return kind, role == "weak", [Op("num", Decimal(low), Decimal(high or low), Decimal(1), tags[role].end)]
    ops = glued_words(scan, i)
    return ("words", False, ops) if ops else None


def slashed(scan: Scan, i: int) -> Op | None:
    """A fraction in digits: the "1/2" of "1/2 mile" and "10 1/2 miles"."""
    below = scan.glued(i + 2)
    if not scan.is_mark(i + 1, "/") or not scan.glued(i + 1) or not below or below.kind != "number":
        return None
    upper, lower = plain(scan.tokens[i].text), plain(below.text)
    if not (upper.isdigit() and lower.isdigit() and 0 < int(upper) < int(lower) <= 16):
        return None
    return number_op((Decimal(upper) / Decimal(lower)).quantize(Decimal("1e-6")).normalize(), i + 3)


def number_op(value: Decimal, end: int) -> Op:
    """A piece that is a number."""
    return Op("num", value, value, Decimal(1), end)


def ops_from(scan: Scan, first: list[Op]) -> Iterator[Op]:
    """The pieces of a number, as long as they come."""
    yield from first
    i = first[-1].end
    words = scan.tokens[i - 1].kind != "number"
    while i < len(scan.tokens):
        ops = next_ops(scan, i, words)
        if not ops:
            return
        yield from ops
        words = True
        i = ops[-1].end


def next_ops(scan: Scan, i: int, words: bool) -> list[Op]:
    """The pieces at token `i` of a number that has begun."""
    tags, token = scan.tags[i], scan.tokens[i]
    if token.text in _HALF and token.glued:
        return [Op("half", Decimal(0), Decimal(0), Decimal(1), i + 1)] if token.text == "½" else []
    if "half" in tags:
        return [Op("half", Decimal(0), Decimal(0), Decimal(1), tags["half"].end)]
    if "mag" in tags and magnitude_here(scan, i):
        return [number_op(Decimal(tags["mag"].value), tags["mag"].end)._replace(kind="mag")]
    if "of" in tags and words and "mag" in (after_of := scan.tags[tags["of"].end : tags["of"].end + 1] or [{}])[0]:
        return next_ops(scan, tags["of"].end, words) if after_of else []
    if token.text == "-" and token.glued and i + 1 < len(scan.tokens) and scan.tokens[i + 1].glued:
        return next_ops(scan, i + 1, words) if {"mag", "num"} & scan.tags[i + 1].keys() else []
    if token.kind == "number" and not words and not token.glued:
        share = slashed(scan, i)
        return [share] if share else []
    if not words:
        return []
    if token.kind == "number":
        return follow_digits(scan, i)
    if role := next((role for role in ("num", "weak", "article") if role in tags), None):
        return [number_op(Decimal(tags[role].value), tags[role].end)]
    if "join" in tags:
        after = tags["join"].end
        plain_word = after < len(scan.tokens) and scan.tokens[after].kind != "number"
        rest = next_ops(scan, after, words) if plain_word else []
        return [number_op(Decimal(0), after)._replace(kind="join"), *rest] if rest and rest[0].kind == "num" else []
    return glued_words(scan, i)


def magnitude_here(scan: Scan, i: int) -> bool:
    """Whether a magnitude sign is one here: "5m" and "5B" only of money, "10K" but not "4K"."""
    token = scan.tokens[i]
    unit = scan.tag(i, "unit")
    if unit and unit.value == "cent" and scan.follows_number(i):
        return False  # "12 cents" of money; "deux cents" is 200
    if not token.text.isascii() or len(token.text) > 1:
        return not (token.glued and token.text.isascii() and token.text.istitle() and scan.follows_number(i))
    if not token.glued:
        return False
    return scan.money_before(i) or token.text == "k" or (token.text == "K" and len(scan.tokens[i - 1].text) > 1)


def follow_digits(scan: Scan, i: int) -> list[Op]:
    """Digits after a magnitude: "5 million 200 thousand", "27 milyon 88 bin 360", "1万2000"."""
    value = digits(scan.tokens[i].text, scan.mark, scan.lexicon.settings["group"])
    if value is None or value != int(value):
        return []
    followed = i + 1 < len(scan.tokens) and "mag" in scan.tags[i + 1]
    whole = followed or scan.lexicon.settings["mixed"] or ends_thousands(scan, i)
    return [number_op(value, i + 1)] if whole else []


def ends_thousands(scan: Scan, i: int) -> bool:
    """Whether three digits follow the word for a thousand: "32 tys. 143"."""
    tags = [scan.tag(i - back, "mag") for back in (1, 2)]
    return len(scan.tokens[i].text) == 3 and any(t and t.end == i and Decimal(t.value) == 1000 for t in tags)


def glued_words(scan: Scan, i: int) -> list[Op]:
    """The pieces of a number written as one word ("dreiundzwanzig")."""
    token = scan.tokens[i]
    if token.kind != "word" or not scan.lexicon.settings["glue"] or len(token.text) < 6:
        return []
    found = split(scan.lexicon, fold(token.text))
    return [op._replace(end=i + 1) for op in found] if found else []


def split(lexicon: Lexicon, word: str) -> list[Op] | None:
    """A word as number words and magnitudes, none left over; the longest pieces first."""
    best: dict[int, list[Op]] = {len(word): []}
    for start in range(len(word) - 1, -1, -1):
        for end in range(len(word), start, -1):
            if end in best and (op := atom(lexicon, word[start:end])):
                best[start] = [op, *best[end]]
                break
    found = best.get(0)
    return found if found and len(found) > 1 and found[0].kind == "num" or found and found[0].kind == "mag" else None


def atom(lexicon: Lexicon, piece: str) -> Op | None:
    """One number word inside a longer one."""
    node = lexicon.words.root.next.get(piece)
    if node:
        for role, kind in (("glued", "num"), ("num", "num"), ("mag", "mag"), ("join", "join")):
            if role in node.roles:
                return number_op(Decimal(node.roles[role] or 0), 0)._replace(kind=kind)
    return None
