"""Tables with rows and columns, the largest rows, shares and coverage, for people and programs."""

from collections.abc import Callable

import pytest

from coop.analysis.grouping import Dimension, Role
from coop.analysis.layout import EITHER, Extra, Layout
from coop.analysis.statistics_report import report_by
from coop.bilingual import Language
from coop.dataset.dataset import Dataset
from coop.output.terminal import render_terminal
from coop.table import Cell, Report, Table
from tests.analysis.samples import CT, HCM, HN, INVESTED, NA, TH, TY, gift, open_four, records, select, stock
from tests.conftest import agreement

Make = Callable[..., Dataset]
BOTH = frozenset(Extra)


def table_of(report: Report, name: str) -> Table:
    return next(table for table in report.reading if table.name == name)


def amounts(report: Report, name: str) -> dict[tuple[Cell, str], Cell]:
    """The amounts in tỷ đồng of a table for people, by row and column."""
    table = table_of(report, name)
    stub = table.columns[0].name
    return {
        (row[stub], key.removesuffix("_amount")): int(str(cell)) // TY
        for row in records(table)
        for key, cell in row.items()
        if key.endswith("_amount") and cell is not None
    }


def test_by_province_and_year_each_half_has_a_table_that_adds_up_both_ways() -> None:
    report = report_by(select(open_four()), Layout(Dimension.PROVINCE, Dimension.YEAR))
    assert amounts(report, "aid-destination") == {
        (CT, "2012"): 5, (CT, "2019"): 3, (CT, "shared"): 5, (CT, "total"): 13,
        (TH, "2019"): 3, (TH, "shared"): 7, (TH, "not-stated"): 30, (TH, "total"): 40,
        ("total", "2012"): 5, ("total", "2019"): 6, ("total", "shared"): 12, ("total", "not-stated"): 30,
        ("total", "total"): 53,
    }  # fmt: skip
    assert amounts(report, "aid-source")[HN, "total"] == 53


def test_years_without_anything_are_columns_too() -> None:
    report = report_by(select(open_four()), Layout(Dimension.PROVINCE, Dimension.YEAR))
    labels = [c.label.en for c in table_of(report, "aid-source").columns if c.name.endswith("_amount")]
    assert labels == [*map(str, range(2012, 2020)), "(shared)", "(no date)", "Total"]
    agreements = [column.label.en for column in table_of(report, "agreements").columns]
    assert agreements == ["Province", "2019", "2020", "2021", "2022", "2023", "Total"]


def test_the_total_of_no_agreements_is_nought_with_columns_as_without(make_dataset: Make) -> None:
    nothing = select(make_dataset(agreement("x", HN, TH)), year=["1990"])
    for layout in (Layout(Dimension.PROVINCE), Layout(Dimension.PROVINCE, Dimension.YEAR)):
        assert [row[:2] for row in report_by(nothing, layout).reading[0].rows] == [("total", 0)]


def test_a_stock_by_year_has_a_total_of_each_year_and_none_over_the_years(make_dataset: Make) -> None:
    figures = [stock("a", amount=1, as_of="2015"), stock("b", amount=2, as_of="2017"), stock("c", HN, CT, amount=4)]
    selection = select(make_dataset(agreement("x", HN, TH, CT, figures=figures)))
    report = report_by(selection, Layout(Dimension.PROVINCE, Dimension.YEAR, role=Role.DESTINATION))
    assert amounts(report, f"{INVESTED}-destination") == {
        (TH, "2015"): 1, (TH, "2016"): 1, (TH, "2017"): 2, (TH, "2018"): 2, (TH, "2019"): 2, (CT, "2019"): 4,
        **{("total", year): total for year, total in zip(map(str, range(2015, 2020)), (1, 1, 2, 2, 6), strict=True)},
    }  # fmt: skip
    turned = report_by(selection, Layout(Dimension.YEAR, Dimension.PROVINCE, role=Role.DESTINATION))
    assert amounts(turned, f"{INVESTED}-destination")["2019", "total"] == 6
    assert ("total", "total") not in amounts(turned, f"{INVESTED}-destination")


def test_two_dimensions_of_place_tell_where_from_in_rows_and_where_to_in_columns(make_dataset: Make) -> None:
    figures = [gift("a", HN, TH, amount=1), gift("b", TH, HN, amount=2), gift("c", HCM, TH, amount=4)]
    selection = select(make_dataset(agreement("x", HN, TH, HCM, figures=figures)))
    report = report_by(selection, Layout(Dimension.PROVINCE, Dimension.PROVINCE))
    found = amounts(report, "aid-source")
    assert (found[HN, TH], found[TH, HN], found[HCM, TH]) == (1, 2, 4)
    assert (found["total", TH], found[HN, "total"], found["total", "total"]) == (5, 1, 7)
    turned = report_by(selection, Layout(Dimension.PROVINCE, Dimension.PROVINCE, role=Role.DESTINATION))
    assert amounts(turned, "aid-destination")[TH, HN] == 1
    title = table_of(report, "aid-source").title
    assert title is not None
    assert "from (rows) to (columns)" in title.en
    assert "từ (hàng) đến (cột)" in title.vi


def test_overlap_is_taken_off_along_the_row_and_down_the_column(make_dataset: Make) -> None:
    figures = [stock("group", HN, [TH, CT], amount=100), stock("member", HN, TH, amount=30)]
    selection = select(make_dataset(agreement("x", HN, TH, CT, figures=figures)))
    report = report_by(selection, Layout(Dimension.PROVINCE, Dimension.PROVINCE))
    assert amounts(report, f"{INVESTED}-source") == {
        (HN, TH): 30, (HN, "shared"): 100, (HN, "overlap"): 30, (HN, "total"): 100,
        ("total", TH): 30, ("total", "shared"): 100, ("total", "overlap"): 30, ("total", "total"): 100,
    }  # fmt: skip
    assert "along each row and down each column" in table_of(report, f"{INVESTED}-source").notes[0].en


def hub(make_dataset: Make) -> Dataset:
    figures = [
        gift("a", HN, TH, amount=40), gift("b", HN, CT, amount=30), gift("c", HN, NA, amount=20, projects=2),
        gift("d", HN, HCM, amount=10, projects=3),
    ]  # fmt: skip
    return make_dataset(agreement("x", HN, TH, CT, NA, HCM, figures=figures), agreement("y", HN, TH))


def test_the_largest_rows_are_told_and_the_others_summed_in_one(make_dataset: Make) -> None:
    report = report_by(select(hub(make_dataset)), Layout(Dimension.PROVINCE, role=Role.DESTINATION, top=2))
    table = table_of(report, "aid")
    assert [(row[0], row[1]) for row in table.rows] == [
        (TH, 40 * TY), (CT, 30 * TY), ("other", 30 * TY), ("total", 100 * TY),
    ]  # fmt: skip
    other = records(table)[2]
    assert other["destination_projects"] == 5
    assert table.columns[0].terms["other"] == ("(other)", "(còn lại)")
    agreements = table_of(report, "agreements").rows
    assert list(agreements) == [(HN, 2), (TH, 2), ("other", 1), ("total", 2)]  # three provinces, one agreement
    kinds = [row["kind"] for row in records(report.tidy) if row["measure"] == "aid"]
    assert kinds == ["row", "row", "other", "total"]


def test_a_share_stands_beside_each_amount_and_they_add_up(make_dataset: Make) -> None:
    figures = [gift(name, HN, to, amount=1) for name, to in (("a", TH), ("b", CT), ("c", NA))]
    selection = select(make_dataset(agreement("x", HN, TH, CT, NA, figures=figures), agreement("y", HN, TH)))
    layout = Layout(Dimension.PROVINCE, role=Role.DESTINATION, extras=frozenset({Extra.SHARE}))
    report = report_by(selection, layout)
    shares = [row["share"] for row in records(report.tidy) if row["measure"] == "aid"]
    assert sorted(map(int, map(str, shares))) == [333, 333, 334, 1000]
    text = render_terminal(report, language=Language.VI, width=80, colour=False)
    assert "33,4%" in text
    assert "100,0%" in text
    counts = {row[0]: row[2] for row in table_of(report, "agreements").rows}
    assert counts == {HN: 1000, TH: 1000, CT: 500, NA: 500, "total": 1000}


def test_rule_7_coverage_says_of_each_row_how_many_of_its_agreements_state_the_measure(make_dataset: Make) -> None:
    layout = Layout(Dimension.PROVINCE, extras=frozenset({Extra.COVERAGE}))
    report = report_by(select(hub(make_dataset)), layout)
    rows = {
        row["province"]: (row["source_stated"], row["destination_stated"]) for row in records(table_of(report, "aid"))
    }
    assert rows[HN] == (("1 of 2", "1/2"), ("0 of 2", "0/2"))
    assert rows[CT] == (("0 of 1", "0/1"), ("1 of 1", "1/1"))
    assert rows["total"] == (("1 of 2", "1/2"), ("1 of 2", "1/2"))


def test_rule_7_coverage_by_year_is_about_the_agreements_of_the_figures_there(make_dataset: Make) -> None:
    figures = [gift("a", amount=5, period="2021"), gift("b", amount=7, period="2021")]
    data = make_dataset(
        agreement("x", HN, TH, date="2019-05-01", figures=figures[:1]),
        agreement("y", HN, TH, date="2021-05-01", figures=figures[1:]),
        agreement("z", HN, TH, date="2019-06-01"),
    )
    report = report_by(select(data), Layout(Dimension.YEAR, extras=frozenset({Extra.COVERAGE})))
    rows = records(table_of(report, "aid"))
    assert [(row["year"], row["stated"]) for row in rows] == [
        ("2021", ("2 of 2", "2/2")), ("total", ("2 of 3", "2/3")),
    ]  # fmt: skip


def test_rule_7_coverage_of_a_stock_by_year_is_about_what_is_known_by_then(make_dataset: Make) -> None:
    data = make_dataset(
        agreement("x", HN, TH, date="2018-05-01", figures=[stock("a", as_of="2019")]),
        agreement("y", HN, TH, date="2020-05-01", figures=[stock("b", as_of="2021")]),
    )
    report = report_by(select(data), Layout(Dimension.YEAR, extras=frozenset({Extra.COVERAGE})))
    rows = [row for row in records(report.tidy) if row["measure"] == "registered-investment"]
    assert [(row["year"], row["stating"], row["counting"]) for row in rows] == [
        ("2019", 1, 1), ("2020", 1, 2), ("2021", 2, 2),
    ]  # fmt: skip


def test_a_narrower_field_stands_in_the_row_of_the_broader_one(make_dataset: Make) -> None:
    figures = [gift("a", amount=1, field="y-te"), gift("b", amount=2, field="giao-duc"), gift("c", amount=4)]
    data = agreement("x", HN, TH, fields=["y-te", "giao-duc", "giao-duc-y-te"], figures=figures)
    selection = select(make_dataset(data))
    report = report_by(selection, Layout(Dimension.FIELD, is_rolled_up=True))
    assert table_of(report, "agreements").rows == (("giao-duc-y-te", 1), ("total", 1))
    assert [row[:2] for row in table_of(report, "aid").rows] == [
        ("giao-duc-y-te", 3 * TY), ("not-stated", 4 * TY), ("total", 7 * TY),
    ]  # fmt: skip


def test_by_either_end_a_note_says_that_money_stands_in_two_rows() -> None:
    table = table_of(report_by(select(open_four()), Layout(Dimension.PROVINCE, role=EITHER)), "aid")
    assert [(row[0], int(str(row[1])) // TY) for row in table.rows] == [
        (HN, 53), (TH, 40), (CT, 13), ("overlap", 53), ("total", 53),
    ]  # fmt: skip
    assert any("stands in both" in note.en for note in table.notes)


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("columns", Dimension)
def test_a_wide_table_is_folded_and_no_line_is_broken(columns: Dimension, language: Language, width: int) -> None:
    layout = Layout(Dimension.PROVINCE, columns, extras=BOTH)
    report = report_by(select(open_four()), layout)
    text = render_terminal(report, language=language, width=width, colour=False)
    assert max(map(len, text.splitlines())) <= width
    for table in report.reading:
        for column in table.columns[1:]:
            assert column.group is not None


def test_a_folded_table_repeats_the_names_of_the_rows_and_keeps_amount_and_share_together() -> None:
    layout = Layout(Dimension.PROVINCE, Dimension.YEAR, role=Role.DESTINATION, extras=frozenset({Extra.SHARE}))
    report = report_by(select(open_four(), measure=["aid"]), layout)
    parts = render_terminal(Report(report.tidy, report.reading[1:]), language=Language.EN, width=60, colour=False)
    heads = [line for line in parts.splitlines() if line.startswith("Province")]
    assert len(heads) > 1
    assert all(line.count("Share") == len(line.split()) // 2 for line in heads if "(no date)" not in line)
    assert parts.count("Cần Thơ") == len(heads)
    assert sum(set(line) == {"─"} for line in parts.splitlines()) == 2 * len(heads)
    whole = render_terminal(Report(report.tidy, report.reading[1:]), language=Language.EN, width=None, colour=False)
    assert sum(line.startswith("Province") for line in whole.splitlines()) == 1
