"""What of a dataset is reported: all of it, some files and folders, or what a change touches."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from coop.bilingual import Bilingual
from coop.dataset.layout import (
    VOCABULARIES,
    Location,
    TooManyFiles,
    find_agreement_files,
    find_vocabulary_files,
    name_path,
)
from coop.diagnostic import Diagnostic, Rule
from coop.errors import UsageError


@dataclass(frozen=True, slots=True)
class Scope:
    """The paths whose findings are reported; `everywhere` are codes that are reported in whatever file they stand.

    Paths are relative to the dataset's folder, files or folders; `.` is all of it.
    """

    paths: frozenset[str] = frozenset({"."})
    everywhere: frozenset[str] = frozenset()

    @classmethod
    def of_paths(cls, location: Location, paths: Collection[Path]) -> Self:
        """The files and folders named, the whole dataset without any; `UsageError` where one is not in it."""
        return cls(frozenset(_relative(location, path) for path in paths)) if paths else cls()

    @classmethod
    def of_change(
        cls, location: Location, changed: Iterable[str], deleted: Iterable[str], *, between_files: Iterable[Rule]
    ) -> Self:
        """The changed files, and in any file what a change to another can break (`between_files`).

        A changed vocabulary, or one that was deleted, can break every file. A file changes with what it links to.
        """
        vocabularies = {f"{name}.yaml" for name in VOCABULARIES}
        touched = frozenset(changed)
        touched |= _find_links_to(location, touched)
        if not vocabularies.isdisjoint((*touched, *deleted)):
            return cls()
        return cls(touched, frozenset(rule.code for rule in between_files))

    def holds(self, path: str) -> bool:
        """Whether a file belongs to what is reported."""
        return "." in self.paths or path in self.paths or any(path.startswith(f"{each}/") for each in self.paths)

    def select(self, paths: Sequence[str]) -> Sequence[str]:
        """Those of the files that belong to what is reported."""
        return paths if "." in self.paths else [path for path in paths if self.holds(path)]

    def reports(self, diagnostic: Diagnostic) -> bool:
        """Whether a finding belongs to what is reported."""
        return self.holds(diagnostic.path) or diagnostic.code in self.everywhere


def _find_links_to(location: Location, changed: frozenset[str]) -> frozenset[str]:
    """The files of the dataset that lead, by a symbolic link on the way, to one that changed."""
    root = location.root.resolve()
    try:
        files = (*find_vocabulary_files(location), *find_agreement_files(location))
    except TooManyFiles:
        return frozenset()
    real = ((file, _resolve_whole(file)) for file in files)
    return frozenset(
        file.relative_to(location.root).as_posix()
        for file, target in real
        if target is not None and target.is_relative_to(root) and target.relative_to(root).as_posix() in changed
    )


def _resolve_whole(file: Path) -> Path | None:
    try:
        return file.resolve()
    except (OSError, RuntimeError):
        return None


def _relative(location: Location, path: Path) -> str:
    root, resolved = location.root.resolve(), _resolve(path)
    if resolved is None:
        message = Bilingual(f"no file or folder '{name_path(path)}'", f"không có tệp hay thư mục '{name_path(path)}'")
        hint = Bilingual(
            "name files of the dataset, or none for all of it",
            "nêu tệp của bộ dữ liệu, hoặc không nêu gì để lấy tất cả",
        )
        raise UsageError(message, hint=hint)
    if resolved.is_relative_to(root):
        return resolved.relative_to(root).as_posix()
    if root.is_relative_to(resolved):
        return "."
    message = Bilingual(
        f"'{name_path(path)}' is not in the dataset {name_path(location.root)}",
        f"'{name_path(path)}' không nằm trong bộ dữ liệu {name_path(location.root)}",
    )
    hint = Bilingual("name the dataset with --data, and files of it", "nêu bộ dữ liệu bằng --data, rồi nêu tệp của nó")
    raise UsageError(message, hint=hint)


def _resolve(path: Path) -> Path | None:
    """The path without links but for the last part: a link that leads out of the dataset is a finding at its name."""
    try:
        if not path.is_symlink():
            return path.resolve(strict=True)
        return path.parent.resolve(strict=True) / path.name
    except (OSError, ValueError, RuntimeError):
        return None
