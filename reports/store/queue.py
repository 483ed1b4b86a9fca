"""The findings that wait for someone: how each stands, in which order, filtered by what."""

import json
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any

from claims.models import Frozen
from reports.store import log, runs, settings
from reports.store.database import Database
from reports.store.keeping import folded
from reports.store.standing import Standing, needed, standing
from verify.models import Severity, State, Verdict

WEIGHT = {Severity.HIGH: 3, Severity.MEDIUM: 2, Severity.LOW: 1}
ASKED = frozenset({Verdict.CONFLICT, Verdict.POSSIBLE})  # what people are asked about
DONE = frozenset({"conflict", "not_conflict", "unsure", "superseded", "needs_source"})


class Item(Frozen):
    """One finding of the latest run of its story, without its texts."""

    run: int
    id: str
    rule: str
    verdict: Verdict
    severity: Severity
    confidence: float
    reach: int
    attribute: str
    newest: str
    sources: tuple[str, ...]
    languages: tuple[str, ...]
    fingerprint: str
    state: State
    lineage: tuple[str, ...]  # ids of the findings that it goes on from
    standing: Standing

    @property
    def asked(self) -> bool:
        """Whether people are asked about it."""
        return self.verdict in ASKED

    def waits_for(self, reviewer: str) -> bool:
        """Whether this person has something to decide here."""
        stands = self.standing
        return self.asked and not stands.settled and (stands.changed or stands.of(reviewer) is None)

    @property
    def weight(self) -> float:
        """What it is ordered by: severity x confidence x sources concerned."""
        return WEIGHT[self.severity] * self.confidence * self.reach


class Order(StrEnum):
    """The orders of a queue."""

    PRIORITY = "priority"
    NEWEST = "newest"
    SOURCE = "source"
    UNSURE = "unsure"


EXPLAINED = {
    Order.PRIORITY: "Gravest first: severity (high 3, medium 2, low 1) × confidence × number of sources; then newer.",
    Order.NEWEST: "Newest first, by the day of the newest article; then the graver.",
    Order.SOURCE: "By the name of the first source; then the graver.",
    Order.UNSURE: "Most unsure first: what the machine holds nearest to even odds; then the graver.",
}


class Filter(Frozen):
    """What a list shows; empty fields let everything through."""

    verdict: str = ""  # "": what people are asked about; "all"
    severity: str = ""
    state: str = ""  # a word of `Standing`, "open" (waits for me) or "mine"
    since: str = ""  # new, unchanged, changed
    rule: str = ""
    source: str = ""
    language: str = ""
    reviewer: str = ""  # decided by
    q: str = ""


def items(db: Database, run: int | None = None) -> list[Item]:
    """All findings of the latest run of each story, or of one run, in the order of the runs and of their reports."""
    latest = [kept.seq for kept in runs.latest(db)] if run is None else [run]
    entries = log.latest(db)
    before = dict(db.execute("SELECT id, before FROM finding WHERE before IS NOT NULL ORDER BY run").fetchall())
    asked = settings.opinions(db)
    rows = db.execute(
        "SELECT * FROM finding WHERE run IN (SELECT value FROM json_each(?)) ORDER BY run DESC, place",
        (json.dumps(latest),),
    )
    found, seen = [], set()
    for row in rows:
        if row["id"] in seen:
            continue
        seen.add(row["id"])
        lineage = ancestry(row["id"], before)
        said = [entry for id_ in (*reversed(lineage), row["id"]) for entry in entries.get(id_, ())]
        stands = standing(said, row["fingerprint"], needed(row["severity"], asked))
        found.append(_item({**dict(row), "lineage": lineage, "standing": stands}))
    return found


def ancestry(finding_id: str, before: dict[str, str]) -> tuple[str, ...]:
    """The findings that one goes on from, the newest first."""
    chain = [finding_id]
    while (earlier := before.get(chain[-1])) and earlier not in chain:
        chain.append(earlier)
    return tuple(chain[1:])


def ordered(found: Iterable[Item], order: Order) -> list[Item]:
    """Sorted; ties go to the newer, then to the graver, then by id: always the same way."""
    first: dict[Order, Callable[[Item], object]] = {
        Order.PRIORITY: lambda item: -item.weight,
        Order.NEWEST: lambda item: 0,
        Order.SOURCE: lambda item: next(iter(item.sources), "").casefold(),
        Order.UNSURE: lambda item: abs(item.confidence - 0.5),
    }
    by_id = sorted(found, key=lambda item: item.id)
    graver = sorted(by_id, key=lambda item: -item.weight)
    newer = sorted(graver, key=lambda item: item.newest, reverse=True)
    chosen = newer if order in (Order.PRIORITY, Order.NEWEST) else graver
    return sorted(chosen, key=first[order])  # type: ignore[arg-type]  # one order gives one kind of key


def filtered(db: Database, found: Iterable[Item], wanted: Filter, reviewer: str) -> list[Item]:
    """Those that the filter lets through."""
    kept = [item for item in found if _fits(item, wanted, reviewer)]
    return _saying(db, kept, wanted.q) if wanted.q.strip() else kept


def following(found: Sequence[Item], reviewer: str, after: str | None, held: dict[str, str]) -> Item | None:
    """The next that waits for this person: after that one, else from the top; what others have open comes last."""
    waiting = [item for item in found if item.waits_for(reviewer) and item.id != after]
    free = [item for item in waiting if held.get(item.id, reviewer) == reviewer] or waiting
    ids = [item.id for item in found]
    at = ids.index(after) if after in ids else -1
    later = {item.id for item in found[at + 1 :]}
    return next((item for item in free if item.id in later), next(iter(free), None))


class Progress(Frozen):
    """How far the desk is."""

    total: int
    done: int
    mine: int
    today: int
    waiting: int  # for this person

    @property
    def left(self) -> int:
        """What is not settled."""
        return self.total - self.done


def progress(found: Iterable[Item], reviewer: str, today: str) -> Progress:
    """Counts over what people are asked about; `today` is the UTC day, ISO 8601."""
    asked = [item for item in found if item.asked]
    own = [opinion for item in asked if (opinion := item.standing.of(reviewer))]
    return Progress(
        total=len(asked),
        done=sum(item.standing.settled for item in asked),
        mine=len(own),
        today=sum(opinion.entry.at.startswith(today) for opinion in own),
        waiting=sum(item.waits_for(reviewer) for item in asked),
    )


def _item(values: dict[str, Any]) -> Item:
    """Our own rows need no second check: there are thousands of them."""
    sources, languages = (tuple(json.loads(str(values[name]))) for name in ("sources", "languages"))
    typed = {
        "verdict": Verdict(values["verdict"]),
        "severity": Severity(values["severity"]),
        "state": State(values["state"]),
        "sources": sources,
        "languages": languages,
    }
    return Item.model_construct(**{name: values[name] for name in Item.model_fields if name in values} | typed)


def _fits(item: Item, wanted: Filter, reviewer: str) -> bool:
    if wanted.verdict != "all" and not (item.verdict == wanted.verdict if wanted.verdict else item.asked):
        return False
    if wanted.state == "open" and not item.waits_for(reviewer):
        return False
    if wanted.state == "mine" and item.standing.of(reviewer) is None:
        return False
    plain = (
        (wanted.state if wanted.state not in ("open", "mine") else "", item.standing.word),
        (wanted.severity, item.severity),
        (wanted.since, item.state),
        (wanted.rule, item.rule),
    )
    return (
        all(not asked or asked == has for asked, has in plain)
        and (not wanted.source or wanted.source in item.sources)
        and (not wanted.language or wanted.language in item.languages)
        and (not wanted.reviewer or item.standing.of(wanted.reviewer) is not None)
    )


def _saying(db: Database, found: Sequence[Item], words: str) -> list[Item]:
    """Those with all the words, without regard to case and accents."""
    asked = folded(words).split()
    runs_ = json.dumps(sorted({item.run for item in found}))
    rows = db.execute(
        "SELECT run, id FROM finding_text WHERE run IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM json_each(?) AS word WHERE instr(folded, word.value) = 0)",
        (runs_, json.dumps(asked, ensure_ascii=False)),
    )
    fitting = {(row["run"], row["id"]) for row in rows}
    return [item for item in found if (item.run, item.id) in fitting]
