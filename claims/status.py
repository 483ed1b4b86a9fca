"""How sure a clause is of itself, whether it denies, who says it, and what form and scope its figures have."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeGuard, get_args

from claims.cues import Lexicon, Match, Token, load
from claims.models import Frozen, Modality, Span

Form = Literal["level", "change", "share", "rate", "rank", "record"]
ScopeKind = Literal["total", "part", "average", "maximum", "minimum", "each", "cumulative", "alone"]

# Where a clause carries several cues, the first of these counts: a denied plan is a denial,
# a rumoured forecast a rumour; being reported takes nothing from a plan.
PRECEDENCE = (Modality.DENIED, Modality.RUMOUR, Modality.GOAL, Modality.FORECAST, Modality.REPORTED)
FORM_PRECEDENCE: tuple[Form, ...] = ("record", "rank", "level", "change", "rate", "share")
SOURCE_WORDS = 12  # the longest name of a source: "the head of the national bureau of ..."
UNNAMED_SOURCE_WORDS = 3  # of a source without a capital letter, where no comma ends it


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


class _Read(NamedTuple):
    text: str
    tokens: Sequence[Token]
    matches: Sequence[Match]
    lexicon: Lexicon

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
    said = _Read(text, tokens, lexicon.scan(tokens), lexicon)
    source = _source(said)
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


def _source(said: _Read) -> Span | None:
    """Who says it: beside "according to" words if there are any, else beside the first verb of saying."""
    cues = sorted(said.of("attribution"), key=lambda m: m.kind == "says")
    found = (_FINDERS[m.kind](said, m) for m in cues if m.kind in _FINDERS)
    return next((span for span in found if span), None)


def _after(said: _Read, cue: Match) -> Span | None:
    """The source that follows "according to": up to the comma, or to the end of its capitalised name."""
    written_on = cue.pattern.elements[-1].endswith("*")  # Arabic "to" is part of the word that it governs
    run = _run(said, cue.last + (not written_on))
    if not run:
        return None
    if run[-1] + 1 < len(said.tokens) and (_ends(said, run[-1] + 1) or said.tokens[run[-1] + 1].kind != "comma"):
        run = _name_of(said, run)
    return _span(said, run)


def _ends(said: _Read, at: int) -> bool:
    return any(m.first == at and m.kind == "that" for m in said.of("attribution"))


def _before(said: _Read, cue: Match) -> Span | None:
    """The source that stands before "göre", "szerint", "によると", from the last mark on."""
    start = cue.first
    while start and said.tokens[start - 1].kind not in {"comma", "stop"} and cue.first - start < SOURCE_WORDS:
        start -= 1
    return _span(said, range(start, cue.first))


def _beside(said: _Read, cue: Match) -> Span | None:
    """The subject of a verb of saying: a name before it, else one after it."""
    before = _named_tail(said, cue)
    if before:
        return before
    run = _run(said, cue.last + 1)
    return _span(said, _name_of(said, run)) if run and _closed(said, run) else None


def _named_tail(said: _Read, cue: Match) -> Span | None:
    span = _before(said, cue)
    if span is None:
        return None
    first = next(n for n, t in enumerate(said.tokens) if t.start >= span.start)
    named = any(t.capital or not _has_case(t) for t in said.tokens[first : cue.first])
    return span if named and _closed(said, range(first, cue.first)) else None


def _closed(said: _Read, run: Sequence[int]) -> bool:
    """Whether a stretch can be a name: no figure, no other cue of attribution inside it."""
    if any(said.tokens[n].kind != "word" for n in run):
        return False
    return not any(run[0] <= m.first <= run[-1] for m in said.of("attribution"))


def _has_case(token: Token) -> bool:
    return token.text.upper() != token.text


def _run(said: _Read, start: int) -> range:
    """Words from `start` to the next mark or "that"."""
    end = start
    while end < len(said.tokens) and end - start < SOURCE_WORDS:
        if said.tokens[end].kind in {"comma", "stop"} or _ends(said, end):
            break
        end += 1
    return range(start, end)


def _name_of(said: _Read, run: range) -> range:
    """Of a run that goes on into the clause, the name it begins with."""
    last_capital = None
    for n in run:
        token = said.tokens[n]
        if token.kind == "word" and token.capital:
            last_capital = n
        elif last_capital is not None and token.text not in said.lexicon.joiners:
            break
    if last_capital is None:
        return run[:UNNAMED_SOURCE_WORDS]
    return range(run.start, last_capital + 1)


def _span(said: _Read, run: Sequence[int]) -> Span | None:
    words = [n for n in run if said.tokens[n].kind != "percent"]
    return said.between(words[0], words[-1]) if words else None


_FINDERS = {"source_follows": _after, "source_precedes": _before, "says": _beside}
