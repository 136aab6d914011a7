"""The files of the dataset that may be read, as bytes.

Files come from pull requests: nothing outside the dataset's folder is opened, and nothing large is read.
"""

import os
import stat
from pathlib import Path

from coop.bilingual import Bilingual
from coop.dataset.opening import read_first
from coop.errors import describe_refusal


class FileRefused(Exception):  # noqa: N818 - it ends the reading of one file, it is no error of the program
    """Why a file is not read."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(message.en)
        self.message = message


def find_inner_path(file: str, root: str) -> str | None:
    """The way from the folder `root` to `file` with forward slashes, if that can be read off their names."""
    start = root + os.sep
    inner = file[len(start) :].replace(os.sep, "/")
    return inner if file.startswith(start) and os.pardir not in inner else None


def read_inside(path: str, root: str, *, limit: int) -> bytes:
    """The first bytes of the plain file at `path` inside the folder `root`, at most one more than `limit`.

    Raises `FileRefused` where it is none, or cannot be read. What is none is refused before it is opened, for to open a
    pipe waits and to open a device may do something; and once more behind the opening, in case the file was exchanged
    in between.
    """
    file = f"{root}/{path}"
    mode = _find_mode(file, len(root)) if os.pardir not in path else None
    try:
        if mode is None:
            file = str(_find_target(Path(file), Path(root)))
            mode = os.lstat(file).st_mode
        _refuse_unless_plain(mode)
        mode, content = read_first(file, limit)
    except OSError as error:
        raise _cannot_be_read(error) from None
    _refuse_unless_plain(mode)
    return content


def _find_mode(file: str, end: int) -> int | None:
    """The mode of a file, if no step of the way from the folder that ends at `end` is a link: then it lies inside.

    Nothing is kept of the answer from one file to the next, for folders may be exchanged meanwhile. On Windows there
    are links that do not look like one.
    """
    if os.name != "posix":
        return None
    try:
        while (end := file.find("/", end + 1)) > 0:
            if not stat.S_ISDIR(os.lstat(file[:end]).st_mode):
                return None
        mode = os.lstat(file).st_mode
    except (OSError, ValueError):
        return None  # what is wrong there is said by who follows the way itself
    return None if stat.S_ISLNK(mode) else mode


def _find_target(file: Path, root: Path) -> Path:
    """What `file` leads to, links followed; it lies inside `root`."""
    try:
        target = file.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:  # Python 3.11: RuntimeError for links in a circle
        if _is_link(file):
            raise FileRefused(LEADS_NOWHERE) from None
        if isinstance(error, FileNotFoundError):
            raise FileRefused(MISSING) from None
        raise _cannot_be_read(error) from None
    if not target.is_relative_to(root.resolve()):
        raise FileRefused(_LIES_OUTSIDE if os.pardir in file.parts else LEADS_OUT)
    return target


def _is_link(file: Path) -> bool:
    try:
        return file.is_symlink()
    except OSError:  # a name too long for the system
        return False


LEADS_NOWHERE = Bilingual(
    "the symbolic link leads nowhere, expected a plain file",
    "liên kết tượng trưng không dẫn đến đâu, cần một tệp thường",
)
LEADS_OUT = Bilingual(
    "the symbolic link leads out of the dataset, expected a plain file",
    "liên kết tượng trưng dẫn ra ngoài bộ dữ liệu, cần một tệp thường",
)
_LIES_OUTSIDE = Bilingual(
    "lies outside the dataset, expected a file inside its folder",
    "nằm ngoài bộ dữ liệu, cần một tệp trong thư mục của bộ dữ liệu",
)
MISSING = Bilingual("the file is missing", "thiếu tệp này")
_NO_PLAIN_FILE = Bilingual("is no plain file, expected a YAML file", "không phải tệp thường, cần một tệp YAML")
IS_FOLDER = Bilingual("is a folder, expected a YAML file", "là thư mục, cần một tệp YAML")


def _cannot_be_read(error: Exception) -> FileRefused:
    reason = describe_refusal(error)
    return FileRefused(Bilingual(f"cannot be read: {reason}", f"không đọc được: {reason}"))


def _refuse_unless_plain(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise FileRefused(IS_FOLDER)
    if not stat.S_ISREG(mode):
        raise FileRefused(_NO_PLAIN_FILE)
