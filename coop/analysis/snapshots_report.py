"""`coop stats --snapshots`: the history of stocks, each state of a series with its date (rule 3 of docs/totals.md)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coop.analysis import words
from coop.analysis.columns import amount_cells, amount_columns, day_column, integer_column, said_column
from coop.analysis.counting import newest_day, spell_selected
from coop.analysis.covering import find_series
from coop.analysis.explain import Explanation, explain_disposition
from coop.analysis.figure_columns import figure_cells, figure_columns
from coop.analysis.figure_words import STANDING
from coop.analysis.notes import newer_note, selection_notes
from coop.analysis.saying import say_ends_briefly, say_time
from coop.analysis.select import Selection
from coop.analysis.statistics import Summary, summarise
from coop.analysis.summary_words import is_worth_reading
from coop.analysis.tidy_report import PROJECTS_COLUMN, measure_columns
from coop.bilingual import Bilingual
from coop.dataset.terms import Measure, Nature
from coop.errors import UsageError
from coop.table import Block, Cell, Column, Report, Table

Series = list[Explanation]

_AS_OF = Bilingual("As of", "Tính đến")


def report_snapshots(selection: Selection) -> Report:
    """Each stock measure by series, the largest first, and in each the states in time.

    A series is told in the names that were signed: `UsageError` in the borders of a day.
    """
    if selection.borders.day is not None:
        raise UsageError(
            Bilingual("snapshots do not go with borders", "snapshots không đi với borders"),
            hint=Bilingual(
                "each state is told in the names of its own day; leave out borders",
                "mỗi số được nêu theo tên gọi vào ngày của nó; bỏ borders",
            ),
        )
    stocks = [summary for summary in summarise(selection) if summary.measure.nature is Nature.STOCK]
    series = [_list_series(selection, summary) for summary in stocks]
    rows = [list(_tidy_rows(selection, summary, found)) for summary, found in zip(stocks, series, strict=True)]
    tidy = Table(
        "snapshots",
        _tidy_columns(selection),
        tuple(row for block in rows for row in block),
        notes=selection_notes(selection),
        blocks=tuple(Block(len(block), 0) for block in rows),
    )
    drawn = [
        _draw(selection, summary, found)
        for summary, found in zip(stocks, series, strict=True)
        if is_worth_reading(summary, selection)
    ]
    return Report(tidy, tuple(drawn or [_nothing(tidy, selection)]))


def _list_series(selection: Selection, summary: Summary) -> list[Series]:
    """The states of each series in time, under whatever names; the series by their largest number, from that down."""
    states = [explain_disposition(disposition) for disposition in summary.dispositions]
    spelled = spell_selected(selection, [state.figure for state in states])
    found = [
        sorted((states[each] for each in series), key=lambda state: (newest_day(state.figure), state.figure.reference))
        for series in find_series(spelled)
    ]
    return sorted(found, key=lambda s: (-max(e.figure.quantity.high for e in s), s[0].figure.reference))


def _tidy_columns(selection: Selection) -> tuple[Column, ...]:
    return (
        *measure_columns(),
        integer_column("series", Bilingual("Series", "Chuỗi"), "Its number in the measure; the largest is 1."),
        *figure_columns(selection),
    )


def _tidy_rows(selection: Selection, summary: Summary, found: Sequence[Series]) -> Iterator[tuple[Cell, ...]]:
    for number, states in enumerate(found, start=1):
        for state in states:
            yield summary.measure.id, summary.measure.nature.value, number, *figure_cells(selection, state)


def _draw(selection: Selection, summary: Summary, found: Sequence[Series]) -> Table:
    vocabularies = selection.dataset.vocabularies
    fields = vocabularies.fields.terms
    rows: list[tuple[Cell, ...]] = []
    for states in found:
        for state in states:
            figure = state.figure
            ends = say_ends_briefly(figure.ends, vocabularies)
            if figure.field is not None:
                ends = words.join(ends, " (", fields[figure.field].label, ")")
            newest = newest_day(figure).isoformat() if figure.as_of is not None else None
            amount = amount_cells(figure.quantity)
            rows.append((ends, say_time(figure), *amount, figure.projects, STANDING[state.verdict], newest))
    columns = (
        said_column("ends", Bilingual("From → to", "Từ → đến"), "The series."),
        replace(said_column("as_of", _AS_OF, "The day of the state."), sort_by="newest_day"),
        *amount_columns(Bilingual("Amount", "Số lượng")),
        PROJECTS_COLUMN,
        said_column("standing", Bilingual("Standing", "Tình trạng"), "What became of it in the total."),
        replace(day_column("newest_day", _AS_OF, "The last day that it can mean."), for_people=False),
    )
    title = words.join(
        words.heading(summary.measure.label),
        Bilingual("history of each series", "diễn biến từng chuỗi"),
        words.NATURE[summary.measure.nature],
        by=" · ",
    )
    notes = (newer_note(summary.newer_outside),) if summary.newer_outside else ()
    return Table(f"{summary.measure.id}-snapshots", columns, tuple(rows), title=title, notes=notes)


def _nothing(tidy: Table, selection: Selection) -> Table:
    """What people read where no stock is selected, and of each measure asked for that is none, that it is none."""
    drawn = tidy.select_reading_columns(("measure", "as_of", "amount"))
    asked = (m for m in selection.dataset.vocabularies.measures.terms.values() if m.id in selection.filters.measures)
    why = tuple(_say_no_stock(measure) for measure in asked if measure.nature is not Nature.STOCK)
    return replace(drawn, title=Bilingual("Stocks", "Số thời điểm"), notes=(*why, *drawn.notes))


def _say_no_stock(measure: Measure) -> Bilingual:
    nature = words.NATURE[measure.nature]
    return Bilingual(
        f"{measure.label.en} is a {nature.en}: only a stock has states in time",
        f"{measure.label.vi} là {nature.vi}: chỉ số thời điểm mới có diễn biến theo thời gian",
    )
