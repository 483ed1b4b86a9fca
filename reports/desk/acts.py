"""What can be done: decide, undo, note, correct, judge a pair, decide many at once. Each is kept before it is told."""

from starlette.responses import Response

from reports.desk import pages, showing, wording
from reports.desk.guard import RefusedError
from reports.desk.visit import Visit
from reports.sources import safe_url
from reports.store import leases, log, queue, remarks, rereading, runs, settings
from reports.store.database import writing
from reports.store.log import About, Said
from reports.store.models import Correction, Entry, Reason, Reread
from reports.store.queue import Item
from reports.store.rereading import FIELDS, UnreadableError
from verify.models import Choice

MAX_NOTE = 4000
MAX_KEY_ENDING = 8  # a page gives each of its forms an id of its own
NOTE_TOO_LONG = f"A note has at most {MAX_NOTE:,} characters."


def decide(visit: Visit) -> Response:
    """Keep a decision and go on to the next finding."""
    item = pages.item_of(visit)
    said = said_of(visit)
    seen = pages.whole(visit.form.get("seen", ""))
    with writing(visit.db):
        meanwhile = [
            entry
            for entry in log.of_finding(visit.db, item.id)
            if entry.reviewer != visit.reviewer and seen is not None and entry.seq > seen
        ]
        entry = log.add(visit.db, about(visit, item), visit.reviewer, said, id=_key(visit))
        if said.note:
            remarks.add_note(visit.db, item.id, visit.reviewer, said.note, id=f"{entry.id}-note")
        leases.release(visit.db, item.id, visit.reviewer)
    after = queue.following(pages.listing(visit), visit.reviewer, item.id, leases.held(visit.db))
    more = {"saved": entry.id, **({"meanwhile": "1"} if meanwhile else {})}
    to = visit.link(f"/f/{after.id}", **more) if after else visit.link("/", done="1", **more)
    told = [{"reviewer": other.reviewer, "choice": other.choice and other.choice.value} for other in meanwhile]
    return visit.done(to, saved=entry.id, at=entry.at, meanwhile=told)


def said_of(visit: Visit) -> Said:
    """The decision in a form: "choice" is one of the five, or one of the reasons for "not a conflict"."""
    choice = visit.form.get("choice", "")
    note = visit.form.get("note", "").strip()
    if len(note) > MAX_NOTE:
        raise RefusedError(422, NOTE_TOO_LONG)
    if choice in list(Reason):
        return Said(Choice.NOT_CONFLICT, Reason(choice), note or None)
    if choice == Choice.NOT_CONFLICT or choice not in list(Choice):
        raise RefusedError(422, 'Choose what it is; for "not a conflict", why.')
    return Said(Choice(choice), None, note or None)


def about(visit: Visit, item: Item) -> About:
    """What a row on a finding is on."""
    kept = runs.find(visit.db, item.run)
    return About(
        finding=item.id,
        run=kept.id if kept else None,
        rule=item.rule,
        model=kept.model if kept else "",
        fingerprint=item.fingerprint,
    )


def undo(visit: Visit) -> Response:
    """Take back this person's last act, or the row that is named, by new rows."""
    with writing(visit.db):
        wanted = visit.form.get("entry")
        entries = _named(visit, wanted) if wanted else log.undoable(visit.db, visit.reviewer)
        batch = f"undo-{_key(visit)}" if len(entries) > 1 else None
        rows = log.undo(visit.db, entries, batch=batch)
    if not rows:
        return visit.done(pages.local(visit.form.get("back", "/")), undone=0)
    to = visit.link(f"/f/{rows[0].finding}" if len(rows) == 1 else "/history", saved=rows[0].id)
    return visit.done(to, undone=len(rows))


def _named(visit: Visit, identity: str) -> list[Entry]:
    entry = log.find(visit.db, identity)
    if entry is None or entry.reviewer != visit.reviewer:
        raise RefusedError(404, "The log has no such row of yours.")
    own = [row for row in log.of_finding(visit.db, entry.finding) if row.reviewer == visit.reviewer]
    if own[-1].id != entry.id and not log.undone(visit.db, entry):
        raise RefusedError(409, "You have decided it again since; take that back first.")
    return [] if log.undone(visit.db, entry) else [entry]


def note(visit: Visit) -> Response:
    """Keep a note, or another version of one."""
    item = pages.item_of(visit)
    text = visit.form.get("text", "").strip()
    link = visit.form.get("link", "").strip()
    if not text or len(text) > MAX_NOTE:
        raise RefusedError(422, NOTE_TOO_LONG if text else "An empty note is not kept.")
    if link and not safe_url(link):
        raise RefusedError(422, "A link begins with http:// or https:// and has no blanks.")
    thread = visit.form.get("thread") or None
    try:
        kept = remarks.add_note(
            visit.db, item.id, visit.reviewer, text, link=link or None, thread=thread, id=_key(visit)
        )
    except (LookupError, PermissionError) as error:
        raise RefusedError(403, str(error)) from error
    return visit.done(visit.link(f"/f/{item.id}") + "#notes", note=kept.id)


def correct(visit: Visit) -> Response:
    """Keep a corrected reading, and what becomes of the finding with it."""
    item = pages.item_of(visit)
    part = runs.one(visit.db, item.run, item.id)
    if part is None:
        raise RefusedError(404, "The store has no text of that finding.")
    card, index = showing.shown(part)
    claims = {claim.key: claim for claim in showing.told(card, part.findings[0], index)}
    claim = claims.get(visit.form.get("claim", ""))
    if claim is None:
        raise RefusedError(404, "The finding has no such claim.")
    try:
        reread = rereading.checked(_reread(visit, claim))
    except UnreadableError as error:
        raise RefusedError(422, f"Not kept: {error}.") from error
    withdrawn = visit.form.get("withdraw") or None
    standing = remarks.corrections(visit.db)
    with_this = _with(standing, reread, claim.key, withdrawn)
    whole = runs.report_of(visit.db, item.run, {article.id for article in part.articles})
    try:
        outcome = rereading.outcome(part.findings[0], rereading.recompute(whole, with_this))
    except UnreadableError as error:
        outcome = str(error)
    kept = remarks.add_correction(
        visit.db, item.id, claim.key, visit.reviewer, reread, outcome=outcome, id=_key(visit), withdrawn=withdrawn
    )
    return visit.done(visit.link(f"/f/{item.id}", context="1") + "#corrections", correction=kept.id, outcome=outcome)


def _reread(visit: Visit, claim: showing.Told) -> Reread:
    kind, _, offset = visit.form.get("mention", "").partition(":")
    known = [r for r in claim.readings if r.kind == kind and str(r.offset) == offset]
    if kind not in FIELDS or not known:
        raise UnreadableError("nothing was read at that place")
    given = {name: visit.form.get(name, "").strip() or None for name in ("words", "low", "high", "unit", "key")}
    drop = visit.form.get("drop") == "1"
    if not drop and not any(given.values()) and not visit.form.get("withdraw"):
        raise UnreadableError("say what it should be")
    return Reread(
        kind=known[0].kind,
        sentence=claim.sentence,
        source=claim.source,
        quote=known[0].quote,
        offset=known[0].offset,
        drop=drop,
        **given,
    )


def _with(standing: list[Correction], reread: Reread, key: str, withdrawn: str | None) -> list[Correction]:
    """The corrections as they will stand once this one is kept."""
    others = [c for c in standing if c.id != withdrawn]
    if withdrawn:
        return others
    fresh = Correction(
        seq=0, id="", finding="", claim=key, reviewer="", at="", reread=reread, outcome="", withdrawn=None
    )
    return [*others, fresh]


def pair(visit: Visit) -> Response:
    """Keep a judgement on two claims: about one thing or not."""
    item = pages.item_of(visit)
    part = runs.one(visit.db, item.run, item.id)
    if part is None:
        raise RefusedError(404, "The store has no text of that finding.")
    card, index = showing.shown(part)
    claims = {claim.key: claim for claim in showing.told(card, part.findings[0], index)}
    one, _, two = visit.form.get("pair", "").partition(" ")
    said = visit.form.get("same", "")
    if one == two or one not in claims or two not in claims or said not in ("0", "1", ""):
        raise RefusedError(422, "Choose two different claims of this finding.")
    quotes = ((claims[one].source, claims[one].sentence), (claims[two].source, claims[two].sentence))
    same = None if said == "" else said == "1"
    kept = remarks.add_pairing(visit.db, item.id, (one, two), quotes, visit.reviewer, same, id=_key(visit))
    return visit.done(visit.link(f"/f/{item.id}", context="1") + "#pairs", pairing=kept.id)


def bulk(visit: Visit) -> Response:
    """Decide everything that was previewed; where that is no longer what is in view, preview it again."""
    found = [item for item in pages.listing(visit) if item.asked]
    digest = pages.bulk_digest(found)
    if digest != visit.form.get("digest"):
        error = f"The selection has changed meanwhile: it is {len(found):,} findings now. Nothing was decided."
        return visit.page("bulk.html", 409, items=found, digest=digest, error=error)
    said = said_of(visit)
    batch = _key(visit)
    with writing(visit.db):
        rows = [
            log.add(visit.db, about(visit, item), visit.reviewer, said, id=f"{batch}-{n}", batch=batch)
            for n, item in enumerate(found)
        ]
    return visit.done("/history" + (f"?saved={rows[0].id}" if rows else ""), decided=len(rows))


def change_settings(visit: Visit) -> Response:
    """Keep a reviewer's keys and whether the machine's view is hidden."""
    codes = {name: visit.form.get(f"key-{name}", "").strip() or act.code for name, act in wording.ACTS.items()}
    wrong = [code for code in codes.values() if not (code.isascii() and code.isalnum() and len(code) < 20)]
    clashes = wording.clashes(codes)
    if wrong or clashes:
        shown = ", ".join(wrong or [wording.sign(code) for code in clashes])
        error = f"Not kept: {shown} is no name of a key." if wrong else f"Not kept: {shown} would do two things."
        own = visit.form.get("blind") == "1"
        return visit.page("settings.html", 422, own_blind=own, error=error, saved=None)
    with writing(visit.db):
        settings.change(visit.db, settings.KEYS, dict(codes), visit.reviewer)
        settings.change(visit.db, settings.BLIND, visit.form.get("blind") == "1", visit.reviewer)
    return visit.done("/settings", kept=True)


def _key(visit: Visit) -> str:
    """The id that the page gave this act: sent twice, it is kept once."""
    key = visit.form.get("once", "")
    sound = key.isascii() and key.isalnum() and 0 <= len(key) - len(log.new_id()) <= MAX_KEY_ENDING
    return key if sound else log.new_id()
