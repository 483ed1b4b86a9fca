"""What the desk calls things: states, reasons and acts, each with its sentence and its key."""

from collections.abc import Mapping
from typing import NamedTuple

from reports.store.models import Reason
from verify.models import Choice


class Wording(NamedTuple):
    """A name and the sentence that says what it means."""

    name: str
    sentence: str


CHOICES: dict[str, Wording] = {
    Choice.CONFLICT.value: Wording("Conflict", "The sources contradict each other about one thing."),
    Choice.NOT_CONFLICT.value: Wording("Not a conflict", "All of them can be right, or the machine is wrong, because:"),
    Choice.UNSURE.value: Wording("Unsure", "Looked at, and it cannot be told from the sources."),
    Choice.SUPERSEDED.value: Wording("Superseded", "Later reporting has overtaken it."),
    Choice.NEEDS_SOURCE.value: Wording("Needs a source", "Someone has to ask, or find the original."),
}
REASONS: dict[str, Wording] = {
    Reason.DATE.value: Wording("different date", "They speak of different days or periods."),
    Reason.SCOPE.value: Wording("different scope", "One counts another place, group or part."),
    Reason.UNIT.value: Wording("misread", "A figure, unit, day or name was read wrongly."),
    Reason.MATCH.value: Wording("not the same claim", "They are about different things."),
    Reason.QUOTE.value: Wording("wrong quote", "The words are not what the source says."),
    Reason.OTHER.value: Wording("other reason", "Say which in the note."),
}
STATES: dict[str, Wording] = {
    "undecided": Wording("Undecided", "Nobody has decided it yet."),
    **CHOICES,
    "second": Wording("Second opinion", "It is grave: more people have to decide it."),
    "disputed": Wording("Disagreement", "People decided it differently."),
    "changed": Wording("Changed since decided", "The claims say something else than when it was decided."),
}
SINCE: dict[str, Wording] = {
    "new": Wording("new", "The run before did not have it."),
    "unchanged": Wording("unchanged", "The run before had it as well."),
    "changed": Wording("changed", "It is graver, or worded anew, since the run before."),
}


class Act(NamedTuple):
    """Something that a key does, and the key's place on the keyboard (KeyboardEvent.code)."""

    name: str
    code: str


ACTS: dict[str, Act] = {
    "conflict": Act("Conflict", "Digit1"),
    "not_conflict": Act("Not a conflict: to the reasons", "Digit2"),
    "unsure": Act("Unsure", "Digit3"),
    "superseded": Act("Superseded", "Digit4"),
    "needs_source": Act("Needs a source", "Digit5"),
    "different_date": Act("Not a conflict: different date", "KeyA"),
    "different_scope": Act("Not a conflict: different scope", "KeyS"),
    "unit_misread": Act("Not a conflict: misread", "KeyD"),
    "not_the_same_claim": Act("Not a conflict: not the same claim", "KeyF"),
    "quote_wrong": Act("Not a conflict: wrong quote", "KeyG"),
    "other": Act("Not a conflict: other reason", "KeyH"),
    "next": Act("Next finding", "KeyJ"),
    "previous": Act("Previous finding", "KeyK"),
    "note": Act("Write a note", "KeyN"),
    "context": Act("Context and sources", "KeyE"),
    "weighed": Act("How it was weighed", "KeyW"),
    "latin": Act("Quotes in Latin letters", "KeyT"),
    "undo": Act("Undo", "KeyZ"),
    "queue": Act("List", "KeyQ"),
    "help": Act("Keys and help", "Slash"),
}
SIGNS = {
    "Slash": "/", "Backslash": "\\", "Comma": ",", "Period": ".", "Semicolon": ";", "Quote": "'", "Minus": "-",
    "Equal": "=", "BracketLeft": "[", "BracketRight": "]", "Backquote": "`", "IntlBackslash": "<",
}  # fmt: skip


def sign(code: str) -> str:
    """What stands on a key of a US keyboard: "KeyA" is A. The script shows that of the reader's own layout."""
    return SIGNS.get(code) or code.removeprefix("Key").removeprefix("Digit").removeprefix("Numpad")


def keys(own: object) -> dict[str, str]:
    """Act -> code: the standard ones, with a reviewer's own in their place."""
    chosen = own if isinstance(own, Mapping) else {}
    return {name: str(chosen.get(name, act.code)) for name, act in ACTS.items()}


def clashes(codes: Mapping[str, str]) -> list[str]:
    """Codes that two acts share."""
    listed = list(codes.values())
    return sorted({code for code in listed if listed.count(code) > 1})
