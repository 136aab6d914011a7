"""Which version of coop this is, and since when it has been running."""

import time

LOADED_AT = time.time_ns()
"""When this process began to load the program: a file of it that changed later may be none of what runs here."""

VERSION = "0.1.0"
"""That of `pyproject.toml`, as a test demands: looking it up among the installed packages would take too long."""


def find_version() -> str:
    """The version of this program."""
    return VERSION
