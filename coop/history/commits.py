"""The commits of a history, and the files in folders called `agreements` that differ from one tree to another."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from coop.history.git import is_shallow, run_git
from coop.history.objects import LINK, open_blobs, stream_names

_FORMAT = "%H%x00%T%x00%P%x00%aN%x00%aI%x00%cI%x00%s"
_FIELDS = _FORMAT.count("%x00") + 1
# Whether a tag is shown or a merge told in some other way is not for the settings of the reader to say.
_LOG = ("log", "--date-order", "--no-show-signature", "--no-decorate", "--no-color", "--encoding=UTF-8", "-z")
_DIFF = ("diff-tree", "--stdin", "-r", "-z", "--raw", "--no-renames", "--no-ext-diff", "--no-textconv", "-O/dev/null")
_EVERYWHERE = ":(top,glob)**/agreements/**"
_HEADER = re.compile(rb"([0-9a-f]{40,64}) ([0-9a-f]{40,64})\n")
_NOTHING = "000000"


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: its name and that of its tree, its parents, who wrote it and when, and its first line.

    `committed` and `authored` are times in ISO 8601 with the offset of where they were set.
    """

    name: str
    tree: str
    parents: tuple[str, ...]
    author: str
    authored: str
    committed: str
    subject: str

    @property
    def short(self) -> str:
        """The beginning of the name, as people write it."""
        return self.name[:7]

    @property
    def day(self) -> str:
        """The day of the commit, by which `--at` finds it."""
        return self.committed[:10]


class Place(NamedTuple):
    """Where an agreement has its file: the folder of the dataset, and the id by which the file is called.

    In which year's folder it lies makes no difference.
    """

    home: str
    stem: str


class Side(NamedTuple):
    """A file in one of two trees: its path from the top of the repository, and its contents."""

    path: str
    blob: str


@dataclass(slots=True)
class FileChange:
    """A file that differs between two trees: what it was, and what it is; `None` where it is not there."""

    old: Side | None = None
    new: Side | None = None


TreeChanges = Mapping[Place, FileChange]


def read_commits(folder: Path, start: str) -> tuple[Commit, ...]:
    """All commits that lead to `start`, children before parents, the newest of several first."""
    pieces = stream_names(folder, *_LOG, f"--format={_FORMAT}", start, "--")
    return tuple(_read_commit(name, pieces) for name in pieces)


def _read_commit(name: bytes, pieces: Iterator[bytes]) -> Commit:
    texts = [each.decode("utf-8", errors="replace") for _, each in zip(range(_FIELDS - 1), pieces, strict=False)]
    tree, parents, author, authored, committed, subject = texts
    return Commit(name.decode("ascii"), tree, tuple(parents.split()), author, authored, committed, subject)


def find_cut_off(folder: Path, commits: Iterable[Commit]) -> frozenset[str]:
    """The commits whose parents a shallow clone does not have: what they changed cannot be told."""
    if not is_shallow(folder):
        return frozenset()
    with open_blobs(folder) as blobs:
        return frozenset(
            each.name
            for each in commits
            if not each.parents and b"\nparent " in blobs.read(each.name).split(b"\n\n")[0]
        )


def compare_trees(folder: Path, pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], TreeChanges]:
    """The files of agreements that differ, for each pair of the names of trees that differ."""
    asked = "".join(f"{old} {new}\n" for old, new in dict.fromkeys(pairs) if old != new)
    found: dict[tuple[str, str], dict[Place, FileChange]] = {}
    changes: dict[Place, FileChange] = {}
    head = b""
    for piece in stream_names(folder, *_DIFF, "--", _EVERYWHERE, given=asked.encode("ascii")):
        if head:
            _add(changes, head.decode("ascii"), os.fsdecode(piece))
            head = b""
            continue
        head = piece
        while header := _HEADER.match(head):
            head = head[header.end() :]
            changes = found.setdefault((header[1].decode("ascii"), header[2].decode("ascii")), {})
    return found


def find_empty_tree(folder: Path) -> str:
    """The name of the tree that holds nothing, from which a first commit sets out."""
    return run_git(folder, "hash-object", "-t", "tree", "--stdin").decode("ascii").strip()


def find_place(path: str) -> Place | None:
    """The place of the agreement whose file this would be; none of what is no such file."""
    home, folder, rest = f"/{path}".rpartition("/agreements/")
    name = PurePosixPath(rest)
    if not folder or name.suffix not in (".yaml", ".yml") or any(part.startswith(".") for part in name.parts):
        return None
    return Place(home.removeprefix("/"), name.stem)


def _add(changes: dict[Place, FileChange], head: str, path: str) -> None:
    old_mode, new_mode, old_blob, new_blob, _ = head.removeprefix(":").split(" ")
    place = find_place(path)
    if place is None or (old_blob == new_blob and LINK not in (old_mode, new_mode)):
        return  # a file that became executable, say, is the same file
    change = changes.setdefault(place, FileChange())
    if old_mode not in (_NOTHING, LINK):
        change.old = Side(path, old_blob)
    if new_mode not in (_NOTHING, LINK):
        change.new = Side(path, new_blob)
