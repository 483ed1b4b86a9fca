"""The report as pages that need nothing else: no network, no script, no server."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import BinaryIO, Literal, NamedTuple

from markupsafe import Markup

from claims.ids import digest
from reports.embedded import packed, slim
from reports.formats.json import dumps, record
from reports.messages import DEFAULT, messages
from reports.model import Card, View
from reports.rendering import asset, environment
from reports.rulebook import RuleText, rulebook
from reports.view import view
from verify.models import Report, Severity, Verdict

MAX_FINDINGS = 2000  # a browser opens this many in about a second
MAX_BYTES = 8_000_000
PER_PAGE = 500
UNKNOWN_RULE = "not known to this version"
FOLDED_INTO = "_files"  # name of the folder beside a page, after the page's own
Assets = Literal["inline", "split"]

STYLE, SCRIPT, DATA = "report.css", "report.js", "report.json"


class Wording(NamedTuple):
    """What the page calls a verdict."""

    title: str
    short: str
    about: str
    none: str = ""


WORDS = {
    Verdict.CONFLICT.value: Wording(
        "Conflicts",
        "conflicts",
        "Sources that say different things of the same matter: worth a look before print.",
        "No two sources contradict each other in what could be compared.",
    ),
    Verdict.POSSIBLE.value: Wording(
        "To check", "to check", "Below the bar for a conflict: a look at the originals decides."
    ),
    Verdict.UPDATE.value: Wording(
        "Changed over time", "changed over time", "Figures of different days: the story moved on, nobody need be wrong."
    ),
    Verdict.AGREEMENT.value: Wording(
        "Agreements", "agree", "The same fact in more than one source, also where the words or the units differ."
    ),
    Verdict.INCOMPARABLE.value: Wording(
        "Held back", "held back", "Alike at first sight, but of another place, time, scope or status."
    ),
}
COUNTED = (
    ("articles", "Articles read"),
    ("claims", "Claims found in them"),
    ("figures", "Figures in these"),
    ("pairs_compared", "Pairs compared"),
    ("agreement", "Agreements told"),
    ("conflict", "Conflicts told"),
    ("possible", "Told as to check"),
    ("update", "Told as changed over time"),
    ("incomparable", "Held back as not comparable"),
)


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


def pages(report: Report, name: str, *, language: str = DEFAULT, assets: Assets = "inline") -> Iterator[File]:
    """All files of a report whose page is called `name`; the page itself comes last, when all it needs is there.

    One file with `inline` assets, style and script beside it with `split` ones; beyond `MAX_FINDINGS` or `MAX_BYTES`
    an index with a folder of pages beside it.
    """
    folder = f"{PurePath(name).stem}{FOLDED_INTO}/"
    data = b""
    if len(report.findings) <= MAX_FINDINGS:
        data = page(report, rulebook(), language, folder if assets == "split" else "").encode("utf-8")
    if not 0 < len(data) <= MAX_BYTES:
        yield from _folder(report, name, folder, language)
        return
    if assets == "split":
        yield from _assets(folder)
    yield File(name, data)


def page(report: Report, rules: Mapping[str, RuleText], language: str = DEFAULT, assets: str = "") -> str:
    """The one page as text; of `rules` those are explained that a finding names.

    `assets` is the folder that holds style and script; empty where they stand in the page.
    """
    shown = view(report, messages(language))
    places = {card.id: f"#f-{card.id}" for cards in shown.cards.values() for card in cards}
    data = Markup(packed(report))  # noqa: S704 - base64 and quotation marks
    more = {"data": data, "data_name": DATA, "places": places, "here": True}
    return _rendered("report.html", shown, rules, language, assets, **more)


def _folder(report: Report, name: str, folder: str, language: str) -> Iterator[File]:
    """An index and its pages; the data lie beside them."""
    rules = rulebook()
    shown = view(report, messages(language))
    leaves = list(_leaves(shown, folder))
    yield from _assets(folder)
    for number, leaf in enumerate(leaves, 1):
        own = {"cards": leaf.cards, "held": leaf.counts, "number": number, "pages": leaves, "home": f"../{name}"}
        text = _rendered("page.html", shown, rules, language, "./", **own)
        yield File(folder + leaf.name, text.encode("utf-8"))
    yield File(folder + DATA, dumps(record(slim(report)), indent=1).encode("utf-8"))
    places = {card.id: f"{leaf.href}#f-{card.id}" for leaf in leaves for cards in leaf.cards.values() for card in cards}
    more = {"places": places, "pages": leaves, "data_link": folder + DATA, "here": False}
    yield File(name, _rendered("index.html", shown, rules, language, folder, **more).encode("utf-8"))


def _leaves(shown: View, folder: str) -> Iterator[Leaf]:
    """The findings in their order, `PER_PAGE` to a page."""
    cards = [card for items in shown.cards.values() for card in items]
    for number, start in enumerate(range(0, len(cards), PER_PAGE), 1):
        held: dict[Verdict, list[Card]] = {}
        for card in cards[start : start + PER_PAGE]:
            held.setdefault(card.verdict, []).append(card)
        name = f"page-{number:03}.html"
        yield Leaf(name, folder + name, held)


def _rendered(
    template: str, shown: View, rules: Mapping[str, RuleText], language: str, assets: str, **more: object
) -> str:
    style, script = asset(STYLE), asset(SCRIPT)
    return (
        environment(language)
        .get_template(template)
        .render(
            view=shown,
            words=WORDS,
            COUNTED=COUNTED,
            counts=dict(shown.counts),
            rules=[rules.get(code) or _unknown(code) for code in shown.rules],
            titles={code: rule.title for code, rule in rules.items()},
            style=style,
            script=script,
            assets=assets,
            policy=_split_policy() if assets else _policy(style, script),
            run_id=_run_id(shown),
            **{"data": "", "data_link": "", "data_name": "", "held": shown.verdicts, **more},
        )
    )


def _unknown(code: str) -> RuleText:
    """What is told of a rule of another version."""
    return RuleText(code=code, title=UNKNOWN_RULE, severity=Severity.LOW, text="")


def _run_id(shown: View) -> str:
    """A short name of the run: of its inputs, its settings and its time."""
    return digest(shown.run.started_at, shown.config_hash, *(item.sha256 for item in shown.articles), length=8)


def _assets(folder: str) -> Iterable[File]:
    return [File(folder + name, asset(name).encode("utf-8")) for name in (STYLE, SCRIPT)]


def _policy(style: str, script: str) -> str:
    """Nothing may load or run but the one style and the one script of the page."""
    return _joined(f"style-src '{_digest(style)}'", f"script-src '{_digest(script)}'")


def _split_policy() -> str:
    """As above, for a style and a script that lie beside the page."""
    return _joined("style-src 'self'", "script-src 'self'")


def _joined(*own: str) -> str:
    return "; ".join(("default-src 'none'", *own, "base-uri 'none'", "form-action 'none'"))


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
