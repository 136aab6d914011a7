"""Bytes that prove what they are: digests of contents, and values that are not read back when they are damaged.

On the way of every quick answer: no heavy import.
"""

import marshal
import zlib

try:
    from _blake2 import blake2b  # hashlib takes as long to import as all that is done with it here
except ImportError:
    from hashlib import blake2b

DIGEST_SIZE = 20
_SUM_SIZE = 4


def digest_of(*parts: bytes) -> bytes:
    """The digest of one content, or of several parts in their order; no two that differ have the same."""
    found = blake2b(digest_size=DIGEST_SIZE)
    if len(parts) == 1:
        found.update(parts[0])
        return found.digest()
    for part in parts:
        found.update(len(part).to_bytes(8, "little"))
        found.update(part)
    return found.digest()


def number_of(content: bytes) -> int:
    """A digest of a content in 64 bits, as a number with a sign: of very many contents two may have the same."""
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "little", signed=True)


def digest_value(value: object) -> bytes:
    """The digest of plain tuples, lists, numbers and texts.

    Later versions of the form say which of the values are one object, and that is not the same in each run.
    """
    return digest_of(marshal.dumps(value, 2))  # type: ignore[arg-type] # of what marshal takes


def seal(payload: bytes, name: bytes) -> bytes:
    """The payload behind a sum of it and of the name that it is kept under."""
    return zlib.crc32(payload, zlib.crc32(name)).to_bytes(_SUM_SIZE, "little") + payload


def unseal(sealed: object, name: bytes) -> bytes | None:
    """The payload that was sealed under this name; none where anything of it is not as it was."""
    if not isinstance(sealed, bytes) or len(sealed) < _SUM_SIZE:
        return None
    payload = sealed[_SUM_SIZE:]
    return payload if seal(payload, name)[:_SUM_SIZE] == sealed[:_SUM_SIZE] else None


def pack(value: object, name: bytes) -> bytes:
    """A value of plain tuples, lists, mappings, numbers and texts as sealed bytes."""
    return seal(marshal.dumps(value), name)  # type: ignore[arg-type] # as above


def unpack(sealed: object, name: bytes) -> object:
    """The value that was packed under this name; none where it is damaged."""
    payload = unseal(sealed, name)
    if payload is None:
        return None
    try:
        found: object = marshal.loads(payload)
    except (ValueError, EOFError, TypeError):
        return None
    return found
