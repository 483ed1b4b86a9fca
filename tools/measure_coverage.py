"""How much of what articles count the measure lexicon names, and the words beside figures it does not know.

    python tools/measure_coverage.py FOLDER... [--words 15] [--generic]

Reads every article below the folders, takes the sentences with a figure, and prints for each language how many
figures have a measure in their sentence, then the words that stand most often beside the figures that have none.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from claims.ingest import read
from claims.measures import concept, find
from claims.measures.words import words
from claims.models import Sentence, Zone
from claims.quantities import find as quantities
from claims.segmentation import segment

REACH = 30  # code points on each side of a figure in which the word that it counts is looked for
SHORTEST = 4  # letters: shorter words are articles and prepositions


class Tally:
    """Figures seen and named, and the words beside those that are not."""

    def __init__(self) -> None:
        self.seen = 0
        self.named = 0
        self.strangers: Counter[str] = Counter()

    def add(self, sentence: Sentence, generic: bool) -> None:
        """Counts the figures of a sentence."""
        text = sentence.span.quote
        figures = quantities(text, sentence.language)
        measures = [m for m in find(text, sentence.language) if generic or not concept(m.concept).generic]
        self.seen += len(figures)
        if measures:
            self.named += len(figures)
            return
        for figure in figures:
            self.strangers.update(beside(text, figure.span.start, figure.span.end))


def beside(text: str, start: int, end: int) -> set[str]:
    """The longer words close to a figure."""
    near = f"{text[max(0, start - REACH) : start]} {text[end : end + REACH]}"
    return {word.form for word in words(near) if len(word.form) >= SHORTEST and word.form.isalpha()}


def sentences(folders: list[str]) -> Iterator[Sentence]:
    """All sentences of the articles below the folders, boilerplate aside."""
    for article in read(folders):
        if hasattr(article, "text"):
            yield from (s for s in segment(article) if s.zone is not Zone.BOILERPLATE)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--words", type=int, default=15, help="how many unknown words to list a language")
    parser.add_argument("--generic", action="store_true", help="let general measures (people, a rise) count too")
    return parser.parse_args()


def main() -> None:
    """Prints the table."""
    options = arguments()
    tallies: dict[str, Tally] = defaultdict(Tally)
    for sentence in sentences([str(folder) for folder in options.folders]):
        tallies[sentence.language or "?"].add(sentence, options.generic)
    for language, tally in sorted(tallies.items(), key=lambda item: -item[1].seen):
        share = tally.named / tally.seen if tally.seen else 0.0
        print(f"{language}  {tally.named:5} of {tally.seen:5} figures  {share:4.0%}")
        print("    " + ", ".join(f"{word} {count}" for word, count in tally.strangers.most_common(options.words)))


if __name__ == "__main__":
    main()
