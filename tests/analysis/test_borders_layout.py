"""Rule 8 in the other tables of `coop stats`: columns, what is explained, and the history of stocks."""

from collections.abc import Callable
from datetime import date

import pytest

from coop.analysis.borders import Borders
from coop.analysis.explain_report import explain_by
from coop.analysis.filters import Filters
from coop.analysis.grouping import Dimension
from coop.analysis.layout import Layout
from coop.analysis.select import Selection, select_agreements
from coop.analysis.snapshots_report import report_snapshots
from coop.analysis.statistics_report import report_by
from coop.dataset.dataset import Dataset
from coop.table import Table
from tests.analysis.samples import HN, TY
from tests.analysis.tidy_rows import iterate, place_of
from tests.conftest import agreement, figure

Make = Callable[..., Dataset]
AID, INVESTED = "aid", "registered-investment"
NB, HA_NAM, NAM_DINH = "ninh-binh", "ha-nam", "nam-dinh"
LABEL = "in the borders of 2025-07-01"


def select(dataset: Dataset, day: str | None) -> Selection:
    borders = Borders(dataset.vocabularies, date.fromisoformat(day) if day is not None else None)
    return select_agreements(dataset, Filters(), borders)


@pytest.fixture
def merged(make_dataset: Make) -> Dataset:
    """Gifts to two provinces that became one, and from one of them to the other."""
    given = [
        figure("a", AID, source=HN, destination=HA_NAM, period="2019", amount=3),
        figure("b", AID, source=HN, destination=NAM_DINH, period="2020", amount=4),
    ]
    inside = [figure("c", AID, source=HA_NAM, destination=NAM_DINH, period="2020", amount=5)]
    return make_dataset(
        agreement("x", HN, HA_NAM, NAM_DINH, date="2019-01-01", figures=given),
        agreement("y", HA_NAM, NAM_DINH, date="2019-01-01", figures=inside),
    )


def amounts(table: Table, measure: str, role: str) -> dict[tuple[object, ...], object]:
    rows = [row for row in iterate(table) if row["measure"] == measure and row["role"] == role and row["amount"]]
    return {place_of(row): row["amount"] for row in rows}


def test_rule_8_cells_of_rows_and_columns_are_in_the_borders_asked_for(merged: Dataset) -> None:
    layout = Layout(Dimension.PROVINCE, Dimension.YEAR)
    signed, now = (amounts(report_by(select(merged, d), layout).tidy, AID, "destination") for d in (None, "2025-07-01"))
    assert signed[HA_NAM, "2019"] == 3 * TY
    assert signed[NAM_DINH, "2020"] == 9 * TY
    assert now == {
        (NB, "2019"): 3 * TY,
        (NB, "2020"): 4 * TY,
        ("(internal)", "2020"): 5 * TY,
        (NB, "(total)"): 7 * TY,
        ("(internal)", "(total)"): 5 * TY,
        ("(total)", "2019"): 3 * TY,
        ("(total)", "2020"): 9 * TY,
        ("(total)", "(total)"): 12 * TY,
    }
    assert now["(total)", "(total)"] == signed["(total)", "(total)"]


@pytest.mark.parametrize("columns", [None, Dimension.YEAR])
def test_rule_8_every_title_names_the_borders(merged: Dataset, columns: Dimension | None) -> None:
    layout = Layout(Dimension.PROVINCE, columns)
    for day, is_named in (("2025-07-01", True), (None, False)):
        tables = report_by(select(merged, day), layout).reading
        titles = [table.title.en for table in tables if table.title is not None]
        assert len(titles) == len(tables) > 1
        assert all(title.endswith(f" · {LABEL}") is is_named for title in titles), titles


def test_rule_8_pairs_that_became_one_province_are_named_below_tables_with_pairs_in_columns(merged: Dataset) -> None:
    layout = Layout(Dimension.YEAR, Dimension.PAIR)
    for report in (report_by, explain_by):
        told = report(select(merged, "2025-07-01"), layout)
        for table in (told.tidy, told.reading[0]):
            assert any("(internal) is between provinces that became one" in note.en for note in table.notes)


def test_rule_8_what_is_explained_stands_in_the_row_of_the_unit_under_the_ends_as_stated(merged: Dataset) -> None:
    report = explain_by(select(merged, "2025-07-01"), Layout(Dimension.PROVINCE))
    told = [row for row in iterate(report.tidy) if row["role"] == "destination" and row["kind"] != "total"]
    assert {(place_of(row)[0], row["figure"], row["to"]) for row in told} == {
        (NB, "x#a", (HA_NAM,)),
        (NB, "x#b", (NAM_DINH,)),
        ("(internal)", "y#c", (NAM_DINH,)),
    }
    counted = next(table for table in report.reading if table.name == f"{AID}-counted")
    rows = {row["ends"].en: row["rows"].en for row in iterate(counted) if row["rows"] and row["number"]}  # type: ignore[attr-defined]
    assert rows["Hà Nội → Hà Nam"] == "Hà Nội → Ninh Bình"


def test_rule_3_a_stock_under_a_new_name_goes_on_with_the_series_of_the_old_one(make_dataset: Make) -> None:
    figures = [
        figure("old", INVESTED, source=HN, destination="thua-thien-hue", as_of="2024-01-01", amount=5),
        figure("new", INVESTED, source=HN, destination="hue", as_of="2026-01-01", amount=6),
        figure("other", INVESTED, source=HN, destination=NB, as_of="2024-01-01", amount=1),
    ]
    dataset = make_dataset(agreement("x", HN, "thua-thien-hue", date="2024-01-01", figures=figures))
    rows = iterate(report_snapshots(select(dataset, None)).tidy)
    assert [(row["series"], row["figure"], row["standing"]) for row in rows] == [
        (1, "x#old", "history"),
        (1, "x#new", "counted"),
        (2, "x#other", "counted"),
    ]
