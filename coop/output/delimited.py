"""CSV and TSV: the tidy table for spreadsheets and programs, quoted as RFC 4180 says, with LF line ends."""

import csv
from collections.abc import Iterator

from coop.output.cells import clean_controls, raw_cell
from coop.output.stream import ROWS_AT_ONCE
from coop.table import Cell, Table

TERM_SEPARATOR = "; "
_BYTE_ORDER_MARK = "\ufeff"
# What makes a spreadsheet take a text for a formula, full-width forms included.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _LineSink:
    """Takes the csv module's lines, which end in CRLF so that a lone CR in a cell is quoted, and ends them in LF."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def write(self, line: str) -> None:
        self._lines.append(line.removesuffix("\r\n") + "\n")

    def take(self) -> str:
        """The lines since they were last taken."""
        taken = "".join(self._lines)
        self._lines.clear()
        return taken


def render_csv(table: Table, *, byte_order_mark: bool = False) -> str:
    """As `stream_csv`, in one."""
    return "".join(stream_csv(table, byte_order_mark=byte_order_mark))


def render_tsv(table: Table, *, byte_order_mark: bool = False) -> str:
    """As `stream_tsv`, in one."""
    return "".join(stream_tsv(table, byte_order_mark=byte_order_mark))


def stream_csv(table: Table, *, byte_order_mark: bool = False) -> Iterator[str]:
    """All of `table` as CSV, part by part; a byte-order mark first, on request, tells a spreadsheet it is UTF-8."""
    return _stream_delimited(table, ",", lead=_BYTE_ORDER_MARK * byte_order_mark)


def stream_tsv(table: Table, *, byte_order_mark: bool = False) -> Iterator[str]:
    """All of `table` separated by tabs, quoted as in CSV, part by part."""
    return _stream_delimited(table, "\t", lead=_BYTE_ORDER_MARK * byte_order_mark)


def spreadsheet_cell(cell: Cell) -> str | int | None:
    """A cell as a spreadsheet may read it: terms joined by '; ', and no text that it would run as a formula.

    Such a text gets an apostrophe before it. Control characters but tab and line ends become U+FFFD.
    """
    if isinstance(cell, str) and cell.isprintable():  # then nothing in it is to be cleaned
        return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
    value = raw_cell(cell)
    if value is None or isinstance(value, int):
        return value
    text = clean_controls(TERM_SEPARATOR.join(value) if isinstance(value, list) else value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _stream_delimited(table: Table, delimiter: str, *, lead: str) -> Iterator[str]:
    sink = _LineSink()
    writer = csv.writer(sink, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([spreadsheet_cell(column.name) for column in table.columns])
    yield lead + sink.take()
    for start in range(0, len(table.rows), ROWS_AT_ONCE):
        writer.writerows([list(map(spreadsheet_cell, row)) for row in table.rows[start : start + ROWS_AT_ONCE]])
        yield sink.take()
