"""A stretch of text with its tokens and all that the lexicon says of them."""

from dataclasses import dataclass, field
from functools import cached_property

from claims.lexicon import Lexicon, Tag, Tags, Token

BEFORE, AFTER = 12, 5  # tokens that count as near
CLOSE = 5  # tokens between a verb and what its change led to
LONGEST = 8  # tokens of the longest phrase that may stand before a number
_STOPS = frozenset(".!?。！？؟।۔…")


class Tagged:
    """The roles of each token, looked up when first asked for."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon) -> None:
        """Nothing is looked up yet."""
        self._tokens, self._lexicon = tokens, lexicon
        self._made: list[Tags | None] = [None] * len(tokens)
        self._closing: list[dict[str, tuple[int, str]] | None] = [None] * (len(tokens) + 1)

    def __getitem__(self, i: int) -> Tags:
        """Every role that a phrase beginning at token `i` can play."""
        found = self._made[i]
        if found is None:
            found = self._made[i] = self._lexicon.tags(self._tokens, i)
        return found

    def closing(self, end: int) -> dict[str, tuple[int, str]]:
        """The longest phrase in each role that ends before token `end`: where it begins, and its value."""
        if not 0 <= end < len(self._closing):
            return {}
        found = self._closing[end]
        if found is None:
            found = self._closing[end] = {}
            for i in range(max(end - LONGEST, 0), end):
                for role, tag in self[i].items():
                    if tag.end == end:
                        found.setdefault(role, (i, tag.value))
        return found


@dataclass
class Scan:
    """What every step of the reading looks at."""

    text: str
    tokens: list[Token]
    lexicon: Lexicon
    mark: str
    said: dict[tuple[str, int], bool] = field(default_factory=dict)
    nouns: dict[int, list[int]] = field(default_factory=dict)  # by their first token, as they are looked for

    def __post_init__(self) -> None:
        """Look nothing up before it is needed."""
        self.size = len(self.tokens)
        self.tags = Tagged(self.tokens, self.lexicon)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """For each token the first and past-the-last token of its sentence."""
        return self._sentences()

    def closed(self, role: str, end: int) -> tuple[int, str] | None:
        """Where the phrase in a role begins that ends before token `end`, and its value."""
        return self.tags.closing(end).get(role)

    def tag(self, i: int, role: str) -> Tag | None:
        """What the phrase at token `i` means in a role."""
        return self.tags[i].get(role) if 0 <= i < self.size else None

    @cached_property
    def scale(self) -> str:
        """The scale on which bare degrees are told: Fahrenheit where the text names only that one."""
        named = {self.tags[i]["unit"].value for i in range(self.size) if "unit" in self.tags[i]}
        return "°F" if "°F" in named and "°C" not in named else "°C"

    def token(self, i: int) -> Token | None:
        """The token, or None past the ends."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def glued(self, i: int) -> Token | None:
        """Token `i` if nothing stands before it."""
        return self.tokens[i] if 0 < i < len(self.tokens) and self.tokens[i].glued else None

    def breaks(self, i: int) -> bool:
        """Whether a line ends before token `i`."""
        token = self.token(i)
        last = self.tokens[i - 1].end if i > 0 else 0
        return token is None or "\n" in self.text[last : token.start]

    def is_mark(self, i: int, marks: str) -> bool:
        """Whether token `i` is one of these marks."""
        return 0 <= i < len(self.tokens) and self.tokens[i].text in marks

    def follows_number(self, i: int) -> bool:
        """Whether digits stand right before token `i`."""
        return i > 0 and self.tokens[i - 1].kind == "number"

    def follows_amount(self, i: int) -> bool:
        """Whether digits stand at token `i`."""
        token = self.token(i)
        return token is not None and token.kind == "number"

    def numbers(self, i: int) -> bool:
        """Whether a number, in digits or words, begins at token `i`."""
        return self.follows_amount(i) or self.tag(i, "num") is not None

    def says(self, role: str, i: int) -> bool:
        """Whether a word with this role stands in the sentence around token `i`."""
        start, end = self.sentence(i)
        if (role, start) not in self.said:
            self.said[role, start] = any(role in self.tags[k] for k in range(start, end))
        return self.said[role, start]

    def writes(self, signs: str, i: int) -> bool:
        """Whether one of these signs stands in the sentence around token `i`."""
        start, end = self.sentence(i)
        if (signs, start) not in self.said:
            self.said[signs, start] = any(sign in self.tokens[k].text for k in range(start, end) for sign in signs)
        return self.said[signs, start]

    def near(self, role: str, start: int, end: int) -> bool:
        """Whether a word with this role stands shortly before or after these tokens."""
        window = range(max(start - BEFORE, 0), min(end + AFTER, len(self.tokens)))
        return any(role in self.tags[k] for k in window)

    def changed(self, i: int) -> bool:
        """Whether a verb of change stands shortly before token `i` in its sentence."""
        return any("change" in self.tags[k] for k in range(max(i - CLOSE, self.sentence(i)[0]), i))

    def is_headline(self, i: int) -> bool:
        """Whether nearly every word of the sentence around token `i` has a capital."""
        start, end = self.sentence(i)
        if ("", start) not in self.said:
            words = [token.text for token in self.tokens[start:end] if token.kind in ("word", "char")]
            capitals = sum(word[0].isupper() for word in words)
            self.said["", start] = len(words) > 4 and capitals > 0.7 * len(words)
        return self.said["", start]

    def money_before(self, i: int) -> bool:
        """Whether a currency sign stands before the number that ends at token `i`."""
        return any(self.closed("sym", i - back) for back in (1, 2))

    def ends_sentence(self, i: int) -> bool:
        """Whether token `i` closes a sentence."""
        if self.tokens[i].text not in _STOPS:
            return False
        return i + 1 == len(self.tokens) or not self.tokens[i + 1].glued or self.tokens[i].text in "。！？।"

    def sentence(self, i: int) -> tuple[int, int]:
        """The first and past-the-last token of the sentence around token `i`."""
        return self.sentences[min(i, len(self.sentences) - 1)]

    def _sentences(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        start = 0
        for i in range(len(self.tokens)):
            if self.ends_sentence(i) or i + 1 == len(self.tokens):
                found += [(start, i + 1)] * (i + 1 - start)
                start = i + 1
        return found
