"""What the rows of a table are called, and in which order they stand."""

from collections.abc import Callable, Mapping, Sequence

from coop.analysis import words
from coop.analysis.grouping import Dimension, Role, Row, RowKind
from coop.analysis.layout import EITHER, End
from coop.analysis.select import Selection
from coop.bilingual import Bilingual
from coop.dataset.terms import Term
from coop.language.text import collation_key

ROLE: Mapping[End, Bilingual] = {
    Role.SOURCE: Bilingual("from", "từ"),
    Role.DESTINATION: Bilingual("to", "đến"),
    EITHER: Bilingual("from or to", "từ hoặc đến"),
}
DIMENSION = {
    Dimension.PROVINCE: Bilingual("province", "tỉnh, thành"),
    Dimension.REGION: Bilingual("region", "vùng"),
    Dimension.FIELD: Bilingual("field", "lĩnh vực"),
    Dimension.YEAR: Bilingual("year", "năm"),
    Dimension.PAIR: Bilingual("pair", "cặp địa phương"),
    Dimension.INSTRUMENT: Bilingual("instrument", "loại văn kiện"),
    Dimension.LEVEL: Bilingual("level", "cấp"),
    Dimension.STATUS: Bilingual("status", "tình trạng"),
}
ROW = {
    RowKind.OTHER: Bilingual("(other)", "(còn lại)"),
    RowKind.SHARED: Bilingual("(shared)", "(chung)"),
    RowKind.INTERNAL: Bilingual("(internal)", "(nội bộ)"),
    RowKind.GROUP: Bilingual("(group)", "(nhóm)"),
    RowKind.NOT_STATED: Bilingual("(not stated)", "(không nêu)"),
    RowKind.OVERLAP: Bilingual("(overlap)", "(trùng)"),
    RowKind.TOTAL: Bilingual("Total", "Tổng"),
}
NOT_STATED_IN: Mapping[Dimension, Bilingual] = {
    Dimension.FIELD: Bilingual("(no field stated)", "(không nêu lĩnh vực)"),
    Dimension.YEAR: Bilingual("(no date)", "(không ghi ngày)"),
}
DISTINCT = Bilingual("Total (distinct)", "Tổng (không trùng)")
_SPECIAL = (
    RowKind.OTHER,
    RowKind.INTERNAL,
    RowKind.SHARED,
    RowKind.GROUP,
    RowKind.NOT_STATED,
    RowKind.OVERLAP,
    RowKind.TOTAL,
)


class RowNamer:
    """Names and sorts the rows of one dimension."""

    def __init__(self, selection: Selection, dimension: Dimension) -> None:
        self.dimension = dimension
        label = selection.borders.label
        self.borders = () if label is None else (label,)  # what a heading says of them
        vocabularies = selection.dataset.vocabularies
        by_dimension: Mapping[Dimension, Mapping[str, Bilingual]] = {
            Dimension.PROVINCE: label_terms(vocabularies.localities.terms),
            Dimension.PAIR: label_terms(vocabularies.localities.terms),
            Dimension.REGION: label_terms(vocabularies.regions.terms),
            Dimension.FIELD: label_terms(vocabularies.fields.terms),
            Dimension.INSTRUMENT: words.INSTRUMENT,
            Dimension.LEVEL: words.LEVEL,
            Dimension.STATUS: words.STATUS,
        }
        self.terms = by_dimension.get(dimension, {})

    @property
    def label(self) -> Bilingual:
        """What the dimension is called, as a heading."""
        return words.heading(DIMENSION[self.dimension])

    def name(self, row: Row) -> Bilingual:
        """What a person calls the row."""
        if row.kind is RowKind.NOT_STATED:
            return NOT_STATED_IN.get(self.dimension, ROW[row.kind])
        if row.kind is not RowKind.ROW:
            return ROW[row.kind]
        return words.join(*(self.terms.get(key, Bilingual(key, key)) for key in row.key.split("/")), by=" – ")

    def sort(self, rows: Sequence[Row], weight: Callable[[Row], int]) -> list[Row]:
        """The heaviest first and then by the Vietnamese alphabet, years in time; the special rows last."""

        def key(row: Row) -> tuple[int, int, str]:
            special = _SPECIAL.index(row.kind) + 1 if row.kind in _SPECIAL else 0
            return special, 0 if self.dimension is Dimension.YEAR else -weight(row), collation_key(self.name(row).vi)

        return sorted(rows, key=key)


def label_terms(terms: Mapping[str, Term]) -> Mapping[str, Bilingual]:
    """The names of vocabulary terms by id."""
    return {key: term.label for key, term in terms.items()}
