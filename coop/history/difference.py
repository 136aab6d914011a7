"""What changed in a dataset between two revisions, or since one, with the ends named as git names them."""

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coop.analysis.difference import Difference, compare_datasets
from coop.bilingual import Bilingual
from coop.dataset.dataset import Dataset
from coop.dataset.files import Revision
from coop.dataset.layout import VOCABULARIES, Location, name_path, vocabulary_path
from coop.dataset.loading import load_dataset
from coop.dataset.scalars import shorten
from coop.errors import GitError, UsageError
from coop.history.git import find_merge_base
from coop.history.revision import refuse_other_dataset, resolve_revision
from coop.history.snapshot import open_files

HEAD = "HEAD"
SEPARATOR = "--"

_RANGE = re.compile(r"(?P<old>.*?)(?P<dots>\.\.\.?)(?P<new>.*)", re.DOTALL)
_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Ends:
    """What is compared: two commits, or a commit with the work tree where there is no second.

    `paths` are files and folders of the dataset, relative to its folder; all of it without any.
    """

    old: Revision
    new: Revision | None = None
    paths: tuple[str, ...] = ()


def compare_ends(location: Location, ends: Ends) -> Difference:
    """What changed between the two; `UsageError` for a path that neither has, and what loading a dataset raises."""
    old = load_dataset(location, open_files(location, ends.old))
    new = load_dataset(location, None if ends.new is None else open_files(location, ends.new))
    _refuse_unknown_paths(ends.paths, old, new)
    return compare_datasets(old, new, paths=ends.paths)


def parse_ends(location: Location, words: Sequence[str], *, start: Path) -> Ends:
    """What the arguments of a command mean: `[REV [REV]] [PATH…]`, `A..B` or `A...B` in place of the two revisions.

    Behind `--` stand paths alone, seen from the folder `start`. Raises `GitError` and `UsageError`.
    """
    refuse_other_dataset(location)
    if SEPARATOR in words:
        cut = list(words).index(SEPARATOR)
        revisions, paths = list(words[:cut]), list(words[cut + 1 :])
        if len(revisions) > 2:
            raise _too_many(revisions[2])
    else:
        count = _count_revisions(location.root, words, start)
        _refuse_further_revision(location.root, words, count, start)
        revisions, paths = list(words[:count]), list(words[count:])
    old, new = _resolve(location.root, revisions)
    return Ends(old, new, tuple(dict.fromkeys(_relative(location, path, start) for path in paths)))


def _resolve(folder: Path, typed: Sequence[str]) -> tuple[Revision, Revision | None]:
    found = _RANGE.fullmatch(typed[0]) if typed else None
    if found is not None:
        if len(typed) > 1:
            raise _too_many(typed[1])
        old, new = (resolve_revision(folder, found[end] or HEAD) for end in ("old", "new"))
        return (_find_base(folder, old, new) if found["dots"] == "..." else old), new
    old, *new_ones = (resolve_revision(folder, each) for each in typed or (HEAD,))
    return old, new_ones[0] if new_ones else None


def _find_base(folder: Path, old: Revision, new: Revision) -> Revision:
    """The commit at which the second left the first: what happened to the first since then is not told."""
    return resolve_revision(folder, find_merge_base(folder, old.commit, new.commit))


def _count_revisions(folder: Path, words: Sequence[str], start: Path) -> int:
    """How many words at the beginning are revisions, as git tells them from paths where no `--` does."""
    count = 0
    for word in words:
        if count == 2 or (count == 1 and _RANGE.fullmatch(words[0])) or not _is_revision(folder, word, start):
            break
        count += 1
    return count


def _refuse_further_revision(folder: Path, words: Sequence[str], count: int, start: Path) -> None:
    """Raise where the word behind as many revisions as there may be is no path but one more."""
    if not words[:count] or len(words) == count or os.path.lexists(start / os.fsdecode(words[count].encode("utf-8"))):
        return
    with suppress(GitError):
        _resolve(folder, [words[count]])
        raise _too_many(words[count])


def _is_revision(folder: Path, word: str, start: Path) -> bool:
    """Whether a word is a revision rather than a path; `GitError` where it is neither, `UsageError` where both."""
    is_path = os.path.lexists(start / os.fsdecode(word.encode("utf-8")))
    if is_path and _RANGE.fullmatch(word):
        return False
    try:
        _resolve(folder, [word])
    except GitError:
        if is_path or word.endswith(_YAML) or "../" in word:
            return False
        raise
    if is_path:
        shown = shorten(word, 200)
        message = Bilingual(f"'{shown}' is both a revision and a path", f"'{shown}' vừa là phiên bản vừa là đường dẫn")
        hint = Bilingual(f"write '{shown} --' or '-- {shown}'", f"viết '{shown} --' hoặc '-- {shown}'")
        raise UsageError(message, hint=hint)
    return True


def _too_many(revision: str) -> UsageError:
    shown = shorten(revision)
    return UsageError(
        Bilingual(
            f"'{shown}' is one revision too many, expected at most two", f"thừa phiên bản '{shown}', nhiều nhất là hai"
        ),
        hint=Bilingual("write REV, REV REV, A..B or A...B", "viết REV, REV REV, A..B hoặc A...B"),
    )


def _relative(location: Location, typed: str, start: Path) -> str:
    """The path within the dataset's folder; it need not be there any more. `.` is all of it."""
    if not typed or "\0" in typed:
        raise UsageError(
            Bilingual("PATH is empty, expected a file or folder", "PATH để trống, cần tên tệp hoặc thư mục")
        )
    root = location.root.resolve()
    asked = Path(os.path.normpath(start.resolve() / os.fsdecode(typed.encode("utf-8"))))
    for path in (asked, asked.parent.resolve() / asked.name):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
        if root.is_relative_to(path):
            return "."
    if not os.path.lexists(asked):
        shown = name_path(asked)
        raise UsageError(Bilingual(f"no file or folder '{shown}'", f"không có tệp hay thư mục '{shown}'"))
    message = Bilingual(
        f"'{name_path(asked)}' is not in the dataset {name_path(location.root)}",
        f"'{name_path(asked)}' không nằm trong bộ dữ liệu {name_path(location.root)}",
    )
    hint = Bilingual("name the dataset with --data, and files of it", "nêu bộ dữ liệu bằng --data, rồi nêu tệp của nó")
    raise UsageError(message, hint=hint)


def _refuse_unknown_paths(paths: Sequence[str], *datasets: Dataset) -> None:
    known = {vocabulary_path(name) for name in VOCABULARIES}
    for dataset in datasets:
        known.update(() if dataset.files is None else dataset.files.find_agreements())
    for path in paths:
        if path != "." and path not in known and not any(each.startswith(f"{path}/") for each in known):
            shown = name_path(Path(path))
            message = Bilingual(
                f"no file or folder '{shown}' at either end", f"cả hai đầu đều không có tệp hay thư mục '{shown}'"
            )
            raise UsageError(message)
