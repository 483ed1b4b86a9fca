"""Bytes to text, without guessing where the bytes say it themselves.

An encoding without a mark is told by its result: in the right one, the letters beyond ASCII belong to the alphabet
of the language that the text turns out to be in, and no capital stands inside a word.
"""

import codecs
from functools import cache
from typing import NamedTuple

import regex

from claims.ingest.drafts import UnreadableError
from claims.language import detect
from claims.text_cues import table

SAMPLE = 20_000  # bytes that an encoding is judged by
WRONG = 0.3  # score below which an encoding does not fit
FEW = 0.03  # share of bytes beyond ASCII below which nothing much depends on them
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NAMES = {  # what pages mean by the encodings that they name
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
}
# What Python decodes and no page is written in.
NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})

RANK = 0.5  # how much less the rarest letter of an alphabet is worth than the commonest
CAPITAL = 0.9  # what a capital is worth, as a share
FOREIGN = 0.4  # what a letter is worth that only names from abroad have
TYPE = 0.8  # what dashes and quotation marks are worth
SIGN = 0.4  # what other signs are worth

_HIGH = regex.compile(rb"[\x80-\xff]")
_BEYOND_ASCII = regex.compile(r"[^\x00-\x7f]")
_TYPE = r"–—‘’“”„«»‚‹›…·•§°№€£%،؛؟、。「」（），：！？《》\xa0\xad\u200c"
_IS_TYPE = regex.compile(f"[{_TYPE}]")
_LETTER = regex.compile(r"[\p{L}\p{M}]")
_ABROAD = r"[\p{Arabic}\p{Hebrew}\p{Cyrillic}\p{Greek}]"
_ODD = regex.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\p{Co}]"  # control signs
    r"|[\p{Ll}&&[^\x00-\x7f]]\p{Lu}|\p{Ll}[\p{Lu}&&[^\x00-\x7f]]"  # a capital inside a word
    rf"|(?<=\p{{L}})[^\p{{L}}\p{{M}}\s\x00-\x7f{_TYPE}]"
    rf"|\p{{Latin}}{_ABROAD}|{_ABROAD}\p{{Latin}}",  # two scripts in a word
    regex.V1,
)


class Decoded(NamedTuple):
    """Text of a file; `marked` where a byte order mark was taken off, so that offsets do not count in the file."""

    text: str
    encoding: str
    marked: bool = False


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a file, or UnreadableError."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return Decoded(_strict(data[len(bom) :], encoding), encoding, marked=True)
    if b"\x00" in data:
        raise UnreadableError("binary file, not text")
    for encoding in filter(None, ("utf-8", _known(declared))):
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeError:
            continue
    encoding = _guess(data)
    return Decoded(_strict(data, encoding), encoding)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"not valid {encoding.upper()} text (at byte {error.start})") from error


def _known(name: str | None) -> str | None:
    """Python's name of a declared encoding of text; web pages that say Latin-1 mean cp1252."""
    name = (name or "").strip().strip("\"'").casefold()
    try:
        found = codecs.lookup(NAMES.get(name, name)).name if name else None
        b"a".decode(found or "ascii")  # what turns bytes into other bytes, such as hex, is refused here
    except (LookupError, ValueError):
        return None
    return None if found in NO_CHARSETS else found


def _guess(data: bytes) -> str:
    """The encoding in which the bytes read best."""
    scores = {encoding: _score(data, encoding) for encoding in table("_alphabets")["encodings"]}
    best: str = max(scores, key=lambda encoding: scores[encoding])  # the first of equals
    if scores[best] >= WRONG:
        return best
    if len(_HIGH.findall(data[:SAMPLE])) < FEW * len(data[:SAMPLE]) and scores["cp1252"]:
        return "cp1252"
    raise UnreadableError("unknown text encoding: save the file as UTF-8")


def _score(data: bytes, encoding: str) -> float:
    """How well the signs beyond ASCII suit the text's language, less what no text holds; about 1 is best."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    text = data[:SAMPLE].decode(encoding, "ignore")
    beyond = _BEYOND_ASCII.findall(text)
    if not beyond:
        return TYPE
    language = detect(text) or ""
    alphabet = _alphabets().get(language, {})
    share = sum(_worth(char, alphabet) for char in beyond) / len(beyond)
    usual: float = table("_alphabets")["share"].get(language, 1.0)
    return min(1.0, share / usual) - 2 * len(_ODD.findall(text)) / len(beyond)


def _worth(char: str, alphabet: dict[str, float]) -> float:
    if not _LETTER.match(char):
        return TYPE if _IS_TYPE.match(char) else SIGN
    small = char.casefold()
    known = alphabet.get(small) or _alphabets()[""].get(small, 0.0)
    return known if char == small else known * CAPITAL


@cache
def _alphabets() -> dict[str, dict[str, float]]:
    """What the letters of a language are worth; under "" those that names from abroad bring along."""
    data = table("_alphabets")
    found = {
        language: {char: 1 - RANK * rank / len(letters) for rank, char in enumerate(letters)}
        for language, letters in data["letters"].items()
    }
    return found | {"": {char: FOREIGN for language in data["latin"] for char in data["letters"][language]}}
