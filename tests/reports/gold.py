"""Golden files. After a change that is meant: ACCEPT=1 pytest tests/reports, then read the diff."""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "gold"


def gold(name: str, data: bytes) -> list[str]:
    """Lines of the file that is on record; with ACCEPT=1 the data is put on record first."""
    path = FOLDER / name
    if os.environ.get("ACCEPT"):
        path.write_bytes(data)
    return path.read_bytes().decode().splitlines()
