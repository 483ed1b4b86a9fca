"""One spelling for words that differ only in case, vowel signs or look-alike letters."""

from functools import lru_cache
from unicodedata import normalize

# One sign for a whole unit, and wide letters: "㎾", "㎧", "㌔", "ｋｍ".
SIGNS = {
    code: normalize("NFKC", chr(code)).replace("\u2215", "/")
    for code in (*range(0x3300, 0x3400), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_LETTERS = str.maketrans(
    "أإآٱىيئكةؤёς’ʼ＇٪％－−İ",
    "اااایییکهوеσ'''%%--i",
    "\u0640\u200c\u200d\u200e\u200f" + "".join(map(chr, range(0x064B, 0x0653))) + "\u0307",
)
_LETTERS |= SIGNS


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The key a word is looked up by."""
    if word.isascii():
        return word.lower()
    return word.translate(_LETTERS).casefold().translate(_LETTERS)
