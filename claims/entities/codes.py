"""Product and model codes: a small grammar over letters and digits. Codes are equal or they are not."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import regex

from claims.entities.gazetteer import Known, any_language, fold

# Cyrillic letters that are printed like Latin ones: "910С" is typed with either.
_LOOK_ALIKE = str.maketrans("АВСЕНКМОРТХавсекмортх", "ABCEHKMOPTXabcekmoptx")
_LETTER = "A-Za-zАВСЕНКМОРТХ"
_RUN = regex.compile(rf"(?<![{_LETTER}0-9_@#/\\$€£¥])[{_LETTER}0-9]+(?:[.-][A-Z0-9][{_LETTER}0-9]*)*(?![{_LETTER}0-9])")
_PERIOD = regex.compile(r"(?:[QT][1-4]|[1-4][QT]|[HS][12]|[12][HS]|FY\d+|CY\d+|Q[1-4]FY\d+|\d+S|W\d{1,2})$")
_LETTER_FIRST = regex.compile(r"([A-Z][A-Z0-9]*?)-?\d[A-Z0-9]*(?:[.-][A-Z0-9]+)*$")
_DIGIT_FIRST = regex.compile(r"(\d{1,4})([A-Z]{1,3})(\d*)(?:-[A-Z0-9]+)*$")
_YEAR_TAIL = regex.compile(r"-(?:19|20)\d\d$")
_NUMBER = regex.compile(
    r"[ \u00a0-]?(\d{1,4}(?:-\d{1,4})?[A-Za-z]{0,2}(?:\.\d{1,2})?)(?![A-Za-z0-9_]|[.,]\d|\s?[%‰$€£])"
)
_CAMEL = regex.compile(r"(?<![\w-])[A-Z][a-z]+[A-Z][A-Za-z]+[ \u00a0-]\d{2,4}[A-Z]?(?![A-Za-z0-9_]|[.,]\d|\s?[%$€])")
_LETTERED = regex.compile(r"(?<!\d)(\d{3,4})([A-Z])(?![A-Za-z0-9])")
_PLURAL = regex.compile(r"[A-Z]{1,4}\d{2,4}s$")  # "10,000 H100s"
_SCALES = frozenset("KMBTWVXSHPLAFC")  # 500K, 70B, 12V, 40C: an amount rather than a model


_BOTH = frozenset({"boeing", "airbus"})  # firms whose name is also that of their series


class Code(NamedTuple):
    """A code and the stretch that it takes, with the name of its series where that stands before it."""

    start: int
    end: int
    key: str


def key(code: str) -> str:
    """One spelling of a code: "GLM 4.5", "glm-4.5"; a hyphen stays between two digits."""
    plain = code.translate(_LOOK_ALIKE).casefold()
    return str(regex.sub(r"(?<!\d)[\s\u00a0-]+|[\s\u00a0-]+(?!\d)", "", plain))


def _siblings(text: str) -> Mapping[str, frozenset[str]]:
    """The letters that each number stands with in a text: 910B beside 910C tells that both are models."""
    letters: dict[str, set[str]] = defaultdict(set)
    for digits, letter in _LETTERED.findall(text.translate(_LOOK_ALIKE)):
        letters[digits].add(letter)
    return {digits: frozenset(each) for digits, each in letters.items() if len(each) > 1}


def _is_code(run: str, siblings: Mapping[str, frozenset[str]], named: bool) -> bool:
    """Whether letters and digits written together are a model rather than an amount, a period or a word."""
    plain = run.translate(_LOOK_ALIKE)
    upper = plain.upper()
    if _PERIOD.match(upper) or _YEAR_TAIL.search(plain):
        return False
    if first := _LETTER_FIRST.match(upper):
        telling = first[1] not in any_language("currencies") and first[1] not in any_language("specifications")
        return telling and any(letter.isupper() for letter in plain)
    if not (parts := _DIGIT_FIRST.match(upper)):
        return False
    digits, letters, tail = parts.groups()
    if tail:
        return plain[len(digits)].isupper()
    if letters in any_language("units"):
        return False
    return _is_digit_first(digits, letters, plain, named or digits in siblings)


def _is_digit_first(digits: str, letters: str, plain: str, named: bool) -> bool:
    if plain[len(digits)].islower():
        return len(digits) == 3 and letters in "ABCDE"
    if len(letters) == 1 and letters in _SCALES and not (letters in "AC" and len(digits) > 2):
        return len(digits) > 2 and named
    return len(letters) == 1 or len(digits) > 1


def _runs(text: str, names: Sequence[Known]) -> Iterator[Code]:
    """Letters and digits written together; a company's name in front is a name of its own."""
    starts = {name.end for name in names}
    siblings = _siblings(text)
    heads = {fold(text[name.start : name.end]): name.end for name in names if name.kind != "series"}
    for match in _RUN.finditer(text):
        run, start = match[0], match.start()
        head, dash, rest = run.partition("-")
        if dash and fold(head) in heads and any(each.isalpha() for each in rest):
            run, start = rest, start + len(head) + 1
        if not (any(each.isdigit() for each in run) and any(each.isalpha() for each in run)):
            continue
        run = run[:-1] if _PLURAL.match(run) else run
        named = any(start - gap in starts for gap in (0, 1))
        if _is_code(run, siblings, named):
            yield Code(start, start + len(run), key(run))


def _series(text: str, names: Sequence[Known]) -> Iterator[Code]:
    """The name of a series with its number: Mate 60, Boeing 737-800; a telling number stands for itself."""
    firms = {name.key for name in names if name.kind == "org"}
    for name in names:
        if name.kind not in ("series", "product") and name.key not in _BOTH:
            continue
        match = _NUMBER.match(text, name.end)
        if not match or (name.key in firms and len(match[1]) < 3):
            continue
        number = match[1]
        alone = regex.fullmatch(r"\d{3,4}[A-Za-z]+", number)
        yield Code(name.start, match.end(), key(number if alone else name.key + number))


def codes(text: str, names: Sequence[Known]) -> list[Code]:
    """The codes of a text in order, the longer of two that overlap."""
    if not any(each.isdigit() for each in text):
        return []
    camel = (Code(match.start(), match.end(), key(match[0])) for match in _CAMEL.finditer(text))
    found: list[Code] = []
    for code in sorted((*_series(text, names), *camel, *_runs(text, names)), key=lambda each: (each.start, -each.end)):
        if not found or code.start >= found[-1].end:
            found.append(code)
    return found
