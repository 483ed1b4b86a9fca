"""What can be looked at: the list, a finding, history, disagreements, log, saved copies, settings, help."""

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from reports.desk import showing
from reports.desk.guard import RefusedError
from reports.desk.visit import SEE_OTHER, Visit
from reports.highlight import Mark
from reports.languages import direction, known
from reports.rulebook import rulebook
from reports.sources import safe_url
from reports.store import leases, log, queue, remarks, runs, settings
from reports.store.models import Correction, Entry
from reports.store.queue import EXPLAINED, Filter, Item, Order
from reports.store.standing import agreement, standing

PER_PAGE = 50
HISTORY = 20
LOG_PAGE = 200


def today() -> str:
    """The UTC day."""
    return datetime.now(UTC).date().isoformat()


def listing(visit: Visit) -> list[Item]:
    """The part of the queue that is looked at, in its order."""
    return queue.filtered(visit.db, visit.queue().ordered(visit.order), visit.filter, visit.reviewer)


def home(visit: Visit) -> Response:
    """The list with its filters, and how far the desk is."""
    every = visit.queue().items
    found = listing(visit)
    count = max((len(found) + PER_PAGE - 1) // PER_PAGE, 1)
    number = min(max(_number(visit.query.get("page", "1")), 1), count)
    return visit.page(
        "queue.html",
        items=found[(number - 1) * PER_PAGE : number * PER_PAGE],
        total=len(found),
        number=number,
        pages=count,
        progress=queue.progress(every, visit.reviewer, today()),
        offered=_offered(visit, every),
        explained=EXPLAINED,
        held=leases.held(visit.db),
        blind=visit.blind,
        saved=_saved(visit),
    )


def following(visit: Visit) -> Response:
    """To the next finding that waits for whoever asks; back to the list where none does."""
    found = queue.following(listing(visit), visit.reviewer, visit.query.get("after"), leases.held(visit.db))
    return RedirectResponse(visit.link(f"/f/{found.id}") if found else visit.link("/", done="1"), SEE_OTHER)


def finding(visit: Visit) -> Response:
    """One finding, with everything that a decision needs."""
    item = item_of(visit)
    report = runs.one(visit.db, item.run, item.id)
    if report is None:
        raise RefusedError(404, "The store has no text of that finding.")
    card, index = showing.shown(report)
    own = item.standing.of(visit.reviewer)
    hides = visit.blind and own is None
    threads = remarks.notes(visit.db, [item.id, *item.lineage])
    claims = showing.told(card, report.findings[0], index)
    stale = item.standing.last if item.standing.changed else None
    return visit.page(
        "finding.html",
        item=item,
        card=showing.blinded(card) if hides else card,
        claims=claims,
        hides=hides,
        own=own,
        lease=leases.take(visit.db, item.id, visit.reviewer, visit.session.id),
        log=[] if hides else _log_of(visit, item),
        threads=[thread for thread in threads if not hides or thread[0].reviewer == visit.reviewer],
        stale=stale,
        changes=showing.changes(visit.db, stale.entry, report) if stale else [],
        corrections=_corrections(visit, claims, hides),
        pairings=remarks.pairings(visit.db, by=visit.reviewer if hides else None),
        seen=log.last_seq(visit.db, item.id),
        progress=queue.progress(visit.queue().items, visit.reviewer, today()),
        neighbours=_neighbours(visit, listing(visit), item),
        saved=_saved(visit),
        latin=visit.query.get("latin") == "1",
    )


def _corrections(visit: Visit, claims: Sequence[showing.Told], hides: bool) -> list[Correction]:
    """The corrected readings of these claims; only one's own to who judges blind, for their outcome is a verdict."""
    keys = {claim.key for claim in claims}
    found = [row for row in remarks.corrections(visit.db) if row.claim in keys]
    return [row for row in found if not hides or row.reviewer == visit.reviewer]


def history(visit: Visit) -> Response:
    """What this person did last, each to be decided anew."""
    entries = log.recent(visit.db, visit.reviewer, HISTORY)
    names = {item.id: item.attribute for item in visit.queue().items}
    undoable = {entry.id for entry in log.undoable(visit.db, visit.reviewer)}
    return visit.page("history.html", entries=entries, names=names, undoable=undoable, saved=_saved(visit))


def disagreements(visit: Visit) -> Response:
    """What people decided differently or have yet to decide a second time, and how far they agree at all."""
    found = [item for item in visit.queue().items if item.asked]
    choices = [{o.entry.reviewer: o.choice for o in item.standing.opinions} for item in found]
    return visit.page(
        "disagreements.html",
        disputed=[item for item in found if item.standing.word == "disputed"],
        second=[item for item in found if item.standing.word == "second"],
        agreements=agreement(choices),
        opinions=settings.opinions(visit.db),
    )


def whole_log(visit: Visit) -> Response:
    """Every row, the newest first."""
    entries = list(log.every(visit.db))
    names = {item.id: item.attribute for item in visit.queue().items}
    broken = log.broken_at(entries)
    hidden = {item.id for item in visit.unseen()} if visit.blind else set()
    shown = [entry for entry in reversed(entries) if entry.finding not in hidden]
    return visit.page("log.html", entries=shown[:LOG_PAGE], total=len(shown), names=names, broken=broken)


def source(visit: Visit) -> Response:
    """The saved copy of an article, with a quote marked."""
    run = whole(visit.path["run"])
    article = None if run is None else runs.article(visit.db, run, visit.path["article"])
    if article is None:
        raise RefusedError(404, "The store has no such article.")
    start, end = (_number(visit.query.get(name, "0")) for name in ("start", "end"))
    marks = [Mark(start, end, 0)] if 0 <= start < end <= len(article.text) else []
    return visit.page(
        "source.html",
        article=article,
        url=safe_url(article.url),
        marks=marks,
        lang=known(article.language),
        dir=direction(article.language),
    )


def bulk(visit: Visit) -> Response:
    """What a decision on everything in view would be on."""
    found = [item for item in listing(visit) if item.asked]
    return visit.page("bulk.html", items=found, digest=bulk_digest(found), error=None)


def bulk_digest(found: list[Item]) -> str:
    """Stands for a selection: a decision on many holds for what was previewed and nothing else."""
    return log.digest_of(item.id for item in found)


def export(visit: Visit) -> Response:
    """What can be taken away."""
    return visit.page("export.html", runs=runs.latest(visit.db), names=visit.desk.names)


def own_settings(visit: Visit) -> Response:
    """Keys and the blind option."""
    own = settings.setting(visit.db, settings.BLIND, False, visit.reviewer) is True
    return visit.page("settings.html", own_blind=own, error=None, saved=_saved(visit))


def help(visit: Visit) -> Response:
    """Keys, states, rules."""
    return visit.page("help.html", rules=rulebook().values(), explained=EXPLAINED)


def who(visit: Visit) -> Response:
    """Who has a finding open and what was decided meanwhile, for the script."""
    identity = visit.path["id"]
    lease = leases.take(visit.db, identity, visit.reviewer, visit.session.id)
    held = lease.reviewer if lease.reviewer != visit.reviewer else None
    return visit.done("", holder=held, seen=log.last_seq(visit.db, identity))


def item_of(visit: Visit) -> Item:
    """The finding that the address names; raises RefusedError."""
    item = visit.queue().get(visit.path["id"])
    if item is None:
        raise RefusedError(404, "No finding of the latest runs has that id. It may be gone: see the log.")
    return item


def _log_of(visit: Visit, item: Item) -> list[Entry]:
    ids = (*reversed(item.lineage), item.id)
    return [entry for identity in ids for entry in log.of_finding(visit.db, identity)]


def _neighbours(visit: Visit, found: list[Item], item: Item) -> dict[str, str | int]:
    """Addresses of the findings before and after this one in view, and its place."""
    ids = [one.id for one in found]
    at = ids.index(item.id) if item.id in ids else -1
    before = ids[at - 1] if at > 0 else None
    after = ids[at + 1] if at + 1 < len(ids) else None
    return {
        "previous": visit.link(f"/f/{before}") if before else "",
        "next": visit.link(f"/f/{after}") if after else "",
        "place": at + 1,
        "of": len(ids),
    }


def _offered(visit: Visit, found: Sequence[Item]) -> dict[str, list[str]]:
    """What the filters have to choose from."""
    return {
        "rule": sorted({item.rule for item in found}),
        "source": sorted({name for item in found for name in item.sources}, key=str.casefold),
        "language": sorted({tag for item in found for tag in item.languages}),
        "reviewer": sorted({o.entry.reviewer for item in found for o in item.standing.opinions}),
        "order": [order.value for order in Order],
    }


def _saved(visit: Visit) -> dict[str, object] | None:
    """The row that an act has just added, for a word on the page that follows."""
    entry = log.find(visit.db, visit.query.get("saved", "")) if visit.query.get("saved") else None
    if entry is None or entry.reviewer != visit.reviewer:
        return None
    item = visit.queue().get(entry.finding)
    batch = len(log.of_batch(visit.db, entry.batch)) if entry.batch else 1
    others = [o for o in item.standing.opinions if o.entry.reviewer != visit.reviewer] if item else []
    stands = standing([entry], entry.fingerprint, 1)
    return {
        "entry": entry,
        "attribute": item.attribute if item else "",
        "count": batch,
        "others": others,
        "meanwhile": visit.query.get("meanwhile", "") == "1",
        "disputed": bool(item and item.standing.disputed),
        "word": stands.word,
    }


def whole(text: str) -> int | None:
    """The number in an address or a form; None for what is none, or larger than any that a store gives out."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _number(text: str) -> int:
    return whole(text) or 0


def login(visit: Visit) -> Response:
    """Where a token is asked for."""
    return visit.page("login.html", next=local(visit.query.get("next", "/")), error=None)


def local(address: str) -> str:
    """An address on this desk; the list instead of any other."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain else "/"


def view_of(filter: Filter, order: Order) -> str:
    """A filter as part of an address."""
    return urlencode({**filter.model_dump(exclude_defaults=True), "order": order.value})
