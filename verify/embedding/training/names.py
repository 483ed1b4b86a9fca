"""Word pairs from CLDR: what countries, cities, languages, currencies, months and days are called."""

from collections.abc import Iterator

SOURCE = "cldr"


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """English name and name in `language`, for everything that CLDR names in both."""
    english, other = _names("en"), _names(language)
    english = {key: _city(key[1]) for key in other if key[0] == "city"} | english
    for key in sorted(english.keys() & other.keys()):
        yield english[key], other[key]


def _names(language: str) -> dict[tuple[str, str], str]:
    from babel import Locale

    locale = Locale.parse(language)
    named: dict[tuple[str, str], str] = {}
    for kind in ("territories", "languages", "currencies"):
        named |= {(kind, code): str(name) for code, name in getattr(locale, kind).items()}
    named |= {("city", zone): str(of["city"]) for zone, of in locale.time_zones.items() if "city" in of}
    named |= {("month", str(n)): name for n, name in locale.months["format"]["wide"].items()}
    return named | {("day", str(n)): name for n, name in locale.days["format"]["wide"].items()}


def _city(zone: str) -> str:
    """What a time zone is called after, where CLDR leaves English to its code: "Europe/Warsaw"."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")
