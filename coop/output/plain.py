"""The plain format: aligned columns and nothing else, one row a line, for `grep`, `sort` and `less -S`."""

from collections.abc import Iterator

from coop.bilingual import Language
from coop.output.aligned import draw_aligned
from coop.output.cells import DrawnTable, build_drawing
from coop.table import Report


def render_plain(report: Report, *, language: Language) -> str:
    """As `stream_plain`, in one."""
    return "".join(stream_plain(report, language=language))


def stream_plain(report: Report, *, language: Language) -> Iterator[str]:
    """Part by part the reading tables of `report` under their headings, without rules and notes, never folded.

    Several tables are parted by an empty line, and then each has its title above it: else nobody could tell them apart.
    """
    tables = [build_drawing(table, language) for table in report.reading if table.columns]
    for position, table in enumerate(tables):
        if position:
            yield "\n"
        if len(tables) > 1 and table.title:
            yield f"{table.title}\n"
        yield from _draw_rows(table)


def _draw_rows(table: DrawnTable) -> Iterator[str]:
    # The headings are a row like the others: there is no rule below them, and no wider column.
    headings = (tuple(column.heading for column in table.columns),) if table.has_headings else ()
    rows = (*headings, *table.body, *table.footer) or (table.nothing_row,)
    return draw_aligned(table.columns, rows)
