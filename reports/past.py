"""Findings of an earlier run, told anew: their claims are no longer at hand, only what the checker said of them."""

import re

from reports.messages import DEFAULT, Messages
from reports.phrases import Phrase, capitalised, foreign, mixed
from reports.told import fits, told
from verify.models import Gone

_CLAUSE = re.compile(r"(?P<names>.+?) says? (?P<value>.+?)(?: \(as (?P<status>[^()]+)\))?", re.DOTALL)
_NAMES = re.compile(r", | and ")
_OTHERS = re.compile(r"(?P<names>.+) and (?P<others>\d+) others", re.DOTALL)


def past(gone: Gone, messages: Messages) -> Phrase:
    """What a finding said that is made no more: "Rain: A says 5 mm; B says 6 mm."; in English where it says more."""
    if messages.language == DEFAULT:
        return mixed(gone.explanation)
    what, said = gone.attribute, gone.explanation
    clauses = said[len(what) :].removeprefix(": ").removesuffix(".").split("; ")
    found = [_CLAUSE.fullmatch(clause) for clause in clauses]
    if not said.casefold().startswith(f"{what}: ".casefold()) or None in found:
        return told(said, messages)
    head = capitalised(told(what, messages)) if fits(what, messages) else messages.quoted(foreign(what))
    voices = messages.clauses([_voice(clause, messages) for clause in found if clause])
    return messages.phrase("{what}: {told}.", what=head, told=voices)


def _voice(clause: re.Match[str], messages: Messages) -> Phrase:
    """Who says what; the value as it was written."""
    value = foreign(clause["value"])
    if clause["status"]:
        value = messages.phrase("{value} ({status})", value=value, status=told(clause["status"], messages))
    counted = _OTHERS.fullmatch(clause["names"])
    names = [foreign(name) for name in _NAMES.split(counted["names"] if counted else clause["names"])]
    if counted:
        others = int(counted["others"])
        who = messages.counted("{names} and {n} others", others, names=messages.row(names))
        return messages.counted("{names} say {value}", len(names) + others, names=who, value=value)
    return messages.counted("{names} say {value}", len(names), names=messages.listed(names), value=value)
