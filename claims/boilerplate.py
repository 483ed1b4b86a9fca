"""Which lines of a page are furniture: links to other articles, forms, credits, repeats.

Three kinds of evidence, surest first: words (cues per language, as data), shape (a short line without a full stop)
and place (after the last paragraph). A line with a figure is never judged by shape alone: a claim lost there would
cost more than a teaser kept.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple
from unicodedata import normalize

import regex

from claims.text_cues import languages, table

REASONS = {
    "related": "link to another article",
    "latest": "list of other articles",
    "newsletter": "newsletter or subscription line",
    "follow": "invitation to follow",
    "comments": "comment form",
    "share": "page navigation",
    "consent": "consent notice",
    "copyright": "copyright notice",
    "support": "advertisement or appeal",
    "credit": "picture or source credit",
    "author": "author's note",
}
LISTS = ("related", "latest")  # topics that may open a list
DATED = ("copyright", "credit", "author", "comments")  # topics whose lines may hold a figure
LIST_END = "link after the article's end"
CAPTION = "picture caption"
NUMBER = "bare number"

MILD = (REASONS["credit"], REASONS["author"], CAPTION, NUMBER)  # what may stand within an article too

TITLE_LENGTH = 120  # longer lines are text
CUE_LENGTH = 120  # a longer line only begins like a cue
NOTICE_LENGTH = 400  # the same for phrases that stand anywhere in a line
SENTENCE_LENGTH = 100  # a line with a full stop and longer than this is a sentence, whatever it begins with
LINK_LENGTH = 40  # subheads are shorter than the titles of other articles
BYLINE_WORDS = 5  # of a name, or two
NOTE_LINES = 3  # lines of an author's note
LIST_LINES = 8  # lines of a list of links within the text
KEY = 2  # letters that cues are looked up by
BODY_LINES = 3  # paragraphs before which nothing is a tail

_SENTENCE_END = regex.compile(r"""[.!…。！؟۔।|։။።]["'”’»«)\]」』]*$""")
_BULLET = regex.compile(r"^\s*(?:[-*•·▪◦‣–—+]\s|\d{1,3}[.)]\s)")
_FIGURE = regex.compile(r"(?<![\p{L}\p{Nd}.,-])\p{Nd}|\p{Nd}\s*[%‰€$£]")
_DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_LETTER = regex.compile(r"\p{L}")
_EDGE = regex.compile(r"^[^\p{L}\p{N}(©ⓒ/]+|[\s|>»→]+$")
_MARKS = regex.compile(r"[\p{Mn}\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_TALLY = regex.compile(r"[\s:.!(\[]*\p{Nd}{0,6}[\s)\]:.!]*")
_LEAD = regex.compile(r"\s*(?:[:：|»>→–—-]|\.\.\.)")


class Cue(NamedTuple):
    """What a line was known by; `heading` where nothing else stands in it."""

    topic: str
    heading: bool


class Line(NamedTuple):
    """A line with text, and whether the next one follows without an empty line between."""

    text: str
    joined: bool


def mark(lines: Sequence[Line]) -> list[str | None]:
    """For each line the reason why it is furniture, or None."""
    cues = [cue(line.text) for line in lines]
    titles = [titlelike(line.text) for line in lines]
    reasons = [REASONS[found.topic] if found else _bare(line.text) for found, line in zip(cues, lines, strict=True)]
    for rule in (_lists, _last_lists, _notes):
        for at, reason in rule(cues, titles):
            reasons[at] = reasons[at] or reason
    for at, reason in (*_captions(cues, titles, lines), *_orphans(titles, lines, reasons)):
        reasons[at] = reasons[at] or reason
    for at in _tail(titles, lines, reasons):
        reasons[at] = reasons[at] or LIST_END
    return reasons


def titlelike(line: str) -> bool:
    """Whether the line has the shape of a heading: short, no full stop, no list sign."""
    length = len(line) + 2 * len(_DENSE.findall(line[:TITLE_LENGTH]))
    if length > TITLE_LENGTH or not _LETTER.search(line):
        return False
    return not _SENTENCE_END.search(line.rstrip()) and not _BULLET.match(line)


def has_figure(line: str) -> bool:
    """Whether a number stands in the line on its own ("GLM-4.5" and "H100" are names)."""
    return _FIGURE.search(line) is not None


def cue(line: str) -> Cue | None:
    """What the line is known by, if its words say that it is furniture."""
    if len(line) > NOTICE_LENGTH:
        return None
    folded = _fold(_EDGE.sub("", line))
    short = len(line) <= CUE_LENGTH
    return (_whole(folded) or _start(folded, line) or _byline(line) if short else None) or _anywhere(folded)


def _whole(folded: str) -> Cue | None:
    """The cue alone, but for punctuation and a tally: "Comments (12)"."""
    for kind in ("whole", "start"):
        for found, topic in _by_first(folded, kind):
            if _TALLY.fullmatch(folded, len(found)):
                return Cue(topic, heading=True)
    return None


def _start(folded: str, line: str) -> Cue | None:
    """The cue at the start of a line that is no sentence of the article; links need a colon or the like."""
    sentence = _SENTENCE_END.search(line.rstrip()) is not None
    for found, topic in _by_first(folded, "start"):
        if has_figure(line) and topic not in (*DATED, *LISTS):
            continue
        if topic in LISTS and (sentence or not _LEAD.match(folded, len(found))):
            continue
        if not (sentence and len(line) > SENTENCE_LENGTH):
            return Cue(topic, heading=False)
    return None


def _byline(line: str) -> Cue | None:
    """A name after "By", and nothing else."""
    first, *names = line.split()[: BYLINE_WORDS + 2] or [""]
    named = 1 < len(names) <= BYLINE_WORDS and all(name[0].isupper() for name in names)
    return Cue("author", heading=False) if named and first.casefold() in _bylines() and titlelike(line) else None


@cache
def _bylines() -> frozenset[str]:
    return frozenset(word for language in languages() for word in table(language).get("byline", ()))


def _anywhere(folded: str) -> Cue | None:
    for phrase, topic in _table()["anywhere"].get("", ()):
        if phrase in folded:
            return Cue(topic, heading=False)
    return None


def _by_first(folded: str, kind: Literal["whole", "start"]) -> Iterator[tuple[str, str]]:
    """The cues that the line begins with, at a word's end."""
    table_of_kind = _table()[kind]
    for found, topic in (*table_of_kind.get(folded[:KEY], ()), *table_of_kind.get(folded[:1], ())):
        if folded.startswith(found) and _word_ends(folded, len(found)):
            yield found, topic


def _word_ends(text: str, at: int) -> bool:
    if at >= len(text) or not text[at].isalnum() or not text[at - 1].isalnum():
        return True
    return _DENSE.match(text[at - 1]) is not None or text[at].isdigit()


@cache
def _table() -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Cues by kind and first letters, the longest first; all languages together.

    Together, because a page's frame need not be in the language of its article.
    """
    kinds: dict[str, dict[str, list[tuple[str, str]]]] = {"whole": {}, "start": {}, "anywhere": {}}
    for language in ("en", *languages()):
        for topic, cues in table(language)["boilerplate"].items():
            for raw in cues:
                kind = "whole" if raw.endswith("$") else "anywhere" if raw.startswith("*") else "start"
                folded = _fold(raw.strip("*$"))
                key = "" if kind == "anywhere" else folded[:KEY]
                kinds[kind].setdefault(key, []).append((folded, topic))
    for by_first in kinds.values():
        for found in by_first.values():
            found.sort(key=lambda item: -len(item[0]))
    return kinds


def _fold(text: str) -> str:
    """Text as cues are compared: no case, accents, vowel signs or invisible signs."""
    plain: str = _MARKS.sub("", normalize("NFKD", text.casefold().replace("ⓒ", "©")))
    return " ".join(plain.replace("’", "'").replace("ى", "ي").split())


def _bare(line: str) -> str | None:
    return NUMBER if len(line) <= CUE_LENGTH and not _LETTER.search(line) and not _BULLET.match(line) else None


Found = Iterator[tuple[int, str]]


def _lists(cues: list[Cue | None], titles: list[bool]) -> Found:
    """Titles under a heading such as "Read also"; the last one may be a subhead of the text that follows."""
    for at, found in enumerate(cues):
        if found and found.heading and found.topic in LISTS:
            end = at + 1
            while end < len(titles) and titles[end] and not cues[end]:
                end += 1
            resumes = end < len(titles) and not cues[end]
            if resumes:
                end = min(end - (end - at > 2), at + 1 + LIST_LINES)
            yield from ((item, REASONS[found.topic]) for item in range(at + 1, end))


def _last_lists(cues: list[Cue | None], titles: list[bool]) -> Found:
    """All that follows "Latest news" where every paragraph from there on has a title of its own."""
    for at, found in enumerate(cues):
        if not (found and found.heading and found.topic == "latest" and _body_before(titles, at)):
            continue
        rest = titles[at + 1 :]
        texts_touch = any(not a and not b for a, b in pairwise(rest))
        if rest and rest[0] and not texts_touch:
            yield from ((item, REASONS["latest"]) for item in range(at + 1, len(titles)))
            return


def _notes(cues: list[Cue | None], titles: list[bool]) -> Found:
    """What stands between "Author:" and the end of the article."""
    for at, found in enumerate(cues):
        if found and found.topic == "author" and _body_before(titles, at):
            end = next((i for i in range(at + 1, len(cues)) if cues[i]), len(cues))
            if end - at <= NOTE_LINES:
                yield from ((item, REASONS["author"]) for item in range(at + 1, end))


def _captions(cues: list[Cue | None], titles: list[bool], lines: Sequence[Line]) -> Found:
    """The line on top of a picture credit."""
    for at in range(len(lines) - 1):
        below = cues[at + 1]
        if titles[at] and lines[at].joined and below and below.topic == "credit":
            yield at, CAPTION


def _orphans(titles: list[bool], lines: Sequence[Line], reasons: list[str | None]) -> Found:
    """A title within the text that another heading follows: it has nothing beneath it, so it leads elsewhere."""
    for at in range(1, len(lines) - 2):
        alone = titles[at] and titles[at + 1] and not titles[at - 1] and not titles[at + 2]
        text = lines[at].text
        unmarked = not any(reasons[at - 1 : at + 3])
        if alone and unmarked and len(text) >= LINK_LENGTH and not has_figure(text):
            yield at, REASONS["related"]


def _tail(titles: list[bool], lines: Sequence[Line], reasons: list[str | None]) -> Iterator[int]:
    """Short lines after the last paragraph: all that follow furniture, and those without figures."""
    start = len(lines)
    while start and (titles[start - 1] or reasons[start - 1]):
        start -= 1
    if not _body_before(titles, start, 1 if any(reasons[start:]) else BODY_LINES):
        return
    first = next((at for at in range(start, len(lines)) if reasons[at] and reasons[at] not in MILD), len(lines))
    run = range(start, first)
    if not any(has_figure(lines[at].text) for at in run):
        yield from run
    yield from range(first, len(lines))


def _body_before(titles: list[bool], at: int, least: int = BODY_LINES) -> bool:
    """Whether the article proper may have ended before this line."""
    return titles[:at].count(False) >= least
