"""Vectors kept on disk, so that a text is encoded once."""

import hashlib
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

from verify.embedding.protocol import Encoder, Vectors

log = logging.getLogger(__name__)

SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
READ = "SELECT vector FROM vectors WHERE key = ?"
WRITE = "INSERT OR REPLACE INTO vectors VALUES (?, ?)"
PATIENCE = 10.0  # seconds to wait for another process that writes


class CachedEncoder:
    """An encoder that looks into a file first.

    The file holds nothing that cannot be made again: where it cannot be read or written, the vectors are simply
    computed, and a damaged file is begun anew.
    """

    def __init__(self, encoder: Encoder, path: Path) -> None:
        self._encoder, self._path = encoder, path
        self.name, self.fingerprint, self.dimension = encoder.name, encoder.fingerprint, encoder.dimension

    def encode(self, texts: list[str]) -> Vectors:
        """As the encoder inside, less the work for texts seen before."""
        keys = [self._key(text) for text in texts]
        known = self._read(dict.fromkeys(keys))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            fresh = dict(zip(missing, self._encoder.encode(list(missing.values())), strict=True))
            self._write(fresh)
            known |= fresh
        return np.array([known[key] for key in keys], dtype=np.float32).reshape(len(texts), self.dimension)

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.fingerprint}\n{text}".encode("utf-8", "surrogatepass")).digest()

    def _read(self, keys: dict[bytes, None]) -> dict[bytes, Vectors]:
        try:
            with closing(self._open()) as store:
                return {key: vector for key in keys for vector in self._stored(store, key)}
        except (sqlite3.Error, OSError) as error:
            log.debug("vector cache not read: %s", error)
            return {}

    def _stored(self, store: sqlite3.Connection, key: bytes) -> Iterator[Vectors]:
        """The vector under `key`, if there is one of the right size."""
        for (blob,) in store.execute(READ, (key,)):
            if isinstance(blob, bytes) and len(blob) == self.dimension * 4:
                yield np.frombuffer(blob, dtype="<f4")

    def _write(self, vectors: dict[bytes, Vectors]) -> None:
        rows = [(key, vector.astype("<f4").tobytes()) for key, vector in vectors.items()]
        try:
            with closing(self._open()) as store, store:
                store.executemany(WRITE, rows)
        except (sqlite3.Error, OSError) as error:
            log.warning("vectors are not cached in %s: %s", self._path, error)

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _connect(self._path)
        except sqlite3.OperationalError:  # busy, or no right to write: not the file's fault
            raise
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            return _connect(self._path)


def _connect(path: Path) -> sqlite3.Connection:
    store = sqlite3.connect(path, timeout=PATIENCE)
    try:
        store.execute(SCHEMA)
    except sqlite3.Error:
        store.close()
        raise
    return store
