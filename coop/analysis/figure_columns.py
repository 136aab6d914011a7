"""The columns that tell programs of one figure: what became of it, as stated, as read, its ends, time and source."""

from coop.analysis.columns import amount_cells, amount_columns, integer_column, term_column, terms_column, text_column
from coop.analysis.explain import Explanation
from coop.analysis.figure_words import STANDING
from coop.analysis.row_names import label_terms
from coop.analysis.select import Selection
from coop.bilingual import Bilingual
from coop.dataset.agreement import Figure, Source
from coop.table import Cell, Column


def figure_columns(selection: Selection) -> tuple[Column, ...]:
    """The columns that tell of one figure. `figure_cells` fills them."""
    vocabularies = selection.dataset.vocabularies
    places, fields = label_terms(vocabularies.localities.terms), label_terms(vocabularies.fields.terms)
    return (
        text_column("agreement", Bilingual("Agreement", "Thỏa thuận"), "Id of the agreement that states the figure."),
        text_column("figure", Bilingual("Figure", "Số liệu"), "Id of the figure."),
        term_column("standing", Bilingual("Standing", "Tình trạng"), "What became of it here.", STANDING),
        integer_column("rule", Bilingual("Rule", "Quy tắc"), "The rule of docs/totals.md that decided."),
        text_column("by", Bilingual("By", "Bởi"), "The figure that covers or supersedes it, is its whole or the same."),
        *amount_columns(Bilingual("Amount", "Số lượng")),
        integer_column("projects", Bilingual("Projects", "Dự án"), "Projects told beside it. Unit: projects."),
        text_column("as_stated", Bilingual("As stated", "Nguyên văn"), "The phrase of the source."),
        *amount_columns(Bilingual("Read as", "Đọc là"), "read_"),
        terms_column("from", Bilingual("From", "Từ"), "Where it comes from.", places),
        terms_column("to", Bilingual("To", "Đến"), "Where it goes.", places),
        terms_column("between", Bilingual("Between", "Giữa"), "Both, where one sum is given for them.", places),
        term_column("stated_field", Bilingual("Field", "Lĩnh vực"), "The field that a source ties it to.", fields),
        text_column("as_of", Bilingual("As of", "Tính đến"), "The day of a stock (EDTF)."),
        text_column(
            "period", Bilingual("Period", "Thời kỳ"), "The times of a flow or pledge (EDTF), joined by commas."
        ),
        text_column("doubtful", Bilingual("Doubt", "Nghi ngờ"), "Why it is doubted."),
        text_column("source", Bilingual("Source", "Nguồn"), "Id of the source in the agreement."),
        text_column("source_title", Bilingual("Title", "Tên bài"), "Its title."),
        text_column("publisher", Bilingual("Publisher", "Nơi đăng"), "Who published it."),
        text_column("published", Bilingual("Published", "Ngày đăng"), "When (EDTF)."),
        text_column("url", Bilingual("Address", "Địa chỉ"), "Where it stands on the web."),
    )


def figure_cells(selection: Selection, told: Explanation) -> tuple[Cell, ...]:
    """The cells of `figure_columns` for one figure."""
    figure = told.figure
    source = find_source(selection, figure)
    return (
        figure.agreement,
        figure.id,
        told.verdict.value,
        told.rule,
        told.by.reference if told.by is not None else None,
        *amount_cells(told.quantity),
        figure.projects if told.quantity is not None else None,
        figure.as_stated,
        *amount_cells(figure.quantity),
        figure.ends.source,
        figure.ends.destination,
        figure.ends.between,
        figure.field,
        str(figure.as_of) if figure.as_of is not None else None,
        ",".join(map(str, figure.period)) or None,
        figure.doubtful,
        figure.source,
        *(
            (source.title, source.publisher, str(source.published) if source.published else None, source.url)
            if source is not None
            else (None,) * 4
        ),
    )


def find_source(selection: Selection, figure: Figure) -> Source | None:
    """The source that states the figure."""
    sources = selection.dataset.by_id[figure.agreement].sources
    return next((source for source in sources if source.id == figure.source), None)
