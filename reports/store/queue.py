"""The findings that wait for someone: how each stands, in which order, filtered by what."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, islice
from threading import Lock

from claims.models import Frozen
from reports.store import log, runs, settings
from reports.store.database import Database, Row
from reports.store.keeping import folded
from reports.store.standing import Standing, needed, standing
from verify.models import Severity, State, Verdict

WEIGHT = {Severity.HIGH: 3, Severity.MEDIUM: 2, Severity.LOW: 1}
ASKED = frozenset({Verdict.CONFLICT, Verdict.POSSIBLE})  # what people are asked about
UNDECIDED = Standing()


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of the latest run of its story, without its texts. Not checked again: there are thousands."""

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
    asked: bool  # whether people are asked about it
    weight: float  # what it is ordered by: severity x confidence x sources concerned
    standing: Standing

    def waits_for(self, reviewer: str) -> bool:
        """Whether this person has something to decide here."""
        stands = self.standing
        if not self.asked or not stands.opinions:
            return self.asked
        return not stands.settled and (stands.changed or stands.of(reviewer) is None)


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


class Snapshot:
    """The findings at one moment, by id and in every order."""

    def __init__(self, found: Sequence[Item], places: dict[Order, list[int]] | None = None) -> None:
        """Places are those of an earlier moment with the same findings: no order minds what was decided."""
        self.items = found
        self.at = {item.id: place for place, item in enumerate(found)}
        self._places = {} if places is None else places

    def get(self, identity: str) -> Item | None:
        """The finding with this id."""
        return self.items[self.at[identity]] if identity in self.at else None

    def ordered(self, order: Order) -> list[Item]:
        """All of them in this order."""
        if order not in self._places:
            self._places[order] = [self.at[item.id] for item in ordered(self.items, order)]
        return [self.items[place] for place in self._places[order]]

    def with_(self, changed: Iterable[Item]) -> "Snapshot":
        """The same findings, some of them decided since."""
        found = list(self.items)
        for item in changed:
            found[self.at[item.id]] = item
        return Snapshot(found, self._places)


class Queue:
    """The findings of one store, kept between requests: only what was decided since is read again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: tuple[object, ...] = ()
        self._last = 0
        self._snapshot = Snapshot([])

    def now(self, db: Database) -> Snapshot:
        """The findings as they stand."""
        with self._lock:
            state = (tuple(kept.seq for kept in runs.latest(db)), settings.opinions(db))
            last = log.last_row(db)
            if state != self._state:
                self._snapshot = Snapshot(items(db))
            elif last != self._last:
                self._snapshot = self._snapshot.with_(self._decided(db))
            self._state, self._last = state, last
            return self._snapshot

    def _decided(self, db: Database) -> list[Item]:
        """The findings on which rows were added, with their new standing."""
        touched = log.findings_since(db, self._last)
        asked = settings.opinions(db)
        concerned = [item for item in self._snapshot.items if item.id in touched or touched & set(item.lineage)]
        return [replace(item, standing=_standing(db, item, asked)) for item in concerned]


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
    found: dict[str, Item] = {}
    for row in rows:
        if row["id"] not in found:
            lineage = ancestry(row["id"], before) if before else ()
            said = [entry for id_ in (*reversed(lineage), row["id"]) for entry in entries.get(id_, ())]
            stands = standing(said, row["fingerprint"], needed(row["severity"], asked)) if said else UNDECIDED
            found[row["id"]] = _item(row, lineage, stands)
    return list(found.values())


def _standing(db: Database, item: Item, asked: int) -> Standing:
    said = [entry for id_ in (*reversed(item.lineage), item.id) for entry in log.of_finding(db, id_)]
    return standing(said, item.fingerprint, needed(item.severity, asked))


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
    kept = list(found)
    for test in _tests(wanted, reviewer):
        kept = [item for item in kept if test(item)]
    return _saying(db, kept, wanted.q) if wanted.q.strip() else kept


def following(found: Sequence[Item], reviewer: str, after: str | None, held: dict[str, str]) -> Item | None:
    """The next that waits for this person: after that one, else from the top; what others have open comes last."""
    at = next((place for place, item in enumerate(found) if item.id == after), -1) if after else -1
    taken = None
    for item in chain(islice(found, at + 1, None), islice(found, max(at, 0))):
        if item.waits_for(reviewer):
            if held.get(item.id, reviewer) == reviewer:
                return item
            taken = taken or item
    return taken


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
    spoken = [item for item in asked if item.standing.opinions]
    own = [opinion for item in spoken if (opinion := item.standing.of(reviewer))]
    return Progress(
        total=len(asked),
        done=sum(item.standing.settled for item in spoken),
        mine=len(own),
        today=sum(opinion.entry.at.startswith(today) for opinion in own),
        waiting=len(asked) - len(spoken) + sum(item.waits_for(reviewer) for item in spoken),
    )


def _item(row: Row, lineage: tuple[str, ...], stands: Standing) -> Item:
    verdict, severity = Verdict(row["verdict"]), Severity(row["severity"])
    return Item(
        run=row["run"],
        id=row["id"],
        rule=row["rule"],
        verdict=verdict,
        severity=severity,
        confidence=row["confidence"],
        reach=row["reach"],
        attribute=row["attribute"],
        newest=row["newest"],
        sources=tuple(json.loads(row["sources"])),
        languages=tuple(json.loads(row["languages"])),
        fingerprint=row["fingerprint"],
        state=State(row["state"]),
        lineage=lineage,
        asked=verdict in ASKED,
        weight=WEIGHT[severity] * row["confidence"] * row["reach"],
        standing=stands,
    )


def _tests(wanted: Filter, reviewer: str) -> list[Callable[[Item], bool]]:
    """What an item must pass; nothing is asked that the filter leaves open."""
    state = wanted.state
    tests: list[tuple[bool, Callable[[Item], bool]]] = [
        (not wanted.verdict, lambda item: item.asked),
        (wanted.verdict not in ("", "all"), lambda item: item.verdict == wanted.verdict),
        (state == "open", lambda item: item.waits_for(reviewer)),
        (state == "mine", lambda item: item.standing.of(reviewer) is not None),
        (state not in ("", "open", "mine"), lambda item: item.standing.word == state),
        (bool(wanted.severity), lambda item: item.severity == wanted.severity),
        (bool(wanted.since), lambda item: item.state == wanted.since),
        (bool(wanted.rule), lambda item: item.rule == wanted.rule),
        (bool(wanted.source), lambda item: wanted.source in item.sources),
        (bool(wanted.language), lambda item: wanted.language in item.languages),
        (bool(wanted.reviewer), lambda item: item.standing.of(wanted.reviewer) is not None),
    ]
    return [test for asked, test in tests if asked]


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
