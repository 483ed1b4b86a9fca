"""Whose dollars, pesos or crowns: a shared name settled by what stands near, the source's country, or the language.

In this order: a sum in the same text that names the country of one of the currencies that the word may mean ("Mexican
pesos"); the country of the source; the region of the language tag ("es-AR"); the language's own reading, where that is
the money of the country that speaks it, or dollars (a country that buys in dollars is no sign of its own); the one
country among theirs that the text names. Else the language's own reading stays, and the sum says which others may be
meant.
"""

from dataclasses import replace
from functools import cache

from claims.lexicon import currency_families
from claims.quantities.ranges import Phrase
from claims.quantities.scan import Scan

SIGN = "$"
SHARED_SIGNS = frozenset({"$", "＄", "¥", "￥", "£", "￡", "kr", "kr.", "Rs", "Rs.", "Fr."})
UNSURE_BY_NEIGHBOURS = frozenset({"USD", "JPY"})
FIRST = frozenset({"USD", "JPY", "CNY", "EUR", "GBP", "RUB"})  # meant wherever no other of their kind is named


def settle(scan: Scan, found: list[Phrase], country: str | None, home: str) -> list[Phrase]:
    """The phrases with shared currency names settled.

    `country`: ISO 3166 code of the source, if it is known; `home`: that of the language.
    """
    named: list[str] = []
    made = []
    for item in found:
        rivals = rivals_of(scan, item)
        if rivals:
            told = next((code for code in reversed(named) if code in rivals), None)
            code = told or by_country(scan, item, rivals, country, home)
            sure = code or (item.amount.unit in FIRST and one_kind(rivals))
            unit = code or item.amount.unit
            others = () if sure else tuple(sorted(rivals - {unit or ""}))
            item = replace(item, amount=replace(item.amount, unit=unit, rivals=others))  # noqa: PLW2901
        elif item.amount.dimension == "money" and item.amount.unit:
            named.append(item.amount.unit)
        made.append(item)
    return made


def rivals_of(scan: Scan, item: Phrase) -> frozenset[str]:
    """The currencies that the one word or sign for a sum's currency may mean; none where it can mean but one."""
    if item.amount.dimension != "money":
        return frozenset()
    words = [k for k in range(item.amount.start, item.amount.end) if names_currency(scan, k)]
    if len(words) != 1:
        return frozenset()
    k, code = words[0], item.amount.unit or ""
    end, shared = end_of_name(scan, k), scan.tag(k, "rivals")
    if shared and shared.end >= end:
        return frozenset(shared.value.split())
    sign = "cur" not in scan.tags[k] and "cur_first" not in scan.tags[k]
    if end > k + 1 or scan.tokens[k].text == code or (sign and scan.tokens[k].text not in SHARED_SIGNS):
        return frozenset()
    return frozenset(other for family in families().get(code, ()) for other in currency_families()[family])


def names_currency(scan: Scan, k: int) -> bool:
    """Whether a currency is named at token `k`."""
    return bool({"cur", "sym", "cur_first"} & scan.tags[k].keys())


def end_of_name(scan: Scan, k: int) -> int:
    """The token after the name of a currency."""
    return max(tag.end for role in ("cur", "sym", "cur_first") if (tag := scan.tag(k, role)))


def by_country(scan: Scan, item: Phrase, rivals: frozenset[str], country: str | None, home: str) -> str | None:
    """The one of the currencies that a country settles."""
    known = {code: places for code, places in places_of().items() if code in rivals}
    if scan.tokens[item.amount.start].text == SIGN:
        known |= currency_families()["peso"]
    if code := next((code for code, places in known.items() if country in places), None):
        return code
    own = item.amount.unit or ""
    if own in UNSURE_BY_NEIGHBOURS or home in known.get(own, ()):
        return own
    told = {scan.tags[k]["place"].value for k in range(len(scan.tokens)) if "place" in scan.tags[k]}
    near = [code for code, places in known.items() if told & places]
    return near[0] if len(near) == 1 else None


def one_kind(rivals: frozenset[str]) -> bool:
    """Whether all the currencies share their name in English, too."""
    return bool(frozenset.intersection(*(families().get(code, frozenset()) for code in rivals)))


@cache
def places_of() -> dict[str, frozenset[str]]:
    """Currency code -> the countries that use it."""
    return {code: places for codes in currency_families().values() for code, places in codes.items()}


@cache
def families() -> dict[str, frozenset[str]]:
    """Currency code -> the families whose names it has: a Syrian pound is a lira, too."""
    all_ = currency_families()
    return {code: frozenset(name for name in all_ if code in all_[name]) for codes in all_.values() for code in codes}


def region(language: str | None) -> str | None:
    """The country in a language tag: "es-AR" -> AR."""
    parts = (language or "").replace("_", "-").split("-")[1:]
    return next((part.upper() for part in parts if len(part) == 2 and part.isalpha()), None)


def country_of(source: str | None) -> str | None:
    """The country in whose domain a source is: "clarin.com.ar" -> AR; None of a general one."""
    host = (source or "").split("://")[-1].split("/")[0].split(":")[0]
    ending = host.rsplit(".", 1)[-1].upper() if "." in host else ""
    return {"UK": "GB"}.get(ending, ending) if len(ending) == 2 and ending.isalpha() else None
