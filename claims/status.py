"""How sure a clause is of itself, whether it denies, who says it, and what form and scope its figures have."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeGuard, get_args

from claims import attribution
from claims.cues import Match, Token, load
from claims.models import Frozen, Modality, Span

Form = Literal["level", "change", "share", "rate", "rank", "record"]
Phase = Literal["early", "final", "before"]
ScopeKind = Literal["total", "part", "average", "maximum", "minimum", "each", "cumulative", "alone"]

# Where a clause carries several cues, the first of these counts: a denied plan is a denial,
# a rumoured forecast a rumour; being reported takes nothing from a plan.
PRECEDENCE = (Modality.DENIED, Modality.RUMOUR, Modality.GOAL, Modality.FORECAST, Modality.REPORTED)
FORM_PRECEDENCE: tuple[Form, ...] = ("record", "rank", "level", "change", "rate", "share")


class Scope(Frozen):
    """Words that say over what a figure is taken: in all, each, on average."""

    span: Span
    kind: ScopeKind


class Status(Frozen):
    """What one clause says of itself."""

    modality: Modality = Modality.ASSERTED
    cue: Span | None = None
    negated: bool = False
    negation: Span | None = None
    said_by: str | None = None
    source: Span | None = None
    form: Form | None = None
    scopes: tuple[Scope, ...] = ()
    phases: tuple[Phase, ...] = ()  # a first count, the last one, one since replaced


class _Read(NamedTuple):
    text: str
    tokens: Sequence[Token]
    matches: Sequence[Match]

    def of(self, group: str) -> list[Match]:
        return [m for m in self.matches if m.pattern.group == group]

    def span(self, match: Match) -> Span:
        return self.between(match.first, match.last)

    def between(self, first: int, last: int) -> Span:
        start, end = self.tokens[first].start, self.tokens[last].end
        return Span(start=start, end=end, quote=self.text[start:end])


def read(text: str, language: str | None) -> Status:
    """Read the status of one clause or sentence; offsets count in `text`."""
    lexicon = load(language)
    tokens = lexicon.tokens(text)
    said = _Read(text, tokens, lexicon.scan(tokens))
    found = attribution.find(tokens, said.of("attribution"), lexicon)
    source = said.between(found[0], found[-1]) if found else None
    modality, cue = _modality(said, source)
    negation = next((said.span(m) for m in said.of("negation")), None)
    return Status(
        modality=modality,
        cue=cue,
        negated=negation is not None,
        negation=negation,
        said_by=source.quote if source else None,
        source=source,
        form=_form(said),
        scopes=tuple(Scope(span=said.span(m), kind=m.kind) for m in said.of("scope") if _is_scope(m.kind)),
        phases=tuple(phase for phase in get_args(Phase) if any(m.kind == phase for m in said.of("phase"))),
    )


def _is_scope(kind: str) -> TypeGuard[ScopeKind]:
    return kind in get_args(ScopeKind)


def _modality(said: _Read, source: Span | None) -> tuple[Modality, Span | None]:
    cues = said.of("modality")
    for modality in PRECEDENCE[:-1]:
        first = next((m for m in cues if m.kind == modality), None)
        if first:
            return modality, said.span(first)
    told = [m for m in said.of("attribution") if m.kind != "that"]
    if told and (source or any(m.kind == "says" for m in told)):
        return Modality.REPORTED, said.span(told[0])
    return Modality.ASSERTED, None


def _form(said: _Read) -> Form | None:
    kinds = {m.kind for m in said.of("form")}
    return next((form for form in FORM_PRECEDENCE if form in kinds), None)
