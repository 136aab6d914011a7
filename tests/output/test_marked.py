"""Marked stretches of a text, as each format shows them, and that no data can feign one."""

import json
import re
from html import unescape

import pytest

from coop.bilingual import Language
from coop.output.formats import FORMATS, render_report
from coop.output.terminal import render_terminal
from coop.table import ColumnType, Marked, Report, Table
from tests.output.samples import make_column

COLUMN = make_column("found", ColumnType.MARKED, may_wrap=True)
CAN_THO = Marked("Hà Nội & Cần Thơ", ((9, 16),))


def report_of(cell: Marked | str) -> Report:
    table = Table("t", (COLUMN,), ((cell,),))
    return Report(table, (table,))


def render(name: str, cell: Marked | str = CAN_THO) -> str:
    text = render_report(report_of(cell), name, language=Language.EN)
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("name", ["table", "plain", "csv", "tsv", "json", "jsonl", "yaml"])
def test_quotation_marks_stand_where_there_is_no_look(name: str) -> None:
    assert "Hà Nội & «Cần Thơ»" in render(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("markdown", "Hà Nội &amp; **Cần Thơ**"),
        ("html", "Hà Nội &amp; <mark>Cần Thơ</mark>"),
        ("latex", "Hà Nội \\& \\textbf{Cần Thơ}"),
    ],
)
def test_formats_with_a_look_use_it(name: str, expected: str) -> None:
    assert expected in render(name)


def test_a_terminal_with_colour_shows_it_bold() -> None:
    drawn = render_terminal(report_of(CAN_THO), language=Language.EN, width=40, colour=True)
    assert "Hà Nội & \x1b[1mCần Thơ\x1b[0m" in drawn
    assert "«" not in drawn
    assert "«Cần Thơ»" in render_terminal(report_of(CAN_THO), language=Language.EN, width=40, colour=False)


def test_a_stretch_that_folds_is_bold_on_both_lines() -> None:
    drawn = render_terminal(report_of(Marked("alpha beta", ((0, 10),))), language=Language.EN, width=8, colour=True)
    assert re.findall("\x1b\\[1m(alpha|beta)\x1b\\[0m", drawn) == ["alpha", "beta"]


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if not each.is_binary])
def test_nothing_is_marked_without_a_mark(name: str) -> None:
    assert render(name, Marked("alpha", ())) == render(name, "alpha")


def test_signs_in_the_data_mark_nothing() -> None:
    feigned = "\ufdd1alpha\ufdd2 \ufdd0"
    for cell in (feigned, Marked(feigned, ())):
        drawn = render_terminal(report_of(cell), language=Language.EN, width=40, colour=True)
        assert "\ufffdalpha\ufffd \ufffd" in drawn
        assert "<mark>" not in render("html", cell)
        assert "**" not in render("markdown", cell)
        assert "textbf{alpha" not in render("latex", cell)


def test_what_is_marked_is_escaped_and_cleaned_like_any_text() -> None:
    cell = Marked("a|<b>\x1b[1m\u202e\n c", ((1, 5),))
    assert "a**\\|&lt;b&gt;**" in render("markdown", cell)
    assert "a<mark>|&lt;b&gt;</mark>" in render("html", cell)
    drawn = render("table", cell)
    assert "a«|<b>»\ufffd[1m\ufffd c" in drawn
    assert "\x1b" not in unescape(render("html", cell))


def test_spaces_at_the_ends_are_left_out() -> None:
    assert "\n«a»\n" in render("plain", Marked(" a ", ((1, 2),)))


def test_programs_read_lone_surrogates_as_replaced() -> None:
    assert json.loads(render("json", Marked("a\ud800", ((0, 1),)))) == [{"found": "«a»\ufffd"}]
