"""Who printed whose words: copies and light rewrites of one wire text are one voice, not two.

Articles are held against each other by their shingles (runs of three words, figures masked, furniture left out).
MinHash nominates (Broder, "On the resemblance and containment of documents", 1997), the exact share of the shorter
text's shingles decides. Two articles that were written apart share less than a sixth of them, even on one event.

A rewrite that changed a figure, a day or a denial is told as such and stays a voice of its own: where the two
differ is just what an editor wants to see.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import regex

from claims.models import Article, Claim, Modality
from verify.models import Copy

LENGTH = 3  # words of a shingle
LEAST = 20  # shingles of the shortest text that can be a copy: quotes and captions are short
SHARED = 0.4  # of the shorter text's shingles
SAME_SENTENCE = 0.5  # of the shorter sentence's shingles: two wordings of one sentence
HASHES, BANDS, SEED = 256, 128, 1  # a pair with a seventh of all shingles in common is nominated 19 times in 20

LOOKED_AT = 8  # of the nominated, the likeliest: among a hundred copies any of them leads to the first

# A sign of a script without spaces counts as a word.
WORD = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]|[\p{L}\p{M}]+|\p{N}+")
NUMBER = regex.compile(r"\p{N}+")

Shingles = frozenset[str]
Figures = dict[str, set[tuple[object, ...]]]  # by dimension

PLAIN = frozenset({Modality.ASSERTED, Modality.REPORTED})


class Told(Protocol):
    """An article and what it claims."""

    @property
    def article(self) -> Article:
        """The article."""
        ...

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Its claims, in the order of the text."""
        ...


@dataclass(frozen=True)
class _Text:
    """One article cut into shingles, sentence by sentence."""

    article: Article
    claims: tuple[Claim, ...]

    @cached_property
    def sentences(self) -> dict[int, Shingles]:
        """Shingles of each sentence that states something, by its start."""
        return {c.sentence.start: shingles(c.sentence.quote) for c in self.claims}

    @cached_property
    def whole(self) -> Shingles:
        """Shingles of the whole text, so that none reaches over the end of a sentence."""
        return frozenset().union(*self.sentences.values())

    @cached_property
    def stated(self) -> dict[int, list[Claim]]:
        """Claims by the start of their sentence."""
        found: dict[int, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.sentence.start, []).append(claim)
        return found

    @property
    def age(self) -> tuple[str, int, str, str]:
        """The earliest first, of one day the longest; undated ones last; always the same order."""
        return self.article.published or "9999", -len(self.whole), self.article.path, self.article.id


def shingles(text: str) -> Shingles:
    """Runs of three words, without regard to case; figures are masked, so that a changed one hides nothing."""
    words = [NUMBER.sub("0", word) for word in WORD.findall(text.casefold())]
    return frozenset(" ".join(words[i : i + LENGTH]) for i in range(len(words) - LENGTH + 1))


def contained(a: Shingles, b: Shingles) -> float:
    """Share of the smaller set that lies in the other; nought where one is empty."""
    least = min(len(a), len(b))
    return len(a & b) / least if least else 0.0


def copies(pages: Sequence[Told]) -> tuple[Copy, ...]:
    """For each article that repeats an earlier one: which, how much of it, and whether what it states is the same.

    The order of `pages` changes nothing. `Copy.of` is never itself a faithful copy.
    """
    texts = [_Text(page.article, page.claims) for page in pages]
    texts = sorted((t for t in texts if len(t.whole) >= LEAST), key=lambda t: t.age)
    near = _nominated(texts)
    origin: dict[int, int] = {}
    found = []
    for later, text in enumerate(texts):
        likely = [(contained(text.whole, texts[i].whole), -i) for i in near[later]]
        overlap, earlier = max(likely, default=(0.0, 0))
        if overlap >= SHARED:
            model = -earlier
            root = origin.get(model, model)
            faithful = _same_statements(text, texts[model])
            if faithful:
                origin[later] = root
            found.append(
                Copy(
                    article_id=text.article.id,
                    of=texts[root].article.id,
                    overlap=round(overlap, 4),
                    faithful=faithful,
                )
            )
    return tuple(sorted(found, key=lambda copy: copy.article_id))


def origins(found: Sequence[Copy]) -> Mapping[str, str]:
    """Article id -> the id of the article that it faithfully repeats. Those of their own are left out."""
    return {copy.article_id: copy.of for copy in found if copy.faithful}


def _nominated(texts: Sequence[_Text]) -> list[list[int]]:
    """For each text the earlier ones that may share enough of it, by their sketches."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.1, num_perm=HASHES, num_bands=BANDS)
    sketches: list[RMinHash] = []
    found = []
    for number, text in enumerate(texts):
        sketch = RMinHash(num_perm=HASHES, seed=SEED)
        sketch.update(sorted(text.whole))
        guessed = [(_guess(sketch.jaccard(sketches[i]), text, texts[i]), -i) for i in set(index.query(sketch))]
        found.append([-i for _, i in sorted(guessed, reverse=True)[:LOOKED_AT]])
        index.insert(number, sketch)
        sketches.append(sketch)
    return found


def _guess(jaccard: float, one: _Text, two: _Text) -> float:
    """What share of the shorter text is in the other, where the two share `jaccard` of all their shingles."""
    sizes = len(one.whole), len(two.whole)
    return jaccard / (1 + jaccard) * sum(sizes) / min(sizes)


def _same_statements(one: _Text, two: _Text) -> bool:
    """Whether the two state the same figures and days, and deny and doubt the same; either may leave some out."""
    if any(_rivals(_figures(one.claims), _figures(two.claims))):
        return False
    for start, own in one.sentences.items():
        overlap, other = max(((contained(own, s), -at) for at, s in two.sentences.items()), default=(0.0, 0))
        if overlap >= SAME_SENTENCE and _doubts(one.stated[start]) != _doubts(two.stated[-other]):
            return False
    return True


def _rivals(one: Figures, two: Figures) -> Iterator[str]:
    """Dimensions in which each tells something that the other does not."""
    return (name for name in one if one[name] - two.get(name, set()) and two.get(name, set()) - one[name])


def _figures(claims: Iterable[Claim]) -> Figures:
    """What is stated, by dimension, and every number as written, whether or not it could be read.

    Relative days are left out: they move with the day of printing.
    """
    found: Figures = {"as written": set()}
    for claim in claims:
        found["as written"].update((_ascii(number),) for number in NUMBER.findall(claim.sentence.quote))
        for q in claim.quantities:
            found.setdefault(q.dimension, set()).add((q.low, q.high, q.unit, q.per))
        for d in claim.dates:
            if not (d.relative or d.recurring):
                found.setdefault("date", set()).add((d.start, d.end, d.time))
    return found


def _ascii(number: str) -> str:
    """The digits of any script as those of ASCII."""
    return "".join(str(unicodedata.digit(sign, sign)) for sign in number)


def _doubts(claims: Iterable[Claim]) -> set[tuple[Modality, bool]]:
    """How a sentence departs from a plain statement of fact."""
    told = {(c.modality, c.negated) for c in claims}
    return {(modality, negated) for modality, negated in told if negated or modality not in PLAIN}
