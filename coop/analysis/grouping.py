"""The rows of a table: where an agreement counts, and where a figure stands (rules 5, 6 and 10 of docs/totals.md).

A figure stands in the row of its localities when all of them fall in that row, else in `(shared)`. Nothing is divided.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from coop.analysis.select import agreement_day, figure_day
from coop.dataset.agreement import Agreement, Figure
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
    """The row of two localities, whichever way they are named."""
    return Row(RowKind.ROW, "/".join(sorted((one, other))))


class Grouping:
    """Puts agreements and figures of a dataset into the rows of one dimension."""

    def __init__(self, dataset: Dataset, dimension: Dimension) -> None:
        self.dataset = dataset
        self.dimension = dimension

    def rows_of_agreement(self, agreement: Agreement) -> tuple[Row, ...]:
        """Every row that the agreement counts in, each once; `(not stated)` where it has no value."""
        match self.dimension:
            case Dimension.PROVINCE:
                keys: Iterable[str | None] = agreement.localities
            case Dimension.REGION:
                day = agreement_day(agreement)
                keys = (self.dataset.vocabularies.region_of(locality, day) for locality in agreement.localities)
            case Dimension.FIELD:
                keys = agreement.all_fields
            case Dimension.YEAR:
                years = agreement.date.years()
                keys = [str(years[0])] if len(years) == 1 else [None]
            case Dimension.PAIR:
                return tuple(pair_row(*pair) for pair in agreement.pairs) or (GROUP,)
            case _:
                keys = (self._attribute(agreement),)
        rows = dict.fromkeys(NOT_STATED if key is None else Row(RowKind.ROW, key) for key in keys)
        return tuple(rows) or (NOT_STATED,)

    def row_of_figure(self, figure: Figure, role: Role | None) -> Row:
        """The one row in which the figure stands, in the half of `role` where the dimension has halves."""
        agreement = self.dataset.by_id[figure.agreement]
        match self.dimension:
            case Dimension.PROVINCE:
                return _row_of_half(*(set(_end(figure, each)) for each in Role), role=role)
            case Dimension.REGION:
                day = figure_day(figure, agreement)
                region_of = self.dataset.vocabularies.region_of
                return _row_of_half(*({region_of(each, day) for each in _end(figure, of)} for of in Role), role=role)
            case Dimension.FIELD:
                return Row(RowKind.ROW, figure.field) if figure.field is not None else NOT_STATED
            case Dimension.YEAR:
                return _year_row(figure)
            case Dimension.PAIR:
                return _pair_row(figure, agreement)
            case _:
                value = self._attribute(agreement)
                return Row(RowKind.ROW, value) if value is not None else NOT_STATED

    def _attribute(self, agreement: Agreement) -> str | None:
        values: Mapping[Dimension, str | None] = {
            Dimension.INSTRUMENT: agreement.instrument,
            Dimension.LEVEL: agreement.level,
            Dimension.STATUS: agreement.status,
        }
        return values[self.dimension]


def _end(figure: Figure, role: Role | None) -> tuple[str, ...]:
    if figure.ends.between:
        return figure.ends.between
    return figure.ends.source if role is Role.SOURCE else figure.ends.destination


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


def _pair_row(figure: Figure, agreement: Agreement) -> Row:
    """The row of the two that a figure names; where only two agreed, an end that no source names is one of them."""
    ends = figure.ends
    if len(agreement.pairs) == 1 and set(agreement.pairs[0]).issuperset(ends.localities):
        return pair_row(*agreement.pairs[0])
    localities = ends.localities
    is_of_two = len(localities) == 2 and (bool(ends.between) or len(ends.source) == len(ends.destination) == 1)
    pairs = {pair_row(*pair) for pair in agreement.pairs}
    if is_of_two and pair_row(*localities) in pairs:
        return pair_row(*localities)
    return SHARED if pairs else GROUP
