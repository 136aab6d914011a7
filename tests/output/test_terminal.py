"""The table format: what fits where, what gives way first, and what a terminal gets to see."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from coop.bilingual import Bilingual, Language
from coop.language.text import display_width
from coop.output.cells import build_drawing
from coop.output.terminal import render_terminal
from coop.table import Column, ColumnType, Report, Table
from tests.output.samples import REPORT, ROWS, TABLE, make_column, report_of, report_of_text

ESCAPE = re.compile("\x1b\\[[0-9;]*m")


def draw(report: Report, width: int | None, *, language: Language = Language.EN, colour: bool = False) -> str:
    return render_terminal(report, language=language, width=width, colour=colour)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [None, 120, 80, 40])
def test_golden(golden, language: Language, width: int | None):
    golden(f"table-{language}-{width or 'unlimited'}.txt", draw(REPORT, width, language=language))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [80, 40])
def test_golden_with_colour(golden, language: Language, width: int):
    golden(f"table-{language}-{width}-colour.txt", draw(REPORT, width, language=language, colour=True))


@pytest.mark.parametrize("width", [100, 80, 60, 40, 20])
def test_colour_changes_nothing_but_the_look(width: int):
    coloured = draw(REPORT, width, colour=True)
    assert coloured != draw(REPORT, width)
    assert ESCAPE.sub("", coloured) == draw(REPORT, width)


def test_headings_and_totals_are_bold_and_rules_dim():
    lines = draw(REPORT, 120, colour=True).splitlines()
    assert [line[:4] for line in lines if line.startswith("\x1b")] == [
        "\x1b[1m",
        "\x1b[1m",
        "\x1b[2m",
        "\x1b[2m",
        "\x1b[1m",
    ]
    assert ["\x1b[1m≈ 79,100 tỷ\x1b[0m" in line for line in lines].count(True) == 1


def test_no_space_between_cells_or_at_an_end_has_a_look():
    coloured = draw(REPORT, 80, colour=True)
    assert not re.search("\x1b\\[[12]m *\x1b\\[0m", coloured)
    assert not re.search(" (\x1b\\[0m)?$", coloured, re.MULTILINE)


def test_a_pipe_gets_no_colour():
    assert draw(REPORT, None, colour=True) == draw(REPORT, None)


def test_neither_colour_nor_width_hangs_on_the_environment(monkeypatch: pytest.MonkeyPatch):
    expected = draw(REPORT, 80, colour=True)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "30")
    assert draw(REPORT, 80, colour=True) == expected


def test_prose_gives_way_before_anything_else():
    lines = draw(REPORT, 110).splitlines()
    assert lines[4].startswith("ha-noi-thanh-hoa-2019  Hợp tác, phát triển Hà Nội")
    assert any("Hà Nội, Thanh Hóa  " in line for line in lines)


def test_ids_and_amounts_are_whole_wherever_a_table_is_40_columns_wide():
    text = draw(REPORT, 40)
    for whole in ("ha-noi-thanh-hoa-2019", "ha-noi-can-tho-2023", "≈ 45,500 tỷ", "> 33,600 tỷ", "500–700 tỷ"):
        assert whole in text


def test_a_small_table_stays_a_table_at_40_columns():
    small = TABLE.select_columns(["date", "points", "parties"])
    lines = draw(Report(small, (small,)), 40).splitlines()
    assert lines[2].split() == ["Date", "Points", "Parties"]


def test_what_fits_is_not_folded_and_not_stretched():
    assert draw(REPORT, 1000) == draw(REPORT, 120)
    assert "Hợp tác, phát triển Hà Nội – Thanh Hóa  2019-11-16  Hà Nội, Thanh Hóa  " in draw(REPORT, 1000)


def test_columns_are_aligned_by_display_width():
    lines = draw(REPORT, None).splitlines()
    korean = next(line for line in lines if "서울" in line)
    latin = next(line for line in lines if "45,500" in line)
    assert display_width(korean[: korean.index("2024")]) == display_width(latin[: latin.index("2019-11")])


def test_an_nfd_name_takes_the_room_of_its_nfc_form():
    rows = (("Hà Nội", 1), ("Hà Nội", 2))
    columns = (make_column("name"), make_column("count"))
    lines = draw(report_of(*rows, columns=columns), None).splitlines()
    assert lines[2].replace("1", "2") == lines[3]


def test_totals_stand_below_a_rule_and_notes_below_the_table():
    lines = draw(REPORT, None).splitlines()
    total = next(number for number, line in enumerate(lines) if line.startswith("Total"))
    assert set(lines[total - 1]) == {"-", " "}
    assert lines[total + 1] == ""
    assert lines[total + 2].startswith("3 of 3 agreements")


@pytest.mark.parametrize("width", [None, 80, 20])
def test_a_table_without_rows_says_so(width: int | None):
    empty = replace(TABLE, rows=(), footer_rows=0)
    assert "(none)\n" in draw(Report(empty, (empty,)), width)
    assert "(không có)\n" in draw(Report(empty, (empty,)), width, language=Language.VI)


@pytest.mark.parametrize("width", [None, 80])
def test_a_table_without_columns_keeps_its_title_and_notes(width: int | None):
    bare = Table("t", (), (), title=Bilingual("Title", "Tên"), notes=(Bilingual("note", "ghi chú"),))
    assert draw(Report(bare, (bare,)), width) == "Title\n\n\nnote\n"


def test_nothing_to_read_is_no_line():
    assert draw(Report(TABLE, ()), 80) == ""


def test_several_tables_are_parted_by_an_empty_line():
    both = draw(Report(TABLE, (TABLE, TABLE)), 80)
    one = draw(REPORT, 80)
    assert both == f"{one}\n{one}"


@pytest.mark.parametrize("width", [-5, 0, 1, 7])
def test_an_absurd_width_is_taken_for_the_least_that_can_be_drawn(width: int):
    assert draw(REPORT, width) == draw(REPORT, 8)


@pytest.mark.parametrize(("width", "imported"), [(None, "wcwidth"), (80, "rich")])
def test_only_the_library_that_draws_is_imported(width: int | None, imported: str):
    program = (
        "import sys; from coop.output.formats import render_report; from tests.output.samples import REPORT;"
        f"from coop.bilingual import Language; render_report(REPORT, 'table', language=Language.VI, width={width});"
        "print(*{'rich', 'tabulate', 'wcwidth', 'pandas', 'openpyxl', 'yaml', 'pyarrow'} & set(sys.modules))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", f"{imported}\n")


@given(st.text(), st.integers(8, 200))
def test_no_text_makes_a_line_too_wide_or_reaches_the_terminal_as_a_control(text: str, width: int):
    drawn = draw(report_of_text(text), width)
    for line in drawn.split("\n"):
        assert cell_len(line) <= width
        assert line == line.rstrip(" ")
        assert not any(character < " " or "\x7f" <= character <= "\x9f" for character in line)


@given(st.text(), st.integers(8, 200))
def test_no_width_loses_a_character_of_a_cell(text: str, width: int):
    drawn = "".join(draw(report_of_text(text), width).split())
    drawing = build_drawing(report_of_text(text).reading[0], Language.EN)
    for cells in zip(*drawing.body, *drawing.footer, strict=True):
        for character in set("".join("".join(cells).split())):
            assert drawn.count(character) >= "".join(cells).count(character)


@given(st.text(min_size=1), st.integers(8, 60))
def test_colour_is_only_ever_the_program_s_own(text: str, width: int):
    coloured = draw(report_of_text(text), width, colour=True)
    assert ESCAPE.sub("", coloured) == draw(report_of_text(text), width)


def test_ids_and_numbers_are_whole_as_long_as_the_terminal_holds_the_widest():
    columns = (
        make_column("id"),
        make_column("title", may_wrap=True),
        make_column("who"),
        make_column("n", ColumnType.INTEGER),
    )
    rows = (
        ("ha-noi-thanh-hoa-2019", "Hợp tác phát triển toàn diện giữa hai địa phương", "Hà Nội, Thanh Hóa", 10**15),
        ("(chưa có mã số)", "Biên bản", "thanh-pho-ho-chi-minh và Cần Thơ", -1),
    )
    for width in range(25, 130):
        text = draw(report_of(*rows, columns=columns), width)
        for whole in ("ha-noi-thanh-hoa-2019", "1,000,000,000,000,000", "thanh-pho-ho-chi-minh", "Thanh", "triển"):
            assert whole in text, width


def test_names_fold_before_the_table_is_given_up_and_prose_stays_readable():
    for width in range(8, 130):
        lines = draw(REPORT, width).splitlines()
        heading = next((line for line in lines if line.startswith("Agreement  ")), None)
        if heading is not None:
            assert heading.index("Date") - heading.index("Title") >= 12, width
    assert "Agreement  " in draw(REPORT, 80)
    assert "Agreement  " not in draw(REPORT, 76)


def test_a_long_heading_folds_before_a_name_does():
    label = Bilingual("Registered investment of all", "Vốn đăng ký")
    columns = (make_column("who"), make_column("n", ColumnType.INTEGER, label=label))
    lines = draw(report_of(("Hà Nội, Thanh Hóa", 5), columns=columns), 31).splitlines()
    assert [line.split() for line in lines[:3]] == [["Registered"], ["investment"], ["Who", "of", "all"]]
    assert "Hà Nội, Thanh Hóa" in lines[-1]


def test_a_no_break_space_keeps_a_number_and_its_unit_on_one_line():
    text = "khoảng 45.500\u00a0tỷ đồng"
    columns = (make_column("text", may_wrap=True),)
    lines = draw(report_of((text,), columns=columns), 15).splitlines()
    assert [line for line in lines if "45" in line] == ["45.500\u00a0tỷ đồng"]


def test_markup_and_emoji_names_of_rich_are_text():
    columns = (make_column("text", may_wrap=True),)
    assert "[bold]x[/bold] :smile: [/]" in draw(report_of(("[bold]x[/bold] :smile: [/]",), columns=columns), 60)


@pytest.mark.parametrize("width", [20, 36])
def test_a_row_without_any_value_is_no_block(width: int):
    columns = tuple(make_column(name, ColumnType.INTEGER) for name in ("a", "b", "c"))
    lines = draw(report_of((None, None, None), (10**12, None, 10**12), columns=columns), width).splitlines()
    assert [line.split() for line in lines] == [[], ["A:", "1,000,000,000,000"], ["C:", "1,000,000,000,000"]]


def test_several_totals_stand_below_one_rule():
    table = replace(TABLE, rows=(*ROWS, ROWS[-1]), footer_rows=2)
    for width, rule in ((None, "-"), (120, "─")):
        lines = draw(Report(table, (table,)), width).splitlines()
        assert sum(line.startswith(rule) for line in lines) == 2
        assert [line.startswith("Total") for line in lines][-4:] == [True, True, False, False]


def test_a_long_table_draws_every_row():
    table = replace(TABLE, rows=ROWS[:3] * 700, footer_rows=0)
    assert draw(Report(table, (table,)), None).count("ha-noi-thanh-hoa-2019") == 700


def test_one_long_id_folds_rather_than_take_the_table_apart():
    column = Column("id", ColumnType.TEXT, Bilingual("Id", "Mã"), "An id.")
    names = Column("parties", ColumnType.TEXT, Bilingual("Parties", "Các bên"), "Names.", may_wrap=True)
    long_id = "dong-nai-dong-thap-vinh-long-can-tho-du-lich-2025"
    table = Table("t", (column, names), ((long_id, "Đồng Nai, Đồng Tháp, Vĩnh Long, Cần Thơ"), ("a-b", "A – B")))
    lines = render_terminal(Report(table, (table,)), language=Language.EN, width=60, colour=False).splitlines()
    assert lines[0].split() == ["Id", "Parties"]
    assert all(len(line) <= 60 for line in lines)
    assert "".join(line[:30].split("  ")[0].strip() for line in lines[2:4]) == long_id
