"""One plain sentence for each finding, in the reader's language: who says what, and who stands alone with it."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claims.models import Claim
from reports import languages
from reports.amounts import amount
from reports.matrix import AGAINST
from reports.messages import DEFAULT, Messages
from reports.model import AT_ODDS
from reports.phrases import Phrase, capitalised, foreign, own, strong
from reports.sources import Index
from reports.times import OPEN, beginning, day, fineness, reach
from reports.told import figured, fits, reasoned, told
from reports.words import FACTS, MODALITY_WORDS
from verify.models import Finding, Side, Verdict

NAMED = 2  # sources named in a sentence; more are counted
LISTED = 3  # sources named in a list; of more the first two, and how many others
EXCERPT_WORDS = 4  # a label of this many words that stands in a source is a quotation
COMPOSED = frozenset({"QTY", "DAT", "SLIP", "CMP", "UPD", "AGR", "GATE"})  # rules whose sides say it all
FULL_STOPS = ".。۔।"  # of a sentence that is quoted within ours
GATE = "gate:"  # how the evidence of a held-back pair begins

_ENDING = re.compile(r"^(?P<what>.+?)(?: \((?P<who>[^()]*)\))?$", re.DOTALL)
_CUT = "… "  # where an excerpt leaves something out, at either end
_RATE = re.compile(r": the same at (?P<origin>[^()]+) \((?P<rate>1 [A-Z]{3} = [\d.e+-]+ [A-Z]{3})\)\.$")


class Voice(NamedTuple):
    """What one side says and who says it."""

    value: Phrase
    sources: tuple[str, ...]


def sentence(finding: Finding, index: Index, messages: Messages) -> Phrase:
    """The finding in one sentence. Of a rule that is not known here, the checker's own."""
    if finding.rule not in COMPOSED or not all(side.readings for side in finding.sides):
        return _as_told(finding, index, messages)
    what = capitalised(label(finding, index, messages))
    if finding.verdict is Verdict.UPDATE:
        return messages.phrase("{what}: {told}.", what=what, told=_over_time(finding, index, messages))
    voices = _voices(finding, index, messages)
    at_odds = finding.verdict in AT_ODDS
    said = messages.clauses([_said(voice, voices, at_odds, messages) for voice in voices])
    if finding.verdict is Verdict.INCOMPARABLE:
        why = reason(finding, messages)
        return messages.phrase("{what}: {told}. Not compared: {reason}.", what=what, told=said, reason=why)
    rate = _RATE.search(finding.explanation) if finding.verdict is Verdict.AGREEMENT else None
    if rate:
        origin = reasoned(rate["origin"], messages)
        day_rate = figured(rate["rate"], messages)
        return messages.phrase(
            "{what}: {told}. The same at {origin} ({rate}).", what=what, told=said, origin=origin, rate=day_rate
        )
    return messages.phrase("{what}: {told}.", what=what, told=said)


def _as_told(finding: Finding, index: Index, messages: Messages) -> Phrase:
    """The checker's own sentence, after what it is about unless it begins with that or quotes it."""
    said = told(finding.explanation, messages, _words(finding, index, messages))
    what = finding.attribute.casefold()
    if finding.explanation.casefold().startswith(what) or f"“{what.rstrip('.')}" in finding.explanation.casefold():
        return said
    return messages.phrase("{what}: {told}", what=capitalised(label(finding, index, messages)), told=said)


def _words(finding: Finding, index: Index, messages: Messages) -> Phrase:
    """Who says what, each side in words of its own: "A and B: “...”; C, D and 2 others: “...”"."""
    return messages.clauses([_quoting(side, index, messages) for side in finding.sides])


def _quoting(side: Side, index: Index, messages: Messages) -> Phrase:
    words = (side.readings[0].text if side.readings else side.value).rstrip(FULL_STOPS)
    who = _who([foreign(name) for name in _sources(side, index)], messages)
    return messages.phrase("{what}: {told}", what=who, told=messages.quoted(foreign(words)))


def reason(finding: Finding, messages: Messages) -> Phrase:
    """Why a pair was held back."""
    details = [item.detail for item in finding.evidence if item.feature.startswith(GATE)]
    return reasoned(next(iter([*details, "; ".join(finding.caveats)])) or finding.explanation, messages)


def label(finding: Finding, index: Index, messages: Messages) -> Phrase:
    """What is told, in words; words of a source stand in quotation marks and in their own language."""
    origin = _origin(finding.attribute, finding, index, messages)
    parts = None if origin else _ENDING.match(finding.attribute)
    what, who = (parts["what"], parts["who"] or "") if parts else (finding.attribute, "")
    origin = origin or _origin(what, finding, index, messages)
    if origin is None:
        head = told(what, messages)
    else:
        head = messages.quoted(foreign(what, languages.known(index.language(origin.id))))
    if not who or who.casefold() in what.casefold():
        return head
    return messages.phrase("{what} ({names})", what=head, names=who)


def _origin(words: str, finding: Finding, index: Index, messages: Messages) -> Claim | None:
    """The claim whose own words the label is: a clause, or a noun that is not the reader's own language.

    A noun of the checker's language stands as it is on a page in that language: it reads as a label.
    """
    if fits(words, messages):
        return None
    claims = [index.claims[claim_id] for side in finding.sides for claim_id in side.claim_ids]
    excerpt = len(words.split()) >= EXCERPT_WORDS or any(map(str.isdigit, words)) or messages.language != DEFAULT
    sought = words.strip(_CUT).casefold()
    return next(
        (
            claim
            for claim in claims
            if sought in index.wording(claim.id)
            and (excerpt or (index.language(claim.id) or DEFAULT).partition("-")[0] != DEFAULT)
        ),
        None,
    )


def _voices(finding: Finding, index: Index, messages: Messages) -> list[Voice]:
    """The sides as they are told; those of an agreement that say the same in the same words are one."""
    found: dict[str, Voice] = {}
    for number, side in enumerate(finding.sides):
        value = _hedged(side, index, messages)
        key = str(value) if finding.verdict is Verdict.AGREEMENT else str(number)
        before = found.get(key)
        sources = dict.fromkeys([*(before.sources if before else ()), *_sources(side, index)])
        found[key] = Voice(value, tuple(sources))
    return list(found.values())


def _hedged(side: Side, index: Index, messages: Messages) -> Phrase:
    """The value, and how sure it is where none of the claims tells it as a fact."""
    value = strong(amount(side, messages))
    kinds = {index.claims[claim_id].modality for claim_id in side.claim_ids}
    if len(kinds) != 1 or kinds & FACTS:
        return value
    status = own(messages.text(MODALITY_WORDS[next(iter(kinds))]))
    return messages.phrase("{value} ({status})", value=value, status=status)


def _sources(side: Side, index: Index) -> Iterable[str]:
    """Sources of a side, the newest first; what is copied word for word counts once."""
    voices = index.voices(side)
    return dict.fromkeys(name for claim in index.ordered(side) if (name := index.source(claim.id)) in voices)


def _said(voice: Voice, voices: Sequence[Voice], at_odds: bool, messages: Messages) -> Phrase:
    against = max((len(other.sources) for other in voices if other is not voice), default=0)
    count = len(voice.sources)
    if at_odds and count == 1 and against >= AGAINST:
        return messages.phrase("{name} alone says {value}", name=voice.sources[0], value=voice.value)
    if count > NAMED:
        return messages.counted("{n} sources say {value}", count, value=voice.value)
    names = messages.listed([foreign(name) for name in voice.sources])
    return messages.counted("{names} say {value}", count, names=names, value=voice.value)


def _over_time(finding: Finding, index: Index, messages: Messages) -> Phrase:
    """The values in the order of their days: "17 on 11 August 2025 (River Post); 42 on 12 August 2025 (...)"."""
    dated = sorted((_days(side, index), number) for number, side in enumerate(finding.sides))
    return messages.clauses([_on_day(finding.sides[number], days, index, messages) for days, number in dated])


def _on_day(side: Side, days: tuple[str, ...], index: Index, messages: Messages) -> Phrase:
    who = _who([foreign(name) for name in _sources(side, index)], messages)
    value = _hedged(side, index, messages)
    if not days:
        return messages.phrase("{value} ({names}, no date)", value=value, names=who)
    when = days[0]
    if len(days) > 1:
        return messages.phrase("{value} ({names}, {days})", value=value, names=who, days=reach(days, messages))
    day_of = day(when, messages)
    if fineness(when) == "day":
        return messages.phrase("{value} on {day} ({names})", value=value, day=day_of, names=who)
    if fineness(when) == "month":
        return messages.phrase("{value} in {month} ({names})", value=value, month=day_of, names=who)
    return messages.phrase("{value} in {year} ({names})", value=value, year=day_of, names=who)


def _who(names: Sequence[Phrase], messages: Messages) -> Phrase:
    if len(names) <= LISTED:
        return messages.listed(names)
    return messages.counted("{names} and {n} others", len(names) - NAMED, names=messages.row(names[:NAMED]))


def _days(side: Side, index: Index) -> tuple[str, ...]:
    """The days of which its claims speak, in their order; a month only where none of its days is among them."""
    days = {first_day(index.claims[claim_id], index) for claim_id in side.claim_ids} - {""}
    return tuple(sorted(one for one in days if not any(other.startswith(f"{one}-") for other in days)))


def first_day(claim: Claim, index: Index) -> str:
    """The first day that a claim speaks of, else the day it was published, ISO 8601; empty where none is known.

    Of a whole year or month, that.
    """
    start = beginning(claim.when or "")
    return index.article(claim.id).published or "" if start in OPEN else start
