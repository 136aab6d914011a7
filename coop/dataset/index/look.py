"""The quick look: whether anything that answers depend on has changed since the index was written.

On the way of every quick answer: no heavy import. Files are compared by their states, as git does it; a file whose
state does not settle what stands in it is compared by its content: a link, and one that changed so shortly before it
was read that a second change could carry the same time.
"""

import os
import time

from coop.dataset.index.contents import digest_file
from coop.dataset.index.pair import find_changed
from coop.dataset.index.place import find_database, is_trusted
from coop.dataset.index.program import fingerprint_program
from coop.dataset.index.sealing import pack, unpack
from coop.dataset.index.store import Store
from coop.dataset.index.walk import SCHEMAS, Row, Unwalkable, find_rows
from coop.version import LOADED_AT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MARGIN = 2_000_000_000  # nanoseconds: the clock of the coarsest file system ticks every two seconds
ALWAYS = -1
LOOK = b"look"

Unsafe = dict[str, tuple[Row, bytes, int]]
"""By name the row of a file that is read at each look, its digest, and the time from which on its state will do."""


class Seen:
    """What is remembered of one folder: digests of its rows and of all its contents, and what is unsafe in it."""

    __slots__ = ("content", "rows", "unsafe")

    def __init__(self, rows: bytes, content: bytes, unsafe: Unsafe) -> None:
        self.rows = rows
        self.content = content
        self.unsafe = unsafe


class Memory:
    """What the index remembers of the whole: `state` stands for all that answers depend on.

    `basis` stands for what every record depends on: the program and the vocabularies.
    """

    __slots__ = ("basis", "files", "folders", "program", "seen_at", "state")

    def __init__(
        self, program: bytes, seen_at: int, *, basis: bytes, state: bytes, files: int, folders: dict[str, Seen]
    ) -> None:
        self.program = program
        self.seen_at = seen_at
        self.basis = basis
        self.state = state
        self.files = files
        self.folders = folders

    def pack(self) -> bytes:
        """As bytes to be kept."""
        folders = {path: (each.rows, each.content, each.unsafe) for path, each in self.folders.items()}
        return pack((self.program, self.seen_at, self.basis, self.state, self.files, folders), LOOK)

    @classmethod
    def unpack(cls, sealed: bytes | None) -> "Memory | None":
        """From what was kept; none where that is damaged, nothing, or what another program keeps in this place."""
        found: Any = unpack(sealed, LOOK)
        try:
            program, seen_at, basis, state, files, seen = found
            folders = {path: Seen(*each) for path, each in seen.items()}
        except (TypeError, ValueError, AttributeError):
            return None
        return cls(program, seen_at, basis=basis, state=state, files=files, folders=folders)


class Look:
    """What is remembered of the dataset's folder, and after a `walk` what a look at it showed.

    `is_fresh`: nothing has changed since the index was written. Else `changed` are the rows of the folders in which
    something may have, and `memory` what is remembered: none where there is no index, or one of another program.
    """

    __slots__ = ("changed", "folders", "memory", "now", "program", "root", "sealed", "store")

    def __init__(self, root: str, store: Store, program: bytes, now: int) -> None:
        self.root = root
        self.store = store
        self.program = program
        self.now = now
        self.sealed = store.read("meta", LOOK) if store.open() else None
        memory = Memory.unpack(self.sealed)
        if self.sealed is not None and memory is None:
            store.discard()
        is_of_this = memory is not None and memory.program == program
        self.memory = memory if is_of_this else None
        self.changed: dict[str, list[Row]] = {}
        self.folders: set[str] = set()

    @property
    def is_fresh(self) -> bool:
        """Whether everything is as it was when the index was written."""
        return self.memory is not None and not self.changed and self.folders == self.memory.folders.keys()

    @property
    def state(self) -> bytes | None:
        """What stands for all that answers depend on; none where it has changed."""
        return self.memory.state if self.memory is not None and self.is_fresh else None

    def walk(self) -> None:
        """Look at the folder, and find what may have changed in it; raises `Unwalkable`."""
        # After the clock was set back a file may change and carry a time that it had before.
        memory = self.memory if self.memory is not None and self.memory.seen_at <= self.now else None
        trusted = memory.folders if memory is not None else {}
        known = {folder: seen.rows for folder, seen in trusted.items()}
        settled = []
        for folder, rows in find_changed(self.root, known, files=memory.files if memory is not None else 0):
            self.folders.add(folder)
            if rows is not None:
                self.changed[folder] = rows
                continue
            seen = trusted[folder]
            if not self._holds(folder, seen):
                self.changed[folder] = find_rows(self.root, folder)
            elif any(ALWAYS < until < self.now for _, _, until in seen.unsafe.values()):
                settled.append(seen)
        if settled and self.is_fresh:
            self._settle(settled)

    def _holds(self, folder: str, seen: Seen) -> bool:
        """Whether what is unsafe in a folder holds what it held."""
        path, within = place_folder(self.root, folder)
        return all(digest_file(path, row, within=within) == digest for row, digest, _ in seen.unsafe.values())

    def _settle(self, folders: list[Seen]) -> None:
        """Remember of which files the state will do from now on: they were read again, long after they changed."""
        memory = self.memory
        if memory is None:
            return
        for seen in folders:
            seen.unsafe = {n: each for n, each in seen.unsafe.items() if not ALWAYS < each[2] < self.now}
        memory.seen_at = self.now
        if self.begin_writing():
            self.end_writing()

    def begin_writing(self) -> bool:
        """Begin to write what is remembered, unless another process has done so meanwhile."""
        if not self.store.begin():
            return False
        if self.store.read("meta", LOOK) != self.sealed:
            self.store.roll_back()
            return False
        return True

    def destroy(self) -> None:
        """Throw the database away if it still is the one that was read here; what another process made of it stays."""
        if self.begin_writing():
            self.store.destroy()
        self.store.close()

    def end_writing(self) -> bool:
        """Write the memory, and make what was written since `begin_writing` hold with it; whether it does."""
        sealed = self.memory.pack() if self.memory is not None else None
        self.store.write("meta", [(LOOK, sealed)])
        is_kept = self.store.commit()
        if is_kept:
            self.sealed = sealed
        return is_kept


def place_folder(root: str, folder: str) -> tuple[str, str]:
    """Where a folder of the walk lies, and the folder that its links may not lead out of."""
    if folder == SCHEMAS:
        beside = os.path.realpath(f"{root}/{SCHEMAS}")
        return beside, beside
    return (f"{root}/{folder}" if folder else root), root


def look_at(root: str, *, now: int | None = None) -> Look | None:
    """Look at the dataset in the folder `root`; none where no index can be used for it.

    `now` is the time in nanoseconds.
    """
    look = recall(root, now=now)
    try:
        if look is not None:
            look.walk()
        return look
    except Unwalkable:
        if look is not None:
            look.store.close()
        return None


def recall(root: str, *, now: int | None = None) -> Look | None:
    """What is remembered of the dataset in the folder `root`, which is not looked at; otherwise as `look_at`."""
    now = time.time_ns() if now is None else now
    root = os.path.realpath(root)
    database = find_database(root)
    if database is None or not is_trusted(database):
        return None
    program = fingerprint_program(settled=min(now, LOADED_AT) - MARGIN)
    if program is None:
        return None
    return Look(root, Store(database), program, now)
