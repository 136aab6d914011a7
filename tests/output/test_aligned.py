"""Aligned text: as tabulate draws it, without tabulate."""

import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tabulate import SEPARATING_LINE, tabulate
from wcwidth import wcwidth

from coop.output import aligned
from coop.output.aligned import draw_aligned
from coop.output.cells import DrawnColumn, clean_text

COLUMNS = (
    DrawnColumn("Name", is_numeric=False, may_wrap=False),
    DrawnColumn("Count", is_numeric=True, may_wrap=False),
)
VIETNAMESE = st.text("aáạăằđệơưỳ ĐỒNGTỷ.,–≈1")
TEXTS = st.one_of(VIETNAMESE, st.text(), st.sampled_from(["서울", "Huê\u0301", "👩\u200d🌾", "\u00a0x\u00a0"]))
CELLS = TEXTS.map(clean_text)


def draw(*arguments: Any, **others: Any) -> str:
    """The whole table, without its last line end."""
    return "".join(draw_aligned(*arguments, **others)).removesuffix("\n")


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[DrawnColumn, ...], list[list[str]], list[str], list[list[str]]]:
    columns = tuple(
        DrawnColumn(draw(CELLS), is_numeric=draw(st.booleans()), may_wrap=False) for _ in range(draw(st.integers(1, 4)))
    )
    row = st.lists(CELLS, min_size=len(columns), max_size=len(columns))
    headings = [column.heading for column in columns] if draw(st.booleans()) else []
    return columns, draw(st.lists(row, min_size=1, max_size=4)), headings, draw(st.lists(row, max_size=2))


@given(tables())
def test_it_looks_as_tabulate_draws_it(
    table: tuple[tuple[DrawnColumn, ...], list[list[str]], list[str], list[list[str]]],
) -> None:
    columns, rows, headings, footer = table
    below = [SEPARATING_LINE, *footer] if footer else []
    assert draw(columns, rows, headings=headings, footer=footer) == tabulate(
        [*rows, *below],
        headers=headings,
        tablefmt="simple" if headings else "plain",
        colalign=["right" if column.is_numeric else "left" for column in columns],
        disable_numparse=True,
    )


def test_each_character_that_is_not_measured_takes_one_column() -> None:
    single = [chr(code) for code in range(sys.maxunicode + 1) if aligned._SINGLE.fullmatch(chr(code))]
    assert {"a", "ệ", "ư", "Đ", "≈", "–"} <= set(single)
    assert {wcwidth(character) for character in single} == {1}


def test_numbers_are_set_right_and_text_left_whatever_they_look_like() -> None:
    assert draw(COLUMNS, [("5", "many"), ("four", "1")]) == "5     many\nfour     1"


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert draw(COLUMNS, [("서울", "1"), ("Huê\u0301", "2")]) == "서울  1\nHuê\u0301   2"


def test_the_footer_stands_below_a_rule() -> None:
    drawn = draw(COLUMNS, [("a", "1")], headings=("Name", "n"), footer=[("Total", "1")])
    assert [line.split() for line in drawn.splitlines()[2:]] == [["a", "1"], ["------", "---"], ["Total", "1"]]


@pytest.mark.parametrize("text", ["1.234", "1e5", "007", "1,5", "nan", "True", "None", "-0", "0x10"])
def test_a_text_that_looks_like_a_number_stays_as_it_is(text: str) -> None:
    assert draw(COLUMNS, [(text, text), ("x", "1")]).count(text) == 2


def test_rows_come_part_by_part_and_are_as_wide_as_the_widest_of_all() -> None:
    rows = [(f"row {number}", str(number)) for number in range(10_000)]
    parts = list(draw_aligned(COLUMNS, rows, headings=("Name", "Count"), footer=[("all", "10000")]))
    assert len(parts) > 10
    assert all(part.endswith("\n") for part in parts)
    lines = "".join(parts).splitlines()
    assert len(lines) == 10_004
    assert {len(line) for line in lines} == {len("row 9999  ") + len("Count") + 2}
