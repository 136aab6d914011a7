"""What the commands take, as completion needs to know it, read from `grammar.json`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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

    A table is called as what asks for it is written, "DIM --explain" say, and has the columns of such a name.
    """

    help: str
    options: tuple[Option, ...]
    argument: str
    choices: Mapping[str, Bilingual]
    columns: Mapping[str, Mapping[str, Bilingual]]

    def find_option(self, flag: str) -> Option | None:
        """The option with this spelling."""
        return next((option for option in self.options if flag in option.flags), None)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The options of the program itself, and its commands."""

    program: Command
    commands: Mapping[str, Command]


def load_grammar() -> Grammar:
    """Read the grammar that the program is shipped with."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    commands = {name: _build_command(each) for name, each in data["commands"].items()}
    return Grammar(_build_command(data["program"]), commands)


def _build_command(data: dict[str, object]) -> Command:
    options = data["options"]
    assert isinstance(options, list)
    return Command(
        help=str(data["help"]),
        options=tuple(
            Option(
                flags=tuple(each["flags"]),
                help=each["help"],
                metavar=each["metavar"],
                values=each["values"],
                repeats=each["repeats"],
                choices=_build_choices(each["choices"]),
            )
            for each in options
        ),
        argument=str(data["argument"]),
        choices=_build_choices(data["choices"]),
        columns={table: _build_choices(columns) for table, columns in _mapping(data["columns"]).items()},
    )


def _build_choices(data: object) -> dict[str, Bilingual]:
    return {value: Bilingual(en, vi) for value, (en, vi) in _mapping(data).items()}


def _mapping(data: object) -> dict[str, Any]:
    assert isinstance(data, dict)
    return data
