"""The markdown format: GitHub tables, padded so that they also read well as text."""

import re

from coop.bilingual import Language
from coop.output.cells import MARKS, DrawnLink, DrawnTable, build_drawing
from coop.output.tabular import draw_tabular
from coop.table import Report

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARK = re.compile(f"[{''.join(MARKS)}]")
_SPECIAL = re.compile(r"[\\`*_{}\[\]#|~$&<>]")
# What opens a list or a heading at the start of a paragraph.
_BLOCK_START = re.compile(r"^(\d+)([.)])|^([-+=:])")


def render_markdown(report: Report, *, language: Language) -> str:
    """The reading tables of `report`, each title a heading and each note a paragraph; totals are bold."""
    tables = (_render_table(build_drawing(table, language, marks=MARKS, link=DrawnLink)) for table in report.reading)
    return "\n".join(tables)


def escape_markdown(text: str) -> str:
    """`text` such that no character of it is markup, in a table's cell or in a paragraph."""
    return _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), text)


def _render_cell(text: str) -> str:
    """A cell with its marked stretches bold, a link to its address."""
    if isinstance(text, DrawnLink):
        return f"[{escape_markdown(text)}](<{text.url.replace('&', '&amp;')}>)"
    return _MARK.sub("**", escape_markdown(text))


def _render_table(table: DrawnTable) -> str:
    blocks = [] if table.title is None else [f"## {escape_markdown(table.title)}\n"]
    if table.columns:
        blocks.append(f"{_draw_rows(table)}\n")
    blocks += [f"{_escape_paragraph(note)}\n" for note in table.notes]
    return "\n".join(blocks)


def _draw_rows(table: DrawnTable) -> str:
    body = [[_render_cell(cell) for cell in row] for row in table.body or [table.nothing_row]]
    footer = [[f"**{escape_markdown(cell)}**" if cell else "" for cell in row] for row in table.footer]
    headings = [escape_markdown(column.heading) for column in table.columns]
    return draw_tabular(table.columns, [*body, *footer], headings=headings)


def _escape_paragraph(text: str) -> str:
    return _BLOCK_START.sub(lambda f: f"{f[1]}\\{f[2]}" if f[1] else f"\\{f[3]}", escape_markdown(text))
