"""What tabulate is kept from: numbers stay the text they are."""

import pytest

from coop.output.cells import DrawnColumn
from coop.output.tabular import draw_tabular

COLUMNS = (
    DrawnColumn("Name", is_numeric=False, may_wrap=False),
    DrawnColumn("Count", is_numeric=True, may_wrap=False),
)


@pytest.mark.parametrize("text", ["1.234", "1e5", "007", "1,5", "nan", "True", "None", "-0", "0x10"])
def test_a_text_that_looks_like_a_number_stays_as_it_is(text: str):
    drawn = draw_tabular(COLUMNS, [(text, text), ("x", "1")], headings=("Name", "Count"))
    assert drawn.count(text) == 2


def test_a_table_of_empty_cells_is_drawn():
    drawn = draw_tabular(COLUMNS, [("", ""), ("", "")], headings=("", ""))
    assert len(drawn.splitlines()) == 4
