"""Number words of a language with their inflected forms, as ICU's rules spell them; used by build_lexicon.py.

A language whose words are written by hand gets only forms that its own file lacks, and no short or
ambiguous ones; one without gets all, and the words for hundred, thousand, million and "and".
"""

from collections.abc import Iterable, Iterator
from typing import Any

import icu

UNSPACED = {"zh", "zh-hant", "ja", "ko", "th"}  # single letters: their numbers are all in the hand-written files
SIZES = {"100": 100, "1000": 1000, "1000000": 10**6, "1000000000": 10**9}
SHORTEST = 4  # letters of an inflected form that is no other word
COMPLETE = 15  # numbers that a file written by hand names at least, if it means to name all
LAST = 100
PARTS = {"0.1": "3.5", "0.01": "3.25", "0.001": "3.125"}
_PASSED = ("ordinal", "year", "financial")


def rules(code: str) -> tuple[icu.RuleBasedNumberFormat, list[str]] | None:
    """The formatter of a language and the names of its cardinal rules; None where ICU only knows English."""
    found = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(code))
    if code != "en" and found.format(7) == "seven":
        return None
    names = [found.getRuleSetName(i) for i in range(found.getNumberOfRuleSetNames())]
    return found, [name for name in names if not any(part in name for part in _PASSED)]


def forms(code: str, value: float) -> list[str]:
    """Every way a number is said."""
    known = rules(code)
    said = [known[0].format(value, name) for name in known[1]] if known else []
    return list(dict.fromkeys(clean(text) for text in said if not any(char.isdigit() for char in text)))


def clean(text: str) -> str:
    """Without soft hyphens and the like."""
    return text.translate(dict.fromkeys(map(ord, "\u00ad\u200b"))).replace("ʼ", "'")


def words_in(table: object) -> Iterator[str]:
    """Every phrase of a cue file."""
    for value in table.values() if isinstance(table, dict) else [table]:
        if isinstance(value, dict):
            yield from words_in(value)
        elif isinstance(value, str):
            yield from (form.strip().casefold() for form in value.split(","))


def spelled(code: str, own: dict[str, Any]) -> dict[str, Any]:
    """Roles as in a cue file: num, weak, mag, part, and under words: point and join."""
    empty: dict[str, Any] = {"mag": {}, "words": {}}
    if code in UNSPACED or not rules(code):
        return empty
    taken = set(words_in(own))
    by_hand = len(own.get("num", ())) >= COMPLETE
    found: dict[str, Any] = {**empty, "words": {"point": points(code)}, "num": {}, "part": parts(code)}
    for value in [*range(2, LAST), *range(LAST, 1000, 100)]:
        short = SHORTEST if by_hand else 1
        if kept := [form for form in forms(code, value) if whole(form) and len(form) >= short and form not in taken]:
            found["num"][str(value)] = kept
    if not by_hand:
        found["weak"] = {str(value): forms(code, value) for value in (0, 1)}
        found["mag"] = {size: words for size, value in SIZES.items() if (words := sorted(heads(code, value)))}
        found["words"]["join"] = joins(code)
    found["words"] = {role: forms for role, forms in found["words"].items() if forms}
    return {role: table for role, table in found.items() if table or role in empty}


def whole(form: str) -> bool:
    """Whether a form is one word."""
    return form.isalpha() or not set(form) & set(" -")


def heads(code: str, value: int) -> Iterable[str]:
    """The words for a magnitude: all of "hundred", and what follows "two" in "two hundred"."""
    found = {form for form in forms(code, value) if whole(form)}
    for count in (1, 2, 3, 5):
        for said in forms(code, count):
            texts = [
                text.removeprefix(f"{said} ") for text in forms(code, count * value) if text.startswith(f"{said} ")
            ]
            found.update(text for text in texts if whole(text))
    return found


def joins(code: str) -> list[str]:
    """The word between tens and ones: "ishirini na moja"."""
    split = [form.split() for form in forms(code, 21)]
    return sorted({words[1] for words in split if len(words) == 3 and len(words[1]) <= 3})


def points(code: str) -> list[str]:
    """The word for the decimal sign: what stands between three and five in 3.5."""
    found = set()
    for text, three in ((text, three) for text in forms(code, 3.5) for three in forms(code, 3)):
        if text.startswith(f"{three} "):
            found.add(text.removeprefix(f"{three} ").split()[0])
    return sorted(found)


def parts(code: str) -> dict[str, list[str]]:
    """The words for tenths and smaller where a fraction is said with them: "три целых пять десятых"."""
    found = {}
    for size, value in PARTS.items():
        said = {form.split()[-1] for form in forms(code, float(value)) if len(form.split()) > 3}
        ends = {form.split()[-1] for form in forms(code, int(value.split(".")[1])) + forms(code, 5)}
        if said and not said & ends:
            found[size] = sorted(said)
    return found
