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
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path
from typing import Any

from babel import Locale
from spelled_numbers import spelled

LEXICON = Path(__file__).resolve().parent.parent / "claims" / "lexicon"
LOCALES = {
    code: code
    for code in (
        "en de fr es it pt nl sv da fi pl cs sk sl hr bg ru uk ro hu el tr ar he fa hi bn ur zh ja ko vi id th ca "
        "lt lv et sw ms ta te mr ka kk gl eu is mk sq"
    ).split()
} | {"no": "nb", "sr": "sr", "sr-latn": "sr_Latn", "zh-hant": "zh_Hant"}
CURRENCIES = (
    "USD EUR GBP JPY CNY CHF RUB INR KRW TRY PLN UAH CZK HUF RON SEK NOK DKK ISK BGN RSD HRK BRL MXN ARS CLP COP PEN "
    "CAD AUD NZD HKD SGD TWD THB IDR MYR PHP VND ILS SAR AED QAR KWD EGP IRR IQD JOD LBP SYP MAD TND DZD LYD ZAR NGN "
    "KES ETB PKR BDT LKR NPR MMK KZT GEL AMD AZN UZS BYN MDL MKD ALL BAM AFN MNT VES BOB UYU PYG XOF XAF "
    "PAB CRC DOP GTQ HNL NIO CUP JMD OMR BHD YER SDG SOS UGX TZS RWF ZMW MZN AOA BWP MUR LAK KHR KGS TJS TMT GHS MGA"
).split()
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
STEM, ENDING = 4, 3  # a stem has so many letters at least, an ending at most so many


def stems(forms: Iterable[str]) -> list[str]:
    """The forms of one word or name; several that share a stem become "stem*", word by word."""
    split = [form.split() for form in dict.fromkeys(forms) if form]
    if len({len(words) for words in split}) != 1 or len(split) < 2:
        return [" ".join(words) for words in split]
    return (
        [" ".join(stem(set(column)) for column in zip(*split, strict=True))]
        if stemmable(split)
        else [" ".join(words) for words in split]
    )


def stem(words: set[str]) -> str:
    """The one word, or what all begin with and a star."""
    return words.pop() if len(words) == 1 else beginning(words) + "*"


def beginning(words: Iterable[str]) -> str:
    """The letters that all the words begin with."""
    columns = takewhile(lambda letters: len(set(letters)) == 1, zip(*words, strict=False))
    return "".join(letters[0] for letters in columns)


def stemmable(split: list[list[str]]) -> bool:
    """Whether every word of the name keeps a stem long enough to be told from another."""
    return all(
        len(set(column)) == 1
        or (len(beginning(column)) >= STEM and max(map(len, column)) - len(beginning(column)) <= ENDING)
        for column in zip(*split, strict=True)
    )


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


def names(locale: Locale, code: str) -> list[str]:
    """All names of a currency."""
    data = locale._data  # plural currency names have no public door
    plural = data["currency_names_plural"].get(code)
    return [*(plural.values() if plural else ()), *filter(None, [data["currency_names"].get(code)])]


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
