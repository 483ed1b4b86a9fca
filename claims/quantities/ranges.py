"""Two amounts that are one: ranges, changes, shares."""

from dataclasses import dataclass, replace
from typing import Literal

from claims.lexicon import Tag
from claims.quantities import masks
from claims.quantities.amounts import amount, out_of
from claims.quantities.nouns import with_noun
from claims.quantities.scan import Scan
from claims.quantities.values import Amount

DASHES = "-–‑~〜～−"
MINUS = "-−–－"
ARTICLED = {"money", "length", "mass", "volume", "area", "information"}  # "a mile" is one mile
FEWEST = 2  # of a number in words that counts nothing named
RATES = {3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000, 10000, 100000}


@dataclass(frozen=True)
class Phrase:
    """An amount or range with its hedges; tokens, half-open."""

    start: int
    end: int
    amount: Amount
    hedge: str = ""  # >, >=, <, <=, ~, ~<
    form: Literal["level", "range", "change_to"] = "level"


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
        lasts = amount.dimension == "duration" and scan.closed("lasts", amount.start) is not None
        return people or lasts or value.scale > 1 or amount.unit == "%" or amount.dimension in ARTICLED
    if scan.tokens[value.start].kind == "char" and value.kind != "vague":
        return amount.unit is not None or people or value.scale > 1 or bool(scan.tag(value.end, "skip"))
    if value.weak or (value.kind == "vague" and value.low <= 3):  # "several reasons" counts nothing
        return amount.unit is not None or people or value.scale > 1
    if amount.unit is not None or amount.noun is not None:
        return amount.unit is not None or not (is_hour(scan, amount) and scan.tag(value.end, "of"))
    return value.scale > 1 if value.kind == "implied" else value.scale > 1 or stands_alone(scan, amount)


def stands_alone(scan: Scan, amount: Amount) -> bool:
    """Whether a number in words that counts nothing named is a figure: "eight of the dead", "over thirty", "up to six".

    One ("one of them") and "the two" mostly stand for somebody; other languages than those of `bare_numbers`, and
    words with a second meaning ("neuf", "acht"), need a hedge before or an "of" behind.
    """
    value, i, end = amount.value, amount.start, amount.end
    if amount.low != amount.high or amount.low < FEWEST or scan.tokens[value.start].kind == "char":
        return False
    if value.kind == "vague":
        return bool(scan.lexicon.settings["bare_numbers"])  # "un migliaio"
    named = scan.tokens[i].text[0].isupper() and not masks.starts_sentence(scan, i)
    part = scan.is_mark(end, "-‑") and scan.glued(end)  # "eight- and 12-layer chips"
    named = named or (amount.low == FEWEST and scan.closed("the", i) is not None)
    if named or is_hour(scan, amount) or part or scan.closed("ordinal_word", i) or masks.labelled(scan, i):
        return False
    if scan.closed("before", i):
        return True
    twofold = scan.tag(i, "twofold")
    sure = scan.lexicon.settings["bare_numbers"] and not (twofold and twofold.end == end)
    return sure or scan.tag(end, "in") is not None


def is_hour(scan: Scan, amount: Amount) -> bool:
    """Whether a number in words can be an hour of the day: "alle nove di sera"."""
    return amount.low <= masks.LAST_HOUR and scan.closed("hour_before", amount.start) is not None


def one_in(scan: Scan, first: Amount) -> Amount | None:
    """The share in "two in five", "7 of 10" or "3 out of 17", in percent."""
    word, sure = rate_word(scan, first)
    if first.unit or not word or first.low != first.high or word.end >= len(scan.tokens):
        return None
    second = amount(scan, word.end)
    if not second or second.unit or second.value.scale > 1 or not 0 < first.low < second.low:
        return None
    if second.low != int(second.low) or not (sure or int(second.low) in RATES):
        return None
    if masks.rejected(scan, first) or masks.rejected(scan, with_noun(scan, second)):
        return None
    return replace(out_of(first, first.low, second.low), end=second.end)


def rate_word(scan: Scan, first: Amount) -> tuple[Tag | None, bool]:
    """What stands between the two numbers of a share, and whether it can mean nothing else: "out of", "de cada"."""
    if word := scan.tag(first.end, "in"):
        return word, word.end - first.end > 1
    roles = [role for role in ("in_noun", "in_one") if scan.lexicon.has(role) and (role == "in_noun" or first.low == 1)]
    noun = with_noun(scan, first).noun_end if roles else 0
    word = next((tag for role in roles if noun and (tag := scan.tag(noun, role))), None)
    return word or scan.tag(first.end, "of"), False


def ranged(scan: Scan, first: Amount, floor: int) -> Phrase | None:
    """The range or change that two amounts make: "between 2 and 4 million euros", "60%-80%"."""
    opening = opener(scan, first.start, floor)
    for j in places(scan, first, opening):
        separator, k = separated(scan, j, opening, first)
        if late := scan.tag(j, "from_after"):
            separator, k, opening = "to", late.end, "from"
        if not separator:
            continue
        k = skipped(scan, k)
        minus = scan.is_mark(first.value.start - 1, MINUS) and scan.is_mark(k, MINUS) and scan.glued(k + 1) is not None
        k += minus
        second = amount(scan, k) if k < len(scan.tokens) else None
        if second and minus:  # "-5 to -10°C"
            second = replace(second, start=k)
        if second and (made := joined(scan, first, with_noun(scan, second), separator, opening)):
            return replace(made, amount=replace(made.amount, negative=minus))
    return None


def places(scan: Scan, first: Amount, opening: str) -> list[int]:
    """The tokens at which the second part of a range may begin: also after a noun if the range was opened."""
    noun = with_noun(scan, first) if first.unit is None else first
    late = noun.noun_end and scan.tag(noun.noun_end, "from_after")
    return [first.end, noun.noun_end] if noun.noun_end and (opening or late) else [first.end]


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
    if first.value.start > first.start and second.unit is None and elides(first, second, separator):
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


def elides(first: Amount, second: Amount, separator: str) -> bool:
    """Whether the second amount is in the unit that stands before the first: "$10-15 billion", "%20-30"."""
    return first.unit != "%" or (second.value.scale == 1 and (separator == "dash" or second.noun is None))


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
    return low.low < high.low <= low.low + 10 * high.value.scale and low.value.scale in (1, high.value.scale)


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
