"""What a check of each file showed, and what of it the checks between files need: facts under 64-bit keys.

A fact is found by its key, whichever file it is of; a group of facts is read without the rest. Facts lie in buckets,
each under a sum of its own that is kept apart, so that a group that lost one of its facts is not taken for whole.
"""

import marshal
import os
import zlib
from collections.abc import Iterable, Iterator

from coop.dataset.index.index import Index
from coop.dataset.index.inventory import DamagedIndex
from coop.dataset.index.sealing import DIGEST_SIZE, pack, unpack

Fact = tuple[int, str, bytes]
"""A key, the path of the file, and what is said of it."""

_BUCKETS = 1024
_SUMS = "facts"
_WHOLE = "checked"


class CheckedFiles:
    """The checks of one dataset's files as the index keeps them.

    Of a file that changed or is gone the old facts stay until `drop`: whoever drops them has to judge their groups
    anew. Raises `DamagedIndex` where what is kept does not hang together: then nothing that was kept holds.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._sums = self._read_sums()
        self._loaded: dict[int, list[Fact]] = {}
        self._touched: set[int] = set()
        self._unchecked: set[str] | None = None
        self._outdated: set[str] = set()

    def find_unchecked(self) -> tuple[list[str], list[str]]:
        """The files that no check is kept of as they stand, and those with one that is of another content, or gone.

        A file that changed is among both.
        """
        contents, checked = self._index.folder_contents(), self._checked_folders()
        changed = {f for f in contents.keys() | checked.keys() if contents.get(f) != checked.get(f)}
        kept = {
            os.fsdecode(name): digest
            for folder in sorted(changed)
            for name, digest in self._index.find_heads("checked", DIGEST_SIZE, within=folder)
        }
        paths = (path for folder in changed for path in self._index.find_paths(folder))
        unchecked = sorted(path for path in paths if kept.get(path) != self._index.digest(path))
        outdated = sorted(path for path, digest in kept.items() if digest != self._index.digest(path))
        self._unchecked, self._outdated = set(unchecked), set(outdated)
        return unchecked, outdated

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """For each path what is kept of the check of the file as it stands."""
        for path, payload in self._index.find("checked", paths):
            is_lost = payload is None and self._unchecked is not None and path not in self._unchecked
            if is_lost and self._index.digest(path) is not None:
                raise DamagedIndex
            yield path, marshal.loads(payload)[0] if payload is not None else None

    def keep(self, path: str, blob: bytes, facts: Iterable[tuple[int, bytes]]) -> None:
        """Keep the check of a file as it stands, made from what `Index.read` gave, and its facts."""
        keys = []
        for key, fact in facts:
            keys.append(key)
            self._bucket(key).append((key, path, fact))
            self._touched.add(key % _BUCKETS)
        self._index.keep("checked", path, marshal.dumps((blob, keys)))
        if self._unchecked is not None:
            self._unchecked.discard(path)

    def drop(self, paths: Iterable[str]) -> set[int]:
        """Forget what is kept of these files, whatever they hold now; the keys of the facts that went with them."""
        gone = set(paths)
        keys: set[int] = set()
        for payload in self._index.find_any("checked", gone):
            if payload is None:
                raise DamagedIndex
            keys.update(marshal.loads(payload)[1])
        for number in {key % _BUCKETS for key in keys}:
            bucket = self._bucket(number)
            bucket[:] = [fact for fact in bucket if fact[1] not in gone]
            self._touched.add(number)
        for path in gone:
            self._index.put("checked", os.fsencode(path), None)
        self._outdated -= gone
        return keys

    def read_facts(self, keys: Iterable[int]) -> list[Fact]:
        """All facts under these keys, by key and path, those that were kept in this run among them."""
        asked = set(keys)
        self._load({key % _BUCKETS for key in asked})
        found = [fact for number in {key % _BUCKETS for key in asked} for fact in self._loaded[number]]
        return sorted(fact for fact in found if fact[0] in asked)

    def settle(self) -> None:
        """Put the facts in their places; of which folders all files have been checked is then known at once.

        All that `find_unchecked` told to be outdated has to be dropped before, or is forgotten with its folder.
        """
        for number in sorted(self._touched):
            name = number.to_bytes(2, "big")
            value = pack(self._loaded[number], name)
            self._sums[number] = zlib.crc32(value)
            self._index.put("facts", name, value)
        if self._touched:
            self._index.keep_note(_SUMS, marshal.dumps(self._sums), of=self._index.basis)
            self._touched.clear()
        if self._unchecked is not None:
            left = {_folder_of(path) for path in self._unchecked | self._outdated}
            whole = {f: content for f, content in self._index.folder_contents().items() if f not in left}
            self._index.keep_note(_WHOLE, marshal.dumps(whole), of=self._index.basis)

    def _checked_folders(self) -> dict[str, bytes]:
        """The folders of which the checks of all files are kept and no others, with what stood for their files."""
        found = self._index.find_note(_WHOLE, of=self._index.basis)
        return marshal.loads(found) if found is not None else {}

    def _read_sums(self) -> list[int]:
        found = self._index.find_note(_SUMS, of=self._index.basis)
        return list(marshal.loads(found)) if found is not None else [0] * _BUCKETS

    def _bucket(self, key: int) -> list[Fact]:
        number = key % _BUCKETS
        if number not in self._loaded:
            self._load({number})
        return self._loaded[number]

    def _load(self, numbers: set[int]) -> None:
        asked = [number for number in sorted(numbers) if number not in self._loaded]
        stored = self._index.get("facts", [n.to_bytes(2, "big") for n in asked if self._sums[n]]) if asked else {}
        for number in asked:
            name = number.to_bytes(2, "big")
            value = stored.get(name, b"")
            if zlib.crc32(value) != self._sums[number]:
                raise DamagedIndex
            found = unpack(value, name) if value else []
            if not isinstance(found, list):
                raise DamagedIndex
            self._loaded[number] = found


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]
