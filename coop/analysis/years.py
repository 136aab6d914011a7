"""Rows and columns by year: stocks as they stood at each year's end, and the years in between (rule 10)."""

from collections.abc import Iterable, Iterator, Sequence

from coop.analysis.counting import Disposition, Standing, count_selected, newest_day
from coop.analysis.grouping import NOT_STATED, TOTAL, Dimension, Row, RowKind
from coop.analysis.layout import Layout
from coop.analysis.placing import Placed, RowsOf, Spot, place_in_rows
from coop.analysis.select import Selection
from coop.dataset.terms import Nature

State = tuple[Row, tuple[Disposition, ...]]


def year_row(year: int) -> Row:
    """The row of a year."""
    return Row(RowKind.ROW, str(year))


def find_states(selection: Selection, dispositions: Sequence[Disposition]) -> Iterator[State]:
    """Stocks as they stood at the end of each year, from the first that is told of to the last.

    A stock without a date counts in `(no date)`, where it counts at all.
    """
    dated = [(d.figure, newest_day(d.figure).year) for d in dispositions if d.figure.as_of is not None]
    told = {year for _, year in dated}
    state: tuple[Disposition, ...] = ()
    for year in range(min(told), max(told) + 1) if told else ():
        if year in told:
            known = [figure for figure, its_year in dated if its_year <= year]
            state = count_selected(selection, known, Nature.STOCK)
        yield year_row(year), state
    undated = tuple(d for d in dispositions if d.figure.as_of is None and d.standing is Standing.COUNTED)
    if undated:
        yield NOT_STATED, undated


def decide_by_year(states: Iterable[State], dispositions: Sequence[Disposition]) -> tuple[Disposition, ...]:
    """What became of each stock in a table by year: what the newest year tells in which it counts.

    For one that counts in no year it is the newest in which it stands, for one that stands in none the last.
    """
    best = {id(each.figure): each for each in dispositions if each.figure.as_of is None}
    for _, state in states:
        for found in state:
            known = best.get(id(found.figure))
            if known is None or _weigh(found) >= _weigh(known):
                best[id(found.figure)] = found
    return tuple(best[id(each.figure)] for each in dispositions)


def _weigh(disposition: Disposition) -> tuple[bool, bool]:
    return disposition.standing is Standing.COUNTED, disposition.stands


def place_states(states: Iterable[State], layout: Layout, places_of: RowsOf | None) -> Placed:
    """The states by year, and in each year by the other dimension if there is one; there is no total over the years."""
    cells: Placed = {}
    for year, dispositions in states:
        if places_of is None:
            cells[year, None] = [d for d in dispositions if d.standing is Standing.COUNTED]
            continue
        for place, placed in place_in_rows(dispositions, places_of).items():
            cells[(year, place) if layout.rows is Dimension.YEAR else (place, year)] = placed
    return cells


def find_years_between(spots: Iterable[Spot], layout: Layout) -> list[Spot]:
    """The totals of years from the first to the last that have nothing: they are rows, or columns, too."""
    known = set(spots)
    if layout.rows is Dimension.YEAR:
        margin = None if layout.columns is None else TOTAL
        return [(row, margin) for row in _missing(row for row, _ in known)]
    if layout.columns is Dimension.YEAR:
        return [(TOTAL, column) for column in _missing(column for _, column in known if column is not None)]
    return []


def _missing(rows: Iterable[Row]) -> list[Row]:
    years = {int(row.key) for row in rows if row.kind is RowKind.ROW}
    return [year_row(year) for year in range(min(years), max(years) + 1) if year not in years] if years else []
