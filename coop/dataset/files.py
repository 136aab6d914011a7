"""Where the files of a dataset come from: the disk, or a commit that keeps them as they were."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from coop.dataset.layout import Location, find_agreement_paths
from coop.dataset.source_text import SourceText, read_text_inside


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit: what somebody called it, its full name, and the day of its committer date where it was committed."""

    name: str
    commit: str
    day: str

    @property
    def short(self) -> str:
        """The beginning of the commit's name, as people write it."""
        return self.commit[:7]


class Files(Protocol):
    """The files of one dataset, by their paths: relative to its folder, with forward slashes."""

    @property
    def revision(self) -> Revision | None:
        """The commit whose files these are; none for those on disk."""

    def find_agreements(self) -> Sequence[str]:
        """The files under `agreements/` in the order of their paths, unreadable ones among them.

        Raises `TooManyFiles`.
        """

    def read_each(self, paths: Iterable[str]) -> Iterator[SourceText]:
        """The text of each file in turn, or why it is not read; nothing outside the dataset's folder is."""


@dataclass(frozen=True, slots=True)
class FilesOnDisk:
    """The files as they lie in the dataset's folder."""

    location: Location

    @property
    def revision(self) -> Revision | None:
        """None: these may change at any time."""
        return None

    def find_agreements(self) -> Sequence[str]:
        """See `find_agreement_paths`."""
        return find_agreement_paths(self.location)

    def read_each(self, paths: Iterable[str]) -> Iterator[SourceText]:
        """See `read_text_inside`."""
        root = str(self.location.root)
        return (read_text_inside(path, root) for path in paths)
