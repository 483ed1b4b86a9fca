"""Sentences on which each rule fires, and near ones on which it does not. The tests put them to the checker."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Example(NamedTuple):
    """What two sources say, and whether the rule fires on it."""

    fires: bool
    sources: tuple[str, ...]

    @property
    def says(self) -> str:
        """How the help begins it."""
        return "It fires" if self.fires else "It does not fire"


@cache
def examples() -> dict[str, tuple[Example, ...]]:
    """All examples by code of the rule."""
    text = files("reports").joinpath("data/rule_examples.toml").read_text(encoding="utf-8")
    return {
        code: tuple(Example(fires == "fires", tuple(pair)) for fires in ("fires", "not") for pair in entry[fires])
        for code, entry in tomllib.loads(text).items()
    }
