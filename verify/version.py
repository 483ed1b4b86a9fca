"""Which Crosscheck this is."""


def tool_version() -> str:
    """Version of the installed distribution."""
    from importlib.metadata import PackageNotFoundError, version  # a fifth of the start of a command

    try:
        return version("crosscheck")
    except PackageNotFoundError:
        return "0+unknown"
