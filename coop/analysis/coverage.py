"""How many of the agreements of a cell state the measure there (rule 7): else an empty cell looks like a zero."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from coop.analysis.counting import newest_day
from coop.analysis.grouping import NOT_STATED, OTHER, TOTAL, Dimension, Row, RowKind
from coop.analysis.layout import View
from coop.analysis.placing import Placer, RowsOf, Spot
from coop.analysis.statistics import AgreementCounts, Half
from coop.analysis.years import year_row
from coop.dataset.agreement import Figure

Coverage = tuple[int, int]
_Agreements = defaultdict[Spot, set[str]]


def find_coverage(half: Half, counts: AgreementCounts, placer: Placer) -> Mapping[Spot, Coverage]:
    """Of the agreements that stand in a cell, by themselves or by a figure, those by a figure of the measure; and all.

    A figure stands where it does whatever became of it. In the total it is of all selected. `counts` and `placer` are
    those of every row.
    """
    stating: _Agreements = defaultdict(set)
    summary = half.summary
    for figure, row, column in _place_all(half, placer):
        for spot in _lead_to(row, column):
            stating[_merge(spot, half)].add(figure.agreement)
    for cell in half.rows:  # what is taken off stands in no row of the dimension
        if RowKind.OVERLAP in (cell.row.kind, cell.column.kind if cell.column is not None else None):
            stating[cell.row, cell.column].update(each.figure.agreement for each in cell.placed)
    standing: _Agreements = defaultdict(set, {spot: set(found) for spot, found in stating.items()})
    for spot, found in counts.cells.items():
        standing[_merge(spot, half)].update(found)
    spots = {(cell.row, cell.column) for cell in half.rows}
    covered = {spot: (len(stating[spot]), len(standing[spot])) for spot in spots.union(standing)}
    whole = {spot: (summary.stating, summary.selected) for spot in ((TOTAL, None), (TOTAL, TOTAL)) if spot in spots}
    return covered | whole


def _lead_to(row: Row, column: Row | None) -> tuple[Spot, ...]:
    """A cell, and the totals of its row and its column where there are columns."""
    return ((row, None),) if column is None else ((row, column), (row, TOTAL), (TOTAL, column))


def _merge(spot: Spot, half: Half) -> Spot:
    return (OTHER, spot[1]) if spot[0] in half.others else spot


def _place_all(half: Half, placer: Placer) -> Iterator[tuple[Figure, Row, Row | None]]:
    """Every cell in which each figure of the measure stands, whether it counts or not."""
    view, layout = View(half.role, half.column_role), placer.layout
    rows_of: RowsOf = placer.rows_of(view)
    columns_of: Callable[[Figure], Sequence[Row | None]] = placer.columns_of(view) or _no_column
    if layout.has_states(half.summary.measure.nature):
        if layout.rows is Dimension.YEAR:
            rows_of = _find_years(half)
        else:
            columns_of = _find_years(half)
    for figure in (disposition.figure for disposition in half.summary.dispositions):
        for row in rows_of(figure):
            for column in columns_of(figure):
                yield figure, row, column


def _no_column(_: Figure) -> tuple[None]:
    return (None,)


def _find_years(half: Half) -> RowsOf:
    """A stock is among what is known at the end of its year, and of each year after it that is told."""
    told = {place for cell in half.rows for place in (cell.row, cell.column) if place is not None}
    years = sorted(int(place.key) for place in told if place.kind is RowKind.ROW and place.key.isdecimal())

    def years_of(figure: Figure) -> tuple[Row, ...]:
        if figure.as_of is None:
            return (NOT_STATED,)
        return tuple(map(year_row, range(newest_day(figure).year, years[-1] + 1))) if years else ()

    return years_of
