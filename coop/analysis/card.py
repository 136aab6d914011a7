"""The card of one agreement: what was agreed, the figures, the events, and last the sources."""

from collections.abc import Iterator, Mapping
from datetime import date

from coop.analysis import words
from coop.analysis.columns import amount_cells, amount_columns, integer_column, said_column, term_column, text_column
from coop.bilingual import Bilingual, Language
from coop.dataset.agreement import Agreement, Ends, Event, Figure, Party, When
from coop.dataset.composer import Value
from coop.dataset.terms import RELATION
from coop.dataset.vocabulary import Vocabularies
from coop.language.dates import format_date
from coop.language.quantity import format_quantity
from coop.table import Cell, Report, Table

_NOT_STATED = Bilingual("not stated", "không nêu")
_INFERRED = Bilingual(" (worked out, not read)", " (suy ra, nguồn không ghi đủ)")


def build_card(agreement: Agreement, vocabularies: Vocabularies, data: Mapping[str, Value]) -> Report:
    """The agreement for people, and for programs every value of its file (`data`) by path."""
    columns = (
        text_column("path", Bilingual("Path", "Đường dẫn"), "Keys and list positions, joined by dots."),
        text_column("value", Bilingual("Value", "Giá trị"), "The value as in the file."),
    )
    tidy = Table("show", columns, tuple(_flatten(dict(data), "")))
    tables = (
        _facts_table(agreement, vocabularies),
        *_figures_table(agreement, vocabularies),
        *_events_table(agreement),
        _sources_table(agreement),
    )
    return Report(tidy, tables)


def _flatten(value: Value, path: str) -> Iterator[tuple[Cell, ...]]:
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs:
            yield from _flatten(inner, f"{path}.{key}" if path else str(key))
    else:
        yield path, value if isinstance(value, str | int) or value is None else str(value)


def _facts_table(agreement: Agreement, vocabularies: Vocabularies) -> Table:
    facts = [(label, text) for label, text in _facts(agreement, vocabularies) if text is not None]
    columns = (
        said_column("key", Bilingual("", ""), "What is told."),
        said_column("value", Bilingual("", ""), "Its value."),
    )
    return Table("agreement", columns, tuple(facts), title=agreement.title)


def _facts(agreement: Agreement, vocabularies: Vocabularies) -> Iterator[tuple[Bilingual, Bilingual | None]]:
    yield Bilingual("Id", "Mã"), words.same(agreement.id)
    inferred = _INFERRED if "date" in agreement.inferred else Bilingual("", "")
    yield Bilingual("Date", "Ngày"), words.join(_when(agreement.date), inferred)
    yield Bilingual("Period", "Thời hạn"), _period(agreement)
    yield Bilingual("Instrument", "Văn kiện"), words.INSTRUMENT.get(agreement.instrument or "")
    yield Bilingual("Level", "Cấp"), words.LEVEL.get(agreement.level or "")
    yield Bilingual("Status", "Tình trạng"), words.STATUS.get(agreement.status)
    yield Bilingual("Purpose", "Mục đích"), agreement.purpose
    stated = words.number(agreement.party_count) if agreement.party_count is not None else None
    yield Bilingual("Parties in all", "Tổng số bên"), stated
    yield Bilingual("Group", "Nhóm"), words.same(agreement.group) if agreement.group else None
    for number, party in enumerate(agreement.parties):
        ordinal = f" {number + 1}"
        yield words.join(Bilingual("Party", "Bên"), ordinal), _party(party, vocabularies)
    fields = [vocabularies.fields.terms[field].label for field in agreement.fields]
    yield Bilingual("Fields", "Lĩnh vực"), words.join(*fields, by="; ") if fields else None
    points = words.number(agreement.item_count) if agreement.item_count is not None else None
    yield Bilingual("Points", "Số nội dung"), points
    for relation in agreement.related:
        yield words.heading(RELATION[relation.relation]), words.same(relation.id)
    for other in agreement.others:
        yield (
            Bilingual("Also signed", "Cùng ký"),
            words.same(f"{other.name}, {other.role}" if other.role else other.name),
        )
    for conflict in agreement.conflicts:
        said = words.same(
            f"{conflict.at}: {conflict.as_stated or conflict.value} ({conflict.source}): {conflict.reason}"
        )
        yield Bilingual("Conflict", "Nguồn khác nói"), said


def _when(when: When) -> Bilingual:
    return Bilingual(format_date(when, Language.EN), format_date(when, Language.VI))


def _period(agreement: Agreement) -> Bilingual | None:
    if agreement.period is not None:
        return _when(agreement.period)
    return _NOT_STATED if "period" in agreement.not_stated else None


def _party(party: Party, vocabularies: Vocabularies) -> Bilingual:
    name = vocabularies.localities.terms[party.locality].label
    people = [
        words.join(
            *(part for part in (person.name, person.office, words.PERSON_ROLE.get(person.role or "")) if part), by=", "
        )
        for person in party.people
    ]
    head = words.join(*(part for part in (name, party.body) if part), by=" · ")
    return words.join(head, *people, by="; ")


def _figures_table(agreement: Agreement, vocabularies: Vocabularies) -> Iterator[Table]:
    if not agreement.figures:
        return
    labels = [_measure(figure, vocabularies) for figure in agreement.figures]
    ends = [_ends(figure.ends, vocabularies) for figure in agreement.figures]
    times = [_time(figure) for figure in agreement.figures]
    columns = (
        said_column("measure", Bilingual("Figure", "Số liệu"), "What is measured."),
        said_column("ends", Bilingual("From – to", "Từ – đến"), "Where it comes from and goes to."),
        *amount_columns(Bilingual("Amount", "Số lượng")),
        integer_column("projects", Bilingual("Projects", "Dự án"), "Projects told beside it."),
        said_column("when", Bilingual("When", "Thời gian"), "As of, or in."),
        text_column("source", Bilingual("Source", "Nguồn"), "The source that states it."),
    )
    rows = tuple(
        (label, end, *amount_cells(figure.quantity), figure.projects, time, figure.source)
        for figure, label, end, time in zip(agreement.figures, labels, ends, times, strict=True)
    )
    yield Table("figures", columns, rows)


def _measure(figure: Figure, vocabularies: Vocabularies) -> Bilingual:
    label = words.heading(vocabularies.measures.terms[figure.measure].label)
    if figure.field is not None:
        label = words.join(label, " (", vocabularies.fields.terms[figure.field].label, ")")
    if figure.per is not None:
        label = words.join(label, Bilingual(", a year", ", mỗi năm"))
    for also in figure.also:
        drawn = Bilingual(*(format_quantity(also.quantity, language) for language in (Language.EN, Language.VI)))
        label = words.join(label, Bilingual(", also given as ", ", cũng ghi là "), drawn)
    if figure.part_of is not None:
        label = words.join(label, Bilingual(", part of ", ", thuộc "), figure.part_of)
    if figure.same_as is not None:
        label = words.join(label, Bilingual(", the same as ", ", trùng với "), figure.same_as)
    if figure.doubtful is not None:
        label = words.join(label, Bilingual(", doubtful: ", ", còn nghi ngờ: "), figure.doubtful)
    return label


def _ends(ends: Ends, vocabularies: Vocabularies) -> Bilingual:
    terms = vocabularies.localities.terms

    def names(ids: tuple[str, ...]) -> str:
        return ", ".join(terms[i].name for i in ids) or "…"

    if ends.between:
        return words.same(names(ends.between))
    return words.same(f"{names(ends.source)} → {names(ends.destination)}") if ends.localities else _NOT_STATED


def _time(figure: Figure) -> Bilingual:
    whens = (figure.as_of,) if figure.as_of is not None else figure.period
    return words.join(*(_when(when) for when in whens), by=", ") if whens else _NOT_STATED


def _events_table(agreement: Agreement) -> Iterator[Table]:
    if not agreement.events:
        return
    ordered = sorted(agreement.events, key=_event_order)
    times = [_when(event.date) if event.date is not None else _NOT_STATED for event in ordered]
    columns = (
        said_column("when", Bilingual("When", "Thời gian"), "Its date."),
        term_column("event", Bilingual("Event", "Sự kiện"), "What happened.", words.EVENT),
        said_column("note", Bilingual("What happened", "Nội dung"), "In the curators' words."),
        text_column("source", Bilingual("Source", "Nguồn"), "The source that reports it."),
    )
    rows = tuple((time, event.kind, event.note, event.source) for event, time in zip(ordered, times, strict=True))
    yield Table("events", columns, rows)


def _event_order(event: Event) -> tuple[bool, date]:
    """By the first day that it may have been, else by its end; events without a date come last."""
    when = event.date
    return when is None, (when and (when.first_day or when.last_day)) or date.min


def _sources_table(agreement: Agreement) -> Table:
    published = [_when(s.published) if s.published is not None else None for s in agreement.sources]
    columns = (
        text_column("id", Bilingual("Source", "Nguồn"), "The id that the values name."),
        said_column("published", Bilingual("Published", "Ngày đăng"), "When it was published."),
        text_column("title", Bilingual("Title", "Tên bài"), "Title, publisher and address.", may_wrap=True),
    )
    rows = tuple(
        (source.id, when, " · ".join(filter(None, (source.title, source.publisher, source.url))))
        for source, when in zip(agreement.sources, published, strict=True)
    )
    return Table("sources", columns, rows)
