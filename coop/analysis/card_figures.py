"""The figures on the card of an agreement, and below them what else is said of each."""

from collections.abc import Iterator

from coop.analysis import words
from coop.analysis.columns import amount_cells, amount_columns, integer_column, said_column, text_column
from coop.analysis.saying import say_ends, say_quantity, say_time
from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement, Figure
from coop.dataset.dataset import Dataset
from coop.dataset.vocabulary import Vocabularies
from coop.table import Table

_INFERRED = {
    "as_of": Bilingual("time", "thời gian"),
    "period": Bilingual("time", "thời gian"),
    "from": Bilingual("where from", "nơi đi"),
    "to": Bilingual("where to", "nơi đến"),
}


def list_figures(agreement: Agreement, dataset: Dataset) -> Iterator[Table]:
    """The figures in the order of the file, and below them the remarks on some, by number."""
    if not agreement.figures:
        return
    columns = (
        said_column("measure", Bilingual("Figure", "Số liệu"), "What is measured."),
        said_column("ends", Bilingual("From – to", "Từ – đến"), "Where it comes from and goes to."),
        *amount_columns(Bilingual("Amount", "Số lượng")),
        integer_column("projects", Bilingual("Projects", "Dự án"), "Projects told beside it."),
        said_column("when", Bilingual("When", "Thời gian"), "As of, or in."),
        text_column("source", Bilingual("Source", "Nguồn"), "The source that states it."),
    )
    signs: dict[Bilingual, str] = {}
    rows = []
    for figure in agreement.figures:
        label = _label(figure, dataset.vocabularies)
        remark = words.join(*_remarks(figure, dataset), by="; ")
        if remark.en:
            label = words.join(label, "\u00a0", signs.setdefault(remark, f"[{len(signs) + 1}]"))
        ends = say_ends(figure.ends, dataset.vocabularies)
        rows.append((label, ends, *amount_cells(figure.quantity), figure.projects, say_time(figure), figure.source))
    yield Table("figures", columns, tuple(rows))
    if signs:
        yield Table("remarks", _REMARK_COLUMNS, tuple((sign, remark) for remark, sign in signs.items()))


_REMARK_COLUMNS = (
    text_column("sign", Bilingual("", ""), "The number behind the figure."),
    said_column("remark", Bilingual("", ""), "What else is said of it."),
)


def _label(figure: Figure, vocabularies: Vocabularies) -> Bilingual:
    label = words.heading(vocabularies.measures.terms[figure.measure].label)
    if figure.field is not None:
        label = words.join(label, " (", vocabularies.fields.terms[figure.field].label, ")")
    if figure.per is not None:
        label = words.join(label, Bilingual(", a year", ", mỗi năm"))
    return label


def _remarks(figure: Figure, dataset: Dataset) -> Iterator[Bilingual]:
    for also in figure.also:
        yield words.join(Bilingual("also given as ", "cũng ghi là "), say_quantity(also.quantity))
    if figure.part_of is not None:
        yield words.join(Bilingual("part of ", "thuộc "), _refer(figure.part_of, figure, dataset))
    if figure.same_as is not None:
        yield words.join(Bilingual("the same as ", "trùng với "), _refer(figure.same_as, figure, dataset))
    inferred = dict.fromkeys(_INFERRED[key] for key in figure.inferred)
    if inferred:
        worked_out = Bilingual(" worked out, not read", " do suy ra, nguồn không ghi")
        yield words.join(words.join(*inferred, by=", "), worked_out)
    if figure.doubtful is not None:
        yield words.join(Bilingual("doubtful: ", "còn nghi ngờ: "), figure.doubtful)


def _refer(reference: str, figure: Figure, dataset: Dataset) -> Bilingual:
    """The figure that `figure` names, in words: measure, amount, its id, and the agreement where that is another."""
    target = dataset.figures.get(reference)
    if target is None:
        return words.same(reference)
    measure = words.within(dataset.vocabularies.measures.terms[target.measure].label)
    place = target.id if target.agreement == figure.agreement else reference
    return words.join(measure, " ", say_quantity(target.quantity), f" ({place})")
