"""One request as the desk's pages see it: the store, who asks, what was sent; and how an answer is made."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from reports.desk import wording
from reports.desk.guard import Desk, RefusedError, Session
from reports.rendering import environment
from reports.store import settings
from reports.store.database import Database
from reports.store.log import new_id
from reports.store.queue import UNDECIDED, Filter, Item, Order, Snapshot

SEE_OTHER = 303


@dataclass(frozen=True)
class Visit:
    """A request that the guard let through."""

    desk: Desk
    db: Database
    session: Session
    path: Mapping[str, Any]
    query: Mapping[str, str]
    form: Mapping[str, str]
    wants_json: bool
    address: str  # path and query, for the way back

    @property
    def reviewer(self) -> str:
        """Who asks; the guard has seen to it that somebody does."""
        if self.session.reviewer is None:
            raise RefusedError(403, "Log in first.")
        return self.session.reviewer

    @property
    def blind(self) -> bool:
        """Whether this person sees neither score nor verdicts before deciding."""
        return self.desk.blind or settings.setting(self.db, settings.BLIND, False, self.reviewer) is True

    @property
    def filter(self) -> Filter:
        """What of the queue is looked at: of the address, or of the page that a form was on."""
        return Filter(**{name: self._said(name) for name in Filter.model_fields})

    @property
    def order(self) -> Order:
        """In which order; one that is not known counts as the first."""
        said = self._said("order")
        return Order(said) if said in list(Order) else Order.PRIORITY

    @property
    def view(self) -> dict[str, str]:
        """Filter and order as parts of an address, without what is empty."""
        parts = {**self.filter.model_dump(), "order": "" if self.order is Order.PRIORITY else self.order.value}
        return {name: value for name, value in parts.items() if value}

    def queue(self) -> Snapshot:
        """The findings as they stand now; to who judges blind, what others decided first is undecided."""
        found = self.desk.queue.now(self.db)
        if not self.blind:
            return found
        return found.with_(replace(item, standing=UNDECIDED) for item in self.unseen())

    def unseen(self) -> list[Item]:
        """Findings that others have decided and this person has not."""
        found = self.desk.queue.now(self.db).items
        return [item for item in found if item.standing.opinions and item.standing.of(self.reviewer) is None]

    def _said(self, name: str) -> str:
        return self.form.get(f"view-{name}", "") if self.form else self.query.get(name, "")

    def link(self, path: str, **more: str) -> str:
        """An address of ours that keeps filter and order."""
        query = urlencode({**self.view, **more})
        return f"{path}?{query}" if query else path

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        """A page of the desk."""
        text = (
            templates()
            .get_template(template)
            .render(
                desk=self.desk,
                reviewer=self.session.reviewer,
                csrf=self.session.csrf,
                key=new_id(),
                codes=self._codes(),
                here=self.address,
                visit=self,
                **values,
            )
        )
        return HTMLResponse(text, status)

    def done(self, to: str, **said: object) -> Response:
        """An act is kept: the next page, or for the script a word and where to go."""
        return JSONResponse({**said, "next": to}) if self.wants_json else RedirectResponse(to, SEE_OTHER)

    def _codes(self) -> dict[str, str]:
        own = settings.setting(self.db, settings.KEYS, {}, self.session.reviewer) if self.session.reviewer else {}
        return wording.keys(own)


@cache
def templates() -> Environment:
    """The desk's templates, and behind them the page's with all that they know."""
    base = environment()
    made = base.overlay(loader=ChoiceLoader([PackageLoader("reports.desk"), PackageLoader("reports")]))
    made.globals |= {
        "CHOICES_": wording.CHOICES,
        "REASONS": wording.REASONS,
        "STATES": wording.STATES,
        "SINCE": wording.SINCE,
        "ACTS": wording.ACTS,
        "sign": wording.sign,
    }
    made.filters |= {"moment": moment, "compact": compact}
    return made


def moment(at: str) -> str:
    """A time as people read it: to the minute, UTC."""
    return at[:16].replace("T", " ")


def compact(value: object) -> str:
    """A value as JSON for an attribute."""
    return json.dumps(value, ensure_ascii=False)
