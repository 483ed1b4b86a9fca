"""Writes claims/entities/territories.tsv: what countries and territories are called, from CLDR.

Run with the `build` extra installed: python tools/build_territories.py
"""

import re
from pathlib import Path

from babel import Locale, localedata
from build_calendar import LOCALES

TARGET = Path(__file__).parent.parent / "claims" / "entities" / "territories.tsv"
_REMARK = re.compile(r"\s*[(（\[].*?[)）\]]")  # "Myanmar (Burma)": two names, not one
_ENCLOSED = re.compile(r"[(（](.*?)[)）]")
# Hong Kong and Macao stand in CLDR with their status, the two Congos with their capitals.
_STATUS = {"HK", "MO"}
_SKIP = {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}


def plain(code: str, name: str) -> set[str]:
    """The names in one entry: without what stands in brackets, and that too where it is another name."""
    if code in _STATUS or " - " in name or "–" in name:
        return set()
    extra = {inner.strip() for inner in _ENCLOSED.findall(name) if len(inner) > 3 and code in ("MM", "FK", "SZ", "CI")}
    return {_REMARK.sub("", name).strip(), *extra}


def territories(locale_code: str) -> dict[str, set[str]]:
    """Names by ISO 3166 code in one locale, read apart from all others."""
    localedata._cache.clear()
    table = Locale.parse(locale_code, sep="-").territories
    return {
        code: plain(code, name) for code, name in table.items() if re.fullmatch(r"[A-Z]{2}", code) and code not in _SKIP
    }


def main() -> None:
    """Write one line for each territory and language."""
    lines = []
    for language, codes in sorted(LOCALES.items()):
        merged: dict[str, set[str]] = {}
        for locale_code in codes:
            for code, names in territories(locale_code).items():
                merged.setdefault(code, set()).update(name for name in names if name != code)
        lines += [f"{language}\t{code}\t{'|'.join(sorted(names))}" for code, names in sorted(merged.items()) if names]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
