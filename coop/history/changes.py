"""Which files of a folder are not what they were at a revision."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coop.bilingual import Bilingual
from coop.dataset.layout import name_path
from coop.errors import GitError
from coop.history.git import find_merge_base, run_git, split_names

# The answer may depend on no one's settings: not on a renaming that git guesses, and not on `.gitmodules`, by which a
# pull request could have the changes in a submodule passed over.
_DIFF = (
    "diff", "--name-status", "-z", "--no-renames", "--relative", "--ignore-submodules=none", "--no-ext-diff",
    "--no-textconv", "--no-color", "-O/dev/null",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changes:
    """Files that differ from a revision: paths relative to the folder, with forward slashes, sorted.

    `changed` are new or have other contents and are there to be read; `deleted` are gone, or no longer tracked and
    ignored. A renamed file is in both, under its two names. Where `.gitattributes` differ, by which git reads and
    writes files otherwise than they are, `is_all_in_doubt`: any file may differ.
    """

    changed: tuple[str, ...]
    deleted: tuple[str, ...]
    is_all_in_doubt: bool = False


def find_changed_files(folder: Path, revision: str) -> Changes:
    """What differs between the commit at which HEAD left `revision` and the files under `folder` as they are.

    Staged or not makes no difference, and untracked files count unless they are ignored. In a repository inside the
    repository, a submodule say, all files count as changed as soon as one is: its history is not this one.
    """
    base = find_merge_base(folder, revision)
    answer = split_names(run_git(folder, *_DIFF, base))
    changed, deleted = set[str](), set[str]()
    for letter, path in zip(answer[::2], answer[1::2], strict=True):
        if letter == "D":
            deleted.add(path)
        elif os.path.lexists(folder / path):  # a sparse checkout leaves out files that differ: neither of the two
            changed.update(_find_files(folder, path))
    for path in split_names(run_git(folder, "ls-files", "--others", "--exclude-standard", "-z")):
        changed.update(_find_files(folder, path))
    if not changed and not deleted:
        _refuse_untracked(folder)
    return Changes(tuple(sorted(changed)), tuple(sorted(deleted - changed)), _do_attributes_differ(folder, base))


def _do_attributes_differ(folder: Path, base: str) -> bool:
    """Whether any `.gitattributes` of the repository differs: with one, other bytes can look unchanged to git."""
    everywhere = ":(top,glob)**/.gitattributes"
    differing = run_git(folder, *_DIFF[:3], *_DIFF[5:], base, "--", everywhere)
    return bool(differing or run_git(folder, "ls-files", "--others", "-z", "--", everywhere))


def _find_files(folder: Path, path: str) -> Iterator[str]:
    """The file at `path`, or all files of the repository that lies there; a folder that may not be opened is one."""
    found = [path.removesuffix("/")]
    while found:
        path = found.pop()
        try:
            inside = None if (folder / path).is_symlink() else [child.name for child in (folder / path).iterdir()]
        except OSError:
            inside = None
        if inside is None:
            yield path
        else:
            found.extend(f"{path}/{name}" for name in inside if name != ".git")


def _refuse_untracked(folder: Path) -> None:
    """Raise where git follows no file of the folder: that nothing changed would be said of files never looked at."""
    if not run_git(folder, "ls-files", "-z"):
        name = name_path(folder)
        raise GitError(
            Bilingual(f"git tracks no file in '{name}'", f"git không theo dõi tệp nào trong '{name}'"),
            hint=Bilingual(
                "the folder is empty or ignored: take it out of .gitignore, or check all of it",
                "thư mục trống hoặc bị bỏ qua: hãy bỏ khỏi .gitignore, hoặc kiểm tra toàn bộ",
            ),
        )
