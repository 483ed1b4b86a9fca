"""Names and writing directions of languages, for the reader of a report."""

import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, cast

from claims.tags import primary
from reports.messages import Messages, messages

Direction = Literal["ltr", "rtl", "auto"]

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")

RTL_SCRIPTS = frozenset({"arab", "aran", "hebr", "syrc", "thaa", "nkoo", "adlm", "mand", "samr", "rohg"})


@cache
def _table() -> dict[str, tuple[str, Direction]]:
    data = json.loads(files("reports").joinpath("data/languages.json").read_text(encoding="utf-8"))
    return {code: (name, cast(Direction, way)) for code, (name, way) in data.items()}


@cache
def _names() -> dict[str, dict[str, str]]:
    """Language of the interface -> language code -> name; English names are in the table."""
    data = files("reports").joinpath("data/language_names.json").read_text(encoding="utf-8")
    return cast(dict[str, dict[str, str]], json.loads(data))


def name(tag: str | None, words: Messages | None = None) -> str:
    """Name of a BCP 47 tag in the reader's language: "pl" is "Polish"; a tag we do not know stays as it is."""
    words = words or messages()
    if not tag:
        return words.text("language unknown")
    code = primary(tag)
    return _names().get(words.language, {}).get(code) or _table().get(code, (tag, "ltr"))[0]


def known(tag: str | None) -> str | None:
    """The tag where a browser can know it; None for what is no language."""
    return tag if tag and _TAG.fullmatch(tag) and primary(tag) in _table() else None


@lru_cache(maxsize=256)
def direction(tag: str | None) -> Direction:
    """How text in this language runs; "auto" only where the language is unknown."""
    if not tag:
        return "auto"
    script = next((part for part in tag.lower().split("-")[1:] if len(part) == 4 and part.isalpha()), None)
    if script:
        return "rtl" if script in RTL_SCRIPTS else "ltr"
    return _table().get(primary(tag), (tag, "auto"))[1]
