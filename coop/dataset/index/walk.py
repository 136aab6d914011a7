"""What lies in a dataset's folder, by the names and the states of its files; none of them is opened.

On the way of every quick answer: no heavy import. A folder's rows are compared as one run of bytes.
"""

import os
import stat

from coop.dataset.index.sealing import digest_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

Row = tuple[str, int, int, int, int, int]
"""A file's name, size, time of change in content and in state (nanoseconds), number on its disk, and mode."""

SCHEMAS = "../schemas"
VOCABULARY_FILES = ("dataset.yaml", "localities.yaml", "regions.yaml", "fields.yaml", "measures.yaml")
SCHEMA_FILES = tuple(f"{name.removesuffix('.yaml')}.schema.json" for name in ("agreement", *VOCABULARY_FILES))
HERE = "."  # a folder among its own files
MISSING = 0  # the mode of a file that is not there
MOST_ENTRIES = 1_000_000

_LEFTOVERS = ("~", ".swp", ".tmp")
_LIKE_FILES = (".yaml", ".yml")
_FOLDER_FLAGS = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_BY_DESCRIPTOR = os.stat in os.supports_dir_fd and os.listdir in os.supports_fd


class Unwalkable(Exception):  # noqa: N818 - it is no error of the program: such a dataset is read without an index
    """A dataset that no index can follow: a folder that may not be opened, a link for a folder, too much of it."""


def walk_outside(root: str) -> "Iterator[tuple[str, list[Row]]]":
    """What belongs to the dataset beside its agreements, with the rows of the files.

    The vocabularies stand under the folder "", the schemas beside the data under `../schemas`.
    """
    yield "", [_find_row(root, name) for name in VOCABULARY_FILES]
    beside = f"{root}/{SCHEMAS}"
    yield SCHEMAS, [_find_row(beside, HERE), *(_find_row(beside, name) for name in SCHEMA_FILES)]


def walk_folders(root: str, folders: list[str]) -> "Iterator[tuple[str, list[Row]]]":
    """Each of these folders and those within, by its path from `root`, with the rows of its files; `Unwalkable`."""
    waiting, count = list(folders), 0
    while waiting:
        folder = waiting.pop()
        rows, within = list_folder(root, folder)
        waiting.extend(within)
        count += len(rows) + len(within)
        if count > MOST_ENTRIES:
            raise Unwalkable
        yield folder, rows


def find_rows(root: str, folder: str) -> list[Row]:
    """The rows of one folder that the walk names."""
    outside = dict(walk_outside(root))
    return outside[folder] if folder in outside else list_folder(root, folder)[0]


def list_folder(root: str, folder: str) -> tuple[list[Row], list[str]]:
    """The rows of a folder's files, and the paths of the folders in it."""
    files, folders = [], []
    for row in _list_rows(f"{root}/{folder}"):
        if stat.S_ISDIR(row[5]) and not row[0].endswith(_LIKE_FILES):
            folders.append(f"{folder}/{row[0]}")
        else:
            files.append(row)
    return files, folders


def digest_rows(rows: list[Row]) -> bytes:
    """The digest of a folder's rows; the order in which the system names them belongs to it."""
    return digest_value(rows)


def _find_row(folder: str, name: str) -> Row:
    try:
        return _row(name, os.lstat(f"{folder}/{name}" if name != HERE else folder))
    except OSError:
        return (name, 0, 0, 0, 0, MISSING)
    except ValueError:
        raise Unwalkable from None


def _row(name: str, state: os.stat_result) -> Row:
    return name, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino, state.st_mode


def _list_rows(folder: str) -> list[Row]:
    """Everything in the folder that may be an agreement, folders too; the folder itself is none by a link."""
    try:
        if not _BY_DESCRIPTOR:
            return _scan_rows(folder)
        descriptor = os.open(folder, _FOLDER_FLAGS)
        try:
            return [
                (name, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino, s.st_mode)
                for name in os.listdir(descriptor)
                if name[0] != "." and not name.endswith(_LEFTOVERS)
                for s in (os.stat(name, dir_fd=descriptor, follow_symlinks=False),)
            ]
        finally:
            os.close(descriptor)
    except (OSError, ValueError):
        raise Unwalkable from None


def _scan_rows(folder: str) -> list[Row]:
    if os.path.islink(folder):
        raise Unwalkable
    with os.scandir(folder) as entries:
        return [
            _row(entry.name, os.lstat(entry.path))  # what a system tells of an entry may be older than its state
            for entry in entries
            if not entry.name.startswith(".") and not entry.name.endswith(_LEFTOVERS)
        ]
