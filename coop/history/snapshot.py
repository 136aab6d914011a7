"""The dataset as it stood at a commit, read from what git keeps: work tree and index are neither read nor touched."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from coop.bilingual import Bilingual
from coop.dataset.dataset import Dataset
from coop.dataset.files import Revision
from coop.dataset.finding import AGREEMENTS
from coop.dataset.layout import (
    ENVIRONMENT_VARIABLE,
    VOCABULARIES,
    Location,
    find_dataset,
    is_named_like_file,
    is_passed_over,
    refuse_too_many,
    vocabulary_path,
)
from coop.dataset.loading import load_dataset
from coop.dataset.plain_file import IS_FOLDER, LEADS_NOWHERE, LEADS_OUT, MISSING
from coop.dataset.scalars import shorten
from coop.dataset.source_text import (
    MAX_FILES,
    SourceText,
    decode_source_text,
    refuse_file,
)
from coop.errors import DatasetNotFound
from coop.history.objects import (
    FOLDER,
    LINK,
    SUBMODULE,
    Blobs,
    TreeEntry,
    find_entries,
    find_prefix,
    list_tree,
    open_blobs,
)
from coop.history.revision import refuse_other_dataset, resolve_revision

_MAX_LINKS = 40  # as many as an operating system follows
_MAX_TARGET = 4096
_IS_SUBMODULE = Bilingual(
    "is a submodule, expected files of this repository", "là submodule, cần các tệp của chính kho này"
)


def load_snapshot(location: Location, revision: str) -> Dataset:
    """Load what is sound of the dataset in the folder as it stood at a revision, a tag or a date.

    Raises `GitError`, `DatasetNotFound` where there was no dataset in the folder then, and what `load_dataset` raises.
    """
    refuse_other_dataset(location)
    return load_dataset(location, open_files(location, resolve_revision(location.root, revision)))


def open_snapshot(folder: str | Path | None, revision: str) -> Dataset:
    """`load_snapshot` of the dataset in `folder`, or of the one that the command would find from here."""
    asked_for = Path(folder) if folder is not None else None
    return load_snapshot(find_dataset(asked_for, environment=os.environ.get(ENVIRONMENT_VARIABLE)), revision)


def open_files(location: Location, revision: Revision) -> "FilesAtRevision":
    """The files of the dataset in the folder at a commit; `DatasetNotFound` where there was none."""
    return FilesAtRevision(location, revision)


class _Refused(Exception):  # noqa: N818 - it ends the reading of one file, it is no error of the program
    def __init__(self, message: Bilingual) -> None:
        super().__init__(message.en)
        self.message = message


class FilesAtRevision:
    """The files of a dataset at a commit.

    Links are followed within the dataset's folder alone: one that leaves it leads out, even if it came back.
    """

    def __init__(self, location: Location, revision: Revision, *, limit: int = MAX_FILES) -> None:
        """List the files; raises `DatasetNotFound`, and `TooManyFiles` above `limit`."""
        self.revision = revision
        self._folder = location.root
        self._prefix = find_prefix(location.root)
        self._entries: dict[str, TreeEntry] = {}
        self._paths: list[str] = []
        self._list(limit)
        if AGREEMENTS not in self._entries:
            raise _no_dataset(location, revision, self._prefix)

    @property
    def blobs(self) -> Mapping[str, str]:
        """The name of each file's contents by its path: files of one name are alike to the byte."""
        return {path: entry.blob for path, entry in self._entries.items() if entry.mode != FOLDER}

    def find_agreements(self) -> Sequence[str]:
        """See `Files.find_agreements`."""
        return sorted(self._paths)

    def read_each(self, paths: Iterable[str]) -> Iterator[SourceText]:
        """See `Files.read_each`; one git answers for all of them."""
        with open_blobs(self._folder) as blobs:
            for path in paths:
                try:
                    yield decode_source_text(blobs.read(self._find_blob(path, blobs)), path=path)
                except _Refused as refusal:
                    yield refuse_file(path, refusal.message)

    def _list(self, limit: int) -> None:
        """Fill in what is there: the vocabularies, and what is not passed over under agreements/."""
        wanted = [self._prefix + path for path in (AGREEMENTS, *map(vocabulary_path, VOCABULARIES))]
        for path, entry in find_entries(self._folder, self.revision.commit, *wanted).items():
            self._entries[path.removeprefix(self._prefix)] = entry
        found = self._entries.get(AGREEMENTS)
        if found is None:
            return
        try:
            folder = AGREEMENTS
            if found.mode == LINK:
                with open_blobs(self._folder) as blobs:
                    folder, found = self._follow(AGREEMENTS, blobs)
            if found.mode != FOLDER:
                raise _Refused(_IS_SUBMODULE if found.mode == SUBMODULE else MISSING)
        except _Refused:
            self._paths.append(AGREEMENTS)
            return
        self._list_agreements(folder, limit)

    def _list_agreements(self, folder: str, limit: int) -> None:
        passed_over = "\0"
        count = 0
        for found, entry in self._list_below(folder):
            path = f"{AGREEMENTS}{found.removeprefix(folder)}"
            name = path.rpartition("/")[2]
            if not path.startswith(f"{AGREEMENTS}/") or path.startswith(passed_over):
                continue
            if is_passed_over(name):
                passed_over = f"{path}/"
                continue
            count += 1
            if count > limit:
                raise refuse_too_many(limit)
            self._entries[path] = entry
            if entry.mode != FOLDER:
                self._paths.append(path)
            elif is_named_like_file(name):
                self._paths.append(path)
                passed_over = f"{path}/"

    def _list_below(self, path: str) -> Iterator[tuple[str, TreeEntry]]:
        """Everything below a folder of the dataset, each by its path in the dataset's folder."""
        start = f"{self._prefix}{path}".rstrip("/")
        for found, entry in list_tree(self._folder, self.revision.commit, *filter(None, [start])):
            if found.startswith(self._prefix) and found != start:
                yield found.removeprefix(self._prefix), entry

    def _find_blob(self, path: str, blobs: Blobs) -> str:
        entry = self._entries.get(path)
        if entry is None:
            raise _Refused(MISSING)
        if entry.mode == LINK:
            entry = self._follow(path, blobs)[1]
        if entry.mode in (FOLDER, SUBMODULE):
            raise _Refused(IS_FOLDER if entry.mode == FOLDER else _IS_SUBMODULE)
        return entry.blob

    def _follow(self, path: str, blobs: Blobs) -> tuple[str, TreeEntry]:
        """Where the link at `path` leads in the end, within the dataset's folder, and what stands there."""
        ahead = deque(path.split("/"))
        here: list[str] = []
        links = 0
        entry = TreeEntry(FOLDER, "")
        while ahead:
            part = ahead.popleft()
            if part in ("", "."):
                continue
            if part == "..":
                if not here:
                    raise _Refused(LEADS_OUT)
                here.pop()
                continue
            found = self._everything.get("/".join((*here, part)))
            if found is None or (ahead and found.mode not in (FOLDER, LINK)) or links > _MAX_LINKS:
                raise _Refused(LEADS_NOWHERE)
            if found.mode != LINK:
                here.append(part)
                entry = found
                continue
            target = os.fsdecode(blobs.read(found.blob, limit=_MAX_TARGET))
            if target.startswith("/"):
                raise _Refused(LEADS_OUT)
            ahead.extendleft(reversed(target.split("/")))
            links += 1
        return "/".join(here), entry if here else TreeEntry(FOLDER, "")

    @cached_property
    def _everything(self) -> Mapping[str, TreeEntry]:
        """Whatever lies in the dataset's folder, for links; of more than a dataset ever has, the first."""
        found = {}
        for path, entry in self._list_below(""):
            found[path] = entry
            if len(found) > 4 * MAX_FILES:
                break
        return found


def _no_dataset(location: Location, revision: Revision, prefix: str) -> DatasetNotFound:
    """What is said where the folder held no dataset at the commit, with the folders that did."""
    folder, shown = prefix.rstrip("/") or location.name, shorten(revision.name)
    message = Bilingual("no dataset in '{folder}' at {revision}", "không có bộ dữ liệu trong '{folder}' tại {revision}")
    others = _find_datasets(location.root, revision)
    hint = None
    if others:
        command = f"git worktree add ../{revision.short} {revision.short}"
        hint = Bilingual(
            "there was one in '{other}': '{command}' lays it out, and --data names it there",
            "khi đó bộ dữ liệu ở '{other}': '{command}' bày nó ra, rồi chỉ ra bằng --data",
        ).fill(other=shorten(others[0] or ".", 200), command=command)
    return DatasetNotFound(message.fill(folder=shorten(folder, 200), revision=shown), hint=hint)


def _find_datasets(folder: Path, revision: Revision) -> list[str]:
    """The folders that held `agreements/` and `localities.yaml` at the commit, those nearest to the top first."""
    with_agreements, with_localities = set[str](), set[str]()
    for number, (path, entry) in enumerate(list_tree(folder, revision.commit)):
        parent, _, name = path.rpartition("/")
        if entry.mode == FOLDER and name == AGREEMENTS:
            with_agreements.add(parent)
        elif name == vocabulary_path("localities"):
            with_localities.add(parent)
        if number > 4 * MAX_FILES:
            break
    return sorted(with_agreements & with_localities, key=lambda path: (path.count("/"), path))
