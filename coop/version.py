"""Which version of coop this is."""

from importlib.metadata import PackageNotFoundError, version


def find_version() -> str:
    """The version of the installed distribution; `unknown` in a folder that was never installed."""
    try:
        return version("coop-vn")
    except PackageNotFoundError:
        return "unknown"
