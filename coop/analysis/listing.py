"""The table of `coop list`."""

from collections.abc import Mapping, Sequence

from coop.analysis import words
from coop.analysis.columns import integer_column, said_column, term_column, terms_column, text_column
from coop.analysis.notes import activity_notes, borders_notes
from coop.analysis.select import Selection
from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement
from coop.table import Cell, Report, Table


def list_agreements(selection: Selection) -> Report:
    """The selected agreements, one row each, by date and id; for people a large group is counted, not spelled out."""
    vocabularies = selection.dataset.vocabularies
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
    agreements = selection.agreements
    notes = (*activity_notes(selection), *borders_notes(selection))
    tidy = Table("list", tidy_columns, tuple(_agreement_row(agreement) for agreement in agreements), notes=notes)
    parties = [_name_parties(agreement, localities) for agreement in agreements]
    columns = (_DATE, _ID, said_column("parties", _PARTIES, "The localities that agreed."), _FIGURES)
    rows = tuple(
        (str(agreement.date), agreement.id, named, len(agreement.figures))
        for agreement, named in zip(agreements, parties, strict=True)
    )
    return Report(tidy, (Table("list", columns, rows, notes=notes),))


_DATE = text_column("date", Bilingual("Date", "Ngày"), "Day, month or year of signing or of the conclusion (EDTF).")
_ID = text_column("id", Bilingual("Id", "Mã"), "Permanent identifier.")
_PARTIES = Bilingual("Parties", "Các bên")
_FIGURES = integer_column("figures", Bilingual("Figures", "Số liệu"), "Figures reported.")
_NAMED_AT_MOST = 4


def _name_parties(agreement: Agreement, names: Mapping[str, Bilingual]) -> Bilingual:
    """Both sides by name as far as they are few; a hub and its many partners as one name and a number."""
    hub = [party.locality for party in agreement.parties if party.side == "a"]
    partners = [party.locality for party in agreement.parties if party.side == "b"]
    if hub and partners and all(party.side for party in agreement.parties):
        return words.join(_name_some(hub, names), _name_some(partners, names), by=" – ")
    if len(agreement.localities) == 2:
        return words.join(*(names[i] for i in agreement.localities), by=" – ")
    return _name_some(agreement.localities, names)


def _name_some(ids: Sequence[str], names: Mapping[str, Bilingual]) -> Bilingual:
    if len(ids) > _NAMED_AT_MOST:
        return words.join(words.number(len(ids)), Bilingual(" localities", " địa phương"))
    return words.join(*(names[i] for i in ids), by=", ")


def _agreement_row(agreement: Agreement) -> tuple[Cell, ...]:
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
        len(agreement.figures),
        len(agreement.sources),
        agreement.path,
    )
