"""Whose "crowns" or "pesos", where an article itself does not say: what the articles near it call that money.

A story on a Danish bank is told in crowns everywhere; one article says that they are Danish.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from claims.models import Claim, Quantity

MONEY = "money"
Told = Counter[str]


def told(claims: Iterable[Claim]) -> Told:
    """How often each currency is named for sure."""
    sums = (q for c in claims for q in c.quantities if q.dimension == MONEY and not q.rivals)
    return Counter(q.unit for q in sums if q.unit)


def settled(pages: Sequence[Sequence[Claim]], near: Callable[[int], Iterable[int]]) -> list[tuple[Claim, ...]]:
    """The claims of each page, its unsure currencies those that the pages near it name most; `near`: their numbers."""
    named = [told(claims) for claims in pages]
    made: list[tuple[Claim, ...]] = []
    for i, claims in enumerate(pages):
        unsure = any(q.rivals for c in claims for q in c.quantities)
        around = sum((named[j] for j in near(i)), named[i]) if unsure else Counter()
        made.append(tuple(_settled(claim, around) for claim in claims) if around else tuple(claims))
    return made


def _settled(claim: Claim, around: Told) -> Claim:
    if not any(q.rivals for q in claim.quantities):
        return claim
    return claim.model_copy(update={"quantities": tuple(_meant(q, around) for q in claim.quantities)})


def _meant(quantity: Quantity, around: Told) -> Quantity:
    """The quantity in the one of its currencies that is named most; as it is where none is."""
    best = Counter({code: around[code] for code in (quantity.unit or "", *quantity.rivals)}).most_common(2)
    if not quantity.rivals or not best[0][1] or best[0][1] == best[1][1]:
        return quantity
    return quantity.model_copy(update={"unit": best[0][0], "rivals": ()})
