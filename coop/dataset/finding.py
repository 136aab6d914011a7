"""Where a dataset is, found with nothing but paths.

A stored answer is given before anything else is loaded, so this module loads nothing.
"""

import os

PACKAGE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
AGREEMENTS = "agreements"  # the folder of agreement files within the dataset's


def find_in(folder: str) -> str | None:
    """The dataset's folder: `folder` itself, or `data` in it."""
    return next((each for each in (folder, os.path.join(folder, "data")) if _holds_agreements(each)), None)


def find_upward(start: str | None = None) -> str | None:
    """The nearest `data` upward from the folder `start`, else from the working folder, which may be gone: `OSError`."""
    here = os.path.realpath(os.getcwd() if start is None else start)
    while True:
        if _holds_agreements(os.path.join(here, "data")):
            return os.path.join(here, "data")
        above = os.path.dirname(here)
        if above == here:
            return None
        here = above


def find_beside_program() -> tuple[str, bool] | None:
    """The dataset of the repository that coop is installed from, or else the snapshot in the package (True)."""
    repository, snapshot = os.path.join(os.path.dirname(PACKAGE), "data"), os.path.join(PACKAGE, "snapshot", "data")
    return next(((each, each is snapshot) for each in (repository, snapshot) if _holds_agreements(each)), None)


def _holds_agreements(folder: str) -> bool:
    """Whether it does; a path that no system can have does not."""
    return os.path.isdir(os.path.join(folder, AGREEMENTS))
