"""The tables of `coop stats`: one tidy table for programs, and one for each measure for people."""

from collections.abc import Sequence
from dataclasses import replace

from coop.analysis import words
from coop.analysis.columns import amount_cells, amount_columns, integer_column, said_column, term_column
from coop.analysis.cross_report import agreements_cross_table, measure_cross_tables
from coop.analysis.frame import Frame
from coop.analysis.layout import Layout
from coop.analysis.notes import count_noun, newer_note, selection_notes
from coop.analysis.row_names import label_terms
from coop.analysis.rows_report import STATED_BY, agreements_table, measure_table
from coop.analysis.select import Selection
from coop.analysis.statistics import Half, Summary, group_summary, summarise
from coop.analysis.summary_words import is_worth_reading
from coop.analysis.tidy_report import PROJECTS_COLUMN, tidy_table
from coop.bilingual import Bilingual
from coop.table import Column, Report, Table


def report_overview(selection: Selection) -> Report:
    """The whole selection: one row a measure."""
    vocabulary = selection.dataset.vocabularies.measures.terms
    columns = (
        term_column("measure", Bilingual("Measure", "Chỉ tiêu"), "What is measured.", label_terms(vocabulary)),
        term_column("nature", Bilingual("Nature", "Loại số"), "stock, flow or pledge.", words.NATURE),
        *amount_columns(Bilingual("Total", "Tổng")),
        PROJECTS_COLUMN,
        integer_column("figures", Bilingual("Figures", "Số liệu"), "How many figures count in the total."),
        integer_column("stating", Bilingual("Stated by", "Nêu trong"), "How many of the agreements state the measure."),
        integer_column("agreements", Bilingual("Of", "Trên"), "How many agreements are selected."),
        _newer_column(),
    )
    summaries = summarise(selection)
    rows = tuple(
        (
            summary.measure.id,
            summary.measure.nature.value,
            *amount_cells(summary.total.quantity, unit=summary.unit),
            summary.total.projects,
            summary.total.figures,
            summary.stating,
            summary.selected,
            summary.newer_outside,
        )
        for summary in summaries
    )
    newer = tuple(
        words.join(words.heading(each.measure.label), ": ", newer_note(each.newer_outside))
        for each in summaries
        if each.newer_outside
    )
    notes = (*newer, *selection_notes(selection))
    table = Table("stats", columns, rows, title=_overview_title(selection), notes=notes)
    return Report(table, (_reading_overview(table, summaries, selection),))


def _reading_overview(tidy: Table, summaries: Sequence[Summary], selection: Selection) -> Table:
    """For people "2 of 4" in one cell, and no row for projects that already stand beside their money."""
    shown = ("measure", "nature", "amount", "projects", "figures")
    selected = tidy.select_reading_columns(shown)
    rows = tuple(
        (*row, words.part_of(summary.stating, summary.selected))
        for row, summary in zip(selected.rows, summaries, strict=True)
        if is_worth_reading(summary, selection)
    )
    column = said_column("stated", STATED_BY, "Agreements that state it, of those selected.")
    return replace(selected, columns=(*selected.columns, column), rows=rows)


def _newer_column() -> Column:
    description = "Series of which the dataset holds a newer state outside the selection."
    return integer_column(
        "newer_outside", Bilingual("Newer outside", "Mới hơn, ngoài lựa chọn"), description, for_people=False
    )


def _overview_title(selection: Selection) -> Bilingual:
    agreements = selection.agreements
    localities = len({unit for agreement in agreements for unit in selection.borders.parties_of(agreement)})
    figures = len({figure.reference for figure in selection.figures})  # projects beside money have that one's
    sources = _count_sources(selection)
    counts = (len(agreements), localities, figures, sources)
    in_vietnamese = [words.number(count).vi for count in counts]
    years = [agreement.date.first_day.year for agreement in agreements]
    span = (f", {min(years)}–{max(years)}" if min(years) < max(years) else f", {min(years)}") if years else ""
    title = Bilingual(
        f"{count_noun(len(agreements), 'agreement')}{span}: {count_noun(localities, 'locality', 'localities')}, "
        f"{count_noun(figures, 'figure')}, {count_noun(sources, 'source')}",
        "{} thỏa thuận{}: {} địa phương, {} số liệu, {} nguồn".format(in_vietnamese[0], span, *in_vietnamese[1:]),
    )
    label = selection.borders.label
    return title if label is None else words.join(title, label, by=" · ")


def _count_sources(selection: Selection) -> int:
    """Those of the agreements; where filters ask for certain figures, those that state the figures."""
    if selection.filters.binds_figures:
        return len({(figure.agreement, figure.source) for figure in selection.figures})
    return sum(len(agreement.sources) for agreement in selection.agreements)


def report_by(selection: Selection, layout: Layout) -> Report:
    """The selection by one dimension or two: how many agreements, and each measure by cell."""
    frame = Frame(selection, layout)
    measures = group_measures(frame)
    tables = (table for halves in measures for table in draw_measure(frame, halves))
    tidy = tidy_table(frame, [half for halves in measures for half in halves])
    return Report(tidy, (draw_agreements(frame), *tables))


def group_measures(frame: Frame) -> list[tuple[Half, ...]]:
    """The halves of every measure of the selection."""
    return [group_summary(frame.selection, summary, frame.layout) for summary in summarise(frame.selection)]


def draw_agreements(frame: Frame) -> Table:
    """How many agreements each row or cell has, for people."""
    return agreements_table(frame) if frame.columns is None else agreements_cross_table(frame, frame.columns)


def draw_measure(frame: Frame, halves: Sequence[Half]) -> tuple[Table, ...]:
    """The tables of one measure for people; none for projects that stand beside their money."""
    if not is_worth_reading(halves[0].summary, frame.selection):
        return ()
    if frame.columns is None:
        return (measure_table(frame, halves),)
    return measure_cross_tables(frame, halves, names=frame.columns)
