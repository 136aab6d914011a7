"""The card of one agreement: what was agreed, by whom, the figures, the events, and last the sources."""

from collections.abc import Iterator, Mapping
from datetime import date

from coop.analysis import words
from coop.analysis.card_figures import list_figures
from coop.analysis.card_parties import list_parties, tabulate_parties
from coop.analysis.columns import linked_column, said_column, term_column, text_column
from coop.analysis.saying import NOT_STATED, say_when
from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement, Event
from coop.dataset.composer import Value
from coop.dataset.dataset import Dataset
from coop.dataset.terms import RELATION
from coop.table import Cell, Linked, Report, Table

_INFERRED = Bilingual(" (worked out, not read)", " (suy ra, nguồn không ghi đủ)")
_ARCHIVED = Bilingual("archived copy", "bản lưu trữ")


def build_card(agreement: Agreement, dataset: Dataset, data: Mapping[str, Value]) -> Report:
    """The agreement for people, and for programs every value of its file (`data`) by path.

    From the rest of `dataset` come the names of codes, and what the agreements that it is related to are called.
    """
    columns = (
        text_column("path", Bilingual("Path", "Đường dẫn"), "Keys and list positions, joined by dots."),
        text_column("value", Bilingual("Value", "Giá trị"), "The value as in the file."),
    )
    tidy = Table("show", columns, tuple(_flatten(dict(data), "")))
    tables = (
        _facts_table(agreement, dataset),
        *tabulate_parties(agreement, dataset.vocabularies),
        *list_figures(agreement, dataset),
        *_events_table(agreement),
        *_conflicts_table(agreement),
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


def _facts_table(agreement: Agreement, dataset: Dataset) -> Table:
    facts = [(label, text) for label, text in _facts(agreement, dataset) if text is not None]
    columns = (
        said_column("key", Bilingual("", ""), "What is told."),
        said_column("value", Bilingual("", ""), "Its value."),
    )
    return Table("agreement", columns, tuple(facts), title=agreement.title)


def _facts(agreement: Agreement, dataset: Dataset) -> Iterator[tuple[Bilingual, Bilingual | None]]:
    yield Bilingual("Id", "Mã"), words.same(agreement.id)
    yield Bilingual("Date", "Ngày"), _inferred(say_when(agreement.date), "date", agreement)
    yield Bilingual("Period", "Thời hạn"), _period(agreement)
    yield Bilingual("Instrument", "Văn kiện"), words.INSTRUMENT.get(agreement.instrument or "")
    yield Bilingual("Level", "Cấp"), words.LEVEL.get(agreement.level or "")
    yield Bilingual("Status", "Tình trạng"), words.STATUS.get(agreement.status)
    yield Bilingual("Purpose", "Mục đích"), agreement.purpose
    stated = words.number(agreement.party_count) if agreement.party_count is not None else None
    yield Bilingual("Parties in all", "Tổng số bên"), stated
    yield Bilingual("Group", "Nhóm"), words.same(agreement.group) if agreement.group else None
    yield from list_parties(agreement, dataset.vocabularies)
    for other in agreement.others:
        said = f"{other.name}, {other.role}" if other.role else other.name
        yield Bilingual("Also signed", "Cùng ký"), words.same(said)
    fields = [dataset.vocabularies.fields.terms[field].label for field in agreement.fields]
    yield Bilingual("Fields", "Lĩnh vực"), words.join(*fields, by="; ") if fields else None
    points = words.number(agreement.item_count) if agreement.item_count is not None else None
    yield Bilingual("Points", "Số nội dung"), points
    yield from _relations(agreement, dataset)
    if len(agreement.sources) > 1:
        read_from = agreement.read_from or (agreement.sources[0].id,)
        yield Bilingual("Read from", "Theo nguồn"), words.same(", ".join(read_from))


def _inferred(text: Bilingual, key: str, agreement: Agreement) -> Bilingual:
    return words.join(text, _INFERRED) if key in agreement.inferred else text


def _period(agreement: Agreement) -> Bilingual | None:
    if agreement.period is not None:
        return _inferred(say_when(agreement.period), "period", agreement)
    return NOT_STATED if "period" in agreement.not_stated else None


def _relations(agreement: Agreement, dataset: Dataset) -> Iterator[tuple[Bilingual, Bilingual]]:
    """What it does to others, and what others do to it."""
    for relation in agreement.related:
        yield words.heading(RELATION[relation.relation]), _name_agreement(relation.id, dataset)
    for other in dataset.agreements:
        for relation in other.related:
            if relation.id == agreement.id:
                yield words.heading(words.RELATION_FROM[relation.relation]), _name_agreement(other.id, dataset)


def _name_agreement(agreement_id: str, dataset: Dataset) -> Bilingual:
    known = dataset.by_id.get(agreement_id)
    return words.same(agreement_id) if known is None else words.join(known.title, f" ({agreement_id})")


def _events_table(agreement: Agreement) -> Iterator[Table]:
    if not agreement.events:
        return
    ordered = sorted(agreement.events, key=_event_order)
    times = [say_when(event.date) if event.date is not None else NOT_STATED for event in ordered]
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


def _conflicts_table(agreement: Agreement) -> Iterator[Table]:
    if not agreement.conflicts:
        return
    columns = (
        text_column("at", Bilingual("Sources disagree on", "Nguồn khác nhau về"), "The value in the file."),
        text_column("value", Bilingual("Also given as", "Cũng ghi là"), "What the other source says."),
        text_column(
            "reason", Bilingual("Not taken because", "Lý do không chọn"), "In the curators' words.", may_wrap=True
        ),
        text_column("source", Bilingual("Source", "Nguồn"), "The other source."),
    )
    rows = tuple((each.at, each.as_stated or each.value, each.reason, each.source) for each in agreement.conflicts)
    yield Table("conflicts", columns, rows)


def _sources_table(agreement: Agreement) -> Table:
    columns = (
        text_column("id", Bilingual("Source", "Nguồn"), "The id that the values name."),
        said_column("published", Bilingual("Published", "Ngày đăng"), "When it was published."),
        linked_column("title", Bilingual("Title", "Tên bài"), "Title and publisher, with the address."),
    )
    return Table("sources", columns, tuple(_source_rows(agreement)))


def _source_rows(agreement: Agreement) -> Iterator[tuple[Cell, ...]]:
    for source in agreement.sources:
        published = say_when(source.published) if source.published is not None else None
        title = " · ".join(filter(None, (source.title, source.publisher)))
        yield source.id, published, Linked(words.same(title), source.url)
        if source.archive_url is not None:
            yield None, None, Linked(_ARCHIVED, source.archive_url)
