"""Runs in a store, read back whole or one finding at a time."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from claims.models import Article, Claim
from reports.store.database import Database
from verify.models import Cluster, Finding, Report, Run


class Kept(NamedTuple):
    """A run in the store."""

    seq: int
    id: str
    series: int
    model: str


def latest(db: Database) -> list[Kept]:
    """The last run of every series, the newest first."""
    rows = db.execute(
        "SELECT seq, id, series, model FROM run WHERE seq IN (SELECT max(seq) FROM run GROUP BY series)"
        " ORDER BY seq DESC"
    )
    return [Kept(*row) for row in rows]


def find(db: Database, seq: int) -> Kept | None:
    """The run with this number."""
    row = db.execute("SELECT seq, id, series, model FROM run WHERE seq = ?", (seq,)).fetchone()
    return Kept(*row) if row else None


def before(db: Database, kept: Kept) -> Kept | None:
    """The run of the same series before this one."""
    row = db.execute(
        "SELECT seq, id, series, model FROM run WHERE series = ? AND seq < ? ORDER BY seq DESC LIMIT 1",
        (kept.series, kept.seq),
    ).fetchone()
    return Kept(*row) if row else None


def about(db: Database, seq: int) -> Run:
    """What is known of a run itself."""
    row = db.execute("SELECT about FROM run WHERE seq = ?", (seq,)).fetchone()
    return Run.model_validate_json(row["about"])


def report(db: Database, seq: int) -> Report:
    """A whole run as it was checked."""
    rest = json.loads(db.execute("SELECT record FROM run WHERE seq = ?", (seq,)).fetchone()["record"])
    rows = db.execute(
        "SELECT t.record FROM finding AS f JOIN finding_text AS t USING (run, id) WHERE run = ? ORDER BY f.place",
        (seq,),
    )
    return Report(
        run=about(db, seq),
        articles=articles(db, seq),
        claims=tuple(Claim.model_validate_json(record) for record in _texts(db, seq, "claim")),
        clusters=tuple(Cluster.model_validate(cluster) for cluster in rest["clusters"]),
        findings=tuple(Finding.model_validate_json(row["record"]) for row in rows),
        skipped=rest["skipped"],
        copies=rest.get("copies", ()),
        adjudication=rest.get("adjudication"),
    )


def one(db: Database, seq: int, finding_id: str) -> Report | None:
    """A report of this one finding, with its claims and their articles; None where the run has no such finding."""
    row = db.execute("SELECT record FROM finding_text WHERE run = ? AND id = ?", (seq, finding_id)).fetchone()
    if row is None:
        return None
    finding = Finding.model_validate_json(row["record"])
    copies, asked = db.execute(
        "SELECT json_extract(record, '$.copies'), json_extract(record, '$.adjudication') FROM run WHERE seq = ?", (seq,)
    ).fetchone()
    ids = {claim_id for side in finding.sides for claim_id in side.claim_ids}
    claims = [Claim.model_validate_json(record) for record in _texts(db, seq, "claim", ids)]
    said_in = _texts(db, seq, "article", {claim.article_id for claim in claims})
    return Report(
        run=about(db, seq),
        articles=tuple(Article.model_validate_json(record) for record in said_in),
        claims=tuple(claims),
        clusters=(),
        findings=(finding,),
        skipped=(),
        copies=json.loads(copies or "[]"),
        adjudication=json.loads(asked or "null"),
    )


def articles(db: Database, seq: int) -> tuple[Article, ...]:
    """All articles of a run, in its order."""
    return tuple(Article.model_validate_json(record) for record in _texts(db, seq, "article"))


def article(db: Database, seq: int, article_id: str) -> Article | None:
    """One article of a run."""
    return next((Article.model_validate_json(record) for record in _texts(db, seq, "article", [article_id])), None)


def report_of(db: Database, seq: int, article_ids: set[str]) -> Report:
    """A report of a run's articles with these ids: all their claims, no findings."""
    claims = [Claim.model_validate_json(record) for record in _texts(db, seq, "claim")]
    return Report(
        run=about(db, seq),
        articles=tuple(Article.model_validate_json(record) for record in _texts(db, seq, "article", article_ids)),
        claims=tuple(claim for claim in claims if claim.article_id in article_ids),
        clusters=(),
        findings=(),
        skipped=(),
    )


def seq_of(db: Database, identity: str | None) -> int | None:
    """Number of the run with this id."""
    row = db.execute("SELECT seq FROM run WHERE id = ?", (identity,)).fetchone()
    return int(row["seq"]) if row else None


def located(db: Database, finding_id: str) -> int | None:
    """Number of the last run that has this finding."""
    row = db.execute("SELECT max(run) FROM finding WHERE id = ?", (finding_id,)).fetchone()
    return None if row[0] is None else int(row[0])


def _texts(db: Database, seq: int, kind: str, ids: Iterable[str] | None = None) -> list[str]:
    """Records of a run's articles or claims in their order; only those of `ids` where given."""
    wanted = None if ids is None else json.dumps(sorted(set(ids)))
    rows = db.execute(
        "SELECT c.record FROM member AS m JOIN content AS c ON c.seq = m.content WHERE m.run = ? AND m.kind = ?"
        " AND (? IS NULL OR m.id IN (SELECT value FROM json_each(?))) ORDER BY m.place",
        (seq, kind, wanted, wanted),
    )
    return [row["record"] for row in rows]
