"""Setting git up for a dataset, looking whether it is, and taking it back.

The attributes stand in `.gitattributes` at the top of the work tree, for everybody, or in the clone's own file; the
settings always in the clone's, for git takes no program from a repository. Nothing of anybody else's is changed.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from coop.bilingual import Bilingual, Language
from coop.dataset.finding import AGREEMENTS
from coop.dataset.layout import Location, Reason
from coop.dataset.scalars import shorten
from coop.errors import DatasetNotFound, GitError
from coop.history.git_attributes import ATTRIBUTES, add_line, has_line, name_file, refuse_link, remove_lines
from coop.history.git_settings import (
    DRIVER,
    TEXTCONV,
    Setting,
    build_settings,
    find_datasets,
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

_FALLBACKS = (Reason.REPOSITORY, Reason.SNAPSHOT)


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
    State.OTHER: Bilingual("for another installation or dataset", "cho bản cài hoặc bộ dữ liệu khác"),
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
        settings = build_settings(self.program, self._list_datasets(), language=self.language)
        for setting in settings:
            _refuse_foreign(setting, read_values(self._folder, setting.key))
        is_due = {value for _, value in read_attributes(self.location)} != {DRIVER}
        file = _attribute_files(self._folder)[where]
        if is_due:
            refuse_link(file)
        states = [self._install(each) for each in settings]
        if is_due:
            add_line(file, self._pattern)
            return (*states, SettingState(ATTRIBUTES, name_file(file), State.WRITTEN))
        return (*states, SettingState(ATTRIBUTES, self._find_attribute_file(), State.SET))

    def remove(self) -> tuple[SettingState, ...]:
        """Take away what `install` wrote for any dataset of the repository, and nothing else.

        Without a dataset too, which may have been moved or deleted: then from the repository of the working folder.
        """
        is_here = self.location.reason not in _FALLBACKS
        folder = self._folder if is_here else Path.cwd()
        pattern = self._pattern if is_here else None
        states = [_remove(folder, setting) for setting in build_settings(self.program, (), language=None)]
        for file in _attribute_files(folder).values():
            state = State.REMOVED if remove_lines(file, pattern) else State.MISSING
            states.append(SettingState(ATTRIBUTES, name_file(file), state))
        return tuple(states)

    def check(self) -> tuple[SettingState, ...]:
        """How everything stands; set up is git where each of them is `SET`."""
        self._refuse_other_dataset()
        told = self._find_told_datasets()
        states = [self._check(each, told) for each in build_settings(self.program, told, language=self.language)]
        values = {value for _, value in read_attributes(self.location)}
        state = (
            State.SET if values == {DRIVER} else State.FOREIGN if values - {DRIVER, "unspecified"} else State.MISSING
        )
        return (*states, SettingState(ATTRIBUTES, self._find_attribute_file(), state))

    @property
    def _folder(self) -> Path:
        return self.location.root

    @property
    def _pattern(self) -> str:
        return write_pattern(find_folder(self._folder))

    @property
    def _dataset(self) -> str:
        return find_folder(self._folder) or "."

    def _find_told_datasets(self) -> list[str]:
        """The datasets with whose names git shows agreements now."""
        return [each for value in read_values(self._folder, TEXTCONV)[-1:] for each in find_datasets(value)]

    def _list_datasets(self) -> list[str]:
        """Those with whose names it is to show them: this one, and any other that is still there."""
        top = find_top(self._folder)
        told = self._find_told_datasets()
        return [
            *(each for each in told if each == self._dataset or (top / each / AGREEMENTS).is_dir()),
            *([] if self._dataset in told else [self._dataset]),
        ]

    def _refuse_other_dataset(self) -> None:
        """A dataset that coop falls back on, since there is none here, is not the one that is meant."""
        if self.location.reason in _FALLBACKS:
            raise DatasetNotFound(
                Bilingual("no dataset in this folder or above it", "không có bộ dữ liệu ở thư mục này hay phía trên"),
                hint=Bilingual("name its folder with --data", "chỉ ra thư mục bằng --data"),
            )

    def _check(self, setting: Setting, told: list[str]) -> SettingState:
        values = read_values(self._folder, setting.key)
        if any(setting.mark not in value for value in values):
            return SettingState(setting.key, ".git/config", State.FOREIGN)
        if not values:
            return SettingState(setting.key, ".git/config", State.MISSING)
        is_told = setting.key != TEXTCONV or self._dataset in told
        alike = {
            each.value
            for language in (None, *Language)
            for each in build_settings(self.program, told, language=language)
        }
        is_set = is_told and values[-1] in alike
        return SettingState(setting.key, ".git/config", State.SET if is_set else State.OTHER)

    def _install(self, setting: Setting) -> SettingState:
        if read_values(self._folder, setting.key, "--local") == [setting.value]:
            return SettingState(setting.key, ".git/config", State.SET)
        write_setting(self._folder, setting)
        return SettingState(setting.key, ".git/config", State.WRITTEN)

    def _find_attribute_file(self) -> str:
        """The file in which the attributes are, if it is one that coop writes; else the first of these."""
        files = list(_attribute_files(self._folder).values())
        pattern = self._pattern
        return name_file(next((file for file in files if has_line(file, pattern)), files[0]))


def _attribute_files(folder: Path) -> dict[AttributesFile, Path]:
    return {
        AttributesFile.SHARED: find_top(folder) / ".gitattributes",
        AttributesFile.PRIVATE: find_private_attributes(folder),
    }


def _remove(folder: Path, setting: Setting) -> SettingState:
    values = read_values(folder, setting.key, "--local")
    own = [value for value in values if setting.mark in value]
    for value in dict.fromkeys(own):
        remove_value(folder, setting.key, value)
    state = State.REMOVED if own else State.FOREIGN if values else State.MISSING
    return SettingState(setting.key, ".git/config", state)


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
