"""The command line: thin commands; what they need is imported when they run."""

import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from reports.cli.baseline import baseline
from reports.cli.check import check
from reports.cli.completion import completion
from reports.cli.config import config
from reports.cli.decisions import decisions
from reports.cli.doctor import doctor
from reports.cli.exits import CannotError, ClosedPipeError, Exit
from reports.cli.extract import extract
from reports.cli.render import render
from reports.cli.review import review
from reports.cli.rules import explain, rules
from reports.cli.settings import defaults_for, stated, stated_thresholds
from reports.cli.state import State, state_of
from verify.version import tool_version

__all__ = ["Exit", "cli", "main"]


@contextmanager
def _pipe() -> Iterator[None]:
    """Keeps a closed pipe apart from other faults; click itself would end with code 1."""
    try:
        yield
    except BrokenPipeError as error:
        raise ClosedPipeError from error


class _Group(click.Group):
    """Lists commands in the order in which a newcomer needs them, and tells when no one reads on."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        """Read the arguments, and the settings that stand for those not given; help is written here."""
        helped = bool({"-h", "--help", "--version"} & set(args))
        with _pipe():
            ctx = super().make_context(info_name, args, parent, **extra)
        if not (helped or ctx.resilient_parsing):
            settings = stated(self)
            ctx.default_map = defaults_for(self, settings)
            state_of(ctx).thresholds = stated_thresholds(settings)
        return ctx

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was named."""
        with _pipe():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the table below."""
        return list(self.commands)


def _version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"crosscheck {tool_version()}")
        context.exit()


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def cli() -> None:
    """Show where news articles on one story disagree, word for word, in any mix of languages.

    Works offline. Exit codes: 0 done, 1 conflicts (with --fail-on), 2 wrong usage, 3 could not do the work.
    """


for command in (check, extract, render, review, decisions, baseline, rules, explain, config, doctor, completion):
    cli.add_command(command)


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    state = State(words=tuple(sys.argv[1:] if args is None else args))
    try:
        return int(cli.main(args, prog_name="crosscheck", standalone_mode=False, obj=state) or Exit.DONE)
    except (Exception, KeyboardInterrupt) as error:
        if state.debug:
            traceback.print_exc()
        _tell(error)
        return _code(error)


def _code(error: BaseException) -> Exit:
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return Exit.INTERRUPTED
    if isinstance(error, ClosedPipeError):
        return Exit.CLOSED_PIPE
    return Exit.USAGE if isinstance(error, click.UsageError) else Exit.FAILED


def _tell(error: BaseException) -> None:
    """One line for whoever called; nothing where the reader of stdout has gone."""
    from reports.signs import one_line

    if isinstance(error, click.ClickException):
        error.show()
    elif isinstance(error, ClosedPipeError):
        _silence()
    elif isinstance(error, CannotError):
        click.echo(f"crosscheck: {one_line(str(error))}", err=True)
    elif isinstance(error, click.Abort | KeyboardInterrupt):
        click.echo("crosscheck: interrupted", err=True)
    else:
        where = f"internal error: {type(error).__name__}: {error}"
        click.echo(f"crosscheck: {one_line(where)} (--debug shows where)", err=True)


def _silence() -> None:
    """Point stdout at nothing, so that the interpreter's last flush fails on no one."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
