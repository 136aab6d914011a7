"""Bytes on disk to text: the only place that opens a file of the dataset.

Files come from pull requests. Nothing outside the dataset's folder is opened, nothing large is read, and what is not
clean UTF-8 text is a finding at its place.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from coop.diagnostic import Diagnostic, Rule, Severity, Span

MAX_BYTES = 1_000_000  # the longest real agreement is some 20 kB
START = Span(1, 1, 1, 2)

UNREADABLE_FILE = Rule(
    "P101",
    "unreadable-file",
    Severity.ERROR,
    "A file of the dataset is a plain file inside the dataset's folder that the user may read: no folder "
    "named like a file, no symbolic link that leads outside.",
)
TOO_LARGE = Rule(
    "P102",
    "too-large",
    Severity.ERROR,
    f"A file has at most {MAX_BYTES:,} bytes.",
)
NOT_UTF8 = Rule(
    "P103",
    "not-utf-8",
    Severity.ERROR,
    "Text is UTF-8.",
)
CONTROL_CHARACTER = Rule(
    "P104",
    "control-character",
    Severity.ERROR,
    "Text holds no NUL and no other control character but tab and line feed, written out or as an escape, and no "
    "separator (U+2028) that some YAML readers take for the end of a line.",
)
BYTE_ORDER_MARK = Rule(
    "F101",
    "byte-order-mark",
    Severity.ERROR,
    "A file does not begin with a byte-order mark.",
)
CARRIAGE_RETURN = Rule(
    "F102",
    "carriage-return",
    Severity.ERROR,
    "Lines end with a line feed alone (LF, not CRLF).",
)

RULES = (UNREADABLE_FILE, TOO_LARGE, NOT_UTF8, CONTROL_CHARACTER, BYTE_ORDER_MARK, CARRIAGE_RETURN)

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file (`None` if there is none to go on with) and what is wrong with its bytes."""

    path: str
    text: str | None
    diagnostics: tuple[Diagnostic, ...]


def read_source_text(file: Path, *, root: Path) -> SourceText:
    """Read `file`, which has to lie inside `root`, the dataset's folder."""
    path = file.relative_to(root).as_posix()
    refusal = _refusal(file, root)
    if refusal is None:
        try:
            with file.open("rb") as stream:
                return decode_source_text(stream.read(MAX_BYTES + 1), path=path)
        except OSError as error:
            refusal = f"cannot be read: {error.strerror or error}"
    return SourceText(path, None, (Diagnostic(path, START, UNREADABLE_FILE, refusal),))


def _refusal(file: Path, root: Path) -> str | None:
    try:
        target = file.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # Python 3.11 has a RuntimeError for links in a circle
        if file.is_symlink():
            return "the symbolic link leads nowhere, expected a plain file"
        is_missing = isinstance(error, FileNotFoundError)
        return "the file is missing" if is_missing else f"cannot be read: {getattr(error, 'strerror', None) or error}"
    if not target.is_relative_to(root.resolve()):
        return "the symbolic link leads out of the dataset, expected a plain file"
    if not target.is_file():
        what = "a folder" if target.is_dir() else "no plain file"
        return f"is {what}, expected a YAML file"
    return None


def decode_source_text(content: bytes, *, path: str) -> SourceText:
    """Decode the bytes of a file; a finding for each way in which they are not clean UTF-8 text."""
    if len(content) > MAX_BYTES:
        message = (
            f"the file is larger than {MAX_BYTES:,} bytes, expected less: a file holds one agreement or vocabulary"
        )
        return SourceText(path, None, (Diagnostic(path, START, TOO_LARGE, message),))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return SourceText(path, None, (_not_utf8(path, content, error),))
    diagnostics = []
    if text.startswith("\ufeff"):
        text = text[1:]
        diagnostics.append(
            Diagnostic(path, START, BYTE_ORDER_MARK, "the file begins with a byte-order mark", "save it without one")
        )
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        diagnostics.append(
            Diagnostic(
                path,
                Span(line, 1, line, 2),
                CARRIAGE_RETURN,
                "a carriage return, expected lines that end with LF alone",
            )
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = find_control_character(text)
    if control is not None:
        offset, message = control
        diagnostics.append(Diagnostic(path, span_at(text, offset), CONTROL_CHARACTER, message))
    return SourceText(path, None if control else text, tuple(diagnostics))


def _not_utf8(path: str, content: bytes, error: UnicodeDecodeError) -> Diagnostic:
    before = content[: error.start].decode("utf-8", errors="replace")
    span = span_at(before, len(before))
    message = f"byte 0x{content[error.start]:02x} is not UTF-8"
    return Diagnostic(path, span, NOT_UTF8, message, "save the file as UTF-8")


def find_control_character(text: str) -> tuple[int, str] | None:
    """The offset of the first control character and what to say of it; only the first, for a binary file has thousands.

    A carriage return counts: line ends are put right when a file is read.
    """
    found = _CONTROL.search(text)
    if found is None:
        return None
    return found.start(), f"the control character U+{ord(found[0]):04X}, expected text"


def span_at(text: str, offset: int, length: int = 1) -> Span:
    """The place of `length` characters at `offset`, which lie on one line."""
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Span(line, column, line, column + length)
