"""What the tests of analysis share: selections as typed, totals in tỷ đồng, and datasets built in memory."""

from collections.abc import Sequence
from functools import cache

from coop.analysis.filters import TypedFilters, parse_filters
from coop.analysis.grouping import Dimension, Role, RowKind
from coop.analysis.layout import Layout
from coop.analysis.select import Selection, select_agreements
from coop.analysis.statistics import Summary, Total, group_summary, summarise
from coop.bilingual import Bilingual
from coop.dataset.agreement import Agreement, Ends, Figure, Party, When
from coop.dataset.dataset import Dataset
from coop.dataset.loading import open_dataset
from coop.language.dates import EdtfDate, parse_edtf
from coop.language.quantity import Qualifier, Quantity
from coop.table import Cell, Table
from tests.conftest import FOUR, figure

TY = 10**9
INVESTED = "registered-investment"
HN, TH, CT, HCM, NA = "ha-noi", "thanh-hoa", "can-tho", "ho-chi-minh", "nghe-an"


@cache
def open_four() -> Dataset:
    return open_dataset(FOUR)


def select(dataset: Dataset, **typed: object) -> Selection:
    """The selection for filters as typed: `source` and `destination` stand for --from and --to."""
    filters = parse_filters(TypedFilters(**typed), dataset.vocabularies)  # type: ignore[arg-type]
    return select_agreements(dataset, filters)


def ids(selection: Selection) -> list[str]:
    return [agreement.id for agreement in selection.agreements]


def summary_of(selection: Selection, measure: str, unit: str = "VND") -> Summary:
    found = [s for s in summarise(selection) if (s.measure.id, s.unit) == (measure, unit)]
    assert len(found) == 1
    return found[0]


def in_ty(total: Total) -> tuple[int | tuple[int, int], str] | None:
    """Amount (or low and high) in tỷ đồng, or in things counted, and the qualifier."""
    quantity = total.quantity
    if quantity is None:
        return None
    scale = TY if quantity.is_money else 1
    assert type(quantity.low) is int
    assert type(quantity.high) is int
    assert quantity.low % scale == quantity.high % scale == 0
    low, high = quantity.low // scale, quantity.high // scale
    return (low if low == high else (low, high)), quantity.qualifier.value


def total(selection: Selection, measure: str, unit: str = "VND") -> tuple[int | tuple[int, int], str] | None:
    return in_ty(summary_of(selection, measure, unit).total)


def rows(
    selection: Selection, measure: str, dimension: Dimension, role: Role | None = None, unit: str = "VND"
) -> dict[str, object]:
    """Each row of one half, by its key or its kind, as amount and qualifier."""
    summary = summary_of(selection, measure, unit)
    half = next(half for half in group_summary(selection, summary, Layout(dimension)) if half.role is role)
    keys = [each.row.key if each.row.kind is RowKind.ROW else f"({each.row.kind.value})" for each in half.rows]
    assert len(set(keys)) == len(keys)
    return {key: in_ty(each.total) for key, each in zip(keys, half.rows, strict=True)}


def standings(selection: Selection, measure: str, unit: str = "VND") -> dict[str, str]:
    return {d.figure.reference: d.standing.value for d in summary_of(selection, measure, unit).dispositions}


def stock(figure_id: str, source: object = HN, destination: object = TH, **values: object) -> dict[str, object]:
    """A stock as data, of 2019 unless told otherwise."""
    return figure(figure_id, INVESTED, source=source, destination=destination, **{"as_of": "2019", **values})


def gift(figure_id: str, source: object = HN, destination: object = TH, **values: object) -> dict[str, object]:
    """A flow as data, of 2019 unless told otherwise."""
    return figure(figure_id, "aid", source=source, destination=destination, **{"period": "2019", **values})


def one_of_each_standing() -> list[dict[str, object]]:
    """Stocks as data, one that comes to each standing: those that are of the agreement 'x' to Thanh Hóa and Cần Thơ."""
    return [
        stock("old", amount=40, as_of="2015"),
        stock("old-part", amount=10, as_of="2015", field="y-te", part_of="old"),
        stock("new", amount=100),
        stock("part", amount=20, part_of="new", field="y-te"),
        stock("group", HN, [TH, CT], amount=300),
        stock("rival", [HN, "nghe-an"], CT, amount=7, as_of="2014"),
        stock("again", amount=300, same_as="group"),
        stock("rate", amount=5, per="year"),
        stock("odd", amount=6, doubtful="a slip of the unit"),
    ]


def records(table: Table) -> list[dict[str, Cell]]:
    """The rows of a table by column."""
    return [dict(zip((column.name for column in table.columns), row, strict=True)) for row in table.rows]


def make_figure(
    figure_id: str,
    source: Sequence[str] = (),
    destination: Sequence[str] = (),
    *,
    between: Sequence[str] = (),
    amount: int = 1,
    high: int | None = None,
    qualifier: Qualifier = Qualifier.EXACT,
    as_of: str | None = None,
    period: tuple[When, ...] = (),
    measure: str = "registered-investment",
    field: str | None = None,
    agreement: str = "a",
    projects: int | None = None,
    per: str | None = None,
    doubtful: str | None = None,
    part_of: str | None = None,
    same_as: str | None = None,
) -> Figure:
    """A figure in memory, its amount in đồng."""
    return Figure(
        agreement=agreement,
        id=figure_id,
        measure=measure,
        quantity=Quantity(amount, amount if high is None else high, "VND", True, qualifier),
        ends=Ends(tuple(source), tuple(destination), tuple(between)),
        as_stated=str(amount),
        source="s",
        field=field,
        projects=projects,
        as_of=parse_edtf(as_of) if as_of is not None else None,
        period=period,
        per=per,
        doubtful=doubtful,
        part_of=part_of,
        same_as=same_as,
    )


def make_agreement(agreement_id: str, figures: Sequence[Figure] = (), **values: object) -> Agreement:
    """An agreement in memory, between Hà Nội and Thanh Hóa unless told otherwise."""
    plain: dict[str, object] = {
        "path": f"agreements/2019/{agreement_id}.yaml",
        "title": Bilingual(agreement_id, agreement_id),
        "status": "signed",
        "date": EdtfDate(2019, 5, 1),
        "parties": (Party(HN), Party(TH)),
        "sources": (),
        "figures": tuple(figures),
    }
    return Agreement(id=agreement_id, **{**plain, **values})  # type: ignore[arg-type]


def dataset_of(*agreements: Agreement) -> Dataset:
    """A dataset in memory with the vocabularies of the four."""
    four = open_four()
    return Dataset(four.location, four.description, four.vocabularies, agreements)
