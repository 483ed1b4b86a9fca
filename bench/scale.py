"""What each stage of a check costs, and how it grows with the number of articles.

    python bench/scale.py [--sizes 10,40,160,1000] [--of story,news] [--sentences 20] [--jobs 0]

`story`: sentences of the bundled examples in random order, their figures changed, so that all articles speak of one
story. `news`: the articles of the benchmark, each filled up with sentences of its own story; when they run out, once
more with other figures, half of the stories under other names. Each set goes through `crosscheck check` twice, to HTML
and JSON: first with an empty cache of claims, then with a full one. Prints wall seconds of the whole command and of
each stage, and the most memory that it held.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import count, islice
from pathlib import Path

from claims import entities
from claims.ingest import read
from claims.language import detect
from claims.models import Article
from claims.segmentation import segment

ROOT = Path(__file__).parent.parent
EXAMPLES, STORIES = ROOT / "examples", ROOT / "benchmark" / "stories"
FIGURE, DIGIT = re.compile(r"\b(?!(?:19|20)\d\d\b)\d+"), re.compile(r"[1-9]")  # a year stays a year
VOWELS = str.maketrans("aeiouyаеиоуы", "eioyuaеиоуыа")


def _sentences(article: Article) -> list[str]:
    return [s.span.quote for s in segment(article)]


def _articles(folder: Path) -> list[Article]:
    return [a for a in read([str(folder)]) if isinstance(a, Article) and a.path.endswith(".txt")]


def _other_figures(line: str, dice: random.Random) -> str:
    return FIGURE.sub(lambda figure: DIGIT.sub(lambda _: str(dice.randint(1, 9)), figure[0]), line)


@cache
def _other_names(line: str) -> str:
    """The line with the vowels of its names changed, in whatever language it is."""
    for name in reversed(entities.find(line, detect(line))):
        start, end = name.span.start, name.span.end
        line = line[:start] + line[start:end].translate(VOWELS) + line[end:]
    return line


def _paper(outlet: str, day: int, body: Sequence[str]) -> str:
    return f"{body[0]}\nSource: {outlet}\nPublished: 2025-03-{1 + day % 28:02}\n\n" + "\n\n".join(body[1:])


def story(length: int) -> Iterator[str]:
    """Articles without end on one story."""
    known = [line for article in read([str(EXAMPLES)]) if isinstance(article, Article) for line in _sentences(article)]
    for number in count():
        dice = random.Random(number)
        body = [_other_figures(line, dice) for line in dice.sample(known, min(length, len(known)))]
        yield _paper(f"outlet{number}.example", number, [f"Article {number}", *body])


@cache
def _benchmark() -> list[list[list[str]]]:
    """The sentences of each article of each benchmark story, its headline first."""
    return [[_sentences(a) for a in _articles(folder)] for folder in sorted(STORIES.iterdir()) if folder.is_dir()]


def news(length: int) -> Iterator[str]:
    """Articles without end on many stories, new ones with every round."""
    for turn in count():
        for number, articles in enumerate(_benchmark()):
            dice = random.Random(f"{turn} {number}")
            for place, own in enumerate(articles):
                others = [line for article in articles if article is not own for line in article[1:]]
                body = [*own, *dice.sample(others, min(len(others), max(0, length - len(own))))]
                if turn and number % 2:
                    body = [_other_names(line) for line in body]
                if turn:
                    body = [_other_figures(line, dice) for line in body]
                yield _paper(f"outlet{turn}-{place}.example", number + turn, body)


KINDS: dict[str, Callable[[int], Iterator[str]]] = {"story": story, "news": news}


def measured(folder: Path, place: Path, jobs: int) -> tuple[float, float, dict[str, float], dict[str, int]]:
    """Wall seconds and peak GiB of one run, seconds of its stages, and what it counted."""
    report, page = place / "report.json", place / "report.html"
    command = [sys.executable, "-m", "reports", "check", str(folder), "-o", str(report), "-o", str(page), "-q"]
    command += ["--jobs", str(jobs), "--allow-errors", "1000000"]
    began = time.perf_counter()
    child = subprocess.Popen(command, env={**os.environ, "XDG_CACHE_HOME": str(place)})
    _, status, used = os.wait4(child.pid, 0)
    took = time.perf_counter() - began
    if status:
        raise SystemExit(f"the check failed with status {status}")
    run = json.loads(report.read_bytes())["run"]
    return took, used.ru_maxrss / 2**20, run["timings_s"], run["counts"]


def main() -> None:
    """Two lines for each size of each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10,40,160,1000")
    parser.add_argument("--of", default="story,news")
    parser.add_argument("--sentences", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="write the articles here, one folder a set, and measure nothing")
    args = parser.parse_args()
    for kind in args.of.split(","):
        for size in map(int, args.sizes.split(",")):
            with tempfile.TemporaryDirectory() as name:
                folder = args.keep / f"{kind}{size}" if args.keep else Path(name) / "articles"
                folder.mkdir(parents=True)
                for number, text in enumerate(islice(KINDS[kind](args.sentences), size)):
                    (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
                for state in () if args.keep else ("empty", "full"):
                    took, memory, stages, counts = measured(folder, Path(name), args.jobs)
                    rest = took - sum(stages.values())
                    told = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in [*stages.items(), ("rest", rest)])
                    sizes = f"{counts['figures']:,} figures, {counts['pairs_compared']:,} pairs, {memory:.1f} GiB"
                    print(f"{kind:<6}{size:>6} articles, {state:<5} cache {took:7.1f} s: {told} ({sizes})", flush=True)


if __name__ == "__main__":
    main()
