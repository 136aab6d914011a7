"""The columns that tell of one figure, the same in every tidy table: as stated, as read, and what became of it."""

from coop.analysis.columns import amount_cells, amount_columns, integer_column, term_column, terms_column, text_column
from coop.analysis.explain import Explanation
from coop.analysis.figure_words import STANDING
from coop.analysis.row_names import label_terms
from coop.analysis.select import Selection
from coop.bilingual import Bilingual
from coop.dataset.agreement import Figure, Source
from coop.dataset.vocabulary import Vocabularies
from coop.table import Cell, Column

_PERIODS = "; "  # between the times of one cell, as between the codes of one


def figure_columns(selection: Selection) -> tuple[Column, ...]:
    """All that is told of one figure, its source included. `figure_cells` fills them."""
    return (
        *stated_columns(selection.dataset.vocabularies),
        text_column("source_title", Bilingual("Title", "Tên bài"), "Its title."),
        text_column("publisher", Bilingual("Publisher", "Nơi đăng"), "Who published it."),
        text_column("published", Bilingual("Published", "Ngày đăng"), "When (EDTF)."),
        text_column("url", Bilingual("Address", "Địa chỉ"), "Where it stands on the web."),
        *amount_columns(Bilingual("Read as", "Đọc là"), "read_"),
        *verdict_columns(),
        *amount_columns(Bilingual("Amount", "Số lượng")),
        integer_column("projects", Bilingual("Projects", "Dự án"), "Projects told beside it. Unit: projects."),
    )


def figure_cells(selection: Selection, told: Explanation) -> tuple[Cell, ...]:
    """The cells of `figure_columns` for one figure."""
    figure, source = told.figure, find_source(selection, told.figure)
    printed: tuple[Cell, ...] = (None,) * 4
    if source is not None:
        printed = (source.title, source.publisher, str(source.published) if source.published else None, source.url)
    return (
        *stated_cells(figure),
        *printed,
        *amount_cells(figure.quantity),
        *verdict_cells(told),
        *amount_cells(told.quantity, unit=figure.quantity.unit),
        figure.projects if told.quantity is not None else None,
    )


def stated_columns(vocabularies: Vocabularies) -> tuple[Column, ...]:
    """Which figure it is, and what is stated besides the number. `stated_cells` fills them."""
    places, fields = label_terms(vocabularies.localities.terms), label_terms(vocabularies.fields.terms)
    return (
        text_column("figure", Bilingual("Figure", "Số liệu"), "Whole reference `agreement#figure`."),
        text_column("agreement", Bilingual("Agreement", "Thỏa thuận"), "Id of the agreement that states it."),
        terms_column("from", Bilingual("From", "Từ"), "Where it comes from.", places),
        terms_column("to", Bilingual("To", "Đến"), "Where it goes.", places),
        terms_column("between", Bilingual("Between", "Giữa"), "Both ends of a sum for both directions.", places),
        term_column("stated_field", Bilingual("Field", "Lĩnh vực"), "The field that a source ties it to.", fields),
        text_column("as_of", Bilingual("As of", "Tính đến"), "The day of a stock (EDTF)."),
        text_column("period", Bilingual("Period", "Thời kỳ"), "The times of a flow or pledge (EDTF), joined by `; `."),
        text_column("as_stated", Bilingual("As stated", "Nguyên văn"), "The number phrase as printed."),
        text_column("doubtful", Bilingual("Doubt", "Nghi ngờ"), "Why it is likely a misprint; never added."),
        text_column("source", Bilingual("Source", "Nguồn"), "Id of the source, within the agreement."),
    )


def stated_cells(figure: Figure) -> tuple[Cell, ...]:
    """The cells of `stated_columns` for one figure."""
    return (
        figure.reference,
        figure.agreement,
        figure.ends.source,
        figure.ends.destination,
        figure.ends.between,
        figure.field,
        str(figure.as_of) if figure.as_of is not None else None,
        _PERIODS.join(map(str, figure.period)) or None,
        figure.as_stated,
        figure.doubtful,
        figure.source,
    )


def verdict_columns() -> tuple[Column, ...]:
    """What became of a figure in the totals of a selection. `verdict_cells` fills them."""
    standing = "What became of it in the totals of the selection: only what is `counted` adds up to them."
    by = "The figure that covers or supersedes it, is its whole, or counts in its stead."
    return (
        term_column("standing", Bilingual("Standing", "Tình trạng"), standing, STANDING),
        integer_column("rule", Bilingual("Rule", "Quy tắc"), "The rule of docs/totals.md that decided."),
        text_column("by", Bilingual("By", "Bởi"), by),
    )


def verdict_cells(told: Explanation) -> tuple[Cell, ...]:
    """The cells of `verdict_columns` for one figure."""
    return told.verdict.value, told.rule, told.by.reference if told.by is not None else None


def find_source(selection: Selection, figure: Figure) -> Source | None:
    """The source that states the figure."""
    sources = selection.dataset.by_id[figure.agreement].sources
    return next((source for source in sources if source.id == figure.source), None)
