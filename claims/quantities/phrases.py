"""Amounts with what surrounds them: hedges, signs, units said once for a whole list."""

from collections.abc import Iterator
from dataclasses import replace

from claims.lexicon import REMEMBERED, Lexicon, Token
from claims.quantities import masks
from claims.quantities.ages import aged
from claims.quantities.amounts import amount
from claims.quantities.compounds import is_compound
from claims.quantities.nouns import with_noun, with_per
from claims.quantities.ranges import Phrase, before_date, one_in, plausible, ranged
from claims.quantities.scan import Scan
from claims.quantities.words import is_glued

STARTS = {
    "frac",
    "multiple",
    "sym",
    "pct_before",
    "vague",
    "implied",
    "num",
    "weak",
    "article",
    "mag_first",
    "cur_first",
    "unit_first",
    "half",
    "dual",
    "lone",
    "ignore",
}
PARTS = frozenset("½¼¾⅓⅔")


def phrases(scan: Scan, starts: list[int], blocked: list[tuple[int, int]]) -> Iterator[Phrase]:
    """The quantities of a stretch of text, in order; nothing is read inside the blocked stretches.

    `starts`: the tokens at which one can begin.
    """
    floor, block = 0, 0
    for i in starts:
        token = scan.tokens[i]
        while block < len(blocked) and blocked[block][1] <= token.start:
            block += 1
        if i < floor or (block < len(blocked) and blocked[block][0] < token.end):
            continue
        if tag := scan.tag(i, "ignore"):
            floor = tag.end
            continue
        found = phrase(scan, i, floor) if may_start(scan, i) else None
        if found and not crosses(scan, found, blocked[block:]):
            yield found
            floor = max(found.end, i + 1)


def openings(tokens: list[Token], lexicon: Lexicon) -> list[int]:
    """The tokens at which a quantity, or a phrase that holds none, can begin."""
    known = lexicon.openings
    if len(known) >= REMEMBERED:
        known.clear()
    for token in tokens:
        if token.text not in known:
            known[token.text] = opens(token, lexicon)
    return [i for i, token in enumerate(tokens) if known[token.text]]


def opens(token: Token, lexicon: Lexicon) -> bool:
    """Whether a quantity can begin with this token."""
    if token.kind == "number" or token.text in PARTS or not STARTS.isdisjoint(lexicon.head(token).roles):
        return True
    return in_one_word(token, lexicon)


def in_one_word(token: Token, lexicon: Lexicon) -> bool:
    """Whether a longer word is a number, or a number with a unit."""
    return (bool(lexicon.settings["glue"]) and is_glued(lexicon, token)) or is_compound(lexicon, token)


def crosses(scan: Scan, found: Phrase, blocked: list[tuple[int, int]]) -> bool:
    """Whether a phrase runs into the next blocked stretch."""
    return bool(blocked) and blocked[0][0] < scan.tokens[found.end - 1].end


def may_start(scan: Scan, i: int) -> bool:
    """Whether an amount can begin at token `i`."""
    token = scan.tokens[i]
    if token.kind == "number" or token.text in PARTS or not STARTS.isdisjoint(scan.tags[i]):
        return True
    return token.kind == "word" and in_one_word(token, scan.lexicon)


def phrase(scan: Scan, i: int, floor: int) -> Phrase | None:
    """The quantity whose number begins at token `i`."""
    first = amount(scan, i)
    if not first or (first.value.kind == "digits" and masks.is_code(scan, first.value.start)):
        return None
    if rate := one_in(scan, first):
        return hedged(scan, Phrase(i, rate.end, rate), floor)
    if both := ranged(scan, first, floor):
        return hedged(scan, both, floor)
    first = aged(scan, with_noun(scan, first))
    dated = first.bare and before_date(scan, first)
    if dated or first.start < floor or masks.rejected(scan, first) or not plausible(scan, first):
        return None
    return hedged(scan, Phrase(first.start, first.end, first), floor)


def hedged(scan: Scan, found: Phrase, floor: int) -> Phrase:
    """The phrase with the hedges, sign and opening before it and the hedges after it."""
    made = signed(scan, found, floor)
    start, hedge = before(scan, made, floor)
    end, late = after(scan, made)
    middle = next((t.value for k in range(made.start, made.end) if (t := scan.tag(k, "mid"))), "")
    return replace(made, start=start, end=end, hedge=hedge or late or middle, amount=with_per(scan, made.amount))


def signed(scan: Scan, found: Phrase, floor: int) -> Phrase:
    """The phrase with a minus sign or word taken in."""
    i = found.start
    word = None if scan.closed("before", i) else scan.closed("minus", i)
    here = scan.is_mark(i - 1, "-−–－") and scan.tokens[i].glued and i - 1 >= floor
    older = scan.token(i - 2)
    sign = here and (not scan.tokens[i - 1].glued or (older is not None and older.kind == "char"))
    inner = found.form == "level" and scan.is_mark(found.amount.value.start - 1, "-−") and found.amount.value.start > i
    late = scan.tag(found.end, "minus_after") if found.form == "level" else None
    if (not word or word[0] < floor) and not sign and not inner and not late:
        return found
    low, high = -found.amount.high, -found.amount.low
    if found.form != "level" and not found.amount.negative:
        low, high = -found.amount.low, found.amount.high
    start = word[0] if word else i - 1 if sign else i
    end = late.end if late else found.end
    return replace(found, start=start, end=end, amount=replace(found.amount, low=low, high=high))


def before(scan: Scan, found: Phrase, floor: int) -> tuple[int, str]:
    """Where the words before an amount begin, and the hedge among them."""
    start = i = found.start
    hedge = ""
    for _ in range(4):
        steps = (("before", scan.closed("before", i)), ("open", scan.closed("open", i)))
        role, step = next(((r, s) for r, s in steps if s), ("filler", scan.closed("filler", i)))
        if not step or step[0] < floor or (role == "open" and found.form == "level") or reaches(scan, role, step, i):
            break
        if role == "before" and compares(scan, found, step[0], i):
            break
        i = step[0]
        if role != "filler":
            start = i
        if role == "before":
            hedge = hedge or step[1]
    return start, hedge


def reaches(scan: Scan, role: str, step: tuple[int, str], i: int) -> bool:
    """Whether a word before token `i` that can mean "up to" tells what a change led to: "rose to 5"."""
    if role != "before" or step[1] != "<=":
        return False
    to, last = scan.tag(step[0], "to"), scan.tag(i - 1, "to")
    if to is not None and to.end == i:
        return scan.changed(step[0])
    return last is not None and last.end == i and scan.tag(step[0], "change") is not None and scan.changed(step[0])


def compares(scan: Scan, found: Phrase, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` hold it against a number that is known: "more than the 2 MJ put in"."""
    return (
        scan.tag(start, "than") is not None
        and scan.tag(end, "the") is not None
        and end < found.start
        and found.amount.dimension != "ratio"  # "más de las dos terceras partes"
    )


def after(scan: Scan, found: Phrase) -> tuple[int, str]:
    """Where the hedges after an amount end, and what they say."""
    for j in (found.end, found.amount.value.end, found.amount.noun_end):
        tag = scan.tag(j, "after") if j else None
        if tag and not ("before" in scan.tags[j] and scan.tags[j]["before"].end == tag.end and scan.numbers(tag.end)):
            return max(tag.end, found.end), tag.value
    return found.end, ""
