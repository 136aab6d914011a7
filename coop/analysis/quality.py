"""How well the dataset is covered and sourced: counts and shares, by agreement, source, figure and date."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar
from urllib.parse import urlsplit

from coop.analysis import words
from coop.analysis.columns import integer_column, term_column, text_column
from coop.analysis.filters import Filters
from coop.analysis.grouping import Dimension, Grouping, Row
from coop.analysis.notes import count_noun
from coop.analysis.row_names import RowNamer
from coop.analysis.select import select_agreements
from coop.bilingual import Bilingual
from coop.dataset.agreement import PROJECTS, Agreement, Figure, Source
from coop.dataset.composer import Value
from coop.dataset.dataset import Dataset
from coop.language.dates import Precision
from coop.language.text import fold_name
from coop.table import Cell, Report, Table

T = TypeVar("T")  # Python 3.11 has no `def f[T]`

DIMENSIONS = (Dimension.YEAR, Dimension.REGION, Dimension.LEVEL, Dimension.INSTRUMENT, Dimension.STATUS)


@dataclass(frozen=True, slots=True)
class Share:
    """So many (`part`) of all there are (`whole`), under a stable key."""

    key: str
    label: Bilingual
    part: int
    whole: int

    @property
    def percent(self) -> str:
        """The share in whole per cent; what is neither none nor all never reads 0% or 100%; empty for a share of none.

        >>> Share("k", Bilingual("", ""), 1, 300).percent
        '<1%'
        """
        if not self.whole:
            return ""
        rounded = (200 * self.part + self.whole) // (2 * self.whole)
        if rounded == 0 and self.part:
            return "<1%"
        return ">99%" if rounded == 100 and self.part < self.whole else f"{rounded}%"


def are_independent(one: Source, other: Source) -> bool:
    """Whether two sources come from different outlets, as far as publisher and address tell.

    What is known of both must differ: neither the publisher nor the host of the address is the same, a host and its
    subdomains being one. Sources of which nothing can be compared are not taken for independent.
    """
    hosts = _host(one), _host(other)
    publishers = fold_name(one.publisher or ""), fold_name(other.publisher or "")
    compared = [both for both in (hosts, publishers) if all(both)]
    return bool(compared) and not _is_same_host(*hosts) and (not all(publishers) or publishers[0] != publishers[1])


def has_independent_sources(agreement: Agreement) -> bool:
    """Whether at least two of the agreement's sources are independent of each other."""
    return any(are_independent(*pair) for pair in combinations(agreement.sources, 2))


def _host(source: Source) -> str:
    try:
        host = urlsplit(source.url or "").hostname or ""
    except ValueError:  # the schema lets pass what is no address, such as a bracket that is not closed
        return ""
    return host.removeprefix("www.").rstrip(".")


def _is_same_host(one: str, other: str) -> bool:
    return bool(one and other) and (one == other or one.endswith(f".{other}") or other.endswith(f".{one}"))


def _is_day(source: Source) -> bool:
    return source.published is not None and source.published.precision is Precision.DAY


def _is_dated(figure: Figure) -> bool:
    return figure.as_of is not None or bool(figure.period)


def _has_both_ends(figure: Figure) -> bool:
    return bool(figure.ends.between or (figure.ends.source and figure.ends.destination))


Facts = tuple[tuple[str, Bilingual, Callable[[T], bool]], ...]

_INDEPENDENT = Bilingual("two or more independent sources", "có từ hai nguồn độc lập")
_OF_AGREEMENTS: Facts[Agreement] = (
    ("independent_sources", _INDEPENDENT, has_independent_sources),
    ("several_sources", Bilingual("two or more sources", "có từ hai nguồn"), lambda a: len(a.sources) > 1),
    ("address", Bilingual("a source with an address", "có nguồn ghi địa chỉ"), lambda a: any(s.url for s in a.sources)),
    (
        "published",
        Bilingual("a source with its day of publication", "có nguồn ghi rõ ngày đăng"),
        lambda a: any(map(_is_day, a.sources)),
    ),
    ("day", Bilingual("a date to the day", "ghi rõ ngày"), lambda a: a.date.precision is Precision.DAY),
    ("period", Bilingual("a period", "nêu thời hạn"), lambda a: a.period is not None),
    ("instrument", Bilingual("the kind of document", "nêu loại văn kiện"), lambda a: a.instrument is not None),
    ("level", Bilingual("the level of the bodies", "nêu cấp"), lambda a: a.level is not None),
    ("fields", Bilingual("fields of cooperation", "nêu lĩnh vực"), lambda a: bool(a.fields)),
    ("item_count", Bilingual("a number of points", "nêu số nội dung"), lambda a: a.item_count is not None),
    ("people", Bilingual("people by name", "nêu tên người"), lambda a: any(p.people for p in a.parties)),
    ("figures", Bilingual("figures", "có số liệu"), lambda a: bool(a.figures)),
    ("events", Bilingual("events before or after", "có sự kiện trước hoặc sau"), lambda a: bool(a.events)),
    (
        "conflicts",
        Bilingual("values on which sources disagree", "có giá trị mà các nguồn nêu khác nhau"),
        lambda a: bool(a.conflicts),
    ),
)
_OF_SOURCES: Facts[Source] = (
    ("address", Bilingual("an address", "có địa chỉ"), lambda s: s.url is not None),
    ("published", Bilingual("a date of publication", "có ngày đăng"), lambda s: s.published is not None),
    ("published_day", Bilingual("the day of publication", "ghi rõ ngày đăng"), _is_day),
    ("publisher", Bilingual("a publisher", "có tên nơi đăng"), lambda s: s.publisher is not None),
    ("archive", Bilingual("an archived copy", "có bản lưu trữ"), lambda s: s.archive_url is not None),
)
_OF_FIGURES: Facts[Figure] = (
    ("as_stated", Bilingual("the phrase as printed", "có cụm từ như nguồn in"), lambda f: bool(f.as_stated)),
    ("dated", Bilingual("a date or period", "có thời điểm hoặc thời kỳ"), _is_dated),
    ("ends", Bilingual("both ends", "nêu cả hai đầu"), _has_both_ends),
    ("field", Bilingual("a field of cooperation", "gắn với lĩnh vực"), lambda f: f.field is not None),
    ("part_of", Bilingual("a whole that it is part of", "thuộc một số liệu tổng"), lambda f: f.part_of is not None),
    (
        "same_as",
        Bilingual("a twin that counts in its stead", "trùng với số liệu khác"),
        lambda f: f.same_as is not None,
    ),
    ("rate", Bilingual("a rate, so much a year", "là mức mỗi năm"), lambda f: f.per is not None),
    ("doubtful", Bilingual("a likely misprint", "có vẻ in nhầm"), lambda f: f.doubtful is not None),
)
_BY_MEASURE = _OF_FIGURES[:3]


@dataclass(frozen=True, slots=True)
class _Section:
    """One table: what programs get of it, a row each, and what people read."""

    tidy: tuple[tuple[Cell, ...], ...]
    reading: Table


def report_quality(dataset: Dataset, data: Mapping[str, Mapping[str, Value]]) -> Report:
    """Coverage by year, region, level, instrument and status, and what share of the data says what.

    `data` holds each agreement's file as it stands (`coop.dataset.dataset.read_data`) by id: it alone tells which
    dates of figures and events were worked out. Programs get one row for each count.
    """
    agreements = dataset.agreements
    figures = [figure for agreement in agreements for figure in agreement.figures]
    sources = [source for agreement in agreements for source in agreement.sources]
    sections = (
        *(_coverage(dataset, dimension) for dimension in DIMENSIONS),
        _shares(
            "agreements",
            Bilingual("Agreements that state or have", "Thỏa thuận nêu hoặc có"),
            _count_facts(_OF_AGREEMENTS, agreements),
            _independence_note(),
            _conflict_note(sum(len(agreement.conflicts) for agreement in agreements)),
        ),
        _shares("sources", Bilingual("Sources with", "Nguồn"), _count_facts(_OF_SOURCES, sources)),
        _shares(
            "figures",
            Bilingual("Figures with", "Số liệu"),
            _count_facts(_OF_FIGURES, figures),
            _project_note(sum(each.projects is not None and each.measure != PROJECTS for each in figures)),
        ),
        _measures(dataset, figures),
        _shares(
            "worked_out",
            Bilingual("Dates that were worked out, not read", "Ngày do suy ra, không phải đọc thấy"),
            _count_inferred(data.values()),
        ),
    )
    columns = (
        text_column("table", Bilingual("Table", "Bảng"), "Which table the count stands in."),
        text_column("row", Bilingual("Row", "Dòng"), "The value or fact that is counted; `total` for all."),
        text_column("counted", Bilingual("Counted", "Đếm"), "What is counted in the row."),
        integer_column("number", Bilingual("Number", "Số"), "How many."),
        integer_column("of", Bilingual("Of", "Trên"), "How many there are."),
    )
    tidy = Table("quality", columns, tuple(row for section in sections for row in section.tidy))
    return Report(tidy, tuple(section.reading for section in sections))


def _count_facts(facts: Facts[T], asked: Sequence[T]) -> tuple[Share, ...]:
    return tuple(Share(key, label, sum(map(holds, asked)), len(asked)) for key, label, holds in facts)


def _count_inferred(files: Iterable[Mapping[str, Value]]) -> tuple[Share, ...]:
    """Of the dates that stand in the files, those named under `inferred`."""
    counts: dict[str, list[bool]] = {key: [] for key in _INFERRED}
    for data in files:
        for kind, holders in (("agreement", [data]), ("event", data.get("events")), ("figure", data.get("figures"))):
            for holder in holders if isinstance(holders, list) else ():
                for key in ("date", "period", "as_of"):
                    if isinstance(holder, Mapping) and key in holder:
                        inferred = holder.get("inferred")
                        counts[_KINDS[kind, key]].append(isinstance(inferred, list) and key in inferred)
    return tuple(Share(key, label, sum(counts[key]), len(counts[key])) for key, label in _INFERRED.items())


_INFERRED = {
    "agreement_date": Bilingual("dates of agreements", "ngày của thỏa thuận"),
    "agreement_period": Bilingual("periods of agreements", "thời hạn của thỏa thuận"),
    "event_date": Bilingual("dates of events", "ngày của sự kiện"),
    "figure_date": Bilingual("dates and periods of figures", "thời điểm, thời kỳ của số liệu"),
}
_KINDS = {
    ("agreement", "date"): "agreement_date",
    ("agreement", "period"): "agreement_period",
    ("event", "date"): "event_date",
    ("figure", "as_of"): "figure_date",
    ("figure", "period"): "figure_date",
}


def _coverage(dataset: Dataset, dimension: Dimension) -> _Section:
    """How many agreements count in each row of one dimension, and how many of those are well borne out."""
    grouping = Grouping(dataset, dimension)
    namer = RowNamer(select_agreements(dataset, Filters()), dimension)
    rows: defaultdict[Row, list[Agreement]] = defaultdict(list)
    for agreement in dataset.agreements:
        for row in grouping.rows_of_agreement(agreement):
            rows[row].append(agreement)
    ordered = namer.sort(list(rows), lambda row: len(rows[row]))
    names = {_key(row): namer.name(row) for row in ordered} | {_TOTAL: _DISTINCT}
    counts = [_count_agreements(found) for found in (*(rows[row] for row in ordered), dataset.agreements)]
    whole = len(dataset.agreements)
    tidy = tuple(
        (dimension.value, key, counted, number, of)
        for key, numbers in zip(names, counts, strict=True)
        for counted, number, of in zip(_COUNTED, numbers, (whole, numbers[0], numbers[0]), strict=True)
    )
    columns = (
        term_column(dimension.value, namer.label, "The row.", names),
        integer_column(_COUNTED[0], Bilingual("Agreements", "Thỏa thuận"), "How many agreements count here."),
        text_column("share", Bilingual("Share", "Tỷ lệ"), "Of all agreements."),
        integer_column(_COUNTED[1], Bilingual("With figures", "Có số liệu"), "Those with figures."),
        integer_column(_COUNTED[2], Bilingual("Independently sourced", "Nguồn độc lập"), _INDEPENDENT.en),
    )
    read = tuple(
        (key, numbers[0], Share(key, name, numbers[0], whole).percent, *numbers[1:])
        for (key, name), numbers in zip(names.items(), counts, strict=True)
    )
    title = Bilingual(f"Agreements by {namer.label.en.lower()}", f"Thỏa thuận theo {namer.label.vi.lower()}")
    notes = (_REGION_NOTE,) if dimension is Dimension.REGION else ()
    return _Section(tidy, Table(dimension.value, columns, read, title=title, notes=notes, footer_rows=1))


_COUNTED = ("agreements", "with_figures", "with_independent_sources")
_TOTAL = "total"
_DISTINCT = Bilingual("Total (distinct)", "Tổng (không trùng)")


def _key(row: Row) -> str:
    return row.key or row.kind.value


def _count_agreements(agreements: Sequence[Agreement]) -> tuple[int, int, int]:
    """What `_COUNTED` names."""
    figures = sum(bool(agreement.figures) for agreement in agreements)
    return len(agreements), figures, sum(map(has_independent_sources, agreements))


_REGION_NOTE = Bilingual(
    "An agreement counts once in the region of each of its parties, as the regions were on its date.",
    "Mỗi thỏa thuận được tính một lần ở vùng của từng bên, theo phân vùng vào ngày thỏa thuận.",
)


def _shares(name: str, title: Bilingual, shares: Sequence[Share], *notes: Bilingual) -> _Section:
    labels = {share.key: words.heading(share.label) for share in shares}
    columns = (
        term_column("fact", Bilingual("What", "Nội dung"), "What is counted.", labels),
        integer_column("number", Bilingual("Number", "Số"), "For how many it holds."),
        integer_column("of", Bilingual("Of", "Trên"), "How many there are."),
        text_column("share", Bilingual("Share", "Tỷ lệ"), "The share in per cent."),
    )
    rows = tuple((share.key, share.part, share.whole, share.percent) for share in shares)
    tidy = tuple((name, share.key, "stated", share.part, share.whole) for share in shares)
    return _Section(tidy, Table(name, columns, rows, title=title, notes=notes))


def _measures(dataset: Dataset, figures: Sequence[Figure]) -> _Section:
    terms = dataset.vocabularies.measures.terms
    of_measure = {term.id: [figure for figure in figures if figure.measure == term.id] for term in terms.values()}
    found = {measure: _count_facts(_BY_MEASURE, asked) for measure, asked in of_measure.items() if asked}
    tidy = tuple(
        ("measure", measure, key, number, of)
        for measure, shares in found.items()
        for key, number, of in (
            ("figures", shares[0].whole, len(figures)),
            *((share.key, share.part, share.whole) for share in shares),
        )
    )
    names = {measure: words.heading(terms[measure].label) for measure in found}
    columns = (
        term_column("measure", Bilingual("Measure", "Chỉ tiêu"), "What is measured.", names),
        integer_column("figures", Bilingual("Figures", "Số liệu"), "How many figures."),
        *(integer_column(key, words.heading(label), "Those with it.") for key, label, _ in _BY_MEASURE),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (measure, shares[0].whole, *(share.part for share in shares)) for measure, shares in found.items()
    )
    title = Bilingual("Figures by measure, and how many have", "Số liệu theo chỉ tiêu, và bao nhiêu số liệu có")
    return _Section(tidy, Table("measure", columns, rows, title=title))


def _independence_note() -> Bilingual:
    return Bilingual(
        "Two sources are independent where what is known of both differs: neither the publisher nor the host of the "
        "address is the same (a host and its subdomains are one). Outlets that print the same agency text still count "
        "as two.",
        "Hai nguồn là độc lập khi mọi điều biết được về cả hai đều khác nhau: không trùng nơi đăng, không trùng tên "
        "miền (tên miền con tính là một với tên miền chính). Hai báo đăng cùng một bản tin thông tấn vẫn tính là hai.",
    )


def _conflict_note(number: int) -> Bilingual:
    return Bilingual(
        f"{count_noun(number, 'value')} of another source kept beside the one taken.",
        f"{number} giá trị của nguồn khác được giữ lại bên cạnh giá trị được chọn.",
    )


def _project_note(number: int) -> Bilingual:
    return Bilingual(
        f"Not among them: {count_noun(number, 'number')} of projects told beside money, without a phrase of their own.",
        f"Không kể {number} số dự án nêu kèm số tiền, không có cụm từ riêng.",
    )
