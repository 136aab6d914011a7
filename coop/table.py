"""`Table`: named, typed columns and plain rows, the one tabular thing that analysis makes and output takes.

Programs get every column as it is (slugs, integers, a currency and a qualifier column). People get the columns marked
for them, with names in place of slugs, and an amount's companions (currency, qualifier, low, high) drawn into one cell.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar, overload

from coop.bilingual import Bilingual
from coop.errors import UsageError


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in which stretches are marked: what was looked for, say. `spans` are in order and apart."""

    text: str
    spans: tuple[tuple[int, int], ...]

    def draw(self, opening: str, closing: str) -> str:
        """The text with each of its marked stretches between two signs."""
        parts = []
        position = 0
        for start, end in self.spans:
            parts += [self.text[position:start], opening, self.text[start:end], closing]
            position = end
        return "".join((*parts, self.text[position:]))

    def __str__(self) -> str:
        return self.draw("«", "»")


@dataclass(frozen=True, slots=True)
class Linked:
    """A text that leads to an address, where there is one: a link, or both in full where a medium has no links."""

    text: Bilingual
    url: str | None


Row = tuple["Cell", ...]
Cell = str | int | None | Bilingual | Marked | Linked | tuple[str, ...]


Thing = TypeVar("Thing")


class ColumnType(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    DAY = "day"  # a day as ISO 8601 writes it
    INTEGER = "integer"  # a count, or a bare number
    AMOUNT = "amount"  # an integer in units of the companion currency column
    SHARE = "share"  # an integer in tenths of a percent
    TERM = "term"  # a slug or code that `Column.terms` names
    TERMS = "terms"  # several of them, a tuple
    MARKED = "marked"  # a text in which stretches are marked: programs find them between « and »
    LINKED = "linked"  # a text with an address behind it; only in tables for people
    BILINGUAL = "bilingual"  # a text in both languages; only in tables for people


@dataclass(frozen=True, slots=True)
class Companions:
    """The names of the columns that complete an amount."""

    unit: str
    qualifier: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its stable machine name, its heading, and what its cells mean.

    Where a table is too wide for people, columns of one `group` stay together, and those of none stand in each part.
    `sort_by` names the column whose cells order the rows in its stead: days, where this one tells them in words.
    """

    name: str
    type: ColumnType
    label: Bilingual
    description: str
    terms: Mapping[str, Bilingual] = field(default_factory=dict)
    companions: Companions | None = None
    for_people: bool = True
    may_wrap: bool = False
    group: str | None = None
    sort_by: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of rows: `free` ones, which a person may sort and limit, and `fixed` ones, which stay below them.

    Fixed are the totals, and the rows without which the free ones do not add up to them.
    """

    free: int
    fixed: int


class MadeRows(Sequence[Row]):
    """Rows each of which is made when it is looked at, from a thing of its own: of many, only those that are shown."""

    __slots__ = ("_make", "_things")

    def __init__(self, things: Sequence[Thing], make: Callable[[Thing], Row]) -> None:
        self._things: Sequence[Any] = things
        self._make: Callable[[Any], Row] = make

    def __len__(self) -> int:
        return len(self._things)

    @overload
    def __getitem__(self, position: int) -> Row: ...

    @overload
    def __getitem__(self, position: slice) -> "MadeRows": ...

    def __getitem__(self, position: int | slice) -> "Row | MadeRows":
        if isinstance(position, slice):
            return MadeRows(self._things[position], self._make)
        return self._make(self._things[position])

    def __iter__(self) -> Iterator[Row]:
        return map(self._make, self._things)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment] # as of a list: else all rows would be made for it


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns, with a title, notes below, and the number of rows at the end that are totals.

    `blocks` say which rows are sorted and limited together; without any, all rows but the totals are. `sort_as` leads
    from a column of the table for programs to what tells the same here: the greatest of several. `axes` are the columns
    that name the row and the column of a cell: the totals of one of which a limit keeps no cell go with its cells.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    title: Bilingual | None = None
    notes: tuple[Bilingual, ...] = ()
    footer_rows: int = 0
    blocks: tuple[Block, ...] = ()
    sort_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    axes: tuple[str, ...] = ()

    def can_sort_by(self, name: str) -> bool:
        """Whether the table has the column called `name`, or others that tell the same."""
        return name in self.sort_as or any(column.name == name for column in self.columns)

    def index_of(self, name: str) -> int:
        """The position of the column called `name`; `UsageError` names the columns there are."""
        for position, column in enumerate(self.columns):
            if column.name == name:
                return position
        known = ", ".join(column.name for column in self.columns)
        raise UsageError(
            Bilingual(f"no column '{name}' in {self.name}", f"không có cột '{name}' trong {self.name}"),
            hint=Bilingual(f"the columns are {known}", f"các cột là {known}"),
        )

    def select_columns(self, names: Sequence[str]) -> "Table":
        """The same rows with only the named columns, in the order asked for, all of them shown to people."""
        positions = [self.index_of(name) for name in names]
        columns = tuple(replace(self.columns[p], for_people=True) for p in positions)
        rows = tuple(tuple(row[p] for p in positions) for row in self.rows)
        return replace(self, columns=columns, rows=rows)

    def select_reading_columns(self, names: Sequence[str]) -> "Table":
        """As `select_columns`, and behind them, hidden, the companions that the named amounts are drawn with."""
        wanted = [self.columns[self.index_of(name)].companions for name in names]
        companions = dict.fromkeys(name for c in wanted if c for name in (c.unit, c.qualifier, c.low, c.high))
        known = {column.name for column in self.columns}
        hidden = [name for name in companions if name in known and name not in names]
        selected = self.select_columns([*names, *hidden])
        shown = len(names)
        columns = (*selected.columns[:shown], *(replace(c, for_people=False) for c in selected.columns[shown:]))
        return replace(selected, columns=columns)


@dataclass(frozen=True, slots=True)
class Report:
    """What a command answers: one tidy table for programs, and the tables that people read."""

    tidy: Table
    reading: tuple[Table, ...]
