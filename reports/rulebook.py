"""The rules as their readers see them: code, title and the help that each rule's docstring is."""

import inspect
import re
from functools import cache

from claims.models import Frozen
from verify.models import Severity


class RuleText(Frozen):
    """What is told of a rule."""

    code: str
    title: str
    severity: Severity
    text: str

    @property
    def summary(self) -> str:
        """The first line of the help: what the rule finds."""
        return self.text.partition("\n")[0]


@cache
def rulebook() -> dict[str, RuleText]:
    """All rules by code, in the order of the checker."""
    from verify.rules import RULES

    return {
        rule.code: RuleText(
            code=rule.code, title=rule.title, severity=rule.severity, text=_unwrapped(inspect.getdoc(rule) or "")
        )
        for rule in RULES
    }


def _unwrapped(text: str) -> str:
    """The docstring without the line ends that only keep source lines short: those before a small letter."""
    return re.sub(r"\n(?=[a-z])", " ", text)
