"""The tables of `coop stats by DIM DIM` that people read: rows by the first dimension, columns by the second."""

from collections.abc import Sequence
from dataclasses import replace

from coop.analysis import words
from coop.analysis.columns import amount_cells, amount_columns, integer_column, said_column, share_column, term_column
from coop.analysis.frame import FOOTER, NOTHING, Frame, cell_code, find_block, sort_as, weigh_cells
from coop.analysis.grouping import TOTAL, Row, RowKind
from coop.analysis.notes import notes_by
from coop.analysis.placing import Spot
from coop.analysis.row_names import DISTINCT, RowNamer
from coop.analysis.rows_report import STATED_BY
from coop.analysis.shares import round_share
from coop.analysis.statistics import Half
from coop.analysis.summary_words import agreements_title, measure_title, summary_notes
from coop.bilingual import Bilingual
from coop.table import Cell, Column, Table


def agreements_cross_table(frame: Frame, names: RowNamer) -> Table:
    """How many agreements count in each cell; totals have each of them once. `names` are those of the columns."""
    counts = frame.counts
    numbers = {spot: len(found) for spot, found in counts.cells.items()} | {(TOTAL, TOTAL): counts.distinct}
    rows, columns = frame.sort_rows(numbers), frame.sort_columns(numbers)
    drawn = [_draw_stub(frame, rows, total=DISTINCT)]
    for column in columns:
        code, label = cell_code(column), names.name(column)
        drawn.append(replace(integer_column(code, label, "Agreements that count in the cell."), group=code))
        if frame.has_shares:
            drawn.append(replace(share_column(f"{code}_share", "Of all agreements."), group=code))

    def cells_of(spot: Spot) -> tuple[Cell, ...]:
        number = numbers.get(spot) or (0 if spot == (TOTAL, TOTAL) else None)
        share = round_share(number, counts.distinct) if number else None
        return (number, share) if frame.has_shares else (number,)

    body = tuple((cell_code(row), *(cell for c in columns for cell in cells_of((row, c)))) for row in rows)
    return Table(
        "agreements",
        tuple(drawn),
        body,
        title=agreements_title(frame),
        notes=notes_by(frame.selection, *frame.layout.dimensions),
        footer_rows=1,
        blocks=(find_block([row.kind is RowKind.ROW for row in rows]),),
        sort_as={**sort_as(drawn, [f"{RowKind.TOTAL.value}_"]), "agreements": (RowKind.TOTAL.value,)},
    )


def measure_cross_tables(frame: Frame, halves: Sequence[Half], *, names: RowNamer) -> tuple[Table, ...]:
    """One table for each half of a measure. `names` are those of the columns."""
    return tuple(_half_table(frame, half, names=names) for half in halves)


def _half_table(frame: Frame, half: Half, *, names: RowNamer) -> Table:
    weights = weigh_cells([half])
    rows, columns = frame.sort_rows(weights), frame.sort_columns(weights)
    totals = {(cell.row, cell.column): cell.total for cell in half.rows}
    shares, coverage = frame.shares_of(half), frame.coverage_of(half)

    def cells_of(spot: Spot) -> tuple[Cell, ...]:
        said = words.part_of(*coverage[spot]) if spot in coverage else None
        return (
            *amount_cells(totals.get(spot, NOTHING).quantity),
            *((shares.get(spot),) if frame.has_shares else ()),
            *((said,) if frame.has_coverage else ()),
        )

    summary = half.summary
    drawn = [
        _draw_stub(frame, rows),
        *(part for column in columns for part in _cell_columns(frame, column, names=names)),
    ]
    return Table(
        summary.measure.id if half.role is None else f"{summary.measure.id}-{half.role.value}",
        tuple(drawn),
        tuple((cell_code(row), *(cell for c in columns for cell in cells_of((row, c)))) for row in rows),
        title=measure_title(summary, frame, half),
        notes=summary_notes(summary, {place.kind for place in (*rows, *columns)}, frame),
        footer_rows=sum(row.kind in FOOTER for row in rows),
        blocks=(find_block([row.kind is RowKind.ROW for row in rows]),),
        sort_as=sort_as(drawn, [f"{cell_code(column)}_" for column in ([TOTAL] if TOTAL in columns else columns)]),
    )


def _draw_stub(frame: Frame, rows: Sequence[Row], *, total: Bilingual | None = None) -> Column:
    names = {cell_code(row): frame.rows.name(row) for row in rows}
    if total is not None:
        names[RowKind.TOTAL.value] = total
    return term_column(frame.rows.dimension.value, frame.rows.label, "The row.", names)


def _cell_columns(frame: Frame, column: Row, *, names: RowNamer) -> tuple[Column, ...]:
    """An amount, and what stands beside it; they stay together where the table is folded."""
    code = cell_code(column)
    drawn = [*amount_columns(names.name(column), f"{code}_")]
    if frame.has_shares:
        drawn.append(share_column(f"{code}_share", "Its share of the total."))
    if frame.has_coverage:
        drawn.append(
            said_column(f"{code}_stated", STATED_BY, "Of the agreements of the cell, those that state it there.")
        )
    return tuple(replace(each, group=code) for each in drawn)
