"""Numbers in words: pieces of a longer word, decimals, digits one after the other."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from claims.lexicon import Lexicon, Token
from claims.lexicon.fold import fold
from claims.quantities.digits import plain
from claims.quantities.scan import Scan

MYRIAD = Decimal(10_000)
LONGEST_DECIMALS = 6
SHORTEST_WORD, LONGEST_WORD = 6, 60  # letters of a number written as one word


class Op(NamedTuple):
    """One piece of a number: a number, a magnitude, a joining word or "and a half"."""

    kind: str
    low: Decimal
    high: Decimal
    step: Decimal
    end: int


def number_op(value: Decimal, end: int) -> Op:
    """A piece that is a number."""
    return Op("num", value, value, Decimal(1), end)


def word_ops(scan: Scan, i: int) -> list[Op]:
    """The number word at token `i`, or the pieces of one written together."""
    tags = scan.tags[i]
    if role := next((role for role in ("num", "weak", "article") if role in tags), None):
        return [number_op(Decimal(tags[role].value), tags[role].end)]
    ops = glued_words(scan, i)
    return ops if all(op.kind == "num" for op in ops) else []


def glued_words(scan: Scan, i: int) -> list[Op]:
    """The pieces of a number written as one word ("dreiundzwanzig")."""
    token = scan.tokens[i]
    if not scan.lexicon.settings["glue"] or not is_glued(scan.lexicon, token):
        return []
    return [op._replace(end=i + 1) for op in split(scan.lexicon, fold(token.text)) or ()]


def is_glued(lexicon: Lexicon, token: Token) -> bool:
    """Whether a word is made of number words."""
    return (
        token.kind == "word"
        and SHORTEST_WORD <= len(token.text) <= LONGEST_WORD
        and split(lexicon, fold(token.text)) is not None
    )


@lru_cache(maxsize=1 << 14)
def split(lexicon: Lexicon, word: str) -> list[Op] | None:
    """A word as number words and magnitudes, none left over; the longest pieces first."""
    best: dict[int, list[Op]] = {len(word): []}
    for start in range(len(word) - 1, -1, -1):
        for end in range(len(word), start, -1):
            if end in best and (op := atom(lexicon, word[start:end])):
                best[start] = [op, *best[end]]
                break
    found = best.get(0)
    return found if found and len(found) > 1 and found[0].kind != "join" else None


def atom(lexicon: Lexicon, piece: str) -> Op | None:
    """One number word inside a longer one."""
    node = lexicon.words.first(piece)
    if node:
        for role, kind in (("glued", "num"), ("num", "num"), ("mag", "mag"), ("join", "join")):
            if role in node.roles:
                return number_op(Decimal(node.roles[role] or 0), 0)._replace(kind=kind)
    return None


def decimals(scan: Scan, i: int) -> Op | None:
    """What stands behind the word for a decimal sign at token `i`: "point one four", "virgule vingt-cinq"."""
    point = scan.tag(i, "point") or scan.tag(i, "point_weak") or scan.tag(i, "point_part")
    if not point or ("point" not in scan.tags[i] and scan.follows_number(i)):
        return None
    written, end = "", point.end
    while len(written) < LONGEST_DECIMALS and (group := small_number(scan, end)):
        written, end = written + str(group[0]), group[1]
    part = scan.tag(end, "part")
    if not written or (scan.tokens[end - 1].kind == "char" and tenfold(scan, end)):
        return None
    sure = "point" in scan.tags[i] or ("point_weak" in scan.tags[i] and (scan.tag(end, "pct") or scan.tag(end, "mag")))
    if not part and not sure:
        return None
    step = Decimal(part.value) if part else Decimal(1).scaleb(-len(written))
    return Op("point", Decimal(written) * step, Decimal(0), step, part.end if part else end)


def tenfold(scan: Scan, i: int) -> bool:
    """Whether "ten", "hundred" or the like stands at token `i`: "三点二十" is a time of day."""
    size = scan.tag(i, "mag") or scan.tag(i, "num")
    return size is not None and MYRIAD > Decimal(size.value) >= 10


def small_number(scan: Scan, i: int) -> tuple[int, int] | None:
    """A number below a thousand in words from token `i` on, or the digits there, and the token after it."""
    token = scan.token(i)
    if token and token.kind == "number":
        return (int(plain(token.text)), i + 1) if plain(token.text).isdigit() and len(token.text) <= 3 else None
    if not token or not (ops := word_ops(scan, i)) or (token.kind == "char" and ops[0].low >= 10):
        return None
    value, end = sum(int(op.low) for op in ops), ops[-1].end
    while value % 10 == 0 and value >= 20:
        joined = scan.tag(end, "join")
        after = joined.end if joined else end + 1 if scan.is_mark(end, "-‑") else end
        more = word_ops(scan, after) if after < len(scan.tokens) else []
        if not more or not 0 < more[0].low < (10 if value < 100 else 100):
            break
        value, end = value + int(sum(op.low for op in more)), more[-1].end
    return value, end


def positional(scan: Scan, i: int) -> Op | None:
    """A number in Chinese digits one after the other: "七〇" is 70."""
    written, j = "", i
    while len(written) < LONGEST_DECIMALS and (scan.glued(j) if j > i else scan.token(j)):
        tag = scan.tag(j, "num") or scan.tag(j, "weak")
        if (
            not tag
            or tag.end != j + 1
            or scan.tokens[j].kind != "char"
            or not tag.value.isdigit()
            or len(tag.value) > 1
        ):
            break
        written, j = written + tag.value, j + 1
    if len(written) < 2 or "0" not in written:
        return None
    return number_op(Decimal(written), j)
