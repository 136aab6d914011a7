"""`Index`: what is kept of each file of a dataset, and of the whole.

Everything is kept under the digest of the content that it was made from, and given out for that content alone. All is
written in one transaction at the end, or not at all.
"""

import os
from collections.abc import Iterable, Iterator

from coop.dataset.batches import batched
from coop.dataset.index.inventory import DamagedIndex, Inventory
from coop.dataset.index.look import Look, look_at
from coop.dataset.index.sealing import DIGEST_SIZE, seal, unseal
from coop.dataset.index.store import Store

_AT_ONCE = 500  # files asked for at once
_MOST_PENDING = 16_000_000  # bytes that wait to be written
OF_CONTENTS = ("records", "heads", "checked", "facts")


class Index(Inventory):
    """The files of one dataset with what is kept of them, open for a run.

    `knows_all` is whether all that the run read of the dataset is surely what `state` stands for.
    """

    def __init__(self, look: Look) -> None:
        """Bring what is remembered up to what a look showed; raises `DamagedIndex`."""
        super().__init__(look)
        self._pending: dict[str, dict[bytes, bytes | None]] = {}
        self._waiting = 0
        self._has_begun = False
        self._is_doubted = False
        self.knows_all = True

    def keep(self, table: str, path: str, payload: bytes) -> None:
        """Keep what was made from the content of a file that `read` gave."""
        name, digest = os.fsencode(path), self.digest(path)
        if digest is not None:
            self.put(table, name, digest + seal(payload, name + digest))

    def find(self, table: str, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """For each path what is kept of the file as it stands there, in the order of the paths."""
        for some in batched(paths, _AT_ONCE):
            stored = self.get(table, [os.fsencode(path) for path in some])
            for path in some:
                name, digest = os.fsencode(path), self.digest(path) or b""
                value = stored.get(name, b"")
                is_of_it = digest != b"" and value[:DIGEST_SIZE] == digest
                yield path, unseal(value[DIGEST_SIZE:], name + digest) if is_of_it else None

    def find_any(self, table: str, paths: Iterable[str]) -> Iterator[bytes | None]:
        """What is kept of the files that something is kept of, whatever content it was made from; none if damaged."""
        for some in batched(paths, _AT_ONCE):
            for name, value in self.get(table, [os.fsencode(path) for path in some]).items():
                yield unseal(value[DIGEST_SIZE:], name + value[:DIGEST_SIZE])

    def find_heads(self, table: str, size: int, *, within: str) -> Iterator[tuple[bytes, bytes]]:
        """Of what was kept before this run of each file in a folder, and in those within, the name and the beginning.

        The beginning is `size` bytes of the value.
        """
        return self._look.store.find_heads(table, size, os.fsencode(within)) if not self.is_all_anew else iter(())

    def keep_note(self, name: str, payload: bytes, *, of: bytes) -> None:
        """Keep something of the whole, made from what `of` stands for: `state`, `basis`, or the digest of a file."""
        key = b"note " + name.encode()
        self.put("meta", key, of + seal(payload, key + of))

    def find_note(self, name: str, *, of: bytes) -> bytes | None:
        """What was kept under this name, if it was made from what `of` stands for."""
        key = b"note " + name.encode()
        value = self.get("meta", [key]).get(key, b"")
        return unseal(value[len(of) :], key + of) if value.startswith(of) else None

    def put(self, table: str, name: bytes, value: bytes | None) -> None:
        """Let a value wait to be written; none is a value to be removed."""
        self._pending.setdefault(table, {})[name] = value
        self._waiting += len(name) + (len(value) if value is not None else 0)
        if self._waiting > _MOST_PENDING:
            self._flush()

    def get(self, table: str, names: Iterable[bytes]) -> dict[bytes, bytes]:
        """Those values of a table that there are, by their names."""
        waiting = self._pending.get(table, {})
        asked = [name for name in names if name not in waiting]
        found = {name: value for name in names if (value := waiting.get(name)) is not None}
        if self._look.store.is_writing or not self.is_all_anew:
            found.update(self._look.store.read_many(table, asked))
        return found

    @property
    def is_all_anew(self) -> bool:
        """Whether nothing that was kept holds: another program, other vocabularies."""
        return self.previous is None or self.previous.basis != self.basis

    @property
    def is_changed(self) -> bool:
        """Whether there is something to be written."""
        return bool(self._pending or self.changed) or self.is_all_anew

    def commit(self) -> bool:
        """Write what is remembered and kept, at the end of a run; whether that was done. Who cannot goes on without."""
        if self._is_doubted:
            self._look.store.roll_back()
            return False
        if not self.is_changed and not self._has_begun:
            return True
        self._flush()
        self._look.memory = self.memory
        return self._look.end_writing()

    def doubt(self) -> None:
        """Keep nothing of this run: it read what is not surely what the index knows of, in a file that just changed."""
        self._is_doubted = True
        self.state = b""

    def miss(self) -> None:
        """Note that this run read something of which it is not sure that `state` stands for it.

        What was kept of each file holds all the same, and so does what comes of it if no file has changed meanwhile.
        """
        self.knows_all = False

    def _flush(self) -> None:
        """Write what waits; where anything of a run could not be written, nothing more of it is."""
        store = self._look.store
        if not self._has_begun:
            self._has_begun = True
            if self._look.begin_writing():
                self._write_changes(store)
        for table, values in self._pending.items():
            store.write(table, values.items())
        self._pending.clear()
        self._waiting = 0

    def _write_changes(self, store: Store) -> None:
        if self.is_all_anew:  # what the notes say of these tables is gone with them, though their basis may come back
            store.clear(*OF_CONTENTS, "meta")
        store.write("folders", self.changed.items())
        store.write("records", [(name, None) for name in self.gone])

    def destroy(self) -> None:
        """Throw away all that is remembered: what of it was read does not hang together."""
        self._look.destroy()

    def close(self) -> None:
        """Let go of the database; what was not committed is forgotten."""
        self._look.store.close()


def open_index(root: str, *, look: Look | None = None, now: int | None = None) -> Index | None:
    """The index of the dataset in the folder `root`, brought up to its files; none where none can be used.

    `look` is one that was taken a moment ago, since when this run has changed nothing; without it the folder is looked
    at now. `now` is the time in nanoseconds.
    """
    for _ in range(2):
        if look is not None and look.root != os.path.realpath(root):
            look.store.close()
            look = None
        look = look_at(root, now=now) if look is None else look
        if look is None:
            return None
        try:
            return Index(look)
        except DamagedIndex:
            look.destroy()
            look = None
    return None
