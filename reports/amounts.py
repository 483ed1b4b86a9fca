"""A value as the report tells it: in the common unit of its finding, in the reader's way of writing figures."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from reports.messages import Messages
from reports.phrases import Phrase, foreign, own
from reports.times import between, ending, starting
from reports.told import valued
from verify.models import Reading, Side

ABOUT = "about "  # how the checker's own words for a hedged value begin
RATIO = " × "  # between a ratio and the thing that it is a ratio of
DAYS = "date"
TIMES = "x"
TWICE = 2  # ratios from here on are told as "2.5 times", lower ones as shares: "65 %"
LONG = 30  # digits; more are told with an exponent
COMPACT = ((12, "trillion"), (9, "billion"), (6, "million"))
SIGNIFICANT = 4  # digits that a compact figure may have: 8.4 bn, 1.234 M, but 1,234,567
UNITS = {"%": " %", TIMES: " ×"}
FINEST = 5  # decimals; more of them no newsroom writes: they come from a change of units, or from "two thirds"
TELLING = 4  # digits that are told of those
WORDS = {  # units that are words, not signs: they differ between languages, and with the number
    "decade": "{n} decades",
    "year": "{n} years",
    "month": "{n} months",
    "week": "{n} weeks",
    "day": "{n} days",
    "hour": "{n} hours",
    "minute": "{n} minutes",
    "second": "{n} seconds",
    "acre": "{n} acres",
    "carat": "{n} carats",
    "cup": "{n} cups",
    "ly": "{n} light years",
}
HEDGES = {"about ": "about {value}", "at least ": "at least {value}", "at most ": "at most {value}"}

_WRITTEN = re.compile(
    r"(?P<hedge>about |at least |at most )?(?P<low>NUMBER)(?: to (?P<high>NUMBER))?(?: (?P<unit>\D.*))?".replace(
        "NUMBER", r"-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?"
    )
)


def amount(side: Side, messages: Messages) -> Phrase:
    """What a side says, in words that are true of all its readings; the side's own value where none can be read."""
    unit, same = _most(side.readings)
    words = {str(value): value for value in (reading_amount(item, messages) for item in same)}
    if not words:
        return foreign(side.value)
    first = next(iter(words.values()))
    # Several wordings of one value, "45,200" and "about 45,000": none of them is said by all.
    loose = len(words) > 1 and unit != DAYS and first == _bare(same[0], messages)
    return messages.phrase("about {value}", value=first) if loose else first


@lru_cache(maxsize=1 << 12)
def reading_amount(reading: Reading, messages: Messages) -> Phrase:
    """One reading: "18,000 EUR", "at least 45,000", "65 % of R100", "3 March 2026"."""
    if reading.unit == DAYS:
        return _days(reading, messages) or foreign(reading.normalised)
    value = _bounds(reading, messages)
    if value is None:
        return as_written(reading.normalised, messages)
    hedged = reading.normalised.startswith(ABOUT)
    return messages.phrase("about {value}", value=value) if hedged else value


def as_written(value: str, messages: Messages) -> Phrase:
    """A value that the checker read, "about 23,000 acre", in the reader's words; one without a unit may be a name."""
    found = _WRITTEN.fullmatch(value)
    low, high = (decimal(found[end] and found[end].replace(",", "")) if found else None for end in ("low", "high"))
    if found is None or low is None or not found["unit"]:
        return valued(value, messages)
    if high is not None:
        last = apart(with_unit(high, found["unit"], messages), messages)
        return messages.phrase("{low} to {high}", low=apart(figure(low, messages), messages), high=last)
    told, hedge = apart(with_unit(low, found["unit"], messages), messages), HEDGES.get(found["hedge"] or "")
    return messages.phrase(hedge, value=told) if hedge else told


def apart(words: str, messages: Messages) -> Phrase:
    """A figure of ours: in a line from right to left it stands apart, or its unit would change sides."""
    return foreign(words) if messages.direction == "rtl" else own(words)


def decimal(value: str | None) -> Decimal | None:
    """The number that these digits are; None for anything that is none."""
    try:
        number = Decimal(value) if value is not None else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def figure(number: Decimal, messages: Messages) -> str:
    """A number with its digits in groups, or compact where that loses nothing: "1,204", "8.4 bn"."""
    if abs(number.adjusted()) > LONG:
        return str(number)
    number = _sensible(number)
    for exponent, word in COMPACT:
        if number.adjusted() >= exponent:
            short = number.scaleb(-exponent).normalize()
            if len(short.as_tuple().digits) <= SIGNIFICANT:
                return f"{messages.number(f'{short:f}')} {messages.text(word)}"
            break
    return grouped(number, messages)


def grouped(number: Decimal, messages: Messages) -> str:
    """A number with its digits in groups, all of them."""
    digits = f"{number:f}"
    return messages.number(digits.rstrip("0").rstrip(".") if "." in digits else digits)


def _sensible(number: Decimal) -> Decimal:
    """Without the decimals that only reckoning gave: "66.67" of two thirds, "9,308" of 23,000 acres in hectares."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= FINEST:
        return number
    places = TELLING - 1 - number.adjusted()
    # A number longer than decimals are reckoned with can't be rounded to places, but to a whole one.
    return (round(number, places) if places > 0 else number.to_integral_value()).normalize()


def with_unit(number: Decimal, unit: str | None, messages: Messages) -> str:
    """A number and its unit; units of counting, "count:person", are not told."""
    if unit in WORDS:
        return messages.count(WORDS[unit], number, n=own(figure(number, messages)))
    told = "" if not unit or unit.startswith("count") else UNITS.get(unit, f" {unit}")
    return f"{figure(number, messages)}{told}"


def _most(readings: Sequence[Reading]) -> tuple[str | None, list[Reading]]:
    """The readings in the unit that most of them have, and that unit; the others are the same in another currency."""
    units = Counter(reading.unit for reading in readings)
    unit = max(units, key=lambda name: units[name]) if units else None
    return unit, [reading for reading in readings if reading.unit == unit]


def _bare(reading: Reading, messages: Messages) -> Phrase | None:
    """The value without a hedge, where it is one plain number."""
    return _bounds(reading, messages) if reading.low == reading.high and reading.low is not None else None


def _bounds(reading: Reading, messages: Messages) -> Phrase | None:
    low, high = decimal(reading.low), decimal(reading.high)
    if (low, reading.low is None) == (None, False) or (high, reading.high is None) == (None, False):
        return None
    thing = reading.normalised.partition(RATIO)[2] if reading.unit == TIMES else ""
    if thing:
        return _ratio(low, high, thing, messages)
    if low is not None and high is not None:
        last = apart(with_unit(high, reading.unit, messages), messages)
        if low == high:
            return last
        return messages.phrase("{low} to {high}", low=apart(figure(low, messages), messages), high=last)
    bound, key = (high, "at most {value}") if low is None else (low, "at least {value}")
    return (
        None if bound is None else messages.phrase(key, value=apart(with_unit(bound, reading.unit, messages), messages))
    )


def _ratio(low: Decimal | None, high: Decimal | None, thing: str, messages: Messages) -> Phrase | None:
    """A ratio of something: "65 % of R100", "2.5 times R100", "more than R100"."""
    if low == high:
        return _times(low, thing, messages) if low is not None else None
    if low is not None and high is not None:
        return messages.phrase(
            "{low} to {high}", low=apart(factor(low, messages), messages), high=_times(high, thing, messages)
        )
    bound = low if low is not None else high
    assert bound is not None
    base = foreign(thing) if bound == 1 else _times(bound, thing, messages)
    return messages.phrase("more than {value}" if low is not None else "less than {value}", value=base)


def _times(ratio: Decimal, thing: str, messages: Messages) -> Phrase:
    key = "{share} of {thing}" if ratio < TWICE else "{share} times {thing}"
    return messages.phrase(key, share=apart(factor(ratio, messages), messages), thing=thing)


def factor(ratio: Decimal, messages: Messages) -> str:
    """A ratio in figures: a share below two, "65 %", else how many times as much, "2.5"."""
    return with_unit(ratio * 100, "%", messages) if ratio < TWICE else figure(ratio, messages)


def _days(reading: Reading, messages: Messages) -> Phrase | None:
    """Days in words: one day, a whole month or year, or from a day to a day."""
    try:
        low, high = (date.fromisoformat(item) if item else None for item in (reading.low, reading.high))
    except ValueError:
        return None
    if low and high:
        return between(low, high, messages)
    return starting(low, messages) if low else ending(high, messages) if high else None
