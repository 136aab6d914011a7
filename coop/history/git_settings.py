"""What git is told so that it shows and merges agreements with coop: two attributes, and three settings."""

import os
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coop.bilingual import Bilingual, Language
from coop.dataset.layout import Location, find_agreement_files, name_path
from coop.dataset.scalars import shorten
from coop.errors import GitError
from coop.history.git import ask_git, run_git

DRIVER = "coop"
TEXTCONV = f"diff.{DRIVER}.textconv"
_DATA = "--data="
_NAME = "agreements of coop, field by field"
_SHOW = "coop.cli.textconv"
_MERGE = "coop.cli.merge_file"
_CONFLICT = 100  # `CONFLICT` of the merge program
_AT_ONCE = 500  # names on one command line
_GLOB = re.compile(r"[\\*?\[]")
_ODD = re.compile(r"[\s\"\\\x00-\x1f\x7f]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class Setting:
    """One of git's settings; a value with `mark` in it is coop's own, of whatever version and installation."""

    key: str
    value: str
    mark: str


def build_settings(program: str, folders: Sequence[str], *, language: Language | None) -> tuple[Setting, ...]:
    """The settings that start coop by the Python `program` for the datasets in `folders`, seen from the top.

    The full path, for a window or a hook of git has another PATH than a terminal; `-P`, for the working folder may hold
    files of a stranger, and no module is to be loaded from it. Where coop is gone, git does what it does without.
    """
    python = f"{shlex.quote(program)} -P -m"
    options = [f"{_DATA}{shlex.quote(each)}" for each in folders]
    options += [f"--lang={language}"] if language is not None else []
    show = f'f() {{ {python} {_SHOW} {" ".join(options)} "$1" || cat -- "$1"; }}; f'
    # Git replaces %O and the like, also between quotes. One from before 2024 leaves %S, %X and %Y as they are.
    merge = (
        f"{python.replace('%', '%%')} {_MERGE} %O %A %B %L %P %S %X %Y"
        f" || {{ test $? -eq {_CONFLICT} && exit 1; git merge-file --marker-size=%L %A %O %B; }}"
    )
    return (
        Setting(TEXTCONV, show, _SHOW),
        Setting(f"merge.{DRIVER}.name", _NAME, _NAME),
        Setting(f"merge.{DRIVER}.driver", merge, _MERGE),
    )


def find_datasets(value: str) -> list[str]:
    """The folders of the datasets that a value of `TEXTCONV` tells of; none where it is not coop's."""
    try:
        words = shlex.split(value) if _SHOW in value else []
    except ValueError:  # not as coop quotes
        return []
    return [word.removeprefix(_DATA) for word in words if word.startswith(_DATA)]


def read_values(folder: Path, key: str, *scope: str) -> list[str]:
    """Every value that git has for a setting: in all files, or in those of a scope such as `--local`."""
    reply = ask_git(folder, "config", *scope, "-z", "--get-all", key)
    return [value.decode("utf-8", errors="surrogateescape") for value in reply.output.split(b"\0")[:-1]]


def write_setting(folder: Path, setting: Setting) -> None:
    """Give the repository the setting, in place of any other value."""
    _change(folder, "--replace-all", setting.key, setting.value)


def remove_value(folder: Path, key: str, value: str) -> None:
    """Take one value of a setting from the repository's own file."""
    _change(folder, "--fixed-value", "--unset-all", key, value)


def _change(folder: Path, *arguments: str) -> None:
    reply = ask_git(folder, "config", "--local", *arguments)
    if reply.status:
        message = Bilingual("git's settings cannot be written: {reason}", "không ghi được cấu hình của git: {reason}")
        raise GitError(message.fill(reason=reply.reason or str(reply.status)))


def find_top(folder: Path) -> Path:
    """The folder at the top of the work tree that holds `folder`."""
    return Path(os.fsdecode(run_git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n")))


def find_folder(folder: Path) -> str:
    """The way from the top of the work tree to `folder`, with a slash at its end; empty where that is the top."""
    return os.fsdecode(run_git(folder, "rev-parse", "--show-prefix").removesuffix(b"\n"))


def find_private_attributes(folder: Path) -> Path:
    """The file of attributes that is the clone's own; the work trees of one repository share it."""
    return folder / os.fsdecode(run_git(folder, "rev-parse", "--git-path", "info/attributes").removesuffix(b"\n"))


def write_pattern(folder: str) -> str:
    """The pattern of `.gitattributes` for the agreements of a dataset in `folder`, which ends with a slash."""
    literal = _GLOB.sub(lambda found: f"\\{found[0]}", folder)
    pattern = f"{'/' if folder[:1] in ('!', '#') else ''}{literal}agreements/**/*.yaml"
    if not _ODD.search(pattern):
        return pattern
    return '"' + "".join(_ESCAPES.get(each, each) for each in pattern) + '"'


def refuse_foreign_attributes(location: Location) -> None:
    """`GitError` where somebody else has said how git shows or merges an agreement."""
    for attribute, value in sorted(read_attributes(location)):
        if value not in ("unspecified", DRIVER):
            message = Bilingual(
                "agreements of '{name}' already have the attribute {attribute}={value}",
                "thỏa thuận của '{name}' đã có thuộc tính {attribute}={value}",
            ).fill(name=name_path(location.root), attribute=attribute, value=shorten(value))
            hint = Bilingual(
                "take it out of .gitattributes or .git/info/attributes first",
                "hãy bỏ thuộc tính đó khỏi .gitattributes hoặc .git/info/attributes trước",
            )
            raise GitError(message, hint=hint)


def read_attributes(location: Location) -> set[tuple[str, str]]:
    """The attributes `diff` and `merge` with all values that they have for an agreement, there or to come."""
    files = (each.relative_to(location.root) for each in find_agreement_files(location))
    paths = ["agreements/2000/any.yaml", *map(str, files)]  # from the dataset, where git is asked: it may be typed so
    found: set[tuple[str, str]] = set()
    for start in range(0, len(paths), _AT_ONCE):
        batch = paths[start : start + _AT_ONCE]
        answer = run_git(location.root, "check-attr", "-z", "diff", "merge", "--", *batch).split(b"\0")[:-1]
        names, values = answer[1::3], answer[2::3]
        found.update((os.fsdecode(n), os.fsdecode(v)) for n, v in zip(names, values, strict=True))
    return found
