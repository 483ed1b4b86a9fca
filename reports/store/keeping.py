"""A report goes into the store: each text once, findings held against the run before."""

import json
import unicodedata
from datetime import UTC, datetime
from typing import Any

from claims.ids import digest
from reports.baseline import graver
from reports.sources import Index, indexed
from reports.store import log, runs
from reports.store.database import Database, writing
from reports.store.keys import fingerprint, sources_of, words_by_source
from reports.store.matching import Told, successors
from reports.store.runs import Kept
from reports.store.series import run_before
from verify.models import Finding, Report, Run, Severity, State, Verdict

Grade = tuple[Verdict, Severity]

# Letters that NFKD cannot take apart; as the page's filter has them.
PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def save(db: Database, report: Report) -> Kept:
    """Keep a report. The same report once more gives the run that is there."""
    record = report.model_dump_json(exclude={"run", "articles", "claims", "findings", "history"})
    texts = [article.id for article in report.articles]
    about = report.run.model_dump_json()
    identity = "r" + digest(about, record, *(finding.model_dump_json() for finding in report.findings), *texts)
    with writing(db):
        known = db.execute("SELECT seq, id, series, model FROM run WHERE id = ?", (identity,)).fetchone()
        if known:
            return Kept(*known)
        index = indexed(report)
        before = run_before(db, report.articles)
        kept = _insert_run(db, identity, report.run, record, before)
        _insert_texts(db, kept.seq, report)
        _insert_findings(db, kept, before, report, index)
    return kept


def folded(text: str) -> str:
    """Text for a search that minds neither case nor accents (NFKD without marks)."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(PLAIN)


def _insert_run(db: Database, identity: str, run: Run, record: str, before: Kept | None) -> Kept:
    saved_at = datetime.now(UTC).isoformat(timespec="seconds")
    model = f"{run.tool_version} {run.encoder}"
    series = before.series if before else db.execute("SELECT coalesce(max(series), 0) + 1 FROM run").fetchone()[0]
    cursor = db.execute(
        "INSERT INTO run (id, series, started_at, saved_at, model, about, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (identity, series, run.started_at, saved_at, model, run.model_dump_json(), record),
    )
    return Kept(int(cursor.lastrowid or 0), identity, series, model)


def _insert_texts(db: Database, seq: int, report: Report) -> None:
    records = {
        "article": [(item.id, item.model_dump_json()) for item in report.articles],
        "claim": [(item.id, item.model_dump_json()) for item in report.claims],
    }
    for kind, items in records.items():
        hashed = [(item_id, digest(record, length=32), record) for item_id, record in items]
        db.executemany(
            "INSERT INTO content (hash, record) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING",
            [(key, record) for _, key, record in hashed],
        )
        db.executemany(
            "INSERT OR IGNORE INTO member SELECT ?, ?, ?, ?, seq FROM content WHERE hash = ?",
            [(seq, kind, item_id, place, key) for place, (item_id, key, _) in enumerate(hashed)],
        )
    paths = [(seq, article.path) for article in report.articles]
    db.executemany("INSERT OR IGNORE INTO place (run, path) VALUES (?, ?)", paths)


def _insert_findings(db: Database, kept: Kept, before: Kept | None, report: Report, index: Index) -> None:
    old = _grades(db, before)
    come = [told(finding, index) for finding in report.findings if finding.id not in old]
    heirs = successors(_gone(db, before, {finding.id for finding in report.findings}) if come else [], come)
    for place, finding in enumerate(report.findings):
        values = {
            "run": kept.seq,
            "place": place,
            "state": _state(finding, old, heirs).value,
            "before": heirs.get(finding.id),
            **_columns(finding, index),
        }
        db.execute(f"INSERT OR IGNORE INTO finding ({', '.join(values)}) VALUES (:{', :'.join(values)})", values)  # noqa: S608 - names are ours
        db.execute(
            "INSERT OR IGNORE INTO finding_text VALUES (?, ?, ?, ?)",
            (kept.seq, finding.id, finding.model_dump_json(), folded(_words(finding, index))),
        )


def _columns(finding: Finding, index: Index) -> dict[str, Any]:
    """What a queue is ordered and filtered by."""
    claim_ids = [claim_id for side in finding.sides for claim_id in side.claim_ids]
    names = sources_of(finding, index)
    return {
        "id": finding.id,
        "rule": finding.rule,
        "verdict": finding.verdict.value,
        "severity": finding.severity.value,
        "confidence": finding.confidence,
        "reach": len(names),
        "attribute": finding.attribute,
        "newest": max((index.article(claim_id).published or "" for claim_id in claim_ids), default=""),
        "sources": _json(names),
        "languages": _json(sorted({tag for claim_id in claim_ids if (tag := index.language(claim_id))})),
        "fingerprint": fingerprint(finding, index),
    }


def told(finding: Finding, index: Index) -> Told:
    """A finding as matching sees it."""
    return Told(finding.id, finding.kind, finding.attribute, words_by_source(finding, index))


def _state(finding: Finding, old: dict[str, Grade], heirs: dict[str, str]) -> State:
    if finding.id in heirs:
        return State.CHANGED
    if finding.id not in old:
        return State.NEW
    return State.CHANGED if graver(finding, *old[finding.id]) else State.UNCHANGED


def _grades(db: Database, before: Kept | None) -> dict[str, Grade]:
    """Id -> verdict and severity of the findings of the run before."""
    if before is None:
        return {}
    rows = db.execute("SELECT id, verdict, severity FROM finding WHERE run = ?", (before.seq,))
    return {row["id"]: (Verdict(row["verdict"]), Severity(row["severity"])) for row in rows}


def _gone(db: Database, before: Kept | None, still: set[str]) -> list[Told]:
    """Findings of the run before that are no longer made."""
    if before is None:
        return []
    earlier = runs.report(db, before.seq)
    index = indexed(earlier)
    decided = log.latest(db).keys()
    gone = [finding for finding in earlier.findings if finding.id not in still]
    gone.sort(key=lambda finding: finding.id not in decided)
    return [told(finding, index) for finding in gone]


def _words(finding: Finding, index: Index) -> str:
    """What a text filter looks through."""
    claim_ids = dict.fromkeys(claim_id for side in finding.sides for claim_id in side.claim_ids)
    quotes = [index.claims[claim_id].sentence.quote for claim_id in claim_ids]
    return "\n".join([finding.attribute, finding.explanation, *sources_of(finding, index), *quotes])


def _json(values: list[str]) -> str:
    return json.dumps(values, ensure_ascii=False)
