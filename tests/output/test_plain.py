"""The plain format: one row a line, aligned, nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.bilingual import Language
from coop.output.plain import render_plain
from coop.table import Report
from tests.output.samples import REPORT, TABLE, report_of_text


@pytest.mark.parametrize("language", Language)
def test_golden(golden, language: Language):
    golden(f"plain-{language}.txt", render_plain(REPORT, language=language))


def test_a_heading_then_one_line_a_row_totals_included():
    lines = render_plain(REPORT, language=Language.EN).splitlines()
    assert [line.split()[0] for line in lines] == [
        "Agreement",
        "ha-noi-thanh-hoa-2019",
        "ha-noi-can-tho-2023",
        "seoul-ha-noi",
        "Total",
    ]


def test_a_table_without_rows_is_its_heading():
    empty = replace(TABLE, rows=(), footer_rows=0)
    assert render_plain(Report(empty, (empty,)), language=Language.EN).splitlines()[0].startswith("Agreement")
    assert render_plain(Report(empty, (empty,)), language=Language.EN).count("\n") == 1


def test_tables_are_parted_by_an_empty_line_and_named_where_there_are_several():
    one = render_plain(REPORT, language=Language.EN)
    assert TABLE.title is not None
    titled = f"{TABLE.title.en}\n{one}"
    assert render_plain(Report(TABLE, (TABLE, TABLE)), language=Language.EN) == f"{titled}\n{titled}"


@given(st.text())
def test_no_text_makes_a_second_line_of_its_row(text: str):
    assert render_plain(report_of_text(text), language=Language.EN).count("\n") == 3
