"""The report as one page that needs nothing else: no network, no script, no server."""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import BinaryIO, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from reports.highlight import highlight, prose
from reports.rulebook import RuleText, rulebook
from reports.signs import visible
from reports.view import view
from reports.words import plural
from verify.models import Report, Verdict


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


def write(report: Report, out: BinaryIO) -> None:
    """Write the page."""
    out.write(page(report, rulebook()).encode("utf-8"))


def page(report: Report, rules: Mapping[str, RuleText]) -> str:
    """The page as text; of `rules` those are explained that a finding names."""
    shown = view(report)
    style, script = _asset("report.css"), _asset("report.js")
    return (
        _environment()
        .get_template("report.html")
        .render(
            view=shown,
            words=WORDS,
            rules=[rules[code] for code in shown.rules if code in rules],
            style=style,
            script=script,
            policy=_policy(style, script),
        )
    )


class _NoIndent(Extension):
    """Drops the indentation and the blank lines of a template, which no browser shows."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return "\n".join(line.strip() for line in source.splitlines() if line.strip())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        trim_blocks=True,
        undefined=StrictUndefined,
        extensions=[_NoIndent],
        finalize=_shown,
    )
    environment.filters |= {"highlight": highlight, "prose": prose, "weight": _weight}
    environment.globals |= {"plural": plural}
    return environment


def _shown(value: object) -> object:
    """Every plain string goes onto the page with its hidden characters as signs."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _weight(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


@cache
def _asset(name: str) -> Markup:
    """A file of ours that goes onto the page as it is."""
    return Markup(files("reports").joinpath("static", name).read_text(encoding="utf-8"))  # noqa: S704


def _policy(style: str, script: str) -> str:
    """Nothing may load or run but the one style and the one script of the page."""
    parts = (
        "default-src 'none'",
        f"style-src '{_digest(style)}'",
        f"script-src '{_digest(script)}'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(parts)


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
