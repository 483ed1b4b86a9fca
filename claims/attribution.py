"""Who says it: the source named beside "according to" or a verb of saying."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.cues import Lexicon, Match, Token

NAME_WORDS = 6  # a source of more words than this is cut to the name that it begins with
RUN_WORDS = 12  # the furthest that a source is looked for
UNNAMED_WORDS = 3  # "the finance ministry": a source without a capital letter


class _Read(NamedTuple):
    tokens: Sequence[Token]
    lexicon: Lexicon
    cue_at: frozenset[int]  # first tokens of all cues of attribution, "that" among them

    def parts(self, at: int) -> bool:
        """Whether no source goes on over this token."""
        return self.tokens[at].kind in {"comma", "stop"} or at in self.cue_at

    def words(self, count: int) -> int:
        """So many words as tokens of this language."""
        return count * self.lexicon.reach


def find(tokens: Sequence[Token], cues: Sequence[Match], lexicon: Lexicon) -> range | None:
    """Token positions of the source; "according to" counts before a verb of saying."""
    said = _Read(tokens, lexicon, frozenset(m.first for m in cues))
    ranked = sorted(cues, key=lambda m: m.kind == "says")
    return next((run for cue in ranked for run in _beside(said, cue) if run), None)


def _beside(said: _Read, cue: Match) -> Iterator[range]:
    match cue.kind:
        case "source_follows":
            yield _following(said, cue)
        case "source_precedes":
            yield _back(said, cue.first)
        case "says" if said.lexicon.verb_last:
            yield _topic(said, cue)
        case "says":
            yield _subject(said, cue)
            yield _inverted(said, cue)


def _following(said: _Read, cue: Match) -> range:
    """What stands after "according to": all of it where a comma closes it soon, else its name.

    "According to police 12 people died, ..." has no comma where the source ends, and a figure tells so.
    """
    written_on = cue.pattern.elements[-1].endswith("*")  # Arabic "to" is part of the word that it governs
    run = _ahead(said, cue.last + (not written_on))
    closed = run.stop < len(said.tokens) and said.tokens[run.stop].kind != "stop"
    figure = any(said.tokens[n].kind == "number" for n in run)
    return run if closed and not figure and len(run) <= said.words(NAME_WORDS) else _name(said, run)


def _subject(said: _Read, cue: Match) -> range:
    """The words before a verb of saying, when they can be a name: "the finance ministry said"."""
    run = _back(said, cue.first)
    named = any(_name_like(said.tokens[n]) for n in run) or _after_comma(said, run)
    if not named or not _all_words(said, run):
        return range(0)
    return run if len(run) <= said.words(NAME_WORDS) else _name(said, run)


def _inverted(said: _Read, cue: Match) -> range:
    """The words after it: "..., said Ben Wu", and the order of Arabic."""
    name = _name(said, _ahead(said, cue.last + 1))
    near = any(_name_like(said.tokens[n]) for n in name[:UNNAMED_WORDS])
    closing = _after_comma(said, range(cue.first, cue.first))
    return name if _all_words(said, name) and (near or closing) else range(0)


def _after_comma(said: _Read, run: range) -> bool:
    """Whether a short tail begins here: "..., the finance ministry said"."""
    return len(run) <= UNNAMED_WORDS + 1 and run.start > 0 and said.tokens[run.start - 1].kind == "comma"


def _topic(said: _Read, cue: Match) -> range:
    """Where the verb ends the sentence, the words up to the first subject mark."""
    start = cue.first
    while start and said.tokens[start - 1].kind != "stop":
        start -= 1
    for at in range(start, min(start + said.words(RUN_WORDS), cue.first)):
        if said.lexicon.marks_subject(said.tokens[at]):
            attached = said.tokens[at].text not in said.lexicon.subject_marks
            run = range(start, at + attached)
            return run if _all_words(said, run) else range(0)
    return range(0)


def _ahead(said: _Read, start: int) -> range:
    end = start
    limit = min(len(said.tokens), start + said.words(RUN_WORDS))
    while end < limit and not said.parts(end):
        end += 1
    return range(start, end)


def _back(said: _Read, end: int) -> range:
    start = end
    limit = max(0, end - said.words(RUN_WORDS))
    while start > limit and not said.parts(start - 1):
        start -= 1
    return range(start, end)


def _name(said: _Read, run: range) -> range:
    """The name that a run of words begins with; its first words where nothing is capitalised."""
    last = None
    for n in run:
        if said.tokens[n].capital:
            last = n
        elif last is not None and said.tokens[n].text not in said.lexicon.joiners:
            break
    return run[: said.words(UNNAMED_WORDS)] if last is None else range(run.start, last + 1)


def _all_words(said: _Read, run: range) -> bool:
    return all(said.tokens[n].kind in {"word", "mention"} for n in run)


def _name_like(token: Token) -> bool:
    """Capitalised, or in a script that has no capitals."""
    return token.capital or token.text.upper() == token.text
