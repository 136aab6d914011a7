"""In which cells of a table figures stand, so that it adds up (rules 3 to 5 of docs/totals.md).

A figure that another covers stands in a cell of its own only where nothing above it stands; then, as where it stands in
several cells, it is in `(overlap)` as well: cells - (overlap) = total, along each row and down each column.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from coop.analysis.counting import Disposition, Standing
from coop.analysis.grouping import (
    INTERNAL,
    NOT_STATED,
    OTHER,
    OVERLAP,
    SHARED,
    TOTAL,
    Dimension,
    Grouping,
    Role,
    Row,
    RowKind,
    has_halves,
)
from coop.analysis.layout import EITHER, End, Layout, View
from coop.analysis.select import Selection
from coop.dataset.agreement import Agreement, Figure

Spot = tuple[Row, Row | None]
Placed = dict[Spot, list[Disposition]]
RowsOf = Callable[[Figure], Sequence[Row]]
Place = TypeVar("Place", bound=Hashable)


class Placer:
    """Says in which rows and columns of a layout agreements and figures stand."""

    def __init__(self, selection: Selection, layout: Layout) -> None:
        self.selection = selection
        self.layout = layout
        self._fields = selection.dataset.vocabularies.fields.terms
        self._rows, *rest = (
            Grouping(selection.dataset, dimension, selection.borders) for dimension in layout.dimensions
        )
        self._columns = rest[0] if rest else None

    def rows_of(self, view: View) -> RowsOf:
        """Says in which rows a figure stands: one, but several by both ends at once."""
        return _remember(lambda figure: self._find_rows(self._rows, figure, view.role))

    def columns_of(self, view: View) -> RowsOf | None:
        """Says in which columns a figure stands, where there are any."""
        columns = self._columns
        if columns is None:
            return None
        end = view.role if view.column_role is None else view.column_role
        return _remember(lambda figure: self._find_rows(columns, figure, end))

    def spots_of_agreement(self, agreement: Agreement) -> tuple[Spot, ...]:
        """Every cell that the agreement counts in, each once."""
        rows = dict.fromkeys(self._roll_up(self._rows, row) for row in self._rows.rows_of_agreement(agreement))
        if self._columns is None:
            return tuple((row, None) for row in rows)
        found = self._columns.rows_of_agreement(agreement)
        columns = dict.fromkeys(self._roll_up(self._columns, column) for column in found)
        return tuple((row, column) for row in rows for column in columns)

    def _find_rows(self, grouping: Grouping, figure: Figure, end: End | None) -> tuple[Row, ...]:
        if end is not EITHER or not has_halves(grouping.dimension):
            role = end if isinstance(end, Role) else None
            return (self._roll_up(grouping, grouping.row_of_figure(figure, role)),)
        both = [grouping.row_of_figure(figure, role) for role in Role]
        plain = dict.fromkeys(self._roll_up(grouping, row) for row in both if row.kind is RowKind.ROW)
        return tuple(plain) or (next((row for row in (INTERNAL, SHARED) if row in both), NOT_STATED),)

    def _roll_up(self, grouping: Grouping, row: Row) -> Row:
        if not self.layout.is_rolled_up or grouping.dimension is not Dimension.FIELD or row.kind is not RowKind.ROW:
            return row
        return Row(row.kind, self._fields[row.key].broader or row.key)


def _remember(rows_of: RowsOf) -> RowsOf:
    """The same, each figure looked at once: a stock stands at the end of many years."""
    known: dict[int, tuple[Figure, Sequence[Row]]] = {}  # with the figure, so that no other can have its identity

    def find(figure: Figure) -> Sequence[Row]:
        if id(figure) not in known:
            known[id(figure)] = figure, rows_of(figure)
        return known[id(figure)][1]

    return find


def place_figures(dispositions: Sequence[Disposition], rows_of: RowsOf, columns_of: RowsOf | None) -> Placed:
    """What stands in each cell, with `(overlap)` and the totals at the ends of rows and columns.

    Where the last row and the last column meet is the grand total; where the two of `(overlap)` meet is nothing.
    """
    by_row = place_in_rows(dispositions, rows_of)
    if columns_of is None:
        return {(row, None): placed for row, placed in by_row.items()}
    by_column = place_in_rows(dispositions, columns_of)
    by_cell = _place(dispositions, lambda f: [(row, column) for row in rows_of(f) for column in columns_of(f)])
    cells: Placed = dict(by_cell.items())
    in_row: defaultdict[Row, list[list[Disposition]]] = defaultdict(list)
    in_column: defaultdict[Row, list[list[Disposition]]] = defaultdict(list)
    for (row, column), placed in by_cell.items():
        in_row[row].append(placed)
        in_column[column].append(placed)
    cells |= {(row, TOTAL): placed for row, placed in by_row.items()}
    cells |= {(TOTAL, column): placed for column, placed in by_column.items()}
    _add_surplus(cells, {(row, OVERLAP): (found, by_row.get(row, [])) for row, found in in_row.items()})
    _add_surplus(cells, {(OVERLAP, column): (found, by_column.get(column, [])) for column, found in in_column.items()})
    return cells


def place_in_rows(dispositions: Sequence[Disposition], rows_of: RowsOf) -> dict[Row, list[Disposition]]:
    """What stands in each row, in `(overlap)` where there is any, and in the total."""
    by_row = _place(dispositions, rows_of)
    counted = [disposition for disposition in dispositions if disposition.standing is Standing.COUNTED]
    overlap = _find_surplus(by_row.values(), counted)
    return {**by_row, **({OVERLAP: overlap} if overlap else {}), TOTAL: counted}


def find_others(weights: Mapping[Row, int], top: int) -> frozenset[Row]:
    """The rows that are not among the `top` heaviest; those that make a table add up are none."""
    plain = sorted((row for row in weights if row.kind is RowKind.ROW), key=lambda row: (-weights[row], row.key))
    return frozenset(plain[top:])


def merge_others(cells: Placed, others: frozenset[Row]) -> Placed:
    """The cells with those rows in one, which keeps all that stands in them: it still adds up."""
    merged: Placed = {}
    for (row, column), placed in cells.items():
        merged.setdefault((OTHER if row in others else row, column), []).extend(placed)
    return merged


def _add_surplus(
    cells: Placed, wanted: Mapping[tuple[Row, Row], tuple[Iterable[Iterable[Disposition]], Iterable[Disposition]]]
) -> None:
    for spot, (placed, once) in wanted.items():
        overlap = _find_surplus(placed, once)
        if overlap:
            cells[spot] = overlap


def _find_surplus(placed: Iterable[Iterable[Disposition]], once: Iterable[Disposition]) -> list[Disposition]:
    """What is placed more often than `once`: that much too much do the cells add up to."""
    left = Counter(id(disposition.figure) for disposition in once)
    surplus = []
    for disposition in (each for cell in placed for each in cell):
        if left[id(disposition.figure)]:
            left[id(disposition.figure)] -= 1
        else:
            surplus.append(disposition)
    return surplus


def _place(
    dispositions: Sequence[Disposition], places_of: Callable[[Figure], Sequence[Place]]
) -> dict[Place, list[Disposition]]:
    """What stands in each place: each figure wherever none does that covers it, up to the one that counts."""
    standing = [disposition for disposition in dispositions if disposition.stands]
    places = {id(disposition.figure): places_of(disposition.figure) for disposition in standing}
    below: defaultdict[int | None, list[Figure]] = defaultdict(list)
    for disposition in standing:
        below[id(disposition.by) if disposition.by is not None else None].append(disposition.figure)
    apart: set[tuple[int, Place]] = set()
    above: Counter[Place] = Counter()  # how many of those on the way down stand in each place
    steps = [(figure, 1) for figure in below[None]]
    while steps:
        figure, step = steps.pop()
        here = places[id(figure)]
        if step > 0:
            apart.update((id(figure), place) for place in here if not above[place])
            steps.append((figure, -1))  # once all below it is done
            steps.extend((each, 1) for each in below[id(figure)])
        for place in here:
            above[place] += step
    found: defaultdict[Place, list[Disposition]] = defaultdict(list)
    for disposition in standing:
        for place in places[id(disposition.figure)]:
            if (id(disposition.figure), place) in apart:
                found[place].append(disposition)
    return dict(found)
