"""The public benchmark as data: where it lies, what it holds, and a digest that changes when any byte of it does."""

import json
from collections import Counter
from hashlib import sha256
from itertools import combinations
from pathlib import Path

BENCHMARK = Path(__file__).parents[2] / "benchmark"
STORIES = BENCHMARK / "stories"
MEASURES = BENCHMARK / "measures.json"


def stories() -> list[Path]:
    """The folders of all stories, by name."""
    return sorted(path.parent for path in STORIES.glob("*/labels.json"))


def labels(story: Path) -> dict:
    """What `labels.json` of a story holds."""
    return json.loads((story / "labels.json").read_text(encoding="utf-8"))


def text(story: Path, file: str) -> str:
    """An article as decoded, line ends untouched: what quotes and offsets count in."""
    return (story / file).read_bytes().decode("utf-8")


def digest() -> str:
    """SHA-256 over names and bytes of all files of the benchmark but its card."""
    whole = sha256()
    for path in sorted([*STORIES.glob("*/*"), MEASURES], key=lambda p: p.relative_to(BENCHMARK).as_posix()):
        name = path.relative_to(BENCHMARK).as_posix().encode()
        content = path.read_bytes()
        whole.update(b"%d %s %d " % (len(name), name, len(content)) + content)
    return whole.hexdigest()


def counts() -> dict[str, int]:
    """How many of each thing the card lists: articles, groups by verdict, conflicts by kind, traps."""
    found: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for told in map(labels, stories()):
        found["stories"] += 1
        found["articles"] += len(told["articles"])
        languages.update(a["lang"] for a in told["articles"])
        for group in told["groups"]:
            found[group["verdict"]] += 1
            found["labelled claims"] += len(group["claims"])
            if group["verdict"] == "conflict":
                found[f"conflict, {group['kind']}"] += 1
                found[_pairing(group, {a["file"]: a["lang"] for a in told["articles"]})] += 1
        found["traps, by hand"] += sum(not t.get("auto") for t in told["traps"])
        found["traps, derived"] += sum(bool(t.get("auto")) for t in told["traps"])
    return {**found, "languages": len(languages)}


def at_odds(group: dict) -> list[tuple[dict, dict]]:
    """Pairs of claims of a conflict group that differ in their key."""
    return [(a, b) for a, b in combinations(group["claims"], 2) if a["key"] != b["key"]]


def _pairing(group: dict, language: dict[str, str]) -> str:
    same = any(language[a["file"]] == language[b["file"]] for a, b in at_odds(group))
    return "conflict, told within a language" if same else "conflict, only across languages"
