"""What stands in a file of the dataset, as a digest; also of one that cannot be read.

On the way of every quick answer: no heavy import.
"""

import os
import stat

from coop.dataset.index.sealing import DIGEST_SIZE, digest_of
from coop.dataset.index.walk import HERE, Row
from coop.dataset.opening import read_first

MOST_BYTES = 1_000_000  # a file that holds more is refused, whatever else stands in it


def read_plain(path: str) -> bytes | None:
    """The first bytes of a plain file, at most one more than a file may have; none of what is not plain, or refused."""
    try:
        mode, content = read_first(path, MOST_BYTES)
    except (OSError, ValueError):
        return None
    return content if stat.S_ISREG(mode) else None


def digest_file(folder: str, row: Row, *, within: str) -> bytes:
    """The digest of what stands in the file: of anything but a plain file that can be read, a longer one.

    A link counts for where it leads, and inside the folder `within` for what stands there; what cannot be read, and
    what is no file, for what it is.
    """
    path, mode = f"{folder}/{row[0]}", row[5]
    if stat.S_ISREG(mode):
        content = read_plain(path)
        return digest_of(content) if content is not None else _digest_odd(b"refused")
    if not stat.S_ISLNK(mode):
        return _digest_odd(f"{stat.S_IFMT(mode)} {row[4] if row[0] == HERE else 0}".encode())
    target = os.path.realpath(path)
    content = read_plain(target) if target.startswith(os.path.join(within, "")) else None
    try:
        kind = stat.S_IFMT(os.lstat(target).st_mode)
    except (OSError, ValueError):
        kind = 0
    return _digest_odd(os.fsencode(target), str(kind).encode(), b"" if content is None else digest_of(content))


def is_plain(digest: bytes) -> bool:
    """Whether the digest is that of a plain file that was read."""
    return len(digest) == DIGEST_SIZE


def must_be_read(digest: bytes, mode: int) -> bool:
    """Whether the state of a file does not tell what stands in it: it may change, and the state stays."""
    return not is_plain(digest) and (stat.S_ISREG(mode) or stat.S_ISLNK(mode))


def _digest_odd(*parts: bytes) -> bytes:
    return b"?" + digest_of(b"odd", *parts)
