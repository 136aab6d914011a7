"""The tables of `coop stats`: one tidy table for programs, and one for each measure for people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coop.analysis import words
from coop.analysis.columns import (
    amount_cells,
    amount_columns,
    integer_column,
    said_column,
    term_column,
    text_column,
)
from coop.analysis.grouping import Dimension, Row, RowKind
from coop.analysis.notes import count_noun, newer_note, selection_notes
from coop.analysis.row_names import DIMENSION, DISTINCT, ROLE, ROW, RowNamer, label_terms
from coop.analysis.select import Selection
from coop.analysis.statistics import (
    AgreementCounts,
    Half,
    Summary,
    Total,
    count_agreements,
    group_summary,
    summarise,
)
from coop.bilingual import Bilingual
from coop.dataset.agreement import PROJECTS
from coop.dataset.terms import Nature
from coop.table import Block, Cell, Column, Report, Table

_PROJECTS_COLUMN = integer_column(
    "projects", Bilingual("Projects", "Dự án"), "Projects told beside the money that counts. Unit: projects."
)
_FOOTER = (RowKind.OVERLAP, RowKind.TOTAL)


def report_overview(selection: Selection) -> Report:
    """The whole selection: one row a measure."""
    vocabulary = selection.dataset.vocabularies.measures.terms
    columns = (
        term_column("measure", Bilingual("Measure", "Chỉ tiêu"), "What is measured.", label_terms(vocabulary)),
        term_column("nature", Bilingual("Nature", "Loại số"), "stock, flow or pledge.", words.NATURE),
        *amount_columns(Bilingual("Total", "Tổng")),
        _PROJECTS_COLUMN,
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
            *amount_cells(summary.total.quantity),
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
    label = Bilingual("Stated by", "Nêu trong")
    rows = tuple(
        (*row, words.join(words.number(summary.stating), Bilingual(" of ", "/"), words.number(summary.selected)))
        for row, summary in zip(selected.rows, summaries, strict=True)
        if _is_worth_reading(summary, selection)
    )
    column = said_column("stated", label, "Agreements that state it, of those selected.")
    return replace(selected, columns=(*selected.columns, column), rows=rows)


def _newer_column() -> Column:
    description = "Series of which the dataset holds a newer state outside the selection."
    return integer_column(
        "newer_outside", Bilingual("Newer outside", "Mới hơn, ngoài lựa chọn"), description, for_people=False
    )


def _overview_title(selection: Selection) -> Bilingual:
    agreements = selection.agreements
    localities = len({locality for agreement in agreements for locality in agreement.localities})
    figures = sum(len(agreement.figures) for agreement in agreements)
    sources = sum(len(agreement.sources) for agreement in agreements)
    counts = (len(agreements), localities, figures, sources)
    in_vietnamese = [words.number(count).vi for count in counts]
    years = [agreement.date.first_day.year for agreement in agreements]
    span = (f", {min(years)}–{max(years)}" if min(years) < max(years) else f", {min(years)}") if years else ""
    return Bilingual(
        f"{count_noun(len(agreements), 'agreement')}{span}: {count_noun(localities, 'locality', 'localities')}, "
        f"{count_noun(figures, 'figure')}, {count_noun(sources, 'source')}",
        "{} thỏa thuận{}: {} địa phương, {} số liệu, {} nguồn".format(in_vietnamese[0], span, *in_vietnamese[1:]),
    )


def report_by(selection: Selection, dimension: Dimension) -> Report:
    """The selection by one dimension: how many agreements, and each measure by row."""
    namer = RowNamer(selection, dimension)
    counts = count_agreements(selection, dimension)
    tables: list[Table] = [_agreements_table(selection, counts, namer)]
    blocks = [list(_tidy_agreements(counts, namer))]
    for summary in summarise(selection):
        halves = group_summary(selection, summary, dimension)
        blocks.extend(list(_tidy_half(half, namer)) for half in halves)
        if _is_worth_reading(summary, selection):
            tables.append(_measure_table(summary, halves, namer))
    tidy = Table(
        "stats",
        _tidy_columns(namer),
        tuple(row for block in blocks for row in block),
        notes=selection_notes(selection),
        blocks=tuple(_block([row[0] for row in block]) for block in blocks),
    )
    return Report(tidy, tuple(tables))


def _block(kinds: Sequence[Cell]) -> Block:
    """Rows of these kinds: those of the dimension's values are free, the others make them add up and stay below."""
    free = sum(kind == RowKind.ROW for kind in kinds)
    return Block(free, len(kinds) - free)


def _is_worth_reading(summary: Summary, selection: Selection) -> bool:
    """Projects told beside money stand beside it; a table of their own is for those told alone, or asked for."""
    return (
        summary.measure.id != PROJECTS
        or PROJECTS in selection.filters.measures
        or any(d.figure.host is None for d in summary.dispositions)
    )


def _agreements_table(selection: Selection, counts: AgreementCounts, namer: RowNamer) -> Table:
    rows = namer.sort(tuple(counts.rows), counts.rows.__getitem__)
    names = {_cell(row): namer.name(row) for row in rows} | {RowKind.TOTAL.value: DISTINCT}
    columns = (
        term_column(namer.dimension.value, namer.label, "The row.", names),
        integer_column("agreements", Bilingual("Agreements", "Thỏa thuận"), "Agreements that count in the row."),
    )
    body: list[tuple[Cell, ...]] = [(_cell(row), counts.rows[row]) for row in rows]
    body.append((RowKind.TOTAL.value, counts.distinct))
    title = words.join(Bilingual("Agreements by ", "Thỏa thuận theo "), DIMENSION[namer.dimension])
    return Table(
        "agreements",
        columns,
        tuple(body),
        title=title,
        notes=selection_notes(selection),
        footer_rows=1,
        blocks=(_block([*(row.kind for row in rows), RowKind.TOTAL]),),
    )


def _cell(row: Row) -> str:
    return row.key if row.kind is RowKind.ROW else row.kind.value


def _measure_table(summary: Summary, halves: Sequence[Half], namer: RowNamer) -> Table:
    """The halves side by side, a row each; the projects beside the money they were told with."""
    by_half = [{each.row: each.total for each in half.rows} for half in halves]
    weights = {row: _weight(by_half, row) for totals in by_half for row in totals}
    rows = namer.sort(tuple(weights), weights.__getitem__)
    has_projects = any(total.projects is not None for totals in by_half for total in totals.values())
    names = {_cell(row): namer.name(row) for row in rows}
    columns: list[Column] = [term_column(namer.dimension.value, namer.label, "The row.", names)]
    for half in halves:
        label = words.heading(ROLE[half.role]) if half.role else Bilingual("Amount", "Số lượng")
        prefix = f"{half.role.value}_" if half.role else ""
        columns.extend(amount_columns(label, prefix))
        if has_projects:
            columns.append(replace(_PROJECTS_COLUMN, name=f"{prefix}projects"))
    body = [
        (
            _cell(row),
            *(
                cell
                for totals in by_half
                for total in (totals.get(row, _NOTHING),)
                for cell in (*amount_cells(total.quantity), *((total.projects,) if has_projects else ()))
            ),
        )
        for row in rows
    ]
    footer = sum(row.kind in _FOOTER for row in rows)
    return Table(
        summary.measure.id,
        tuple(columns),
        tuple(body),
        title=_measure_title(summary, namer),
        notes=_summary_notes(summary, rows, namer),
        footer_rows=footer,
        blocks=(_block([row.kind for row in rows]),),
    )


_NOTHING = Total(None, None, 0, 0)


def _weight(by_half: Sequence[Mapping[Row, Total]], row: Row) -> int:
    """The greater of its two halves, so that the table runs from the largest down."""
    quantities = [totals[row].quantity for totals in by_half if row in totals]
    return max((quantity.high for quantity in quantities if quantity is not None), default=0)


def _measure_title(summary: Summary, namer: RowNamer) -> Bilingual:
    stating, selected = words.number(summary.stating), words.number(summary.selected)
    stated = Bilingual(
        f"stated by {stating.en} of {selected.en} agreements", f"{stating.vi}/{selected.vi} thỏa thuận có nêu"
    )
    by = words.join(Bilingual(" by ", " theo "), DIMENSION[namer.dimension])
    name = words.heading(summary.measure.label)
    return words.join(words.join(name, by), words.NATURE[summary.measure.nature], stated, by=" · ")


def _summary_notes(summary: Summary, rows: Sequence[Row], namer: RowNamer) -> tuple[Bilingual, ...]:
    notes = []
    if any(row.kind is RowKind.OVERLAP for row in rows):
        notes.append(
            Bilingual(
                "(overlap) is part of another row and is taken off: rows + (shared) + (internal) - (overlap) = total",
                "(trùng) đã nằm trong dòng khác và được trừ đi: các dòng + (chung) + (nội bộ) - (trùng) = tổng",
            )
        )
    if summary.measure.nature is Nature.STOCK and namer.dimension is Dimension.YEAR:
        notes.append(
            Bilingual(
                "each year as it stood at its end; years do not add up", "số cuối mỗi năm; không cộng dồn các năm"
            )
        )
    if summary.newer_outside:
        notes.append(newer_note(summary.newer_outside))
    return tuple(notes)


def _tidy_columns(namer: RowNamer) -> tuple[Column, ...]:
    kinds = {**{kind.value: label for kind, label in ROW.items()}, RowKind.ROW.value: Bilingual("row", "dòng")}
    roles = {role.value: label for role, label in ROLE.items()}
    return (
        term_column(
            "kind", Bilingual("Kind", "Loại dòng"), "row, or one of the rows that make the table add up.", kinds
        ),
        text_column(namer.dimension.value, namer.label, "The id of the row; `a/b` for a pair; empty for other kinds."),
        text_column("name", Bilingual("Name", "Tên"), "Its name in Vietnamese."),
        term_column("role", Bilingual("Role", "Vai trò"), "source, destination, or empty without halves.", roles),
        text_column(
            "measure", Bilingual("Measure", "Chỉ tiêu"), "What is measured; empty where agreements are counted."
        ),
        term_column("nature", Bilingual("Nature", "Loại số"), "stock, flow or pledge.", words.NATURE),
        *amount_columns(Bilingual("Amount", "Số lượng")),
        _PROJECTS_COLUMN,
        integer_column("figures", Bilingual("Figures", "Số liệu"), "Figures that stand in the row."),
        integer_column("agreements", Bilingual("Agreements", "Thỏa thuận"), _AGREEMENTS_OF_ROW),
        integer_column("of", Bilingual("Of", "Trên"), "Agreements selected, each once."),
    )


_AGREEMENTS_OF_ROW = (
    "Agreements whose figures stand in the row; in the total of a measure those that state it, whether their figures "
    "count or not; without a measure those that count in the row, in its total each once."
)


def _tidy_agreements(counts: AgreementCounts, namer: RowNamer) -> Iterator[tuple[Cell, ...]]:
    empty = (None, None, None, *amount_cells(None), None, None)
    for row in namer.sort(tuple(counts.rows), counts.rows.__getitem__):
        yield (row.kind.value, row.key or None, _name(row, namer), *empty, counts.rows[row], counts.distinct)
    yield (RowKind.TOTAL.value, None, None, *empty, counts.distinct, counts.distinct)


def _tidy_half(half: Half, namer: RowNamer) -> Iterator[tuple[Cell, ...]]:
    totals = {each.row: each.total for each in half.rows}
    summary = half.summary
    for row in namer.sort(tuple(totals), lambda each: _weight([totals], each)):
        total = totals[row]
        yield (
            row.kind.value,
            row.key or None,
            _name(row, namer),
            half.role.value if half.role else None,
            summary.measure.id,
            summary.measure.nature.value,
            *amount_cells(total.quantity),
            total.projects,
            total.figures,
            summary.stating if row.kind is RowKind.TOTAL else total.agreements,
            summary.selected,
        )


def _name(row: Row, namer: RowNamer) -> str | None:
    return namer.name(row).vi if row.kind is RowKind.ROW else None
