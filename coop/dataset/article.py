"""The text of an article, from a file or from stdin: what proposals are made from, and no part of the dataset."""

import sys
from pathlib import Path

from coop.bilingual import Bilingual
from coop.dataset.layout import name_path
from coop.dataset.source_text import MAX_BYTES
from coop.errors import UnreadableFile, describe_refusal
from coop.language.quantity import group_digits


def read_article(path: Path | None) -> str:
    """The text of the file, or all that stdin gives; `UnreadableFile` where it cannot be read or is not UTF-8."""
    name = name_path(path) if path is not None else "-"
    try:
        content = _read_bytes(path)
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise _unreadable(name, Bilingual(*[describe_refusal(error)] * 2)) from None
    except UnicodeDecodeError:
        raise _unreadable(name, Bilingual("it is not UTF-8 text", "không phải là văn bản UTF-8")) from None
    if len(content) > MAX_BYTES:
        limit = group_digits(MAX_BYTES)
        reason = Bilingual("it has more than {limit} bytes", "lớn hơn {limit} byte").fill(limit=limit)
        raise _unreadable(name, reason)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_bytes(path: Path | None) -> bytes:
    if path is not None:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    return sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin is not None else b""


def _unreadable(name: str, reason: Bilingual) -> UnreadableFile:
    return UnreadableFile(
        Bilingual("cannot read {name}: {reason}", "không đọc được {name}: {reason}").fill(name=name, reason=reason)
    )
