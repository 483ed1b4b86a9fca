"""Whose dollars, pesos or crowns: a shared name settled by what stands near, the source's country, or the language.

In this order: a sum of the same family in the same text that names its country ("Mexican pesos"); the country of the
source; the region of the language tag ("es-AR"); the one country of the family that the text names (not for dollars:
a country that buys in dollars is no sign of its own). Else the language's own reading stays.
"""

from dataclasses import replace
from functools import cache

from claims.lexicon import currency_families
from claims.quantities.ranges import Phrase
from claims.quantities.scan import Scan

SIGN = "$"
UNSURE_BY_NEIGHBOURS = {"dollar", "yen"}


def settle(scan: Scan, found: list[Phrase], country: str | None) -> list[Phrase]:
    """The phrases with shared currency names settled. `country`: ISO 3166 code of the source, if it is known."""
    named: dict[str, str] = {}
    made = []
    for item in found:
        family = family_of(scan, item)
        if family and vague(scan, item):
            code = named.get(family) or by_country(scan, item, family, country)
            item = replace(item, amount=replace(item.amount, unit=code)) if code else item  # noqa: PLW2901
        elif family and item.amount.unit:
            named[family] = item.amount.unit
        made.append(item)
    return made


def family_of(scan: Scan, item: Phrase) -> str | None:
    """The name that the currency of a sum shares with others."""
    return families().get(item.amount.unit or "") if item.amount.dimension == "money" else None


def vague(scan: Scan, item: Phrase) -> bool:
    """Whether a sum names its currency by one word or sign, and no country."""
    words = [k for k in range(item.amount.start, item.amount.end) if names_currency(scan, k)]
    code = item.amount.unit or ""
    return len(words) == 1 and all(tag_length(scan, k) == 1 and scan.tokens[k].text != code for k in words)


def names_currency(scan: Scan, k: int) -> bool:
    """Whether a currency is named at token `k`."""
    return bool({"cur", "sym", "cur_first"} & scan.tags[k].keys())


def tag_length(scan: Scan, k: int) -> int:
    """How many tokens the name of a currency has."""
    return max(tag.end - k for role in ("cur", "sym", "cur_first") if (tag := scan.tag(k, role)))


def by_country(scan: Scan, item: Phrase, family: str, country: str | None) -> str | None:
    """The currency of the family that a country settles."""
    known = currency_families()[family]
    if scan.tokens[item.amount.start].text == SIGN:
        known = {**known, **currency_families()["peso"]}
    if code := next((code for code, places in known.items() if country in places), None):
        return code
    if family in UNSURE_BY_NEIGHBOURS:
        return None
    told = {scan.tags[k]["place"].value for k in range(len(scan.tokens)) if "place" in scan.tags[k]}
    near = [code for code, places in known.items() if told & places]
    return near[0] if len(near) == 1 else None


@cache
def families() -> dict[str, str]:
    """Currency code -> the family whose name it shares."""
    return {code: family for family, codes in currency_families().items() for code in codes}


def region(language: str | None) -> str | None:
    """The country in a language tag: "es-AR" -> AR."""
    parts = (language or "").replace("_", "-").split("-")[1:]
    return next((part.upper() for part in parts if len(part) == 2 and part.isalpha()), None)


def country_of(source: str | None) -> str | None:
    """The country in whose domain a source is: "clarin.com.ar" -> AR; None of a general one."""
    host = (source or "").split("://")[-1].split("/")[0].split(":")[0]
    ending = host.rsplit(".", 1)[-1].upper() if "." in host else ""
    return {"UK": "GB"}.get(ending, ending) if len(ending) == 2 and ending.isalpha() else None
