"""Amounts in several units of one kind: "2 hours 30 minutes", "godzinę i 45 minut", "5 ft 2 in"."""

from dataclasses import replace
from decimal import Decimal

from claims.lexicon import Tag, units
from claims.quantities.numbers import read
from claims.quantities.scan import Scan
from claims.quantities.values import ROUND, Amount, Value, plain_amount

ONE, SIXTY = Decimal(1), Decimal(60)
COMPOSED = {"duration", "length", "mass"}
LONGEST_YEARS = 999  # that months may follow


def lone(scan: Scan, i: int) -> Amount | None:
    """One of a unit that has no number, behind "lasted" or with a smaller unit after it: "godzinę i 45 minut"."""
    tag = scan.tags[i]["lone"]
    if scan.closed("ordinal_word", i) or scan.follows_number(i - scan.is_mark(i - 1, ".")):
        return None
    after, prefixes = scan.token(tag.end), tuple(scan.lexicon.settings["prefixes"])
    joined = after is not None and ("join" in scan.tags[tag.end] or after.text.startswith(prefixes))
    made = one = of_unit(Value(i, tag.end, ONE, ONE, ONE, kind="words"), tag)
    if joined or (after is not None and tag.value == "hour"):
        made = with_smaller(scan, one)
    return made if made.end > tag.end or scan.closed("lasts", i) else None


def of_unit(value: Value, tag: Tag) -> Amount:
    """A value that one word states together with its unit of measure."""
    return replace(plain_amount(value), unit=tag.value, dimension=units()[tag.value][0])


def with_smaller(scan: Scan, amount: Amount) -> Amount:
    """An amount in several units of one kind as one: "2 hours 30 minutes", "5 ft 2 in", "2 years, 3 months, 4 days"."""
    if amount.dimension not in COMPOSED or amount.value.kind == "vague" or is_year(amount):
        return amount
    if half := scan.tag(amount.end, "half"):  # "due ore e mezza"
        more = amount.low + Decimal("0.5")
        return replace(amount, end=half.end, low=more, high=more, step=Decimal("0.1"))
    j = after_join(scan, amount)
    value = read(scan, j) if j < len(scan.tokens) else None
    tag = smaller_unit(scan, amount.unit, value.end) if value else None
    if not value or not amount.unit:
        return amount
    if tag:
        return summed(scan, amount, value, tag)
    minutes = amount.unit == "hour" and j == amount.end and ends_in_minutes(scan, j)
    return with_minutes(scan, amount, value) if minutes else amount


def is_year(amount: Amount) -> bool:
    """Whether a number of years can only be a year: "2023 rok i trzy miesiące"."""
    return amount.unit == "year" and amount.low > LONGEST_YEARS


def after_join(scan: Scan, amount: Amount) -> int:
    """The token after the "and" or, in a duration, the comma behind an amount."""
    if join := scan.tag(amount.end, "join"):
        dashed = scan.is_mark(join.end, "-־") and scan.glued(join.end + 1) is not None  # Hebrew "and-45"
        return join.end + dashed
    comma = amount.dimension == "duration" and scan.is_mark(amount.end, ",،") and scan.glued(amount.end)
    return amount.end + bool(comma)


def summed(scan: Scan, amount: Amount, value: Value, tag: Tag) -> Amount:
    """The amount with a value in a smaller unit, and with what is still smaller behind it."""
    known = units()
    ratio = Decimal(known[tag.value][1]) / Decimal(known[amount.unit or ""][1])
    sure = "small" in scan.tags[value.end] or is_unit(scan, replace(amount, value=value), value.end, tag.end)
    whole = amount.low == int(amount.low) and value.kind != "vague"
    if not sure or not whole or value.low * ratio >= Decimal("1.01"):
        return amount
    rest = replace(plain_amount(value), end=tag.end, unit=tag.value, dimension=amount.dimension)
    rest = with_smaller(scan, rest)
    total = (amount.low + rest.low * ratio).quantize(ROUND)
    step = rest.step * ratio if rest.step else None
    return replace(amount, end=rest.end, low=total, high=total, step=step, value=replace(amount.value, kind="words"))


def ends_in_minutes(scan: Scan, j: int) -> bool:
    """Whether digits after hours can be minutes without their unit: "1h30"; where a language says so, "1 heure 45"."""
    if scan.glued(j):
        return True
    after = scan.token(j + 1)
    ends = after is None or after.text in ".,;:!?)" or "stop" in scan.tags[j + 1]
    return bool(scan.lexicon.settings["bare_minutes"]) and scan.follows_amount(j) and ends


def with_minutes(scan: Scan, amount: Amount, value: Value) -> Amount:
    """Hours with the two digits written to them: "1h30"."""
    text = scan.tokens[value.start].text
    if value.end != value.start + 1 or len(text) != 2 or value.low >= SIXTY or amount.low != int(amount.low):
        return amount
    total = (amount.low + value.low / SIXTY).quantize(ROUND)
    said = replace(amount.value, kind="words") if amount.value.kind == "article" else amount.value
    return replace(amount, end=value.end, low=total, high=total, step=(1 / SIXTY).quantize(ROUND), value=said)


def smaller_unit(scan: Scan, unit: str | None, j: int) -> Tag | None:
    """The part of a unit that is named at token `j`."""
    tags = [scan.tag(j, role) for role in ("unit", "small")]
    return next((tag for tag in tags if tag and unit and is_smaller(tag.value, unit)), None)


def is_smaller(small: str, large: str) -> bool:
    """Whether one unit is a part of another of the same dimension."""
    known = units()
    return (
        small in known
        and large in known
        and known[small][0] == known[large][0]
        and Decimal(known[small][1]) < Decimal(known[large][1])
        and (known[small][0] != "duration" or Decimal(known[small][1]) * 61 > Decimal(known[large][1]))
    )


def is_unit(scan: Scan, amount: Amount, j: int, end: int) -> bool:
    """Whether the sign at token `j` is a unit here: single letters only right after digits, and never a small word."""
    token, after = scan.tokens[j], scan.token(end)
    if after and after.glued and after.kind in ("word", "number") and scan.tokens[end - 1].kind == "word":
        return token.text == "h" and after.kind == "number"  # "2h30"
    if end - j > 1 and scan.tokens[end - 1].kind == "number" and not scan.tokens[end - 1].glued:
        return False  # "12 m 2 dm" is no area
    if token.text == "K":  # kelvin, in a sentence with degrees; else thousands, or a name
        return not token.glued and scan.writes("°º℃", j)
    if end - j > 1 or len(token.text) > 2 or not token.text.isascii() or not token.text.isalpha():
        return True
    if "stop" in scan.tags[j] and not token.glued and token.text.islower():
        ends = after is None or after.text in ".,;:!?)" or "of" in scan.tags[end]
        return ends and scan.follows_number(j)  # "13 ha." but "el 13 ha dicho"
    return len(token.text) > 1 or scan.follows_number(j) or amount.value.scale > 1
