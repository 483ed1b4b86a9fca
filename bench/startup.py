"""How long a whole process takes: help, and a check of the bundled examples from a cold start.

    python bench/startup.py [--runs 5] [PATH...]

Prints minimum, median and maximum wall seconds of each command, and the seconds of each stage of the last check.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"


def seconds(command: list[str]) -> float:
    """Wall seconds of one run of a command, which must succeed."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def show(name: str, command: list[str], runs: int) -> None:
    """One line with the spread of several runs."""
    took = [seconds(command) for _ in range(runs)]
    print(f"{name:<28} min {min(took):.2f}  median {statistics.median(took):.2f}  max {max(took):.2f} s")


def main() -> None:
    """Time the commands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[str(EXAMPLES)])
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    tool = [sys.executable, "-m", "reports"]
    with tempfile.TemporaryDirectory() as folder:
        page, data = (str(Path(folder) / name) for name in ("report.html", "report.json"))
        show("crosscheck --help", [*tool, "--help"], args.runs)
        show("crosscheck check", [*tool, "check", *args.paths, "-o", page, "-o", data, "-q", "--no-cache"], args.runs)
        run = json.loads(Path(data).read_text(encoding="utf-8"))["run"]
    print("stages of the last check:", ", ".join(f"{k} {v:.2f} s" for k, v in run["timings_s"].items()))
    print("counts:", ", ".join(f"{k} {v}" for k, v in run["counts"].items()))


if __name__ == "__main__":
    main()
