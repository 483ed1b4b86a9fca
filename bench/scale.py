"""What each stage costs, and how it grows with the number of articles.

    python bench/scale.py [--sizes 10,40,160] [--sentences 20]

The articles are made: sentences of the bundled examples in random order, their digits changed, so that they differ
and still speak of one story. Prints seconds per stage for each size.
"""

import argparse
import random
import re
import tempfile
from pathlib import Path

from claims.ingest import read
from claims.segmentation import segment
from verify.pipeline import check

EXAMPLES = Path(__file__).parent.parent / "examples"
DIGIT = re.compile(r"[1-9]")


def sentences() -> list[str]:
    """Every sentence of the examples."""
    return [s.span.quote for a in read([str(EXAMPLES)]) if hasattr(a, "text") for s in segment(a)]


def write(folder: Path, count: int, length: int) -> None:
    """Made articles, the same for the same numbers."""
    dice, known = random.Random(count), sentences()
    for number in range(count):
        body = [
            DIGIT.sub(lambda _: str(dice.randint(1, 9)), line) for line in dice.sample(known, min(length, len(known)))
        ]
        head = f"Article {number}\nSource: outlet{number}.example\nPublished: 2025-03-{1 + number % 28:02}\n\n"
        (folder / f"{number:05}.txt").write_text(head + "\n\n".join(body), encoding="utf-8")


def main() -> None:
    """One line for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10,40,160")
    parser.add_argument("--sentences", type=int, default=20)
    args = parser.parse_args()
    for size in map(int, args.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), size, args.sentences)
            run = check(read([folder])).run
        stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in run.timings_s.items())
        print(f"{size:>6} articles {run.duration_s:7.1f} s: {stages} ({run.counts['pairs_compared']:,} pairs)")


if __name__ == "__main__":
    main()
