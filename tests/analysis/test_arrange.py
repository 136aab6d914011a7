"""Columns, order and number of rows, in the table for programs and in those for people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.analysis.arrange import Arrangement, arrange_report
from coop.analysis.columns import (
    amount_cells,
    amount_columns,
    integer_column,
    said_column,
    term_column,
    terms_column,
    text_column,
)
from coop.bilingual import Bilingual
from coop.errors import UsageError
from coop.language.quantity import Quantity
from coop.table import Block, Cell, Report, Table

LABEL = Bilingual("label", "nhãn")
NAMES = {"binh-dinh": Bilingual("Bình Định", "Bình Định"), "binh-duong": Bilingual("Bình Dương", "Bình Dương")}
STATUS = {"agreed": Bilingual("agreed", "đã thống nhất"), "signed": Bilingual("signed", "đã ký")}


def make_report(*rows: tuple[Cell, ...], footer: int = 0) -> Report:
    columns = (
        text_column("name", LABEL, ""),
        integer_column("number", LABEL, ""),
        terms_column("ids", LABEL, "", NAMES),
    )
    table = Table("test", columns, rows, footer_rows=footer)
    people = Table("test", columns[:2], tuple(row[:2] for row in rows), footer_rows=footer)
    return Report(table, (people,))


def names(report: Report) -> list[Cell]:
    return [row[0] for row in report.tidy.rows]


def sort(report: Report, *by: str) -> list[Cell]:
    return names(arrange_report(report, Arrangement(sort=by)))


def test_text_sorts_by_the_vietnamese_alphabet() -> None:
    words = ["ban", "bạn", "bán", "bản", "bàn", "bãn", "băn", "bân", "Đà Nẵng", "Dak", "Em"]
    report = make_report(*((word, 1, ()) for word in words))
    assert sort(report, "name") == ["ban", "bàn", "bản", "bãn", "bán", "bạn", "băn", "bân", "Dak", "Đà Nẵng", "Em"]


def test_numbers_sort_by_size_and_a_minus_turns_the_order() -> None:
    report = make_report(("a", 9, ()), ("b", 10, ()), ("c", 0, ()))
    assert sort(report, "number") == ["c", "a", "b"]
    assert sort(report, "-number") == ["b", "a", "c"]


@pytest.mark.parametrize("by", ["number", "-number", "name", "-name", "ids", "-ids"])
def test_what_is_empty_comes_last_either_way(by: str) -> None:
    report = make_report((None, None, ()), ("", None, ()), ("a", 0, ("binh-dinh",)))
    assert sort(report, by)[0] == "a"


def test_several_columns_sort_the_first_named_first_and_ties_keep_their_order() -> None:
    report = make_report(("b", 1, ()), ("a", 2, ()), ("c", 1, ()), ("a", 1, ()))
    assert sort(report, "number", "-name") == ["c", "b", "a", "a"]
    assert sort(report, "number") == ["b", "c", "a", "a"]


def test_localities_sort_by_name_and_codes_as_they_are() -> None:
    report = make_report(("x", 1, ("binh-dinh",)), ("y", 1, ("binh-duong",)))
    assert sort(report, "ids") == ["y", "x"]
    table = Table("t", (term_column("status", LABEL, "", STATUS),), (("signed",), ("agreed",)))
    assert sort(Report(table, (table,)), "status") == ["agreed", "signed"]


def test_a_range_sorts_by_its_high_end() -> None:
    quantities = [Quantity(5, 5, "VND"), Quantity(1, 9, "VND"), None, Quantity(7, 7, "VND")]
    columns = (text_column("name", LABEL, ""), *amount_columns(LABEL))
    rows = tuple((name, *amount_cells(quantity)) for name, quantity in zip("abcd", quantities, strict=True))
    table = Table("t", columns, rows)
    assert sort(Report(table, (table,)), "-amount") == ["b", "d", "a", "c"]


def test_a_limit_keeps_the_totals_and_says_how_many_more_there_are() -> None:
    rows = tuple((f"r{n}", n, ()) for n in range(1_200))
    report = arrange_report(make_report(*rows, ("total", 9, ()), footer=1), Arrangement(limit=2))
    assert names(report) == ["r0", "r1", "total"]
    assert report.reading[0].rows[-1][0] == "total"
    assert report.reading[0].notes == (Bilingual("… 1,198 more rows", "… còn 1.198 dòng nữa"),)


@pytest.mark.parametrize(
    ("limit", "note"), [(2, "… 1 more row"), (0, "… 3 more rows"), (3, None), (99, None), (None, None)]
)
def test_a_limit_says_only_what_is_true(limit: int | None, note: str | None) -> None:
    report = arrange_report(make_report(*((c, 1, ()) for c in "abc")), Arrangement(limit=limit))
    assert [each.en for each in report.tidy.notes] == ([note] if note else [])


def test_the_limit_comes_after_the_order() -> None:
    report = make_report(("a", 1, ()), ("b", 3, ()), ("c", 2, ()))
    assert names(arrange_report(report, Arrangement(sort=("-number",), limit=1))) == ["b"]


def make_blocks() -> Report:
    rows = (("a", 1, ()), ("b", 3, ()), ("total", 2, ()), ("c", 5, ()), ("d", 4, ()), ("e", 6, ()))
    table = Table("test", make_report().tidy.columns, rows, blocks=(Block(2, 1), Block(3, 0)))
    return Report(table, (table,))


def test_fixed_rows_stay_below_the_free_ones_of_their_block() -> None:
    assert sort(make_blocks(), "-number") == ["b", "a", "total", "e", "c", "d"]
    assert sort(make_blocks(), "-name") == ["b", "a", "total", "e", "d", "c"]


def test_a_limit_is_one_of_each_block_and_spares_the_fixed_rows() -> None:
    report = arrange_report(make_blocks(), Arrangement(sort=("-number",), limit=1))
    assert names(report) == ["b", "total", "e"]
    assert report.tidy.notes == (Bilingual("… 3 more rows", "… còn 3 dòng nữa"),)
    assert names(arrange_report(report, Arrangement(sort=("-number",), limit=0))) == ["total"]


def test_texts_in_both_languages_sort_and_empty_ones_come_last() -> None:
    cells: list[Cell] = [Bilingual("b", "1"), None, Bilingual("a", "2")]
    table = Table("t", (said_column("text", LABEL, ""),), tuple((cell,) for cell in cells))
    assert sort(Report(table, (table,)), "text") == [cells[2], cells[0], None]
    assert sort(Report(table, (table,)), "-text") == [cells[0], cells[2], None]


def test_columns_come_in_the_order_asked_for_and_people_read_them_too() -> None:
    report = arrange_report(make_report(("a", 1, ())), Arrangement(columns=("number", "name"), sort=("ids",)))
    assert report.tidy.rows == ((1, "a"),)
    assert report.reading[0].rows == ((1, "a"),)


def test_people_who_sort_by_what_only_programs_get_read_the_table_of_programs() -> None:
    report = make_report(("a", 1, ("binh-dinh",)), ("b", 2, ("binh-duong",)))
    arranged = arrange_report(report, Arrangement(sort=("ids",)))
    assert arranged.reading == (arranged.tidy,)
    assert names(arranged) == ["b", "a"]


@pytest.mark.parametrize("wanted", [Arrangement(columns=("nonsense",)), Arrangement(sort=("-nonsense",))])
def test_an_unknown_column_names_those_there_are(wanted: Arrangement) -> None:
    with pytest.raises(UsageError) as caught:
        arrange_report(make_report(("a", 1, ())), wanted)
    assert caught.value.hint is not None
    for hint in caught.value.hint:
        assert "name, number, ids" in hint


@given(
    st.lists(st.tuples(st.none() | st.text(), st.none() | st.integers(), st.lists(st.text()).map(tuple))),
    st.lists(st.sampled_from(("name", "-name", "number", "-number", "ids", "-ids")), max_size=3),
)
def test_sorting_any_text_loses_no_row(rows: list[tuple[Cell, ...]], by: list[str]) -> None:
    found = arrange_report(make_report(*rows), Arrangement(sort=tuple(by)))
    assert sorted(map(repr, found.tidy.rows)) == sorted(map(repr, rows))


def dong(amount: int | None) -> Quantity | None:
    return None if amount is None else Quantity(amount, amount, "VND")


CROSS = Table(
    "cross",
    (
        text_column("province", LABEL, "d"),
        *amount_columns(LABEL, "a_"),
        *amount_columns(LABEL, "b_"),
    ),
    tuple(
        (name, *amount_cells(dong(one)), *amount_cells(dong(other)))
        for name, one, other in (("x", 1, 5), ("y", None, None), ("z", 7, None), ("total", 8, 5))
    ),
    footer_rows=1,
    sort_as={"amount": ("a_amount", "b_amount"), "name": ("province",)},
)
TIDY_CROSS = Table(
    "tidy",
    (
        text_column("province", LABEL, "d"), text_column("year", LABEL, "d"), *amount_columns(LABEL),
        text_column("name", LABEL, "d"),
    ),
    tuple(
        (province, year, *amount_cells(dong(amount)), province)
        for province, year, amount in (
            ("x", "2019", 1), ("x", "2020", 5), ("y", "2020", None),
            ("x", None, 6), ("y", None, None), (None, "2019", 1), (None, "2020", 5), (None, None, 6),
        )
    ),
    blocks=(Block(3, 5),),
    axes=("province", "year"),
)  # fmt: skip
OTHER = Table("other", (text_column("province", LABEL, "d"),), (("b",), ("a",)))


def first_cells(table: Table) -> list[Cell]:
    return [row[0] for row in table.rows]


def test_people_sort_a_cross_tab_by_the_greatest_of_what_tells_the_same() -> None:
    report = Report(TIDY_CROSS, (CROSS, OTHER))
    cross, other = arrange_report(report, Arrangement(sort=("-amount",), limit=2)).reading
    assert first_cells(cross) == ["z", "x", "total"]
    assert first_cells(other) == ["b", "a"]  # it has no amounts, and stays as it was
    cross, other = arrange_report(report, Arrangement(sort=("-name",))).reading[:2]
    assert first_cells(cross) == ["z", "y", "x", "total"]


def test_where_no_table_for_people_can_be_sorted_so_they_read_that_of_programs() -> None:
    (table,) = arrange_report(Report(TIDY_CROSS, (OTHER, CROSS)), Arrangement(sort=("year",))).reading
    assert table.name == "tidy"


def test_a_limit_takes_the_totals_of_rows_and_columns_of_which_it_keeps_no_cell() -> None:
    tidy = arrange_report(Report(TIDY_CROSS, (CROSS,)), Arrangement(sort=("-amount",), limit=1)).tidy
    assert [row[:2] for row in tidy.rows] == [("x", "2020"), ("x", None), (None, "2020"), (None, None)]
    assert tidy.blocks == (Block(1, 3),)
    assert tidy.notes == (Bilingual("… 4 more rows", "… còn 4 dòng nữa"),)
    whole = arrange_report(Report(TIDY_CROSS, (CROSS,)), Arrangement(sort=("-amount",), limit=3)).tidy
    assert len(whole.rows) == 8


def test_people_read_no_line_of_the_columns_asked_for_with_nothing_in_it() -> None:
    report = arrange_report(Report(TIDY_CROSS, (CROSS,)), Arrangement(columns=("amount",)))
    assert [row[0] for row in report.reading[0].rows] == [1, 5, 6, 1, 5, 6]
    assert len(report.tidy.rows) == 8
    names = arrange_report(Report(TIDY_CROSS, (CROSS,)), Arrangement(columns=("amount", "province")))
    assert [row[1] for row in names.reading[0].rows] == ["x", "x", "y", "x", "y", None, None, None]
