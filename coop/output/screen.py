"""Drawn tables on a terminal of some width, by rich: which columns fold, and what stands where none can."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coop.output.cells import MARKS, DrawnColumn, DrawnLink, DrawnTable

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, JustifyMethod, RenderableType, RenderResult
    from rich.measure import Measurement
    from rich.segment import Segment
    from rich.table import Table
    from rich.text import Text

# Rules below the headings and above the totals, and no other line; the order is that of `rich.box.Box`.
_RULES = "    \n    \n ── \n    \n ── \n    \n    \n    \n"
_GAP = 2
_INDENT = 2
# Below this no layout is readable, and none is tried.
_LEAST_WIDTH = 8
# Prose is squeezed to the first before any other column gives way, all text to the second before the table is given up.
_EASY_WIDTH = 16
_NAME_WIDTH = 10
# A word longer than this, an id of many parties, folds rather than turn the whole table into blocks.
_LONG_ID_WIDTH = 28
# Values of a block are aligned only where this is left for them.
_VALUE_WIDTH = 24
# Rich breaks lines at a no-break space too. This noncharacter stands in for it, one column wide and no space.
_NO_BREAK = "\u00a0"
_GLUE = "\ufdd0"
_MARK = re.compile(f"[{''.join(MARKS)}]")


def draw_screen(tables: Sequence[DrawnTable], width: int, *, colour: bool) -> str:
    """`tables` in lines of at most `width` columns (but no fewer than 8), with bold and dim parts if `colour`.

    A table in which a number or an id would have to break is drawn as blocks of 'label: value' lines. Nothing is cut
    off, and no line ends in a space.
    """
    from rich.segment import Segment, Segments

    screen = io.StringIO()
    console = _open_console(screen, max(width, _LEAST_WIDTH), colour)
    for number, table in enumerate(tables):
        if number:
            screen.write("\n")
        for part in _draw_parts(table, console):
            lines = console.render_lines(part, pad=False)
            segments = [segment for line in lines for segment in (*_trim_line(line), Segment.line())]
            console.print(Segments(segments), end="", soft_wrap=True)
    return screen.getvalue().replace(_GLUE, _NO_BREAK)


def _open_console(file: io.StringIO, width: int, colour: bool) -> "Console":
    """A console on which nothing hangs on the environment, and no text is markup."""
    from rich.console import Console

    return Console(
        file=file,
        width=width,
        height=25,  # with a width alone, TERM=dumb would make it 80
        force_terminal=colour,
        force_jupyter=False,
        color_system="standard" if colour else None,
        no_color=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )


def _draw_parts(table: DrawnTable, console: "Console") -> Iterator["RenderableType"]:
    if table.title is not None:
        yield _text(table.title, "bold")
        yield _text("")
    if table.columns:
        for number, part in enumerate(_fold_columns(table, console)):
            if number:
                yield _text("")
            widths = _choose_widths(part, console)
            if widths is None:
                yield from _draw_blocks(part, console.width)
            else:
                yield _WithoutLastGap(_build_table(part, widths))
    for note in table.notes:
        yield _text("")
        yield _text(note)


def _fold_columns(table: DrawnTable, console: "Console") -> Iterator[DrawnTable]:
    """The table in as few parts as fit, to stand below each other, each with the columns of no group.

    Columns of one group stay together. Where not even one group fits, the rest is one part.
    """
    groups = list(dict.fromkeys(column.group for column in table.columns if column.group is not None))
    if not groups or _choose_widths(table, console) is not None:
        yield table
        return
    while groups:
        number = 0
        while number < len(groups) and _fits(_select_groups(table, groups[: number + 1]), console):
            number += 1
        yield _select_groups(table, groups[: number or len(groups)])
        groups = groups[number or len(groups) :]


def _fits(table: DrawnTable, console: "Console") -> bool:
    return _choose_widths(table, console) is not None


def _select_groups(table: DrawnTable, groups: Sequence[str]) -> DrawnTable:
    shown = [p for p, column in enumerate(table.columns) if column.group is None or column.group in groups]

    def select(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(row[p] for p in shown) for row in rows)

    columns = tuple(table.columns[p] for p in shown)
    return replace(table, columns=columns, body=select(table.body), footer=select(table.footer))


def _build_table(table: DrawnTable, widths: Sequence[int | None]) -> "Table":
    from rich.box import Box
    from rich.table import Table

    # The gap of two columns is the padding of one column and the box's empty divider.
    drawn = Table(
        box=Box(_RULES), show_header=table.has_headings, show_edge=False, padding=(0, 1, 0, 0), border_style="dim"
    )
    for column, width in zip(table.columns, widths, strict=True):
        justify: JustifyMethod = "right" if column.is_numeric else "left"
        drawn.add_column(_text(column.heading, "bold"), justify=justify, width=width, overflow="fold")
    for row in table.body or [table.nothing_row]:
        drawn.add_row(*map(_text, row))
    if table.footer:
        drawn.add_section()
    for row in table.footer:
        drawn.add_row(*(_text(cell, "bold") for cell in row))
    return drawn


@dataclass(frozen=True, slots=True)
class _WithoutLastGap:
    """A table without the padding of its last column: versions of rich disagree on how wide `pad_edge` leaves it."""

    table: "Table"

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        from rich.segment import Segment

        lines = console.render_lines(self.table, options.update(width=options.max_width + 1), pad=False)
        width, _ = Segment.get_shape(lines)
        for line in lines:
            yield from Segment.adjust_line_length(line, width - 1, pad=False)
            yield Segment.line()


@dataclass(frozen=True, slots=True)
class _Extent:
    """What a column asks for: `minimum` breaks no word, `maximum` no line."""

    column: DrawnColumn
    heading: "Measurement"
    cells: "Measurement"

    @property
    def is_prose(self) -> bool:
        return self.column.may_wrap and not self.column.is_numeric

    @property
    def whole(self) -> int:
        return max(self.heading.maximum, self.cells.maximum)

    @property
    def under_folded_heading(self) -> int:
        return max(self.heading.minimum, self.cells.maximum)

    @property
    def longest_word(self) -> int:
        return max(self.heading.minimum, self.cells.minimum)


def _choose_widths(table: DrawnTable, console: "Console") -> list[int | None] | None:
    """The width of each column, None where rich may fold it; or None where no readable table fits.

    First prose gives way, then headings, then other text at its spaces, last the longest ids. What cannot fold without
    breaking a number or a shorter id has a fixed width; rich narrows the others, the widest first.
    """
    extents = _measure_columns(table, console)
    room = console.width - _GAP * (len(extents) - 1)
    fixed_prose: list[int | None] = [None if e.is_prose else e.whole for e in extents]
    fixed_headings = [None if e.is_prose else e.under_folded_heading for e in extents]
    fixed_words = [_fix_words(extent) for extent in extents]
    fixed_short = [None if _is_long_id(e) else width for e, width in zip(extents, fixed_words, strict=True)]
    attempts = (
        (fixed_prose, _EASY_WIDTH),
        (fixed_headings, _EASY_WIDTH),
        (fixed_words, _NAME_WIDTH),
        (fixed_short, _LONG_ID_WIDTH),
    )
    for widths, least in attempts:
        needed = (min(e.whole, least) if width is None else width for e, width in zip(extents, widths, strict=True))
        if sum(needed) <= room:
            return widths
    return None


def _is_long_id(extent: _Extent) -> bool:
    """Whether one word is so long that a table is better read with it folded than taken apart into blocks."""
    return not extent.column.is_numeric and extent.longest_word > _LONG_ID_WIDTH


def _fix_words(extent: _Extent) -> int | None:
    if extent.column.is_numeric:
        return extent.under_folded_heading
    return None if extent.is_prose or extent.longest_word <= _NAME_WIDTH else extent.longest_word


def _measure_columns(table: DrawnTable, console: "Console") -> list[_Extent]:
    from rich.measure import measure_renderables

    def measure(texts: Iterable[str]) -> "Measurement":
        return measure_renderables(console, console.options, [_text(text) for text in texts])

    rows = (*(table.body or [table.nothing_row]), *table.footer)
    return [
        _Extent(column, measure([column.heading]), measure(cells))
        for column, cells in zip(table.columns, zip(*rows, strict=True), strict=True)
    ]


def _draw_blocks(table: DrawnTable, width: int) -> Iterator["RenderableType"]:
    """Each row of `table` as a block of 'label: value' lines, for a terminal too narrow for its columns."""
    from rich.rule import Rule

    if not table.body:
        yield _text(table.nothing)
    for number, row in enumerate(table.body):
        if number:
            yield _text("")
        yield from _draw_block(table.columns, row, width)
    for row in table.footer:
        yield Rule(style="dim")
        yield from _draw_block(table.columns, row, width, style="bold")


def _draw_block(
    columns: Sequence[DrawnColumn], row: Sequence[str], width: int, *, style: str = ""
) -> Iterator["RenderableType"]:
    """The cells that are not empty; values aligned if the labels leave them room, else below a label that is long."""
    from rich.cells import cell_len
    from rich.padding import Padding
    from rich.table import Table

    label_width = max(cell_len(column.heading) for column in columns) + len(": ")
    if width - label_width >= _VALUE_WIDTH:
        block = Table.grid()
        block.add_column(width=label_width)
        block.add_column(overflow="fold")
        for column, cell in zip(columns, row, strict=True):
            if cell:
                block.add_row(_text(f"{column.heading}:", style), _text(cell, style))
        if block.row_count:
            yield block
        return
    for column, cell in zip(columns, row, strict=True):
        label = f"{column.heading}:"
        if cell and cell_len(label) + 1 + cell_len(cell) <= width:
            yield _text(f"{label} {cell}", style)
        elif cell:
            yield _text(label, style)
            yield Padding(_text(cell, style), (0, 0, 0, _INDENT))


def _text(text: str, style: str = "") -> "Text":
    from rich.text import Text

    drawn = Text("", style, overflow="fold")
    for number, part in enumerate(_MARK.split(text.replace(_NO_BREAK, _GLUE))):
        drawn.append(part, "bold" if number % 2 else None)  # what stands between marks is every second part
    if isinstance(text, DrawnLink):
        drawn.stylize(f"link {text.url}")
    return drawn


def _trim_line(line: "list[Segment]") -> "list[Segment]":
    """`line` without the spaces that rich fills a row up with, and without a look for those between its cells."""
    from rich.segment import Segment

    plain = (segment if segment.text.strip(" ") else Segment(segment.text) for segment in line)
    trimmed = list(Segment.simplify(plain))
    while trimmed and not trimmed[-1].text.strip(" "):
        trimmed.pop()
    return [*trimmed[:-1], *(Segment(last.text.rstrip(" "), last.style) for last in trimmed[-1:])]
