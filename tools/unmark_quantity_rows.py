#!/usr/bin/env python3
"""Takes the mark "missing" off the rows of tests/data/quantities that are read by now, and says which they are.

    unmark_quantity_rows.py

Run it after a change to the reading of quantities; the test of the tables fails as long as a mark stands too long.
The marks of the folder cldr are kept in its missing.toml, from which they are to be taken by hand.
"""

import json
import sys
from pathlib import Path
from typing import Any

from claims.quantities import find

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "data" / "quantities"


def is_read(row: dict[str, Any]) -> bool:
    """Whether just what a row expects is found in its text."""
    found = find(row["text"], row["language"])
    if len(found) != len(row["expect"]):
        return False
    for wanted, got in zip(row["expect"], found, strict=True):
        stated = {"approximate": False, **wanted}
        for key, value in stated.items():
            have = getattr(got, key)
            if key in ("low", "high") and value is not None and have is not None:
                have, value = round(float(have), 4), round(float(value), 4)  # noqa: PLW2901
            if have != value:
                return False
    return True


def main() -> None:
    """Rewrite the tables."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for row in rows:
            if "missing" in row and is_read(row):
                del row["missing"]
                sys.stdout.write(f"{path.stem} {row['text']}\n")
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main()
