"""What the shells themselves make of our completion, where they are installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reports.cli import cli, main
from reports.cli.completion import SHELLS, VARIABLE
from reports.cli.exits import Exit

BASH = """
{script}
COMP_WORDS=({words}); COMP_CWORD={place}; COMP_LINE="{line}"; COMP_POINT=${{#COMP_LINE}}
_crosscheck_completion crosscheck
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
# zsh completes on a line that is edited: what would be added to it is caught where it is added.
ZSH = """
autoload -U compinit; compinit -u -D
{script}
compadd() {{ print -l -- $completions_with_descriptions $completions }}
_describe() {{ print -l -- "${{(@P)${{@[-1]}}}}" "${{completions[@]}}" "${{completions_with_descriptions[@]}}" }}
words=({words}); CURRENT={current}
_crosscheck_completion
"""
FISH = """
{script}
complete -C "{line}"
"""


@pytest.fixture(scope="module")
def tools(tmp_path_factory):
    """A folder in the path with `crosscheck` as this checkout has it."""
    folder = tmp_path_factory.mktemp("bin")
    tool = folder / "crosscheck"
    root = Path(__file__).parents[2]
    tool.write_text(f'#!/bin/sh\nPYTHONPATH={root} exec {sys.executable} -m reports "$@"\n')
    tool.chmod(0o755)
    return folder


def script(shell, capsys):
    assert main(["completion", shell]) == Exit.DONE
    return capsys.readouterr().out


def asked(shell, text, tools):
    """What a shell prints for a script."""
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(tools)}
    done = subprocess.run([shell], input=text, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def filled(shell, line, found):
    words = line.split(" ")
    quoted = " ".join(f"'{word}'" for word in words)
    template = {"bash": BASH, "zsh": ZSH, "fish": FISH}[shell]
    return template.format(script=found, words=quoted, place=len(words) - 1, current=len(words), line=line)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("crosscheck ch", {"check"}),
        ("crosscheck check --fail-", {"--fail-on"}),
        ("crosscheck baseline ", {"write", "diff"}),
    ],
)
def test_the_shell_offers_them(shell, line, offered, tools, capsys):
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} on this machine")
    told = asked(shell, filled(shell, line, script(shell, capsys)), tools)
    names = {part for row in told.split("\n") for part in row.replace(":", "\t").split("\t")[:1]}
    assert offered <= names, told


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_a_script(shell, capsys):
    text = script(shell, capsys)
    assert VARIABLE in text
    assert "crosscheck" in text


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("crosscheck ", sorted(cli.commands)),
        ("crosscheck check --fail-on ", ["high", "low", "medium", "none"]),
        ("crosscheck explain --re", ["--report"]),
        ("crosscheck completion ", ["bash", "fish", "zsh"]),
        ("crosscheck config sh", ["show"]),
    ],
)
def test_what_is_offered(words, offered, monkeypatch, capsys):
    monkeypatch.setenv(VARIABLE, "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))
    with pytest.raises(SystemExit):
        main([])
    assert sorted(line.split(",")[1] for line in capsys.readouterr().out.split()) == offered
