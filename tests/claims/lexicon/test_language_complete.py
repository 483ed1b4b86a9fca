"""What each language has words for; what it lacks, its file says under [settings] absent, with the reason."""

import tomllib
from importlib import resources
from typing import Any

import pytest

from claims.lexicon import languages

CODES = sorted(code for code in languages() if "-" not in code and code != "und")
KEYS = {
    "frac": "1/2 1/3 2/3 1/4 3/4 1/5 1/10",
    "multiple": "2 3",
    "points": "% bp",
    "unit": "year month week day hour minute second km m cm mm km² m² ha t kg g L bbl km/h MW °C",
    "cur": "USD EUR GBP JPY CNY CHF RUB",
}
HEDGES = ("before", "after")
ANY_OF = {
    "numerals": ("num",),
    "magnitudes": ("mag", "mag_first"),
    "estimates": ("vague",),
    "times": ("times",),
    "percent": ("pct", "pct_before"),
    "between and from": ("open", "from_ending", "between_after", "to_change"),
    "rates": ("per", "per_weak", "per_unit", "per_before"),
}
WORDS = "to and or join half in minus minus_after people stop filler label change ignore year_before"


@pytest.fixture(scope="module")
def cldr() -> dict[str, Any]:
    import gzip
    import json

    packed = (resources.files("claims.lexicon") / "cldr.json.gz").read_bytes()
    found: dict[str, Any] = json.loads(gzip.decompress(packed))
    return found


def own(code: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("claims.lexicon") / "cues" / f"{code}.toml").read_text("utf-8"))


def lacking(cues: dict[str, Any], known: dict[str, Any]) -> set[str]:
    """The roles and keys that neither the language's cues nor CLDR have."""

    def keys(*roles: str) -> set[str]:
        return {key for source in (cues, known) for role in roles for key in source.get(role, {})}

    words = keys("words")
    found = {
        f"{role} {key}" for role, wanted in KEYS.items() for key in set(wanted.split()) - keys(role, f"{role}_first")
    }
    found |= {f"hedge {sign}" for sign in {">", ">=", "<", "<=", "~", "~<"} - keys(*HEDGES)}
    found |= {name for name, roles in ANY_OF.items() if not keys(*roles) and not words & set(roles)}
    return found | {f"words {role}" for role in set(WORDS.split()) - words}


@pytest.mark.parametrize("code", CODES)
def test_a_language_has_every_role_or_says_why_not(code: str, cldr: dict[str, Any]) -> None:
    cues = own(code)
    absent = cues.get("settings", {}).get("absent", {})
    assert sorted(lacking(cues, cldr.get(code, {}))) == sorted(absent)
    assert all(isinstance(reason, str) and len(reason.split()) > 1 for reason in absent.values())
