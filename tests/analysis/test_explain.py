"""Rule 7 of "What totals mean": a total says which figures are behind it, and why the others are not."""

from collections.abc import Callable

import pytest

from coop.analysis.explain_report import explain_by, explain_overview
from coop.analysis.grouping import Dimension, Role
from coop.analysis.layout import EITHER, Layout
from coop.analysis.select import Selection
from coop.analysis.statistics_report import report_by, report_overview
from coop.bilingual import Bilingual, Language
from coop.dataset.agreement import Source
from coop.dataset.dataset import Dataset
from coop.output.terminal import render_terminal
from coop.table import Cell, Linked, Report
from tests.analysis.samples import (
    CT,
    HN,
    INVESTED,
    TH,
    TY,
    dataset_of,
    gift,
    make_agreement,
    make_figure,
    one_of_each_standing,
    open_four,
    records,
    select,
    stock,
)
from tests.conftest import agreement, figure

Make = Callable[..., Dataset]
Told = dict[str, Cell]


def find(report: Report, **wanted: Cell) -> list[Told]:
    """The rows with these cells, each figure by its id within its agreement."""
    rows = [{**row, "figure": str(row["figure"]).removeprefix(f"{row['agreement']}#")} for row in records(report.tidy)]
    return [row for row in rows if all(row[key] == value for key, value in wanted.items())]


def by_id(report: Report, **wanted: Cell) -> dict[str, Told]:
    return {str(row["figure"]): row for row in find(report, **wanted)}


def read(report: Report, name: str) -> list[tuple[Cell, ...]]:
    return [row for table in report.reading if table.name == name for row in table.rows]


# --- the four ---


@pytest.mark.parametrize(
    ("locality", "invested", "aid", "figures"),
    [
        (TH, 45_500, 40, {"von-dang-ky", "ham-rong", "thien-tai-nha-tinh-nghia", "an-sinh-2019"}),
        (CT, 33_600, 13, {"von-dang-ky", "nha-tinh-nghia", "quy-an-sinh-2014-2016", "quy-an-sinh-2019"}),
    ],
)
def test_the_four_name_four_figures_behind_what_went_from_hanoi_to_each(
    locality: str, invested: int, aid: int, figures: set[str]
) -> None:
    for selection, wanted in (
        (select(open_four(), source=[HN], destination=[locality]), {"kind": "total", "role": "destination"}),
        (select(open_four()), {"kind": "row", "role": "destination", "province": locality}),
    ):
        told = [
            row
            for row in find(explain_by(selection, Layout(Dimension.PROVINCE)), **wanted)
            if row["measure"] != "projects"
        ]
        assert {row["figure"] for row in told} == figures
        assert len(told) == 4
        amounts = {m: sum(int(str(r["amount"])) for r in told if r["measure"] == m) for m in (INVESTED, "aid")}
        assert amounts == {INVESTED: invested * TY, "aid": aid * TY}


def test_the_four_aid_of_2014_and_2016_is_one_figure() -> None:
    (row,) = find(explain_overview(select(open_four())), figure="quy-an-sinh-2014-2016")
    assert (row["period"], row["amount"], row["as_stated"], row["standing"]) == (
        "2014; 2016", 5 * TY, "5 tỷ đồng", "counted",
    )  # fmt: skip


def test_the_four_are_told_with_source_and_row_in_both_halves() -> None:
    report = explain_by(select(open_four()), Layout(Dimension.PROVINCE))
    halves = [find(report, figure="ham-rong", kind="row", role=role.value) for role in Role]
    assert [[row["province"] for row in half] for half in halves] == [[HN], [TH]]
    row = halves[0][0]
    assert (row["agreement"], row["source"], row["publisher"]) == ("ha-noi-thanh-hoa-2019", "tttd", "Tuổi trẻ Thủ đô")
    assert str(row["url"]).startswith("https://tacnghiep.tuoitrethudo.vn/")
    assert (row["from"], row["to"], row["stated_field"], row["rule"]) == ((HN,), (TH,), "an-sinh-xa-hoi", 3)
    assert row["source_title"] == "Hà Nội – Thanh Hóa: Xác định 12 nội dung thúc đẩy hợp tác, phát triển"


# --- what became of a figure ---


def every_standing(make_dataset: Make) -> Selection:
    return select(make_dataset(agreement("x", HN, TH, CT, "nghe-an", figures=one_of_each_standing())))


def test_each_figure_is_told_with_what_became_of_it_the_rule_and_by_which(make_dataset: Make) -> None:
    told = by_id(explain_overview(every_standing(make_dataset)))
    assert {name: (row["standing"], row["rule"], row["by"]) for name, row in told.items()} == {
        "old": ("history", 3, "x#new"),
        "old-part": ("history", 3, "x#old"),
        "new": ("covered", 3, "x#group"),
        "part": ("part", 4, "x#new"),
        "group": ("counted", 3, None),
        "rival": ("overlapped", 3, "x#group"),
        "again": ("same", 4, "x#group"),
        "rate": ("rate", 4, None),
        "odd": ("doubtful", 4, None),
    }
    assert [name for name, row in told.items() if row["kind"] == "total"] == ["group"]
    assert (told["group"]["amount"], told["group"]["qualifier"]) == (300 * TY, "about")  # something overlaps with it
    assert (told["old"]["amount"], told["old"]["read_amount"]) == (None, 40 * TY)
    assert told["odd"]["doubtful"] == "a slip of the unit"


def test_people_are_told_by_number_which_figure_decided(make_dataset: Make) -> None:
    report = explain_by(every_standing(make_dataset), Layout(Dimension.PROVINCE))
    counted, others = read(report, f"{INVESTED}-counted"), read(report, f"{INVESTED}-left-out")
    assert [row[0] for row in (*counted, *others)] == [1, None, *range(2, 10)]
    why = {row[-1] for row in others}
    assert sorted(text.en for text in why if isinstance(text, Bilingual)) == [
        "a rate, told by the year (rule 4)",
        "covered by 1 (rule 3); in a row of its own and in (overlap)",
        "doubtful: a slip of the unit (rule 4)",
        "overlaps with 1, which is newer (rule 3)",
        "part of 3 (rule 4)",
        "part of 4, history with it (rule 3)",
        "superseded by 3 (rule 3)",
        "the same as 1 (rule 4)",
    ]


SUPERSEDED = {"superseded by {by} (rule 3)", "đã có số mới hơn là số {by} (quy tắc 3)"}
WITH_WHOLE = {
    "part of {by}, history with it (rule 3)",
    "là một phần của số {by}, đã thành số cũ cùng với số đó (quy tắc 3)",
}
HUE, NINH_BINH = "thua-thien-hue", ["ha-nam", "nam-dinh", "ninh-binh"]


@pytest.mark.parametrize(
    ("whole", "part", "newer", "by", "why"),
    [
        ([TH, HUE], [HUE], ["hue"], "newer", SUPERSEDED),  # the newer has the part's ends by another name
        ([TH, *NINH_BINH], NINH_BINH, ["ninh-binh"], "newer", SUPERSEDED),  # and by that of what they merged into
        ([TH, HUE], [HUE], [TH, "hue"], "retold", WITH_WHOLE),
        ([TH, HUE], [TH, HUE], [TH, "hue"], "retold", WITH_WHOLE),  # the part is one by its kind, not by its ends
    ],
    ids=["renamed", "merged", "whole is history", "part as wide as its whole"],
)
def test_a_part_goes_with_its_whole_only_where_no_newer_state_of_itself_is_there(
    whole: list[str], part: list[str], newer: list[str], by: str, why: set[str]
) -> None:
    figures = [
        make_figure("whole", [HN], whole, amount=100, as_of="2024", same_as="a#retold"),
        make_figure("part", [HN], part, amount=20, as_of="2024", part_of="a#whole"),
        make_figure("retold", [HN], whole, amount=100, as_of="2024"),
        make_figure("newer", [HN], newer, amount=30, as_of="2026"),
    ]
    source = Source("s", "Bài báo", "Báo")
    report = explain_overview(select(dataset_of(make_agreement("a", figures, sources=(source,)))))
    told = by_id(report)["part"]
    assert (told["standing"], told["rule"], told["by"]) == ("history", 3, f"a#{by}")
    ((numbers, stated),) = read(report, f"{INVESTED}-sources")
    assert isinstance(stated, Linked)
    ids = stated.text.en.removeprefix("a: ").removesuffix(" · Bài báo · Báo").split(", ")
    number_of = dict(zip(ids, str(numbers).split(", "), strict=True))
    (row,) = (row for row in read(report, f"{INVESTED}-left-out") if str(row[0]) == number_of["part"])
    assert isinstance(row[-1], Bilingual)
    assert set(row[-1]) == {text.format(by=number_of[by]) for text in why}


def test_what_is_superseded_by_a_unit_s_new_name_is_no_part_of_that(make_dataset: Make) -> None:
    figures = [
        stock("old", HN, "thua-thien-hue", as_of="2019", amount=5, part_of="y#whole"),
        stock("new", HN, "hue", as_of="2025", amount=9),
    ]
    whole = agreement("y", HN, TH, date="2015-05-01", figures=[stock("whole", HN, [TH, "thua-thien-hue"], amount=20)])
    dataset = make_dataset(agreement("x", HN, "thua-thien-hue", figures=figures), whole)
    report = explain_overview(select(dataset, year=["2019"]))
    (row,) = read(report, f"{INVESTED}-left-out")
    assert row[-1] == Bilingual("superseded by 1 (rule 3)", "đã có số mới hơn là số 1 (quy tắc 3)")


def test_a_covered_figure_is_told_in_its_row_and_in_overlap(make_dataset: Make) -> None:
    report = explain_by(every_standing(make_dataset), Layout(Dimension.PROVINCE))
    kinds = [(row["kind"], row["province"]) for row in find(report, figure="new", role="destination")]
    assert kinds == [("row", TH), ("overlap", None)]
    assert [row["kind"] for row in find(report, figure="new", role="source")] == ["left-out"]  # in the row of its cover
    assert [row["kind"] for row in find(report, figure="group", role="destination")] == ["shared", "total"]


def test_by_either_end_a_figure_is_told_in_both_rows_and_once_in_overlap(make_dataset: Make) -> None:
    selection = select(make_dataset(agreement("x", HN, TH, figures=[gift("a", amount=4)])))
    report = explain_by(selection, Layout(Dimension.PROVINCE, role=EITHER))
    kinds = [(row["kind"], row["province"], row["amount"], row["role"]) for row in find(report, figure="a")]
    assert kinds == [
        ("row", HN, 4 * TY, "either"), ("row", TH, 4 * TY, "either"), ("overlap", None, 4 * TY, "either"),
        ("total", None, 4 * TY, "either"),
    ]  # fmt: skip


# --- filters ---


def test_rule_9_what_the_filters_left_out_is_told_with_the_reason(make_dataset: Make) -> None:
    figures = [
        gift("mine", field="y-te"), gift("shared", HN, [TH, CT], field="y-te"), gift("none"),
        gift("else", HN, CT, field="y-te"), figure("money", "loans", source=HN, destination=TH, field="du-lich"),
    ]  # fmt: skip
    dataset = make_dataset(agreement("x", HN, TH, CT, fields=["y-te"], figures=figures))
    selection = select(dataset, destination=[TH], field=["y-te"])
    report = explain_overview(selection)
    told = by_id(report)
    assert {name: (row["kind"], row["standing"], row["rule"]) for name, row in told.items()} == {
        "mine": ("total", "counted", 3),
        "shared": ("left-out", "shared", 9),
        "none": ("left-out", "no-field", 9),
    }
    assert told["none"]["amount"] is None
    assert told["none"]["read_amount"] == 3 * TY
    assert len(read(report, "aid-left-out")) == 2


def test_rule_9_a_measure_of_which_the_filters_left_nothing_is_told_all_the_same(make_dataset: Make) -> None:
    dataset = make_dataset(agreement("x", HN, TH, fields=["y-te"], figures=[gift("none")]))
    for explain in (explain_overview, lambda selection: explain_by(selection, Layout(Dimension.YEAR))):
        report = explain(select(dataset, field=["y-te"]))
        (row,) = find(report, measure="aid")
        assert (row["figure"], row["kind"], row["standing"]) == ("none", "left-out", "no-field")
        assert len(read(report, "aid-left-out")) == 1


# --- by year, two dimensions ---


def test_rule_10_by_year_a_stock_is_told_in_every_year_in_which_it_counts(make_dataset: Make) -> None:
    figures = [stock("a", amount=1, as_of="2015"), stock("b", amount=2, as_of="2018")]
    selection = select(make_dataset(agreement("x", HN, TH, figures=figures)))
    report = explain_by(selection, Layout(Dimension.YEAR))
    assert [(row["year"], row["standing"]) for row in find(report, figure="a")] == [
        (year, "counted") for year in ("2015", "2016", "2017")
    ]
    assert [row["year"] for row in find(report, figure="b")] == ["2018"]
    rows = read(report, f"{INVESTED}-counted")
    assert [row[:2] for row in rows] == [(1, ("2018", "2018")), (2, ("2015–2017", "2015–2017"))]


def test_rule_10_by_year_what_only_stands_is_not_told_among_what_counts(make_dataset: Make) -> None:
    figures = [
        stock("group", HN, [TH, CT], amount=300), stock("member", amount=100),
        stock("part", HN, CT, amount=40, part_of="group"), stock("slip", amount=7, doubtful="a slip"),
    ]  # fmt: skip
    report = explain_by(
        select(make_dataset(agreement("x", HN, TH, CT, figures=figures))), Layout(Dimension.PROVINCE, Dimension.YEAR)
    )
    (table,) = [table for table in report.reading if table.name == f"{INVESTED}-counted"]
    assert [row["amount"] for row in records(table)] == [300 * TY]
    assert table.title == Bilingual(
        "Registered investment: the 1 figure that counts", "Vốn đăng ký: 1 số liệu được tính"
    )
    why = [row[-1] for row in read(report, f"{INVESTED}-left-out")]
    assert [text.en for text in why if isinstance(text, Bilingual)] == [
        "covered by 1 (rule 3); in a row of its own and in (overlap)",
        "part of 1 (rule 4); in a row of its own and in (overlap)",
        "doubtful: a slip (rule 4)",
    ]


def test_rule_10_by_year_what_counts_in_some_year_is_told_among_what_counts(make_dataset: Make) -> None:
    figures = [
        stock("member", amount=100, as_of="2015"), stock("group", HN, [TH, CT], amount=300, as_of="2018"),
        stock("early", HN, CT, amount=1, as_of="2016-01"), stock("late", HN, CT, amount=2, as_of="2016-12"),
        stock("undated", HN, CT, amount=5, as_of=None, not_stated=["as_of"]),
    ]  # fmt: skip
    selection = select(make_dataset(agreement("x", HN, TH, CT, figures=figures)))
    report = explain_by(selection, Layout(Dimension.YEAR))
    assert [row[1:3] for row in read(report, f"{INVESTED}-counted")] == [
        (("2018",) * 2, ("Hà Nội → Thanh Hóa, Cần Thơ",) * 2),
        (("2015–2017",) * 2, ("Hà Nội → Thanh Hóa",) * 2),
        (("2016–2017",) * 2, ("Hà Nội → Cần Thơ",) * 2),
    ]
    left_out = {row["figure"]: row["standing"] for row in find(report, kind="left-out")}
    assert left_out == {"early": "history", "undated": "history"}
    why = [row[-1] for row in read(report, f"{INVESTED}-left-out")]
    assert [text.en for text in why if isinstance(text, Bilingual)] == ["superseded by 3 (rule 3)"] * 2


def test_in_a_cross_tab_a_figure_is_told_in_its_cell_and_in_the_totals_of_its_row_and_column() -> None:
    report = explain_by(select(open_four(), measure=["aid"]), Layout(Dimension.PROVINCE, Dimension.YEAR))
    told = find(report, figure="nha-tinh-nghia", role="destination")
    spots = [(row["kind"], row["province"], row["column_kind"], row["column_year"]) for row in told]
    assert spots == [
        ("row", CT, "row", "2012"), ("row", CT, "total", None),
        ("total", None, "row", "2012"), ("total", None, "total", None),
    ]  # fmt: skip
    (table,) = [table for table in report.reading if table.name == "aid-counted"]
    rows = [row["rows"] for row in records(table) if row["when"] == ("2012", "2012")]
    assert rows == [("Hà Nội → Cần Thơ · 2012",) * 2]


def test_projects_beside_money_are_told_to_programs_and_have_no_list_of_their_own() -> None:
    report = explain_overview(select(open_four()))
    assert {row["figure"] for row in find(report, measure="projects")} == {"von-dang-ky"}
    assert not read(report, "projects-counted")


@pytest.mark.parametrize("typed", [{}, {"measure": ["projects"]}, {"destination": [TH]}, {"party": [CT]}])
@pytest.mark.parametrize("alone", [[], [figure("c", "projects", unit="dự án", source=HN, destination=TH)]])
def test_what_is_explained_are_the_figures_of_the_totals_that_each_format_has(
    alone: list[dict[str, object]], typed: dict[str, object], make_dataset: Make
) -> None:
    figures = [stock("a", projects=5), stock("b", destination=[TH, CT], projects=7), gift("d"), *alone]
    selection = select(make_dataset(agreement("x", HN, TH, CT, figures=figures)), **typed)
    for printed, explained in (
        (report_overview(selection), explain_overview(selection)),
        (report_by(selection, Layout(Dimension.FIELD)), explain_by(selection, Layout(Dimension.FIELD))),
    ):
        totals = {row["measure"] for row in records(printed.tidy) if row["measure"] and row["figures"]}
        assert {row["measure"] for row in records(explained.tidy) if row["kind"] == "total"} == totals
        listed = {table.name.removesuffix("-counted") for table in explained.reading if "-counted" in table.name}
        names = {table.name for table in printed.reading if table.name != "agreements"}
        assert listed == (names if "stats" not in names else {str(row[0]) for row in printed.reading[0].rows})


def test_an_article_that_several_agreements_are_read_from_is_told_once_with_its_address(make_dataset: Make) -> None:
    article = {"id": "s", "title": "Bài báo", "publisher": "Báo", "url": "https://bao.vn/1"}
    other = {"id": "t", "title": "Bài khác", "publisher": "Báo", "archive_url": "https://luu.vn/2"}
    data = make_dataset(
        agreement(
            "x", HN, TH, figures=[gift("a", amount=9), {**gift("b", amount=7), "source": "t"}], sources=[article, other]
        ),
        agreement("y", HN, CT, figures=[gift("a", destination=CT, amount=8)], sources=[article]),
    )
    rows = read(explain_overview(select(data)), "aid-sources")
    assert rows == [
        ("1, 2", Linked(Bilingual("x: a; y: a · Bài báo · Báo", "x: a; y: a · Bài báo · Báo"), "https://bao.vn/1")),
        ("3", Linked(Bilingual("x: b · Bài khác · Báo", "x: b · Bài khác · Báo"), "https://luu.vn/2")),
    ]


# --- what people see ---


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("dimension", [None, *Dimension])
def test_no_line_for_people_is_wider_than_80_columns(dimension: Dimension | None, language: Language) -> None:
    selection = select(open_four())
    report = explain_overview(selection) if dimension is None else explain_by(selection, Layout(dimension))
    text = render_terminal(report, language=language, width=80, colour=False)
    assert max(map(len, text.splitlines())) <= 80


def test_the_list_of_what_counts_ends_in_the_total_that_is_printed_above() -> None:
    report = explain_by(select(open_four(), measure=["aid"]), Layout(Dimension.PROVINCE))
    (table,) = [table for table in report.reading if table.name == "aid-counted"]
    row = records(table)[-1]
    assert (row["amount"], row["unit"], row["qualifier"]) == (53 * TY, "VND", "exact")
    assert table.footer_rows == 1
    assert sum(int(str(each["amount"])) for each in records(table)[:-1]) == 53 * TY
