"""Units that are said once for a whole list."""

from dataclasses import replace
from decimal import Decimal

from claims.quantities.ranges import Phrase
from claims.quantities.scan import Scan
from claims.quantities.values import Amount

JOINS = {"and", "or", "join"}
NEAR = 40  # tokens from one item of a list to the next
NEAREST = 6  # the same, of a length and a breadth


def inherit(scan: Scan, found: list[Phrase]) -> list[Phrase]:
    """The phrases with the units that only another item of their list states."""
    return forwards(scan, backwards(scan, found))


def backwards(scan: Scan, found: list[Phrase]) -> list[Phrase]:
    """Units said with the last item: "5, 7 and 9 percent", "50, 60 and 70 km"."""
    made = list(found)
    for k in range(len(made) - 1, 0, -1):
        this, last = made[k].amount, made[k - 1]
        joined = parted_by(scan, last.end, made[k].start)
        chained = k + 1 < len(made) and made[k + 1].amount.unit == this.unit and joined == ","
        if this.unit and this.unit != "x" and made[k].form == "level" and plain(last) and (joined == "and" or chained):
            made[k - 1] = replace(last, amount=like(last.amount, this))
    return made


def plain(item: Phrase) -> bool:
    """Whether an item is a number in digits that counts nothing."""
    amount = item.amount
    return amount.bare and amount.noun is None and item.form == "level" and amount.start == amount.value.start


def like(amount: Amount, other: Amount) -> Amount:
    """The amount in the unit of another, and in its magnitude."""
    made = replace(amount, unit=other.unit, dimension=other.dimension)
    scale = other.value.scale if other.dimension != "ratio" else Decimal(1)
    return made.times(scale) if scale > 1 and amount.low < 1000 else made


def parted_by(scan: Scan, end: int, start: int) -> str:
    """What stands between two items: "and", a comma, or else nothing of the kind."""
    gap = range(end, start)
    words = [k for k in gap if JOINS & scan.tags[k].keys()]
    commas = [k for k in gap if scan.is_mark(k, ",，、")]
    if not gap or len(words) > 1 or len(commas) > 1 or len(words) + len(commas) != len(gap):
        return ""
    return "and" if words else ","


def forwards(scan: Scan, found: list[Phrase]) -> list[Phrase]:
    """Units said earlier in the list: "600 million yuan for X, 300 million for Y", "2.8 metres wide and 2.5 high"."""
    made: list[Phrase] = []
    for item in found:
        last = made[-1] if made else None
        if last and (elided(scan, last, item) or extends(scan, last, item)):
            amount = replace(item.amount, unit=last.amount.unit, dimension=last.amount.dimension, noun=None)
            item = replace(item, amount=amount)  # noqa: PLW2901
        made.append(item)
    return made


def extends(scan: Scan, last: Phrase, item: Phrase) -> bool:
    """Whether a bare number is a length in another direction than the one before: "2.8 metres wide and 2.5 high"."""
    return (
        last.amount.dimension == "length"
        and item.amount.bare
        and item.form == "level"
        and scan.sentence(last.start) == scan.sentence(item.start)
        and item.start - last.end <= NEAREST
        and all(scan.tag(one.end, "extent") or scan.closed("extent", one.start) for one in (last, item))
    )


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
