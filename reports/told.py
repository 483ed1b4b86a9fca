"""What the checker says, in the reader's language.

The checker tells its reasons in English and knows no reader. A catalogue holds its sentences as templates, "different
places: {one} and {two}"; a sentence that fits one is told anew, what stands in the places carried over.
"""

import re
from functools import cache

from reports.messages import DEFAULT, Messages
from reports.phrases import Phrase, filled, foreign, mixed, own

REASON = "reason"  # a place that holds a whole sentence of the checker
_PLACE = re.compile(r"\\\{(\w+)\\\}")
_ENDING = re.compile(r"^(.*?)( \(-?[\d.]+\))$", re.DOTALL)


def told(text: str, messages: Messages) -> Phrase:
    """The sentence in the reader's language; as it is, marked as English, where the catalogue does not know it."""
    if messages.language == DEFAULT:
        return mixed(text)
    known = _known(text, messages)
    if known:
        return known
    strength = _ENDING.match(text)  # "the clauses read alike (0.85)": the measured strength of a reason
    again = _known(strength[1], messages) if strength else None
    if strength and again:
        return messages.phrase("{what} ({names})", what=again, names=strength[2].strip(" ()"))
    return foreign(text, DEFAULT)


def valued(text: str, messages: Messages) -> Phrase:
    """A value that a rule put in words; as it is where the catalogue does not know it, for it may be a name."""
    known = None if messages.language == DEFAULT else _known(text, messages)
    return known or foreign(text)


def fits(text: str, messages: Messages) -> bool:
    """Whether the catalogue knows this sentence."""
    strength = _ENDING.match(text)
    return bool(_known(text, messages) or (strength and _known(strength[1], messages)))


def _known(text: str, messages: Messages) -> Phrase | None:
    if text in messages.told:
        return own(messages.told[text])
    for pattern, translation in _templates(messages):
        match = pattern.fullmatch(text)
        if match:
            places = match.groupdict().items()
            return filled(translation, {name: _carried(name, words, messages) for name, words in places})
    return None


def _carried(place: str, words: str, messages: Messages) -> Phrase:
    """What stands in a place: words that the checker says elsewhere are told too, names stay."""
    if place == REASON:
        return _known(words, messages) or foreign(words, DEFAULT)
    return own(messages.told[words]) if words in messages.told else foreign(words)


@cache
def _templates(messages: Messages) -> list[tuple[re.Pattern[str], str]]:
    """Patterns of all sentences with places, the longest first: it says the most of its own."""
    keys = sorted((key for key in messages.told if "{" in key), key=lambda key: (-len(_PLACE.sub("", key)), key))
    return [(_pattern(key), messages.told[key]) for key in keys]


def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(key)), re.DOTALL)
