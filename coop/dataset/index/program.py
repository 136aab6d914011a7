"""Which program this is: whatever of it may change an answer changes its fingerprint.

On the way of every quick answer: no heavy import.
"""

import os
import sys

from coop.dataset.index.sealing import digest_value

_ENDINGS = (".py", ".json")
_OF_PACKAGES = ("site-packages", "dist-packages")
_SNAPSHOT_DATA = "snapshot/data"  # a dataset as any other


def fingerprint_program(*, settled: int) -> bytes | None:
    """The fingerprint of the program that runs: its files by their states, Python, and the packages beside it.

    None where its files cannot be looked at, or one of them, or a folder of packages, changed after `settled`
    (nanoseconds): then it is not known whether it changed before it was loaded or after.
    """
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    rows: list[tuple[str, int, int, int, int]] = []
    try:
        _collect(package, "", rows)
        schemas = f"{os.path.dirname(package)}/schemas"
        if os.path.isdir(schemas):
            _collect(schemas, "schemas", rows)
    except OSError:
        return None
    if any(max(row[2], row[3]) > settled for row in rows):
        return None
    installed = []
    for folder in sys.path:
        if folder.endswith(_OF_PACKAGES):
            try:
                state = os.stat(folder)
            except OSError:
                continue
            if state.st_mtime_ns > settled:
                return None
            installed.append((folder, state.st_ino, state.st_mtime_ns))
    return digest_value((package, sys.version, sorted(rows), installed))


def _collect(folder: str, path: str, rows: list[tuple[str, int, int, int, int]]) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            here = f"{path}/{entry.name}" if path else entry.name
            if entry.name.endswith(_ENDINGS):
                state = os.stat(entry.path)
                rows.append((here, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino))
            elif "." not in entry.name and entry.name != "__pycache__" and here != _SNAPSHOT_DATA and entry.is_dir():
                _collect(entry.path, here, rows)
