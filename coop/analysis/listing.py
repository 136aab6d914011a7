"""The table of `coop list`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coop.analysis import words
from coop.analysis.borders import Borders
from coop.analysis.columns import integer_column, said_column, term_column, terms_column, text_column
from coop.analysis.filters import Filters
from coop.analysis.notes import activity_notes, borders_notes, label_notes, region_notes
from coop.analysis.select import Selection, select_listed
from coop.bilingual import Bilingual
from coop.dataset.heads import Heads
from coop.dataset.listed import Listed
from coop.dataset.vocabulary import Vocabularies
from coop.table import Cell, MadeRows, Report, Table


@dataclass(frozen=True, slots=True)
class Listing:
    """Agreements to be listed, or their heads, and what there is to say below."""

    vocabularies: Vocabularies
    agreements: Sequence[Listed]
    notes: tuple[Bilingual, ...]


def build_listing(selection: Selection) -> Listing:
    """The selected agreements, to be listed."""
    notes = (*activity_notes(selection.activity_unknown), *borders_notes(selection))
    return Listing(selection.dataset.vocabularies, selection.agreements, notes)


def select_heads(heads: Heads, filters: Filters, borders: Borders) -> Listing | None:
    """The listing of the selection that the filters make, from heads alone: see `TypedFilters.asks_beyond_heads`.

    None where nothing is found, for what may have been meant is then looked for everywhere.
    """
    found, unknown = select_listed(heads.heads, filters, borders)
    if not found:
        return None
    folded = borders.fold_filters(filters)
    notes = (*activity_notes(unknown), *label_notes(folded, borders), *region_notes(folded, borders))
    return Listing(heads.vocabularies, found, notes)


def list_agreements(listing: Listing) -> Report:
    """The selected agreements, one row each, by date and id; for people a large group is counted, not spelled out."""
    vocabularies = listing.vocabularies
    localities = {i: term.label for i, term in vocabularies.localities.terms.items()}
    fields = {i: term.label for i, term in vocabularies.fields.terms.items()}
    tidy_columns = (
        _DATE,
        _ID,
        text_column("title", Bilingual("Title", "Tên"), "The Vietnamese title.", may_wrap=True),
        terms_column("parties", _PARTIES, "The localities that agreed.", localities),
        term_column("instrument", Bilingual("Instrument", "Văn kiện"), "Kind of document.", words.INSTRUMENT),
        term_column("level", Bilingual("Level", "Cấp"), "Level of the bodies.", words.LEVEL),
        term_column("status", Bilingual("Status", "Tình trạng"), "What a source last says.", words.STATUS),
        text_column("period", Bilingual("Period", "Thời hạn"), "EDTF interval it is meant for."),
        terms_column("fields", Bilingual("Fields", "Lĩnh vực"), "Fields of cooperation.", fields),
        integer_column("item_count", Bilingual("Points", "Nội dung"), "Points the parties state."),
        _FIGURES,
        integer_column("sources", Bilingual("Sources", "Nguồn"), "Sources read."),
        text_column("path", Bilingual("File", "Tệp"), "File, relative to the dataset's folder."),
    )
    columns = (_DATE, _ID, said_column("parties", _PARTIES, "The localities that agreed."), _FIGURES)

    def make_reading_row(agreement: Listed) -> tuple[Cell, ...]:
        return str(agreement.date), agreement.id, _name_parties(agreement, localities), agreement.figure_count

    tidy = Table("list", tidy_columns, MadeRows(listing.agreements, _make_tidy_row), notes=listing.notes)
    rows = MadeRows(listing.agreements, make_reading_row)
    return Report(tidy, (Table("list", columns, rows, notes=listing.notes),))


_DATE = text_column("date", Bilingual("Date", "Ngày"), "Day, month or year of signing or of the conclusion (EDTF).")
_ID = text_column("id", Bilingual("Id", "Mã"), "Permanent identifier.")
_PARTIES = Bilingual("Parties", "Các bên")
_FIGURES = integer_column("figures", Bilingual("Figures", "Số liệu"), "Figures reported.")
_NAMED_AT_MOST = 4


def _name_parties(agreement: Listed, names: Mapping[str, Bilingual]) -> Bilingual:
    """Both sides by name as far as they are few; a hub and its many partners as one name and a number."""
    sided = tuple(zip(agreement.localities, agreement.sides, strict=True))
    hub = [locality for locality, side in sided if side == "a"]
    partners = [locality for locality, side in sided if side == "b"]
    if hub and partners and all(agreement.sides):
        return words.join(_name_some(hub, names), _name_some(partners, names), by=" – ")
    if len(agreement.localities) == 2:
        return words.join(*(names[i] for i in agreement.localities), by=" – ")
    return _name_some(agreement.localities, names)


def _name_some(ids: Sequence[str], names: Mapping[str, Bilingual]) -> Bilingual:
    if len(ids) > _NAMED_AT_MOST:
        return words.join(words.number(len(ids)), Bilingual(" localities", " địa phương"))
    return words.join(*(names[i] for i in ids), by=", ")


def _make_tidy_row(agreement: Listed) -> tuple[Cell, ...]:
    return (
        str(agreement.date),
        agreement.id,
        agreement.title.vi,
        agreement.localities,
        agreement.instrument,
        agreement.level,
        agreement.status,
        str(agreement.period) if agreement.period is not None else None,
        agreement.fields,
        agreement.item_count,
        agreement.figure_count,
        agreement.source_count,
        agreement.path,
    )
