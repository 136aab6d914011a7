"""Tables of totals, cross-tabs and explanations against a naive second implementation, on generated datasets."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop.analysis.grouping import Dimension, Row, RowKind
from coop.analysis.layout import Extra, Layout
from coop.analysis.placing import Spot
from coop.analysis.select import Selection
from coop.analysis.shares import find_shares
from coop.analysis.statistics import CellTotal, Half, Summary, count_agreements, group_summary, summarise
from coop.analysis.statistics_report import report_by
from coop.dataset.agreement import Figure
from coop.dataset.dataset import Dataset
from coop.dataset.terms import Nature
from coop.table import Table
from tests.analysis.generated import FILTERS, all_layouts, generate_dataset
from tests.analysis.naive import last_day
from tests.analysis.naive_tables import (
    OVERLAP,
    TOTAL,
    Cell,
    Cells,
    Counted,
    Decided,
    count_agreements_naively,
    count_all,
    count_thousand,
    locate,
    select_all,
    tabulate_naively,
    tabulate_states_naively,
)
from tests.analysis.tidy_rows import iterate, place_of

LAYOUTS = all_layouts()
layouts = st.sampled_from(LAYOUTS)
small = st.tuples(st.integers(1, 25), st.integers(0, 10**6))  # what a small dataset is generated from

some_filters = st.sampled_from(FILTERS)

Seed = tuple[int, int]
Typed = dict[str, object]


def name(row: Row | None) -> str | None:
    return row if row is None else row.key if row.kind is RowKind.ROW else f"({row.kind.value})"


def cell_of(cell: CellTotal) -> Cell:
    """What a cell of the program says, as the naive way says it."""
    quantity, figures = cell.total.quantity, tuple(sorted(d.figure.reference for d in cell.placed))
    if quantity is None:
        return Cell(0, 0, None, figures)
    if RowKind.OVERLAP in (cell.row.kind, cell.column.kind if cell.column else None):
        return Cell(quantity.low, quantity.high, None, ("?",) * len(figures))
    return Cell(quantity.low, quantity.high, quantity.qualifier, figures)


def cells_of(half: Half) -> Cells:
    found = {(str(name(each.row)), name(each.column)): cell_of(each) for each in half.rows}
    assert len(found) == len(half.rows)
    return {spot: cell for spot, cell in found.items() if cell.figures}


def is_by_year(summary: Summary, layout: Layout) -> bool:
    return summary.measure.nature is Nature.STOCK and Dimension.YEAR in (layout.rows, layout.columns)


def expect(decided: Decided, summary: Summary, layout: Layout, half: Half) -> Cells:
    role = half.role.value if half.role else None
    rows, columns = layout.rows.value, layout.columns.value if layout.columns else None
    if is_by_year(summary, layout):
        cells = tabulate_states_naively(decided.naive, rows, columns, role=role, roll_up=layout.is_rolled_up)
    else:
        cells = tabulate_naively(decided, rows, columns, role=role, roll_up=layout.is_rolled_up)
    return {spot: cell for spot, cell in cells.items() if cell.figures}


def check_layout(counted: Counted, layout: Layout, *, with_states: bool = True) -> None:
    summaries = {(s.measure.id, s.unit): s for s in summarise(counted.selection)}
    assert summaries.keys() == counted.decided.keys()
    for key, summary in summaries.items():
        if is_by_year(summary, layout) and not (with_states or key[0] == "total-investment"):
            continue
        for half in group_summary(counted.selection, summary, layout):
            assert cells_of(half) == expect(counted.decided[key], summary, layout, half), (layout, key)


@settings(deadline=None, max_examples=150)
@given(seed=small, layout=layouts, typed=some_filters)
def test_a_naive_table_says_the_same_of_every_cell(seed: Seed, layout: Layout, typed: Typed) -> None:
    check_layout(count_all(generate_dataset(*seed), typed=typed), layout)


OF_A_THOUSAND = [
    each
    for each in LAYOUTS
    if each.columns is None or (each.role is None and not each.is_rolled_up and each.rows <= each.columns)
]


@pytest.mark.parametrize(
    "layout", OF_A_THOUSAND, ids=lambda each: f"{each.words} {each.role or ''}{each.is_rolled_up or ''}"
)
def test_a_naive_table_of_a_thousand_agreements_says_the_same_of_every_cell(layout: Layout) -> None:
    check_layout(count_thousand(1), layout, with_states=False)


def test_a_thousand_agreements_have_figures_of_every_standing() -> None:
    found = {what for decided in count_thousand(1).decided.values() for what in decided.fates.what.values()}
    assert found == {"counted", "covered", "part", "history", "overlapped", "same", "rate", "doubtful"}
    cells = [
        spot
        for decided in count_thousand(1).decided.values()
        for spot in tabulate_naively(decided, "region", None, role="either")
    ]
    assert {"(overlap)", "(internal)", "(shared)", "(not-stated)"} <= {row for row, _ in cells}


@settings(deadline=None, max_examples=100)
@given(seed=small, layout=layouts, typed=some_filters)
def test_rule_6_agreements_of_cross_tabs_count_once_in_every_total(seed: Seed, layout: Layout, typed: Typed) -> None:
    check_agreements(select_all(generate_dataset(*seed), typed=typed), layout)


def check_agreements(selection: Selection, layout: Layout) -> None:
    counts = count_agreements(selection, layout)
    columns = layout.columns.value if layout.columns else None
    naive = count_agreements_naively(selection, layout.rows.value, columns, roll_up=layout.is_rolled_up)
    found = {(name(row), name(column)): set(each) for (row, column), each in counts.cells.items() if each}
    assert {spot: each for spot, each in found.items() if TOTAL not in spot} == naive
    for (row, column), each in found.items():
        if TOTAL in (row, column):
            ends = [
                (TOTAL, spot[0])[row != TOTAL] == row and (TOTAL, spot[1])[column != TOTAL] == column for spot in naive
            ]
            assert each == set().union(*(ids for ids, fits in zip(naive.values(), ends, strict=True) if fits))
    assert counts.distinct == len(selection.agreements)


# --- years ---


@settings(deadline=None, max_examples=100)
@given(seed=small, layout=st.sampled_from([e for e in LAYOUTS if Dimension.YEAR in (e.rows, e.columns)]))
def test_rule_10_years_run_from_the_first_to_the_last_without_a_gap(seed: Seed, layout: Layout) -> None:
    selection = select_all(generate_dataset(*seed))
    axis = 0 if layout.rows is Dimension.YEAR else 1
    tables: list[list[Spot]] = [list(count_agreements(selection, layout).cells)]
    for summary in summarise(selection):
        tables += [[(c.row, c.column) for c in half.rows] for half in group_summary(selection, summary, layout)]
    for spots in tables:
        years = sorted({int(place.key) for spot in spots if (place := spot[axis]) and place.kind is RowKind.ROW})
        assert not years or years == list(range(years[0], years[-1] + 1))


# --- the largest rows ---


@settings(deadline=None, max_examples=150)
@given(
    seed=small,
    layout=st.sampled_from([e for e in LAYOUTS if e.rows is not Dimension.YEAR]),
    top=st.integers(1, 4),
    typed=some_filters,
)
def test_the_rows_that_are_not_among_the_largest_are_summed_in_one(
    seed: Seed, layout: Layout, top: int, typed: Typed
) -> None:
    counted = count_all(generate_dataset(*seed), typed=typed)
    for summary in summarise(counted.selection):
        decided = counted.decided[summary.measure.id, summary.unit]
        halves = group_summary(counted.selection, summary, replace(layout, top=top))
        whole = [expect(decided, summary, layout, half) for half in halves]
        weights: dict[str, int] = {}
        for cells in whole:
            has_total = {row for row, column in cells if column in (None, TOTAL)}
            for (row, column), cell in cells.items():
                if not row.startswith("(") and (column in (None, TOTAL) or row not in has_total):
                    weights[row] = max(weights.get(row, 0), cell.high)
        others = set(sorted(weights, key=lambda row: (-weights[row], row))[top:])
        for half, cells in zip(halves, whole, strict=True):
            merged: dict[tuple[str, str | None], list[Cell]] = {}
            for (row, column), cell in cells.items():
                merged.setdefault(("(other)" if row in others else row, column), []).append(cell)
            sums = {spot: (sum(c.low for c in found), sum(c.high for c in found)) for spot, found in merged.items()}
            assert {spot: (cell.low, cell.high) for spot, cell in cells_of(half).items()} == sums


# --- shares ---


@settings(deadline=None, max_examples=150)
@given(seed=small, layout=layouts)
def test_shares_add_up_to_the_whole_and_none_is_off_by_a_tenth_of_a_percent(seed: Seed, layout: Layout) -> None:
    selection = select_all(generate_dataset(*seed))
    for summary in summarise(selection):
        for half in group_summary(selection, summary, layout):
            check_shares(half, {(str(name(r)), name(c)): s for (r, c), s in find_shares(half).items()})


def check_shares(half: Half, shares: dict[tuple[str, str | None], int]) -> None:
    values = {spot: cell.low + cell.high for spot, cell in cells_of(half).items()}
    for (row, column), share in shares.items():
        whole = next(values[s] for s in ((TOTAL, TOTAL), (TOTAL, None), (TOTAL, column), (row, TOTAL)) if values.get(s))
        value = values.get((row, column), 0)
        assert abs(share * whole - value * 1000) < whole
    if (TOTAL, None) in shares:
        assert add_line(shares, [s for s in shares if s[0] != TOTAL]) == 1000
    if (TOTAL, TOTAL) in shares:
        assert add_line(shares, [s for s in shares if s[1] == TOTAL and s[0] != TOTAL]) == 1000
        for row in {row for row, _ in shares} - {OVERLAP}:
            assert add_line(shares, [s for s in shares if s[0] == row and s[1] != TOTAL]) == shares[row, TOTAL]


def add_line(shares: dict[tuple[str, str | None], int], spots: list[tuple[str, str | None]]) -> int:
    return sum(-shares[spot] if OVERLAP in spot else shares[spot] for spot in spots)


# --- coverage ---


@settings(deadline=None, max_examples=150)
@given(seed=small, layout=layouts, typed=some_filters)
def test_rule_7_each_cell_says_how_many_of_its_agreements_state_the_measure_there(
    seed: Seed, layout: Layout, typed: Typed
) -> None:
    check_coverage(select_all(generate_dataset(*seed), typed=typed), layout)


@pytest.mark.parametrize(
    "layout",
    [Layout(Dimension.PROVINCE), Layout(Dimension.YEAR, Dimension.PROVINCE), Layout(Dimension.FIELD, Dimension.YEAR)],
    ids=lambda each: each.words,
)
def test_rule_7_coverage_of_three_hundred_agreements_is_that_of_the_naive_way(layout: Layout) -> None:
    check_coverage(select_all(generate_dataset(300, 7)), layout)


def check_coverage(selection: Selection, layout: Layout) -> None:
    agreements = list(
        count_agreements_naively(
            selection,
            layout.rows.value,
            layout.columns.value if layout.columns else None,
            roll_up=layout.is_rolled_up,
        ).items()
    )
    summaries = {(s.measure.id, s.unit): s for s in summarise(selection)}
    covered = replace(layout, extras=frozenset({Extra.COVERAGE}))
    tidy = report_by(selection, covered).tidy
    told = read_tidy(tidy, ("stating", "counting", "figures"))
    for (row, column, role, measure, unit), (k, n, figures) in told.items():
        if measure is None:
            continue
        summary = summaries[str(measure), str(unit)]
        assert isinstance(k, int)
        assert isinstance(n, int)
        assert k <= n
        assert k > 0 or not figures
        if OVERLAP in (row, column):
            assert k == n
            continue
        here = {
            d.figure.agreement
            for d in summary.dispositions
            if is_at(selection.dataset, d.figure, summary, layout, (str(row), column, role))
        }
        if row == TOTAL and column in (None, TOTAL):
            assert (k, n) == (len(here), len(selection.agreements))
            continue
        counting = [ids for spot, ids in agreements if row in (TOTAL, spot[0]) and column in (None, TOTAL, spot[1])]
        assert (k, n) == (len(here), len(here.union(*counting))), (row, column, role, measure)


def is_at(
    dataset: Dataset, figure: Figure, summary: Summary, layout: Layout, place: tuple[str, object, object]
) -> bool:
    """Whether a figure, whatever became of it, is one of those that a cell is about."""
    wanted_row, wanted_column, role = place
    turned = {"source": "destination", "destination": "source"}.get(str(role))
    both = layout.columns is not None and {layout.rows, layout.columns} <= {Dimension.PROVINCE, Dimension.REGION}
    axes = ((layout.rows, wanted_row, role), (layout.columns, wanted_column, turned if both else role))
    for dimension, wanted, end in axes:
        if dimension is None or wanted in (None, TOTAL):
            continue
        if dimension is Dimension.YEAR and is_by_year(summary, layout):
            known = "(not-stated)" if figure.as_of is None else last_day(figure).year
            fits = wanted == known if isinstance(known, str) or not str(wanted).isdigit() else int(str(wanted)) >= known
        else:
            fits = wanted in locate(dataset, figure, dimension.value, str(end), roll_up=layout.is_rolled_up)
        if not fits:
            return False
    return True


def read_tidy(table: Table, names: tuple[str, ...]) -> dict[tuple[object, ...], tuple[object, ...]]:
    found: dict[tuple[object, ...], tuple[object, ...]] = {}
    for row in iterate(table):
        found[*place_of(row), row["role"], row["measure"], row["unit"]] = tuple(row[each] for each in names)
    return found
