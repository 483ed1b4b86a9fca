"""The report as pages that need nothing else: no network, no script, no server."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePath
from typing import BinaryIO, Literal, NamedTuple

from markupsafe import Markup

from claims.work import Begin, at_once
from reports.embedded import packed, slim
from reports.formats.json import dumps, record
from reports.messages import DEFAULT, messages
from reports.model import Card, View
from reports.rendering import asset
from reports.rulebook import RuleText, rulebook
from reports.sheets import SCRIPT, STYLE, rendered, style_of
from reports.view import view
from reports.withheld import shareable
from verify.models import Report, Verdict

MAX_FINDINGS = 2000  # a browser opens this many in about a second
MAX_BYTES = 8_000_000
PER_PAGE = 500
FOLDED_INTO = "_files"  # name of the folder beside a page, after the page's own
DATA = "report.json"

Assets = Literal["inline", "split"]


class File(NamedTuple):
    """A file of the report; `name` is relative to the folder of the page, with "/"."""

    name: str
    data: bytes


class Leaf(NamedTuple):
    """One page of a report of many."""

    name: str
    href: str
    cards: dict[Verdict, list[Card]]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many findings of each verdict it holds."""
        return [(verdict.value, len(cards)) for verdict, cards in self.cards.items()]


def write(report: Report, out: BinaryIO, *, language: str = DEFAULT) -> None:
    """Write one page that holds all, however large: into a stream no second file can go.

    `language` is that of the interface. Raises ValueError for one that it does not speak.
    """
    out.write(page(report, rulebook(), language).encode("utf-8"))


def pages(
    report: Report, name: str, *, language: str = DEFAULT, assets: Assets = "inline", begin: Begin = at_once
) -> Iterator[File]:
    """All files of a report whose page is called `name`; the page itself comes last, when all it needs is there.

    One file with `inline` assets, style and script beside it with `split` ones; beyond `MAX_FINDINGS` or `MAX_BYTES`
    an index with a folder of pages beside it; the data of such a folder are written by a process begun for it.
    """
    folder = f"{PurePath(name).stem}{FOLDED_INTO}/"
    report = shareable(report)
    beside = begin(_data, report) if len(report.findings) > MAX_FINDINGS else partial(_data, report)
    shown = view(report, messages(language))
    data = b""
    if shown.findings <= MAX_FINDINGS:
        data = _page(report, shown, rulebook(), language, folder if assets == "split" else "").encode("utf-8")
    if not 0 < len(data) <= MAX_BYTES:
        yield from _folder(shown, beside, name, folder, language)
        return
    if assets == "split":
        yield from _assets(shown, folder)
    yield File(name, data)


def page(report: Report, rules: Mapping[str, RuleText], language: str = DEFAULT) -> str:
    """The one page as text; of `rules` those are explained that a finding names."""
    report = shareable(report)
    return _page(report, view(report, messages(language)), rules, language, "")


def _page(report: Report, shown: View, rules: Mapping[str, RuleText], language: str, assets: str) -> str:
    """The one page; `assets` is the folder that holds style and script, empty where they stand in the page."""
    places = {card.id: f"#f-{card.id}" for cards in shown.cards.values() for card in cards}
    data = Markup(packed(report))  # noqa: S704 - base64 and quotation marks
    more = {"data": data, "data_name": DATA, "places": places, "here": True}
    return rendered("report.html", shown, rules, language, assets, **more)


def _data(report: Report) -> bytes:
    return dumps(record(slim(report)), pretty=True)


def _folder(shown: View, beside: Callable[[], bytes], name: str, folder: str, language: str) -> Iterator[File]:
    """An index and its pages; the data lie beside them."""
    rules = rulebook()
    leaves = list(_leaves(shown, folder))
    yield from _assets(shown, folder)
    for number, leaf in enumerate(leaves, 1):
        own = {"cards": leaf.cards, "held": leaf.counts, "number": number, "pages": leaves, "home": f"../{name}"}
        yield File(folder + leaf.name, rendered("page.html", shown, rules, language, "./", **own).encode("utf-8"))
    yield File(folder + DATA, beside())
    places = {card.id: f"{leaf.href}#f-{card.id}" for leaf in leaves for cards in leaf.cards.values() for card in cards}
    more = {"places": places, "pages": leaves, "data_link": folder + DATA, "here": False}
    yield File(name, rendered("index.html", shown, rules, language, folder, **more).encode("utf-8"))


def _leaves(shown: View, folder: str) -> Iterator[Leaf]:
    """The findings in their order, `PER_PAGE` to a page."""
    cards = [card for items in shown.cards.values() for card in items]
    for number, start in enumerate(range(0, len(cards), PER_PAGE), 1):
        held: dict[Verdict, list[Card]] = {}
        for card in cards[start : start + PER_PAGE]:
            held.setdefault(card.verdict, []).append(card)
        name = f"page-{number:03}.html"
        yield Leaf(name, folder + name, held)


def _assets(shown: View, folder: str) -> Iterable[File]:
    return [File(folder + STYLE, style_of(shown).encode("utf-8")), File(folder + SCRIPT, asset(SCRIPT).encode("utf-8"))]
