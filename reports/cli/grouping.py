"""Options that belong together reach a command as one object."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import update_wrapper
from typing import Any

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]


def grouped(name: str, kind: type[Any], options: Sequence[Decorator]) -> Decorator:
    """Adds the options, in this order, and gives what they say as one argument `name` of the dataclass `kind`."""

    def decorate(command: Command) -> Command:
        def gathered(*args: object, **kwargs: object) -> object:
            chosen = {field.name: kwargs.pop(field.name) for field in fields(kind)}
            return command(*args, **{name: kind(**chosen)}, **kwargs)

        wrapped: Command = update_wrapper(gathered, command)
        for option in reversed(options):
            wrapped = option(wrapped)
        return wrapped

    return decorate
