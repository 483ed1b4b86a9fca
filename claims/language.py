"""The language of a document or passage, restricted to the languages that the rest can read."""

from collections import Counter
from functools import cache, lru_cache
from typing import Any

import regex

from claims.tags import kept_as
from claims.text_cues import table

SAMPLE = 4000  # code points that are looked at: more changes no answer
ENOUGH = 12  # letters below which a passage says nothing of its language
OVERRULE = 30  # letters needed to say that a passage is not in the document's language
KEPT = 1 << 12  # passages that may come again, in another article
SURE = 0.9  # share of belief that another language than the document's must reach
LATIN_NAMES = 3  # times more Latin letters it takes beside another script: brands stand in every text
KANA_SHARE = 0.05  # of the ideographs: Chinese has none at all

_LETTERS = regex.compile(r"\p{L}+")
_NOISE = regex.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+|[\p{Latin}\p{Cyrillic}\d.-]*\d[\p{Latin}\p{Cyrillic}\d.-]*|\b\p{Lu}{2,}\b"
)
_LATIN = regex.compile(r"\p{Latin}+")
_NAME = regex.compile(r"(?<=[\p{Ll},;] )\p{Lu}\p{L}+")
_DENSE = frozenset({"Han", "Kana", "Hangul", "Thai"})  # a letter of these says as much as three of others


def detect(text: str, prior: str | None = None) -> str | None:
    """Language of `text` as a two-letter code; `prior` is that of the document around it."""
    prior = normalise(prior)
    sample = str(_NOISE.sub(" ", text[:SAMPLE]))
    script, letters = _script(sample)
    if script is None:
        return prior
    candidates = _candidates(script)
    weight = letters * (3 if script in _DENSE else 1)
    if len(candidates) == 1:
        return candidates[0] if weight >= ENOUGH or prior is None else prior
    known = prior if prior in candidates else None
    if weight < ENOUGH:
        return known
    return _identify(_words_of(sample, script), candidates, known)


def normalise(tag: str | None) -> str | None:
    """A declared language tag as one of our codes, or None: "pl_PL" is "pl"."""
    code = kept_as(tag)
    code = table("_languages")["detected_as"].get(code, code)
    return code if code in supported() else None


@cache
def supported() -> frozenset[str]:
    """All codes that `detect` can return."""
    return frozenset(code for codes in table("_languages")["scripts"].values() for code in codes)


def _candidates(script: str) -> tuple[str, ...]:
    return tuple(table("_languages")["scripts"][script])


@cache
def _script_patterns() -> dict[str, Any]:
    classes = {name: rf"\p{{{name}}}+" for name in table("_languages")["scripts"]}
    classes["Kana"] = r"[\p{Hiragana}\p{Katakana}]+"
    return {name: regex.compile(pattern) for name, pattern in classes.items()}


def _script(text: str) -> tuple[str | None, int]:
    """The script that most letters belong to, and how many letters that is."""
    letters = "".join(_LETTERS.findall(text))
    counts = Counter({name: _length(pattern, letters) for name, pattern in _script_patterns().items()})
    ideographs = counts["Han"] + counts["Kana"]
    if counts["Kana"] > KANA_SHARE * ideographs:
        counts.update({"Kana": counts["Han"]})
    if sum(counts.values()) > counts["Latin"]:
        counts["Latin"] //= LATIN_NAMES
    script, count = max(counts.items(), key=lambda item: item[1])
    return (script, count) if count else (None, 0)


def _words_of(text: str, script: str) -> str:
    """The text without words of another script and, where enough is left, names."""
    if script != "Latin":
        return str(_LATIN.sub(" ", text))
    plain = str(_NAME.sub(" ", text))
    return plain if _length(_LETTERS, plain) >= ENOUGH else text


def _length(pattern: Any, text: str) -> int:  # noqa: ANN401 (the library has no types)
    """Code points in all runs of the pattern."""
    return sum(map(len, pattern.findall(text)))


def _identify(text: str, candidates: tuple[str, ...], prior: str | None) -> str | None:
    belief = _beliefs(text, candidates)
    total = sum(belief.values())
    if not total:
        return prior
    best: str = max(belief, key=lambda code: (belief[code], code))
    if prior is None or best == prior:
        return best
    sure = belief[best] >= SURE * total and _length(_LETTERS, text) >= OVERRULE
    return best if sure else prior


@lru_cache(maxsize=KEPT)
def _beliefs(text: str, candidates: tuple[str, ...]) -> dict[str, float]:
    """How much speaks for each of the languages."""
    return {code: share for code, share in _identifier().rank(text) if code in candidates}


@cache
def _identifier() -> Any:  # noqa: ANN401 (the library has no types)
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(supported()))
    return identifier
