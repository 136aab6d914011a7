"""A selection as tidy tables that join by id: one row for each agreement, party, person, field, figure and source.

Nothing of the data is left out, nothing is drawn for people: what a data frame or an export is made of.
"""

from datetime import date

from coop.analysis import words
from coop.analysis.borders import agreement_day
from coop.analysis.columns import day_column, integer_column, term_column, terms_column, text_column
from coop.analysis.figure_tables import build_also, build_ends, build_figures
from coop.analysis.place_columns import place_cells, place_columns
from coop.analysis.row_names import label_terms
from coop.analysis.select import Selection
from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement, When
from coop.dataset.terms import RELATION
from coop.table import Cell, Column, Table

_AGREEMENT = text_column("agreement", Bilingual("Agreement", "Thỏa thuận"), "Id of the agreement.")
_SOURCE = text_column("source", Bilingual("Source", "Nguồn"), "Id of the source, within the agreement.")
_NAME = Bilingual("Name", "Tên")


def build_tables(selection: Selection) -> tuple[Table, ...]:
    """Every table of the selection, in the order in which they are documented."""
    return (
        _build_agreements(selection),
        _build_parties(selection),
        _build_people(selection),
        _build_others(selection),
        _build_fields(selection),
        build_figures(selection),
        build_ends(selection),
        build_also(selection),
        _build_events(selection),
        _build_related(selection),
        _build_conflicts(selection),
        _build_sources(selection),
    )


def _build_agreements(selection: Selection) -> Table:
    rows = tuple(_agreement_row(agreement) for agreement in selection.agreements)
    return Table("agreements", _AGREEMENT_COLUMNS, rows)


def _dated(name: str, label: Bilingual, what: str) -> tuple[Column, ...]:
    """The columns of `_days`."""
    first, last = words.join(label, Bilingual(", first", ", đầu")), words.join(label, Bilingual(", last", ", cuối"))
    return (
        text_column(name, label, f"{what} (EDTF: a day, month, year or interval)."),
        day_column(f"{name}_first", first, f"The first day that `{name}` can mean."),
        day_column(f"{name}_last", last, f"The last day that `{name}` can mean."),
    )


def _days(when: When | None) -> tuple[Cell, ...]:
    if when is None:
        return (None, None, None)
    return str(when), _iso(when.first_day), _iso(when.last_day)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


_AGREEMENT_COLUMNS = (
    text_column("id", Bilingual("Id", "Mã"), "Permanent id of the agreement."),
    text_column("title", Bilingual("Title", "Tên"), "Title in Vietnamese, the curators' own words."),
    text_column("title_en", Bilingual("English title", "Tên tiếng Anh"), "Title in English."),
    text_column("purpose", Bilingual("Purpose", "Mục đích"), "What it is for, in Vietnamese."),
    text_column("purpose_en", Bilingual("English purpose", "Mục đích tiếng Anh"), "What it is for, in English."),
    term_column("instrument", Bilingual("Instrument", "Văn kiện"), "Kind of document.", words.INSTRUMENT),
    term_column("level", Bilingual("Level", "Cấp"), "Level of the bodies.", words.LEVEL),
    term_column("status", Bilingual("Status", "Tình trạng"), "What a source last says.", words.STATUS),
    *_dated("date", Bilingual("Date", "Ngày"), "When it was signed, or the meeting held"),
    *_dated("period", Bilingual("Period", "Thời hạn"), "What it is meant for"),
    text_column("group", Bilingual("Group", "Nhóm"), "Name of the group that agreed, as the source has it."),
    integer_column(
        "party_count", Bilingual("Parties in all", "Tổng số bên"), "Parties as stated, where not all named."
    ),
    integer_column("parties", Bilingual("Parties", "Các bên"), "Localities that are named as parties."),
    integer_column("item_count", Bilingual("Points", "Nội dung"), "Points that the parties themselves state."),
    integer_column("figures", Bilingual("Figures", "Số liệu"), "Figures in its file."),
    integer_column("sources", Bilingual("Sources", "Nguồn"), "Sources read."),
    terms_column("inferred", Bilingual("Inferred", "Suy ra"), "Keys worked out rather than read.", {}),
    terms_column("not_stated", Bilingual("Not stated", "Không nêu"), "Keys looked for that no source tells.", {}),
    terms_column(
        "read_from", Bilingual("Read from", "Đọc từ"), "Sources its own values are from, if not the first.", {}
    ),
    text_column("path", Bilingual("File", "Tệp"), "File, relative to the dataset's folder."),
)


def _agreement_row(agreement: Agreement) -> tuple[Cell, ...]:
    purpose = agreement.purpose
    return (
        agreement.id,
        agreement.title.vi,
        agreement.title.en,
        purpose.vi if purpose is not None else None,
        purpose.en if purpose is not None else None,
        agreement.instrument,
        agreement.level,
        agreement.status,
        *_days(agreement.date),
        *_days(agreement.period),
        agreement.group,
        agreement.party_count,
        len(agreement.parties),
        agreement.item_count,
        len(agreement.figures),
        len(agreement.sources),
        agreement.inferred,
        agreement.not_stated,
        agreement.read_from,
        agreement.path,
    )


def _build_parties(selection: Selection) -> Table:
    vocabularies = selection.dataset.vocabularies
    localities = vocabularies.localities.terms
    columns = (
        _AGREEMENT,
        integer_column("position", Bilingual("Position", "Thứ tự"), "Place among the parties, from 1."),
        term_column("locality", Bilingual("Locality", "Địa phương"), "Id of the locality.", label_terms(localities)),
        text_column("name", _NAME, "Its name in Vietnamese."),
        *place_columns(vocabularies),
        text_column("side", Bilingual("Side", "Phía"), "a or b where a hub agrees with several others."),
        text_column("body", Bilingual("Body", "Cơ quan"), "The body that agreed on its behalf."),
    )
    rows = tuple(
        (
            agreement.id,
            position,
            party.locality,
            localities[party.locality].name,
            *place_cells(selection.borders, party.locality, agreement_day(agreement)),
            party.side,
            party.body,
        )
        for agreement in selection.agreements
        for position, party in enumerate(agreement.parties, 1)
    )
    return Table("parties", columns, rows)


def _build_people(selection: Selection) -> Table:
    localities = label_terms(selection.dataset.vocabularies.localities.terms)
    columns = (
        _AGREEMENT,
        integer_column("position", Bilingual("Position", "Thứ tự"), "Place of their party, from 1."),
        term_column("locality", Bilingual("Locality", "Địa phương"), "The locality they acted for.", localities),
        text_column("name", _NAME, "Name of the person."),
        text_column("office", Bilingual("Office", "Chức vụ"), "Office held then, as the source has it."),
        term_column("role", Bilingual("Role", "Vai trò"), "What the person did there.", words.PERSON_ROLE),
    )
    rows = tuple(
        (agreement.id, position, party.locality, person.name, person.office, person.role)
        for agreement in selection.agreements
        for position, party in enumerate(agreement.parties, 1)
        for person in party.people
    )
    return Table("people", columns, rows)


def _build_others(selection: Selection) -> Table:
    columns = (
        _AGREEMENT,
        text_column("name", _NAME, "Name of the signatory, who is no locality."),
        text_column("role", Bilingual("Role", "Vai trò"), "In what role."),
    )
    rows = tuple(
        (agreement.id, other.name, other.role) for agreement in selection.agreements for other in agreement.others
    )
    return Table("others", columns, rows)


def _build_fields(selection: Selection) -> Table:
    terms = selection.dataset.vocabularies.fields.terms
    columns = (
        _AGREEMENT,
        term_column("field", Bilingual("Field", "Lĩnh vực"), "Id of the field of cooperation.", label_terms(terms)),
        text_column("name", _NAME, "Its name in Vietnamese."),
        text_column("name_en", Bilingual("English name", "Tên tiếng Anh"), "Its name in English."),
        text_column("broader", Bilingual("Broader", "Rộng hơn"), "Id of the field above it."),
        text_column("named_for", Bilingual("Named for", "Nêu cho"), "agreement, or figure where only a figure has it."),
    )
    rows = tuple(
        (
            agreement.id,
            field,
            terms[field].label.vi,
            terms[field].label.en,
            terms[field].broader,
            "agreement" if field in agreement.fields else "figure",
        )
        for agreement in selection.agreements
        for field in agreement.all_fields
    )
    return Table("fields", columns, rows)


def _build_events(selection: Selection) -> Table:
    columns = (
        _AGREEMENT,
        term_column("kind", Bilingual("Event", "Sự kiện"), "What happened.", words.EVENT),
        *_dated("date", Bilingual("Date", "Ngày"), "When it happened"),
        text_column("note", Bilingual("Note", "Ghi chú"), "What happened, in Vietnamese."),
        text_column("note_en", Bilingual("English note", "Ghi chú tiếng Anh"), "What happened, in English."),
        _SOURCE,
    )
    rows = tuple(
        (
            agreement.id,
            event.kind,
            *_days(event.date),
            event.note.vi if event.note is not None else None,
            event.note.en if event.note is not None else None,
            event.source,
        )
        for agreement in selection.agreements
        for event in agreement.events
    )
    return Table("events", columns, rows)


def _build_related(selection: Selection) -> Table:
    columns = (
        _AGREEMENT,
        term_column("relation", Bilingual("Relation", "Quan hệ"), "What it does to the other.", RELATION),
        text_column("other", Bilingual("Other", "Thỏa thuận kia"), "Id of the other agreement."),
    )
    rows = tuple(
        (agreement.id, each.relation, each.id) for agreement in selection.agreements for each in agreement.related
    )
    return Table("related", columns, rows)


def _build_conflicts(selection: Selection) -> Table:
    columns = (
        _AGREEMENT,
        text_column("at", Bilingual("At", "Tại"), "The value that it is about, by keys joined by dots."),
        text_column("value", Bilingual("Value", "Giá trị"), "What the other source says."),
        text_column("as_stated", Bilingual("As stated", "Nguyên văn"), "The phrase as printed."),
        _SOURCE,
        text_column("reason", Bilingual("Reason", "Lý do"), "Why it was not taken."),
    )
    rows = tuple(
        (agreement.id, each.at, each.value, each.as_stated, each.source, each.reason)
        for agreement in selection.agreements
        for each in agreement.conflicts
    )
    return Table("conflicts", columns, rows)


def _build_sources(selection: Selection) -> Table:
    columns = (
        _AGREEMENT,
        text_column("id", Bilingual("Id", "Mã"), "Id of the source, within the agreement."),
        text_column("title", Bilingual("Title", "Tên bài"), "Title as published."),
        text_column("publisher", Bilingual("Publisher", "Nơi đăng"), "Who published it."),
        *_dated("published", Bilingual("Published", "Ngày đăng"), "When it was published"),
        text_column("url", Bilingual("Address", "Địa chỉ"), "Where it was read."),
        text_column("archive_url", Bilingual("Archive", "Bản lưu"), "An archived copy."),
        text_column("retrieved", Bilingual("Retrieved", "Ngày truy cập"), "When it was read (EDTF)."),
    )
    rows = tuple(
        (
            agreement.id,
            source.id,
            source.title,
            source.publisher,
            *_days(source.published),
            source.url,
            source.archive_url,
            str(source.retrieved) if source.retrieved is not None else None,
        )
        for agreement in selection.agreements
        for source in agreement.sources
    )
    return Table("sources", columns, rows)
