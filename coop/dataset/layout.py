"""Where a dataset is, and where its files lie; where the program keeps its own schemas and snapshot.

A dataset is a folder `data` that holds `agreements/`. It is looked for in this order: the folder asked for, the
environment variable `COOP_DATA`, the nearest folder upward with `data/agreements`, the repository that an editable
install comes from, the snapshot shipped in the package.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from coop.bilingual import Bilingual
from coop.dataset.scalars import shorten
from coop.errors import DatasetNotFound

ENVIRONMENT_VARIABLE = "COOP_DATA"
VOCABULARIES = ("dataset", "localities", "regions", "fields", "measures")

_PACKAGE = Path(__file__).resolve().parent.parent


class Reason(StrEnum):
    """Why this dataset and no other."""

    OPTION = "option"
    ENVIRONMENT = "environment"
    UPWARD = "upward"
    REPOSITORY = "repository"
    SNAPSHOT = "snapshot"

    @property
    def words(self) -> Bilingual:
        """The reason in a sentence's end."""
        return _WORDS[self]


_WORDS = {
    Reason.OPTION: Bilingual("asked for with --data", "theo tùy chọn --data"),
    Reason.ENVIRONMENT: Bilingual("named by COOP_DATA", "theo biến môi trường COOP_DATA"),
    Reason.UPWARD: Bilingual("the nearest one upward from this folder", "gần nhất, tính từ thư mục này trở lên"),
    Reason.REPOSITORY: Bilingual("the repository that coop is installed from", "kho mã nguồn mà coop được cài từ đó"),
    Reason.SNAPSHOT: Bilingual("the snapshot shipped with coop", "bản chụp đi kèm coop"),
}


@dataclass(frozen=True, slots=True)
class Location:
    """One dataset's folder, and why it was chosen."""

    root: Path
    reason: Reason

    @property
    def name(self) -> str:
        """The name of the folder, with which a person finds the paths in it."""
        return self.root.resolve().name

    @property
    def agreements(self) -> Path:
        """The folder of agreement files."""
        return self.root / "agreements"

    def vocabulary(self, name: str) -> Path:
        """The file of the vocabulary called `name`, such as `fields`."""
        return self.root / f"{name}.yaml"


def find_dataset(folder: Path | None = None, *, environment: str | None = None, start: Path | None = None) -> Location:
    """Find the dataset; `DatasetNotFound` says where it was looked for.

    `environment` is the value of `COOP_DATA`, `start` the folder from which to look upward (the working folder).
    """
    if folder is not None:
        return Location(_data_folder(folder, "--data"), Reason.OPTION)
    if environment:
        return Location(_data_folder(Path(environment), ENVIRONMENT_VARIABLE), Reason.ENVIRONMENT)
    start = (start or Path.cwd()).resolve()
    for upward in (start, *start.parents):
        if _is_folder(upward / "data" / "agreements"):
            return Location(upward / "data", Reason.UPWARD)
    for root, reason in (
        (_PACKAGE.parent / "data", Reason.REPOSITORY),
        (_PACKAGE / "snapshot" / "data", Reason.SNAPSHOT),
    ):
        if _is_folder(root / "agreements"):
            return Location(root, reason)
    raise DatasetNotFound("no dataset found", hint="name its folder with --data, or set COOP_DATA")


def name_path(path: Path) -> str:
    """The path for a message, read as UTF-8 whatever the locale."""
    try:
        text = os.fsencode(path).decode("utf-8", errors="replace")
    except UnicodeEncodeError:  # a lone surrogate that is no byte of a name
        text = str(path)
    return shorten(text, 200)


def _data_folder(folder: Path, origin: str) -> Path:
    for candidate in (folder, folder / "data"):
        if _is_folder(candidate / "agreements"):
            return candidate
    message = f"no dataset in '{name_path(folder)}' ({origin})"
    raise DatasetNotFound(
        message, hint="a dataset is a folder that holds agreements/ and localities.yaml, or its parent"
    )


def _is_folder(path: Path) -> bool:
    """Whether `path` is a folder; a path that no system can have is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def find_program_schemas() -> Path:
    """The folder of the program's own schemas: in the repository, or in the package where that is all there is."""
    packaged = _PACKAGE / "snapshot" / "schemas"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "schemas"


def find_agreement_files(location: Location) -> Iterator[Path]:
    """The files under `agreements/`, in the order of their paths; hidden ones and editors' leftovers are passed over.

    What cannot be read as a file is given out too, so that it is refused by name and never passed over in silence: a
    link to a folder, which is not followed, a folder named like a file, a folder that may not be opened.
    """
    files, folders = [], [location.agreements]
    while folders:  # a hostile repository nests folders deeper than Python nests calls
        folder = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            files.append(folder)
            continue
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False) and not entry.name.endswith((".yaml", ".yml"))
            if not entry.name.startswith(".") and not entry.name.endswith(("~", ".swp", ".tmp")):
                (folders if is_folder else files).append(folder / entry.name)
    yield from sorted(files, key=lambda file: file.as_posix())
