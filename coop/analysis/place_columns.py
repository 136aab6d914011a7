"""Where a locality is read to lie: the columns that follow the borders of a selection, beside those as signed."""

from datetime import date

from coop.analysis.borders import Borders
from coop.analysis.columns import term_column
from coop.analysis.row_names import label_terms
from coop.bilingual import Bilingual
from coop.dataset.vocabulary import Vocabularies
from coop.table import Cell, Column


def place_columns(vocabularies: Vocabularies) -> tuple[Column, ...]:
    """The columns of `place_cells`."""
    return (
        term_column(
            "province", Bilingual("Province", "Tỉnh, thành phố"),
            "Id of the locality that it is read as in the borders of the selection: its own, unless they are chosen.",
            label_terms(vocabularies.localities.terms),
        ),
        term_column(
            "region", Bilingual("Region", "Vùng"),
            "Id of its socio-economic region on its own day, or on that of the borders of the selection.",
            label_terms(vocabularies.regions.terms),
        ),
    )  # fmt: skip


def place_cells(borders: Borders, locality: str, on: date) -> tuple[Cell, ...]:
    """The province and the region of a locality as it was `on` its own day."""
    return borders.fold(locality, on), borders.region_of(locality, on)
