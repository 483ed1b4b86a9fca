"""`crosscheck doctor`: whether this installation can do its work, offline."""

import hashlib
import platform
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from reports.cli.exits import Exit
from verify.version import tool_version

DATA_SUFFIXES = (".json", ".json.gz", ".toml", ".tsv", ".safetensors")
PACKAGES = ("claims", "verify", "reports")
SHOWN = 12  # hexadecimal digits of a hash: enough to tell two apart


@click.command(short_help="Check this installation.", epilog="Example: crosscheck doctor")
@click.option("--encoder", default="default", metavar="NAME", help="The encoder to try.")
@click.option("--store", metavar="FILE", help="A store of decisions to try.")
def doctor(encoder: str, store: str | None) -> Exit:
    """Check this installation: versions, models and their hashes, plugs, places to write. Touches no network.

    Exit 3 where anything that a check needs fails.
    """
    checks: list[tuple[str, Callable[[], str]]] = [
        ("version", tool_version),
        ("python", lambda: f"{platform.python_version()} on {platform.platform()}"),
        ("encoder", lambda: _encoder(encoder)),
        ("weights", _weights),
        ("data files", _data),
        ("readers", _readers),
        ("rules", _rules),
        ("formats", _formats),
        ("languages", _languages),
        ("cache", _cache),
        ("database", _database),
        ("network", lambda: "not used; only --allow-network lets an encoder be fetched"),
    ]
    if store:
        checks.append(("store", lambda: _store(Path(store))))
    results = [_told(name, look) for name, look in checks]
    return Exit.DONE if all(results) else Exit.FAILED


def _told(name: str, look: Callable[[], str]) -> bool:
    """Print what a check says; a check that fails is told like one that does not."""
    from reports.signs import one_line

    try:
        click.echo(f"{name + ':':<12} {one_line(look())}")
    except Exception as error:
        click.echo(f"{name + ':':<12} FAILED: {type(error).__name__}: {one_line(str(error))}")
        return False
    return True


def _encoder(name: str) -> str:
    from verify.embedding import load_encoder

    encoder = load_encoder(name)
    rows, dimensions = encoder.encode(["a test", "ein Versuch"]).shape
    return f"{encoder.name} {encoder.fingerprint}, {dimensions} dimensions, {rows} of 2 sentences encoded"


def _weights() -> str:
    from verify.scoring import WEIGHTS, shipped

    named = len(shipped().differ.weights)
    return f"{WEIGHTS.name} {hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()[:SHOWN]}, {named} features"


def _data() -> str:
    """One hash over all data: two installations with the same one read the same."""
    from importlib.resources import files

    digest, count, size = hashlib.sha256(), 0, 0
    for package in PACKAGES:
        for name, data in _contents(files(package), package):
            digest.update(f"{name}\x1f{len(data)}\x1f".encode())
            digest.update(data)
            count, size = count + 1, size + len(data)
    return f"{count}, {size / 1e6:.1f} MB, {digest.hexdigest()[:SHOWN]}"


def _contents(folder: object, path: str) -> Iterator[tuple[str, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):  # type: ignore[attr-defined]
        if item.is_dir():
            yield from _contents(item, f"{path}/{item.name}")
        elif item.name.endswith(DATA_SUFFIXES):
            yield f"{path}/{item.name}", item.read_bytes()


def _readers() -> str:
    from claims.ingest.readers import BY_SUFFIX

    return ", ".join(suffix.lstrip(".") for suffix in BY_SUFFIX)


def _rules() -> str:
    from reports.rulebook import rulebook

    return ", ".join(rulebook())


def _formats() -> str:
    from reports.formats import NAMES, writer

    return ", ".join(name for name in NAMES if callable(writer(name)))


def _languages() -> str:
    from reports.messages import available

    return f"the page speaks {', '.join(available())}"


def _cache() -> str:
    """Where claims are kept. One that can't be written costs time and nothing else, so it is told and not failed."""
    from reports.cli.engine import claim_cache

    place = claim_cache()
    with place as cache:
        state = f"{cache.count()} articles" if cache.usable else "not writable: every run reads all articles anew"
    return f"{place.path}, {state}"


def _database() -> str:
    import sqlite3

    return f"SQLite {sqlite3.sqlite_version}"


def _store(path: Path) -> str:
    """Whether a store is there, whole and writable; nothing of it is changed."""
    from tempfile import TemporaryFile

    from reports.store.database import opened

    with opened(path) as database:
        found = database.execute("PRAGMA quick_check").fetchone()[0]
    with TemporaryFile(dir=path.parent):
        return f"{path}, {found}, writable" if path.stat().st_mode & 0o200 else f"{path}, {found}, read-only"
