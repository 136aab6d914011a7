"""The walk by two processes: of a very large dataset each looks at half, where a second process costs less than that.

On the way of every quick answer: no heavy import.
"""

import marshal
import os
import sys

from coop.dataset.finding import AGREEMENTS
from coop.dataset.index.walk import Row, digest_rows, list_folder, walk_folders, walk_outside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORTH_IT = 20_000  # files; below, to begin a process takes as long as it saves

Found = tuple[str, list[Row] | None]
"""A folder with its rows, or with none where they are as they were."""


def find_changed(root: str, known: "Mapping[str, bytes]", *, files: int) -> "Iterator[Found]":
    """Each folder of the dataset, with its rows where their digest is not the known one. Raises `Unwalkable`.

    `files` is about how many there are.
    """
    yield from _compare(walk_outside(root), known)
    rows, folders = list_folder(root, AGREEMENTS)
    yield from _compare(iter([(AGREEMENTS, rows)]), known)
    if files < WORTH_IT or len(folders) < 2 or not _may_fork():
        yield from _compare(walk_folders(root, folders), known)
        return
    reader, process = _begin(root, folders[1::2], known)
    try:
        yield from _compare(walk_folders(root, folders[::2]), known)
        found = _receive(reader)
    finally:
        os.close(reader)
        os.waitpid(process, 0)
    yield from _compare(walk_folders(root, folders[1::2]), known) if found is None else found


def _compare(walked: "Iterator[tuple[str, list[Row]]]", known: "Mapping[str, bytes]") -> "Iterator[Found]":
    for folder, rows in walked:
        yield folder, None if known.get(folder) == digest_rows(rows) else rows


def _may_fork() -> bool:
    """Whether a second process is safe to begin, and has a processor to run on."""
    if not hasattr(os, "fork") or sys.platform == "darwin" or (os.cpu_count() or 1) < 2:
        return False
    threading = sys.modules.get("threading")
    return threading is None or threading.active_count() == 1


def _begin(root: str, folders: list[str], known: "Mapping[str, bytes]") -> tuple[int, int]:
    """Begin a process that compares these folders; where it will be heard, and its number."""
    reader, writer = os.pipe()
    process = os.fork()
    if process:
        os.close(writer)
        return reader, process
    try:  # the child: whatever happens, it ends here and says nothing but what it found
        told = marshal.dumps(list(_compare(walk_folders(root, folders), known)))
        with open(writer, "wb") as stream:
            stream.write(told)
    finally:
        os._exit(0)


def _receive(reader: int) -> list[Found] | None:
    """What the other process found; none where it came to no end."""
    parts = []
    while part := os.read(reader, 1 << 20):
        parts.append(part)
    try:
        found: list[Found] = marshal.loads(b"".join(parts))
    except (ValueError, EOFError, TypeError):
        return None
    return found
