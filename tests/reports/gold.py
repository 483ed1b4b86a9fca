"""Golden files. After a change that is meant: ACCEPT=1 pytest tests/reports, then read the diff."""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "gold"


def matches(name: str, data: bytes) -> bool:
    """Whether the bytes are those on file; with ACCEPT=1 they are put on file."""
    path = FOLDER / name
    if os.environ.get("ACCEPT"):
        path.write_bytes(data)
    return path.exists() and path.read_bytes() == data
