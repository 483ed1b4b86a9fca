"""Figures and states in words, the same in every form of a report."""

from claims.models import Modality
from verify.models import Finding, Severity, Verdict

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

CONFIDENCE_WORDS = ((0.95, "almost certain"), (0.85, "very likely"), (0.7, "likely"), (0.5, "more likely than not"))
LEAST_SURE = "uncertain"
DOUBTED = "alike, but doubted"

SHAPES = {Severity.HIGH: "▲", Severity.MEDIUM: "◆", Severity.LOW: "●"}

MODALITY_WORDS = {
    Modality.ASSERTED: "as fact",
    Modality.REPORTED: "reported",
    Modality.RUMOUR: "rumour",
    Modality.GOAL: "goal or plan",
    Modality.FORECAST: "forecast",
    Modality.DENIED: "denied",
}

RELATION_WORDS = {
    "contradiction": "the two contradict each other",
    "entailment": "the two say the same",
    "neutral": "the two need not be at odds",
}

FACTS = frozenset({Modality.ASSERTED, Modality.REPORTED})


def confidence_words(confidence: float) -> str:
    """A probability in words, one scale for all formats."""
    return next((words for floor, words in CONFIDENCE_WORDS if confidence >= floor), LEAST_SURE)


def how_sure(finding: Finding) -> str:
    """The finding's probability in words; one that stays below the bar for a doubt is not called likely."""
    if finding.verdict is Verdict.POSSIBLE and finding.confidence >= CONFIDENCE_WORDS[-1][0]:
        return DOUBTED
    return confidence_words(finding.confidence)


def percent(confidence: float) -> str:
    """A probability as a whole percentage; never 100 unless it is exactly one."""
    return f"{min(round(confidence * 100), 99 if confidence < 1 else 100)} %"


def letter(number: int) -> str:
    """What side number 0, 1, 2, ... is called."""
    return LETTERS[number] if number < len(LETTERS) else str(number + 1)


def plural(count: int, noun: str, many: str | None = None) -> str:
    """One claim, 2 claims, 1,204 claims."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"
