"""The markdown format, read by a parser of GitHub tables."""

import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coop.bilingual import Bilingual, Language
from coop.output.cells import build_drawing
from coop.output.markdown import render_markdown
from coop.table import Report
from tests.output.samples import REPORT, TABLE, make_column, report_of, report_of_text

CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)


def read_html(text: str) -> str:
    return str(MarkdownIt("commonmark").enable("table").render(text))


def read_cells(text: str) -> list[list[str]]:
    return [[unescape(cell) for cell in CELL.findall(row)] for row in ROW.findall(read_html(text))]


@pytest.mark.parametrize("language", Language)
def test_golden(golden, language: Language):
    golden(f"agreements-{language}.md", render_markdown(REPORT, language=language))


def test_a_parser_finds_the_cells_that_people_see():
    drawing = build_drawing(TABLE, Language.VI)
    cells = read_cells(render_markdown(REPORT, language=Language.VI))
    assert cells[0] == [column.heading for column in drawing.columns]
    assert cells[1:-1] == [list(row) for row in drawing.body]


def test_totals_are_bold_and_their_empty_cells_empty():
    total = read_cells(render_markdown(REPORT, language=Language.EN))[-1]
    assert total == ["<strong>Total</strong>", "", "", "", "<strong>1,246</strong>", "<strong>≈ 79,100 tỷ</strong>"]


def test_numbers_are_set_right():
    assert read_html(render_markdown(REPORT, language=Language.EN)).count('<th style="text-align:right">') == 2


def test_the_title_is_a_heading_and_the_note_a_paragraph():
    html = read_html(render_markdown(REPORT, language=Language.EN))
    assert "<h2>Agreements of Hà Nội</h2>" in html
    assert "<p>3 of 3 agreements state" in html


def test_a_table_without_rows_says_so():
    empty = replace(TABLE, rows=(), footer_rows=0)
    assert read_cells(render_markdown(Report(empty, (empty,)), language=Language.EN))[1] == ["(none)", *[""] * 5]


@pytest.mark.parametrize(
    "note", ["1. one", "12) twelve", "- dash", "+ plus", "# no heading", "> quote", "=== rule", "---"]
)
def test_a_note_never_starts_a_block(note: str):
    table = replace(TABLE, rows=(), columns=(), title=None, notes=(Bilingual(note, note),))
    html = read_html(render_markdown(Report(table, (table,)), language=Language.EN))
    assert unescape(html) == f"<p>{note}</p>\n"


@pytest.mark.parametrize(
    "text", ["a|b", "a\\|b", "\\", "`a|b`", "<b>x</b>", "&lt;", "[x](y)", "![x](y)", "*a*", "_a_", "~~a~~", "$a$", "**"]
)
def test_markup_in_a_cell_is_text(text: str):
    rendered = render_markdown(
        report_of((text, "z"), columns=(make_column("a"), make_column("b"))), language=Language.EN
    )
    assert read_cells(rendered)[1] == [text, "z"]


@given(st.text())
def test_any_text_comes_out_of_the_parser_as_it_went_in(text: str):
    drawing = build_drawing(report_of_text(text).reading[0], Language.EN)
    cells = read_cells(render_markdown(report_of_text(text), language=Language.EN))
    assert [cell.strip() for cell in cells[1]] == [cell.strip() for cell in drawing.body[0]]
    assert len(cells) == 3
