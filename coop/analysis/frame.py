"""What all tables of one layout share: the names and order of rows and columns, and what stands beside the amounts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from coop.analysis.coverage import Coverage, find_coverage
from coop.analysis.grouping import TOTAL, Row, RowKind
from coop.analysis.layout import Extra, Layout
from coop.analysis.placing import Placer, Spot
from coop.analysis.row_names import RowNamer
from coop.analysis.select import Selection
from coop.analysis.shares import find_shares
from coop.analysis.statistics import AgreementCounts, Half, Total, count_agreements
from coop.table import Block, Column

NOTHING = Total(None, None, 0, 0)
FOOTER = (RowKind.OVERLAP, RowKind.TOTAL)


@dataclass(frozen=True)
class Frame:
    """A selection and the layout in which its tables stand."""

    selection: Selection
    layout: Layout

    @cached_property
    def counts(self) -> AgreementCounts:
        """Which agreements each cell has."""
        return count_agreements(self.selection, self.layout)

    @cached_property
    def _all_counts(self) -> AgreementCounts:
        return count_agreements(self.selection, replace(self.layout, top=None))

    @cached_property
    def _placer(self) -> Placer:
        return Placer(self.selection, self.layout)

    @cached_property
    def rows(self) -> RowNamer:
        """The names of the rows."""
        return RowNamer(self.selection, self.layout.rows)

    @cached_property
    def columns(self) -> RowNamer | None:
        """The names of the columns, where there are any."""
        return RowNamer(self.selection, self.layout.columns) if self.layout.columns is not None else None

    @property
    def margin(self) -> Row | None:
        """Where the totals of rows stand: in the last column, or in the row itself where there are no columns."""
        return TOTAL if self.layout.columns is not None else None

    @property
    def has_shares(self) -> bool:
        """Whether a share stands beside each amount."""
        return Extra.SHARE in self.layout.extras

    @property
    def has_coverage(self) -> bool:
        """Whether it is told in each cell how many agreements state the measure."""
        return Extra.COVERAGE in self.layout.extras

    def shares_of(self, half: Half) -> Mapping[Spot, int]:
        """The share of each cell, where shares are asked for."""
        return find_shares(half) if self.has_shares else {}

    def coverage_of(self, half: Half) -> Mapping[Spot, Coverage]:
        """How many agreements of each cell state the measure, where that is asked for."""
        return find_coverage(half, self._all_counts, self._placer) if self.has_coverage else {}

    def sort_rows(self, weights: Mapping[Spot, int]) -> list[Row]:
        """The rows of these cells, the heaviest first, the special ones last."""
        return self.rows.sort(tuple(dict.fromkeys(row for row, _ in weights)), _weigh(weights, 0).__getitem__)

    def sort_columns(self, weights: Mapping[Spot, int]) -> list[Row]:
        """The columns of these cells, the heaviest first, the special ones last; none where there are no columns."""
        found = tuple(dict.fromkeys(column for _, column in weights if column is not None))
        return self.columns.sort(found, _weigh(weights, 1).__getitem__) if self.columns is not None else []


def _weigh(weights: Mapping[Spot, int], axis: int) -> dict[Row, int]:
    """Each row (axis 0) or column (axis 1) by its total, by its greatest cell where it has none."""
    best: dict[Row, tuple[bool, int]] = {}
    for spot, weight in weights.items():
        place = spot[axis]
        if place is not None:
            best[place] = max(best.get(place, (False, 0)), (spot[1 - axis] in (None, TOTAL), weight))
    return {place: weight for place, (_, weight) in best.items()}


def weigh_cells(halves: Iterable[Half]) -> dict[Spot, int]:
    """Each cell by its amount, the greater of its halves, so that a table runs from the largest down."""
    weights: dict[Spot, int] = {}
    for cell in (cell for half in halves for cell in half.rows):
        spot = (cell.row, cell.column)
        quantity = cell.total.quantity
        weights[spot] = max(weights.get(spot, 0), quantity.high if quantity is not None else 0)
    return weights


def find_block(kinds: Sequence[bool]) -> Block:
    """Rows that are free, as those of the dimension's values are, and those that make them add up and stay below."""
    free = sum(kinds)
    return Block(free, len(kinds) - free)


def sort_as(columns: Sequence[Column], prefixes: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Which columns tell what those of the table for programs do: the stub the name, those of the prefixes the rest."""
    names = {column.name for column in columns}
    found = {
        each: tuple(f"{prefix}{each}" for prefix in prefixes if f"{prefix}{each}" in names)
        for each in ("amount", "share", "projects")
    }
    return {"name": (columns[0].name,), **{each: alike for each, alike in found.items() if alike}}


def cell_code(row: Row) -> str:
    """The code of a row in a table for people: its key, or its kind."""
    return row.key if row.kind is RowKind.ROW else row.kind.value
