"""Bytes to a file, all of them or none."""

import os
from contextlib import suppress
from pathlib import Path

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_ANY_NEW_FILE = 0o666  # less what the user's mask takes away


def replace_file(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Make `data` the content of the file `path` in one step: no reader sees half of it, a failure leaves the old one.

    `mode` are the permission bits that the file gets; without them, those of any new file. A symbolic link is replaced
    and not followed. `OSError` where it cannot be done; nothing else is then left behind.
    """
    if path.is_dir() and not path.is_symlink():
        raise IsADirectoryError
    temporary, descriptor = _open_temporary(path.parent, _ANY_NEW_FILE if mode is None else mode)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(data)
            file.flush()
            # Without this a machine that stops may keep the new name and lose what it names.
            os.fsync(descriptor)
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _open_temporary(folder: Path, mode: int) -> tuple[Path, int]:
    """A new file in `folder` that is never more open than `mode`, which `tempfile` could not be told."""
    number = 0
    while True:
        path = folder / f".coop-{os.getpid()}-{number}.tmp"
        try:
            return path, os.open(path, _NEW_FILE, mode)
        except FileExistsError:
            number += 1
