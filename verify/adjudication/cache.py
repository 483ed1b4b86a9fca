"""Answers kept on disk by what was asked and of whom, so that no question is paid for twice."""

import hashlib
import logging
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from pydantic import ValidationError

from verify.adjudication.protocol import Answer, Question

log = logging.getLogger(__name__)

SCHEMA = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID"
READ = "SELECT answer FROM answers WHERE key = ?"
WRITE = "INSERT OR REPLACE INTO answers VALUES (?, ?)"
PATIENCE = 10.0  # seconds to wait for another process that writes


class AnswerCache:
    """One SQLite file for its owner alone. Where it cannot be read or written, questions are simply asked again."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def known(self, fingerprint: str, questions: Sequence[Question]) -> dict[Question, Answer]:
        """The answers that are kept, of those asked for."""
        found = {}
        try:
            with closing(self._connect()) as store:
                for question in questions:
                    for (text,) in store.execute(READ, (key(fingerprint, question),)):
                        found[question] = Answer.model_validate_json(text)
        except (sqlite3.Error, OSError, ValidationError) as error:
            log.debug("answers not read: %s", error)
        return found

    def keep(self, fingerprint: str, answers: Mapping[Question, Answer]) -> None:
        """Add answers to the file."""
        rows: Iterable[tuple[str, str]] = ((key(fingerprint, q), a.model_dump_json()) for q, a in answers.items())
        try:
            with closing(self._connect()) as store, store:
                store.executemany(WRITE, rows)
        except (sqlite3.Error, OSError) as error:
            log.warning("answers are not kept in %s: %s", self._path, error)

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._path.touch(mode=0o600)
        store = sqlite3.connect(self._path, timeout=PATIENCE)
        store.execute(SCHEMA)
        return store


def key(fingerprint: str, question: Question) -> str:
    """What an answer is kept under: who was asked, and every word of the question."""
    return hashlib.sha256(f"{fingerprint}\n{question.model_dump_json()}".encode("utf-8", "surrogatepass")).hexdigest()
