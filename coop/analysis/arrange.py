"""Columns, order and number of rows as a person asked for them, in any table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coop.analysis import words
from coop.bilingual import Bilingual
from coop.errors import UsageError
from coop.language.text import collation_key
from coop.table import Block, Cell, Linked, Marked, Report, Row, Table


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What was asked for: `columns` by name, `sort` by name (a leading `-` turns the order), at most `limit` rows.

    In a table of several blocks, as `coop stats by` gives programs, order and limit are those of each block.
    """

    columns: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    limit: int | None = None

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 0:
            raise UsageError(
                Bilingual(
                    f"limit is {self.limit}, expected a whole number from 0 on",
                    f"limit là {self.limit}, cần là số nguyên từ 0 trở lên",
                )
            )


def arrange_report(report: Report, wanted: Arrangement) -> Report:
    """The report in the order and width asked for; `UsageError` names the columns there are.

    People who ask for columns, or sort by one that only programs get, read the tidy table. Of several tables that they
    read each is sorted by what it has of that, and left in its order where it has nothing.
    """
    tidy = _arrange_table(report.tidy, wanted)
    if wanted.columns:
        return Report(tidy.select_columns(wanted.columns), (_select_for_people(tidy, wanted.columns),))
    by = [name.removeprefix("-") for name in wanted.sort]
    if not all(any(table.can_sort_by(name) for table in report.reading) for name in by):
        return Report(tidy, (tidy,))
    return Report(tidy, tuple(_arrange_table(table, _known_to(table, wanted)) for table in report.reading))


def _known_to(table: Table, wanted: Arrangement) -> Arrangement:
    return replace(wanted, sort=tuple(name for name in wanted.sort if table.can_sort_by(name.removeprefix("-"))))


def _select_for_people(table: Table, names: Sequence[str]) -> Table:
    """The named columns, without the rows that have nothing in them."""
    selected = table.select_reading_columns(names)
    keys = [_SortKey(selected, column.name) for column in selected.columns[: len(names)]]
    is_told = [any(not key.is_empty(row) for key in keys) for row in selected.rows]
    split = len(is_told) - selected.footer_rows
    rows = tuple(row for row, told in zip(selected.rows, is_told, strict=True) if told)
    return replace(selected, rows=rows, footer_rows=sum(is_told[split:]), blocks=())


def _arrange_table(table: Table, wanted: Arrangement) -> Table:
    """Each block by itself: its free rows in the order and number asked for, its fixed ones below them."""
    keys = [(_SortKey(table, name.removeprefix("-")), name.startswith("-")) for name in wanted.sort]
    whole = Block(len(table.rows) - table.footer_rows, table.footer_rows)
    if not (table.blocks or table.footer_rows or keys):
        cut = table.rows[: wanted.limit]
        return replace(table, rows=cut, notes=(*_note_cut(len(table.rows) - len(cut)), *table.notes))
    rows: list[Row] = []
    blocks = []
    start = 0
    for block in table.blocks or (whole,):
        middle, end = start + block.free, start + block.free + block.fixed
        kept = _sort_rows(table.rows[start:middle], keys)[: wanted.limit]
        fixed = table.rows[middle:end]
        if len(kept) < block.free:
            fixed = _totals_of(table, kept, fixed)
        rows += [*kept, *fixed]
        blocks.append(Block(len(kept), len(fixed)))
        start = end
    notes = (*_note_cut(len(table.rows) - len(rows)), *table.notes)
    return replace(table, rows=tuple(rows), notes=notes, blocks=tuple(blocks) if table.blocks else ())


def _totals_of(table: Table, kept: Sequence[Row], fixed: Sequence[Row]) -> tuple[Row, ...]:
    """The fixed rows without those of a row or a column of which no cell is kept."""
    axes = [position for position, column in enumerate(table.columns) if column.name in table.axes]
    names = {axis: {row[axis] for row in kept} for axis in axes}
    return tuple(row for row in fixed if all(row[axis] is None or row[axis] in names[axis] for axis in axes))


def _sort_rows(rows: Sequence[Row], keys: "Sequence[tuple[_SortKey, bool]]") -> list[Row]:
    """By the first key, where they tie by the next; a key may turn the order."""
    ordered = list(rows)
    for key, is_turned in reversed(keys):
        filled = sorted((row for row in ordered if not key.is_empty(row)), key=key, reverse=is_turned)
        ordered = [*filled, *(row for row in ordered if key.is_empty(row))]
    return ordered


def _note_cut(cut: int) -> tuple[Bilingual, ...]:
    if not cut:
        return ()
    rows = "row" if cut == 1 else "rows"
    number = words.number(cut)
    return (Bilingual(f"… {number.en} more {rows}", f"… còn {number.vi} dòng nữa"),)


class _SortKey:
    """Orders rows by one column: numbers by size, text by the Vietnamese alphabet; what is empty is no part of it.

    A range goes by its high end. What is called the same in both languages, as localities are, goes by its name, other
    codes as they are, a text in both languages by the English one, what says so by the column that it names. Where
    several columns tell the same, the greatest of their numbers is looked at.
    """

    def __init__(self, table: Table, name: str) -> None:
        is_column = any(each.name == name for each in table.columns)
        names = (name,) if is_column else table.sort_as.get(name, (name,))
        found = [_find_positions(table, each) for each in names]
        self.positions = [place for place, _ in found]
        self.instead = [place for _, place in found]
        self.terms = table.columns[self.positions[0]].terms

    def _cell(self, row: Row) -> Cell:
        cells = [
            row[instead] if row[position] is None else row[position]
            for position, instead in zip(self.positions, self.instead, strict=True)
        ]
        numbers = [cell for cell in cells if isinstance(cell, int)]
        return max(numbers) if numbers else cells[0]

    def is_empty(self, row: Row) -> bool:
        """Whether the row has nothing to be sorted by: such rows come last, whichever way the others run."""
        return self._cell(row) in (None, "", ())

    def __call__(self, row: Row) -> tuple[int, str]:
        cell = self._cell(row)
        if isinstance(cell, int):
            return cell, ""
        if isinstance(cell, Bilingual):
            return 0, collation_key(cell.en)
        if isinstance(cell, Marked):
            return 0, collation_key(cell.text)
        if isinstance(cell, Linked):
            return 0, collation_key(cell.text.en)
        codes = cell if isinstance(cell, tuple) else (cell or "",)
        return 0, collation_key(", ".join(self._name(code) for code in codes))

    def _name(self, code: str) -> str:
        label = self.terms.get(code)
        return label.vi if label is not None and label.en == label.vi else code


def _find_positions(table: Table, name: str) -> tuple[int, int]:
    """Where the column to sort by stands, and what is looked at where that is empty: the high end of a range."""
    known = {column.name: position for position, column in enumerate(table.columns)}
    position = table.index_of(name)
    position = known.get(table.columns[position].sort_by or name, position)
    companions = table.columns[position].companions
    return position, position if companions is None else known.get(companions.high, position)
