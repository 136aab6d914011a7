"""The tables of `coop stats by` for programs: one row a cell, all measures in one table."""

from collections.abc import Iterator, Mapping, Sequence

from coop.analysis import words
from coop.analysis.columns import (
    amount_cells,
    amount_columns,
    integer_column,
    share_column,
    term_column,
    text_column,
)
from coop.analysis.frame import Frame, find_block, weigh_cells
from coop.analysis.grouping import Row, RowKind
from coop.analysis.notes import notes_by
from coop.analysis.placing import Spot
from coop.analysis.row_names import ROLE, ROW, RowNamer
from coop.analysis.shares import round_share
from coop.analysis.statistics import Half
from coop.bilingual import Bilingual
from coop.table import Cell, Column, Table

PROJECTS_COLUMN = integer_column(
    "projects", Bilingual("Projects", "Dự án"), "Projects told beside the money that counts. Unit: projects."
)
_AGREEMENTS_OF_ROW = (
    "Agreements whose figures stand in the row; in the total of a measure those that state it, whether their figures "
    "count or not; without a measure those that count in the row, in its total each once."
)
_KINDS = {
    **{kind.value: label for kind, label in ROW.items()},
    RowKind.ROW.value: Bilingual("row", "dòng"),
    RowKind.TOTAL.value: Bilingual("total", "tổng"),
}
_SHARE = (
    "Of the total of the measure, in tenths of a percent: 575 is 57.5%. Rows add up to 1000, those of kind overlap "
    "taken off; of agreements the share of all, which do not."
)

Rows = list[tuple[Cell, ...]]


def tidy_table(frame: Frame, halves: Sequence[Half]) -> Table:
    """A block for the agreements, and one for each measure and role."""
    blocks = [_agreements(frame), *(list(_half_rows(frame, half)) for half in halves)]
    columns = (*place_columns(frame), *_value_columns(frame))
    kinds = [position for position, column in enumerate(columns) if column.name in ("kind", "column_kind")]
    return Table(
        "stats",
        columns,
        tuple(row for block in blocks for row in block),
        notes=notes_by(frame.selection, *frame.layout.dimensions),
        blocks=tuple(
            find_block([all(row[kind] == RowKind.ROW for kind in kinds) for row in block]) for block in blocks
        ),
        axes=tuple(columns[kind + 1].name for kind in kinds) if frame.columns is not None else (),
    )


def place_columns(frame: Frame) -> tuple[Column, ...]:
    """The columns that say where a cell stands. `place_cells` fills them."""
    return (*_place_columns(frame.rows, ""), *(_place_columns(frame.columns, "column_") if frame.columns else ()))


def _place_columns(namer: RowNamer, prefix: str) -> tuple[Column, ...]:
    what = "column" if prefix else "row"
    name = f"{prefix}{namer.dimension.value}"
    return (
        term_column(
            f"{prefix}kind",
            Bilingual("Column kind", "Loại cột") if prefix else Bilingual("Kind", "Loại dòng"),
            f"row, or one of the {what}s that make the table add up.",
            _KINDS,
        ),
        text_column(name, namer.label, f"The id of the {what}; `a/b` for a pair; empty for other kinds."),
        text_column(
            f"{prefix}name",
            Bilingual("Column name", "Tên cột") if prefix else Bilingual("Name", "Tên"),
            "Its name in Vietnamese.",
        ),
    )


def place_cells(frame: Frame, spot: Spot) -> tuple[Cell, ...]:
    """The cells of `place_columns` for one cell of a table."""
    row, column = spot
    cells = _place_cells(frame.rows, row)
    return cells if frame.columns is None or column is None else (*cells, *_place_cells(frame.columns, column))


def fill_place(frame: Frame, kind: str) -> tuple[Cell, ...]:
    """The cells of `place_columns` for what stands in none, but is of some kind."""
    axes = 1 if frame.columns is None else 2
    return (kind, None, None) * axes


def _place_cells(namer: RowNamer, row: Row) -> tuple[Cell, ...]:
    return row.kind.value, row.key or None, namer.name(row).vi if row.kind is RowKind.ROW else None


def role_column() -> Column:
    """The column of the end that a cell tells."""
    roles = {end.value: label for end, label in ROLE.items()}
    description = "The end that the rows tell: source, destination, either, or empty without halves."
    return term_column("role", Bilingual("Role", "Vai trò"), description, roles)


def measure_columns() -> tuple[Column, ...]:
    """The columns of a measure and its nature."""
    return (
        text_column(
            "measure", Bilingual("Measure", "Chỉ tiêu"), "What is measured; empty where agreements are counted."
        ),
        term_column("nature", Bilingual("Nature", "Loại số"), "stock, flow or pledge.", words.NATURE),
    )


def _value_columns(frame: Frame) -> tuple[Column, ...]:
    stating = integer_column(
        "stating", Bilingual("Stated by", "Nêu trong"), "Of those in `counting`, how many state the measure in the row."
    )
    there = Bilingual("Of those there", "Trong số thỏa thuận của dòng")
    counting = integer_column("counting", there, "Agreements that count in the row, and those of its figures.")
    return (
        role_column(),
        *measure_columns(),
        *amount_columns(Bilingual("Amount", "Số lượng")),
        *((share_column("share", _SHARE),) if frame.has_shares else ()),
        PROJECTS_COLUMN,
        integer_column("figures", Bilingual("Figures", "Số liệu"), "Figures that stand in the row."),
        integer_column("agreements", Bilingual("Agreements", "Thỏa thuận"), _AGREEMENTS_OF_ROW),
        integer_column("of", Bilingual("Of", "Trên"), "Agreements selected, each once."),
        *((stating, counting) if frame.has_coverage else ()),
    )


def sort_spots(frame: Frame, weights: Mapping[Spot, int]) -> list[Spot]:
    """The cells in the order of rows and columns: those of values first, then those that make them add up."""
    columns: Sequence[Row | None] = frame.sort_columns(weights) if frame.columns is not None else (None,)
    spots = [(row, column) for row in frame.sort_rows(weights) for column in columns if (row, column) in weights]
    return sorted(spots, key=lambda spot: not all(place is None or place.kind is RowKind.ROW for place in spot))


def _agreements(frame: Frame) -> Rows:
    counts = frame.counts
    numbers = {spot: len(found) for spot, found in counts.cells.items()}
    total: Spot = (Row(RowKind.TOTAL), frame.margin)
    rows: Rows = []
    for spot in [*sort_spots(frame, {spot: n for spot, n in numbers.items() if spot != total}), total]:
        number = counts.distinct if spot == total else numbers[spot]
        share = (round_share(number, counts.distinct) if counts.distinct else None,) if frame.has_shares else ()
        rows.append(
            (
                *place_cells(frame, spot),
                *(None, None, None, *amount_cells(None), *share, None, None, number, counts.distinct),
                *((None, None) if frame.has_coverage else ()),
            )
        )
    return rows


def _half_rows(frame: Frame, half: Half) -> Iterator[tuple[Cell, ...]]:
    totals = {(cell.row, cell.column): cell.total for cell in half.rows}
    shares, coverage = frame.shares_of(half), frame.coverage_of(half)
    summary = half.summary
    for spot in sort_spots(frame, weigh_cells([half])):
        total = totals[spot]
        is_whole = spot == (Row(RowKind.TOTAL), frame.margin)
        yield (
            *place_cells(frame, spot),
            half.role.value if half.role else None,
            summary.measure.id,
            summary.measure.nature.value,
            *amount_cells(total.quantity, unit=summary.unit),
            *((shares.get(spot),) if frame.has_shares else ()),
            total.projects,
            total.figures,
            summary.stating if is_whole else total.agreements,
            summary.selected,
            *(coverage.get(spot, (None, None)) if frame.has_coverage else ()),
        )
