"""Quantities: speed, load time, memory and accuracy, beside quantulum3 and Recognizers-Text in the same run.

    python bench/quantities.py GOLD.jsonl [...] [--sentences STORY_DIR] [--others] [--misses]

GOLD has lines {"language", "text", "expect": [{"low", "high", "unit"}]}. Speed is measured on the sentences of the
articles in STORY_DIR (or else on the gold texts), mixed from 13 languages, in processor seconds of one core.
--others also runs quantulum3 and Recognizers-Text where they are installed (pip install quantulum3
recognizers-text-suite); they read only the languages that they know.

A label counts as broken, by rule, where its value is what was read without its decimal sign ("2,75 $" -> 275), where
what was read is a range and the label gives one end of it, or where a discount was read and the label gives what is
left of the price ("80 % off" -> 20).
"""

import argparse
import json
import math
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from claims.ingest import read
from claims.lexicon import languages, load
from claims.models import Article
from claims.quantities import find
from claims.segmentation import segment

MIXED = ["en", "pl", "it", "ru", "ar", "pt", "tr", "es", "zh", "de", "uk", "fr", "ja"]
EACH, SEED, RUNS = 150, 1, 5
Row = dict[str, Any]


class Read(NamedTuple):
    """One quantity as any of the libraries reads it."""

    numbers: frozenset[float]
    unit: str | None


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--others", action="store_true")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    rows = [json.loads(line) for path in args.gold for line in path.read_text("utf-8").splitlines()]
    loading()
    speed("crosscheck", ours, mixture(args.sentences, rows))
    accuracy("crosscheck", ours, rows, misses=args.misses)
    for name, reader in others() if args.others else ():
        speed(name, reader, [row for row in mixture(args.sentences, rows) if row["language"] == "en"][:40])
        accuracy(name, reader, rows, misses=False)


def loading() -> None:
    """Time and memory that the lexicons take."""
    load("en")  # what all languages share
    before, took = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, []
    for code in sorted(languages() - {"en"}):
        started = time.process_time()
        load(code)
        took.append((time.process_time() - started) * 1000)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    took.sort()
    print(f"load      median {took[len(took) // 2]:.1f} ms, slowest {took[-1]:.1f} ms of {len(took) + 1} languages")
    print(f"memory    {grown:.1f} MB for all of them beside English")


def mixture(folder: Path | None, rows: list[Row]) -> list[Row]:
    """Sentences of 13 languages in equal parts, in a fixed random order."""
    by_language: dict[str, list[str]] = defaultdict(list)
    for language, text in sentences(folder) if folder else ((row["language"], row["text"]) for row in rows):
        by_language[language].append(text)
    rng = random.Random(SEED)
    mixed = []
    for language in MIXED:
        texts = by_language[language]
        rng.shuffle(texts)
        mixed += [{"language": language, "text": text} for text in (texts * EACH)[:EACH]]
    rng.shuffle(mixed)
    return mixed


def sentences(folder: Path) -> Iterator[tuple[str, str]]:
    """Language and text of each sentence of the articles in a folder."""
    for article in read([str(path) for path in sorted(folder.iterdir()) if path.is_dir()] or [str(folder)]):
        if isinstance(article, Article):
            yield from ((s.language, s.span.quote) for s in segment(article) if s.language)


def speed(name: str, reader: Callable[[str, str], list[Read]], rows: list[Row]) -> None:
    """Sentences in a processor second, the best of several runs."""
    runs = []
    for _ in range(RUNS if len(rows) > EACH else 1):
        started = time.process_time()
        for row in rows:
            reader(row["text"], row["language"])
        runs.append(time.process_time() - started)
    print(f"speed     {name}: {len(rows) / min(runs):.0f} sentences/s ({len(rows)} sentences)")


def accuracy(name: str, reader: Callable[[str, str], list[Read]], rows: list[Row], *, misses: bool) -> None:
    """Recall of values, of values with units, and precision, for each language."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        got, count = reader(row["text"], row["language"]), counts[row["language"]]
        left = list(got)
        count["got"] += len(got)
        for label in row["expect"]:
            count["gold"] += 1
            kind, hit = judged(label, left, got)
            count[kind] += 1
            if hit:
                left.remove(hit)
                count["unit"] += same_unit(label["unit"], hit.unit)
            elif misses:
                print(f"{kind:8} {row['language']} {label['low']} {label['unit']}  {row['text']}", file=sys.stderr)
    for language, c in [*sorted(counts.items()), ("all", sum(counts.values(), Counter()))]:
        sound = (c["gold"] - c["broken"]) or 1
        shares = {
            "value": c["right"] / c["gold"],
            "with unit": c["unit"] / c["gold"],
            "precision": c["right"] / (c["got"] or 1),
            "value of sound labels": c["right"] / sound,
        }
        told = "  ".join(f"{word} {share:.3f}" for word, share in shares.items())
        print(f"{name} {language:4} labels {c['gold']:4}  broken {c['broken']:3}  {told}")


def judged(label: Row, left: list[Read], got: list[Read]) -> tuple[str, Read | None]:
    """Whether a label was found ("right"), is broken by one of the rules, or was missed; and what it was found as."""
    wanted = frozenset(float(v) for v in (label["low"], label["high"]) if v is not None)
    hits = [one for one in left if alike(one.numbers, wanted)]
    if hits:
        return "right", max(hits, key=lambda one: same_unit(label["unit"], one.unit))
    broken = any(lost_its_sign(v, w) for one in got for v in one.numbers for w in wanted)
    ends = any(len(one.numbers) == 2 and wanted <= one.numbers for one in got)
    rest = any(left_of_price(one, label, wanted) for one in got)
    return ("broken" if broken or ends or rest else "missed"), None


def alike(one: frozenset[float], other: frozenset[float]) -> bool:
    """Whether two sets of bounds agree to a thousandth."""
    pairs = zip(sorted(one), sorted(other), strict=False)
    return len(one) == len(other) > 0 and all(abs(a - b) <= 1e-3 * max(1.0, abs(b)) for a, b in pairs)


def lost_its_sign(read_value: float, label: float) -> bool:
    """Whether a label is a value with its decimal sign dropped: a broken number times a power of ten."""
    if read_value == int(read_value) or abs(label) <= abs(read_value):
        return False
    tens = math.log10(abs(label / read_value))
    return tens > 0.5 and abs(tens - round(tens)) < 1e-6


def left_of_price(one: Read, label: Row, wanted: frozenset[float]) -> bool:
    """Whether a label gives what is left of the price where a discount was read: 20 of "80 % off"."""
    rest = frozenset(100 - v for v in one.numbers)
    return one.unit == label["unit"] == "%" and alike(rest, wanted)


def same_unit(wanted: str | None, unit: str | None) -> bool:
    """Whether a unit is the one wanted; a star takes any."""
    return wanted == "*" or (wanted or "").casefold() == (unit or "").casefold()


def ours(text: str, language: str) -> list[Read]:
    """What this project reads."""
    return [Read(frozenset(float(v) for v in (q.low, q.high) if v is not None), q.unit) for q in find(text, language)]


def others() -> Iterator[tuple[str, Callable[[str, str], list[Read]]]]:
    """The libraries to compare with; a word where one is not installed."""
    for name, make in (("quantulum3", quantulum), ("Recognizers-Text", recognizers)):
        try:
            yield name, make()
        except ImportError as missing:
            print(f"{name}: not installed ({missing}), left out", file=sys.stderr)


def quantulum() -> Callable[[str, str], list[Read]]:
    """quantulum3, which reads English; its units by symbol or currency code."""
    from quantulum3 import classifier, parser  # type: ignore[import-not-found]

    classifier.USE_CLF = False  # it was stored by an older scikit-learn and loads with no newer one

    def reader(text: str, _: str) -> list[Read]:
        found = parser.parse(text)
        return [Read(frozenset((q.value,)), (q.unit.symbols or [q.unit.name])[0] or None) for q in found]

    return reader


def recognizers() -> Callable[[str, str], list[Read]]:
    """Recognizers-Text for Python: numbers with units, and bare numbers where none was found."""
    from recognizers_number import recognize_number  # type: ignore[import-not-found]
    from recognizers_number_with_unit import (  # type: ignore[import-not-found]
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    cultures = {"en": "en-us", "es": "es-es", "fr": "fr-fr", "pt": "pt-br", "zh": "zh-cn", "ja": "ja-jp"}
    parts = (recognize_currency, recognize_dimension, recognize_temperature, recognize_number)

    def reader(text: str, language: str) -> list[Read]:
        found: list[Read] = []
        taken: set[int] = set()
        for part in parts if language in cultures else ():
            for one in part(text, cultures[language]):
                value = (one.resolution or {}).get("value")
                if value and not taken & set(range(one.start, one.end + 1)):
                    taken |= set(range(one.start, one.end + 1))
                    found.append(Read(frozenset((float(value),)), one.resolution.get("isoCurrency")))
        return found

    return reader


if __name__ == "__main__":
    main()
