"""Who has which finding open: soft, so that two people meet on a finding only knowingly."""

import time

from reports.store.database import Database, writing
from reports.store.models import Lease

LEASE_S = 600


def take(db: Database, finding: str, reviewer: str, session: str, at: float | None = None) -> Lease:
    """Claim a finding for ten minutes, unless someone else has it; gives the lease that holds now."""
    now = time.time() if at is None else at
    with writing(db):
        held = holder(db, finding, now)
        if held and held.reviewer != reviewer:
            return held
        lease = Lease(finding=finding, reviewer=reviewer, session=session, until=now + LEASE_S)
        db.execute("INSERT OR REPLACE INTO lease VALUES (?, ?, ?, ?)", (finding, reviewer, session, lease.until))
        return lease


def holder(db: Database, finding: str, at: float | None = None) -> Lease | None:
    """The lease that holds on a finding, if one does."""
    now = time.time() if at is None else at
    row = db.execute("SELECT * FROM lease WHERE finding = ? AND until > ?", (finding, now)).fetchone()
    return Lease(**dict(row)) if row else None


def held(db: Database, at: float | None = None) -> dict[str, str]:
    """Finding -> who has it open."""
    now = time.time() if at is None else at
    return dict(db.execute("SELECT finding, reviewer FROM lease WHERE until > ?", (now,)).fetchall())


def release(db: Database, finding: str, reviewer: str) -> None:
    """Let go of a finding; someone else's lease stays."""
    with writing(db):
        db.execute("DELETE FROM lease WHERE finding = ? AND reviewer = ?", (finding, reviewer))
