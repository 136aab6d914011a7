"""Text as a stream takes it: in UTF-8 whatever the locale."""

import re
from typing import TextIO

ROWS_AT_ONCE = 1000
"""So many rows of a table are written at once: whoever reads the first has not to wait for the last."""

_SURROGATE = "[\ud800-\udfff]"
REPLACEMENT = "\ufffd"
"""Stands where a character cannot be written."""


def clean_surrogates(text: str) -> str:
    """`text` such that UTF-8 can encode it: lone surrogates become U+FFFD, all else stays."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return re.sub(_SURROGATE, REPLACEMENT, text)
    return text


def write_stream(text: str, stream: TextIO) -> None:
    """Write `text` to `stream` in UTF-8 with LF line ends, whatever encoding and line ends the stream would choose.

    A closed pipe is the caller's to notice: `OSError` passes through.
    """
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(text)
    else:
        stream.flush()
        buffer.write(clean_surrogates(text).encode("utf-8"))
        buffer.flush()
