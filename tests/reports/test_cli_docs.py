"""What the command line can do is told in docs/, and what is told can be done."""

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from reports.cli import cli, main
from reports.cli.exits import Exit
from reports.cli.settings import options_of, thresholds
from reports.formats import FORMATS
from reports.rulebook import rulebook

ROOT = Path(__file__).parents[2]
DOCS = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
TEXT = DOCS["command-line.md"] + DOCS["formats.md"]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(group, before=()):
    for name, command in group.commands.items():
        yield (*before, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))


COMMANDS = dict(commands(cli))
OPTIONS = {
    name
    for command in COMMANDS.values()
    for option in command.params
    if isinstance(option, click.Option)
    for name in (*option.opts, *option.secondary_opts)
}


@pytest.mark.parametrize("names", sorted(COMMANDS), ids=" ".join)
def test_every_command_is_documented(names):
    assert f"crosscheck {' '.join(names)}" in TEXT or any(f"### {names[0]}" in line for line in TEXT.splitlines())


@pytest.mark.parametrize("option", sorted(OPTIONS))
def test_every_option_is_documented(option):
    assert f"`{option}" in TEXT or re.search(rf"crosscheck .*{re.escape(option)}\b", TEXT)


@pytest.mark.parametrize("code", list(Exit))
def test_every_exit_code_is_documented(code):
    assert f"\n| {code.value} | " in DOCS["command-line.md"]
    assert f"\n| {code.value} | " in README


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)
def test_every_format_is_documented(form):
    assert f"\n| `{form.name}` | " in DOCS["formats.md"]
    assert all(f"`{suffix}`" in TEXT for suffix in form.suffixes if suffix != ".htm")


@pytest.mark.parametrize("code", rulebook())
def test_every_rule_is_documented(code):
    assert f"\n| {code} | " in README


@pytest.mark.parametrize("names", sorted(COMMANDS), ids=" ".join)
def test_every_command_has_help_and_an_example(names):
    command = COMMANDS[names]
    assert command.help
    assert f"Example: crosscheck {names[0]}" in command.epilog
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_every_example_is_a_command_of_ours():
    for command in COMMANDS.values():
        for example in re.split(r", or ", command.epilog.removeprefix("Example: ")):
            words = shlex.split(example)
            assert words[0] == "crosscheck"
            assert words[1] in cli.commands
            known = {name for option in COMMANDS[(words[1],)].params for name in option.opts} | OPTIONS
            assert all(word in known for word in words if word.startswith("-") and word not in {"-", "--"})


def test_no_option_is_documented_that_is_not_there():
    told = set(re.findall(r"`(--[a-z][a-z-]+)", DOCS["command-line.md"]))
    assert told - OPTIONS - {"--help", "--version"} == set()


def test_settings_are_options_or_thresholds():
    block = DOCS["command-line.md"].split("[tool.crosscheck]\n")[1].split("\n\n")[0]
    names = {line.split("=")[0].strip().replace("-", "_") for line in block.splitlines()}
    assert names <= {*options_of(cli), *thresholds()}


COMMAND_LINES = [
    line.strip().removeprefix(".venv/bin/")
    for text in (README, *DOCS.values())
    for line in text.splitlines()
    if line.startswith("    ") and line.strip().removeprefix(".venv/bin/").startswith("crosscheck ")
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder as the documents have it: the examples, under the names that they use."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("examples", "articles", "stories/flood", "benchmark/stories"):
        shutil.copytree(ROOT / "examples", folder / name)
    return folder


@pytest.mark.parametrize("line", dict.fromkeys(COMMAND_LINES))
def test_commands_of_the_documents_run(line, desk, monkeypatch, capfd):
    monkeypatch.chdir(desk)
    args = shlex.split(line, comments=True)[1:]
    if {"review"} & set(args):
        pytest.skip("starts a server: its own tests do")
    # What an earlier command of the document leaves behind; that one may run in another process.
    if {"report.json", "baseline.json"} & set(args) and not Path("report.json").exists():
        assert main(["check", "examples", "-o", "report.json", "-q"]) == Exit.DONE
    if "--baseline" in args and not Path("baseline.json").exists():
        written = ["baseline", "write", "report.json", "-o", "baseline.json", "--author", "Ana", "--reason", "known"]
        assert main(written) == Exit.DONE
    code = main(args)
    assert code == Exit.DONE or ("--fail-on" in args and code == Exit.CONFLICTS), capfd.readouterr().err


def test_there_are_commands_to_run():
    assert len(COMMAND_LINES) >= 4
