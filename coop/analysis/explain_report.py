"""`coop stats --explain`: the totals with the figures behind them, and for programs one row a figure and cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coop.analysis.columns import term_column
from coop.analysis.counting import Standing
from coop.analysis.explain import CellExplanation, Explanation, explain_half, explain_summary, find_unsummarised
from coop.analysis.figure_columns import figure_cells, figure_columns
from coop.analysis.frame import Frame, weigh_cells
from coop.analysis.grouping import TOTAL
from coop.analysis.layout import Layout
from coop.analysis.ledger import build_ledger
from coop.analysis.notes import notes_by
from coop.analysis.select import Selection
from coop.analysis.statistics import CellTotal, Half, Summary, summarise
from coop.analysis.statistics_report import draw_agreements, draw_measure, group_measures, report_overview
from coop.analysis.summary_words import is_worth_reading
from coop.analysis.tidy_report import fill_place, measure_columns, place_cells, place_columns, role_column, sort_spots
from coop.bilingual import Bilingual
from coop.dataset.terms import Measure
from coop.table import Block, Cell, Column, Report, Table

_LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class _Told:
    """One measure with all its figures, and the tables that it has."""

    measure: Measure
    figures: tuple[Explanation, ...]
    halves: Sequence[Half] = field(default=())


def explain_overview(selection: Selection) -> Report:
    """The overview, each measure with the figures behind its total."""
    tables = list(report_overview(selection).reading)
    told = []
    for summary in summarise(selection):
        figures = explain_summary(selection, summary)
        told.append(_Told(summary.measure, figures, (_whole(summary),)))
        if is_worth_reading(summary, selection):
            tables.extend(build_ledger(selection, summary.measure, figures=figures, total=summary.total).tables())
    return _report(selection, None, tables=tables, told=told)


def explain_by(selection: Selection, layout: Layout) -> Report:
    """The tables by one dimension or two, each with the figures behind it and the rows in which they stand."""
    frame = Frame(selection, layout)
    tables = [draw_agreements(frame)]
    told = []
    for halves in group_measures(frame):
        summary = halves[0].summary
        figures = explain_summary(selection, summary, states=halves[0].states)
        told.append(_Told(summary.measure, figures, halves))
        drawn = draw_measure(frame, halves)
        if drawn:
            total = None if layout.has_states(summary.measure.nature) else summary.total
            ledger = build_ledger(selection, summary.measure, figures=figures, total=total, frame=frame, halves=halves)
            tables.extend((*drawn, *ledger.tables()))
    return _report(selection, frame, tables=tables, told=told)


def _whole(summary: Summary) -> Half:
    """The total of a measure as a table of nothing else."""
    placed = tuple(d for d in summary.dispositions if d.standing is Standing.COUNTED)
    return Half(summary, None, (CellTotal(TOTAL, None, placed),))


def _report(selection: Selection, frame: Frame | None, *, tables: Sequence[Table], told: Sequence[_Told]) -> Report:
    """With what the filters left out of measures that are not told of, at the end."""
    summaries = tuple(half.summary for each in told for half in each.halves[:1])
    rest = [_Told(measure, figures) for measure, figures in find_unsummarised(selection, summaries)]
    return Report(_tidy(selection, frame, [*told, *rest]), (*tables, *_left_out_tables(selection, rest)))


def _left_out_tables(selection: Selection, rest: Sequence[_Told]) -> Iterator[Table]:
    for each in rest:
        shown = [told for told in each.figures if told.figure.host is None]
        yield from build_ledger(selection, each.measure, figures=shown).tables()


def _tidy(selection: Selection, frame: Frame | None, told: Sequence[_Told]) -> Table:
    """A block for each measure and role; a figure has a row for each cell it stands in, or one of kind left-out."""
    columns = (*_place_columns(frame), role_column(), *measure_columns(), *figure_columns(selection))
    blocks = [
        [_row(selection, frame, measure=each.measure, half=half, cell=cell) for cell in cells]
        for each in told
        for half, cells in _tell_cells(frame, each)
    ]
    return Table(
        "explain",
        columns,
        tuple(row for block in blocks for row in block),
        notes=notes_by(selection, *(frame.layout.dimensions if frame is not None else ())),
        blocks=tuple(Block(len(block), 0) for block in blocks),
    )


def _tell_cells(frame: Frame | None, told: _Told) -> Iterator[tuple[Half | None, Iterator[CellExplanation]]]:
    if not told.halves:
        yield None, (CellExplanation(None, each) for each in told.figures)
    for half in told.halves:
        yield half, explain_half(_in_order(frame, half), told.figures)


def _in_order(frame: Frame | None, half: Half) -> Half:
    """The half with its cells in the order in which they are printed."""
    if frame is None:
        return half
    cells = {(cell.row, cell.column): cell for cell in half.rows}
    return replace(half, rows=tuple(cells[spot] for spot in sort_spots(frame, weigh_cells([half]))))


_KINDS: Mapping[str, Bilingual] = {
    TOTAL.kind.value: Bilingual("total", "tổng"),
    _LEFT_OUT: Bilingual("left out", "không tính"),
}


def _place_columns(frame: Frame | None) -> tuple[Column, ...]:
    if frame is not None:
        return place_columns(frame)
    description = "total, or left-out for what is in no total."
    return (term_column("kind", Bilingual("Kind", "Loại dòng"), description, _KINDS),)


def _row(
    selection: Selection, frame: Frame | None, *, measure: Measure, half: Half | None, cell: CellExplanation
) -> tuple[Cell, ...]:
    role = half.role.value if half is not None and half.role is not None else None
    told = figure_cells(selection, cell.explanation)
    return (*_place(frame, cell), role, measure.id, measure.nature.value, *told)


def _place(frame: Frame | None, cell: CellExplanation) -> tuple[Cell, ...]:
    if frame is None:
        return (_LEFT_OUT if cell.spot is None else cell.spot[0].kind.value,)
    return fill_place(frame, _LEFT_OUT) if cell.spot is None else place_cells(frame, cell.spot)
