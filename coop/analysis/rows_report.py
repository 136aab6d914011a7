"""The tables of `coop stats by DIM` that people read: the agreements, and each measure, its halves side by side."""

from collections.abc import Sequence
from dataclasses import replace

from coop.analysis import words
from coop.analysis.columns import amount_cells, amount_columns, integer_column, said_column, share_column, term_column
from coop.analysis.frame import FOOTER, NOTHING, Frame, cell_code, find_block, sort_as, weigh_cells
from coop.analysis.grouping import Row, RowKind
from coop.analysis.notes import notes_by
from coop.analysis.row_names import DISTINCT, ROLE
from coop.analysis.shares import round_share
from coop.analysis.statistics import Half
from coop.analysis.summary_words import agreements_title, measure_title, summary_notes
from coop.analysis.tidy_report import PROJECTS_COLUMN
from coop.bilingual import Bilingual
from coop.table import Cell, Column, Table

STATED_BY = Bilingual("Stated by", "Nêu trong")
_STATED_BY = "Of the agreements that stand in the row, by themselves or by a figure, those that state it there."


def agreements_table(frame: Frame) -> Table:
    """How many agreements count in each row."""
    counts = frame.counts
    rows = frame.sort_rows({(row, None): number for row, number in counts.rows.items()})
    names = {cell_code(row): frame.rows.name(row) for row in rows} | {RowKind.TOTAL.value: DISTINCT}
    columns = [
        term_column(frame.rows.dimension.value, frame.rows.label, "The row.", names),
        integer_column("agreements", Bilingual("Agreements", "Thỏa thuận"), "Agreements that count in the row."),
    ]
    numbers = [*((cell_code(row), counts.rows[row]) for row in rows), (RowKind.TOTAL.value, counts.distinct)]
    body: list[tuple[Cell, ...]] = list(numbers)
    if frame.has_shares:
        columns.append(
            share_column("share", "Of all agreements; one that counts in several rows is in the share of each.")
        )
        shares = [round_share(number, counts.distinct) if counts.distinct else None for _, number in numbers]
        body = [(*row, share) for row, share in zip(body, shares, strict=True)]
    return Table(
        "agreements",
        tuple(columns),
        tuple(body),
        title=agreements_title(frame),
        notes=notes_by(frame.selection, *frame.layout.dimensions),
        footer_rows=1,
        blocks=(find_block([*(row.kind is RowKind.ROW for row in rows), False]),),
        sort_as=sort_as(columns, [""]),
    )


def measure_table(frame: Frame, halves: Sequence[Half]) -> Table:
    """The halves of one measure side by side, a row each; the projects beside the money they were told with."""
    rows = frame.sort_rows(weigh_cells(halves))
    parts = [_half_part(frame, half, rows=rows) for half in halves]
    names = {cell_code(row): frame.rows.name(row) for row in rows}
    stub = term_column(frame.rows.dimension.value, frame.rows.label, "The row.", names)
    summary = halves[0].summary
    columns = (stub, *(column for columns, _ in parts for column in columns))
    return Table(
        summary.measure.id,
        columns,
        tuple(
            (cell_code(row), *(cell for _, cells in parts for cell in cells[number])) for number, row in enumerate(rows)
        ),
        title=measure_title(summary, frame),
        notes=summary_notes(summary, {row.kind for row in rows}, frame),
        footer_rows=sum(row.kind in FOOTER for row in rows),
        blocks=(find_block([row.kind is RowKind.ROW for row in rows]),),
        sort_as=sort_as(columns, [f"{half.role.value}_" if half.role else "" for half in halves]),
    )


Part = tuple[tuple[Column, ...], list[tuple[Cell, ...]]]


def _half_part(frame: Frame, half: Half, *, rows: Sequence[Row]) -> Part:
    """The columns of one half: the amount, its share, the projects where any are told in either half, who states it.

    They stay together where the table is folded, with their own stub.
    """
    label = words.heading(ROLE[half.role]) if half.role else Bilingual("Amount", "Số lượng")
    prefix = f"{half.role.value}_" if half.role else ""
    totals = {cell.row: cell.total for cell in half.rows}
    shares, coverage = frame.shares_of(half), frame.coverage_of(half)
    has_projects = any(d.figure.projects is not None and d.stands for d in half.summary.dispositions)
    columns = list(amount_columns(label, prefix))
    if frame.has_shares:
        columns.append(share_column(f"{prefix}share", "Its share of the total."))
    if has_projects:
        columns.append(replace(PROJECTS_COLUMN, name=f"{prefix}projects"))
    if frame.has_coverage:
        columns.append(said_column(f"{prefix}stated", STATED_BY, _STATED_BY))
    cells: list[tuple[Cell, ...]] = []
    for row in rows:
        total = totals.get(row, NOTHING)
        beside = [shares.get((row, None))] if frame.has_shares else []
        if has_projects:
            beside.append(total.projects)
        said = (words.part_of(*coverage.get((row, None), (0, 0))),) if frame.has_coverage else ()
        cells.append((*amount_cells(total.quantity), *beside, *said))
    return tuple(replace(column, group=half.role) for column in columns), cells
