"""What the cache of claims and the worker processes save: one check of the same articles in several ways.

    python bench/cache.py [--runs 3] [PATH...]

Prints the median of CPU seconds (this process and its workers) and of wall seconds of the stage that reads articles.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"


def measured(paths: list[str], cache: Path, options: list[str]) -> tuple[float, float]:
    """CPU seconds of a whole run, and wall seconds of its stage `extract`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = cache / "report.json"
    command = [sys.executable, "-m", "reports", "check", *paths, "-o", str(report), "-q", "--allow-errors", "1000000"]
    subprocess.run([*command, *options], check=True, env={**os.environ, "XDG_CACHE_HOME": str(cache)})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, json.loads(report.read_bytes())["run"]["timings_s"]["extract"]


def main() -> None:
    """Measure each way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[str(EXAMPLES)])
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    ways = {
        "without a cache": ["--no-cache", "--jobs", "1"],
        "without a cache, two processes": ["--no-cache", "--jobs", "2"],
        "into an empty cache": ["--jobs", "1"],
        "from the cache": ["--jobs", "1"],
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, options in ways.items():
            found = []
            for number in range(args.runs):
                place = Path(folder) / (str(number) if "cache" in name and "without" not in name else "none")
                place.mkdir(exist_ok=True)
                found.append(measured(args.paths, place, options))
            cpu, wall = (statistics.median(values) for values in zip(*found, strict=True))
            print(f"{name:<32} CPU {cpu:6.2f} s, reading of articles {wall:6.2f} s")


if __name__ == "__main__":
    main()
