"""`crosscheck completion`: what a shell needs to complete our commands and options."""

import click
from click.shell_completion import get_completion_class

from reports.cli.exits import Exit

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_CROSSCHECK_COMPLETE"


@click.command(
    short_help="Print what completes commands in a shell.",
    epilog="Example: crosscheck completion bash",
)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> Exit:
    """Print what completes commands and options in bash, zsh or fish.

    \b
    bash: eval "$(crosscheck completion bash)" in ~/.bashrc
    zsh:  eval "$(crosscheck completion zsh)" in ~/.zshrc
    fish: crosscheck completion fish > ~/.config/fish/completions/crosscheck.fish
    """  # noqa: D301 - the backspace keeps click from joining the lines
    found = get_completion_class(shell)
    assert found is not None  # click knows all three
    click.echo(found(context.find_root().command, {}, "crosscheck", VARIABLE).source())
    return Exit.DONE
