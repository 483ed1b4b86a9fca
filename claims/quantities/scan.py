"""A stretch of text with its tokens and all that the lexicon says of them."""

from dataclasses import dataclass, field

from claims.lexicon import Lexicon, Tag, Tags, Token

BEFORE, AFTER = 12, 5  # tokens that count as near
_STOPS = frozenset(".!?。！？؟।۔…")
_CLOSING_ROLES = (
    "before",
    "open",
    "filler",
    "label",
    "clock_before",
    "year_before",
    "minus",
    "per_before",
    "pct_before",
    "sym",
    "ordinal_before",
    "cur_before",
)


@dataclass
class Scan:
    """What every step of the reading looks at."""

    text: str
    tokens: list[Token]
    lexicon: Lexicon
    mark: str
    tags: list[Tags] = field(default_factory=list)
    closing: dict[tuple[str, int], tuple[int, str]] = field(default_factory=dict)
    said: dict[tuple[str, int], bool] = field(default_factory=dict)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Look everything up once."""
        self.sentences = self._sentences()
        self.tags = [self.lexicon.tags(self.tokens, i) for i in range(len(self.tokens))]
        for i, tags in enumerate(self.tags):
            for role in _CLOSING_ROLES:
                if role in tags:
                    self.closing.setdefault((role, tags[role].end), (i, tags[role].value))

    def tag(self, i: int, role: str) -> Tag | None:
        """What the phrase at token `i` means in a role."""
        return self.tags[i].get(role) if 0 <= i < len(self.tokens) else None

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

    def says(self, role: str, i: int) -> bool:
        """Whether a word with this role stands in the sentence around token `i`."""
        start, end = self.sentence(i)
        if (role, start) not in self.said:
            self.said[role, start] = any(role in self.tags[k] for k in range(start, end))
        return self.said[role, start]

    def near(self, role: str, start: int, end: int) -> bool:
        """Whether a word with this role stands shortly before or after these tokens."""
        window = range(max(start - BEFORE, 0), min(end + AFTER, len(self.tokens)))
        return any(role in self.tags[k] for k in window)

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
        return any(("sym", i - back) in self.closing for back in (1, 2))

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
