"""CSV and TSV: read back as written, safe in a spreadsheet."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.output.delimited import render_csv, render_tsv, spreadsheet_cell
from coop.table import Cell, ColumnType
from tests.output.samples import TABLE, make_column, report_of

COLUMNS = (make_column("a"), make_column("b", ColumnType.INTEGER), make_column("c", ColumnType.TERMS))


def read_csv(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def one_cell(cell: Cell) -> str:
    return render_csv(report_of((cell, 0, ()), columns=COLUMNS).tidy).split("\n", 1)[1]


def test_golden(golden):
    golden("agreements.csv", render_csv(TABLE))
    golden("agreements.tsv", render_tsv(TABLE))


def test_every_column_is_there_by_its_machine_name_hidden_ones_too():
    assert read_csv(render_csv(TABLE))[0] == [column.name for column in TABLE.columns]


def test_integers_are_digits_and_nothing_is_an_empty_field():
    row = read_csv(render_csv(TABLE))[1]
    assert row[5:] == ["12", "45500000000000", "VND", "about", "", ""]


def test_terms_are_joined_slugs():
    assert read_csv(render_csv(TABLE))[1][4] == "ha-noi; thanh-hoa"


def test_a_table_without_rows_is_its_header():
    assert render_csv(replace(TABLE, rows=())).count("\n") == 1


def test_the_byte_order_mark_comes_on_request_only():
    assert render_csv(TABLE, byte_order_mark=True) == "\ufeff" + render_csv(TABLE)
    assert render_tsv(TABLE, byte_order_mark=True) == "\ufeff" + render_tsv(TABLE)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str):
    assert spreadsheet_cell(f"{start}1+1") == f"'{start}1+1"


def test_terms_that_would_start_a_formula_get_one_too():
    assert spreadsheet_cell(("=a", "b")) == "'=a; b"


def test_a_negative_number_is_a_number():
    assert spreadsheet_cell(-5) == -5
    assert read_csv(render_csv(report_of(("x", -5, ()), columns=COLUMNS).tidy))[1][1] == "-5"


def test_a_code_keeps_its_zero():
    assert one_cell("01") == "01,0,\n"


def test_commas_quotes_and_line_ends_are_quoted():
    assert one_cell('a,"b"') == '"a,""b""",0,\n'
    assert one_cell("a\nb") == '"a\nb",0,\n'
    assert one_cell("a\rb") == '"a\rb",0,\n'
    assert one_cell("a\r\nb") == '"a\r\nb",0,\n'


def test_a_lone_empty_cell_is_no_empty_line():
    assert render_csv(report_of((None,), columns=COLUMNS[:1]).tidy) == 'a\n""\n'


def test_escape_sequences_do_not_pass():
    assert one_cell("a\x1b[31mb\x9b0m") == "a\ufffd[31mb\ufffd0m,0,\n"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])), st.integers(), st.lists(st.from_regex("[a-z]{1,9}")))
def test_what_is_read_back_is_what_was_written(text: str, number: int, terms: list[str]):
    table = report_of((text, number, tuple(terms)), columns=COLUMNS).tidy
    expected = [str(spreadsheet_cell(text)), str(number), spreadsheet_cell(tuple(terms))]
    assert read_csv(render_csv(table)) == [["a", "b", "c"], expected]
    assert read_csv(render_tsv(table), "\t") == [["a", "b", "c"], expected]
    assert str(spreadsheet_cell(text)).removeprefix("'") == text.removeprefix("'")


@given(st.text())
def test_any_text_is_one_row_of_three_fields(text: str):
    table = report_of((text, None, (text,)), columns=COLUMNS).tidy
    for rendered, delimiter in ((render_csv(table), ","), (render_tsv(table), "\t")):
        assert [len(row) for row in read_csv(rendered, delimiter)] == [3, 3]
        rendered.encode("utf-8")
