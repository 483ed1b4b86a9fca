"""What an encoder finds: translations, likeness as people judge it, and the same claim in another article.

Retrieval is the share of texts whose nearest neighbour is their translation,
mean of both directions; likeness is Spearman's correlation; stories give the mean reciprocal rank of the right
sentence among all of the other article, by `encode` and, where the encoder knows words, by `coverages`.
"""

import gzip
import itertools
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verify.embedding import Encoder, StaticEncoder, coverages
from verify.embedding.protocol import Vectors

SENTENCE = re.compile(r"\S[^\n]*?(?:(?<=[.!?؟])(?=\s)|(?<=。)|$)", re.MULTILINE)
BETWEEN = (("ar", "pl"), ("it", "ru"), ("pl", "ru"), ("zh", "es"))


def rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a packed file, one object each."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def by_language(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The lines of a file under their languages."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(path):
        found[row.get("language") or row["lang"]].append(row)
    return dict(sorted(found.items()))


def retrieval(a: Vectors, b: Vectors) -> float:
    """Share of rows whose nearest row on the other side stands in the same place."""
    cosine, own = a @ b.T, np.arange(len(a))
    return float(((cosine.argmax(0) == own).mean() + (cosine.argmax(1) == own).mean()) / 2)


def flores(encoder: Encoder, path: Path, languages: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Retrieval with English for each language, and between some others."""
    lines = rows(path)
    vectors = {name: encoder.encode([line[name].strip() for line in lines]) for name in ("en", *languages)}
    for name in languages:
        yield name, retrieval(vectors["en"], vectors[name])
    for one, two in BETWEEN:
        if {one, two} <= vectors.keys():
            yield f"{one}-{two}", retrieval(vectors[one], vectors[two])


def tatoeba(encoder: Encoder, path: Path, languages: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Retrieval with English for each language."""
    for name, lines in by_language(path).items():
        if name in languages:
            yield name, retrieval(encoder.encode([x["a"] for x in lines]), encoder.encode([x["b"] for x in lines]))


def likeness(encoder: Encoder, path: Path, languages: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Correlation of cosine and human judgement for each language."""
    for name, lines in by_language(path).items():
        if name not in languages:
            continue
        first, second = ("s1", "s2") if "s1" in lines[0] else ("stsb_test_1", "stsb_test_2")
        a, b = (encoder.encode([line[key] for line in lines]) for key in (first, second))
        yield name, spearman((a * b).sum(1), np.array([line["score"] for line in lines]))


def spearman(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    """Correlation of ranks; equal values share the mean of theirs."""
    return float(np.corrcoef(_ranked(a), _ranked(b))[0, 1])


def _ranked(values: NDArray[np.float64]) -> NDArray[np.float64]:
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(counts) - (counts - 1) / 2)[places])


def stories(encoder: Encoder, folders: Sequence[Path]) -> Iterator[tuple[str, float]]:
    """Mean reciprocal rank of the right sentence, across languages and within one."""
    ranks: defaultdict[str, list[float]] = defaultdict(list)
    for folder in folders:
        for name, rank in _ranks(encoder, folder):
            ranks[name].append(1 / rank)
    for name, found in sorted(ranks.items()):
        yield f"{name} ({len(found):,} pairs)", float(np.mean(found))


def _ranks(encoder: Encoder, folder: Path) -> Iterator[tuple[str, int]]:
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    language = {article["file"]: article["lang"] for article in labels["articles"]}
    text = {file: (folder / file).read_bytes().decode() for file in language}
    parts = {file: [found.span() for found in SENTENCE.finditer(text[file])] for file in language}
    told = {file: [text[file][a:b] for a, b in parts[file]] for file in language}
    scores: list[tuple[str, dict[str, Any], Callable[[Any, Any], Vectors]]]
    scores = [("cosine", {file: encoder.encode(told[file]) for file in told}, lambda a, b: a @ b.T)]
    if isinstance(encoder, StaticEncoder):
        scores.append(("coverage", {file: encoder.token_vectors(told[file]) for file in told}, coverages))
    for group in labels["groups"]:
        for one, two in itertools.permutations(group["claims"], 2):
            a, b = one["file"], two["file"]
            if a == b:
                continue
            here, there = (_place(text[c["file"]], parts[c["file"]], c["quote"]) for c in (one, two))
            where = "within a language" if language[a] == language[b] else "across languages"
            for name, of, score in scores:
                found = score(of[a][here : here + 1], of[b])[0]
                yield f"{where}, {name}", int((found > found[there]).sum()) + 1


def _place(text: str, parts: Sequence[tuple[int, int]], quote: str) -> int:
    start = text.find(quote)
    return int(np.argmax([min(start + len(quote), b) - max(start, a) for a, b in parts]))
