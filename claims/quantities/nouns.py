"""What an amount counts, and what it is told by: "12 new members", "5 deaths a day"."""

from dataclasses import replace
from decimal import Decimal

from claims.lexicon import units
from claims.quantities.scan import Scan
from claims.quantities.values import Amount

LONGEST_NOUN = 9  # tokens
PER = {"hour": "h", "second": "s"}
MILLION = Decimal(10) ** 6


def with_noun(scan: Scan, amount: Amount) -> Amount:
    """A count with the words that say what is counted."""
    if amount.unit is not None:
        return amount
    j = amount.end
    for role in ("after", "skip", "of"):
        if (tag := scan.tag(j, role)) and not scan.tag(j, "people"):
            j = tag.end
    if uncounted(scan, amount, j):
        return amount
    if scan.is_mark(j, "-‑") and scan.glued(j) and scan.glued(j + 1):
        j += 1  # 12-member
    words = scan.nouns.get(j)
    if words is None:
        words = scan.nouns[j] = noun_words(scan, j)
    if not words:
        return amount
    return replace(amount, noun=(scan.tokens[words[0]].start, scan.tokens[words[-1]].end), noun_end=words[-1] + 1)


def uncounted(scan: Scan, amount: Amount, j: int) -> bool:
    """Whether token `j` cannot begin what is counted, for want of "of" behind a million: "100.000 millones anuales"."""
    size = scan.tag(amount.value.end - 1, "mag") if scan.lexicon.settings["millions_of"] else None
    needed = size is not None and size.end == amount.value.end and Decimal(size.value) >= MILLION
    return needed and j == amount.end and not scan.tag(j, "people")


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
    for j in (amount.end, amount.noun_end, after_of(scan, amount)):
        if j and (found := per_at(scan, j)):
            return replace(amount, per=found)
    before = scan.closed("per_before", amount.start)
    return told_by(amount, before[1]) if before else amount


def told_by(amount: Amount, per: str) -> Amount:
    """The amount by what was named before it; a length by hour or second is a speed: "时速200公里", "毎秒8TB"."""
    unit = f"{amount.unit}/{PER.get(per)}"
    if unit not in units():
        return replace(amount, per=per)
    return replace(amount, unit=unit, dimension=units()[unit][0])


def after_of(scan: Scan, amount: Amount) -> int:
    """The token after what a measured amount is of: "2.4 Mt of CO2"; 0 where nothing follows."""
    of = scan.tag(amount.end, "of") if amount.unit is not None else None
    words = noun_words(scan, of.end) if of else []
    return words[-1] + 1 if words else 0


def per_at(scan: Scan, j: int) -> str | None:
    """What stands after a "per" at token `j`."""
    for role in ("per", "per_weak", "per_unit"):
        if tag := scan.tag(j, role):
            if role == "per_unit":
                return tag.value
            after = scan.token(tag.end)
            named = scan.tag(tag.end, "unit") or scan.tag(tag.end, "people")
            if named and not scan.tag(named.end, "elapsed"):
                return named.value or "person"
            if role == "per" and after and after.kind in ("word", "char") and "stop" not in scan.tags[tag.end]:
                return after.text.casefold()
    return None
