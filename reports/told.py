"""What the checker says, in the reader's language.

The checker tells its reasons in English and knows no reader. A catalogue holds its sentences as templates, "different
places: {one} and {two}"; a sentence that fits one is told anew, what stands in the places carried over. Of several
templates that fit, the one that leaves the least untold is taken.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from reports.messages import DEFAULT, Messages
from reports.phrases import Phrase, capitalised, filled, foreign, joined, mixed, own
from reports.times import period

# Places that hold what the checker says, in places of its own.
# Places that hold what the checker says, in places of its own.
SENTENCES = frozenset({"reason", "comparison", "this", "that"})
SAID = "told"  # the place that holds who says what
KEPT = 4096  # sentences remembered: the same few reasons are told of many findings
_PLACE = re.compile(r"\\\{(\w+)\\\}")
_ENDING = re.compile(r"^(?P<reason>.*?) \((?P<strength>-?[\d.]+)\)$", re.DOTALL)
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?= |$)")  # of ours: "0.85", "0.0943 USD"
_RECKONED = re.compile(rf"{_FIGURE.pattern}(?: [A-Z]{{3}})?")
_DAYS = re.compile(r"(?<!\S)(\d{4}-\d\d-\d\d(?: to \d{4}-\d\d-\d\d)?)(?![\w/-]|\.\w)")


def told(text: str, messages: Messages, said: Phrase | None = None) -> Phrase:
    """The sentence in the reader's language; as it is, marked as English, where the catalogue does not know it.

    `said` is who says what in the reader's language, for a sentence that ends with it.
    """
    if messages.language == DEFAULT:
        return mixed(text)
    known = _known(text, messages, said)
    if known:
        return known
    strength = _ENDING.match(text)  # "the clauses read alike (0.85)": the measured strength of a reason
    again = _known(strength["reason"], messages) if strength else None
    if strength and again:
        return messages.phrase("{what} ({names})", what=again, names=figured(strength["strength"], messages))
    return foreign(text, DEFAULT)


def reasoned(text: str, messages: Messages) -> Phrase:
    """A reason or doubt of the checker in the reader's language, its days in words; it quotes no source."""
    if messages.language != DEFAULT:
        return told(text, messages)
    parts = enumerate(_DAYS.split(text))
    return joined([_days(part, messages) if number % 2 else mixed(part) for number, part in parts], "")


def valued(text: str, messages: Messages) -> Phrase:
    """A value that a rule put in words; as it is where the catalogue does not know it, for it may be a name."""
    known = None if messages.language == DEFAULT else _known(text, messages)
    return known or foreign(text)


def figured(words: str, messages: Messages) -> str:
    """Words of ours with figures in them, "1 EUR = 1.089 USD", in the reader's marks; a year has none."""
    return _FIGURE.sub(lambda found: _marked(found[0], messages), words)


def _marked(digits: str, messages: Messages) -> str:
    return messages.number(digits.replace(",", "")) if {",", "."} & set(digits) else digits


def fits(text: str, messages: Messages) -> bool:
    """Whether the catalogue knows this sentence."""
    strength = _ENDING.match(text)
    return bool(_known(text, messages) or (strength and _known(strength["reason"], messages)))


def _known(text: str, messages: Messages, said: Phrase | None = None) -> Phrase | None:
    if text in messages.told:
        return own(messages.told[text])
    found = _fitting(text, messages)
    if found is None:
        return None
    translation, places = found
    return filled(translation, {**places, SAID: said} if said else places)


@lru_cache(maxsize=KEPT)
def _fitting(text: str, messages: Messages) -> tuple[str, Mapping[str, Phrase]] | None:
    """The translation of the template that leaves the least untold, and what stands in its places."""
    found = []
    for pattern, translation in _templates(messages):
        match = pattern.fullmatch(text)
        if match:
            found.append((translation, {name: _carried(match, name, messages) for name in match.groupdict()}))
    return min(found, key=lambda one: _untold(one[1]), default=None)


def _untold(places: Mapping[str, Phrase]) -> int:
    return sum(len(piece.text) for phrase in places.values() for piece in phrase.pieces if piece.foreign)


def _carried(match: re.Match[str], place: str, messages: Messages) -> Phrase:
    """What stands in a place: words that the checker says elsewhere are told too, days in words, names stay."""
    words = match[place]
    if place in SENTENCES:
        return _known(words, messages) or foreign(words, DEFAULT)
    if words in messages.told:
        return own(messages.told[words])
    small = words[:1].lower() + words[1:]
    if match.start(place) == 0 and small in messages.told:  # a capital at the head of a sentence
        return capitalised(own(messages.told[small]))
    if _RECKONED.fullmatch(words):
        return foreign(figured(words, messages))
    return _days(words, messages) if _DAYS.fullmatch(words) else foreign(words)


def _days(words: str, messages: Messages) -> Phrase:
    return period(words.replace(" to ", "/"), messages)


@cache
def _templates(messages: Messages) -> list[tuple[re.Pattern[str], str]]:
    """Patterns of all sentences with places, those with the most words of their own first."""
    keys = sorted((key for key in messages.told if "{" in key), key=lambda key: (-len(_fixed(key)), key))
    return [(_pattern(key), messages.told[key]) for key in keys]


def _fixed(key: str) -> str:
    return re.sub(r"\{\w+\}", "", key)


def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(key)), re.DOTALL)
