"""What people see in a cell, and that nothing in it can break a line or steer a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.bilingual import Bilingual, Language
from coop.output.cells import DrawnTable, build_drawing, clean_text, raw_cell
from coop.table import Cell, ColumnType, Table
from tests.output.samples import AMOUNT_COLUMNS, TABLE, TERMS, make_column

BILLION = 10**9


def draw_amount(
    amount: Cell,
    unit: Cell = "VND",
    qualifier: Cell = None,
    ends: tuple[Cell, Cell] = (None, None),
    *,
    language: Language = Language.EN,
) -> str:
    table = Table("t", AMOUNT_COLUMNS, ((amount, unit, qualifier, *ends),))
    return build_drawing(table, language).body[0][0]


def headings(drawing: DrawnTable) -> list[str]:
    return [column.heading for column in drawing.columns]


def test_an_amount_is_drawn_with_its_unit_and_qualifier_in_the_language():
    assert draw_amount(45500 * BILLION, "VND", "about") == "≈ 45,500 tỷ"
    assert draw_amount(45500 * BILLION, "VND", "about", language=Language.VI) == "≈ 45.500 tỷ"
    assert draw_amount(33600 * BILLION, "VND", "over") == "> 33,600 tỷ"
    assert draw_amount(30 * BILLION, "VND", "exact") == "30 tỷ"


def test_an_amount_of_a_count_bears_its_noun():
    assert draw_amount(1065, "dự án", "at-least") == "≥ 1,065 dự án"


def test_a_range_is_drawn_from_its_ends():
    assert draw_amount(None, ends=(500 * BILLION, 700 * BILLION)) == "500–700 tỷ"
    assert draw_amount(None, "VND", "about", (500 * BILLION, 700 * BILLION)) == "≈ 500–700 tỷ"


def test_one_known_end_is_drawn_alone():
    assert draw_amount(None, "VND", "at-most", (None, 700 * BILLION)) == "≤ 700 tỷ"


def test_an_unknown_amount_is_an_empty_cell_whatever_its_companions_say():
    assert draw_amount(None, "VND", "about") == ""


def test_zero_is_no_empty_cell():
    assert draw_amount(0).startswith("0")
    table = Table("t", (make_column("n", ColumnType.INTEGER),), ((0,),))
    assert build_drawing(table, Language.EN).body == (("0",),)


def test_a_negative_difference_is_shown_whole_and_with_its_unit():
    assert draw_amount(-4500, "VND") == "-4,500 VND"


def test_an_unknown_qualifier_is_shown_rather_than_dropped():
    assert draw_amount(4500, "VND", "perhaps") == "perhaps 4,500 VND"


def test_an_amount_without_a_unit_is_a_bare_number():
    assert draw_amount(4500, None, "about") == "≈ 4,500"


def test_a_word_in_place_of_an_amount_is_kept():
    assert draw_amount("(mixed)") == "(mixed)"


def test_an_amount_whose_companions_were_not_selected_is_a_bare_number():
    table = Table("t", AMOUNT_COLUMNS, ((4500, "VND", "about", None, None),)).select_columns(["amount"])
    assert build_drawing(table, Language.EN).body == (("4,500",),)


def test_companions_of_a_shown_amount_are_no_columns():
    assert headings(build_drawing(TABLE, Language.EN)) == [
        "Agreement",
        "Title",
        "Date",
        "Parties",
        "Points",
        "Registered",
    ]


def test_a_companion_asked_for_without_its_amount_is_a_column():
    drawing = build_drawing(TABLE.select_columns(["id", "currency"]), Language.VI)
    assert headings(drawing) == ["Thỏa thuận", "CURRENCY"]
    assert drawing.body[0] == ("ha-noi-thanh-hoa-2019", "VND")


def test_terms_are_drawn_by_their_names_and_unknown_ones_as_they_are():
    columns = (make_column("one", ColumnType.TERM, terms=TERMS), make_column("all", ColumnType.TERMS, terms=TERMS))
    table = Table("t", columns, (("signed", ("can-tho", "ha-tay")), ("(shared)", ())))
    assert build_drawing(table, Language.VI).body == (("đã ký", "Cần Thơ, ha-tay"), ("(shared)", ""))


def test_only_counts_get_separators_not_a_year_in_a_column_of_text():
    columns = (make_column("year"), make_column("count", ColumnType.INTEGER))
    drawing = build_drawing(Table("t", columns, ((2019, 2019),)), Language.VI)
    assert drawing.body == (("2019", "2.019"),)
    assert [column.is_numeric for column in drawing.columns] == [False, True]


def test_footer_rows_stand_apart():
    drawing = build_drawing(TABLE, Language.EN)
    assert [row[0] for row in drawing.body] == ["ha-noi-thanh-hoa-2019", "ha-noi-can-tho-2023", "seoul-ha-noi"]
    assert [row[0] for row in drawing.footer] == ["Total"]


@pytest.mark.parametrize(("footer_rows", "expected"), [(0, 0), (1, 1), (2, 2), (7, 2)])
def test_footer_rows_are_never_more_than_the_rows(footer_rows: int, expected: int):
    table = Table("t", (make_column("a"),), (("x",), ("y",)), footer_rows=footer_rows)
    drawing = build_drawing(table, Language.EN)
    assert (len(drawing.body), len(drawing.footer)) == (2 - expected, expected)


def test_title_notes_and_headings_are_in_the_language():
    drawing = build_drawing(TABLE, Language.VI)
    assert drawing.title == "Các thỏa thuận của Hà Nội"
    assert drawing.notes[0].startswith("3 trên 3")
    assert drawing.columns[0].heading == "Thỏa thuận"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("a\x9b31mb", "a\ufffd31mb"),
        ("a\x00b\x7f", "a\ufffdb\ufffd"),
        ("a\r\n\tb\u2028c\x85d", "a b c d"),
        ("  a   b ", "a b"),
        ("a\u202eb\u2066c\u061c", "a\ufffdb\ufffdc\ufffd"),
        ("a\ud800b", "a\ufffdb"),
        ("45.500\u00a0tỷ", "45.500\u00a0tỷ"),
        (unicodedata.normalize("NFD", "Hà Nội"), "Hà Nội"),
    ],
)
def test_a_cell_is_one_harmless_line(text: str, expected: str):
    assert clean_text(text) == expected


@given(st.text(st.characters()))
def test_no_text_brings_a_control_character_into_a_drawing(text: str):
    table = Table("t", (make_column("a"),), ((text,),), title=Bilingual(text, text), notes=(Bilingual(text, text),))
    drawing = build_drawing(table, Language.EN)
    for drawn in (drawing.title, drawing.notes[0], drawing.body[0][0]):
        assert drawn is not None
        assert not {unicodedata.category(character) for character in drawn} & {"Cc", "Cs", "Zl", "Zp"}
        drawn.encode("utf-8")


def test_a_raw_cell_is_the_value_itself_but_for_what_utf_8_cannot_hold():
    assert raw_cell(10**30) == 10**30
    assert raw_cell(None) is None
    assert raw_cell(("a", "b")) == ["a", "b"]
    assert raw_cell("a\x1b\ud800") == "a\x1b\ufffd"


def test_amounts_selected_for_reading_keep_their_companions():
    drawing = build_drawing(TABLE.select_reading_columns(["amount", "id"]), Language.EN)
    assert headings(drawing) == ["Registered", "Agreement"]
    assert drawing.body[0] == ("≈ 45,500 tỷ", "ha-noi-thanh-hoa-2019")


def test_a_currency_without_known_scale_words_is_shown_as_it_is():
    assert draw_amount(4500, "XYZ", "about") == "≈ 4,500 XYZ"


def test_a_range_that_runs_backwards_is_shown_as_stated():
    assert draw_amount(None, "VND", None, (700, 500)) == "700–500 VND"


def test_a_noun_that_is_none_is_shown_without_controls():
    assert draw_amount(5, "a\x1b  b") == "5 a\ufffd b"


def test_an_amount_column_without_companions_holds_bare_numbers():
    table = Table("t", (make_column("a", ColumnType.AMOUNT),), ((45_500,), (None,)))
    assert build_drawing(table, Language.VI).body == (("45.500",), ("",))


def test_a_share_is_drawn_in_percent_with_the_separators_of_the_language():
    column = make_column("share", ColumnType.SHARE)
    table = Table("t", (column,), ((575,), (1000,), (0,), (11_034,), (-5,), (None,)))
    drawing = build_drawing(table, Language.EN)
    assert [row[0] for row in drawing.body] == ["57.5%", "100.0%", "0.0%", "1,103.4%", "-0.5%", ""]
    assert build_drawing(table, Language.VI).body[0] == ("57,5%",)
    assert drawing.columns[0].is_numeric
