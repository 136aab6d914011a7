"""Setting git up for a dataset, looking whether it is, and taking it back.

The attributes stand in `.gitattributes` at the top of the work tree, for everybody, or in the clone's own file; the
settings always in the clone's, for git takes no program from a repository. Nothing of anybody else's is changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from coop.bilingual import Bilingual, Language
from coop.dataset.layout import Location, Reason, name_path
from coop.dataset.scalars import shorten
from coop.dataset.writing import replace_file
from coop.errors import DatasetNotFound, GitError, UnreadableFile, describe_refusal
from coop.history.git_settings import (
    DRIVER,
    Setting,
    build_settings,
    find_folder,
    find_private_attributes,
    find_top,
    read_attributes,
    read_values,
    refuse_foreign_attributes,
    remove_value,
    write_pattern,
    write_setting,
)

_COMMENT = "# Agreements are shown and merged field by field in each clone in which `coop git-setup` was run."


class State(StrEnum):
    """What became of a setting, or how it stands."""

    SET = "set"
    WRITTEN = "written"
    REMOVED = "removed"
    MISSING = "missing"
    OTHER = "other"
    FOREIGN = "foreign"

    @property
    def label(self) -> Bilingual:
        """What it is called."""
        return _STATES[self]


_STATES = {
    State.SET: Bilingual("in place", "đã có"),
    State.WRITTEN: Bilingual("written", "đã ghi"),
    State.REMOVED: Bilingual("removed", "đã gỡ"),
    State.MISSING: Bilingual("missing", "chưa có"),
    State.OTHER: Bilingual("for another installation of coop", "cho bản cài coop khác"),
    State.FOREIGN: Bilingual("set by someone else", "do người khác đặt"),
}


@dataclass(frozen=True, slots=True)
class SettingState:
    """One thing that git is told, the file in which it stands, and how it stands now."""

    name: str
    file: str
    state: State


class AttributesFile(StrEnum):
    """Where the attributes are written."""

    SHARED = "shared"  # .gitattributes, a file of the repository
    PRIVATE = "private"  # .git/info/attributes


@dataclass(frozen=True, slots=True)
class GitSetup:
    """Git as it is told of one dataset: `program` is the Python that git starts, `language` that of its diffs."""

    location: Location
    program: str
    language: Language | None = None

    def install(self, where: AttributesFile) -> tuple[SettingState, ...]:
        """Write what is missing; `GitError` before anything is written where somebody else has settings of the name."""
        self._refuse_other_dataset()
        refuse_foreign_attributes(self.location)
        settings = self._settings(self.language)
        for setting in settings:
            _refuse_foreign(setting, read_values(self._folder, setting.key))
        is_due = {value for _, value in read_attributes(self.location)} != {DRIVER}
        file = self._attribute_files()[where]
        if is_due:
            _refuse_link(file)
        states = [self._install(each) for each in settings]
        if is_due:
            return (*states, self._add_attributes(file))
        return (*states, SettingState(self._attribute_name, self._find_attribute_file(), State.SET))

    def remove(self) -> tuple[SettingState, ...]:
        """Take away what `install` wrote, and nothing else."""
        self._refuse_other_dataset()
        states = [self._remove(setting) for setting in self._settings(self.language)]
        return (*states, *(self._remove_attributes(file) for file in self._attribute_files().values()))

    def check(self) -> tuple[SettingState, ...]:
        """How everything stands; set up is git where each of them is `SET`."""
        self._refuse_other_dataset()
        states = [self._check(setting) for setting in self._settings(self.language)]
        values = {value for _, value in read_attributes(self.location)}
        state = (
            State.SET if values == {DRIVER} else State.FOREIGN if values - {DRIVER, "unspecified"} else State.MISSING
        )
        return (*states, SettingState(self._attribute_name, self._find_attribute_file(), state))

    @property
    def _folder(self) -> Path:
        return self.location.root

    @property
    def _line(self) -> str:
        return f"{write_pattern(find_folder(self._folder))} {self._attribute_name}"

    @property
    def _attribute_name(self) -> str:
        return f"diff={DRIVER} merge={DRIVER}"

    def _settings(self, language: Language | None) -> tuple[Setting, ...]:
        return build_settings(self.program, find_folder(self._folder) or ".", language=language)

    def _attribute_files(self) -> dict[AttributesFile, Path]:
        return {
            AttributesFile.SHARED: find_top(self._folder) / ".gitattributes",
            AttributesFile.PRIVATE: find_private_attributes(self._folder),
        }

    def _refuse_other_dataset(self) -> None:
        """A dataset that coop falls back on, since there is none here, is not the one that is meant."""
        if self.location.reason in (Reason.REPOSITORY, Reason.SNAPSHOT):
            raise DatasetNotFound(
                Bilingual("no dataset in this folder or above it", "không có bộ dữ liệu ở thư mục này hay phía trên"),
                hint=Bilingual("name its folder with --data", "chỉ ra thư mục bằng --data"),
            )

    def _check(self, setting: Setting) -> SettingState:
        values = read_values(self._folder, setting.key)
        if any(setting.mark not in value for value in values):
            return SettingState(setting.key, ".git/config", State.FOREIGN)
        if not values:
            return SettingState(setting.key, ".git/config", State.MISSING)
        alike = {each.value for language in (None, *Language) for each in self._settings(language)}
        return SettingState(setting.key, ".git/config", State.SET if values[-1] in alike else State.OTHER)

    def _install(self, setting: Setting) -> SettingState:
        if read_values(self._folder, setting.key, "--local") == [setting.value]:
            return SettingState(setting.key, ".git/config", State.SET)
        write_setting(self._folder, setting)
        return SettingState(setting.key, ".git/config", State.WRITTEN)

    def _remove(self, setting: Setting) -> SettingState:
        values = read_values(self._folder, setting.key, "--local")
        own = [value for value in values if setting.mark in value]
        for value in dict.fromkeys(own):
            remove_value(self._folder, setting.key, value)
        state = State.REMOVED if own else State.FOREIGN if values else State.MISSING
        return SettingState(setting.key, ".git/config", state)

    def _add_attributes(self, file: Path) -> SettingState:
        lines = _read_lines(file)
        end = "" if not lines or lines[-1].endswith("\n") else "\n"
        _write_lines(file, [*lines, f"{end}{_COMMENT}\n", f"{self._line}\n"])
        return SettingState(self._attribute_name, _name_of(file), State.WRITTEN)

    def _remove_attributes(self, file: Path) -> SettingState:
        lines = _read_lines(file)
        own = set(_find_own(lines, self._line))
        if own:
            _write_lines(file, [line for i, line in enumerate(lines) if i not in own])
        return SettingState(self._attribute_name, _name_of(file), State.REMOVED if own else State.MISSING)

    def _find_attribute_file(self) -> str:
        """The file in which the attributes are, if it is one that coop writes; else the first of these."""
        files = list(self._attribute_files().values())
        named = [_name_of(file) for file in files if any(_find_own(_read_lines(file), self._line))]
        return named[0] if named else _name_of(files[0])


def _refuse_foreign(setting: Setting, values: list[str]) -> None:
    for value in values:
        if setting.mark not in value:
            message = Bilingual(
                "git already has {key}, and not from coop: {value}", "git đã có {key}, không phải của coop: {value}"
            ).fill(key=setting.key, value=shorten(value, 100))
            hint = Bilingual(
                f"take it out first: git config --unset-all {setting.key}",
                f"hãy gỡ trước: git config --unset-all {setting.key}",
            )
            raise GitError(message, hint=hint)


def _find_own(lines: list[str], own: str) -> Iterator[int]:
    """The positions of coop's line, and of its comment right above."""
    for position, line in enumerate(lines):
        if line.rstrip("\r\n") == own:
            if position and lines[position - 1].rstrip("\r\n") == _COMMENT:
                yield position - 1
            yield position


def _name_of(file: Path) -> str:
    return name_path(Path(file.name) if file.name == ".gitattributes" else Path(".git", "info", file.name))


def _read_lines(file: Path) -> list[str]:
    try:
        return file.read_bytes().decode("utf-8", errors="surrogateescape").splitlines(keepends=True)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _refused(file, error) from None


def _write_lines(file: Path, lines: list[str]) -> None:
    """Write the file, or take it away where no line is left; `UnreadableFile` where that cannot be done."""
    try:
        _refuse_link(file)
        if lines:
            file.parent.mkdir(exist_ok=True)
            mode = file.stat().st_mode & 0o777 if file.exists() else None
            replace_file(file, "".join(lines).encode("utf-8", errors="surrogateescape"), mode=mode)
        else:
            file.unlink()
    except OSError as error:
        raise _refused(file, error) from None


def _refuse_link(file: Path) -> None:
    """`UnreadableFile` where the file is a link: git itself reads no attributes through one."""
    if file.is_symlink():
        message = Bilingual("'{name}' is a symbolic link, expected a file", "'{name}' là liên kết, cần một tệp thường")
        raise UnreadableFile(message.fill(name=name_path(file)))


def _refused(file: Path, error: OSError) -> UnreadableFile:
    reason = describe_refusal(error)
    message = Bilingual("cannot change '{name}': {reason}", "không sửa được '{name}': {reason}")
    return UnreadableFile(message.fill(name=name_path(file), reason=reason))
