"""Which commands there are: each is loaded only to be run, or to tell about itself."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

Command = Callable[..., None]


class Home(NamedTuple):
    """Where the function of a command stands, and the line that says what it does.

    `keeps_separator`: whether the first `--` on its line is one of its arguments.
    """

    module: str
    function: str
    summary: str
    keeps_separator: bool = False


COMMANDS: Mapping[str, Home] = MappingProxyType(
    {
        "list": Home("list", "list_", "Agreements, one line each, by date."),
        "show": Home("show", "show", "One agreement as a readable card, its sources last."),
        "search": Home("search", "search", "Agreements that hold a text, the best first."),
        "stats": Home("stats", "stats", "Totals: the overview, or by one dimension or two."),
        "fields": Home("vocabularies", "fields", "Fields of cooperation in two levels, with their agreements."),
        "localities": Home("vocabularies", "localities", "Provinces and cities in time, with their agreements."),
        "measures": Home("vocabularies", "measures", "What a figure can measure, with the figures that do."),
        "parse": Home("parse", "parse", "Amounts, dates and places in a text, each with its meaning."),
        "validate": Home("validate", "validate", "Everything that can be checked; exit status 1 on any error."),
        "fmt": Home("fmt", "fmt", "Files in one canonical form; comments are kept."),
        "new": Home("new", "new", "A new agreement's file, from flags or by asking."),
        "diff": Home("diff", "diff", "What changed in the data, and what that does to the totals.", True),
        "log": Home("log", "log", "The commits that touched an agreement, and what each changed."),
        "git-setup": Home("git_setup", "git_setup", "Let git show and merge agreements field by field, in this clone."),
        "info": Home("info", "info", "Which dataset, why this one, its version, counts and index."),
        "completion": Home(
            "completion.command", "completion", "Completion for a shell: its script, for the file it starts with."
        ),
    }
)
"""Every command by its name, in the order in which help lists them."""


def load_command(name: str) -> Command:
    """The function of a command that there is."""
    home = COMMANDS[name]
    command: Command = getattr(import_module(f"coop.cli.{home.module}"), home.function)
    return command
