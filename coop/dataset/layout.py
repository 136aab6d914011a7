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
from coop.dataset import finding
from coop.dataset.scalars import shorten
from coop.dataset.source_text import MAX_FILES, START, TOO_MANY_FILES
from coop.diagnostic import Diagnostic
from coop.errors import DatasetNotFound, UnreadableFile
from coop.language.quantity import group_digits

ENVIRONMENT_VARIABLE = "COOP_DATA"
VOCABULARIES = ("dataset", "localities", "regions", "fields", "measures")


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

    def name_from(self, folder: Path) -> str:
        """The way to the dataset's folder from `folder`, where it lies in that; else its name alone."""
        root, start = self.root.resolve(), folder.resolve()
        return "" if root == start else root.relative_to(start).as_posix() if root.is_relative_to(start) else root.name

    @property
    def agreements(self) -> Path:
        """The folder of agreement files."""
        return self.root / finding.AGREEMENTS

    def vocabulary(self, name: str) -> Path:
        """The file of the vocabulary called `name`, such as `fields`."""
        return self.root / vocabulary_path(name)


def vocabulary_path(name: str) -> str:
    """The path of the vocabulary called `name` within the dataset's folder."""
    return f"{name}.yaml"


def find_dataset(folder: Path | None = None, *, environment: str | None = None, start: Path | None = None) -> Location:
    """Find the dataset; `DatasetNotFound` says where it was looked for.

    `environment` is the value of `COOP_DATA`, `start` the folder from which to look upward (the working folder).
    """
    if folder is not None:
        return Location(_data_folder(folder, "--data"), Reason.OPTION)
    if environment:
        return Location(_data_folder(Path(environment), ENVIRONMENT_VARIABLE), Reason.ENVIRONMENT)
    upward = finding.find_upward(str(start) if start is not None else None)
    if upward is not None:
        return Location(Path(upward), Reason.UPWARD)
    shipped = finding.find_beside_program()
    if shipped is not None:
        root, is_snapshot = shipped
        return Location(Path(root), Reason.SNAPSHOT if is_snapshot else Reason.REPOSITORY)
    raise DatasetNotFound(
        Bilingual("no dataset found", "không tìm thấy bộ dữ liệu"),
        hint=Bilingual(
            "name its folder with --data, or set COOP_DATA", "chỉ ra thư mục bằng --data, hoặc đặt biến COOP_DATA"
        ),
    )


def name_path(path: Path) -> str:
    """The path for a message, read as UTF-8 whatever the locale."""
    try:
        text = os.fsencode(path).decode("utf-8", errors="replace")
    except UnicodeEncodeError:  # a lone surrogate that is no byte of a name
        text = str(path)
    return shorten(text, 200)


def name_from_here(path: Path) -> str:
    """The path for a message: from the working folder, where it lies in that."""
    resolved, here = path.resolve(), Path.cwd()
    return name_path(resolved.relative_to(here) if resolved.is_relative_to(here) else path)


def _data_folder(folder: Path, origin: str) -> Path:
    found = finding.find_in(str(folder))
    if found is not None:
        return Path(found)
    named = name_path(folder)
    raise DatasetNotFound(
        Bilingual(f"no dataset in '{named}' ({origin})", f"không có bộ dữ liệu trong '{named}' ({origin})"),
        hint=Bilingual(
            "a dataset is a folder that holds agreements/ and localities.yaml, or its parent",
            "bộ dữ liệu là thư mục chứa agreements/ và localities.yaml, hoặc thư mục cha của nó",
        ),
    )


def find_vocabulary_files(location: Location) -> tuple[Path, ...]:
    """The files of the vocabularies and of what the dataset says of itself, whether they are there or not."""
    return tuple(location.vocabulary(name) for name in VOCABULARIES)


def find_program_schemas() -> Path:
    """The folder of the program's own schemas: in the repository, or in the package where that is all there is."""
    package = Path(finding.PACKAGE)
    packaged = package / "snapshot" / "schemas"
    return packaged if packaged.is_dir() else package.parent / "schemas"


class TooManyFiles(UnreadableFile):
    """There are more files than a dataset has; `diagnostic` says the same as a finding."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def find_agreement_files(location: Location, *, limit: int = MAX_FILES) -> tuple[Path, ...]:
    """The files under `agreements/`, as `find_agreement_paths` lists them."""
    return tuple(location.root / path for path in find_agreement_paths(location, limit=limit))


def find_agreement_paths(location: Location, *, limit: int = MAX_FILES) -> tuple[str, ...]:
    """The paths of the files under `agreements/` from the dataset's folder, in their order.

    Hidden files and editors' leftovers are passed over. What cannot be read as a file is given out too, so that it is
    refused by name and never passed over in silence: a link to a folder, which is not followed, a folder named like a
    file, a folder that may not be opened, and the folder `agreements` itself where it is a link that leads out of the
    dataset.

    Raises `TooManyFiles` as soon as there are more than `limit` files and folders.
    """
    if not location.agreements.resolve().is_relative_to(location.root.resolve()):
        return (finding.AGREEMENTS,)
    root, files = os.fspath(location.root), list[str]()
    folders, count = [finding.AGREEMENTS], 0
    while folders:  # a hostile repository nests folders deeper than Python nests calls
        folder = folders.pop()
        try:
            for name, is_folder in _scan(f"{root}/{folder}"):
                (folders if is_folder else files).append(f"{folder}/{name}")
                count += 1
                if count > limit:
                    raise refuse_too_many(limit)
        except OSError:
            files.append(folder)
    return tuple(sorted(files))


def _scan(folder: str) -> Iterator[tuple[str, bool]]:
    """The name of everything in a folder that may be an agreement, and whether it is a folder to look into."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if not is_passed_over(entry.name):
                yield entry.name, entry.is_dir(follow_symlinks=False) and not is_named_like_file(entry.name)


def is_passed_over(name: str) -> bool:
    """Whether this is the name of something hidden, or of what editors leave behind."""
    return name.startswith(".") or name.endswith(("~", ".swp", ".tmp"))


def is_named_like_file(name: str) -> bool:
    """Whether a folder of this name is taken for a file, to be refused as such."""
    return name.endswith((".yaml", ".yml"))


def refuse_too_many(limit: int = MAX_FILES) -> TooManyFiles:
    """What is said of more than `limit` files and folders."""
    message = Bilingual(
        "agreements/ holds more than {limit} files and folders, expected at most {limit}",
        "agreements/ có hơn {limit} tệp và thư mục, cần nhiều nhất {limit}",
    )
    return TooManyFiles(Diagnostic("agreements", START, TOO_MANY_FILES, message.fill(limit=group_digits(limit))))
