"""Where indexes lie: one database for each dataset and machine, in the user's cache folder.

On the way of every quick answer: no heavy import.
"""

import os
import stat
import sys
import time

from coop.dataset.index.sealing import digest_of

LAYOUT = 1
"""The number of the form of the databases; it stands in their names, so that two programs do not quarrel."""

CACHE_VARIABLE = "COOP_CACHE"
LONGEST_REST = 90 * 24 * 3600  # seconds for which an index lies unused before it is thrown away
_ENDING = ".sqlite"
_DAY = 24 * 3600


class ignored:  # noqa: N801 - it stands where contextlib.suppress would, which takes longer to import than all of this
    """Around what may be refused: an error of this kind is no error."""

    __slots__ = ("_kind",)

    def __init__(self, kind: type[Exception]) -> None:
        self._kind = kind

    def __enter__(self) -> None:
        """Nothing has to be done before."""

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        """Whether what was raised is passed over."""
        return kind is not None and issubclass(kind, self._kind)


def find_cache() -> str | None:
    """The folder of all indexes, whether it is there or not; none where no home is known."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return f"{named}/index"
    base = _find_user_cache()
    return f"{base}/coop/index" if base else None


def _find_user_cache() -> str | None:
    named = os.environ.get("XDG_CACHE_HOME", "")
    if named and os.path.isabs(named):
        return named
    if os.name == "nt":
        return os.environ.get("LOCALAPPDATA") or None
    home = os.environ.get("HOME", "")
    if not os.path.isabs(home):
        return None
    return f"{home}/Library/Caches" if sys.platform == "darwin" else f"{home}/.cache"


def find_database(root: str) -> str | None:
    """The database of the dataset in the folder `root`, all links followed.

    A home that several machines share holds one for each: what they lock against each other is no use across a net.
    """
    cache = find_cache()
    if cache is None:
        return None
    machine = os.uname().nodename if hasattr(os, "uname") else ""
    name = digest_of(os.fsencode(root), machine.encode("utf-8", "surrogateescape"))
    return f"{cache}/{name[:12].hex()}-{LAYOUT}{_ENDING}"


def make_cache(database: str) -> bool:
    """Make the folder of a database, for this user alone; whether it is there and nobody else may write in it."""
    folder = os.path.dirname(database)
    try:
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        with ignored(FileExistsError):
            os.mkdir(folder, mode=0o700)
    except OSError:
        return False
    return os.path.isdir(folder) and is_trusted(database)


def is_trusted(database: str) -> bool:
    """Whether nobody else may have put the database there, as far as the system tells: its folder is this user's.

    Sums show damage, and no ill will: what somebody made up on purpose must not be read.
    """
    if not hasattr(os, "geteuid"):
        return True
    try:
        state = os.stat(os.path.dirname(database))
    except OSError:  # nothing is there
        return True
    return state.st_uid == os.geteuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def remove_database(database: str) -> None:
    """Throw a database away; what belongs to it goes first, for a new one would take it for its own."""
    for path in (f"{database}-wal", f"{database}-shm", database):
        with ignored(OSError):
            os.unlink(path)


def mark_used(database: str) -> None:
    """Remember that the database was used, once a day."""
    with ignored(OSError):
        if time.time() - os.stat(database).st_mtime > _DAY:
            os.utime(database)


def remove_unused(database: str) -> None:
    """Throw away the databases beside this one that nobody has used for long."""
    folder = os.path.dirname(database)
    with ignored(OSError):
        for name in os.listdir(folder):
            path = f"{folder}/{name}"
            if name.endswith(_ENDING) and path != database:
                with ignored(OSError):
                    if time.time() - os.stat(path).st_mtime > LONGEST_REST:
                        remove_database(path)
