"""The figures of a selection as tidy tables: one row each, with what became of it in the totals."""

from collections.abc import Iterator

from coop.analysis import words
from coop.analysis.borders import figure_day
from coop.analysis.columns import (
    amount_cells,
    amount_columns,
    day_column,
    integer_column,
    term_column,
    terms_column,
    text_column,
)
from coop.analysis.explain import Explanation, explain_disposition
from coop.analysis.figure_columns import stated_cells, stated_columns, verdict_cells, verdict_columns
from coop.analysis.place_columns import place_cells, place_columns
from coop.analysis.row_names import label_terms
from coop.analysis.select import Selection
from coop.analysis.statistics import summarise
from coop.bilingual import Bilingual
from coop.dataset.agreement import Ends, Figure
from coop.dataset.vocabulary import Vocabularies
from coop.table import Cell, Column, Table

_FIGURE = text_column("figure", Bilingual("Figure", "Số liệu"), "Whole reference `agreement#figure`.")
_AS_STATED = text_column("as_stated", Bilingual("As stated", "Nguyên văn"), "The number phrase as printed.")
_AMOUNT = Bilingual("Amount", "Số lượng")


def build_figures(selection: Selection) -> Table:
    """One row for each figure that the selection holds, and each number of projects told beside money."""
    decided = {
        (d.figure.reference, d.figure.measure): explain_disposition(d)
        for summary in summarise(selection)
        for d in summary.dispositions
    }
    rows = tuple(
        _figure_row(decided[figure.reference, figure.measure], selection.dataset.vocabularies)
        for figure in selection.figures
    )
    return Table("figures", _figure_columns(selection.dataset.vocabularies), rows)


def build_ends(selection: Selection) -> Table:
    """One row for each locality at each end of each figure."""
    localities = label_terms(selection.dataset.vocabularies.localities.terms)
    columns = (
        _FIGURE,
        text_column("measure", Bilingual("Measure", "Chỉ tiêu"), "The figure's measure."),
        text_column("role", Bilingual("Role", "Vai trò"), "source, destination, or between for either direction."),
        term_column("locality", Bilingual("Locality", "Địa phương"), "Id of the locality.", localities),
        text_column("name", Bilingual("Name", "Tên"), "Its name in Vietnamese."),
        *place_columns(selection.dataset.vocabularies),
    )
    by_id, borders = selection.dataset.by_id, selection.borders
    dated = ((figure, figure_day(figure, by_id[figure.agreement])) for figure in selection.figures)
    rows = tuple(
        (
            figure.reference,
            figure.measure,
            role,
            locality,
            localities[locality].vi,
            *place_cells(borders, locality, day),
        )
        for figure, day in dated
        for role, locality in _roles(figure.ends)
    )
    return Table("ends", columns, rows)


def _roles(ends: Ends) -> Iterator[tuple[str, str]]:
    for role, ids in (("source", ends.source), ("destination", ends.destination), ("between", ends.between)):
        for locality in ids:
            yield role, locality


def build_also(selection: Selection) -> Table:
    """One row for each sum as printed in a second currency."""
    columns = (_FIGURE, *amount_columns(_AMOUNT), _AS_STATED)
    rows = tuple(
        (figure.reference, *amount_cells(also.quantity), also.as_stated)
        for figure in selection.figures
        for also in figure.also
    )
    return Table("also", columns, rows)


def _figure_columns(vocabularies: Vocabularies) -> tuple[Column, ...]:
    measures = label_terms(vocabularies.measures.terms)
    return (
        *stated_columns(vocabularies),
        term_column("measure", Bilingual("Measure", "Chỉ tiêu"), "What is measured.", measures),
        term_column("nature", Bilingual("Nature", "Loại số"), "stock, flow or pledge.", words.NATURE),
        *amount_columns(_AMOUNT),
        integer_column("projects", Bilingual("Projects", "Dự án"), "Projects told beside it. Unit: projects."),
        text_column("per", Bilingual("Per", "Mỗi"), "year where it is a rate, which is never added."),
        day_column("first_day", Bilingual("First day", "Ngày đầu"), "The first day that as_of or period can mean."),
        day_column("last_day", Bilingual("Last day", "Ngày cuối"), "The last day that as_of or period can mean."),
        text_column("part_of", Bilingual("Part of", "Thuộc"), "The figure that it is a part of."),
        text_column("same_as", Bilingual("Same as", "Trùng với"), "The figure that reports the same fact."),
        terms_column("inferred", Bilingual("Inferred", "Suy ra"), "Keys worked out rather than read.", {}),
        terms_column("not_stated", Bilingual("Not stated", "Không nêu"), "Keys looked for that no source tells.", {}),
        text_column("host", Bilingual("Host", "Đi kèm"), "For projects told beside money, the measure of the money."),
        *verdict_columns(),
    )


def _figure_row(told: Explanation, vocabularies: Vocabularies) -> tuple[Cell, ...]:
    figure = told.figure
    return (
        *stated_cells(figure),
        figure.measure,
        vocabularies.measures.terms[figure.measure].nature.value,
        *amount_cells(figure.quantity),
        figure.projects,
        figure.per,
        *_days_of(figure),
        figure.part_of,
        figure.same_as,
        figure.inferred,
        figure.not_stated,
        figure.host,
        *verdict_cells(told),
    )


def _days_of(figure: Figure) -> tuple[Cell, Cell]:
    """The first and the last day that its time can mean; none where that is open, or not stated."""
    whens = (figure.as_of,) if figure.as_of is not None else figure.period
    firsts, lasts = [when.first_day for when in whens], [when.last_day for when in whens]
    first = min((day for day in firsts if day is not None), default=None) if None not in firsts else None
    last = max((day for day in lasts if day is not None), default=None) if None not in lasts else None
    return first.isoformat() if first is not None else None, last.isoformat() if last is not None else None
