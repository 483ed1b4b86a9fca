"""How a desk is set up: for everyone, and as each reviewer likes it."""

import json

from pydantic import JsonValue

from reports.store.database import Database, writing

ALL = ""  # the reviewer of settings that hold for everyone

OPINIONS = "opinions"  # people who must decide what is grave
BLIND = "blind"  # score and others' verdicts are hidden until one has decided
KEYS = "keys"  # action -> code of the key
PORT = "port"  # where the desk was last, so that what a browser keeps for it is found again
SECRET = "secret"  # noqa: S105 - a name, not the secret


def setting(db: Database, name: str, default: JsonValue, reviewer: str = ALL) -> JsonValue:
    """A setting, or what holds without it."""
    row = db.execute("SELECT value FROM setting WHERE reviewer = ? AND name = ?", (reviewer, name)).fetchone()
    return json.loads(row["value"]) if row else default


def change(db: Database, name: str, value: JsonValue, reviewer: str = ALL) -> None:
    """Keep a setting."""
    with writing(db):
        db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?, ?)", (reviewer, name, json.dumps(value)))


def opinions(db: Database) -> int:
    """How many people must decide a finding of high severity."""
    value = setting(db, OPINIONS, 1)
    return value if isinstance(value, int) and value > 0 else 1
