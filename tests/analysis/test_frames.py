"""Tidy tables and data frames of a selection: what they hold, their dtypes, and that they agree with the totals."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop.analysis.borders import Borders
from coop.analysis.columns import integer_column, marked_column, share_column, terms_column
from coop.analysis.explain_report import explain_overview
from coop.analysis.filters import Filters
from coop.analysis.frames import DTYPES, Frames, build_frame, build_frames
from coop.analysis.select import select_agreements
from coop.analysis.snapshots_report import report_snapshots
from coop.analysis.statistics import summarise
from coop.analysis.tables import build_tables
from coop.bilingual import Bilingual
from coop.dataset.dataset import Dataset
from coop.table import ColumnType, Marked, Table
from tests.analysis.samples import open_four, select
from tests.conftest import agreement, figure

Make = Callable[..., Dataset]

STOCKS = ("x#old", "x#new", "x#part")
ALIKE = ["agreement", "measure", "nature", "from", "to", "between", "stated_field", "as_of", "period", "as_stated",
         "doubtful", "source", "standing", "rule", "by"]  # fmt: skip
"""The columns of a figure that every table has."""


def frames_of(dataset: Dataset, **typed: object) -> Frames:
    return build_frames(select(dataset, **typed))


def test_frames_are_the_tables_in_their_order() -> None:
    tables = build_tables(select_agreements(open_four(), Filters()))
    assert [table.name for table in tables] == [each.name for each in fields(Frames)]
    for table in tables:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert all(len(row) == len(names) for row in table.rows)


def test_every_type_of_column_that_a_tidy_table_may_have_has_a_dtype() -> None:
    for_people = {ColumnType.BILINGUAL, ColumnType.LINKED}
    assert set(DTYPES) == set(ColumnType) - for_people


def test_what_is_marked_and_a_share_have_their_dtypes() -> None:
    columns = (
        marked_column("excerpt", Bilingual("Found", "Thấy"), "x."),
        share_column("share", "x."),
        terms_column("fields", Bilingual("Fields", "Lĩnh vực"), "x.", {}),
    )
    frame = build_frame(Table("t", columns, ((Marked("Cần Thơ", ((0, 3),)), 125, ("a", "b")), (None, None, ()))))
    assert [str(dtype) for dtype in frame.dtypes] == ["string", "Int64", "string"]
    assert frame.iloc[0].tolist() == ["«Cần» Thơ", 125, "a; b"]
    assert frame.iloc[1].isna().all()


@pytest.mark.parametrize("typed", [{}, {"year": ["1999"]}], ids=["full", "empty"])
def test_columns_and_dtypes_are_the_same_whatever_is_in_them(typed: dict[str, object]) -> None:
    frames = frames_of(open_four(), **typed)
    for table in build_tables(select_agreements(open_four(), Filters())):
        frame: pd.DataFrame = getattr(frames, table.name)
        assert list(frame.columns) == [column.name for column in table.columns]
        assert [str(dtype) for dtype in frame.dtypes] == [DTYPES[column.type] for column in table.columns]
    assert (len(frames.agreements) == 0) is bool(typed)


def test_every_part_of_an_agreement_has_its_row(make_dataset: Make) -> None:
    full = agreement(
        "x", "ha-noi", "can-tho", date="2019-05",
        period="2019/2021", fields=["y-te"], inferred=["date"], others=[{"name": "Hội Nông dân", "role": "chứng kiến"}],
        events=[{"date": "2018", "kind": "meeting", "note": {"vi": "Gặp", "en": "Met"}, "source": "s"}],
        related=[{"id": "y", "relation": "renews"}],
        conflicts=[{"at": "date", "value": "2019-06", "source": "s", "reason": "báo khác"}],
        figures=[
            figure("p", "registered-investment", source="ha-noi", destination="can-tho", as_of="2019", projects=4),
            figure("a", source=["ha-noi", "can-tho"], destination="can-tho", period="2015/..", field="giao-duc",
                   amount=2, also=[{"amount": 90, "unit": "nghìn USD", "as_stated": "90.000 USD"}]),
        ],
    )  # fmt: skip
    full["parties"] = [{"locality": "ha-noi", "people": [{"name": "A", "role": "signed"}]}, {"locality": "can-tho"}]
    frames = frames_of(make_dataset(full, agreement("y", "ha-noi", "can-tho", date="2010")))
    assert frames.agreements["id"].tolist() == ["y", "x"]
    row = frames.agreements.set_index("id").loc["x"]
    assert (row["date"], str(row["date_first"].date()), str(row["date_last"].date())) == (
        "2019-05", "2019-05-01", "2019-05-31",
    )  # fmt: skip
    assert (row["period"], str(row["period_last"].date()), row["inferred"]) == ("2019/2021", "2021-12-31", "date")
    assert frames.people[["agreement", "position", "locality", "name", "role"]].to_numpy().tolist() == [
        ["x", 1, "ha-noi", "A", "signed"]
    ]
    assert frames.others["name"].tolist() == ["Hội Nông dân"]
    assert frames.fields[["field", "broader", "named_for"]].to_numpy().tolist() == [
        ["y-te", "giao-duc-y-te", "agreement"],
        ["giao-duc", "giao-duc-y-te", "figure"],
    ]
    assert frames.events[["kind", "note_en"]].to_numpy().tolist() == [["meeting", "Met"]]
    assert frames.related.to_numpy().tolist() == [["x", "renews", "y"]]
    assert frames.conflicts["value"].tolist() == ["2019-06"]
    assert frames.sources["publisher"].tolist() == ["Báo", "Báo"]
    money = frames.figures.iloc[2]
    assert (money["from"], money["to"], money["amount"]) == ("ha-noi; can-tho", "can-tho", 2_000_000_000)
    assert str(money["first_day"].date()) == "2015-01-01"
    assert pd.isna(money["last_day"])
    assert frames.figures["measure"].tolist() == ["registered-investment", "projects", "aid"]
    assert frames.figures["host"].tolist()[1] == "registered-investment"
    assert frames.also[["amount", "unit"]].to_numpy().tolist() == [[90_000, "USD"]]
    assert frames.ends.query("measure == 'aid'")[["role", "locality"]].to_numpy().tolist() == [
        ["source", "ha-noi"],
        ["source", "can-tho"],
        ["destination", "can-tho"],
    ]


def test_what_is_counted_adds_up_to_the_totals() -> None:
    for typed in ({}, {"party": ["can-tho"]}, {"measure": ["aid"]}):
        selection = select(open_four(), **typed)
        figures = build_frames(selection).figures
        counted = figures[figures["standing"] == "counted"].groupby(["measure", "unit"])["amount"].sum()
        totals = {(each.measure.id, each.unit): each.total.quantity for each in summarise(selection)}
        assert counted.to_dict() == {key: total.amount for key, total in totals.items() if total is not None}
        assert totals


def test_figures_say_what_stands_in_their_stead(make_dataset: Make) -> None:
    dataset = make_dataset(
        agreement("x", "ha-noi", "can-tho", figures=[
            figure("old", "registered-investment", source="ha-noi", destination="can-tho", amount=5, as_of="2018"),
            figure("new", "registered-investment", source="ha-noi", destination="can-tho", amount=7, as_of="2019"),
        ]),
    )  # fmt: skip
    found = frames_of(dataset).figures.set_index("figure")
    assert found["standing"].to_dict() == {"x#old": "history", "x#new": "counted"}
    assert found.loc["x#old", "by"] == "x#new"


def test_province_and_region_follow_the_borders_and_all_else_is_as_signed(make_dataset: Make) -> None:
    dataset = make_dataset(
        agreement("x", "ha-noi", "ha-nam", "hue", date="2025-03-01", figures=[
            figure("a", source="ha-noi", destination="ha-nam", period="2025-04"),
            figure("b", source="thua-thien-hue", destination="ha-nam", period="2024"),
        ]),
        agreement("y", "ha-noi", "ninh-binh", date="2026-03-01"),
    )  # fmt: skip
    vocabularies = dataset.vocabularies
    signed, now, before = (
        build_frames(select_agreements(dataset, Filters(), Borders(vocabularies, day)))
        for day in (None, date(2025, 7, 1), date(2024, 12, 31))
    )
    places = ["locality", "province", "region"]
    north, centre = "dong-bang-song-hong", "bac-trung-bo-va-duyen-hai-mien-trung"
    assert signed.parties[places].to_numpy().tolist() == [
        ["ha-noi", "ha-noi", north], ["ha-nam", "ha-nam", north], ["hue", "hue", centre],
        ["ha-noi", "ha-noi", north], ["ninh-binh", "ninh-binh", north],
    ]  # fmt: skip
    assert now.parties[places].to_numpy().tolist() == [
        ["ha-noi", "ha-noi", north], ["ha-nam", "ninh-binh", north], ["hue", "hue", "bac-trung-bo"],
        ["ha-noi", "ha-noi", north], ["ninh-binh", "ninh-binh", north],
    ]  # fmt: skip
    assert before.parties["province"].tolist() == ["ha-noi", "ha-nam", "thua-thien-hue", "ha-noi", "ninh-binh"]
    ends = [["ha-noi", "ha-noi"], ["ha-nam", "ninh-binh"], ["thua-thien-hue", "hue"], ["ha-nam", "ninh-binh"]]
    assert now.ends[["locality", "province"]].to_numpy().tolist() == ends
    assert now.ends["region"].tolist() == [north, north, "bac-trung-bo", north]
    for each in fields(Frames):
        others = [getattr(frames, each.name).drop(columns=["province", "region"], errors="ignore")
                  for frames in (signed, now, before)]  # fmt: skip
        assert others[0].equals(others[1]), each.name
        assert others[0].equals(others[2]), each.name


def test_frames_join_by_id() -> None:
    frames = frames_of(open_four())
    ids = set(frames.agreements["id"])
    for each in fields(Frames)[1:]:
        frame: pd.DataFrame = getattr(frames, each.name)
        assert "agreement" in frame or "figure" in frame
        if "agreement" in frame:
            assert set(frame["agreement"]) <= ids
        else:
            assert set(frame["figure"]) <= set(frames.figures["figure"])
    known = set(frames.sources["agreement"] + "#" + frames.sources["id"])
    assert set(frames.figures["agreement"] + "#" + frames.figures["source"]) <= known


def table_of(*numbers: int | None) -> Table:
    column = integer_column("n", Bilingual("N", "N"), "A number.")
    return Table("t", (column,), tuple((number,) for number in numbers))


def test_a_figure_is_told_alike_in_every_table(make_dataset: Make) -> None:
    figures = [
        figure("old", "registered-investment", source="ha-noi", destination="can-tho", as_of="2018"),
        figure("new", "registered-investment", source="ha-noi", destination="can-tho", as_of="2019"),
        figure("part", "registered-investment", source="ha-noi", destination="can-tho", field="y-te", as_of="2019"),
        figure("both", "aid", between=["ha-noi", "can-tho"], period=["2014", "2016"], doubtful="a slip"),
    ]
    selection = select(make_dataset(agreement("x", "ha-noi", "can-tho", fields=["y-te"], figures=figures)))
    held = build_frames(selection).figures.set_index("figure")
    for report in (explain_overview, report_snapshots):
        table = report(selection).tidy
        told = build_frame(table).set_index("figure")[ALIKE]
        assert sorted(told.index) == sorted(held.index if table.name == "explain" else STOCKS)
        pd.testing.assert_frame_equal(told, held.loc[told.index, ALIKE])
    for column, expected in (("period", "2014; 2016"), ("between", "ha-noi; can-tho")):
        assert held[column].dropna().to_dict() == {"x#both": expected}
    assert held["standing"].to_dict() == {
        "x#old": "history", "x#new": "counted", "x#part": "covered", "x#both": "doubtful"
    }  # fmt: skip


@given(st.lists(st.none() | st.integers(0, 2**70), max_size=5))
@settings(max_examples=60)
def test_numbers_and_their_sums_are_exact(numbers: list[int | None]) -> None:
    series = build_frame(table_of(*numbers))["n"]
    known = [number for number in numbers if number is not None]
    assert [None if pd.isna(cell) else int(cell) for cell in series] == numbers
    assert int(series.dropna().sum()) == sum(known)
    assert str(series.dtype) == ("Int64" if sum(known) < 2**63 else "object")


def test_days_far_from_today_are_days() -> None:
    column = next(c for c in build_tables(select(open_four()))[0].columns if c.name == "date_first")
    frame = build_frame(Table("t", (column,), (("0001-01-01",), ("9999-12-31",), (None,))))
    days = frame["date_first"]
    assert [day.year for day in days[:2]] == [1, 9999]
    assert days.isna().tolist() == [False, False, True]
