"""Amounts with what surrounds them: ranges, changes, hedges, signs, units said once for a whole list."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from claims.lexicon import REMEMBERED, Lexicon, Token
from claims.quantities import masks
from claims.quantities.amounts import ROUND, Amount, amount, with_noun, with_per
from claims.quantities.numbers import is_glued
from claims.quantities.scan import Scan

STARTS = {"frac", "multiple", "sym", "pct_before", "vague", "implied", "num", "weak", "article", "mag_first", "ignore"}
PARTS = frozenset("½¼¾⅓⅔")
DASHES = "-–‑~〜～−"
NEAR = 40  # tokens from one item of a list to the next
RATES = {3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000, 10000, 100000}


@dataclass(frozen=True)
class Phrase:
    """An amount or range with its hedges; tokens, half-open."""

    start: int
    end: int
    amount: Amount
    hedge: str = ""  # >, >=, <, <=, ~, ~<
    form: Literal["level", "range", "change_to"] = "level"


def phrases(scan: Scan, starts: list[int], blocked: list[tuple[int, int]]) -> Iterator[Phrase]:
    """The quantities of a stretch of text, in order; nothing is read inside the blocked stretches.

    `starts`: the tokens at which one can begin.
    """
    floor, block = 0, 0
    for i in starts:
        token = scan.tokens[i]
        while block < len(blocked) and blocked[block][1] <= token.start:
            block += 1
        if i < floor or (block < len(blocked) and blocked[block][0] < token.end):
            continue
        if tag := scan.tag(i, "ignore"):
            floor = tag.end
            continue
        found = phrase(scan, i, floor) if may_start(scan, i) else None
        if found and not crosses(scan, found, blocked[block:]):
            yield found
            floor = max(found.end, i + 1)


def openings(tokens: list[Token], lexicon: Lexicon) -> list[int]:
    """The tokens at which a quantity, or a phrase that holds none, can begin."""
    known = lexicon.openings
    if len(known) >= REMEMBERED:
        known.clear()
    for token in tokens:
        if token.text not in known:
            known[token.text] = opens(token, lexicon)
    return [i for i, token in enumerate(tokens) if known[token.text]]


def opens(token: Token, lexicon: Lexicon) -> bool:
    """Whether a quantity can begin with this token."""
    if token.kind == "number" or token.text in PARTS or not STARTS.isdisjoint(lexicon.head(token).roles):
        return True
    return bool(lexicon.settings["glue"]) and is_glued(lexicon, token)


def crosses(scan: Scan, found: Phrase, blocked: list[tuple[int, int]]) -> bool:
    """Whether a phrase runs into the next blocked stretch."""
    return bool(blocked) and blocked[0][0] < scan.tokens[found.end - 1].end


def may_start(scan: Scan, i: int) -> bool:
    """Whether an amount can begin at token `i`."""
    token = scan.tokens[i]
    return token.kind in ("number", "word") or token.text in PARTS or not STARTS.isdisjoint(scan.tags[i])


def phrase(scan: Scan, i: int, floor: int) -> Phrase | None:
    """The quantity whose number begins at token `i`."""
    first = amount(scan, i)
    if not first or (first.value.kind == "digits" and masks.is_code(scan, first.value.start)):
        return None
    if rate := one_in(scan, first):
        return hedged(scan, Phrase(i, rate.end, rate), floor)
    if both := ranged(scan, first, floor):
        return hedged(scan, both, floor)
    first = with_noun(scan, first)
    if first.bare and before_date(scan, first):
        return None
    if masks.rejected(scan, first) or not plausible(scan, first):
        return None
    return hedged(scan, Phrase(i, first.end, first), floor)


def before_date(scan: Scan, first: Amount) -> bool:
    """Whether the number is the first day of "1 to 3 May"."""
    separator, k = separated(scan, first.end, "", first)
    second = amount(scan, k) if separator and k < len(scan.tokens) else None
    return (
        second is not None
        and first.low <= second.low <= masks.LAST_DAY
        and masks.is_date(scan, with_noun(scan, second))
    )


def plausible(scan: Scan, amount: Amount) -> bool:
    """Whether number words state an amount here: they need a unit or something to count."""
    value = amount.value
    if value.kind == "digits" or (amount.implied and amount.unit in ("%", "x")):
        return True
    people = bool(scan.tag(amount.end, "people"))
    if value.kind == "article":
        return people or value.scale > 1 or amount.unit == "%"
    if scan.tokens[value.start].kind == "char" and value.kind != "vague":
        return amount.unit is not None or people or value.scale > 1 or bool(scan.tag(value.end, "skip"))
    if value.weak or (value.kind == "vague" and value.low <= 3):  # "several reasons" counts nothing
        return amount.unit is not None or people or value.scale > 1
    return (
        amount.unit is not None or amount.noun is not None or (value.scale > 1 and value.kind in ("words", "implied"))
    )


def one_in(scan: Scan, first: Amount) -> Amount | None:
    """The share in "two in five", in percent."""
    word = scan.tag(first.end, "in") or scan.tag(with_noun(scan, first).noun_end, "in_noun")
    if first.unit or not word or first.low != first.high or word.end >= len(scan.tokens):
        return None
    second = amount(scan, word.end)
    if not second or second.unit or not 0 < first.low < second.low or int(second.low) not in RATES:
        return None
    if second.low != int(second.low) or masks.rejected(scan, with_noun(scan, second)):
        return None
    share = (100 * first.low / second.low).quantize(ROUND).normalize()
    return replace(first, end=second.end, low=share, high=share, step=None, unit="%", dimension="ratio", implied=True)


def ranged(scan: Scan, first: Amount, floor: int) -> Phrase | None:
    """The range or change that two amounts make: "between 2 and 4 million euros", "60%-80%"."""
    opening = opener(scan, first.start, floor)
    for j in places(scan, first, opening):
        separator, k = separated(scan, j, opening, first)
        if not separator:
            continue
        k = skipped(scan, k)
        second = amount(scan, k) if k < len(scan.tokens) else None
        if second and (made := joined(scan, first, with_noun(scan, second), separator, opening)):
            return made
    return None


def places(scan: Scan, first: Amount, opening: str) -> list[int]:
    """The tokens at which the second part of a range may begin: also after a noun if the range was opened."""
    noun = with_noun(scan, first) if opening and first.unit is None else first
    return [first.end, noun.noun_end] if noun.noun_end else [first.end]


def opener(scan: Scan, i: int, floor: int) -> str:
    """The "from" or "between" before token `i`."""
    for _ in range(3):
        if found := scan.closed("open", i):
            return found[1] if found[0] >= floor else ""
        step = scan.closed("filler", i) or scan.closed("before", i)
        if not step:
            return ""
        i = step[0]
    return ""


def separated(scan: Scan, j: int, opening: str, first: Amount) -> tuple[str, int]:
    """What parts the two ends of a range at token `j`, and the token after it."""
    token = scan.token(j)
    if not token:
        return "", j
    if token.text in DASHES:
        spaced = not token.glued
        return ("" if spaced and token.text == "-" and not opening else "dash"), j + 1
    if tag := scan.tag(j, "to"):
        return "to", tag.end
    if opening == "between" and (tag := scan.tag(j, "and")):
        return "to", tag.end
    if first.unit is None and (tag := scan.tag(j, "or")):
        return "or", tag.end
    return "", j


def skipped(scan: Scan, k: int) -> int:
    """The token after hedges and small words ("do nawet 100%")."""
    for _ in range(3):
        tag = scan.tag(k, "filler") or scan.tag(k, "before")
        if not tag:
            break
        k = tag.end
    return k


def joined(scan: Scan, first: Amount, second: Amount, separator: str, opening: str) -> Phrase | None:
    """The two amounts as one, if their units and sizes allow it."""
    if first.value.start > first.start and second.unit is None:  # its unit stood before: "$10-15 billion", "%20-30"
        second = replace(second, unit=first.unit, dimension=first.dimension)
    if not joinable(scan, first, second, separator):
        return None
    if first.bare and second.bare and not opening and not sound(scan, first, second, separator):
        return None
    low = shared(first, second)
    falls = low.low >= second.high
    if (falls and opening != "from") or (separator == "or" and not neighbours(low, second)):
        return None
    changed = opening == "from" and separator == "to" and (falls or scan.near("change", first.start, second.end))
    made = replace(second, start=first.start, low=low.low, high=second.high, step=second.step)
    return Phrase(first.start, second.end, made, form="change_to" if changed else "range")


def joinable(scan: Scan, first: Amount, second: Amount, separator: str) -> bool:
    """Whether both are plain stated amounts of one unit."""
    kinds = {first.value.kind, second.value.kind}
    if first.unit not in (None, second.unit) or kinds & {"vague", "article"}:
        return False
    if separator != "dash" and masks.is_code(scan, second.value.start):
        return False
    return not masks.rejected(scan, second) and plausible(scan, second)


def neighbours(low: Amount, high: Amount) -> bool:
    """Whether two amounts are near enough for "two or three" to be one estimate."""
    return low.low < high.low <= low.low + 10 and low.value.scale == high.value.scale


def sound(scan: Scan, first: Amount, second: Amount, separator: str) -> bool:
    """Whether two plain numbers side by side are a range rather than a score or a name."""
    if second.noun is None and separator != "to":
        return False
    return not masks.numbered_name(scan, first) and not masks.labelled(scan, first.value.start)


def shared(first: Amount, second: Amount) -> Amount:
    """The first amount with the magnitude and percent sign that only the second one states."""
    scale = second.value.scale
    if first.unit is None and first.value.scale == 1 and scale > 1 and first.low <= second.low / scale:
        return first.times(scale)
    if first.unit is None and second.unit == "%" and second.value.low:
        return first.times(second.low / second.value.low) if not second.implied else first
    if first.unit is not None and first.value.scale == 1 and scale > 1 and first.low < second.low / scale:
        return first.times(scale)  # "$2 to $4 million"
    return first


def hedged(scan: Scan, found: Phrase, floor: int) -> Phrase:
    """The phrase with the hedges, sign and opening before it and the hedges after it."""
    made = signed(scan, found, floor)
    start, hedge = before(scan, made, floor)
    end, late = after(scan, made)
    middle = next((t.value for k in range(made.start, made.end) if (t := scan.tag(k, "mid"))), "")
    return replace(made, start=start, end=end, hedge=hedge or late or middle, amount=with_per(scan, made.amount))


def signed(scan: Scan, found: Phrase, floor: int) -> Phrase:
    """The phrase with a minus sign or word taken in."""
    i = found.start
    word = None if scan.closed("before", i) else scan.closed("minus", i)
    here = scan.is_mark(i - 1, "-−–") and scan.tokens[i].glued and i - 1 >= floor
    older = scan.token(i - 2)
    sign = here and (not scan.tokens[i - 1].glued or (older is not None and older.kind == "char"))
    inner = found.form == "level" and scan.is_mark(found.amount.value.start - 1, "-−") and found.amount.value.start > i
    if (not word or word[0] < floor) and not sign and not inner:
        return found
    low, high = -found.amount.high, -found.amount.low
    if found.form != "level":
        low, high = -found.amount.low, found.amount.high
    start = word[0] if word else i - 1 if sign else i
    return replace(found, start=start, amount=replace(found.amount, low=low, high=high))


def before(scan: Scan, found: Phrase, floor: int) -> tuple[int, str]:
    """Where the words before an amount begin, and the hedge among them."""
    start = i = found.start
    hedge = ""
    for _ in range(4):
        steps = (("before", scan.closed("before", i)), ("open", scan.closed("open", i)))
        role, step = next(((r, s) for r, s in steps if s), ("filler", scan.closed("filler", i)))
        if not step or step[0] < floor or (role == "open" and found.form == "level"):
            break
        i = step[0]
        if role != "filler":
            start = i
        if role == "before":
            hedge = hedge or step[1]
    return start, hedge


def after(scan: Scan, found: Phrase) -> tuple[int, str]:
    """Where the hedges after an amount end, and what they say."""
    for j in (found.end, found.amount.value.end, found.amount.noun_end):
        if j and (tag := scan.tag(j, "after")):
            return max(tag.end, found.end), tag.value
    return found.end, ""


def inherit(scan: Scan, found: list[Phrase]) -> list[Phrase]:
    """Money whose currency was said earlier in the list: "600 million yuan for X, 300 million for Y"."""
    made: list[Phrase] = []
    for item in found:
        last = made[-1] if made else None
        if last and elided(scan, last, item):
            unit, dimension = last.amount.unit, last.amount.dimension
            item = replace(item, amount=replace(item.amount, unit=unit, dimension=dimension))  # noqa: PLW2901
        made.append(item)
    return made


def elided(scan: Scan, last: Phrase, item: Phrase) -> bool:
    """Whether an amount with a magnitude but nothing to count goes on a list of sums."""
    this = item.amount
    return (
        last.amount.dimension == "money"
        and this.unit is None
        and this.noun is None
        and this.value.scale >= Decimal(1000)
        and this.value.kind == "digits"
        and scan.sentence(last.start) == scan.sentence(item.start)
        and item.start - last.end <= NEAR
    )
