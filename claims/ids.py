"""Ids and hashes that depend on content alone: same input, same id, on any machine."""

import hashlib


def digest(*parts: str, length: int = 12) -> str:
    """First `length` hex digits of the SHA-256 of the parts, kept apart by a byte that text cannot hold."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]
