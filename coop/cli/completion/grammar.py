"""What the commands take, as completion needs to know it, read from `grammar.json`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from coop.bilingual import Bilingual

_FILE = Path(__file__).with_name("grammar.json")


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its spellings, what a value of it is, and how many values follow (none for a switch)."""

    flags: tuple[str, ...]
    help: str
    metavar: str
    values: int
    repeats: bool
    choices: Mapping[str, Bilingual]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its options, what its arguments are, and the columns of each table that it may answer with.

    A table is called as what asks for it is written, "DIM --explain" say, and has the columns of such a name. Where
    there may be `dimensions`, so many at most, the choices are what they may be, and stand behind `by`.
    """

    help: str
    options: tuple[Option, ...]
    argument: str
    dimensions: int
    choices: Mapping[str, Bilingual]
    columns: Mapping[str, Mapping[str, Bilingual]]

    def find_option(self, flag: str) -> Option | None:
        """The option with this spelling."""
        return next((option for option in self.options if flag in option.flags), None)


UNKNOWN = Command("", (), "", 0, {}, {})
"""What stands for a command that there is not: nothing may follow it."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The options of the program itself, and its commands."""

    program: Command
    commands: Mapping[str, Command]


class _OptionData(TypedDict):
    flags: list[str]
    help: str
    metavar: str
    values: int
    repeats: bool
    choices: dict[str, tuple[str, str]]


class _CommandData(TypedDict):
    help: str
    options: list[_OptionData]
    argument: str
    dimensions: int
    choices: dict[str, tuple[str, str]]
    columns: dict[str, dict[str, tuple[str, str]]]


class _GrammarData(TypedDict):
    """The file, as the test that makes it from the program writes it."""

    program: _CommandData
    commands: dict[str, _CommandData]


def load_grammar() -> Grammar:
    """Read the grammar that the program is shipped with."""
    data: _GrammarData = json.loads(_FILE.read_text(encoding="utf-8"))
    return Grammar(
        _build_command(data["program"]), {name: _build_command(each) for name, each in data["commands"].items()}
    )


def _build_command(data: _CommandData) -> Command:
    return Command(
        help=data["help"],
        options=tuple(map(_build_option, data["options"])),
        argument=data["argument"],
        dimensions=data["dimensions"],
        choices=_build_choices(data["choices"]),
        columns={table: _build_choices(columns) for table, columns in data["columns"].items()},
    )


def _build_option(data: _OptionData) -> Option:
    return Option(
        flags=tuple(data["flags"]),
        help=data["help"],
        metavar=data["metavar"],
        values=data["values"],
        repeats=data["repeats"],
        choices=_build_choices(data["choices"]),
    )


def _build_choices(data: Mapping[str, tuple[str, str]]) -> dict[str, Bilingual]:
    return {value: Bilingual(en, vi) for value, (en, vi) in data.items()}
