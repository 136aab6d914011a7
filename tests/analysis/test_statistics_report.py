"""The tables of `coop stats`: what people read, what programs get, and that nothing is left unsaid."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from coop.analysis import years
from coop.analysis.arrange import Arrangement, arrange_report
from coop.analysis.counting import Disposition, count_selected
from coop.analysis.explain_report import explain_by
from coop.analysis.grouping import Dimension
from coop.analysis.layout import Layout
from coop.analysis.select import Omission, Selection
from coop.analysis.statistics_report import report_by, report_overview
from coop.bilingual import Bilingual
from coop.dataset.agreement import Figure
from coop.dataset.dataset import Dataset
from coop.dataset.terms import Nature
from coop.table import Cell, Report, Table
from tests.analysis.samples import CT, HN, INVESTED, TH, TY, gift, open_four, records, select, stock
from tests.conftest import agreement, figure

Make = Callable[..., Dataset]


def only(report: Report, **wanted: Cell) -> dict[str, Cell]:
    (found,) = [r for r in records(report.tidy) if all(r[key] == value for key, value in wanted.items())]
    return found


def notes(table: Table) -> str:
    return "\n".join(text for note in table.notes for text in note)


def test_the_overview_has_a_row_for_each_measure_and_says_k_of_n() -> None:
    report = report_overview(select(open_four()))
    row = only(report, measure=INVESTED)
    assert (row["amount"], row["currency"], row["qualifier"], row["projects"]) == (79_100 * TY, "VND", "about", 83)
    assert (row["stating"], row["agreements"]) == (2, 4)
    assert [r["measure"] for r in records(report.tidy)] == [INVESTED, "aid", "projects"]
    assert all(not isinstance(cell, float) for row in report.tidy.rows for cell in row)


def test_the_overview_of_nothing_has_no_rows(make_dataset: Make) -> None:
    report = report_overview(select(make_dataset()))
    assert report.tidy.rows == ()
    assert report.tidy.title is not None
    assert "0 agreements" in report.tidy.title.en


@pytest.mark.parametrize("dimension", Dimension)
def test_every_dimension_gives_tables_whose_rows_fit_their_columns(dimension: Dimension) -> None:
    report = report_by(select(open_four()), Layout(dimension))
    for table in (report.tidy, *report.reading):
        assert table.rows
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert len({column.name for column in table.columns}) == len(table.columns)
    assert report.reading[0].rows[-1] == ("total", 4)


def test_by_province_programs_get_whole_numbers_by_role() -> None:
    report = report_by(select(open_four()), Layout(Dimension.PROVINCE))
    source = only(report, role="source", province=HN, measure=INVESTED)
    assert (source["amount"], source["qualifier"], source["projects"], source["name"]) == (
        79_100 * TY, "about", 83, "Hà Nội",
    )  # fmt: skip
    to = only(report, role="destination", province=CT, measure=INVESTED)
    assert (to["amount"], to["qualifier"], to["projects"], to["of"]) == (33_600 * TY, "over", 18, 4)
    total = only(report, role="destination", kind="total", measure="aid")
    assert (total["amount"], total["agreements"], total["of"]) == (53 * TY, 2, 4)
    assert only(report, kind="total", measure=None)["agreements"] == 4


def test_the_title_of_a_table_of_a_measure_says_k_of_n_and_its_nature() -> None:
    report = report_by(select(open_four()), Layout(Dimension.PROVINCE))
    title = next(table.title for table in report.reading if table.name == "aid")
    assert title is not None
    assert "2 of 4 agreements" in title.en
    assert "2/4" in title.vi
    assert "flow" in title.en


def test_rule_6_the_total_row_of_agreements_says_distinct() -> None:
    table = report_by(select(open_four()), Layout(Dimension.FIELD)).reading[0]
    label = table.columns[0].terms["total"]
    assert "distinct" in label.en
    assert "không trùng" in label.vi
    assert table.footer_rows == 1


def test_rule_5_money_without_field_is_called_so_and_stands_behind_the_fields() -> None:
    table = next(t for t in report_by(select(open_four()), Layout(Dimension.FIELD)).reading if t.name == INVESTED)
    assert table.columns[0].terms["not-stated"].en == "(no field stated)"
    year = next(t for t in report_by(select(open_four()), Layout(Dimension.YEAR)).reading if t.name == "aid")
    assert year.columns[0].terms["not-stated"].en == "(no date)"
    assert [row[0] for row in year.rows] == [*map(str, range(2012, 2020)), "shared", "not-stated", "total"]


def test_rule_5_a_table_with_overlap_says_how_it_adds_up(make_dataset: Make) -> None:
    figures = [stock("group", HN, [TH, CT], amount=100), stock("member", amount=30)]
    dataset = make_dataset(agreement("a", HN, TH, CT, figures=figures))
    table = report_by(select(dataset), Layout(Dimension.PROVINCE)).reading[1]
    assert [row[0] for row in table.rows][-2:] == ["overlap", "total"]
    assert table.footer_rows == 2
    assert "(overlap)" in notes(table)


def test_rule_9_people_are_told_in_every_table_that_the_dataset_holds_a_newer_state(make_dataset: Make) -> None:
    dataset = make_dataset(
        agreement("old", HN, TH, date="2015", figures=[stock("s", amount=100, as_of="2015")]),
        agreement("new", HN, TH, date="2019", figures=[stock("s", amount=150)]),
    )
    old, new = select(dataset, year=["2015"]), select(dataset, year=["2019"])
    assert "newer state of 1" in notes(report_overview(old).reading[0])
    assert "newer state of 1" in notes(report_by(old, Layout(Dimension.PROVINCE)).reading[1])
    assert "newer" not in notes(report_overview(new).reading[0])
    assert only(report_overview(old), measure=INVESTED)["newer_outside"] == 1


def test_rule_10_a_stock_by_year_has_no_total_and_says_why() -> None:
    table = next(t for t in report_by(select(open_four()), Layout(Dimension.YEAR)).reading if t.name == INVESTED)
    assert [row[0] for row in table.rows] == ["2019"]
    assert table.footer_rows == 0
    assert "do not add up" in notes(table)


def test_projects_told_beside_money_have_a_table_only_where_asked_for_or_told_alone(make_dataset: Make) -> None:
    def tables(report: Report) -> list[str]:
        return [table.name for table in report.reading]

    alone = figure("p", "projects", amount=7, unit="dự án", source=HN, destination=CT, as_of="2019")
    dataset = make_dataset(agreement("a", HN, TH, figures=[stock("s", projects=3), alone]))
    assert "projects" not in tables(report_by(select(open_four()), Layout(Dimension.PROVINCE)))
    assert "projects" in tables(report_by(select(open_four(), measure=["projects"]), Layout(Dimension.PROVINCE)))
    assert "projects" in tables(report_by(select(dataset), Layout(Dimension.PROVINCE)))


def test_what_the_filters_left_out_is_told_below(make_dataset: Make) -> None:
    figures = [
        figure("a", "aid", source=HN, destination=[TH, CT], period="2019"),
        figure("b", "aid", source=HN, destination=TH, period="2019"),
    ]
    dataset = make_dataset(
        agreement("a", HN, TH, CT, date="2019", period="2019/..", fields=["y-te"], figures=figures),
        agreement("b", HN, TH, fields=["y-te"]),
    )
    selection = select(dataset, party=[TH], field=["y-te"], active=["2020-01-01"])
    for table in (report_overview(selection).reading[0], report_by(selection, Layout(Dimension.YEAR)).reading[0]):
        told = notes(table)
        assert "1 figure shared with" in told
        assert "1 figure that no source ties to a field" in told
        assert "1 agreement left out, not known to be active" in told
    assert notes(report_overview(select(dataset)).reading[0]) == ""


def test_rows_run_from_the_largest_down_with_the_special_ones_behind(make_dataset: Make) -> None:
    figures = [
        figure("a", "aid", source=HN, destination=TH, amount=1, period="2019"),
        figure("b", "aid", source=HN, destination=CT, amount=5, period="2019"),
        figure("c", "aid", source=HN, destination=[TH, CT], amount=50, period="2019"),
        figure("d", "aid", source=HN, amount=70, period="2019", not_stated=["to"]),
    ]
    dataset = make_dataset(agreement("a", HN, TH, CT, figures=figures))
    table = report_by(select(dataset), Layout(Dimension.PROVINCE)).reading[1]
    assert [row[0] for row in table.rows] == [HN, CT, TH, "shared", "not-stated", "total"]


def kinds_by_block(table: Table) -> list[list[Cell]]:
    blocks, start = [], 0
    for block in table.blocks:
        end = start + block.free + block.fixed
        blocks.append([row[0] for row in table.rows[start:end]])
        assert all((kind == "row") is (n < block.free) for n, kind in enumerate(blocks[-1]))
        start = end
    assert start == len(table.rows)
    return blocks


def test_programs_get_a_block_for_the_agreements_and_one_for_each_measure_and_role() -> None:
    report = report_by(select(open_four(), measure=[INVESTED]), Layout(Dimension.PROVINCE))
    assert kinds_by_block(report.tidy) == [["row"] * 3 + ["total"], ["row", "total"], ["row", "row", "total"]]


@pytest.mark.parametrize("dimension", Dimension)
def test_blocks_hold_every_row_once(dimension: Dimension, make_dataset: Make) -> None:
    figures = [stock("a"), stock("b", [HN, CT]), figure("g", source=HN, destination=TH), stock("n", field="y-te")]
    report = report_by(select(make_dataset(agreement("x", HN, TH, CT, figures=figures))), Layout(dimension))
    kinds_by_block(report.tidy)
    for table in report.reading:
        assert sum(block.free + block.fixed for block in table.blocks) == len(table.rows)


def test_an_order_and_a_limit_leave_shared_rows_and_totals_where_they_are(make_dataset: Make) -> None:
    figures = [
        figure("a", source=HN, destination=TH, amount=1, period="2019"),
        figure("b", source=CT, destination=TH, amount=2, period="2019"),
        figure("s", source=[HN, CT], destination=TH, amount=9, period="2019"),
    ]
    report = report_by(select(make_dataset(agreement("x", HN, TH, CT, figures=figures))), Layout(Dimension.PROVINCE))
    arranged = arrange_report(report, Arrangement(sort=("amount",), limit=1))
    rows = [(r["kind"], r["province"], r["role"]) for r in records(arranged.tidy) if r["measure"] == "aid"]
    assert rows == [
        ("row", HN, "source"), ("shared", None, "source"), ("total", None, "source"),
        ("row", TH, "destination"), ("total", None, "destination"),
    ]  # fmt: skip
    assert [row[0] for row in arranged.reading[1].rows] == [HN, "shared", "total"]  # by the greater of both ends
    read = arrange_report(report, Arrangement(limit=0)).reading
    assert [row[0] for row in read[1].rows] == ["shared", "total"]


def test_numbers_in_titles_and_notes_have_the_separators_of_the_language() -> None:
    selection = select(open_four())
    some = next(figure for figure in selection.figures if figure.host is None)
    left_out = (*[(some, Omission.SHARED)] * 1_234, *[(some, Omission.NO_FIELD)] * 5_678)
    figures = (*selection.figures, *(replace(some, id=f"f{number}") for number in range(2_392)))
    many = replace(selection, agreements=selection.agreements * 300, figures=figures, left_out=left_out)
    report = report_overview(replace(many, activity_unknown=9_012))
    assert report.tidy.title is not None
    assert "1.200 thỏa thuận" in report.tidy.title.vi
    assert "2.400 số liệu, 1.500 nguồn" in report.tidy.title.vi
    for note, number in zip(report.tidy.notes, ("1.234", "5.678", "9.012"), strict=True):
        assert number in note.vi
        assert number.replace(".", ",") in note.en
    assert report.reading[0].rows[0][-1] == Bilingual("2 of 1,200", "2/1.200")
    title = report_by(many, Layout(Dimension.PROVINCE)).reading[1].title
    assert title is not None
    assert "2/1.200 thỏa thuận" in title.vi


def test_an_empty_cell_of_a_count_and_one_of_money_keep_their_units(make_dataset: Make) -> None:
    figures = [
        figure("a", "visitors", unit="khách", period="2014"),
        figure("b", "visitors", unit="khách", period="2016"),
        figure("c", "visitors", unit="lượt khách", period="2014"),
        figure("d", "visitors", unit="lượt khách", period="2016"),
        gift("e", period="2014"),
        gift("f", period="2016"),
    ]
    report = report_by(select(make_dataset(agreement("x", HN, TH, figures=figures))), Layout(Dimension.YEAR))
    empty = [(row["unit"], row["currency"]) for row in records(report.tidy) if row["year"] == "2015" and row["measure"]]
    assert empty == [("VND", "VND"), ("khách", None), ("lượt khách", None)]


def test_a_total_of_nothing_keeps_its_unit(make_dataset: Make) -> None:
    data = make_dataset(agreement("x", HN, TH, figures=[gift("a", per="year")]))
    row = only(report_overview(select(data)), measure="aid")
    assert (row["amount"], row["unit"], row["currency"], row["qualifier"]) == (None, "VND", "VND", None)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ({}, "1 agreement, 2019: 3 localities, 4 figures, 3 sources"),
        ({"year": ["2019"]}, "1 agreement, 2019: 3 localities, 4 figures, 3 sources"),
        ({"measure": ["aid"]}, "1 agreement, 2019: 3 localities, 3 figures, 2 sources"),
        ({"measure": ["aid"], "destination": [CT]}, "1 agreement, 2019: 3 localities, 1 figure, 1 source"),
        ({"measure": ["aid"], "party": [CT]}, "1 agreement, 2019: 3 localities, 1 figure, 1 source"),
        ({"measure": ["projects"]}, "1 agreement, 2019: 3 localities, 1 figure, 1 source"),
        ({"field": ["y-te"]}, "1 agreement, 2019: 3 localities, 1 figure, 1 source"),
    ],
)
def test_rule_9_the_heading_of_the_overview_counts_the_figures_that_the_filters_bind(
    typed: dict[str, object], title: str, make_dataset: Make
) -> None:
    figures = [
        gift("a", field="y-te"),
        gift("b", destination=CT, source_id="t"),
        gift("c", destination=[TH, CT]),
        stock("d", projects=5, source_id="t"),
    ]
    figures = [{**{k: v for k, v in f.items() if k != "source_id"}, "source": f.get("source_id", "s")} for f in figures]
    sources = [{"id": each, "title": f"Bài {each}", "publisher": "Báo"} for each in ("s", "t", "u")]
    data = make_dataset(agreement("x", HN, TH, CT, fields=["y-te"], figures=figures, sources=sources))
    heading = report_overview(select(data, **typed)).tidy.title
    assert heading is not None
    assert heading.en == title


@pytest.mark.parametrize("report", [report_by, explain_by])
def test_the_state_of_each_year_is_counted_once_for_both_halves_and_the_list_behind_them(
    report: Callable[..., Report], make_dataset: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = [stock(f"a{year}", amount=year, as_of=str(year)) for year in (2015, 2017, 2018)]
    selection = select(make_dataset(agreement("x", HN, TH, figures=figures)))
    counted: list[int] = []

    def count(of: Selection, known: Sequence[Figure], nature: Nature) -> tuple[Disposition, ...]:
        counted.append(len(known))
        return count_selected(of, known, nature)

    monkeypatch.setattr(years, "count_selected", count)
    assert report(selection, Layout(Dimension.PROVINCE, Dimension.YEAR)).tidy.rows
    assert counted == [1, 2, 3]
