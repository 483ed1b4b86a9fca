#!/usr/bin/env python3
"""Writes claims/lexicon/money.json: short names of currencies in each language, and whose money each may be.

CLDR names a currency with its country ("Swedish krona", "corona svedese"); news leaves the country out where it is
plain. The short name is what currencies of one kind share in a language; of a few that share it with none, the word in
that place. Names that mean something else in the language, or are too short to be sure of, are left out. Needs Babel.
"""

import json
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

from babel import Locale
from babel.core import get_global
from cldr_names import CURRENCIES, LOCALES, beginning, names, stems

from claims.lexicon import currency_families, load, tokenise

TARGET = Path(__file__).resolve().parent.parent / "claims" / "lexicon" / "money.json"
MONEY = {"cur", "cur_first", "sym", "rivals", "place"}  # roles that do not make a name another word
SHORTEST, SHORTEST_SIGNS = 3, 2
ALONE = set("THB IDR MYR KRW PLN HUF UAH ILS ZAR KZT NGN".split())  # known by a name that no other currency has
KANA = range(0x3040, 0x3100)
ALIKE = 3  # letters that two forms of one name begin with
UNSPACED = 0x2E7F


def families() -> list[list[str]]:
    """Currencies that share a name in English."""
    return [[code for code in codes if code in CURRENCIES] for codes in currency_families().values()]


def full(locale: Locale) -> dict[str, list[list[str]]]:
    """Currency -> the words of each of its names."""
    found = {
        code: [name.replace("・", " ").split() for name in names(locale, code) if "(" not in name]
        for code in CURRENCIES
    }
    return {code: told for code, told in found.items() if told}


def place(told: dict[str, list[list[str]]]) -> int:
    """Where a language says what kind of money it is: first or last in the name."""
    votes: Counter[int] = Counter()
    for family in families():
        for one, two in combinations([told[code][0] for code in family if code in told], 2):
            votes.update(at for at in (0, -1) if len(beginning([one[at].lower(), two[at].lower()])) >= ALIKE)
    return 0 if votes[0] > votes[-1] else -1


def short(told: dict[str, list[list[str]]]) -> dict[str, list[str]]:
    """Currency -> its short name, in all forms that CLDR has."""
    at = place(told)
    spaced = {code: sorted({words[at].lower() for words in forms if len(words) > 1}) for code, forms in told.items()}
    return {code: forms for code, forms in spaced.items() if forms} or endings(told)


def endings(told: dict[str, list[list[str]]]) -> dict[str, list[str]]:
    """Currency -> what its name ends in, as all of its kind do, where no space parts the words: 瑞典克朗."""
    found = {}
    for family in families():
        written = {code: told[code][0][0][::-1] for code in family if code in told}
        shared = beginning(written.values())[::-1]
        found.update({code: [shared] for code in written if shared and len(written) > 1})
    return found


def fits(form: str, codes: list[str], language: str) -> bool:
    """Whether a name is sure to be one of these currencies in the language."""
    if len(codes) == 1 and codes[0] not in ALONE:
        return False
    if len(codes) > 1 and not any(len(set(codes) & set(family)) > 1 for family in families()):
        return False  # "nowy" of Taiwan and of Israel
    tokens = tokenise(form.rstrip("*"))
    roles = {role: tag.value for role, tag in load(language).tags(tokens, 0).items() if tag.end == len(tokens)}
    if "cur" in roles:
        return roles["cur"] in codes
    unspaced = ord(form[0]) > UNSPACED and not any(ord(char) in KANA for char in form)
    return len(form.rstrip("*")) >= (SHORTEST_SIGNS if unspaced else SHORTEST) and not roles.keys() - MONEY


def home(code: str) -> str:
    """The country in which most people speak a language."""
    return get_global("likely_subtags")[code].split("_")[-1]


def language(code: str, locale: Locale) -> dict[str, str]:
    """Short name -> the currencies it may mean, that of the language's own country first."""
    owners: dict[str, list[str]] = defaultdict(list)
    for currency, forms in short(full(locale)).items():
        for form in stems(forms):
            owners[form].append(currency)
    for form in [form for form in owners if f"{form}*" in owners]:
        owners[f"{form}*"] += owners.pop(form)
    places = {one: where for family in currency_families().values() for one, where in family.items()}
    own = home(str(locale).split("_")[0])
    return {
        form: " ".join(sorted(codes, key=lambda one: (own not in places.get(one, ()), CURRENCIES.index(one))))
        for form, codes in sorted(owners.items())
        if fits(form, codes, code)
    }


def main() -> None:
    """Write the file."""
    locales = {code: Locale.parse(name) for code, name in sorted(LOCALES.items())}
    data = {
        "home": {code: home(str(locale).split("_")[0]) for code, locale in locales.items()},
        "names": {code: language(code, locale) for code, locale in locales.items()},
    }
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    TARGET.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(f"{sum(map(len, data['names'].values()))} names, {len(text)} characters\n")


if __name__ == "__main__":
    main()
