"""Pages laid out from a view: words of the verdicts, the policy, the style with the run on paper."""

import base64
import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from claims.ids import digest
from reports.model import View
from reports.rendering import asset, environment
from reports.rulebook import RuleText
from verify.models import Severity, Verdict

UNKNOWN_RULE = "not known to this version"
STYLE, SCRIPT = "report.css", "report.js"
PAPER = " .,:+-"  # beside letters and digits, all that the head of a printed page may hold


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
    "unlikely": Wording(
        "Hardly likely", "hardly likely", "The rest of what could be compared and differs: few of these are at odds."
    ),
    Verdict.UPDATE.value: Wording(
        "Changed over time", "changed over time", "Figures of different days: the story moved on, nobody need be wrong."
    ),
    "unsettled": Wording(
        "Perhaps changed over time",
        "perhaps changed over time",
        "Figures of different days that may be of one thing: most of these are of two.",
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
    ("findings_withheld", "Not told, for an embargo or a withheld article"),
    ("adjudication_candidates", "Findings for a model's opinion"),
    ("adjudication_asked", "Asked for it in this run"),
    ("adjudication_cached", "Known from an earlier run"),
)


def rendered(
    template: str, shown: View, rules: Mapping[str, RuleText], language: str, assets: str, **more: object
) -> str:
    """A page as text. `assets` is the folder of style and script, empty where they stand in the page.

    `more` has what one template needs and others do not: see the templates.
    """
    style, script = style_of(shown), asset(SCRIPT)
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
            run_id=run_id(shown),
            **{"data": "", "data_link": "", "data_name": "", "held": shown.verdicts, **more},
        )
    )


def run_id(shown: View) -> str:
    """A short name of the run: of its inputs, its settings and its time."""
    return digest(shown.run.started_at, shown.config_hash, *(item.sha256 for item in shown.articles), length=8)


def style_of(shown: View) -> Markup:
    """The style sheet, with the head that every printed page gets: it names the run, and no word of a source."""
    run = f"Crosscheck {shown.run.tool_version}, {run_id(shown)}, {shown.run.started_at[:16].replace('T', ' ')}"
    plain = "".join(letter for letter in run if letter.isascii() and (letter.isalnum() or letter in PAPER))
    boxes = f'@top-left{{content:"{plain}"}}@top-right{{content:counter(page) " / " counter(pages)}}'
    return asset(STYLE) + Markup(f"\n@page{{margin:16mm 14mm 12mm;font:7.5pt sans-serif;{boxes}}}")  # noqa: S704


def _unknown(code: str) -> RuleText:
    """What is told of a rule of another version."""
    return RuleText(code=code, title=UNKNOWN_RULE, severity=Severity.LOW, text="")


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
