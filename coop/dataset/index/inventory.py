"""`Inventory`: what lies in a dataset's folder, by the digests of its files; only files that changed are read."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping

from coop.dataset.index.contents import digest_file, must_be_read, read_plain
from coop.dataset.index.folders import Digests, KeptFolder, digest_contents, pack_folder, unpack_folder
from coop.dataset.index.look import ALWAYS, MARGIN, Look, Memory, Seen, Unsafe, place_folder
from coop.dataset.index.sealing import digest_of
from coop.dataset.index.walk import SCHEMAS, VOCABULARY_FILES, Row, digest_rows

_MOST_CONTENT = 64_000_000  # bytes of files that were read and are still to be parsed
_DESCRIPTION = "dataset.yaml"


class Inventory:
    """The files of one dataset, as a look showed them.

    `state` stands for all that answers depend on, `basis` for what every record depends on beside its own file (the
    program and the vocabularies), `description` for `dataset.yaml`; `memory` is what is to be remembered of it,
    `previous` what was. `changed` are the folders to be written, `gone` the files that are no longer there.
    """

    def __init__(self, look: Look) -> None:
        """Bring what is remembered up to what a look showed; raises `DamagedIndex`."""
        self.root = look.root
        self._look = look
        self._contents: dict[str, bytes] = {}
        self._room = _MOST_CONTENT
        self._digests: dict[str, Digests] = {}  # by folder
        self.changed: dict[bytes, bytes | None] = {}
        self.gone: list[bytes] = []
        self.read_files = 0
        self.previous = look.memory
        self.memory = self._bring_up()
        self.basis, self.state = self.memory.basis, self.memory.state
        self.description = digest_of(look.program, self._digests[""][_DESCRIPTION])
        self.entries = self.memory.files + len(look.folders)
        self.paths: tuple[str, ...] = tuple(
            sorted(path for folder in self.folder_contents() for path in self.find_paths(folder))
        )

    @property
    def vocabulary_files(self) -> tuple[str, ...]:
        """The paths of the vocabularies and of what the dataset says of itself."""
        return VOCABULARY_FILES

    def digest(self, path: str) -> bytes | None:
        """The digest of what stands in a file; none of one that is not there."""
        folder, _, name = path.rpartition("/")
        return self._digests.get(folder, {}).get(name)

    def read(self, path: str) -> bytes | None:
        """The content of a plain file, if it still is the one that is known: then what is made from it can be kept."""
        content = self._contents.pop(path, None)
        if content is None:
            content = read_plain(f"{self.root}/{path}")
            if content is None or digest_of(content) != self.digest(path):
                return None
        else:
            self._room += len(content)
        return content

    def find_paths(self, folder: str) -> Iterator[str]:
        """The files in a folder under `agreements/`, those in folders within it apart; none in one that is gone."""
        return (f"{folder}/{name}" for name in self._digests.get(folder, ()))

    def folder_contents(self) -> Mapping[str, bytes]:
        """Of each folder under `agreements/` what stands for all its files."""
        return {p: each.content for p, each in self.memory.folders.items() if p not in ("", SCHEMAS)}

    def _bring_up(self) -> Memory:
        look, previous = self._look, self.previous
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
                self.changed[os.fsencode(folder)] = None
                kept = self._stored(folder)
                self._forget(folder, kept.digests if kept is not None else ())
        basis = digest_of(look.program, *(d for n, d in sorted(self._digests[""].items()) if n != _DESCRIPTION))
        state = digest_of(look.program, *(part for p, e in folders.items() for part in (os.fsencode(p), e.content)))
        files = sum(map(len, self._digests.values()))
        return Memory(look.program, look.now, basis=basis, state=state, files=files, folders=folders)

    def _recall(self, folder: str) -> None:
        """What is remembered of a folder in which nothing changed."""
        kept = self._stored(folder)
        if kept is None or self.previous is None or self.previous.folders[folder].content != kept.content:
            raise DamagedIndex
        self._digests[folder] = kept.digests

    def _look_through(self, folder: str, rows: list[Row]) -> Seen:
        """A folder in which something changed: what of it holds still, and the digest of everything else."""
        look, previous = self._look, self.previous
        seen = previous.folders.get(folder) if previous is not None and previous.seen_at <= look.now else None
        kept = self._stored(folder) if seen is not None else None
        known = kept.digests if kept is not None else {}
        same = set(kept.rows) if kept is not None else set()
        was_unsafe: Unsafe = seen.unsafe if seen is not None else {}
        path, within = place_folder(self.root, folder)
        unsafe: Unsafe = {}
        digests: Digests = {}
        for row in sorted(rows):  # so that all paths are in their order before they are sorted
            name = row[0]
            if row in same and name not in was_unsafe:
                digests[name] = known[name]
                continue
            digest = self._digest(folder, path, row, within=within)
            changed_at = max(row[2], row[3])
            if must_be_read(digest, row[5]):
                unsafe[name] = (row, digest, ALWAYS)
            elif changed_at > look.now - MARGIN:
                unsafe[name] = (row, digest, changed_at + MARGIN)
            digests[name] = digest
        self._forget(folder, known.keys() - digests.keys())
        self._digests[folder] = digests
        self.changed[os.fsencode(folder)] = pack_folder(folder, digests, rows)
        return Seen(digest_rows(rows), digest_contents(digests), unsafe)

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

    def _stored(self, folder: str) -> KeptFolder | None:
        return unpack_folder(folder, self._look.store.read("folders", os.fsencode(folder)))

    def _forget(self, folder: str, files: Iterable[str]) -> None:
        self.gone.extend(os.fsencode(_join(folder, name)) for name in files)


class DamagedIndex(Exception):  # noqa: N818 - never seen: the index is then made anew
    """What is remembered does not hang together."""


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
