"""Claims kept on disk between runs, by what they were read from and what read them.

A run that was interrupted keeps the articles it has finished; the next run reads only what is new. The key covers all
that extraction looks at: the article as far as claims depend on it, this package's code and data byte for byte, and
the versions of the libraries underneath. What is kept can always be made again: a file that can't be read or written
costs time, never a result, and a damaged one is begun anew.
"""

import hashlib
import logging
import sqlite3
import sys
import zlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import time

from pydantic import TypeAdapter, ValidationError

from claims.models import Article, Claim

log = logging.getLogger(__name__)

CLAIMS: TypeAdapter[tuple[Claim, ...]] = TypeAdapter(tuple[Claim, ...])
# Fields of an article that claims depend on.
READ = ("id", "text", "title", "language", "published", "source", "url", "body_start")
SOURCES = (".py", ".toml", ".json", ".gz", ".tsv")
LIBRARIES = ("regex", "sentencex", "py3langid", "anyascii", "rapidfuzz")
SCHEMA = "CREATE TABLE IF NOT EXISTS claims (key BLOB PRIMARY KEY, claims BLOB NOT NULL, used INTEGER NOT NULL)"
MAX_BYTES = 500_000_000  # beyond it the half that was used longest ago goes
DAY_S = 86_400
PATIENCE_S = 10.0  # for another process that writes


class ClaimCache:
    """Claims by article, in a SQLite file that only its owner can read: it holds words of the articles."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._store: sqlite3.Connection | None = None

    def __enter__(self) -> "ClaimCache":
        """Open the file."""
        try:
            self._store = self._opened()
        except (sqlite3.Error, OSError) as error:
            log.debug("claims are not cached in %s: %s", self.path, error)
        return self

    def __exit__(self, *_: object) -> None:
        """Close it; what was put is there."""
        if self._store:
            self._prune(self._store)
            self._store.close()
        self._store = None

    def get(self, article: Article) -> tuple[Claim, ...] | None:
        """The claims of this article, or None where they are not known."""
        if self._store is None:
            return None
        try:
            row = self._store.execute("SELECT claims, used FROM claims WHERE key = ?", (key(article),)).fetchone()
            found = CLAIMS.validate_json(zlib.decompress(row[0])) if row else None
            if row and row[1] != today():
                self._store.execute("UPDATE claims SET used = ? WHERE key = ?", (today(), key(article)))
        except (sqlite3.Error, zlib.error, ValidationError) as error:
            log.debug("claims are not read from %s: %s", self.path, error)
            return None
        return found

    def put(self, article: Article, claims: bytes) -> None:
        """Keep the claims of this article, as JSON; they are on the disk when this returns."""
        if self._store is None:
            return
        try:
            row = (key(article), zlib.compress(claims, 1), today())
            self._store.execute("INSERT OR REPLACE INTO claims VALUES (?, ?, ?)", row)
        except sqlite3.Error as error:
            log.debug("claims are not cached in %s: %s", self.path, error)

    @property
    def usable(self) -> bool:
        """Whether the file could be opened."""
        return self._store is not None

    def count(self) -> int:
        """Articles whose claims are kept."""
        return int(self._store.execute("SELECT count(*) FROM claims").fetchone()[0]) if self._store else 0

    def _opened(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path.touch(mode=0o600)
        try:
            return _connect(self.path)
        except sqlite3.OperationalError:  # busy, or no right to write: not the file's fault
            raise
        except sqlite3.DatabaseError:
            self.path.unlink(missing_ok=True)
            self.path.touch(mode=0o600)
            return _connect(self.path)

    def _prune(self, store: sqlite3.Connection) -> None:
        try:
            (pages,), (free,), (size,) = (
                store.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count", "page_size")
            )
            if (pages - free) * size > MAX_BYTES:
                half = "SELECT key FROM claims ORDER BY used, key LIMIT (SELECT count(*) / 2 FROM claims)"
                store.execute(f"DELETE FROM claims WHERE key IN ({half})")  # noqa: S608 - no word of a user in it
        except sqlite3.Error as error:
            log.debug("claims in %s not pruned: %s", self.path, error)


def dumped(claims: Sequence[Claim]) -> bytes:
    """Claims as JSON."""
    return CLAIMS.dump_json(tuple(claims))


def key(article: Article) -> bytes:
    """What the claims of an article are kept under."""
    parts = (fingerprint(), *(repr(getattr(article, name)) for name in READ))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()


@cache
def fingerprint() -> str:
    """Changes whenever claims may: a hash of this package's files and of the versions under it."""
    folder = Path(__file__).parent
    digest = hashlib.sha256(repr((sys.version_info[:2], [_version(name) for name in LIBRARIES])).encode())
    for path in sorted(folder.rglob("*")):
        if path.suffix in SOURCES:
            digest.update(f"\x1f{path.relative_to(folder).as_posix()}\x1f".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def today() -> int:
    """The day, counted from 1970: when a row was last of use."""
    return int(time() // DAY_S)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _connect(path: Path) -> sqlite3.Connection:
    store = sqlite3.connect(path, timeout=PATIENCE_S, isolation_level=None)
    try:
        store.execute("PRAGMA journal_mode = WAL")
        store.execute("PRAGMA synchronous = NORMAL")
        store.execute(SCHEMA)
    except sqlite3.Error:
        store.close()
        raise
    return store
