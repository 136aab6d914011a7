"""The xlsx format: the tidy table as a workbook of one sheet, the same bytes for the same data."""

import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from coop.bilingual import Bilingual
from coop.errors import UsageError
from coop.language.text import display_width
from coop.output.delimited import spreadsheet_cell
from coop.table import Cell, Table

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

# A spreadsheet computes in floats of 15 digits: what is longer stays exact as text only.
_LARGEST_NUMBER = 10**15 - 1
_LONGEST_TEXT = 32_767
_MOST_ROWS = 1_048_576
_WIDEST_COLUMN = 60
_LONGEST_SHEET_NAME = 31
_CSV_HINT = Bilingual("write csv instead", "hãy xuất ra csv")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
# The earliest time that a zip can hold; the content, not the hour of writing, decides the bytes.
_FIXED_TIME = datetime(1980, 1, 1)  # noqa: DTZ001 - neither zip nor openpyxl knows time zones


def render_xlsx(table: Table) -> bytes:
    """All of `table` under a bold, frozen heading; integers as numbers, as text above 15 digits.

    The bytes depend on the data and on the versions of openpyxl and zlib, on nothing else. `UsageError` where a cell or
    the number of rows is beyond what a spreadsheet can hold.
    """
    from openpyxl import Workbook

    if len(table.rows) >= _MOST_ROWS:
        rows = len(table.rows)
        raise UsageError(
            Bilingual(
                f"{rows} rows do not fit into a spreadsheet, expected fewer than {_MOST_ROWS}",
                f"bảng tính không chứa hết {rows} dòng, cần ít hơn {_MOST_ROWS}",
            ),
            hint=_CSV_HINT,
        )
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = _NO_SHEET_NAME.sub(" ", table.name)[:_LONGEST_SHEET_NAME].strip("' ") or "coop"
    _fill_sheet(sheet, table)
    workbook.properties.creator = "coop"
    workbook.properties.title = sheet.title
    workbook.properties.created = workbook.properties.modified = _FIXED_TIME
    return _pack_workbook(workbook)


def _fill_sheet(sheet: "Worksheet", table: Table) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    heading = Font(bold=True)
    for position, column in enumerate(table.columns, start=1):
        _write_cell(sheet, 1, position, column.name)
        sheet.cell(1, position).font = heading
        width = display_width(column.name)
        for number, row in enumerate(table.rows, start=2):
            width = max(width, _write_cell(sheet, number, position, row[position - 1]))
        sheet.column_dimensions[get_column_letter(position)].width = min(width, _WIDEST_COLUMN) + 2
    sheet.freeze_panes = "A2"


def _write_cell(sheet: "Worksheet", row: int, position: int, value: Cell) -> int:
    """Write one cell and return the width that it asks for."""
    content = spreadsheet_cell(value)
    if content is None:
        return 0
    cell = sheet.cell(row, position)
    if isinstance(content, int) and abs(content) <= _LARGEST_NUMBER:
        cell.value = content
        cell.number_format = "#,##0"
        return len(f"{content:,}")
    text = str(content).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > _LONGEST_TEXT:
        raise UsageError(
            Bilingual(
                f"a text of {len(text)} characters does not fit into a spreadsheet, expected at most {_LONGEST_TEXT}",
                f"bảng tính không chứa hết một chuỗi {len(text)} ký tự, cần nhiều nhất {_LONGEST_TEXT}",
            ),
            hint=_CSV_HINT,
        )
    cell.value = text
    # Without this openpyxl would take '#N/A' for an error and '=' for a formula.
    cell.data_type = "s"
    return max(map(display_width, text.split("\n")))


def _pack_workbook(workbook: "Workbook") -> bytes:
    """The workbook as a zip whose members bear the fixed time; `Workbook.save` would put the clock into both."""
    from openpyxl.writer.excel import ExcelWriter

    written = io.BytesIO()
    ExcelWriter(workbook, zipfile.ZipFile(written, "w")).save()
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _FIXED_TIME.timetuple()[:6])
            member.create_system = 3  # the same on every system
            member.external_attr = 0o644 << 16
            target.writestr(member, source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
