"""CSV and TSV: the tidy table for spreadsheets and programs, quoted as RFC 4180 says, with LF line ends."""

import csv
from collections.abc import Iterable

from coop.output.cells import clean_controls, raw_cell
from coop.table import Cell, Table

TERM_SEPARATOR = "; "
_BYTE_ORDER_MARK = "\ufeff"
# What makes a spreadsheet take a text for a formula, full-width forms included.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _LineSink:
    """Takes the csv module's lines, which end in CRLF so that a lone CR in a cell is quoted, and ends them in LF."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> None:
        self.lines.append(line.removesuffix("\r\n") + "\n")


def render_csv(table: Table, *, byte_order_mark: bool = False) -> str:
    """All of `table` as CSV; a byte-order mark first, on request, lets a spreadsheet see that it is UTF-8."""
    return _BYTE_ORDER_MARK * byte_order_mark + _render_delimited(table, ",")


def render_tsv(table: Table, *, byte_order_mark: bool = False) -> str:
    """All of `table` separated by tabs, quoted as in CSV."""
    return _BYTE_ORDER_MARK * byte_order_mark + _render_delimited(table, "\t")


def spreadsheet_cell(cell: Cell) -> str | int | None:
    """A cell as a spreadsheet may read it: terms joined by '; ', and no text that it would run as a formula.

    Such a text gets an apostrophe before it. Control characters but tab and line ends become U+FFFD.
    """
    value = raw_cell(cell)
    if value is None or isinstance(value, int):
        return value
    text = clean_controls(TERM_SEPARATOR.join(value) if isinstance(value, list) else value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _render_delimited(table: Table, delimiter: str) -> str:
    sink = _LineSink()
    writer = csv.writer(sink, delimiter=delimiter, lineterminator="\r\n")
    header: Iterable[Cell] = (column.name for column in table.columns)
    for row in (header, *table.rows):
        writer.writerow([spreadsheet_cell(cell) for cell in row])
    return "".join(sink.lines)
