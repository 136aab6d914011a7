"""The table format: what people read on a terminal, and the same without limit or look in a pipe or a file."""

from coop.bilingual import Language
from coop.output.cells import MARKS, QUOTES, DrawnLink, DrawnTable, build_drawing, draw_address
from coop.output.screen import draw_screen
from coop.output.tabular import Look, draw_tabular
from coop.table import Report


def render_terminal(report: Report, *, language: Language, width: int | None, colour: bool, links: bool = False) -> str:
    """The reading tables of `report`, at most `width` columns wide, with a look if `colour`; nothing is cut off.

    With `links` an address is a hyperlink behind its text (OSC 8), which takes `colour`. Without a width, as in a pipe,
    each row is one line, and there is neither.
    """
    if width is None:
        return "\n".join(_draw_unlimited(build_drawing(table, language)) for table in report.reading)
    marks = MARKS if colour else QUOTES
    link = DrawnLink if colour and links else draw_address
    tables = [build_drawing(table, language, marks=marks, link=link) for table in report.reading]
    return draw_screen(tables, width, colour=colour)


def _draw_unlimited(table: DrawnTable) -> str:
    parts = [] if table.title is None else [table.title, ""]
    if table.columns:
        headings = [column.heading for column in table.columns] if table.has_headings else []
        look = Look.SIMPLE if headings else Look.PLAIN
        body = table.body or [table.nothing_row]
        parts.append(draw_tabular(table.columns, body, look=look, headings=headings, footer=table.footer))
    for note in table.notes:
        parts += ["", note]
    return "".join(f"{part}\n" for part in parts)
