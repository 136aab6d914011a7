"""`Index`: what is remembered of a dataset, brought up to the files as they are, and what is kept of each of them.

Everything is kept under the digest of the content that it was made from, and given out for that content alone. All is
written in one transaction at the end, or not at all.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping

from coop.dataset.index.contents import digest_file, must_be_read, read_plain
from coop.dataset.index.look import ALWAYS, MARGIN, Look, Memory, Seen, Unsafe, look_at, place_folder
from coop.dataset.index.sealing import DIGEST_SIZE, digest_of, digest_value, pack, seal, unpack, unseal
from coop.dataset.index.store import Store
from coop.dataset.index.walk import SCHEMAS, VOCABULARY_FILES, Row, digest_rows

_AT_ONCE = 500  # values asked for in one query
_MOST_PENDING = 16_000_000  # bytes that wait to be written
_MOST_CONTENT = 64_000_000  # bytes of files that were read and are still to be parsed
_DESCRIPTION = "dataset.yaml"
OF_CONTENTS = ("records", "heads", "checked", "facts")


class Index:
    """The index of one dataset, open for a run.

    `state` stands for all that answers depend on, `basis` for what every record depends on beside its own file (the
    program and the vocabularies), `description` for `dataset.yaml`.
    """

    def __init__(self, look: Look) -> None:
        """Bring what is remembered up to what a look showed; files that changed are read for their digests."""
        self.root = look.root
        self._look = look
        self._contents: dict[str, bytes] = {}
        self._room = _MOST_CONTENT
        self._digests: dict[str, bytes] = {}
        self._folders: dict[bytes, bytes | None] = {}
        self._gone: list[bytes] = []
        self._pending: dict[str, dict[bytes, bytes | None]] = {}
        self._waiting = 0
        self._has_begun = False
        self.read_files = 0
        self._previous = look.memory
        self._memory = self._bring_up()
        self.basis, self.state = self._memory.basis, self._memory.state
        self.description = digest_of(look.program, self._digests[_DESCRIPTION])
        self.entries = len(self._digests) + len(look.folders)
        self.paths: tuple[str, ...] = tuple(sorted(path for path in self._digests if path.startswith("agreements/")))

    # --- what is in the folder ---

    @property
    def vocabulary_files(self) -> tuple[str, ...]:
        """The paths of the vocabularies and of what the dataset says of itself."""
        return VOCABULARY_FILES

    def digest(self, path: str) -> bytes | None:
        """The digest of what stands in a file; none of one that is not there."""
        return self._digests.get(path)

    def read(self, path: str) -> bytes | None:
        """The content of a plain file, if it still is the one that is known: then what is made from it can be kept."""
        content = self._contents.pop(path, None)
        if content is None:
            content = read_plain(f"{self.root}/{path}")
            if content is None or digest_of(content) != self._digests.get(path):
                return None
        else:
            self._room += len(content)
        return content

    def folder_contents(self) -> Mapping[str, bytes]:
        """Of each folder under `agreements/` what stands for all its files."""
        return {p: each.content for p, each in self._memory.folders.items() if p not in ("", SCHEMAS)}

    def _bring_up(self) -> Memory:
        look, previous = self._look, self._previous
        folders: dict[str, Seen] = {}
        for folder in sorted(look.folders):
            rows = look.changed.get(folder)
            if rows is None and previous is not None:
                folders[folder] = previous.folders[folder]
                self._recall(folder)
            else:
                folders[folder] = self._look_through(folder, rows or [])
        if previous is not None:
            for folder in previous.folders.keys() - look.folders:
                self._folders[os.fsencode(folder)] = None
                self._forget(folder, self._stored(folder))
        basis = digest_of(
            look.program, *(d for p, d in sorted(self._digests.items()) if "/" not in p and p != _DESCRIPTION)
        )
        state = digest_of(look.program, *(part for p, e in folders.items() for part in (os.fsencode(p), e.content)))
        return Memory(look.program, look.now, basis=basis, state=state, files=len(self._digests), folders=folders)

    def _recall(self, folder: str) -> None:
        """What is remembered of a folder in which nothing changed."""
        digests = {name: digest for name, (_, digest) in self._stored(folder).items()}
        if self._previous is None or self._previous.folders[folder].content != _digest_contents(digests):
            raise DamagedIndex
        self._digests.update((_join(folder, name), digest) for name, digest in digests.items())

    def _look_through(self, folder: str, rows: list[Row]) -> Seen:
        """A folder in which something changed: what of it holds still, and the digest of everything else."""
        look, previous = self._look, self._previous
        seen = previous.folders.get(folder) if previous is not None and previous.seen_at <= look.now else None
        stored = self._stored(folder) if seen is not None else {}
        was_unsafe: Unsafe = seen.unsafe if seen is not None else {}
        path, within = place_folder(self.root, folder)
        unsafe: Unsafe = {}
        digests: dict[str, bytes] = {}
        for row in rows:
            name = row[0]
            known = stored.get(name)
            if known is not None and known[0] == row and name not in was_unsafe:
                digests[name] = known[1]
                continue
            digest = self._digest(folder, path, row, within=within)
            changed_at = max(row[2], row[3])
            if must_be_read(digest, row[5]):
                unsafe[name] = (row, digest, ALWAYS)
            elif changed_at > look.now - MARGIN:
                unsafe[name] = (row, digest, changed_at + MARGIN)
            digests[name] = digest
        self._forget(folder, {name: each for name, each in stored.items() if name not in digests})
        self._digests.update((_join(folder, name), digest) for name, digest in digests.items())
        key = os.fsencode(folder)
        self._folders[key] = pack(([(row, digests[row[0]]) for row in rows]), key)
        return Seen(digest_rows(rows), _digest_contents(digests), unsafe)

    def _digest(self, folder: str, path: str, row: Row, *, within: str) -> bytes:
        self.read_files += 1
        if not stat.S_ISREG(row[5]) or not folder or folder == SCHEMAS:
            return digest_file(path, row, within=within)
        content = read_plain(f"{path}/{row[0]}")
        if content is None:
            return digest_file(path, row, within=within)
        if len(content) <= self._room:
            self._room -= len(content)
            self._contents[_join(folder, row[0])] = content
        return digest_of(content)

    def _stored(self, folder: str) -> dict[str, tuple[Row, bytes]]:
        key = os.fsencode(folder)
        found = unpack(self._look.store.read("folders", key), key)
        return {row[0]: (row, digest) for row, digest in found} if isinstance(found, list) else {}

    def _forget(self, folder: str, files: Iterable[str]) -> None:
        self._gone.extend(os.fsencode(_join(folder, name)) for name in files)

    # --- what is kept ---

    def keep(self, table: str, path: str, payload: bytes) -> None:
        """Keep what was made from the content of a file that `read` gave."""
        name, digest = os.fsencode(path), self._digests[path]
        self.put(table, name, digest + seal(payload, name + digest))

    def find(self, table: str, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """For each path what is kept of the file as it stands there, in the order of the paths."""
        for some in _take(paths, _AT_ONCE):
            stored = self.get(table, [os.fsencode(path) for path in some])
            for path in some:
                name, digest = os.fsencode(path), self._digests.get(path, b"")
                value = stored.get(name, b"")
                is_of_it = digest != b"" and value[:DIGEST_SIZE] == digest
                yield path, unseal(value[DIGEST_SIZE:], name + digest) if is_of_it else None

    def find_any(self, table: str, paths: Iterable[str]) -> Iterator[bytes | None]:
        """What is kept of the files that something is kept of, whatever content it was made from; none if damaged."""
        for some in _take(paths, _AT_ONCE):
            for name, value in self.get(table, [os.fsencode(path) for path in some]).items():
                yield unseal(value[DIGEST_SIZE:], name + value[:DIGEST_SIZE])

    def find_heads(self, table: str, size: int) -> Iterator[tuple[bytes, bytes]]:
        """The name of every value that was kept before this run, and the value's first bytes."""
        return self._look.store.find_heads(table, size) if not self.is_all_anew else iter(())

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
        if self._look.store.is_writing or table == "meta" or not self.is_all_anew:
            found.update(self._look.store.read_many(table, asked))
        return found

    @property
    def is_all_anew(self) -> bool:
        """Whether nothing that was kept holds: another program, other vocabularies."""
        return self._previous is None or self._previous.basis != self.basis

    @property
    def is_changed(self) -> bool:
        """Whether there is something to be written."""
        return bool(self._pending or self._folders) or self.is_all_anew

    def commit(self) -> bool:
        """Write what is remembered and kept, at the end of a run; whether that was done. Who cannot goes on without."""
        if not self.is_changed and not self._has_begun:
            return True
        self._flush()
        self._look.memory = self._memory
        return self._look.end_writing()

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
        if self.is_all_anew:
            store.clear(*OF_CONTENTS)
        store.write("folders", self._folders.items())
        store.write("records", [(name, None) for name in self._gone])

    def destroy(self) -> None:
        """Throw away all that is remembered: what of it was read does not hang together."""
        self._look.destroy()

    def close(self) -> None:
        """Let go of the database; what was not committed is forgotten."""
        self._look.store.close()


class DamagedIndex(Exception):  # noqa: N818 - never seen: the index is then made anew
    """What is remembered does not hang together."""


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


def _digest_contents(digests: Mapping[str, bytes]) -> bytes:
    return digest_value(sorted(digests.items()))


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _take(paths: Iterable[str], size: int) -> Iterator[list[str]]:
    some: list[str] = []
    for path in paths:
        some.append(path)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some
