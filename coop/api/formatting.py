"""Files in canonical form from Python, as `coop fmt` brings them there."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from coop.api.arguments import path_of, paths_of, text_of
from coop.dataset.canonical import kind_of
from coop.dataset.layout import ENVIRONMENT_VARIABLE, Location, find_dataset
from coop.validation import formatting
from coop.validation.formatting import FormattedFile, format_content, write_formatted
from coop.validation.scope import Scope

PathLike = str | Path


@dataclass(frozen=True, slots=True)
class Formatting:
    """Files as they are and as they should be; nothing is written until `write` is called."""

    files: tuple[FormattedFile, ...]
    _location: Location

    @property
    def changed(self) -> tuple[FormattedFile, ...]:
        """The files that are not in canonical form."""
        return tuple(each for each in self.files if each.changes)

    @property
    def failed(self) -> tuple[FormattedFile, ...]:
        """The files that have no canonical form, such as those that cannot be read; each says why."""
        return tuple(each for each in self.files if each.fails)

    def write(self) -> tuple[FormattedFile, ...]:
        """Bring the files that are not there into canonical form; what became of each of them.

        One that somebody saved since it was read is formatted anew; one that cannot be written has a `failure`, and
        stops no other.
        """
        return tuple(write_formatted(self._location, each) for each in self.changed)


def format_dataset(folder: PathLike | None = None, *, paths: PathLike | Iterable[PathLike] | None = None) -> Formatting:
    """The canonical form of a dataset's files (`coop fmt --check`); `write` of what comes back is `coop fmt`.

    `paths` limit it to files and folders.
    """
    asked_for = path_of("folder", folder) if folder is not None else None
    location = find_dataset(asked_for, environment=os.environ.get(ENVIRONMENT_VARIABLE))
    scope = Scope.of_paths(location, paths_of("paths", paths))
    return Formatting(tuple(formatting.format_dataset(location, scope=scope)), location)


def format_text(text: str, *, path: PathLike | None = None) -> FormattedFile:
    """The canonical form of the text of one file (`coop fmt -`), of the kind that its `path` tells, else its keys."""
    content = text_of("text", text).encode("utf-8", errors="surrogatepass")
    if path is None:
        return format_content(content, path="<text>")
    name = path_of("path", path).as_posix()
    return format_content(content, path=name, kind=kind_of(name))
