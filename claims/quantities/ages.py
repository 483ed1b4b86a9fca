"""Ages told as a bare number: "aged 14", "a girl of six", "Maria Lopez, 38, said", "Hans Müller (52)"."""

from dataclasses import replace

from claims.quantities.scan import Scan
from claims.quantities.values import Amount

YOUNGEST, OLDEST = 1, 115
YOUNGEST_BESIDE_NAME = 10


def aged(scan: Scan, amount: Amount) -> Amount:
    """The amount in years where it tells somebody's age."""
    spelled = amount.value.kind == "words" and amount.unit is None and amount.value.scale == 1
    possible = YOUNGEST <= amount.low <= OLDEST and amount.low == int(amount.low)
    if amount.noun or not possible or not (amount.bare or spelled):
        return amount
    if scan.closed("age_before", amount.start) or (amount.bare and beside_name(scan, amount)):
        return replace(amount, unit="year", dimension="duration")
    return amount


def beside_name(scan: Scan, amount: Amount) -> bool:
    """Whether the number stands between commas or in brackets behind a name of two words or more."""
    i, end = amount.start, amount.end
    if amount.low < YOUNGEST_BESIDE_NAME or not (
        (scan.is_mark(i - 1, "(（") and scan.is_mark(end, ")）"))
        or (scan.is_mark(i - 1, ",") and scan.is_mark(end, ",.;"))
    ):
        return False
    return all(is_name(scan, i - back) for back in (2, 3)) and not scan.is_headline(i)


def is_name(scan: Scan, i: int) -> bool:
    """Whether token `i` is spelled like a part of a person's name."""
    token = scan.token(i)
    if not token or token.kind != "word" or not token.text[0].isupper():
        return False
    return not scan.tags[i].keys() & {"month", "stop", "label", "unit", "cur", "people"}
