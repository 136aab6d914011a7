"""Documents to agreements: what each key becomes, and what cannot be computed with."""

from collections.abc import Callable
from datetime import date

import pytest

from coop.dataset.advice import MAX_ADVICE
from coop.dataset.building import Built, build_agreement
from coop.dataset.dataset import Dataset
from coop.dataset.document import parse_document
from coop.dataset.layout import find_program_schemas
from coop.dataset.loading import open_dataset
from coop.dataset.schema import check_schema, load_schema
from coop.language.dates import EdtfDate, EdtfInterval
from coop.language.quantity import Qualifier
from tests.conftest import FOUR, agreement, figure

HEAD = "id: x\ntitle: {vi: Hợp tác, en: Cooperation}\nstatus: signed\nparties: [{locality: ha-noi}, {locality: hue}]\n"
INVESTED = "registered-investment"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return open_dataset(FOUR)


def build(text: str, dataset: Dataset) -> Built:
    parsed = check_schema(parse_document(HEAD + text, path="a.yaml"), load_schema(find_program_schemas(), "agreement"))
    assert parsed.document is not None
    return build_agreement(parsed.document, dataset.vocabularies, told=parsed.diagnostics)


def told(text: str, dataset: Dataset) -> list[tuple[str, int, int]]:
    return [(d.code, d.span.line, d.span.column) for d in build(text, dataset).diagnostics]


def test_an_agreement_of_the_four_is_built_whole(dataset: Dataset) -> None:
    built = dataset.agreement("ha-noi-thanh-hoa-2019")
    assert built.title == ("Hanoi – Thanh Hóa cooperation and development", "Hợp tác, phát triển Hà Nội – Thanh Hóa")
    assert (built.instrument, built.level, built.status) == ("conclusion", "party-committee", "agreed")
    assert built.date == EdtfDate(2019, 11, 16)
    assert built.localities == ("ha-noi", "thanh-hoa")
    assert built.parties[0].people[0].name == "Hoàng Trung Hải"
    assert built.fields[0] == "xay-dung-dang"
    assert (built.item_count, built.inferred, built.not_stated) == (12, ("date",), ("period",))
    assert built.events[0].date == EdtfDate(2012)
    assert built.sources[0].published == EdtfDate(2019, 11, 16)


def test_money_is_in_units_of_its_currency(dataset: Dataset) -> None:
    stock = dataset.figures["ha-noi-thanh-hoa-2019#von-dang-ky"]
    assert stock.quantity.low == stock.quantity.high == 45_500_000_000_000
    assert (stock.quantity.unit, stock.quantity.qualifier) == ("VND", Qualifier.ABOUT)
    assert (stock.ends.source, stock.ends.destination, stock.projects) == (("ha-noi",), ("thanh-hoa",), 65)


def test_a_period_is_a_date_an_interval_or_a_list_of_them(dataset: Dataset) -> None:
    periods = {f.id: f.period for a in dataset.agreements for f in a.figures if f.period}
    assert periods["nha-tinh-nghia"] == (EdtfDate(2012),)
    assert periods["thien-tai-nha-tinh-nghia"] == (EdtfInterval(EdtfDate(2011), EdtfDate(2012)),)
    assert periods["quy-an-sinh-2014-2016"] == (EdtfDate(2014), EdtfDate(2016))


def test_references_to_figures_are_whole(make_dataset: Callable[..., Dataset]) -> None:
    made = make_dataset(
        agreement(
            "x",
            "ha-noi",
            "can-tho",
            figures=[figure("f", part_of="g"), figure("g", amount=4), figure("h", same_as="y#z")],
        )
    )
    figures = made.agreement("x").figures
    assert [(f.part_of, f.same_as) for f in figures] == [("x#g", None), (None, None), (None, "y#z")]


def test_a_range_and_a_second_currency_are_read(make_dataset: Callable[..., Dataset]) -> None:
    also = [{"amount": 2, "unit": "triệu USD", "as_stated": "2 triệu USD"}]
    made = make_dataset(
        agreement("x", "ha-noi", "can-tho", figures=[figure("f", low=500, high=700, as_stated="500–700 tỷ", also=also)])
    )
    built = made.agreement("x").figures[0]
    assert (built.quantity.low, built.quantity.high) == (500 * 10**9, 700 * 10**9)
    assert (built.also[0].quantity.low, built.also[0].quantity.unit) == (2_000_000, "USD")


def test_a_figure_knows_what_was_worked_out_and_its_projects_too(make_dataset: Callable[..., Dataset]) -> None:
    worked_out = figure("f", INVESTED, as_of="2019", source="ha-noi", projects=3, inferred=["as_of", "from"])
    made = make_dataset(agreement("x", "ha-noi", "can-tho", figures=[worked_out, figure("g", period="2019")]))
    found = made.agreement("x").figures_with_projects
    assert [(f.id, f.measure, f.inferred) for f in found] == [
        ("f", INVESTED, ("as_of", "from")),
        ("f", "projects", ("as_of", "from")),
        ("g", "aid", ()),
    ]


@pytest.mark.parametrize(
    "promised",
    [
        figure("f", "investment-pledged", period="2019", projects=3),
        figure("f", "investment-pledged", not_stated=["period"], projects=3),
        figure("f", "aid", period="2018/2019", projects=3),
    ],
)
def test_projects_promised_or_beside_a_flow_are_none_that_there_are(
    promised: dict[str, object], make_dataset: Callable[..., Dataset]
) -> None:
    held = figure("h", INVESTED, not_stated=["as_of"], source="ha-noi", projects=5)
    made = make_dataset(agreement("x", "ha-noi", "can-tho", figures=[promised | {"from": "ha-noi"}, held]))
    assert made.left_out == ()
    found = made.agreement("x").figures_with_projects
    assert [(f.id, f.measure) for f in found] == [("f", promised["measure"]), ("h", INVESTED), ("h", "projects")]


def test_only_the_first_unknown_ids_of_a_file_get_advice(dataset: Dataset) -> None:
    fields = ", ".join(f"y-te{number}" for number in range(MAX_ADVICE + 30))
    found = build(f"date: '2023'\nsources: [{{id: s, title: B}}]\nfields: [{fields}]\n", dataset).diagnostics
    assert [d.hint is not None for d in found] == [True] * MAX_ADVICE + [False] * 30


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date: '2023-02-30'\nsources: [{id: s, title: B}]\n", [("D101", 5, 7)]),
        ("date: '0000'\nsources: [{id: s, title: B}]\n", [("D101", 5, 7)]),
        (
            "date: '2023'\nperiod: 2025/2023\nsources: [{id: s, title: B, published: '2023-13'}]\n",
            [("D101", 6, 9), ("D101", 7, 40)],
        ),
        ("date: '2023'\nfields: [y-te, y-tee]\nsources: [{id: s, title: B}]\n", [("X302", 6, 16)]),
    ],
)
def test_what_cannot_be_computed_with_is_told_at_its_place_and_gives_no_agreement(
    text: str, expected: list[tuple[str, int, int]], dataset: Dataset
) -> None:
    assert sorted(told(text, dataset)) == expected
    assert build(text, dataset).agreement is None


FIGURE = (
    "date: '2023'\nsources: [{id: s, title: B}]\nfigures:\n"
    "  - {id: f, source: s, as_stated: 3 tỷ đồng, measure: aid, unit: tỷ đồng, amount: 3, from: ha-noi}\n"
)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("measure: aid", "measure: aide", "X303"),
        ("unit: tỷ đồng", "unit: tỷ VND", "X304"),
        ("unit: tỷ đồng", "unit: TỶ ĐỒNG", "X304"),
        ("unit: tỷ đồng", "unit: dự án", "X304"),
        ("from: ha-noi", "from: [ha-noi, ha-nooi]", "X301"),
        ("amount: 3,", "low: 3, high: 3,", "D102"),
        ("amount: 3,", "low: 4, high: 3,", "D102"),
        ("amount: 3,", "amount: 3, also: [{amount: 3, unit: tỷ xu, as_stated: 3 tỷ xu}],", "X304"),
        ("amount: 3,", "amount: 3, period: ['2019', 2012/2011],", "D101"),
        ("amount: 3,", "amount: 3, field: y-tee,", "X302"),
    ],
)
def test_a_mistake_in_a_figure_is_one_finding(old: str, new: str, code: str, dataset: Dataset) -> None:
    assert told(FIGURE, dataset) == []
    assert [c for c, _, _ in told(FIGURE.replace(old, new), dataset)] == [code]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("unit: tỷ đồng", "unit: [tỷ]"),
        ("unit: tỷ đồng, ", ""),
        ("amount: 3", "amount: -3"),
        ("amount: 3", "amount: 4.5"),
        ("amount: 3, ", ""),
        ("amount: 3", "amount: 3, qualifier: abuot"),
        ("amount: 3", "amount: 3, period: 2011-2012"),
        ("from: ha-noi", "from: Hà Nội"),
        ("from: ha-noi", "from: {a: b}"),
        ("measure: aid", "measure: 5"),
        ("date: '2023'", "date: [x]"),
        ("figures:", "figures: x\nx:"),
    ],
)
def test_what_the_schema_told_of_is_not_judged_again(old: str, new: str, dataset: Dataset) -> None:
    assert told(FIGURE.replace(old, new), dataset) == []


def test_an_unsound_document_is_looked_through_to_its_end(dataset: Dataset) -> None:
    text = FIGURE.replace("amount: 3", "amount: -3, period: 2019-02-30").replace(
        "date: '2023'", "date: 2023-02-30\nx: 1"
    )
    assert sorted(c for c, _, _ in told(text, dataset)) == ["D101", "D101"]


def test_a_party_before_its_vocabulary_is_an_open_date(dataset: Dataset) -> None:
    built = build("date: '1995'\nsources: [{id: s, title: B}]\n", dataset).agreement
    assert built is not None
    assert built.date.first_day == date(1995, 1, 1)
