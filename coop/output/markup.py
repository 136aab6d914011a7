"""The html format: a page that needs nothing but itself, and its tables alone for other pages to hold.

The tables are written here, not by tabulate: its html knows no caption, no scope of a heading and no foot, which a
screen reader and the style sheet go by.
"""

from collections.abc import Iterator, Sequence
from html import escape

from coop.bilingual import Bilingual, Language
from coop.output.cells import MARKS, DrawnColumn, DrawnLink, DrawnTable, build_drawing
from coop.table import Report

_DEFAULT_TITLE = Bilingual("Cooperation agreements", "Thỏa thuận hợp tác")
_STYLE = """\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem; }
section { margin-bottom: 2.5rem; overflow-x: auto; }
table { border-collapse: collapse; }
caption { font-weight: bold; padding-bottom: 0.5rem; text-align: left; }
th, td { padding: 0.25rem 0.75rem; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid; vertical-align: bottom; }
tbody tr + tr > * { border-top: 1px solid #8886; }
tbody th { font-weight: normal; }
tfoot th, tfoot td { font-weight: bold; }
tfoot tr:first-child > * { border-top: 2px solid; }
.number { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
.note { max-width: 60rem; }
"""


def render_page(report: Report, *, language: Language) -> str:
    """The reading tables of `report` as one whole HTML page: UTF-8, no script, nothing loaded from elsewhere."""
    titles = [table.title.text(language) for table in report.reading if table.title is not None]
    title = escape(titles[0] if titles else _DEFAULT_TITLE.text(language))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{render_fragment(report, language=language)}</main>\n</body>\n</html>\n"
    )


def render_fragment(report: Report, *, language: Language) -> str:
    """The reading tables of `report` as HTML sections, without a page around them."""
    drawings = (build_drawing(table, language, marks=MARKS, link=DrawnLink) for table in report.reading)
    return "".join(f"{line}\n" for drawing in drawings for line in _section_lines(drawing, language))


def _section_lines(table: DrawnTable, language: Language) -> Iterator[str]:
    yield f'<section lang="{language}">'
    if table.columns:
        yield from _table_lines(table)
    elif table.title is not None:
        yield f"<p>{escape(table.title)}</p>"
    for note in table.notes:
        yield f'<p class="note">{escape(note)}</p>'
    yield "</section>"


def _table_lines(table: DrawnTable) -> Iterator[str]:
    yield "<table>"
    if table.title is not None:
        yield f"<caption>{escape(table.title)}</caption>"
    headings = (_cell("th", column.heading, column, ' scope="col"') for column in table.columns)
    yield f"<thead>\n<tr>{''.join(headings)}</tr>\n</thead>"
    yield "<tbody>"
    for row in table.body:
        yield _row_line(table.columns, row)
    if not table.body:
        yield f'<tr><td colspan="{len(table.columns)}">{escape(table.nothing)}</td></tr>'
    yield "</tbody>"
    if table.footer:
        yield "<tfoot>"
        yield from (_row_line(table.columns, row) for row in table.footer)
        yield "</tfoot>"
    yield "</table>"


def _row_line(columns: Sequence[DrawnColumn], row: Sequence[str]) -> str:
    """A row whose first cell names it, unless that is a number or nothing."""
    cells = [_cell("td", text, column) for column, text in zip(columns, row, strict=True)]
    if row[0] and not columns[0].is_numeric:
        cells[0] = _cell("th", row[0], columns[0], ' scope="row"')
    return f"<tr>{''.join(cells)}</tr>"


def _cell(tag: str, text: str, column: DrawnColumn, scope: str = "") -> str:
    css_class = ' class="number"' if column.is_numeric else ""
    opening, closing = MARKS
    content = escape(text).replace(opening, "<mark>").replace(closing, "</mark>")
    if isinstance(text, DrawnLink):
        content = f'<a href="{escape(text.url)}">{content}</a>'
    return f"<{tag}{scope}{css_class}>{content}</{tag}>"
