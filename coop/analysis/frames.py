"""Tables as pandas data frames: the only module of analysis that touches pandas, and only when it is asked to.

A column has the same dtype in every frame, empty or not. Numbers are exact: an `Int64` column, and every sum over it,
holds what fits into 63 bits (nine billion tỷ đồng); one that could overflow holds Python's own whole
numbers as `object` instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import TYPE_CHECKING

from coop.analysis.select import Selection
from coop.analysis.tables import build_tables
from coop.table import Cell, ColumnType, Table

if TYPE_CHECKING:
    import pandas as pd

DTYPES: Mapping[ColumnType, str] = MappingProxyType(
    {
        ColumnType.TEXT: "string",
        ColumnType.TERM: "string",
        ColumnType.TERMS: "string",
        ColumnType.MARKED: "string",
        ColumnType.DAY: "datetime64[s]",
        ColumnType.INTEGER: "Int64",
        ColumnType.AMOUNT: "Int64",
        ColumnType.SHARE: "Int64",
    }
)
"""The dtype of each type of column that a tidy table has."""

_SEPARATOR = "; "  # between the codes of one cell, as in CSV
_INT64_BOUND = 2**63


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Frames:
    """A selection as tidy data frames that join by id: `agreements.id` is `agreement` everywhere else.

    `ends` and `also` join `figures` by `figure`, and by `measure` where projects stand beside money.
    """

    agreements: "pd.DataFrame"
    parties: "pd.DataFrame"
    people: "pd.DataFrame"
    others: "pd.DataFrame"
    fields: "pd.DataFrame"
    figures: "pd.DataFrame"
    ends: "pd.DataFrame"
    also: "pd.DataFrame"
    events: "pd.DataFrame"
    related: "pd.DataFrame"
    conflicts: "pd.DataFrame"
    sources: "pd.DataFrame"

    def __repr__(self) -> str:
        rows = ", ".join(f"{each.name}: {len(getattr(self, each.name)):,}" for each in fields(self))
        return f"<coop.Frames with rows of {rows}>"


def build_frames(selection: Selection) -> Frames:
    """The agreements of the selection, and those of their figures that it holds."""
    return Frames(**{table.name: build_frame(table) for table in build_tables(selection)})


def build_frame(table: Table) -> "pd.DataFrame":
    """A tidy table as a data frame, with the table's columns in their order."""
    import pandas as pd

    series = {
        column.name: _build_series(column.type, [row[position] for row in table.rows])
        for position, column in enumerate(table.columns)
    }
    return pd.DataFrame(series, columns=[column.name for column in table.columns])


def _build_series(kind: ColumnType, cells: Sequence[Cell]) -> "pd.Series":
    import pandas as pd

    dtype = DTYPES[kind]
    if dtype == "Int64":
        numbers = [cell for cell in cells if isinstance(cell, int)]
        return pd.Series(list(cells), dtype=dtype if sum(map(abs, numbers)) < _INT64_BOUND else "object")
    return pd.Series([_text_of(cell) for cell in cells], dtype=dtype)


def _text_of(cell: Cell) -> str | None:
    if isinstance(cell, tuple):
        return _SEPARATOR.join(cell) or None
    return None if cell is None else str(cell)
