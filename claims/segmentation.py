"""Article to sentences: where each begins and ends, and what part of the page it belongs to.

sentencex finds the full stops; what it splits wrongly is joined again by a few rules over the language's abbreviations.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import regex

from claims import boilerplate
from claims.boilerplate import Line, has_figure, titlelike
from claims.language import detect
from claims.models import Article, Sentence, Span, Zone
from claims.text_cues import languages, table

HEADING_LENGTH = 300
WINDOW = 5_000  # code points of a line that are cut into sentences at once
WRAP = (40, 110)  # a file of lines this long, most of them ending mid-sentence, was wrapped
WRAPPED_SHARE = 0.5
WRAPPED_LINES = 3
REPEAT_LENGTH = 25  # shorter sentences may honestly recur
HEADLINE_REPEATED = "repeats the headline"
TEXT_REPEATED = "repeats an earlier sentence"

# White space and what shows as little: byte order marks, nulls, spaces of no width.
BLANKS = "".join(char for char in map(chr, range(0x3001)) if char.isspace()) + "\ufeff\x00\u200b"

_LINE = regex.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_EMPTY_LINE = regex.compile(r"(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)")
_MARKUP = regex.compile(r"^(?:#{1,6}\s+|>\s+)")
_OPENING = regex.compile(r"""^[\s"'“„«‹(\[]+""")
_LAST_WORD = regex.compile(r"""(\d[\s\xa0\u202f]*)?([\p{L}\p{M}\p{N}.№º'’"-]+)\.["”’»)]*\s*$""")
_PLAIN_STOP = regex.compile(r"""(?<=\p{Ll}{4})[.!?]["”’»)]*(?:\s+(?=["“„«(]*\p{Lu})|(?=\p{Lu}\p{Ll}+\s))""")
_CASED_END = regex.compile(r"[\p{Lu}\p{Ll}\p{N}%°)\"”’»*][.!?…]+[\"”’»)*]*\s*$")
_UNIT = regex.compile(r"(?:\d|°|\d\s?\p{Ll}{1,4}\.)\s?\p{Lu}$")  # "20 C", "1.5 st. C": no initial
_SIGN = regex.compile(r"(?:\p{Lu}{2,4}|\p{Lu})(?![\p{L}\p{N}])")  # "C", "PKB", "USD"
_DASHED = regex.compile(r"\s*[–—-]\s*[\d\p{Ll}]")
_INITIALS = regex.compile(r"(?:\p{Lu}\.-?)*\p{Lu}")
_CAMEL = regex.compile(r"\p{Ll}+\p{Lu}")
_ORDINAL = regex.compile(r"(?:[1-9]|[12]\d|3[01])")
_FINAL = regex.compile(r"""[.!?…。！？؟۔।|։။።;:]["'”’»)\]」』]*\s*$""")
_WORD = regex.compile(r"\w")


class Block(NamedTuple):
    """A paragraph or heading: a line of the text, or several that were wrapped."""

    start: int
    end: int
    joined: bool  # the next block follows without an empty line between


class Places(NamedTuple):
    """Words before whose full stop no sentence ends."""

    before_name: frozenset[str]
    before_number: frozenset[str]
    after_number: frozenset[str]
    ordinal_before_capital: bool


def segment(article: Article) -> tuple[Sentence, ...]:
    """All sentences and headings of an article, in order; furniture is marked with its reason."""
    blocks = list(_blocks(article.text, article.body_start))
    headline = _headline(article)
    reasons = boilerplate.mark([Line(article.text[b.start : b.end], b.joined) for b in blocks])
    found = [headline] if headline else []
    offset = len(found)
    for number, (block, reason) in enumerate(zip(blocks, reasons, strict=True)):
        zone = Zone.BOILERPLATE if reason else _zone(article.text, blocks, number)
        found.extend(_sentences(article, block, number + offset, zone, reason))
    return tuple(_without_repeats(found, article.title))


def _headline(article: Article) -> Sentence | None:
    """The title, where it stands before the body."""
    where = _title_in(article.text[: article.body_start], article.title or "")
    if where is None:
        return None
    span = _span(article.text, *where)
    return Sentence(span=span, zone=Zone.HEADLINE, language=detect(span.quote, article.language), paragraph=0)


def _title_in(top: str, title: str) -> tuple[int, int] | None:
    """Where the title stands; the whole line where the spaces between its words differ."""
    start = top.find(title)
    if title and start >= 0:
        return start, start + len(title)
    lines = (_stripped(top, *match.span()) for match in _LINE.finditer(top))
    return next((line for line in lines if line and title and title in " ".join(top[slice(*line)].split())), None)


def _blocks(text: str, start: int) -> Iterator[Block]:
    """Lines with text, stripped; wrapped ones joined."""
    spans = [span for match in _LINE.finditer(text, start) if (span := _stripped(text, *match.span()))]
    joined = [not _EMPTY_LINE.search(text, a[1], b[0]) for a, b in pairwise(spans)]
    lines = [Block(*span, join) for span, join in zip(spans, [*joined, False], strict=False)]
    wrapped = _is_wrapped(text, lines)
    begin: int | None = None
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        begin = line.start if begin is None else begin
        if after and line.joined and _continues(text, line, after, wrapped):
            continue
        yield Block(begin, line.end, line.joined)
        begin = None


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    line = text[start:end]
    core = line.strip(BLANKS)
    start += len(line) - len(line.lstrip(BLANKS))
    if mark := _MARKUP.match(core):
        start, core = start + mark.end(), core[mark.end() :]
    return (start, start + len(core)) if core.strip() else None


def _is_wrapped(text: str, lines: Sequence[Block]) -> bool:
    """Whether line breaks are those of a narrow page and not of paragraphs."""
    full = [line for line in lines if line.joined and line.end - line.start >= WRAP[0]]
    if len(full) < WRAPPED_LINES or max(line.end - line.start for line in lines) > WRAP[1]:
        return False
    return sum(not _finished(text, line) for line in full) >= WRAPPED_SHARE * len(full)


def _finished(text: str, line: Block) -> bool:
    return _FINAL.search(text[max(line.start, line.end - 20) : line.end]) is not None


def _continues(text: str, line: Block, after: Block, wrapped: bool) -> bool:
    """Whether the next line goes on with this one's sentence."""
    long = line.end - line.start >= WRAP[0]
    if wrapped or _finished(text, line):
        return wrapped and long
    return long and text[after.start].islower() and not _CAMEL.match(text, after.start)


def _zone(text: str, blocks: Sequence[Block], number: int) -> Zone:
    """A short line without a full stop, with text beneath, is a subhead."""
    block = blocks[number]
    if block.end - block.start <= HEADING_LENGTH and text.endswith("# ", 0, block.start):
        return Zone.SUBHEAD
    if number + 1 == len(blocks) or not titlelike(text[block.start : block.end]):
        return Zone.BODY
    after = blocks[number + 1]
    return (
        Zone.BODY
        if titlelike(text[after.start : after.end]) and has_figure(text[block.start : block.end])
        else Zone.SUBHEAD
    )


def _sentences(article: Article, block: Block, number: int, zone: Zone, reason: str | None) -> Iterator[Sentence]:
    text = article.text
    language = detect(text[block.start : block.end], article.language)
    whole = zone is Zone.SUBHEAD
    cuts = [(block.start, block.end)] if whole else _cut(text, block.start, block.end, language)
    for start, end in cuts:
        yield Sentence(span=_span(text, start, end), zone=zone, language=language, paragraph=number, reason=reason)


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, quote=text[start:end])


def _cut(text: str, start: int, end: int, language: str | None) -> Iterator[tuple[int, int]]:
    """Sentences of a paragraph, without the space around them."""
    for left, right in _windows(text, start, end):
        pieces = _merged(text, list(_pieces(text, left, right, language)), _places(language))
        for a, b in pieces:
            core = text[a:b].strip()
            if core:
                at = text.index(core, a)
                yield at, at + len(core)


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A very long line in parts, cut at a space where there is one."""
    while end - start > WINDOW:
        space = text.rfind(" ", start + WINDOW // 2, start + WINDOW)
        cut = space if space > 0 else start + WINDOW
        yield start, cut
        start = cut
    yield start, end


def _pieces(text: str, start: int, end: int, language: str | None) -> Iterator[tuple[int, int]]:
    from sentencex import segment as split

    plain = text[start:end].encode("utf-8", "replace").decode()  # half of a surrogate pair cannot leave Python
    at = 0
    for piece in split(language or "en", plain):
        found = plain.find(piece, at)
        if found >= 0 and piece:
            at = found + len(piece)
            yield from _parts(text, start + found, start + at)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A piece cut where a full stop was overlooked: after a long word, before a capital."""
    for match in _PLAIN_STOP.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    yield start, end


def _merged(text: str, pieces: Sequence[tuple[int, int]], places: Places) -> Iterator[tuple[int, int]]:
    """Pieces with those joined whose full stop ends no sentence."""
    held: tuple[int, int] | None = None
    for a, b in pieces:
        if held and _belongs(text[max(held[0], held[1] - 60) : held[1]], text[a : min(b, a + 60)], places):
            held = (held[0], b)
            continue
        if held:
            yield held
        held = (a, b)
    if held:
        yield held


def _belongs(before: str, after: str, places: Places) -> bool:
    """Whether what looks like the next sentence goes on with the one before."""
    begin = _OPENING.sub("", after)
    if not _WORD.search(after):
        return True
    if begin[:1].islower() and not _CAMEL.match(begin) and _CASED_END.search(before):
        return True
    if _DASHED.match(after):
        return True
    match = _LAST_WORD.search(before)
    if not match or _UNIT.search(before, 0, match.end(2)):
        return False
    return _stop_within(match[2].lstrip("'’\"-"), match[1] is not None, begin, places)


def _stop_within(word: str, counted: bool, begin: str, places: Places) -> bool:
    """Whether the full stop after `word` belongs to it: an abbreviation, initial or ordinal."""
    folded = word.casefold()
    if counted and folded in places.after_number and (_SIGN.match(begin) or begin[:1].isdigit()):
        return True
    if begin[:1].isdigit():
        return folded in places.before_number or folded in places.before_name
    if places.ordinal_before_capital and _ORDINAL.fullmatch(word):
        return True
    return folded in places.before_name or _INITIALS.fullmatch(word) is not None


@cache
def _places(language: str | None) -> Places:
    data = table(language) if language in languages() else table("en")
    return Places(
        before_name=frozenset(data["before_name"]),
        before_number=frozenset(data["before_number"]),
        after_number=frozenset(data.get("after_number", ())),
        ordinal_before_capital=data.get("ordinal_before_capital", False),
    )


def _without_repeats(sentences: Sequence[Sentence], title: str | None) -> Iterator[Sentence]:
    """The sentences, with verbatim repeats of the headline or an earlier sentence marked as furniture."""
    heads = {_key(title)} if title else set()
    seen: set[str] = set()
    for sentence in sentences:
        key = _key(sentence.span.quote)
        reason = sentence.reason
        if sentence.zone is not Zone.HEADLINE and reason is None:
            reason = HEADLINE_REPEATED if key in heads else TEXT_REPEATED if key in seen else None
        if len(key) >= REPEAT_LENGTH:
            seen.add(key)
        repeats = reason is not None and sentence.reason is None
        yield sentence.model_copy(update={"zone": Zone.BOILERPLATE, "reason": reason}) if repeats else sentence


def _key(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
