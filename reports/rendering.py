"""Templates with the words of one language: what the page and the desk are laid out with.

In a template: `t(key, ...)` is plain text, `n(key, number)` the form for a number, `p(key, ...)` markup in which names
stand apart; `prose` lays out a phrase or a sentence, `highlight` a quotation, `told` says the checker's English anew,
`help` what a rule finds.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from reports.highlight import highlight, prose
from reports.messages import DEFAULT, Messages, messages
from reports.phrases import Part, Phrase, foreign
from reports.signs import visible
from reports.told import fits, told
from reports.words import SHAPES
from verify.models import Choice

CHOICES = {
    Choice.CONFLICT.value: "a conflict",
    Choice.NOT_CONFLICT.value: "not a conflict",
    Choice.UNSURE.value: "unsure",
    Choice.SUPERSEDED.value: "superseded",
    Choice.NEEDS_SOURCE.value: "needs a source",
}


class _NoIndent(Extension):
    """Drops the indentation and the blank lines of a template, which no browser shows."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return "\n".join(line.strip() for line in source.splitlines() if line.strip())


@cache
def environment(language: str = DEFAULT) -> Environment:
    """The templates in this language of the interface. Raises ValueError for one that it does not speak."""
    words = messages(language)
    made = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        trim_blocks=True,
        undefined=StrictUndefined,
        extensions=[_NoIndent],
        finalize=_shown,
    )

    def markup(key: str, **parts: Part) -> Markup:
        return prose(words.phrase(key, **parts))

    def listed(names: Iterable[str]) -> Phrase:
        return words.listed([foreign(name) for name in names])

    made.filters |= {
        "highlight": highlight,
        "prose": prose,
        "weight": lambda value: _weight(value, words),
        "told": lambda text: told(text, words),
        "help": lambda rule: told(rule.summary if fits(rule.summary, words) else rule.text, words),
        "number": lambda number: words.number(str(number)),
    }
    made.globals |= {
        "ui": words,
        "t": words.text,
        "n": words.count,
        "p": markup,
        "template": words.template,
        "names": listed,
        "quoted": lambda text: prose(words.quoted(foreign(text))),
        "CHOICES": CHOICES,
        "SHAPES": SHAPES,
        "way": lambda way: Markup("") if way == words.direction else Markup(" dir=") + way,
    }
    return made


@cache
def asset(name: str) -> Markup:
    """A file of ours that goes onto the page, without the indentation and the comments that only its readers need."""
    text = files("reports").joinpath("static", name).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return Markup("\n".join(line for line in lines if line and not line.startswith(("//", "/*"))))  # noqa: S704


def _shown(value: object) -> object:
    """Every plain string goes onto the page with its hidden characters as signs; phrases with their names apart."""
    if isinstance(value, Phrase):
        return prose(value)
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _weight(value: float, words: Messages) -> str:
    sign, digits = f"{value:+z.2f}".replace("-", "−")[0], f"{abs(value):.2f}"
    return f"{sign}{words.number(digits)}"
