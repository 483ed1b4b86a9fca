"""Settings: defaults < `[tool.crosscheck]` of the nearest pyproject.toml < CROSSCHECK_* < options of the command line.

A setting is called like its option, without the dashes in front: `fail-on` or `fail_on`, CROSSCHECK_FAIL_ON. It holds
for every command that has the option. The thresholds of the checker are settings too.
"""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import click

from reports.cli.exits import CannotError

FILE = "pyproject.toml"
PREFIX = "CROSSCHECK_"
SECTION = "[tool.crosscheck]"
# What belongs to one call and to no habit.
NEVER = frozenset(
    {"help", "version", "output", "format", "files_from", "stdin_format", "stdin_name", "debug", "quiet", "verbose"}
    | {"report", "threshold", "origin", "reason", "author"}
)


class Setting(NamedTuple):
    """A value, and where it comes from."""

    value: Any
    origin: str


@cache
def thresholds() -> tuple[str, ...]:
    """Names of the numbers that the checker can be told."""
    from verify.config import Config

    fields = Config.model_fields.items()
    return tuple(name for name, field in fields if field.annotation in (float, int))


def name_of(option: click.Option) -> str:
    """What an option is called as a setting."""
    return max(option.opts, key=len).lstrip("-").replace("-", "_")


def options_of(command: click.Command) -> dict[str, click.Option]:
    """Options of this command, and of the commands in it, that can be settings."""
    if isinstance(command, click.Group):
        return {name: option for inner in command.commands.values() for name, option in options_of(inner).items()}
    named = {name_of(item): item for item in command.params if isinstance(item, click.Option)}
    return {name: option for name, option in named.items() if name not in NEVER}


def stated(root: click.Group) -> dict[str, Setting]:
    """Every setting that the file or the environment states; raises CannotError for what is no setting."""
    return {**_of_file(root), **_of_environment(root)}


def defaults_for(command: click.Command, settings: Mapping[str, Setting]) -> dict[str, Any]:
    """The settings as click wants to have them: by parameter, in a dictionary for each command in a group."""
    if isinstance(command, click.Group):
        return {name: defaults_for(inner, settings) for name, inner in command.commands.items()}
    options = options_of(command)
    return {str(options[name].name): setting.value for name, setting in settings.items() if name in options}


def stated_thresholds(settings: Mapping[str, Setting]) -> dict[str, float]:
    """The thresholds among the settings."""
    return {name: setting.value for name, setting in settings.items() if name in thresholds()}


def suggestion(name: str, known: Collection[str]) -> str:
    """The words "; did you mean x?" where some known name is close, else all that are known."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(sorted(known))}"


def nearest(folder: Path) -> Path | None:
    """The pyproject.toml with a table of ours that is nearest: here, else in the folders above."""
    return next((path for path in _files_above(folder) if _table(path) is not None), None)


def _files_above(folder: Path) -> Iterator[Path]:
    return (above / FILE for above in (folder, *folder.parents) if (above / FILE).is_file())


def _table(path: Path) -> dict[str, Any] | None:
    import tomllib

    try:
        tool = tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {})
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise CannotError(f"{path}: cannot be read: {error}") from error
    table = tool.get("crosscheck") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise CannotError(f"{path}: tool.crosscheck is no table")
    return table


def _of_file(root: click.Group) -> dict[str, Setting]:
    path = nearest(Path.cwd())
    if path is None:
        return {}
    given = {name.replace("-", "_"): value for name, value in (_table(path) or {}).items()}
    return {name: _checked(root, name, value, f"{path} {SECTION}") for name, value in given.items()}


def _of_environment(root: click.Group) -> dict[str, Setting]:
    given = {
        name.removeprefix(PREFIX).lower(): (name, value)
        for name, value in sorted(os.environ.items())
        if name.startswith(PREFIX) and value
    }
    return {name: _checked(root, name, value, variable) for name, (variable, value) in given.items()}


def _checked(root: click.Group, name: str, value: Any, origin: str) -> Setting:  # noqa: ANN401 - whatever TOML holds
    """The value as its option reads it; raises CannotError for one that it would not take."""
    known = options_of(root)
    if name in thresholds():
        if isinstance(value, bool) or not _is_number(value):
            raise CannotError(f"{origin}: {name}: {value!r} is no number")
        return Setting(float(value), origin)
    if name not in known:
        raise CannotError(f"{origin}: no setting {name}{suggestion(name, (*known, *thresholds()))}")
    option = known[name]
    raw = _listed(option, value)
    context = click.Context(click.Command(name))
    try:
        cast = option.type_cast_value(context, raw)
        if option.callback and option.expose_value:
            option.callback(context, option, cast)
    except click.BadParameter as error:
        raise CannotError(f"{origin}: {name}: {error.message}") from error
    return Setting(raw, origin)


def _listed(option: click.Option, value: Any) -> Any:  # noqa: ANN401
    """The value in the form of its option: a list where it may stand more than once, pairs as NAME=VALUE."""
    if not option.multiple:
        return value
    if isinstance(value, Mapping):
        return [f"{name}={item}" for name, item in value.items()]
    return value.split() if isinstance(value, str) else value


def _is_number(value: object) -> bool:
    try:
        float(str(value))
    except ValueError:
        return False
    return True


def in_force(root: click.Group, command: click.Command, args: Sequence[str]) -> dict[str, Setting]:
    """Every setting of a command with its value and where that comes from, were it called with these arguments."""
    from verify.config import Config

    settings = stated(root)
    options = options_of(command)
    context = command.make_context(
        command.name, [*args], default_map=defaults_for(command, settings), resilient_parsing=True
    )
    found = {}
    for name, option in sorted(options.items()):
        source = context.get_parameter_source(str(option.name))
        if source is click.core.ParameterSource.COMMANDLINE:
            found[name] = Setting(_spelt(args, option), "command line")
        else:
            found[name] = settings.get(name, Setting(_default(option, context), "default"))
    config = Config()
    chosen = {name: settings.get(name, Setting(getattr(config, name), "default")) for name in thresholds()}
    given = context.params.get("threshold") or {}
    return {**found, **chosen, **{name: Setting(value, "command line") for name, value in dict(given).items()}}


def _default(option: click.Option, context: click.Context) -> Any:  # noqa: ANN401
    """The value of an option that nobody gives; None where there is none (click has a mark of its own for that)."""
    value = option.get_default(context, call=True)
    return value if isinstance(value, str | int | float | list | tuple) else None


def _spelt(args: Sequence[str], option: click.Option) -> Any:  # noqa: ANN401
    """The value of an option as it stands among the arguments."""
    values: list[Any] = []
    for place, arg in enumerate(args):
        name, joined, value = arg.partition("=")
        if name in option.secondary_opts:
            values.append(False)
        elif name in option.opts:
            values.append(True if option.is_flag else value if joined else args[place + 1])
    return values if option.multiple else values[-1]
