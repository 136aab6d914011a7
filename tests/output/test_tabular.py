"""What tabulate is kept from: numbers stay the text they are, and widths are those of a terminal."""

import pytest

from coop.output.cells import DrawnColumn
from coop.output.tabular import Look, draw_tabular

COLUMNS = (
    DrawnColumn("Name", is_numeric=False, may_wrap=False),
    DrawnColumn("Count", is_numeric=True, may_wrap=False),
)


@pytest.mark.parametrize("look", Look)
@pytest.mark.parametrize("text", ["1.234", "1e5", "007", "1,5", "nan", "True", "None", "-0", "0x10"])
def test_a_text_that_looks_like_a_number_stays_as_it_is(look: Look, text: str):
    drawn = draw_tabular(COLUMNS, [(text, text), ("x", "1")], look=look, headings=("Name", "Count"))
    assert drawn.count(text) == 2


def test_numbers_are_set_right_and_text_left_whatever_they_look_like():
    assert draw_tabular(COLUMNS, [("5", "many"), ("four", "1")], look=Look.PLAIN) == "5     many\nfour     1"


def test_wide_characters_take_two_columns_and_marks_none():
    assert draw_tabular(COLUMNS, [("서울", "1"), ("Huê\u0301", "2")], look=Look.PLAIN) == "서울  1\nHuê\u0301   2"


def test_the_footer_stands_below_a_rule():
    drawn = draw_tabular(COLUMNS, [("a", "1")], look=Look.SIMPLE, headings=("Name", "n"), footer=[("Total", "1")])
    assert [line.split() for line in drawn.splitlines()[2:]] == [["a", "1"], ["------", "---"], ["Total", "1"]]


def test_a_table_of_empty_cells_is_drawn():
    drawn = draw_tabular(COLUMNS, [("", ""), ("", "")], look=Look.PIPE, headings=("", ""))
    assert len(drawn.splitlines()) == 4
