"""Amounts of money: the currency before or behind, and the cents."""

from dataclasses import replace
from decimal import Decimal

from claims.quantities.numbers import read
from claims.quantities.scan import Scan
from claims.quantities.values import Amount, Value

HUNDRED = Decimal(100)
ARTICLE = "A"  # "A $5 fee" is in no Australian dollars, "A$5" is
NUMBERS = frozenset({"num", "vague", "mag_first"})


def money(scan: Scan, i: int) -> Amount | None:
    """An amount whose currency stands before it: "$5.6bn", "EUR 3 million"."""
    symbol = scan.tags[i].get("sym") or scan.tags[i]["cur_first"]
    if scan.is_mark(i, ARTICLE) and not scan.glued(i + 1):
        return None
    start = symbol.end
    if scan.is_mark(start, "-−") and scan.glued(start + 1):
        start += 1
    if not (token := scan.token(start)) or (token.kind != "number" and NUMBERS.isdisjoint(scan.tags[start])):
        return None
    value = read(scan, start)
    if not value or (value.kind != "digits" and not scan.glued(start) and scan.tokens[i].text.isalpha()):
        return None
    after = scan.tag(value.end, "sym")
    again = after and after.value == symbol.value and not scan.follows_amount(after.end)
    end = after.end if again and after else value.end
    made = Amount(i, end, value.low, value.high, value.step, value, dimension="money")
    return with_cents(scan, priced(made, symbol.value))


def priced(amount: Amount, code: str) -> Amount:
    """The amount in a currency; a code may name a magnitude too ("MUSD": "USD 1e6")."""
    unit, _, size = code.partition(" ")
    made = replace(amount, unit=unit, dimension="money")
    return made.times(Decimal(size)) if size else made


def currency(scan: Scan, amount: Amount, j: int) -> Amount | None:
    """The amount with the currency that stands after it."""
    tags = scan.tags[j]
    best = max((tags[role] for role in ("cur", "sym") if role in tags), key=lambda tag: tag.end, default=None)
    if not best or ("unit" in tags and tags["unit"].end > best.end) or scan.tokens[best.end - 1].text == "h":
        return None
    if "unit" in tags and tags["unit"].end == best.end and scan.says("weigh", j):
        return None
    its_own = scan.tokens[j].kind == "char" and scan.tokens[j].glued  # "50元6角"
    signed = "sym" in tags and tags["sym"] == best and not its_own
    if signed and scan.follows_amount(best.end) and amount.value.scale == 1:
        return None  # "in 2024 $5 million": the sign belongs to the next number
    made = priced(replace(amount, end=best.end), best.value)
    late = scan.tag(best.end, "mag")
    if late and amount.value.scale == 1 and amount.value.kind == "digits":  # "80 USD million"
        return replace(made, end=late.end).times(Decimal(late.value))
    return with_cents(scan, made)


def with_cents(scan: Scan, amount: Amount) -> Amount:
    """Dollars with the cents that follow them: "15 dollars and 50 cents", "15 dollars 50"."""
    j = amount.end
    if joined := scan.tag(j, "join") or scan.tag(j, "point_weak"):
        j = joined.end
    value = read(scan, j) if j < len(scan.tokens) and amount.value.scale == 1 else None
    if value and (last := scan.tag(value.end - 1, "unit")) and last.value == "cent" and value.scale == HUNDRED:
        value = replace(value, end=value.end - 1, low=value.low / HUNDRED, high=value.high / HUNDRED)  # "quinze cents"
    if not value or value.low != value.high or not 0 < value.low < HUNDRED or value.low != int(value.low):
        return amount
    if tag := scan.tag(value.end, "small_money"):
        size = Decimal(tag.value)
        total = amount.low + value.low * size
        return with_cents(scan, replace(amount, end=tag.end, low=total, high=total, step=size))
    tag = scan.tag(value.end, "unit")
    if not (tag and tag.value == "cent") and not (value.low >= 10 and nothing_counted(scan, amount, value, j)):
        return amount
    total = amount.low + value.low / HUNDRED
    return replace(amount, end=tag.end if tag else value.end, low=total, high=total, step=Decimal("0.01"))


def nothing_counted(scan: Scan, amount: Amount, value: Value, j: int) -> bool:
    """Whether a number after a sum in words ends its phrase, so that it can only be cents."""
    named = scan.tokens[amount.end - 1].kind == "word" and amount.value.end < amount.end
    after = scan.token(value.end)
    if not named or scan.tokens[j].glued or amount.low != int(amount.low) or value.kind not in ("digits", "words"):
        return False
    return after is None or after.text in ".,;:!?)" or ("stop" in scan.tags[value.end] and not after.glued)
