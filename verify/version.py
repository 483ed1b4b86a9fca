"""Which Crosscheck this is."""

from importlib.metadata import PackageNotFoundError, version


def tool_version() -> str:
    """Version of the installed distribution."""
    try:
        return version("crosscheck")
    except PackageNotFoundError:
        return "0+unknown"
