"""The files in which git is told that coop shows and merges agreements: their lines of coop's, and everybody else's."""

import re
from collections.abc import Iterator
from pathlib import Path

from coop.bilingual import Bilingual
from coop.dataset.layout import name_path
from coop.dataset.writing import replace_file
from coop.errors import UnreadableFile, describe_refusal
from coop.history.git_settings import DRIVER

ATTRIBUTES = f"diff={DRIVER} merge={DRIVER}"
_COMMENT = "# Agreements are shown and merged field by field in each clone in which `coop git-setup` was run."
_OWN = re.compile(rf'.*agreements/\*\*/\*\.yaml"? {ATTRIBUTES}')


def add_line(file: Path, pattern: str) -> None:
    """Write coop's line for the agreements that match `pattern`, and its comment, below what stands there."""
    lines = _read_lines(file)
    end = "\r\n" if any(line.endswith("\r\n") for line in lines) else "\n"
    gap = "" if not lines or lines[-1].endswith("\n") else end
    _write_lines(file, [*lines, f"{gap}{_COMMENT}{end}", f"{pattern} {ATTRIBUTES}{end}"])


def remove_lines(file: Path, pattern: str | None) -> bool:
    """Take coop's lines away: all under its comment, and that for `pattern` anywhere; whether there were any."""
    lines = _read_lines(file)
    own = set(_find_own(lines, pattern))
    if own:
        _write_lines(file, [line for i, line in enumerate(lines) if i not in own])
    return bool(own)


def has_line(file: Path, pattern: str) -> bool:
    """Whether coop's line for `pattern` stands there."""
    return any(line.rstrip("\r\n") == f"{pattern} {ATTRIBUTES}" for line in _read_lines(file))


def name_file(file: Path) -> str:
    """The file as it is named in an answer."""
    return name_path(Path(file.name) if file.name == ".gitattributes" else Path(".git", "info", file.name))


def _find_own(lines: list[str], pattern: str | None) -> Iterator[int]:
    """The positions of coop's lines, and of the comments right above them."""
    comment: int | None = None
    for position, line in enumerate(lines):
        text = line.rstrip("\r\n")
        if text == _COMMENT:
            comment = position
        elif text == f"{pattern} {ATTRIBUTES}" or (comment is not None and _OWN.fullmatch(text)):
            if comment is not None:
                yield comment
            yield position
        else:
            comment = None


def _read_lines(file: Path) -> list[str]:
    try:
        return file.read_bytes().decode("utf-8", errors="surrogateescape").splitlines(keepends=True)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _refused(file, error) from None


def _write_lines(file: Path, lines: list[str]) -> None:
    """Write the file, or take it away where no line is left; `UnreadableFile` where that cannot be done."""
    try:
        refuse_link(file)
        if lines:
            file.parent.mkdir(exist_ok=True)
            mode = file.stat().st_mode & 0o777 if file.exists() else None
            replace_file(file, "".join(lines).encode("utf-8", errors="surrogateescape"), mode=mode)
        else:
            file.unlink()
    except OSError as error:
        raise _refused(file, error) from None


def refuse_link(file: Path) -> None:
    """`UnreadableFile` where the file is a link: git itself reads no attributes through one."""
    if file.is_symlink():
        message = Bilingual("'{name}' is a symbolic link, expected a file", "'{name}' là liên kết, cần một tệp thường")
        raise UnreadableFile(message.fill(name=name_path(file)))


def _refused(file: Path, error: OSError) -> UnreadableFile:
    reason = describe_refusal(error)
    message = Bilingual("cannot change '{name}': {reason}", "không sửa được '{name}': {reason}")
    return UnreadableFile(message.fill(name=name_path(file), reason=reason))
