"""Columns, order and number of rows as a person asked for them, in any table."""

from dataclasses import dataclass, replace

from coop.bilingual import Bilingual, Language
from coop.language.quantity import format_integer
from coop.language.text import collation_key
from coop.table import Cell, Report, Table


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What was asked for: `columns` by name, `sort` by name (a leading `-` turns the order), at most `limit` rows."""

    columns: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    limit: int | None = None


def arrange_report(report: Report, wanted: Arrangement) -> Report:
    """The report in the order and width asked for; `UsageError` names the columns there are.

    People who ask for columns, or sort by one that only programs get, read the tidy table.
    """
    by = {name.removeprefix("-") for name in wanted.sort}
    tidy = _arrange_table(report.tidy, wanted)
    if wanted.columns:
        return Report(tidy.select_columns(wanted.columns), (tidy.select_reading_columns(wanted.columns),))
    if any(not by.issubset(column.name for column in table.columns) for table in report.reading):
        return Report(tidy, (tidy,))
    return Report(tidy, tuple(_arrange_table(table, wanted) for table in report.reading))


def _arrange_table(table: Table, wanted: Arrangement) -> Table:
    body = table.rows[: len(table.rows) - table.footer_rows]
    footer = table.rows[len(table.rows) - table.footer_rows :]
    for name in reversed(wanted.sort):
        key = _SortKey(table, name.removeprefix("-"))
        filled = sorted((row for row in body if not key.is_empty(row)), key=key, reverse=name.startswith("-"))
        body = (*filled, *(row for row in body if key.is_empty(row)))
    cut = 0 if wanted.limit is None else max(len(body) - wanted.limit, 0)
    body = body[: len(body) - cut]
    rows = "row" if cut == 1 else "rows"
    number = Bilingual(format_integer(cut, Language.EN), format_integer(cut, Language.VI))
    more = (Bilingual(f"… {number.en} more {rows}", f"… còn {number.vi} dòng nữa"),) if cut else ()
    return replace(table, rows=(*body, *footer), notes=(*more, *table.notes))


class _SortKey:
    """Orders rows by one column: numbers by size, text by the Vietnamese alphabet; what is empty is no part of it.

    A range goes by its high end. What is called the same in both languages, as localities are, goes by its name, other
    codes as they are.
    """

    def __init__(self, table: Table, name: str) -> None:
        self.position = table.index_of(name)
        column = table.columns[self.position]
        self.terms = column.terms
        high = column.companions.high if column.companions is not None else name
        known = any(each.name == high for each in table.columns)
        self.instead = table.index_of(high) if known else self.position

    def _cell(self, row: tuple[Cell, ...]) -> Cell:
        cell = row[self.position]
        return row[self.instead] if cell is None else cell

    def is_empty(self, row: tuple[Cell, ...]) -> bool:
        """Whether the row has nothing to be sorted by: such rows come last, whichever way the others run."""
        return self._cell(row) in (None, "", ())

    def __call__(self, row: tuple[Cell, ...]) -> tuple[int, str]:
        cell = self._cell(row)
        if isinstance(cell, int):
            return cell, ""
        codes = cell if isinstance(cell, tuple) else (cell or "",)
        return 0, collation_key(", ".join(self._name(code) for code in codes))

    def _name(self, code: str) -> str:
        label = self.terms.get(code)
        return label.vi if label is not None and label.en == label.vi else code
