"""How a file of the dataset is opened and read; which may be opened is for others to say.

On the way of every quick answer: no heavy import.
"""

import os
import stat

# No link is followed; a pipe that takes a file's place is opened without waiting for a writer. Not every system has
# each of these.
_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)


def read_first(path: str, limit: int) -> tuple[int, bytes]:
    """The mode of what is opened, and the first bytes of a plain file, at most one more than `limit`.

    Of anything but a plain file nothing is read. Raises `OSError`.
    """
    descriptor = os.open(path, _FLAGS)
    try:
        status = os.fstat(descriptor)
        is_plain = stat.S_ISREG(status.st_mode)
        return status.st_mode, _read_all(descriptor, min(status.st_size, limit), limit) if is_plain else b""
    finally:
        os.close(descriptor)


def _read_all(descriptor: int, size: int, limit: int) -> bytes:
    """What an open file holds, most often `size` bytes; of one that holds more than `limit`, one byte more."""
    content = os.read(descriptor, size + 1)
    while len(content) <= limit and (more := os.read(descriptor, limit + 1 - len(content))):
        content += more
    return content
