"""`crosscheck config`: what is set, and where."""

import json

import click

from reports.cli.exits import Exit
from reports.cli.settings import in_force


@click.group(short_help="Show the settings in force.", epilog="Example: crosscheck config show --origin")
def config() -> None:
    """Show the settings in force: defaults, then pyproject.toml, then the environment, then options."""


@config.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    short_help="Print every setting of `check`.",
    epilog="Example: crosscheck config show --origin, or crosscheck config show --origin -- --fail-on high",
)
@click.option("--origin", is_flag=True, help="Say where each value comes from.")
@click.argument("args", nargs=-1, type=click.UNPROCESSED, metavar="[OPTIONS OF CHECK]...")
@click.pass_context
def show(context: click.Context, origin: bool, args: tuple[str, ...]) -> Exit:
    """Print every setting of `check` as a line of TOML; a line with # is not set."""
    root = context.find_root().command
    assert isinstance(root, click.Group)
    for name, setting in in_force(root, root.commands["check"], args).items():
        line = f"# {name} =" if setting.value is None else f"{name} = {json.dumps(setting.value, ensure_ascii=False)}"
        click.echo(f"{line:<40} # {setting.origin}" if origin else line)
    return Exit.DONE
