"""One amount: a number with its unit, currency, percent sign or counted noun."""

from dataclasses import dataclass, replace
from decimal import Decimal

from claims.lexicon import units
from claims.quantities.numbers import Value, read
from claims.quantities.scan import Scan

LONGEST_NOUN = 9  # tokens
SHORTEST_ADJECTIVE, SHORTEST_CURRENCY = 5, 3
ROUND = Decimal("1e-6")


@dataclass(frozen=True)
class Amount:
    """A value with its unit; token positions, half-open."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    step: Decimal | None
    value: Value
    unit: str | None = None
    dimension: str = "count"
    noun: tuple[int, int] | None = None  # characters in the text
    noun_end: int = 0  # the token after the noun
    per: str | None = None
    approximate: bool = False
    implied: bool = False

    @property
    def bare(self) -> bool:
        """Whether it is a plain number in digits, with no unit or magnitude."""
        return self.unit is None and self.value.kind == "digits" and self.value.scale == 1

    def times(self, factor: Decimal) -> "Amount":
        """The same amount with a magnitude or percent factor applied."""
        step = None if self.step is None else self.step * factor
        return replace(self, low=self.low * factor, high=self.high * factor, step=step)


def amount(scan: Scan, i: int) -> Amount | None:
    """The amount that begins at token `i`."""
    tags = scan.tags[i]
    if "frac" in tags and not half_of_unit(scan, i):
        return fraction(scan, i)
    if "multiple" in tags:
        value = Decimal(tags["multiple"].value)
        return Amount(i, tags["multiple"].end, value, value, None, whole(i, value), "x", "ratio", implied=True)
    if "sym" in tags and (found := money(scan, i)):
        return found
    if "pct_before" in tags and (found := percentage(scan, i)):
        return found
    value_found = read(scan, i)
    return measured(scan, value_found) if value_found else None


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
    value = (Decimal(100 * int(upper)) / int(lower)).quantize(ROUND).normalize()
    return Amount(i, tag.end, value, value, None, whole(i, value), "%", "ratio", implied=True)


def money(scan: Scan, i: int) -> Amount | None:
    """An amount whose currency stands before it: "$5.6bn", "EUR 3 million"."""
    symbol = scan.tags[i]["sym"]
    start = symbol.end
    if scan.is_mark(start, "-−") and scan.glued(start + 1):
        start += 1
    if not (token := scan.token(start)) or (token.kind != "number" and not {"num", "vague"} & scan.tags[start].keys()):
        return None
    value = read(scan, start)
    if not value or (value.kind != "digits" and not scan.glued(start) and scan.tokens[i].text.isalpha()):
        return None
    after = scan.tag(value.end, "sym")
    again = after and after.value == symbol.value and not scan.follows_amount(after.end)
    end = after.end if again and after else value.end
    made = Amount(i, end, value.low, value.high, value.step, value, symbol.value, "money")
    return with_cents(scan, made)


def percentage(scan: Scan, i: int) -> Amount | None:
    """A percentage whose sign stands before the number: "%30", "yüzde 45", "百分之五"."""
    sign = scan.tags[i]["pct_before"]
    value = read(scan, sign.end) if sign.end < len(scan.tokens) else None
    if not value or (sign.end - i == 1 and scan.follows_number(i) and scan.tokens[i].glued):
        return None
    return Amount(i, value.end, value.low, value.high, value.step, value, "%", "ratio")


def measured(scan: Scan, value: Value) -> Amount:
    """A value with the unit that follows it, if one does."""
    plain = Amount(value.start, value.end, value.low, value.high, value.step, value, implied=value.kind == "implied")
    plain = replace(plain, approximate=value.kind == "vague")
    j = value.end
    if scan.is_mark(j, "-‑–") and scan.glued(j) and scan.glued(j + 1):
        j += 1
    found = united(scan, plain, j)
    if not found and (of := scan.tag(j, "of")):
        found = united(scan, plain, of.end)
    for role in ("skip", "after"):
        if not found and (tag := scan.tag(j, role)):
            found = united(scan, plain, tag.end)
    found = found or described(scan, plain, j)
    return found or plain


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
        return made.times(Decimal(tags["pct"].value)) if tags["pct"].value != "1" else made
    if "times" in tags:
        return replace(amount, end=tags["times"].end, unit="x", dimension="ratio")
    return currency(scan, amount, j) or in_unit(scan, amount, j)


def currency(scan: Scan, amount: Amount, j: int) -> Amount | None:
    """The amount with the currency that stands after it."""
    tags = scan.tags[j]
    best = max((tags[role] for role in ("cur", "sym") if role in tags), key=lambda tag: tag.end, default=None)
    if not best or ("unit" in tags and tags["unit"].end > best.end) or scan.tokens[best.end - 1].text == "h":
        return None
    if "unit" in tags and tags["unit"].end == best.end and scan.says("weigh", j):
        return None
    if "sym" in tags and tags["sym"] == best and scan.follows_amount(best.end) and amount.value.scale == 1:
        return None  # "in 2024 $5 million": the sign belongs to the next number
    made = replace(amount, end=best.end, unit=best.value, dimension="money")
    late = scan.tag(best.end, "mag")
    if late and amount.value.scale == 1 and amount.value.kind == "digits":  # "80 USD million"
        return replace(made, end=late.end).times(Decimal(late.value))
    return with_cents(scan, made)


def with_cents(scan: Scan, amount: Amount) -> Amount:
    """Dollars with the cents that follow them."""
    j = amount.end
    if join := scan.tag(j, "join"):
        j = join.end
    value = read(scan, j) if j < len(scan.tokens) and amount.value.scale == 1 else None
    tag = scan.tag(value.end, "unit") if value else None
    if not value or not tag or tag.value != "cent" or value.low >= 100:
        return amount
    total = amount.low + value.low / 100
    return replace(amount, end=tag.end, low=total, high=total, step=Decimal("0.01"))


def in_unit(scan: Scan, amount: Amount, j: int) -> Amount | None:
    """The amount with the unit of measure that stands after it."""
    tag = scan.tag(j, "unit")
    if not tag or not is_unit(scan, amount, j, tag.end):
        return None
    dimension = units().get(tag.value, ("money" if tag.value == "cent" else "count", ""))[0]
    made = replace(amount, end=tag.end, unit=tag.value, dimension=dimension)
    return with_smaller(scan, made)


def is_unit(scan: Scan, amount: Amount, j: int, end: int) -> bool:
    """Whether the sign at token `j` is a unit here: single letters only right after digits, and never a small word."""
    token, after = scan.tokens[j], scan.token(end)
    if after and after.glued and after.kind in ("word", "number") and scan.tokens[end - 1].kind == "word":
        return False
    if end - j > 1 or len(token.text) > 2 or not token.text.isascii() or not token.text.isalpha():
        return True
    if "stop" in scan.tags[j] and not token.glued and token.text.islower():
        return False
    return len(token.text) > 1 or scan.follows_number(j) or amount.value.scale > 1


def with_smaller(scan: Scan, amount: Amount) -> Amount:
    """An amount in two units of one kind as one: "2 hours 30 minutes", "5 ft 2 in"."""
    if amount.dimension not in ("duration", "length", "mass") or amount.value.kind == "vague":
        return amount
    if half := scan.tag(amount.end, "half"):  # "due ore e mezza"
        more = amount.low + Decimal("0.5")
        return replace(amount, end=half.end, low=more, high=more, step=Decimal("0.1"))
    j = amount.end
    if join := scan.tag(j, "join"):
        j = join.end
    value = read(scan, j) if j < len(scan.tokens) else None
    tag = (scan.tag(value.end, "unit") or scan.tag(value.end, "small")) if value else None
    if not value or not tag or not amount.unit or not is_smaller(tag.value, amount.unit):
        return amount
    known = units()
    ratio = Decimal(known[tag.value][1]) / Decimal(known[amount.unit][1])
    sure = "small" in scan.tags[value.end] or is_unit(scan, replace(amount, value=value), value.end, tag.end)
    if not sure or value.low * ratio >= Decimal("1.01"):
        return amount
    total = amount.low + value.low * ratio
    return replace(amount, end=tag.end, low=total.quantize(ROUND), high=total.quantize(ROUND), step=value.step * ratio)


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


def with_noun(scan: Scan, amount: Amount) -> Amount:
    """A count with the words that say what is counted."""
    if amount.unit is not None:
        return amount
    j = amount.end
    for role in ("after", "skip", "of"):
        if (tag := scan.tag(j, role)) and not scan.tag(j, "people"):
            j = tag.end
    if scan.is_mark(j, "-‑") and scan.glued(j) and scan.glued(j + 1):
        j += 1  # 12-member
    words = noun_words(scan, j)
    if not words:
        return amount
    return replace(amount, noun=(scan.tokens[words[0]].start, scan.tokens[words[-1]].end), noun_end=words[-1] + 1)


def noun_words(scan: Scan, j: int) -> list[int]:
    """The content words from token `j` on: up to three, or up to the first that names people."""
    found: list[int] = []
    room = 4 if j < len(scan.tokens) and scan.tokens[j].kind == "char" else 3
    while not scan.breaks(j) and is_content(scan, j, first=not found):
        part = scan.tokens[j].glued and scan.tokens[j].kind != "char"  # 910C is one word
        room -= 0 if part and found else 1
        if room < 0 or len(found) > LONGEST_NOUN:
            break
        if people := scan.tag(j, "people"):
            return [*found, *range(j, people.end)]
        found.append(j)
        j += 1
    return found


def is_content(scan: Scan, j: int, *, first: bool) -> bool:
    """Whether token `j` is a word that can be part of a counted noun."""
    token, tags = scan.tokens[j], scan.tags[j]
    if token.kind == "number":
        return (not first or not token.text.islower()) and (
            token.glued or bool((after := scan.glued(j + 1)) and after.kind == "word")
        )
    joined = token.text == "-" and token.glued and scan.glued(j + 1) is not None
    if token.kind == "mark":
        return joined
    blocked = {"stop", "to", "and", "or", "join", "per", "open", "before", "month", "after", "in", "clock_after"}
    return not blocked & tags.keys()


def with_per(scan: Scan, amount: Amount) -> Amount:
    """The amount with what it is counted by: "a day", "per person", "/s"."""
    for j in (amount.end, amount.noun_end):
        if j and (found := per_at(scan, j)):
            return replace(amount, per=found)
    before = scan.closed("per_before", amount.start)
    return replace(amount, per=before[1]) if before else amount


def per_at(scan: Scan, j: int) -> str | None:
    """What stands after a "per" at token `j`."""
    for role in ("per", "per_weak", "per_unit"):
        if tag := scan.tag(j, role):
            if role == "per_unit":
                return tag.value
            after = scan.token(tag.end)
            named = scan.tag(tag.end, "unit") or scan.tag(tag.end, "people")
            if named:
                return named.value or "person"
            if role == "per" and after and after.kind in ("word", "char") and "stop" not in scan.tags[tag.end]:
                return after.text.casefold()
    return None
