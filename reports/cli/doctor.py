"""`crosscheck doctor`: whether this installation can do its work, offline."""

import platform
from collections.abc import Callable, Iterator
from importlib.resources import files

import click

from reports.cli.exits import Exit
from verify.version import tool_version

DATA_SUFFIXES = (".json", ".json.gz", ".toml", ".tsv", ".safetensors")


@click.command(short_help="Check this installation.", epilog="Example: crosscheck doctor")
@click.option("--encoder", default="default", metavar="NAME", help="The encoder to try.")
def doctor(encoder: str) -> Exit:
    """Check this installation: versions, encoder and its fingerprint, data files. Touches no network."""
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("version", tool_version),
        ("python", platform.python_version),
        ("platform", platform.platform),
        ("encoder", lambda: _encoder(encoder)),
        ("rules", _rules),
        ("data files", _data),
        ("network", lambda: "not used; only --allow-network lets an encoder be fetched"),
    )
    results = [_told(name, look) for name, look in checks]
    return Exit.DONE if all(results) else Exit.FAILED


def _told(name: str, look: Callable[[], str]) -> bool:
    """Print what a check says; a check that fails is told like one that does not."""
    try:
        click.echo(f"{name + ':':<12} {look()}")
    except Exception as error:
        click.echo(f"{name + ':':<12} FAILED: {type(error).__name__}: {error}")
        return False
    return True


def _encoder(name: str) -> str:
    from verify.embedding import load_encoder

    encoder = load_encoder(name)
    rows, dimensions = encoder.encode(["a test", "ein Versuch"]).shape
    return f"{encoder.name} {encoder.fingerprint}, {dimensions} dimensions, {rows} of 2 sentences encoded"


def _rules() -> str:
    from reports.rulebook import rulebook

    return ", ".join(rulebook())


def _data() -> str:
    sizes = [size for package in ("claims", "verify", "reports") for size in _sizes(files(package))]
    return f"{len(sizes)}, {sum(sizes) / 1e6:.1f} MB"


def _sizes(folder: object) -> Iterator[int]:
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):  # type: ignore[attr-defined]
        if item.is_dir():
            yield from _sizes(item)
        elif item.name.endswith(DATA_SUFFIXES):
            yield len(item.read_bytes())
