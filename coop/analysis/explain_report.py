"""`coop stats --explain`: the totals with the figures behind them, and for programs one row a figure and cell."""

from collections.abc import Iterator
from dataclasses import replace

from coop.analysis.columns import term_column
from coop.analysis.explain import CellExplanation, explain_half, explain_summary, unsummarised
from coop.analysis.figure_columns import figure_cells, figure_columns
from coop.analysis.frame import Frame, weigh_cells
from coop.analysis.grouping import TOTAL, Dimension
from coop.analysis.layout import Layout
from coop.analysis.ledger import Ledger
from coop.analysis.notes import notes_by
from coop.analysis.select import Selection
from coop.analysis.statistics import CellTotal, Half, Summary, summarise
from coop.analysis.statistics_report import draw_agreements, draw_measure, group_measures, report_overview
from coop.analysis.summary_words import is_worth_reading
from coop.analysis.tidy_report import measure_columns, place_cells, place_columns, role_column, sort_spots
from coop.bilingual import Bilingual
from coop.dataset.terms import Measure, Nature
from coop.table import Block, Cell, Column, Report, Table

_LEFT_OUT = "left-out"


def explain_overview(selection: Selection) -> Report:
    """The overview, each measure with the figures behind its total."""
    summaries = summarise(selection)
    tables = list(report_overview(selection).reading)
    for summary in summaries:
        if is_worth_reading(summary, selection):
            figures = explain_summary(selection, summary)
            tables.extend(Ledger(selection, summary.measure, figures, summary.total).tables())
    halves = [_whole(summary) for summary in summaries]
    return Report(_tidy(selection, None, halves, summaries), (*tables, *_left_out_tables(selection, summaries)))


def explain_by(selection: Selection, wanted: Layout | Dimension) -> Report:
    """The tables by one dimension or two, each with the figures behind it and the rows in which they stand."""
    frame = Frame(selection, Layout.of(wanted))
    measures = group_measures(frame)
    summaries = tuple(halves[0].summary for halves in measures)
    tables = [draw_agreements(frame)]
    for halves in measures:
        summary = halves[0].summary
        drawn = draw_measure(frame, halves)
        if drawn:
            figures = explain_summary(selection, summary)
            total = None if _is_by_year(summary, frame.layout) else summary.total
            tables.extend((*drawn, *Ledger(selection, summary.measure, figures, total, frame, halves).tables()))
    tidy = _tidy(selection, frame, [half for halves in measures for half in halves], summaries)
    return Report(tidy, (*tables, *_left_out_tables(selection, summaries)))


def _is_by_year(summary: Summary, layout: Layout) -> bool:
    return summary.measure.nature is Nature.STOCK and Dimension.YEAR in layout.dimensions


def _whole(summary: Summary) -> Half:
    """The total of a measure as a table of nothing else."""
    placed = tuple(d for d in summary.dispositions if d.standing == "counted")
    return Half(summary, None, (CellTotal(TOTAL, summary.total, None, placed),))


def _left_out_tables(selection: Selection, summaries: tuple[Summary, ...]) -> Iterator[Table]:
    for measure, figures in unsummarised(selection, summaries):
        shown = [each for each in figures if each.figure.host is None]
        yield from Ledger(selection, measure, shown, None).tables()


def _tidy(selection: Selection, frame: Frame | None, halves: list[Half], summaries: tuple[Summary, ...]) -> Table:
    """A block for each measure and role; a figure has a row for each cell it stands in, or one of kind left-out."""
    blocks = []
    for half in halves:
        summary = half.summary
        told = explain_half(_in_order(frame, half), explain_summary(selection, summary))
        blocks.append([_row(selection, frame, half, summary.measure, each) for each in told])
    for measure, figures in unsummarised(selection, summaries):
        blocks.append([_row(selection, frame, None, measure, CellExplanation(None, each)) for each in figures])
    return Table(
        "explain",
        (*_place_columns(frame), role_column(), *measure_columns(), *figure_columns(selection)),
        tuple(row for block in blocks for row in block),
        notes=notes_by(selection, *(frame.layout.dimensions if frame is not None else ())),
        blocks=tuple(Block(len(block), 0) for block in blocks),
    )


def _in_order(frame: Frame | None, half: Half) -> Half:
    """The half with its cells in the order in which they are printed."""
    if frame is None:
        return half
    cells = {(cell.row, cell.column): cell for cell in half.rows}
    return replace(half, rows=tuple(cells[spot] for spot in sort_spots(frame, weigh_cells([half]))))


def _place_columns(frame: Frame | None) -> tuple[Column, ...]:
    if frame is None:
        kind = Bilingual("Kind", "Loại dòng")
        names = {TOTAL.kind.value: Bilingual("total", "tổng"), _LEFT_OUT: Bilingual("left out", "không tính")}
        return (term_column("kind", kind, "total, or left-out for what is in no total.", names),)
    return place_columns(frame)


def _row(
    selection: Selection, frame: Frame | None, half: Half | None, measure: Measure, told: CellExplanation
) -> tuple[Cell, ...]:
    role = half.role.value if half is not None and half.role is not None else None
    place = _place(frame, told)
    return (*place, role, measure.id, measure.nature.value, *figure_cells(selection, told.explanation))


def _place(frame: Frame | None, told: CellExplanation) -> tuple[Cell, ...]:
    if told.spot is not None:
        return place_cells(frame, told.spot) if frame is not None else (told.spot[0].kind.value,)
    width = len(_place_columns(frame))
    return tuple(_LEFT_OUT if position % 3 == 0 else None for position in range(width))
