"""Number and what it counts in one word: "achtjährig", "трёхдневный", "pięcioprocentowy", "dreißigstöckig"."""

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from claims.lexicon import Lexicon, Token, units
from claims.lexicon.fold import fold
from claims.quantities.numbers import Tally, total
from claims.quantities.scan import Scan
from claims.quantities.values import Amount, Value
from claims.quantities.words import LONGEST_WORD, Op, atom, split

ENDING = 4  # letters that may follow the part that names the unit
SHORTEST_STEM = 3
COUNTED = "counted"  # stands for a unit where the word only counts: storeys


def compound(scan: Scan, i: int) -> Amount | None:
    """The amount that one word states."""
    found = taken_apart(scan.lexicon, fold(scan.tokens[i].text)) if is_compound(scan.lexicon, scan.tokens[i]) else None
    if not found:
        return None
    number, unit = found
    value = Value(i, i + 1, number, number, Decimal(1), kind="words")
    made = Amount(i, i + 1, number, number, Decimal(1), value)
    if unit == COUNTED:
        return replace(made, noun=(scan.tokens[i].start, scan.tokens[i].end), noun_end=i + 1)
    return replace(made, unit=unit, dimension="ratio" if unit == "%" else units()[unit][0])


def is_compound(lexicon: Lexicon, token: Token) -> bool:
    """Whether a word is a number with a unit."""
    if not lexicon.suffixes or token.kind != "word" or len(token.text) > LONGEST_WORD:
        return False
    return taken_apart(lexicon, fold(token.text)) is not None


@lru_cache(maxsize=1 << 14)
def taken_apart(lexicon: Lexicon, word: str) -> tuple[Decimal, str] | None:
    """The number and the unit of a word."""
    for suffix, unit in lexicon.suffixes.items():
        at = word.rfind(suffix)
        if at < SHORTEST_STEM or len(word) - at - len(suffix) > ENDING:
            continue
        if ops := pieces(lexicon, word[:at]):
            return number(ops, inverted=bool(lexicon.settings["inverted"])), unit
    return None


def pieces(lexicon: Lexicon, stem: str) -> list[Op] | None:
    """The number words that a stem is made of."""
    single = atom(lexicon, stem)
    return [single] if single and single.kind == "num" else split(lexicon, stem)


def number(ops: list[Op], *, inverted: bool) -> Decimal:
    """What number words in a row come to."""
    tally = Tally("words")
    for op in ops:
        if not tally.take(op, inverted=inverted):
            break
    return total(tally.parts)[0]
