"""The rows of a table: where an agreement counts, and where a figure stands (rules 5, 6, 8 and 10 of docs/totals.md).

A figure stands in the row of its localities when all of them fall in that row, else in `(shared)`. Nothing is divided.
Localities stand for the units that they are in the borders asked for.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from coop.analysis.borders import Borders, agreement_day, figure_day
from coop.dataset.agreement import Agreement, Ends, Figure
from coop.dataset.dataset import Dataset


class Dimension(StrEnum):
    """What a table has a row for."""

    PROVINCE = "province"
    REGION = "region"
    FIELD = "field"
    YEAR = "year"
    PAIR = "pair"
    INSTRUMENT = "instrument"
    LEVEL = "level"
    STATUS = "status"


class Role(StrEnum):
    """The half of a table of money: where it came from, or where it went."""

    SOURCE = "source"
    DESTINATION = "destination"


class RowKind(StrEnum):
    """What a row is: one value of the dimension, or one of the rows that make the table add up."""

    ROW = "row"
    OTHER = "other"  # those that are not among the largest asked for
    SHARED = "shared"
    INTERNAL = "internal"
    GROUP = "group"
    NOT_STATED = "not-stated"
    OVERLAP = "overlap"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A row by its kind and its key: an id, a year, `a/b` for a pair; empty for the other kinds."""

    kind: RowKind
    key: str = ""


SHARED = Row(RowKind.SHARED)
INTERNAL = Row(RowKind.INTERNAL)
GROUP = Row(RowKind.GROUP)
NOT_STATED = Row(RowKind.NOT_STATED)
OTHER = Row(RowKind.OTHER)
OVERLAP = Row(RowKind.OVERLAP)
TOTAL = Row(RowKind.TOTAL)


def has_halves(dimension: Dimension) -> bool:
    """Whether money under this dimension is told by where it came from and where it went."""
    return dimension in (Dimension.PROVINCE, Dimension.REGION)


def pair_row(one: str, other: str) -> Row:
    """The row of two localities, whichever way they are named; where they became one, `(internal)`."""
    if one == other:
        return INTERNAL
    return Row(RowKind.ROW, "/".join(sorted((one, other))))


class Grouping:
    """Puts agreements and figures of a dataset into the rows of one dimension; without borders, as signed."""

    def __init__(self, dataset: Dataset, dimension: Dimension, borders: Borders | None = None) -> None:
        self.dataset = dataset
        self.dimension = dimension
        self.borders = borders or Borders(dataset.vocabularies)

    def rows_of_agreement(self, agreement: Agreement) -> tuple[Row, ...]:
        """Every row that the agreement counts in, each once; `(not stated)` where it has no value."""
        match self.dimension:
            case Dimension.PROVINCE:
                keys: Iterable[str | None] = self.borders.parties_of(agreement)
            case Dimension.REGION:
                day = agreement_day(agreement)
                keys = (self.borders.region_of(locality, day) for locality in agreement.localities)
            case Dimension.FIELD:
                keys = agreement.all_fields
            case Dimension.YEAR:
                years = agreement.date.years()
                keys = [str(years[0])] if len(years) == 1 else [None]
            case Dimension.PAIR:
                return self._pair_rows(agreement) or (GROUP,)
            case _:
                keys = (self._attribute(agreement),)
        rows = dict.fromkeys(NOT_STATED if key is None else Row(RowKind.ROW, key) for key in keys)
        return tuple(rows) or (NOT_STATED,)

    def row_of_figure(self, figure: Figure, role: Role | None) -> Row:
        """The one row in which the figure stands, in the half of `role` where the dimension has halves."""
        agreement = self.dataset.by_id[figure.agreement]
        match self.dimension:
            case Dimension.PROVINCE:
                ends = self.borders.ends_of(figure, agreement)
                return _row_of_half(*(set(_end(ends, each)) for each in Role), role=role)
            case Dimension.REGION:
                day = figure_day(figure, agreement)
                region_of = self.borders.region_of
                halves = ({region_of(each, day) for each in _end(figure.ends, of)} for of in Role)
                return _row_of_half(*halves, role=role)
            case Dimension.FIELD:
                return Row(RowKind.ROW, figure.field) if figure.field is not None else NOT_STATED
            case Dimension.YEAR:
                return _year_row(figure)
            case Dimension.PAIR:
                return self._pair_row(figure, agreement)
            case _:
                value = self._attribute(agreement)
                return Row(RowKind.ROW, value) if value is not None else NOT_STATED

    def _pair_rows(self, agreement: Agreement) -> tuple[Row, ...]:
        return tuple(dict.fromkeys(pair_row(*pair) for pair in self.borders.pairs_of(agreement)))

    def _pair_row(self, figure: Figure, agreement: Agreement) -> Row:
        """The row of the two that a figure names; where only two agreed, an end that no source names is one of them.

        What went from one part of a unit to another is `(internal)`.
        """
        ends = self.borders.ends_of(figure, agreement)
        named = ends.localities
        if len(named) == 1 < len(figure.ends.localities) and (ends.between or ends.source == ends.destination):
            return INTERNAL
        pairs = self.borders.pairs_of(agreement)
        rows = self._pair_rows(agreement)
        if len(rows) == 1 and set(pairs[0]).issuperset(named):
            return rows[0]
        is_of_two = len(named) == 2 and (bool(ends.between) or len(ends.source) == len(ends.destination) == 1)
        if is_of_two and pair_row(*named) in rows:
            return pair_row(*named)
        return SHARED if rows else GROUP

    def _attribute(self, agreement: Agreement) -> str | None:
        values: Mapping[Dimension, str | None] = {
            Dimension.INSTRUMENT: agreement.instrument,
            Dimension.LEVEL: agreement.level,
            Dimension.STATUS: agreement.status,
        }
        return values[self.dimension]


def _end(ends: Ends, role: Role) -> tuple[str, ...]:
    if ends.between:
        return ends.between
    return ends.source if role is Role.SOURCE else ends.destination


def _row_of_half(source: Set[str | None], destination: Set[str | None], *, role: Role | None) -> Row:
    """The row of all that stands at one end; `(internal)` where both ends are one and the same row."""
    if len(source) == 1 and source == destination and None not in source:
        return INTERNAL
    keys = source if role is Role.SOURCE else destination
    if len(keys) > 1:
        return SHARED
    key = next(iter(keys), None)
    return Row(RowKind.ROW, key) if key is not None else NOT_STATED


def _year_row(figure: Figure) -> Row:
    """A flow stands in the year of its period; several years share it."""
    if not figure.period:
        return NOT_STATED
    years: set[int] = set()
    for when in figure.period:
        of_when = when.years()
        if of_when is None:  # an open end
            return SHARED
        years.update(of_when[:2])
    return Row(RowKind.ROW, str(years.pop())) if len(years) == 1 else SHARED
