"""Totals over a selection, whole and by row. What they mean is settled in `counting` and `grouping`; here it is added.

Every table adds up: rows + other + shared + internal - overlap = total, in integers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coop.analysis.counting import Disposition, Standing, count_selected
from coop.analysis.grouping import OTHER, TOTAL, Dimension, Role, Row, pair_row
from coop.analysis.layout import End, Layout, View
from coop.analysis.newer import NewerStates
from coop.analysis.placing import Placed, Placer, Spot, find_others, merge_others, place_figures
from coop.analysis.select import Selection
from coop.analysis.years import State, find_states, find_years_between, place_states
from coop.dataset.agreement import Figure
from coop.dataset.terms import Measure, Nature
from coop.language.quantity import Quantity, sum_quantities


@dataclass(frozen=True, slots=True)
class Total:
    """What some figures add up to: `None` where there is nothing to add.

    `projects` are those told beside the figures that count; `figures` and `agreements` say how many stand behind it.
    """

    quantity: Quantity | None
    projects: int | None
    figures: int
    agreements: int


@dataclass(frozen=True, slots=True)
class Summary:
    """One measure in one unit over a selection.

    `stating` of `selected` agreements state the measure (rule 7). `newer_outside` counts series of which the dataset
    holds a newer state than the selection (rule 9).
    """

    measure: Measure
    unit: str
    dispositions: tuple[Disposition, ...]
    total: Total
    stating: int
    selected: int
    newer_outside: int


@dataclass(frozen=True)
class CellTotal:
    """One cell of the table of a measure, and what stands in it; without columns a cell is a whole row."""

    row: Row
    column: Row | None = None
    placed: tuple[Disposition, ...] = ()

    @cached_property
    def total(self) -> Total:
        """What that adds up to."""
        return add_up(self.placed)


@dataclass(frozen=True, slots=True)
class Half:
    """The cells of one measure where it came from, or where it went (`role`); of all of it where there are no halves.

    `column_role` is the end that the columns tell, where they tell another than the rows. `others` are the rows that
    are summed in `(other)`, `states` the stocks as they stood at each year's end where the cells are told of that.
    """

    summary: Summary
    role: End | None
    rows: tuple[CellTotal, ...]
    column_role: Role | None = None
    others: frozenset[Row] = frozenset()
    states: tuple[State, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementCounts:
    """Which agreements count in each cell; `distinct` are those selected, each once (rule 6)."""

    cells: Mapping[Spot, frozenset[str]]
    distinct: int

    @property
    def rows(self) -> Mapping[Row, int]:
        """How many agreements count in each row."""
        return {row: len(found) for (row, column), found in self.cells.items() if column in (None, TOTAL)}


def summarise(selection: Selection) -> tuple[Summary, ...]:
    """One summary for each measure and unit that the selected figures have, in the order of the vocabulary."""
    groups: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in selection.figures:
        groups[figure.measure, figure.quantity.unit].append(figure)
    order = {measure: position for position, measure in enumerate(selection.dataset.vocabularies.measures.terms)}
    keys = sorted(groups, key=lambda key: (order[key[0]], key[1] != "VND", key[1]))
    newer = NewerStates(selection)
    return tuple(_summarise_group(selection, groups[key], newer=newer) for key in keys)


def _summarise_group(selection: Selection, figures: Sequence[Figure], *, newer: NewerStates) -> Summary:
    measure = selection.dataset.vocabularies.measures.terms[figures[0].measure]
    dispositions = count_selected(selection, figures, measure.nature)
    counted = [d for d in dispositions if d.standing is Standing.COUNTED]
    is_stock = measure.nature is Nature.STOCK
    return Summary(
        measure=measure,
        unit=figures[0].quantity.unit,
        dispositions=dispositions,
        total=add_up(counted),
        stating=len({figure.agreement for figure in figures}),
        selected=len(selection.agreements),
        newer_outside=sum(newer.has_newer(each.figure) for each in counted) if is_stock else 0,
    )


def add_up(dispositions: Iterable[Disposition]) -> Total:
    """Add what the dispositions bring; all are of one unit."""
    chosen = list(dispositions)
    projects = [d.figure.projects for d in chosen if d.figure.projects is not None]
    return Total(
        quantity=sum_quantities([d.quantity for d in chosen]) if chosen else None,
        projects=sum(projects) if projects else None,
        figures=len(chosen),
        agreements=len({d.figure.agreement for d in chosen}),
    )


def count_agreements(selection: Selection, layout: Layout) -> AgreementCounts:
    """Which of the selected agreements each cell has; each row and each column has every agreement once in its total.

    The rows that are not among the largest asked for are one.
    """
    placer = Placer(selection, layout)
    between = selection.filters.between
    only = pair_row(min(between), max(between)) if between else None
    cells: defaultdict[Spot, set[str]] = defaultdict(set)
    for agreement in selection.agreements:
        for row, column in placer.spots_of_agreement(agreement):
            # of a hub's many pairs the one asked for (rule 10)
            if only is not None and any(
                dimension is Dimension.PAIR and each != only
                for dimension, each in ((layout.rows, row), (layout.columns, column))
            ):
                continue
            spots = ((row, column),) if column is None else ((row, column), (row, TOTAL), (TOTAL, column))
            for spot in spots:
                cells[spot].add(agreement.id)
    for row, column in find_years_between(cells, layout):
        cells[row, column] = set()
    counts = {spot: frozenset(found) for spot, found in cells.items()}
    if layout.top is not None:
        margin = None if layout.columns is None else TOTAL
        weights = {row: len(found) for (row, column), found in counts.items() if column is margin}
        counts = _merge_counts(counts, find_others(weights, layout.top))
    return AgreementCounts(counts, len(selection.agreements))


def _merge_counts(counts: Mapping[Spot, frozenset[str]], others: frozenset[Row]) -> dict[Spot, frozenset[str]]:
    merged: dict[Spot, frozenset[str]] = {}
    for (row, column), found in counts.items():
        spot = (OTHER if row in others else row, column)
        merged[spot] = merged.get(spot, frozenset()) | found
    return merged


def group_summary(selection: Selection, summary: Summary, layout: Layout) -> tuple[Half, ...]:
    """The cells of one measure: in two halves where a dimension is of place, else in one.

    By year a stock is shown as it stood at each year's end and has no total over the years (rule 10).
    """
    placer = Placer(selection, layout)
    has_states = layout.has_states(summary.measure.nature)
    states = tuple(find_states(selection, summary.dispositions)) if has_states else None
    placed = [(view, _place_summary(summary, placer, view, states=states)) for view in layout.views]
    others: frozenset[Row] = frozenset()
    if layout.top is not None:
        others = find_others(_weigh_rows([cells for _, cells in placed]), layout.top)
    return tuple(
        Half(
            summary,
            view.role,
            tuple(CellTotal(row, column, tuple(found)) for (row, column), found in merge_others(cells, others).items()),
            view.column_role,
            others,
            states or (),
        )
        for view, cells in placed
    )


def _place_summary(summary: Summary, placer: Placer, view: View, *, states: Sequence[State] | None) -> Placed:
    """What stands in each cell: of `states`, what is left of the figures at each year's end, where there are any."""
    rows_of, columns_of = placer.rows_of(view), placer.columns_of(view)
    layout = placer.layout
    if states is not None:
        return place_states(states, layout, rows_of if layout.columns is Dimension.YEAR else columns_of)
    cells = place_figures(summary.dispositions, rows_of, columns_of)
    return {**{spot: [] for spot in find_years_between(cells, layout)}, **cells}


def _weigh_rows(tables: Sequence[Placed]) -> dict[Row, int]:
    """Each row by its total, by its greatest cell where it has none, in the half where that is more."""
    weights: dict[Row, int] = {}
    for cells in tables:
        has_total = {row for row, column in cells if column in (None, TOTAL)}
        for (row, column), placed in cells.items():
            if column in (None, TOTAL) or row not in has_total:
                quantity = add_up(placed).quantity
                weights[row] = max(weights.get(row, 0), quantity.high if quantity is not None else 0)
    return weights
