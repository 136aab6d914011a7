"""The table of `coop info`: which dataset, why this one, and what it holds."""

from collections.abc import Iterator
from pathlib import Path

from coop.analysis.columns import said_column, text_column
from coop.analysis.words import join, number, same
from coop.bilingual import Bilingual
from coop.dataset.dataset import Dataset
from coop.dataset.index.status import IndexStatus
from coop.dataset.layout import name_path
from coop.table import Report, Table


def describe_dataset(dataset: Dataset, *, program_version: str, index: IndexStatus | None = None) -> Report:
    """Where the dataset lies and why it was chosen, its version and licence, its counts, and its index as it stood."""
    facts = (*_facts(dataset, program_version), *_index_facts(index))
    tidy_columns = (
        text_column("key", Bilingual("Key", "Khóa"), "What is told."),
        text_column("value", Bilingual("Value", "Giá trị"), "Its value."),
    )
    tidy = Table("info", tidy_columns, tuple((key, value.en) for key, _, value in facts))
    columns = (
        said_column("key", Bilingual("", ""), "What is told."),
        said_column("value", Bilingual("", ""), "Its value."),
    )
    rows = tuple((label, value) for _, label, value in facts)
    return Report(tidy, (Table("info", columns, rows, title=dataset.description.title),))


def _facts(dataset: Dataset, program_version: str) -> list[tuple[str, Bilingual, Bilingual]]:
    description, agreements = dataset.description, dataset.agreements
    localities = {locality for agreement in agreements for locality in agreement.localities}
    regions = {
        dataset.vocabularies.region_of(locality, agreement.date.last_day)
        for agreement in agreements
        for locality in agreement.localities
    } - {None}
    days = [agreement.date for agreement in agreements]
    counts = {
        "agreements": (Bilingual("Agreements", "Thỏa thuận"), len(agreements)),
        "figures": (Bilingual("Figures", "Số liệu"), sum(len(a.figures) for a in agreements)),
        "sources": (Bilingual("Sources", "Nguồn"), sum(len(a.sources) for a in agreements)),
        "localities": (Bilingual("Localities that are party", "Địa phương tham gia"), len(localities)),
        "regions": (Bilingual("Regions of parties", "Vùng có địa phương tham gia"), len(regions)),
        "left_out": (Bilingual("Files left out", "Tệp bị bỏ qua"), len(dataset.left_out)),
    }
    span = f"{days[0]} – {days[-1]}" if days else "–"
    return [
        ("name", Bilingual("Name", "Tên"), same(description.name)),
        ("version", Bilingual("Version", "Phiên bản"), same(description.version)),
        ("licence", Bilingual("Licence", "Giấy phép"), same(description.licence)),
        ("path", Bilingual("Folder", "Thư mục"), same(str(dataset.location.root))),
        ("reason", Bilingual("Chosen as", "Lý do chọn"), dataset.location.reason.words),
        *_revision_facts(dataset),
        ("dates", Bilingual("Dates", "Thời gian"), same(span)),
        *((key, label, number(count)) for key, (label, count) in counts.items()),
        ("program", Bilingual("Program", "Chương trình"), join("coop ", program_version)),
    ]


def _index_facts(index: IndexStatus | None) -> Iterator[tuple[str, Bilingual, Bilingual]]:
    if index is None:
        return
    label = Bilingual("Index", "Chỉ mục")
    if index.path is None:
        yield "index", label, Bilingual("none can be used now", "hiện không dùng được")
        return
    yield "index", label, same(name_path(Path(index.path)))
    state = Bilingual("not made yet", "chưa được tạo")
    if index.is_made:
        state = join("", number(index.size // 1_000), " kB, ", number(index.files), Bilingual(" files, ", " tệp, "))
        state = join(state, _UP_TO_DATE if not index.unread else join(number(index.unread), _TO_READ))
    yield "index_state", Bilingual("State of the index", "Tình trạng chỉ mục"), state


_UP_TO_DATE = Bilingual("up to date", "khớp với các tệp")
_TO_READ = Bilingual(" changed since", " tệp đã thay đổi kể từ đó")


def _revision_facts(dataset: Dataset) -> Iterator[tuple[str, Bilingual, Bilingual]]:
    if dataset.revision is not None:
        yield "revision", Bilingual("As it stood at", "Tại phiên bản git"), same(dataset.revision.name)
        yield "commit", Bilingual("Commit", "Commit"), same(dataset.revision.commit)
        yield "committed", Bilingual("Committed on", "Ngày commit"), same(dataset.revision.day)
