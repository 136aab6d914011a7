"""What git keeps: the contents of files and the names in folders, without a work tree or an index."""

import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

from coop.bilingual import Bilingual
from coop.dataset.layout import name_path
from coop.dataset.source_text import MAX_BYTES
from coop.errors import GitError
from coop.history.git import open_git, run_git

_CHUNK = 1 << 16

FOLDER, LINK, SUBMODULE = "040000", "120000", "160000"
"""The modes of things that are no plain files."""


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """One thing in a tree: its mode, and its object."""

    mode: str
    blob: str


def stream_names(folder: Path, *arguments: str, given: bytes = b"") -> Generator[bytes, None, None]:
    """The pieces of an answer to a question with `-z`, each as soon as git gives it."""
    with open_git(folder, *arguments, given=given) as process:
        assert process.stdout is not None
        rest = b""
        while chunk := process.stdout.read(_CHUNK):
            *pieces, rest = (rest + chunk).split(b"\0")
            yield from pieces


class Blobs:
    """Contents by name, asked of one git."""

    def __init__(self, process: "Popen[bytes]", folder: Path) -> None:
        self._process = process
        self._folder = folder

    def read(self, name: str, *, limit: int = MAX_BYTES) -> bytes:
        """The contents of the object of that name, at most one byte more than `limit`; `GitError` where it is lost."""
        asked, heard = self._process.stdin, self._process.stdout
        assert asked is not None
        assert heard is not None
        asked.write(f"{name}\n".encode("ascii"))
        asked.flush()
        header = heard.readline()
        if not header:
            raise BrokenPipeError
        last = header.split()[-1]
        if not last.isdigit():
            shown = name_path(self._folder)
            raise GitError(
                Bilingual(f"git has lost the object {name} in '{shown}'", f"git mất đối tượng {name} ở '{shown}'"),
                hint=Bilingual("'git fsck' shows what is missing", "'git fsck' cho biết thiếu những gì"),
            )
        size = int(last)
        content = heard.read(min(size, limit + 1))
        rest = size + 1 - len(content)  # a line feed ends the answer
        while rest:
            rest -= len(heard.read(min(rest, _CHUNK))) or rest
        return content


def list_tree(folder: Path, commit: str, *paths: str) -> Iterator[tuple[str, TreeEntry]]:
    """Everything at and below the paths at a commit, folders before what they hold, each with its path from the top.

    Paths are spelled as Python spells names of files; what is not there is not among the answers.
    """
    return _list(folder, "-r", "-t", commit, "--", *paths)


def find_entries(folder: Path, commit: str, *paths: str) -> dict[str, TreeEntry]:
    """What stands at each of the paths at a commit; what is not there is not among the answers."""
    return {path: entry for path, entry in _list(folder, commit, "--", *paths) if path in paths}


def _list(folder: Path, *arguments: str) -> Iterator[tuple[str, TreeEntry]]:
    for line in stream_names(folder, "--literal-pathspecs", "ls-tree", "--full-tree", "-z", *arguments):
        head, _, name = line.partition(b"\t")
        mode, _, blob = head.decode("ascii").split(" ")
        yield os.fsdecode(name), TreeEntry(mode, blob)


def find_prefix(folder: Path) -> str:
    """The way from the top of the repository to `folder`: empty, or ending with a slash."""
    return os.fsdecode(run_git(folder, "rev-parse", "--show-prefix").removesuffix(b"\n"))


@contextmanager
def open_blobs(folder: Path) -> Iterator[Blobs]:
    """One git for all contents that are read within the block."""
    with open_git(folder, "cat-file", "--batch") as process:
        yield Blobs(process, folder)
