"""The parquet format: the tidy table for pandas, DuckDB, R and the like, its integers exact."""

import io
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from coop.bilingual import Bilingual
from coop.errors import MissingExtra
from coop.output.cells import raw_cell
from coop.output.delimited import TERM_SEPARATOR
from coop.table import Cell, ColumnType, Table

if TYPE_CHECKING:
    import pandas as pd

_INT64_BOUND = 2**63
_INTEGERS = frozenset({ColumnType.INTEGER, ColumnType.AMOUNT, ColumnType.SHARE})


def render_parquet(table: Table) -> bytes:
    """All of `table`: text as strings, terms as lists of strings, integers as nullable 64-bit integers.

    A column of integers that holds anything else, an integer beyond 64 bits, say, is text, exact to the last digit. The
    bytes depend on the data and on the versions of pandas and pyarrow, which parquet notes. `MissingExtra` where
    pyarrow is not installed.
    """
    try:
        arrow = import_module("pyarrow")  # an extra, and slow to import
    except ImportError as error:
        command = 'pip install "coop-vn[parquet]"'
        raise MissingExtra(
            Bilingual(
                "parquet needs the package pyarrow, which is not installed",
                "parquet cần gói pyarrow, mà gói này chưa được cài đặt",
            ),
            hint=Bilingual(f"install it with: {command}", f"cài đặt bằng lệnh: {command}"),
        ) from error
    import pandas as pd

    kinds = {"Int64": arrow.int64(), "string": arrow.string(), "object": arrow.list_(arrow.string())}
    columns: dict[str, pd.Series] = {}
    for position, column in enumerate(table.columns):
        columns[column.name] = _build_series(column.type, [row[position] for row in table.rows])
    schema = arrow.schema([(name, kinds[series.dtype.name]) for name, series in columns.items()])
    stream = io.BytesIO()
    pd.DataFrame(columns).to_parquet(stream, engine="pyarrow", index=False, schema=schema)
    return stream.getvalue()


def _build_series(kind: ColumnType, cells: Sequence[Cell]) -> "pd.Series":
    import pandas as pd

    if kind is ColumnType.TERMS:
        return pd.Series([_term_list(cell) for cell in cells], dtype="object")
    if kind in _INTEGERS and all(map(_is_int64, cells)):
        return pd.Series(cells, dtype="Int64")
    return pd.Series([_text_of(cell) for cell in cells], dtype="string")


def _is_int64(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, int) and -_INT64_BOUND <= cell < _INT64_BOUND)


def _text_of(cell: Cell) -> str | None:
    value = raw_cell(cell)
    if value is None:
        return None
    return TERM_SEPARATOR.join(value) if isinstance(value, list) else str(value)


def _term_list(cell: Cell) -> list[str] | None:
    value = raw_cell(cell)
    return value if value is None or isinstance(value, list) else [str(value)]
