"""Totals of the data as shipped: what holds in all borders, and that a naive reading gives the same rows."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import pytest

from coop.analysis.borders import Borders
from coop.analysis.filters import Filters
from coop.analysis.frames import build_frames
from coop.analysis.grouping import Dimension, Role, RowKind
from coop.analysis.layout import Layout
from coop.analysis.select import select_agreements
from coop.analysis.statistics import count_agreements, group_summary, summarise
from coop.dataset.dataset import Dataset
from coop.dataset.loading import open_dataset
from tests.analysis.naive_borders import PLACED, check_tables
from tests.analysis.naive_lands import Lands
from tests.conftest import REPOSITORY, Result

Run = Callable[..., Result]


@cache
def open_shipped() -> Dataset:
    return open_dataset(REPOSITORY / "data")


MOVES = Lands(open_shipped().vocabularies.localities.terms).move_days()
BORDERS = [day for move in MOVES for day in (move - timedelta(days=1), move)]


@pytest.mark.parametrize("borders", [None, *BORDERS], ids=str)
def test_rule_8_tables_of_the_data_are_those_of_a_naive_reading(borders: date | None) -> None:
    for dimension in PLACED:
        check_tables(open_shipped(), borders, dimension)


@pytest.mark.parametrize("borders", BORDERS, ids=str)
def test_rule_8_grand_totals_of_the_data_are_those_as_signed_whenever_a_border_moved(borders: date) -> None:
    dataset = open_shipped()
    signed = select_agreements(dataset, Filters())
    folded = select_agreements(dataset, Filters(), Borders(dataset.vocabularies, borders))
    assert folded.agreements == signed.agreements
    assert [each.total for each in summarise(folded)] == [each.total for each in summarise(signed)]
    for layout in map(Layout, Dimension):
        assert count_agreements(folded, layout).distinct == count_agreements(signed, layout).distinct


def read_csv(text: str) -> list[dict[str, object]]:
    return [dict(row) for row in csv.DictReader(io.StringIO(text))]


def agreements_by_province(result: Result) -> dict[str, int]:
    """Agreements by province; the total has no province."""
    rows = [row for row in read_csv(result.out) if not row["measure"]]
    return {str(row["province"]): int(str(row["agreements"])) for row in rows}


def test_rule_8_borders_fold_former_provinces_and_leave_the_grand_totals_as_signed(run: Run) -> None:
    command = ("stats", "by", "province", "-f", "csv")
    signed, now = (run(*command, *more, data=REPOSITORY / "data") for more in ((), ("--borders", "now")))
    assert (signed.code, signed.err, now.code, now.err) == (0, "", 0, "")
    as_signed, folded = agreements_by_province(signed), agreements_by_province(now)
    assert as_signed["ha-nam"] > 0 < as_signed["bac-kan"]
    assert folded.keys().isdisjoint({"ha-nam", "nam-dinh", "bac-kan"})
    assert folded["ninh-binh"] >= max(as_signed["ha-nam"], as_signed["ninh-binh"])
    assert folded["thai-nguyen"] >= max(as_signed["bac-kan"], as_signed["thai-nguyen"])
    assert folded[""] == as_signed[""]
    both = [[row for row in read_csv(each.out) if row["kind"] == "total"] for each in (signed, now)]
    assert both[0] == both[1]
    assert run(*command, "--borders", "signed", data=REPOSITORY / "data") == signed


@pytest.mark.parametrize("day", [None, date(2008, 8, 1), date(2025, 7, 1)], ids=str)
def test_ends_by_province_are_the_rows_of_the_totals(day: date | None) -> None:
    dataset = open_shipped()
    selection = select_agreements(dataset, Filters(), Borders(dataset.vocabularies, day))
    frames = build_frames(selection)
    counted = frames.figures.query("measure == 'aid' and standing == 'counted' and unit == 'VND'")
    ends = frames.ends.query("measure == 'aid'").merge(counted["figure"])
    sides = {role: ends[ends["role"] == role] for role in ("source", "destination")}
    one, other = (side[~side["figure"].duplicated(keep=False)] for side in sides.values())
    both = one.merge(other, on="figure")  # those with one locality at either end: nothing is shared
    assert len(both) > 20
    inside = both["province_x"] == both["province_y"]
    assert inside.any() == (day == date(2025, 7, 1))
    expected = both[~inside].groupby("province_x")["figure"].apply(set).to_dict()
    expected |= {RowKind.INTERNAL.value: set(both[inside]["figure"])} if inside.any() else {}
    (summary,) = (each for each in summarise(selection) if (each.measure.id, each.unit) == ("aid", "VND"))
    half = next(
        half for half in group_summary(selection, summary, Layout(Dimension.PROVINCE)) if half.role is Role.SOURCE
    )
    wanted = set(both["figure"])
    rows = {each.row.key or each.row.kind.value: {d.figure.reference for d in each.placed} for each in half.rows}
    del rows[RowKind.TOTAL.value]
    assert {key: found & wanted for key, found in rows.items() if found & wanted} == expected
