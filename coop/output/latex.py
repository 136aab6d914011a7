"""The latex format: floating tables that need no package, for a document of any engine.

The rows are written here, not by tabulate: its latex formats know no paragraph columns, without which long titles run
off the page, and no row that spans columns.
"""

import re
from collections.abc import Iterator, Sequence

from coop.bilingual import Language
from coop.language.text import display_width
from coop.output.cells import MARKS, DrawnTable, build_drawing
from coop.table import Report

_PREAMBLE = """\
% pdflatex needs \\usepackage[utf8]{inputenc} and \\usepackage[T5]{fontenc} to set Vietnamese,
% xelatex and lualatex a font that has its letters, such as the one they take by themselves.
"""
# Braces end what a command would swallow; '[' and '*' after a row's end would be read as its options. Signs that the T5
# encoding lacks are set by mathematics, which every engine has.
_REPLACEMENTS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
    "<": "$<$",
    ">": "$>$",
    "≈": r"$\approx$",
    "≥": r"$\geq$",
    "≤": r"$\leq$",
    "−": "$-$",
    "×": r"$\times$",
    "→": r"$\rightarrow$",
    "←": r"$\leftarrow$",
    "↔": r"$\leftrightarrow$",
    "–": r"\textendash{}",
    "—": r"\textemdash{}",
    "…": r"\ldots{}",
    "“": r"\textquotedblleft{}",
    "”": r"\textquotedblright{}",
    "‘": r"\textquoteleft{}",
    "’": r"\textquoteright{}",
    '"': r"\char34{}",
    "`": r"\char96{}",
    "\u00a0": "~",
    "\ufffd": "?",
}
_SPECIAL = re.compile("[" + "".join(map(re.escape, _REPLACEMENTS)) + "]")
# Two of these in a row would be drawn as one other character.
_LIGATURE = re.compile(r"([-',])(?=\1)")
# A paragraph column for prose that is longer than this many columns of a terminal.
_LONG_PROSE = 30
_SHARE_OF_PROSE = 0.4


def render_latex(report: Report, *, language: Language) -> str:
    """The reading tables of `report`, each in a `table` environment with its title as the caption."""
    tables = (
        "".join(f"{line}\n" for line in _table_lines(build_drawing(t, language, marks=MARKS))) for t in report.reading
    )
    return "\n".join((_PREAMBLE, *tables))


def escape_latex(text: str) -> str:
    """`text` such that LaTeX prints its characters and obeys none of them."""
    return _LIGATURE.sub(r"\1{}", _SPECIAL.sub(lambda found: _REPLACEMENTS[found[0]], text))


def _table_lines(table: DrawnTable) -> Iterator[str]:
    yield "\\begin{table}[htbp]"
    yield "\\centering"
    if table.title is not None:
        yield f"\\caption{{{escape_latex(table.title)}}}"
    if table.columns:
        yield from _tabular_lines(table)
    for note in table.notes:
        yield f"\\par\\smallskip {escape_latex(note)}"
    yield "\\end{table}"


def _tabular_lines(table: DrawnTable) -> Iterator[str]:
    yield f"\\begin{{tabular}}{{{''.join(_column_kinds(table))}}}"
    yield "\\hline"
    yield _row_line([_bold(column.heading) for column in table.columns])
    yield "\\hline"
    for row in table.body:
        yield _row_line([_draw_marks(escape_latex(cell)) for cell in row])
    if not table.body:
        yield f"\\multicolumn{{{len(table.columns)}}}{{l}}{{{escape_latex(table.nothing)}}} \\\\"
    if table.footer:
        yield "\\hline"
    for row in table.footer:
        yield _row_line([_bold(cell) for cell in row])
    yield "\\hline"
    yield "\\end{tabular}"


def _row_line(cells: Sequence[str]) -> str:
    return f"{' & '.join(cells)} \\\\"


def _draw_marks(text: str) -> str:
    opening, closing = MARKS
    return text.replace(opening, "\\textbf{").replace(closing, "}")


def _bold(text: str) -> str:
    return f"\\textbf{{{escape_latex(text)}}}" if text else ""


def _column_kinds(table: DrawnTable) -> list[str]:
    """`r` for numbers, `l` for text, and for long prose a paragraph: these share a part of the line."""
    are_long = [
        column.may_wrap and max((display_width(row[position]) for row in table.body), default=0) > _LONG_PROSE
        for position, column in enumerate(table.columns)
    ]
    paragraph = f"p{{{_SHARE_OF_PROSE / max(sum(are_long), 1):.2f}\\linewidth}}"
    kinds = ["r" if column.is_numeric else "l" for column in table.columns]
    return [paragraph if is_long else kind for is_long, kind in zip(are_long, kinds, strict=True)]
