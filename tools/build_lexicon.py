#!/usr/bin/env python3
"""Writes claims/lexicon/cldr.json.gz: what CLDR knows of numbers, months, currencies and units in each language.

    build_lexicon.py [LANGUAGE ...]

Needs Babel and PyICU (number words, see tools/spelled_numbers.py); the result needs nothing. Same versions, same bytes.
"""

import gzip
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from babel import Locale
from cldr_names import CURRENCIES, LOCALES, names, stems
from spelled_numbers import spelled

LEXICON = Path(__file__).resolve().parent.parent / "claims" / "lexicon"
AMBIGUOUS = {
    "in",
    "mi",
    "au",
    "parsec",
    "tbsp",
    "tsp",
    "acre-ft",
    "ML",
    "mi³",
    "N",
    "MP",
    "px",
}  # their short forms are words of many languages
BENT = re.compile(r"[A-Z\u00c0-\u024f\u0370-\u052f][a-z\u00c0-\u024f\u0370-\u052f]{4,}")  # letters that bend at the end
UNSPACED = 0x2E7F  # beyond it a single letter is a word
TAKEN = {"km", "kg", "mm", "cm"}  # compact forms that are read as units, whatever their case


def bare(pattern: str) -> str:
    """A CLDR pattern without its number and quotes."""
    return re.sub(r"\{0\}|[0#]|'", "", pattern).replace("\xa0", " ").replace("\u202f", " ").strip(" -\u200e\u200f")


def magnitudes(locale: Locale) -> dict[str, list[str]]:
    """Power of ten -> the words and abbreviations for it."""
    found: dict[str, set[str]] = {}
    for style in ("long", "short"):
        for plural in locale.compact_decimal_formats.get(style, {}).values():
            for size, pattern in plural.items():
                text = pattern.pattern if hasattr(pattern, "pattern") else pattern
                word, zeros = bare(text.split(";")[0]), text.split(";")[0].count("0")
                if zeros and word.casefold() not in TAKEN and (len(word) > 1 or ord(word or "a") > UNSPACED):
                    found.setdefault(str(int(size) // 10 ** (zeros - 1)), set()).add(word)
    return {size: sorted(words) for size, words in sorted(found.items()) if size != "1"}


def currencies(locale: Locale) -> dict[str, list[str]]:
    """ISO code -> full names."""
    return {code: found for code in CURRENCIES if (found := stems(n for n in names(locale, code) if "(" not in n))}


def symbols(locale: Locale) -> dict[str, list[str]]:
    """ISO code -> symbols of the language that are not letters of the code itself."""
    own = locale._data["currency_symbols"]
    return {code: [own[code]] for code in CURRENCIES if own.get(code, code) != code}


def units(locale: Locale, style: str) -> dict[str, list[str]]:
    """Our symbol -> forms of the unit's name in one style."""
    known = tomllib.loads((LEXICON / "units.toml").read_text("utf-8"))
    found = {}
    for group in known.values():
        for symbol, (_, cldr, _) in group.items():
            patterns = locale._data["unit_patterns"].get(cldr, {}).get(style, {})
            forms = [bare(p) for k, p in patterns.items() if k not in ("per", "gender") and isinstance(p, str)]
            if style == "long":
                forms = stems(forms)
            elif symbol in AMBIGUOUS:
                continue
            if forms := sorted({form for form in forms if len(form.strip(".")) > 1 or not form.isascii()}):
                found[symbol] = forms
    return found


def places(locale: Locale) -> dict[str, list[str]]:
    """Country code -> its name, for countries whose currency shares its name with others; the end of it may bend."""
    families = tomllib.loads((LEXICON / "currencies.toml").read_text("utf-8")).values()
    codes = {code for family in families for countries in family.values() for code in countries.split()}
    names = {code: locale.territories[code].split(" (")[0] for code in sorted(codes) if code in locale.territories}
    return {code: [name[:-1] + "*" if BENT.fullmatch(name) else name] for code, name in names.items()}


def months(locale: Locale) -> list[str]:
    """Month names and their abbreviations, in all contexts."""
    found = {
        name.strip(".")
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in locale.months[context][width].values()
    }
    return sorted(name for name in found if not name[0].isdigit())


def language(locale: Locale, code: str) -> dict[str, Any]:
    """All that is kept of one language, in the shape of a cue file."""
    marks = locale._data["number_symbols"]["latn"]
    said = spelled(code, own_cues(code))
    sizes, more, words = magnitudes(locale), said.pop("mag"), said.pop("words")
    return {
        "settings": {"decimal": marks["decimal"], "group": marks["group"]},
        "words": {"month": months(locale), **words},
        "mag": {size: sorted({*sizes.get(size, ()), *more.get(size, ())}) for size in {**sizes, **more}},
        **said,
        "cur": currencies(locale),
        "place": places(locale),
        "unit": units(locale, "long"),
        "exact": {"unit": units(locale, "short"), "sym": symbols(locale)},
    }


def own_cues(code: str) -> dict[str, Any]:
    """What is written by hand of a language."""
    path = LEXICON / "cues" / f"{code}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def main(codes: list[str]) -> None:
    """Write the file."""
    data = {code: language(Locale.parse(LOCALES[code]), code) for code in sorted(codes or LOCALES)}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    packed = gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0)
    (LEXICON / "cldr.json.gz").write_bytes(packed)
    sys.stdout.write(f"{len(data)} languages, {len(text)} characters, {len(packed)} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1:])
