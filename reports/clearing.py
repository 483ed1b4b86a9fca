"""What would clear a finding: the questions that would settle it, from what the claims leave unsaid."""

from collections.abc import Iterable, Iterator, Sequence

from claims.models import Claim
from reports.amounts import amount
from reports.matrix import AGAINST
from reports.messages import Messages
from reports.phrases import Phrase, foreign, own
from reports.sources import Index
from reports.words import FACTS, MODALITY_WORDS
from verify.models import Finding, Kind, Side, Verdict

NAMED = 2  # sources named in one question
MOST = 4  # questions of one finding

Claims = Sequence[Sequence[Claim]]  # of each side


def clearing(finding: Finding, index: Index, messages: Messages) -> tuple[Phrase, ...]:
    """At most `MOST` questions, the most telling first; none for what is not at odds."""
    if finding.verdict not in (Verdict.CONFLICT, Verdict.POSSIBLE):
        return ()
    sides = [index.ordered(side) for side in finding.sides]
    asked = (
        *_magnitude(finding, messages),
        *_certainty(sides, messages),
        *_time(finding, sides, index, messages),
        *_origin(sides, index, messages),
        *_alone(finding, sides, index, messages),
    )
    return asked[:MOST]


def _magnitude(finding: Finding, messages: Messages) -> Iterator[Phrase]:
    if finding.rule == "SLIP":
        yield messages.phrase("The unit in the originals: the digits are the same, the magnitude is not.")


def _certainty(sides: Claims, messages: Messages) -> Iterator[Phrase]:
    """Whether a plan was carried out, where one side is a fact and another a plan."""
    kinds = [{claim.modality for claim in side} for side in sides]
    loose = [kind for modalities in kinds if not modalities & FACTS for kind in sorted(modalities)]
    if loose and any(modalities & FACTS for modalities in kinds):
        status = own(messages.text(MODALITY_WORDS[loose[0]]))
        yield messages.phrase("What became of it: one side tells a {status}, the other a fact.", status=status)


def _time(finding: Finding, sides: Claims, index: Index, messages: Messages) -> Iterator[Phrase]:
    """Sides that state no time may speak of two."""
    silent = [side for side in sides if not any(claim.when_stated for claim in side)]
    if finding.kind is Kind.DATE or not silent:
        return
    undated = [side for side in silent if not any(index.article(claim.id).published for claim in side)]
    if undated:
        names = _names((claim for side in undated for claim in side), index, messages)
        yield messages.phrase("The day of the report, missing from {names}.", names=names)
    elif len(silent) == len(sides):
        yield messages.phrase("The day or period that is meant: the claims state none, and may mean two.")
    else:
        names = _names((claim for side in silent for claim in side), index, messages)
        yield messages.phrase("The day or period meant by {names}: only the other side states one.", names=names)


def _origin(sides: Claims, index: Index, messages: Messages) -> Iterator[Phrase]:
    """Where each side has it from."""
    spoken = [next((claim.said_by for claim in side if claim.said_by), None) for side in sides]
    voices = list(dict.fromkeys(filter(None, spoken)))
    if len(voices) > 1:
        people = messages.listed([foreign(name) for name in voices[:NAMED]])
        yield messages.phrase("The word of those quoted: {people}.", people=people)
    elif any(spoken):
        mute = [claim for side, voice in zip(sides, spoken, strict=True) if voice is None for claim in side]
        if mute:
            yield messages.phrase(
                "Where it comes from in {names}: no one is quoted there.", names=_names(mute, index, messages)
            )


def _alone(finding: Finding, sides: Claims, index: Index, messages: Messages) -> Iterator[Phrase]:
    """The original of the one source that stands against several; else of both."""
    outlets = [{index.source(claim.id) for claim in side} for side in sides]
    for number, (side, own_outlets) in enumerate(zip(finding.sides, outlets, strict=True)):
        against = max((len(others) for other, others in enumerate(outlets) if other != number), default=0)
        if len(own_outlets) == 1 and against >= AGAINST:
            yield _original(side, next(iter(own_outlets)), messages)
            return
    yield messages.phrase("The originals: what stands around the marked words.")


def _original(side: Side, name: str, messages: Messages) -> Phrase:
    value = amount(side, messages)
    return messages.phrase("The original of {name}, which alone says {value}.", name=name, value=value)


def _names(claims: Iterable[Claim], index: Index, messages: Messages) -> Phrase:
    names = list(dict.fromkeys(index.source(claim.id) for claim in claims))
    if len(names) <= NAMED:
        return messages.listed([foreign(name) for name in names])
    return messages.counted("{n} sources", len(names))
