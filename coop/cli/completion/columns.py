"""The columns by which an answer may be cut and sorted: those of the table that the line asks for."""

from collections.abc import Iterator, Mapping

from coop.bilingual import Bilingual, Language
from coop.cli.completion.candidates import Candidate
from coop.cli.completion.line import Line

COLUMNS, SORT = "A,B", "A,-B"
"""What the values are called that name columns, and those that may turn the order of each."""

DIMENSION = "DIM"
"""Stands in the grammar for a dimension, in the names of tables and of columns."""

_OTHER_TABLES = ("--explain", "--snapshots")


def list_columns(line: Line, language: Language) -> Iterator[Candidate]:
    """The columns of the table that the line asks for, without those that its word names already."""
    named = {name.strip().removeprefix("-") for name in line.settled}
    turn = "-" if line.awaited is not None and line.awaited.metavar == SORT and line.word.startswith("-") else ""
    for name, label in _find_columns(line).items():
        if name not in named:
            yield Candidate(f"{turn}{name}", label.text(language))


def _find_columns(line: Line) -> Mapping[str, Bilingual]:
    """The columns of the line's table, and those that its options add to it."""
    dimensions = _find_dimensions(line)
    flags = [flag for option in line.given for flag in option.flags]
    table = " ".join((*(DIMENSION for _ in dimensions), *(flag for flag in _OTHER_TABLES if flag in flags)))
    tables = (table, *(f"{table} {flag}" for flag in flags))
    columns = {name: label for each in tables for name, label in line.command.columns.get(each, {}).items()}
    # The first dimension has a column of its name, the second one with words before it.
    names = [name for name in columns if name.endswith(DIMENSION)]
    own = dict(zip(names, dimensions, strict=False))
    choices = line.command.choices
    return {
        name.replace(DIMENSION, own[name]) if name in own else name: choices[own[name]] if name in own else label
        for name, label in columns.items()
    }


def _find_dimensions(line: Line) -> tuple[str, ...]:
    """The dimensions on the line; nothing else that stands there chooses a table."""
    if not line.command.dimensions:
        return ()
    return tuple(word for word in line.arguments if word in line.command.choices)
