"""Which version of coop this is."""

VERSION = "0.1.0"
"""That of `pyproject.toml`, as a test demands: looking it up among the installed packages would take too long."""


def find_version() -> str:
    """The version of this program."""
    return VERSION
