"""The plain format: aligned columns and nothing else, one row a line, for `grep`, `sort` and `less -S`."""

from coop.bilingual import Language
from coop.output.cells import DrawnTable, build_drawing
from coop.output.tabular import Look, draw_tabular
from coop.table import Report


def render_plain(report: Report, *, language: Language) -> str:
    """The reading tables of `report` under their headings, without rules and notes, never folded.

    Several tables are parted by an empty line, and then each has its title above it: else nobody could tell them apart.
    """
    tables = [build_drawing(table, language) for table in report.reading if table.columns]
    if len(tables) == 1:
        return _draw_rows(tables[0])
    return "\n".join(f"{table.title}\n{_draw_rows(table)}" if table.title else _draw_rows(table) for table in tables)


def _draw_rows(table: DrawnTable) -> str:
    # To tabulate the headings are a row like the others: it would give its own headings a wider column.
    headings = (tuple(column.heading for column in table.columns),) if table.has_headings else ()
    rows = (*headings, *table.body, *table.footer) or (table.nothing_row,)
    return f"{draw_tabular(table.columns, rows, look=Look.PLAIN)}\n"
