from pathlib import Path

import click
import pytest

from reports.cli import cli
from reports.cli.exits import Exit
from reports.formats import BY_SUFFIX, NAMES

TEXT = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
OPTIONS = {
    name
    for command in cli.commands.values()
    for option in command.params
    if isinstance(option, click.Option)
    for name in option.opts
}


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_is_documented(name):
    assert f"crosscheck {name}" in TEXT or f"\n### {name}\n" in TEXT


@pytest.mark.parametrize("option", sorted(OPTIONS))
def test_every_option_is_documented(option):
    assert f"`{option}" in TEXT


@pytest.mark.parametrize("code", list(Exit))
def test_every_exit_code_is_documented(code):
    assert f"\n| {code.value} | " in TEXT


def test_every_format_is_documented():
    assert all(f"{name}" in TEXT for name in NAMES)
    assert all(f"`{suffix}`" in TEXT for suffix in BY_SUFFIX if suffix != ".htm")
