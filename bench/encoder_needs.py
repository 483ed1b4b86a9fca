"""What one encoder needs, measured in this process alone; `bench.encoder` starts one for each.

    python -m bench.encoder_needs NAME < TEXTS.json

Prints one JSON object. Nothing is imported before the clock runs but what it is read and told with.
"""

import json
import resource
import sys
import time
from importlib.metadata import distribution, packages_distributions
from itertools import pairwise
from pathlib import Path

OWN = {"bench", "claims", "verify"}


def measure(name: str, texts: list[str]) -> dict[str, float]:
    """Processor seconds until the first text is encoded, sentences a processor second, MB of memory and on disk."""
    times = [time.process_time()]
    from verify.embedding import load_encoder

    encoder = load_encoder(name)
    encoder.encode(["warm"])
    times.append(time.process_time())
    for _ in range(2):
        encoder.encode(texts)
        times.append(time.process_time())
    load, new, met = (end - start for start, end in pairwise(times))
    return {
        "load, s": load,
        "sentences a second, new words": len(texts) / new,
        "sentences a second, words met": len(texts) / met,
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "packages imported, MB on disk": imported() / 1e6,
    }


def imported() -> int:
    """Bytes on disk of the installed packages that this process has imported from, our own left out."""
    of = packages_distributions()
    packages = {module.partition(".")[0] for module in sys.modules} - OWN
    found = {name for package in packages for name in of.get(package, ())}
    places = {Path(str(file.locate())) for name in found for file in distribution(name).files or ()}
    return sum(place.stat().st_size for place in places if place.is_file())


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], json.load(sys.stdin))))
