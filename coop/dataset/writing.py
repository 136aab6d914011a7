"""Bytes to a file, all of them or none."""

import os
from contextlib import suppress
from pathlib import Path

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_ANY_NEW_FILE = 0o666  # less what the user's mask takes away


class ChangedMeanwhile(Exception):  # noqa: N818 - it tells of a fact
    """A file no longer holds what its new content was made from."""


def replace_file(path: Path, data: bytes, *, mode: int | None = None, instead_of: bytes | None = None) -> None:
    """Make `data` the content of the file `path` in one step: no reader sees half of it, a failure leaves the old one.

    `mode` are the permission bits that the file gets; without them, those of any new file. A symbolic link is replaced
    and not followed. With `instead_of`, it is done only to a file that holds just that, no link: else
    `ChangedMeanwhile`. `OSError` where it cannot be done; nothing else is then left behind.
    """
    if path.is_dir() and not path.is_symlink():
        raise IsADirectoryError
    temporary, descriptor = _open_temporary(path.parent, _ANY_NEW_FILE if mode is None else mode)
    try:
        _write_all(descriptor, data)
        if mode is not None:
            temporary.chmod(mode)
        if instead_of is not None and (path.is_symlink() or path.read_bytes() != instead_of):
            raise ChangedMeanwhile
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def create_file(path: Path, data: bytes) -> None:
    """Make `path` a new file that holds `data`, in one step: no reader sees half of it.

    `FileExistsError` where anything has that name already, a link that leads nowhere too; of two processes at once
    one gets it. Any other `OSError` where it cannot be done; nothing is then left behind.
    """
    temporary, descriptor = _open_temporary(path.parent, _ANY_NEW_FILE)
    try:
        _write_all(descriptor, data)
        try:
            os.link(temporary, path)  # which, unlike a renaming, replaces nothing
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            _create_directly(path, data)
    finally:
        with suppress(OSError):
            temporary.unlink()


def _create_directly(path: Path, data: bytes) -> None:
    descriptor = os.open(path, _NEW_FILE, _ANY_NEW_FILE)
    try:
        _write_all(descriptor, data)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _write_all(descriptor: int, data: bytes) -> None:
    with open(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        # Without this a machine that stops may keep the new name and lose what it names.
        os.fsync(descriptor)


def _open_temporary(folder: Path, mode: int) -> tuple[Path, int]:
    """A new file in `folder` that is never more open than `mode`, which `tempfile` could not be told."""
    number = 0
    while True:
        path = folder / f".coop-{os.getpid()}-{number}.tmp"
        try:
            return path, os.open(path, _NEW_FILE, mode)
        except FileExistsError:
            number += 1
