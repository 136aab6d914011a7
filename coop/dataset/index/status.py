"""How an index stands: where it lies, how big it is, and what the next run would read."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from coop.dataset.index.folders import unpack_folder
from coop.dataset.index.look import Look, look_at
from coop.dataset.index.place import find_database
from coop.dataset.index.walk import HERE, MISSING, Row


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What an index is; `path` is none where there can be none.

    `files` are those that it remembers, `unread` those that it does not know as they stand, so that they are read.
    """

    path: str | None
    size: int = 0
    files: int = 0
    unread: int = 0
    is_made: bool = False


def find_status(root: str) -> IndexStatus:
    """How the index of the dataset in the folder `root` stands; nothing is written."""
    database = find_database(os.path.realpath(root))
    look = look_at(root)
    if look is None or database is None:
        return IndexStatus(None)
    try:
        if look.memory is None:
            return IndexStatus(database, look.store.size, 0, sum(map(_is_there, _flatten(look.changed))))
        known = {folder: _read_rows(look, folder) for folder in look.memory.folders}
        unread = sum(_is_there(row) and row not in known.get(f, ()) for f, rows in look.changed.items() for row in rows)
        files = sum(map(_is_there, _flatten(known)))
        return IndexStatus(database, look.store.size, files, unread, is_made=True)
    finally:
        look.store.close()


def _flatten(folders: Mapping[str, Iterable[Row]]) -> Iterator[Row]:
    return (row for rows in folders.values() for row in rows)


def _is_there(row: Row) -> bool:
    return row[0] != HERE and row[5] != MISSING


def _read_rows(look: Look, folder: str) -> frozenset[Row]:
    kept = unpack_folder(folder, look.store.read("folders", os.fsencode(folder)))
    return frozenset(kept.rows) if kept is not None else frozenset()
