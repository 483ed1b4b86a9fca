"""Numbers in digits: separators of thousands and decimals, other scripts, rounding."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from claims.lexicon import Lexicon, Token

LONGEST = 24  # characters of a number
OPENERS = frozenset("$€£¥(-−–")  # that may stand right before a decimal sign
SPACES = "\u00a0\u2009\u202f"
_SEPARATOR = re.compile(r"[.,'·]")
_PLAIN = str.maketrans({"，": ",", "．": ".", "’": "'", "٬": "'", "٫": "·"})


def plain(text: str) -> str:
    """ASCII digits and separators."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char, char)) for char in text.translate(_PLAIN))


def decimal_mark(tokens: Iterable[Token], lexicon: Lexicon) -> str:
    """The decimal sign of a text: what its clear numbers agree on, else that of the language."""
    seen = {mark for token in tokens if token.kind == "number" and (mark := clear_mark(plain(token.text)))}
    return seen.pop() if len(seen) == 1 else str(lexicon.settings["decimal"])


def clear_mark(text: str) -> str | None:
    """The decimal sign of a number that leaves no doubt."""
    marks = re.findall(r"[.,]", text)
    if not marks or "'" in text:
        return None
    if len(set(marks)) == 2:
        return str(marks[-1])
    if len(marks) > 1:
        return "," if marks[0] == "." else "."
    return str(marks[0]) if len(text.rsplit(marks[0], 1)[1]) in (1, 2) else None


def digits(text: str, mark: str, group: str = "") -> Decimal | None:
    """The value of a number in digits; None for dates, versions and other chains."""
    if len(text) > LONGEST:
        return None
    text = plain(text)
    parts = _SEPARATOR.split(text)
    marks = _SEPARATOR.findall(text)
    if not marks:
        return None if len(text) > 1 and text.startswith("0") else Decimal(text)
    whole, last = parts[:-1], parts[-1]
    if len(set(marks)) == 1 and grouped(parts) and (len(marks) > 1 or groups(marks[0], whole[0], last, mark, group)):
        return Decimal("".join(parts))
    if marks[-1] == "'" or marks[-1] in marks[:-1] or len(set(marks)) > 2 or not grouped(whole):
        return None
    return Decimal("".join(whole) + "." + last)


def groups(sign: str, first: str, last: str, mark: str, group: str) -> bool:
    """Whether a single sign before three digits parts thousands."""
    return sign == "'" or (
        not first.startswith("0") and (sign != mark or sign == group or last == "000") and sign != "·"
    )


def grouped(parts: list[str]) -> bool:
    """Whether the digits are in groups of three, or the Indian way in twos before the last three."""
    if len(parts) == 1:
        return True
    middle = {len(part) for part in parts[1:-1]}
    return len(parts[0]) <= 3 and len(parts[-1]) == 3 and (middle <= {3} or (middle == {2} and len(parts[0]) <= 2))


BRACKETS = frozenset("([（")
DEGREES = {"C": "℃", "F": "℉"}


def merged(tokens: list[Token], text: str, lexicon: Lexicon) -> list[Token]:
    """The tokens, with numbers grouped by spaces made one, and decimals that begin with their sign (".5") too."""
    found: list[Token] = []
    for token in tokens:
        if token.glued and token.kind == "number" and found and leads(found, token, lexicon.settings["decimal"]):
            sign = found.pop()
            token = Token(sign.start, token.end, f"0{sign.text}{token.text}", "number", sign.glued)  # noqa: PLW2901
        if found and joins(found[-1], token, text, bool(lexicon.settings["spaces"])):
            last = found.pop()
            token = Token(last.start, token.end, f"{last.text}'{token.text}", "number", last.glued)  # noqa: PLW2901
        if token.text in DEGREES and warms(found, token, lexicon):
            token = token._replace(text=DEGREES[token.text])  # noqa: PLW2901
        found.append(token)
    return found


def warms(found: list[Token], token: Token, lexicon: Lexicon) -> bool:
    """Whether a letter on a number is a scale of degrees: "46.4C", "hit 40C (104F)", but not "910C", "section 80C"."""
    if not (token.glued and found and found[-1].kind == "number"):
        return False
    number, before = found[-1], found[-2].text if len(found) > 1 else ""
    if number.glued and before not in BRACKETS:
        return False
    if re.fullmatch(r"\d{2,3}[.,]\d|[1-9][.,]\d{1,2}", number.text):
        return True
    told = before in BRACKETS or before.casefold() in lexicon.settings["degrees_after"]
    return told and re.fullmatch(r"\d\d|1[0-3]\d", number.text) is not None


def leads(found: list[Token], token: Token, mark: str) -> bool:
    """Whether the last token is the decimal sign of a number that has nothing before it: ".5 percent", "$.50"."""
    sign = found[-1]
    free = not sign.glued or (len(found) > 1 and found[-2].text in OPENERS)
    return sign.text == mark and free and token.text.isdecimal()


def joins(last: Token, token: Token, text: str, spaces: bool) -> bool:
    """Whether `token` is the next group of three digits of `last`."""
    gap = text[last.end : token.start]
    return (
        token.kind == last.kind == "number"
        and (gap in SPACES if gap != " " else spaces)
        and len(gap) == 1
        and re.fullmatch(r"\d{1,3}(?:'\d{3})*", last.text) is not None
        and re.fullmatch(r"\d{3}(?:[.,]\d{1,2})?", token.text) is not None
        and not last.text.startswith("0")
    )


def step_of(value: Decimal, *, scaled: bool) -> Decimal:
    """One unit of the last digit stated; trailing zeros count as rounding from two on, or before a magnitude."""
    exponent = value.as_tuple().exponent
    if not value or (isinstance(exponent, int) and exponent < 0):
        return Decimal(1).scaleb(min(int(exponent), 0))
    written = f"{value:f}"
    zeros = len(written) - len(written.rstrip("0"))
    return Decimal(1).scaleb(zeros if scaled or zeros >= 2 else 0)
