"""The concepts of the lexicon, read from the TOML files in `data/`, one file a domain.

The languages that came later have a file each in `data/words/`: their triggers count as if they stood with the others.
"""

import functools
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, Literal

from claims.models import Frozen

Kind = Literal["level", "change"]
Tempo = Literal["hours", "days", "months", "years", "fixed"]
Relation = Literal["same", "sibling", "parent", "other"]

ANY_LANGUAGE = "any"
LANGUAGES = frozenset(
    {"ar", "cs", "de", "el", "en", "es", "fa", "fr", "he", "hi", "hu", "id", "it"}
    | {"ja", "ko", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "vi", "zh"}
)
FURTHER_LANGUAGES = frozenset({"bg", "da", "fi"})  # with triggers of nearly every concept, in `data/words/`
_LANGUAGE_FILE = "languages.toml"
_TEMPO_FILE = "tempo.toml"
_FIELDS = frozenset({"label", "dimensions", "siblings", "parent", "kind", "generic"})


class Concept(Frozen):
    """What a figure may measure.

    `siblings` are other things that the same kind of sentence counts: never comparable with this one.
    `parent` is the wider thing that this one is a part of: comparable only as part and whole.
    `generic` concepts (people, a rise, a start) say little: a specific one in the same clause goes first.
    `tempo` is how soon another figure may be right: a toll changes within hours, a magnitude never.
    """

    id: str
    label: str  # in English, for the report: "people killed"
    domain: str
    dimensions: tuple[str, ...]
    kind: Kind = "level"
    generic: bool = False
    tempo: Tempo = "fixed"
    parent: str | None = None
    siblings: tuple[str, ...] = ()


class LanguageRules(Frozen):
    """How words are told apart in a language."""

    by_character: bool = False  # no spaces between words, or compounds run together: match anywhere
    keep_marks: bool = False  # letters with marks are letters of their own: "ölü" is not "olu"
    proclitics: tuple[str, ...] = ()  # written as one with the word that follows
    variants: str = ""  # pairs "傷伤": the first character is read as the second
    related: str | None = None  # a close language whose triggers are used beside its own

    @property
    def variant_table(self) -> dict[int, str]:
        """The pairs of `variants` as a translation table."""
        return {ord(pair[0]): pair[1] for pair in self.variants.split()}


def _documents() -> Iterator[tuple[str, dict[str, Any]]]:
    folder = files("claims.measures") / "data"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml") and file.name != _LANGUAGE_FILE:
            yield file.name.removesuffix(".toml"), tomllib.loads(file.read_text(encoding="utf-8"))


@functools.cache
def entries() -> Mapping[str, tuple[str, Mapping[str, Any]]]:
    """Every concept id with its domain and its raw table: defaults of the group under those of the concept."""
    found: dict[str, tuple[str, Mapping[str, Any]]] = {}
    for domain, document in _documents():
        for group, table in document.items():
            defaults = {key: value for key, value in table.items() if not isinstance(value, dict)}
            for name, body in table.items():
                if isinstance(body, dict):
                    found[f"{group}.{name}"] = (domain, defaults | body)
    return found


@functools.cache
def concepts() -> Mapping[str, Concept]:
    """All concepts by id."""
    near = _neighbours()
    return {
        id_: Concept(
            id=id_,
            domain=domain,
            label=body["label"],
            dimensions=tuple(body["dimensions"]),
            kind=body.get("kind", "level"),
            generic=body.get("generic", False),
            tempo=_tempo(id_),
            parent=body.get("parent"),
            siblings=tuple(sorted(near[id_])),
        )
        for id_, (domain, body) in entries().items()
    }


@functools.cache
def tempos() -> Mapping[str, Tempo]:
    """The tempo of every group and concept that the data names."""
    told: dict[Tempo, str] = tomllib.loads((files("claims.measures") / _TEMPO_FILE).read_text(encoding="utf-8"))  # type: ignore[assignment]
    return {name: tempo for tempo, names in told.items() for name in names.replace(",", " ").split()}


def _tempo(id_: str) -> Tempo:
    named = tempos()
    return named.get(id_, named.get(id_.partition(".")[0], "fixed"))


def _neighbours() -> dict[str, set[str]]:
    """Siblings both ways: those named in the data, and all of one group that are not part and whole."""
    near: dict[str, set[str]] = {id_: set() for id_ in entries()}
    for id_, (_, body) in entries().items():
        group = id_.partition(".")[0]
        named = {other for other in near if other.partition(".")[0] == group} | set(body.get("siblings", ()))
        for other in named - {id_, body.get("parent")}:
            if entries()[other][1].get("parent") != id_:
                near[id_].add(other)
                near[other].add(id_)
    return near


def concept(id_: str) -> Concept:
    """The concept of that id; KeyError if there is none."""
    return concepts()[id_]


def related(first: str, second: str) -> Relation:
    """How two concepts stand to each other, whichever is named first."""
    if first == second:
        return "same"
    one, other = concept(first), concept(second)
    if second in _ancestors(one) or first in _ancestors(other):
        return "parent"
    return "sibling" if second in one.siblings else "other"


def _ancestors(one: Concept) -> Iterator[str]:
    parent = one.parent
    while parent is not None:
        yield parent
        parent = concept(parent).parent


def phrases(language: str) -> Iterator[tuple[str, str]]:
    """Every (concept id, trigger as written) of a language, those of all languages included."""
    own = further(language)
    for id_, (_, body) in entries().items():
        for told in (body.get(ANY_LANGUAGE, ""), body.get(language, ""), own.get(id_, "")):
            for phrase in told.split(","):
                if phrase.strip():
                    yield id_, phrase.strip()


@functools.cache
def further(language: str) -> Mapping[str, str]:
    """The triggers by concept of a language that has a file of its own; none for the others."""
    file = files("claims.measures") / "data" / "words" / f"{language}.toml"
    if not file.is_file():
        return {}
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return {f"{group}.{name}": told for group, table in tables.items() for name, told in table.items()}


def unknown_keys() -> set[str]:
    """Keys of the data that mean nothing: a misspelt field or language."""
    return {key for _, body in entries().values() for key in body} - _FIELDS - LANGUAGES - {ANY_LANGUAGE}


@functools.cache
def rules(language: str) -> LanguageRules:
    """The rules of a language; the plain ones where nothing is said."""
    file = files("claims.measures") / "data" / _LANGUAGE_FILE
    return LanguageRules.model_validate(tomllib.loads(file.read_text(encoding="utf-8")).get(language, {}))
