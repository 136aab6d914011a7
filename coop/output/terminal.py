"""The table format: what people read on a terminal, and the same without limit or look in a pipe or a file."""

from collections.abc import Iterator

from coop.bilingual import Language
from coop.output.aligned import draw_aligned
from coop.output.cells import MARKS, QUOTES, DrawnLink, DrawnTable, build_drawing, draw_address
from coop.table import Report


def render_terminal(report: Report, *, language: Language, width: int | None, colour: bool, links: bool = False) -> str:
    """As `stream_terminal`, in one."""
    return "".join(stream_terminal(report, language=language, width=width, colour=colour, links=links))


def stream_terminal(
    report: Report, *, language: Language, width: int | None, colour: bool, links: bool = False
) -> Iterator[str]:
    """The reading tables of `report`, at most `width` columns wide, with a look if `colour`; nothing is cut off.

    They come part by part. With `links` an address is a hyperlink behind its text (OSC 8), which takes `colour`.
    Without a width, as in a pipe, each row is one line, and there is neither.
    """
    if width is None:
        for position, table in enumerate(report.reading):
            if position:
                yield "\n"
            yield from _draw_unlimited(build_drawing(table, language))
        return
    from coop.output.screen import draw_screen

    marks = MARKS if colour else QUOTES
    link = DrawnLink if colour and links else draw_address
    tables = [build_drawing(table, language, marks=marks, link=link) for table in report.reading]
    yield draw_screen(tables, width, colour=colour)


def _draw_unlimited(table: DrawnTable) -> Iterator[str]:
    if table.title is not None:
        yield f"{table.title}\n\n"
    if table.columns:
        headings = [column.heading for column in table.columns] if table.has_headings else []
        body = table.body or [table.nothing_row]
        yield from draw_aligned(table.columns, body, headings=headings, footer=table.footer)
    for note in table.notes:
        yield f"\n{note}\n"
