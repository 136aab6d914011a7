"""What is kept of one folder: the digests of its files, and apart from them their rows, read only where one changed."""

import marshal
import os
from collections.abc import Mapping

from coop.dataset.index.sealing import digest_value, pack, unpack
from coop.dataset.index.walk import Row

Digests = dict[str, bytes]
"""The digest of each file of one folder, by its name."""


class KeptFolder:
    """One folder as it was when it was last looked through; `content` stands for all its digests."""

    __slots__ = ("_rows", "content", "digests")

    def __init__(self, content: bytes, digests: Digests, rows: bytes) -> None:
        self.content = content
        self.digests = digests
        self._rows = rows

    @property
    def rows(self) -> list[Row]:
        """The rows of its files."""
        found: list[Row] = marshal.loads(self._rows)
        return found


def pack_folder(folder: str, digests: Digests, rows: list[Row]) -> bytes:
    """A folder as bytes to be kept."""
    return pack((digest_contents(digests), digests, marshal.dumps(rows)), os.fsencode(folder))


def unpack_folder(folder: str, stored: bytes | None) -> KeptFolder | None:
    """The folder that was packed; none where that is damaged, or nothing."""
    found = unpack(stored, os.fsencode(folder))
    return KeptFolder(*found) if isinstance(found, tuple) else None


def digest_contents(digests: Mapping[str, bytes]) -> bytes:
    """What stands for all files of a folder."""
    return digest_value(sorted(digests.items()))
