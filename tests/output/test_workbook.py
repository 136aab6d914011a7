"""The xlsx format, read back by openpyxl: types, safety, looks, and the same bytes each time."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as SheetCell

from coop.errors import UsageError
from coop.output.workbook import render_xlsx
from coop.table import Cell, ColumnType, Table
from tests.output.samples import TABLE, make_column, report_of

COLUMNS = (make_column("a"), make_column("b", ColumnType.INTEGER), make_column("c", ColumnType.TERMS))


def read(table: Table) -> Workbook:
    return load_workbook(io.BytesIO(render_xlsx(table)))


def one_cell(value: Cell) -> SheetCell:
    cell = read(report_of((value,), columns=COLUMNS[:1]).tidy).worksheets[0].cell(2, 1)
    assert isinstance(cell, SheetCell)
    return cell


def test_every_column_and_row_is_there():
    sheet = read(TABLE).worksheets[0]
    assert sheet.title == "agreements"
    values = list(sheet.iter_rows(values_only=True))
    assert list(values[0]) == [column.name for column in TABLE.columns]
    assert len(values) == 1 + len(TABLE.rows)
    assert values[1][4:8] == ("ha-noi; thanh-hoa", 12, 45500 * 10**9, "VND")


def test_the_heading_is_bold_and_stays_in_sight():
    sheet = read(TABLE).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert all(cell.font.bold for cell in sheet[1])
    assert not any(cell.font.bold for cell in sheet[2])


def test_columns_are_as_wide_as_their_content_within_reason():
    wide = report_of(("x" * 200, 1, ()), columns=COLUMNS).tidy
    dimensions = read(wide).worksheets[0].column_dimensions
    assert dimensions["A"].width == 62
    assert read(TABLE).worksheets[0].column_dimensions["A"].width == len("ha-noi-thanh-hoa-2019") + 2


def test_a_number_is_a_number_with_separators():
    cell = one_cell(45_500_000_000_000)
    assert (cell.value, cell.data_type, cell.number_format) == (45_500_000_000_000, "n", "#,##0")


@pytest.mark.parametrize("number", [10**15 - 1, -(10**15) + 1])
def test_fifteen_digits_are_a_number(number: int):
    assert one_cell(number).value == number


@pytest.mark.parametrize("number", [10**15, -(10**15), 10**40 + 1])
def test_more_digits_are_text_to_the_last(number: int):
    assert (one_cell(number).value, one_cell(number).data_type) == (str(number), "s")


@pytest.mark.parametrize("text", ["01", "2019-11-16", "#N/A", "1e3", "TRUE", "no"])
def test_text_stays_text(text: str):
    assert (one_cell(text).value, one_cell(text).data_type) == (text, "s")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a"])
def test_a_formula_is_neutralised(text: str):
    assert (one_cell(text).value, one_cell(text).data_type) == (f"'{text}", "s")


def test_what_xml_cannot_hold_is_replaced():
    assert one_cell("a\x00\x1b\ud800\uffff b").value == "a\ufffd\ufffd\ufffd\ufffd b"


def test_nothing_is_an_empty_cell():
    assert one_cell(None).value is None


def test_same_data_same_bytes_and_no_clock_in_them():
    content = render_xlsx(TABLE)
    assert content == render_xlsx(TABLE)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = archive.read("docProps/core.xml").decode("utf-8")
    assert properties.count("1980-01-01T00:00:00Z") == 2


@pytest.mark.parametrize(("name", "title"), [("a/b:c", "a b c"), ("x" * 40, "x" * 31), ("'", "coop"), ("", "coop")])
def test_the_sheet_s_name_is_one_that_a_spreadsheet_takes(name: str, title: str):
    assert read(replace(TABLE, name=name)).worksheets[0].title == title


def test_a_text_too_long_for_a_cell_is_refused_and_never_cut():
    assert one_cell("x" * 32_767).value == "x" * 32_767
    with pytest.raises(UsageError, match="32768 characters"):
        one_cell("x" * 32_768)


def test_too_many_rows_are_refused():
    with pytest.raises(UsageError, match="1048576 rows do not fit"):
        render_xlsx(replace(TABLE, rows=tuple(TABLE.rows[:1]) * 1_048_576))


def test_an_empty_table_is_its_heading():
    assert list(read(replace(TABLE, rows=())).worksheets[0].iter_rows(values_only=True)) == [
        tuple(column.name for column in TABLE.columns)
    ]
    assert read(replace(TABLE, rows=(), columns=())).worksheets[0].max_row == 1


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=100))
def test_any_text_can_be_written_and_read(text: str):
    value = one_cell(text).value
    assert value is None or isinstance(value, str)
