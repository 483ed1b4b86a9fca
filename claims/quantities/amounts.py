"""One amount: a number with its unit, currency, percent sign or counted noun."""

from dataclasses import replace
from decimal import Decimal

from claims.lexicon import Tag, units
from claims.quantities.composites import is_unit, lone, of_unit, with_smaller
from claims.quantities.compounds import compound
from claims.quantities.digits import plain as text
from claims.quantities.numbers import read
from claims.quantities.scan import Scan
from claims.quantities.sums import HUNDRED, currency, money
from claims.quantities.values import ROUND, Amount, Value, plain_amount

TWO = Decimal(2)
TENTH = Decimal("0.1")
ENDS = frozenset(".,;:!?)]\"'”“»…。،؛")  # what may be written to the word that names a unit
PARTED = {"duration", "length", "mass", "area", "volume"}  # of one of which a fraction is told
PARTS = {"2", "3", "4", "5", "8", "10"}  # what a fraction in digits is of; 9/11 is none
DEGREE = "°"
HOTTEST = 60  # beyond it bare degrees may as well be a turn, or of Fahrenheit
MAPPED = frozenset("NSEWO′'’")  # behind the degrees of a place
SHORTEST_ADJECTIVE, SHORTEST_CURRENCY = 5, 3


def amount(scan: Scan, i: int) -> Amount | None:
    """The amount that begins at token `i`."""
    tags = scan.tags[i]
    if "frac" in tags and not half_of_unit(scan, i):
        return fraction(scan, i)
    if "multiple" in tags:
        value = Decimal(tags["multiple"].value)
        return Amount(i, tags["multiple"].end, value, value, None, whole(i, value), "x", "ratio", implied=True)
    readers = (reader for role, reader in SPECIAL.items() if role in tags)
    if found := next((found for reader in readers if (found := reader(scan, i))), None):
        return found
    number = read(scan, i)
    return measured(scan, number) if number else compound(scan, i)


def unit_and_half(scan: Scan, i: int) -> Amount | None:
    """One and a half of a unit that has no number: "a year and a half", "שנה וחצי"."""
    unit = scan.closed("unit", i)
    if not unit or units().get(unit[1], ("",))[0] != "duration" or scan.follows_number(unit[0]):
        return None
    value = Decimal("1.5")
    article = scan.closed("article", unit[0])
    start, end = article[0] if article else unit[0], scan.tags[i]["half"].end
    said = Value(start, end, value, value, Decimal("0.1"), kind="words")
    return Amount(start, end, value, value, Decimal("0.1"), said, unit=unit[1], dimension="duration")


def dual(scan: Scan, i: int) -> Amount | None:
    """Two of a unit in one word: "يومان", "שנתיים"."""
    tag = scan.tags[i]["dual"]
    value = Value(i, tag.end, TWO, TWO, Decimal(1), kind="words")
    return with_smaller(scan, of_unit(value, tag))


def unit_first(scan: Scan, i: int) -> Amount | None:
    """An amount whose unit stands before it: "kilomita 20"."""
    tag = scan.tags[i]["unit_first"]
    value = read(scan, tag.end) if tag.end < len(scan.tokens) else None
    if not value or value.kind not in ("digits", "words") or scan.tag(value.end, "unit"):
        return None
    return replace(plain_amount(value), start=i, unit=tag.value, dimension=units()[tag.value][0])


def half_of_unit(scan: Scan, i: int) -> bool:
    """Whether a word for a half counts a unit here: "half an hour" against "half of them"."""
    tags = scan.tags[i]
    if "implied" not in tags:
        return False
    end = tags["implied"].end
    return end > tags["frac"].end or scan.tag(end, "unit") is not None


def whole(i: int, value: Decimal) -> Value:
    """A value that a single phrase states."""
    return Value(i, i + 1, value, value, Decimal(1), kind="words")


def fraction(scan: Scan, i: int) -> Amount | None:
    """A fraction in words, in percent; of a magnitude word, a number ("half a million")."""
    tag = scan.tags[i]["frac"]
    upper, _, lower = tag.value.partition("/")
    if (size := scan.tag(tag.end, "mag")) and scan.tokens[tag.end].kind == "word":
        part = (Decimal(size.value) * int(upper) / int(lower)).quantize(ROUND)
        return measured(scan, Value(i, size.end, part, part, part, Decimal(size.value), "implied"))
    part = (Decimal(int(upper)) / int(lower)).quantize(ROUND).normalize()
    if unit := unit_parted(scan, i, tag.end):
        return of_unit(Value(i, unit.end, part, part, min(TENTH, part / 2), kind="words"), unit)
    if percent := scan.tag(tag.end, "pct"):
        return Amount(i, percent.end, part, part, None, whole(i, part), "%", "ratio")
    return out_of(Amount(i, tag.end, HUNDRED, HUNDRED, None, whole(i, HUNDRED)), Decimal(upper), Decimal(lower))


def unit_parted(scan: Scan, i: int, j: int) -> Tag | None:
    """The one unit of measure that a fraction at token `i`, whose words end before `j`, is of: "a third of a mile"."""
    if scan.tag(i, "every"):
        return None  # "every third day"
    if scan.lexicon.has("part_of"):
        part = scan.tag(j, "part_of")
        j = part.end if part else scan.size
    for role in ("of", "article"):
        j = tag.end if (tag := scan.tag(j, role)) else j
    unit = scan.tag(j, "unit")
    after = scan.glued(unit.end) if unit else None
    if not unit or units().get(unit.value, ("",))[0] not in PARTED or (after and after.text not in ENDS):
        return None
    return unit


def percentage(scan: Scan, i: int) -> Amount | None:
    """A percentage whose sign stands before the number: "%30", "yüzde 45", "百分之五"."""
    sign = scan.tags[i]["pct_before"]
    value = read(scan, sign.end) if sign.end < len(scan.tokens) else None
    if not value or (sign.end - i == 1 and scan.follows_number(i) and scan.tokens[i].glued):
        return None
    return Amount(i, value.end, value.low, value.high, value.step, value, "%", "ratio")


def measured(scan: Scan, value: Value) -> Amount:
    """A value with the unit that follows it, if one does."""
    plain = plain_amount(value)
    j = value.end
    if scan.is_mark(j, "-‑–") and scan.glued(j) and scan.glued(j + 1):
        j += 1
    found = united(scan, plain, j)
    if not found and (of := scan.tag(j, "of")):
        found = united(scan, plain, of.end)
    for role in ("skip", "after"):
        if not found and (tag := scan.tag(j, role)) and (scan.tokens[j].kind != "char" or scan.glued(tag.end)):
            found = united(scan, plain, tag.end)
    found = found or described(scan, plain, j)
    return found or share(scan, plain)


def share(scan: Scan, plain: Amount) -> Amount:
    """A fraction in digits of what is named behind it, in percent: "2/3 of voters"."""
    cut = plain.value.end - plain.value.start == 3 and scan.is_mark(plain.value.start + 1, "/")
    named = scan.tag(plain.end, "of") or scan.tag(plain.end, "people")
    if not cut or not named or scan.tokens[plain.end - 1].text not in PARTS:
        return plain
    return out_of(plain, *(Decimal(text(scan.tokens[plain.value.start + k].text)) for k in (0, 2)))


def out_of(amount: Amount, part: Decimal, whole: Decimal) -> Amount:
    """So many of so many, in percent: the fewer they are of, the less a share says; near none or all it says more."""
    value = (100 * part / whole).quantize(ROUND).normalize()
    step = min(100 / whole, min(value, 100 - value) / 10).quantize(ROUND)
    return replace(amount, low=value, high=value, step=step, unit="%", dimension="ratio", implied=True)


def described(scan: Scan, amount: Amount, j: int) -> Amount | None:
    """The amount with a unit behind one more word: "47 trillion Korean won", "780 BF16 TFLOPS"."""
    token, after = scan.token(j), scan.token(j + 1)
    if not token or not after or token.kind != "word" or {"stop", "to", "and", "or", "in"} & scan.tags[j].keys():
        return None
    if after.kind == "number" and after.glued:
        found = in_unit(scan, amount, j + 2) if scan.tag(j + 2, "unit") else None
        return found if found and found.dimension == "compute" else None
    if len(token.text) < SHORTEST_ADJECTIVE or len(after.text) < SHORTEST_CURRENCY or "cur" not in scan.tags[j + 1]:
        return None
    return currency(scan, amount, j + 1)


def united(scan: Scan, amount: Amount, j: int) -> Amount | None:
    """The amount with the unit at token `j`."""
    if j >= len(scan.tokens):
        return None
    tags = scan.tags[j]
    if "points" in tags:
        tag = tags["points"]
        return replace(amount, end=tag.end, unit=tag.value, dimension="points")
    if "pct" in tags:
        made = replace(amount, end=tags["pct"].end, unit="%", dimension="ratio")
        return with_small_shares(scan, made.times(Decimal(tags["pct"].value))) if tags["pct"].value != "1" else made
    if "points_small" in tags and amount.high < HUNDRED:
        tag = tags["points_small"]
        return replace(amount, end=tag.end, unit=tag.value, dimension="points")
    if "times" in tags:
        return replace(amount, end=tags["times"].end, unit="x", dimension="ratio")
    return currency(scan, amount, j) or in_unit(scan, amount, j)


def with_small_shares(scan: Scan, amount: Amount) -> Amount:
    """Tenths with the hundredths and thousandths that follow them: "3割8分7厘"."""
    if half := scan.tag(amount.end, "half"):
        more = amount.low + amount.value.scale * 5
        return replace(amount, end=half.end, low=more, high=more, step=Decimal(1))
    value = read(scan, amount.end) if amount.end < len(scan.tokens) and scan.glued(amount.end) else None
    small = scan.tag(value.end, "pct_small") if value else None
    if not value or not small or value.low >= 10:
        return amount
    size = Decimal(small.value)
    total = amount.low + value.low * size
    return with_small_shares(scan, replace(amount, end=small.end, low=total, high=total, step=size))


def in_unit(scan: Scan, amount: Amount, j: int) -> Amount | None:
    """The amount with the unit of measure that stands after it."""
    tag = scan.tag(j, "unit")
    if not tag or not is_unit(scan, amount, j, tag.end):
        return None
    unit = scan.scale if tag.value == DEGREE and warm(scan, amount, tag.end) else tag.value
    dimension = units().get(unit, ("money" if unit == "cent" else "count", ""))[0]
    made = replace(amount, end=tag.end, unit=unit, dimension=dimension)
    return with_smaller(scan, made)


def warm(scan: Scan, amount: Amount, end: int) -> bool:
    """Whether bare degrees are of warmth: no turn, no slope and no place on a map."""
    after = scan.token(end)
    mapped = after is not None and (after.text in MAPPED or (after.glued and after.kind == "number"))
    return amount.high < HOTTEST and not mapped and not scan.says("angle", amount.start)


# What a phrase in a role can begin other than a number; tried in this order.
SPECIAL = {
    "sym": money,
    "cur_first": money,
    "pct_before": percentage,
    "half": unit_and_half,
    "dual": dual,
    "lone": lone,
    "unit_first": unit_first,
}
