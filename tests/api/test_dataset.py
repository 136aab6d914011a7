"""`coop.Dataset` and `coop.Selection`: Python answers what the command line answers."""

import inspect
import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

import coop
from coop.analysis.filters import TypedFilters
from coop.cli.dataset_options import BordersOption, FilterOptions
from tests.conftest import FOUR, Result

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def dataset() -> coop.Dataset:
    return coop.open_dataset(FOUR)


def ids(selection: coop.Selection) -> list[str]:
    return [agreement.id for agreement in selection.agreements]


def test_select_takes_the_filters_of_the_command_line() -> None:
    parameters = inspect.signature(coop.Dataset.select).parameters
    names = [name for name in parameters if name != "self"]
    filters = [each.name for each in fields(FilterOptions)]
    assert filters == [each.name for each in fields(TypedFilters)]
    assert names == [*filters, *(each.name for each in fields(BordersOption)), "as_of"]
    assert all(parameters[name].kind is inspect.Parameter.KEYWORD_ONLY for name in names)


@pytest.mark.parametrize(
    ("typed", "arguments"),
    [
        ({}, ()),
        ({"field": "y tế"}, ("--field", "y tế")),
        ({"party": ["can tho", "TP.HCM"]}, ("--party", "can tho", "--party", "TP.HCM")),
        ({"between": ("ha-noi", "Cần Thơ")}, ("--between", "ha-noi", "Cần Thơ")),
        ({"source": "ha-noi", "destination": "can-tho"}, ("--from", "ha-noi", "--to", "can-tho")),
        ({"year": 2019}, ("--year", "2019")),
        ({"year": "2020..2023"}, ("--year", "2020..2023")),
        ({"year": range(2022, 2024)}, ("--year", "2022", "--year", "2023")),
        ({"active": date(2024, 5, 1)}, ("--active", "2024-05-01")),
        ({"minimum": "40.000 tỷ"}, ("--min", "40.000 tỷ")),
        ({"region": "dong-bang-song-cuu-long"}, ("--region", "dong-bang-song-cuu-long")),
        ({"status": "signed", "level": None}, ("--status", "signed")),
        ({"text": "Sầm Sơn"}, ("--text", "Sầm Sơn")),
        ({"borders": "now"}, ("--borders", "now")),
        ({"party": "phu-tho", "borders": date(2025, 7, 1)}, ("--party", "phu-tho", "--borders", "2025-07-01")),
    ],
)
def test_select_finds_what_the_command_finds(
    typed: dict[str, object], arguments: tuple[str, ...], dataset: coop.Dataset, run: Run
) -> None:
    selection = dataset.select(**typed)  # type: ignore[arg-type]
    assert isinstance(selection, coop.Selection)
    listed = run("list", *arguments, "-f", "json")
    assert listed.code == 0, listed.err
    assert selection.listing().render("json") == listed.out
    for by in ((), ("province",), ("province", "year")):
        words = ("by", *by) if by else ()
        assert selection.statistics(*by).render("json") == run("stats", *words, *arguments, "-f", "json").out


def test_unknown_name_names_the_nearest(dataset: coop.Dataset) -> None:
    with pytest.raises(coop.UnknownName) as caught:
        dataset.select(party="can-thoo")
    assert caught.value.hint is not None
    assert "'can-tho'" in caught.value.hint.en
    with pytest.raises(coop.UsageError, match="unknown dimension 'provinces'"):
        dataset.statistics("provinces")
    with pytest.raises(coop.UsageError, match="not on 1999-12-31"):
        dataset.select(borders="1999-12-31")


@pytest.mark.parametrize(
    "between", ["ha-noi", "hn", (), ("ha-noi",), ("ha-noi", "can-tho", "hue"), ("ha-noi", 4), 7], ids=str
)
def test_between_takes_two_names_and_nothing_else(between: object, dataset: coop.Dataset) -> None:
    with pytest.raises(coop.UsageError, match="between is no pair, expected two localities"):
        dataset.select(between=between)  # type: ignore[arg-type]
    assert ids(dataset.select(between=["ha-noi", "can-tho"])) == ["ha-noi-can-tho-2019"]  # type: ignore[arg-type]


def test_the_borders_of_now_are_those_of_a_day_that_can_be_given(dataset: coop.Dataset) -> None:
    def provinces(as_of: date | str) -> set[str]:
        return set(dataset.select(borders="now", as_of=as_of).frames().parties["province"])

    former, merged = provinces("2020-01-01"), provinces(date(2025, 7, 1))
    assert former - merged == {"thua-thien-hue", "ha-nam", "bac-kan", "quang-binh"}
    assert merged - former == {"hue", "ninh-binh", "thai-nguyen"}
    for borders in (None, "signed", "2025-07-01"):
        with pytest.raises(coop.UsageError, match="as_of goes with borders='now'"):
            dataset.select(borders=borders, as_of="2025-07-01")


def test_datasets_and_selections_say_what_they_are(dataset: coop.Dataset) -> None:
    assert repr(dataset) == f"<coop.Dataset of 4 agreements in {FOUR}>"
    assert repr(dataset.select(destination="can-tho")) == "<coop.Selection of 1 agreements, 5 figures>"


def test_each_question_answers_what_its_command_answers(dataset: coop.Dataset, run: Run) -> None:
    phrase = "Hà Nội hỗ trợ 30 tỷ đồng ngày 3/5"
    answers = {
        ("list",): dataset.listing(),
        ("fields",): dataset.fields(),
        ("localities",): dataset.localities(),
        ("localities", "--on", "2025-07-01"): dataset.localities(on="2025-07-01"),
        ("measures",): dataset.measures(),
        ("stats",): dataset.statistics(),
        ("stats", "by", "region"): dataset.statistics("region"),
        ("stats", "by", "province", "year", "--share", "--coverage", "--role", "either"): dataset.statistics(
            "province", "year", share=True, coverage=True, role="either"
        ),
        ("stats", "by", "field", "--roll-up", "--top", "2"): dataset.statistics("field", roll_up=True, top=2),
        ("stats", "--explain"): dataset.statistics().explain(),
        ("stats", "by", "pair", "--explain"): dataset.statistics("pair").explain(),
        ("stats", "--snapshots"): dataset.snapshots(),
        ("search", "sai gon"): dataset.search("sai gon"),
        ("show", "ha-noi-can-tho-2019"): dataset.card("ha-noi-can-tho-2019"),
        ("parse", phrase, "--published", "2019-06-01"): dataset.parse(phrase, published=date(2019, 6, 1)),
        ("info", "--no-index"): dataset.describe(),
    }
    for arguments, answer in answers.items():
        for language in ("en", "vi"):
            shown = run(*arguments, "--lang", language, "-f", "markdown")
            assert answer.render("markdown", language=language) == shown.out, arguments
        table = answer.table()
        frame = answer.frame()
        assert frame.columns.tolist() == [column.name for column in table.columns], arguments
        assert len(frame) == len(table.rows), arguments


def test_data_is_what_show_gives_programs(dataset: coop.Dataset, run: Run) -> None:
    shown = run("show", "ha-noi-can-tho-2019", "-f", "json")
    assert dataset.data("ha-noi-can-tho-2019") == json.loads(shown.out)
    with pytest.raises(coop.UnknownName, match="no agreement with id 'x'"):
        dataset.data("x")


def test_statistics_are_typed(dataset: coop.Dataset) -> None:
    statistics = dataset.select(source="ha-noi").statistics("province")
    invested, *_ = statistics.summaries
    assert isinstance(invested, coop.Summary)
    assert invested.total.quantity == coop.Quantity(79_100 * 10**9, 79_100 * 10**9, "VND", True, coop.Qualifier.ABOUT)
    assert statistics.agreements.distinct == 2
    halves = [half for half in statistics.halves if half.summary.measure.id == "aid"]
    assert [half.role for half in halves] == ["source", "destination"]
    by_row = {row.row.key: row.total.quantity for row in halves[1].rows if row.row.key}
    assert {key: quantity and quantity.amount for key, quantity in by_row.items()} == {
        "thanh-hoa": 40 * 10**9,
        "can-tho": 13 * 10**9,
    }
    cells = {
        (cell.row.key, cell.column.key): cell
        for half in dataset.statistics("province", "year", role="destination").halves
        if half.summary.measure.id == "aid"
        for cell in half.rows
        if cell.column is not None and cell.row.key and cell.column.key
    }
    assert all(isinstance(cell, coop.CellTotal) for cell in cells.values())
    assert sum(cell.total.figures for cell in cells.values()) == 3  # the others have no year
    whole = dataset.statistics()
    assert whole.halves == ()
    assert whole.agreements.distinct == 4


def test_what_is_found_is_typed(dataset: coop.Dataset) -> None:
    found = dataset.search("sài gòn")
    assert isinstance(found, coop.Found)
    assert [hit.agreement.id for hit in found.hits] == [
        "ho-chi-minh-9-tinh-phia-bac-2023",
        "ha-noi-ho-chi-minh-2023",
    ]
    assert found.advice is None
    nothing = dataset.select(party="can-tho").search("sài gòn")
    assert nothing.hits == ()
    assert nothing.advice is not None
    assert nothing.advice.en.endswith("outside the selection there are 2")


def test_options_of_totals_go_with_a_dimension(dataset: coop.Dataset) -> None:
    with pytest.raises(coop.UsageError, match="top needs a dimension to total by"):
        dataset.statistics(top=3)
    with pytest.raises(coop.UsageError, match="'x'"):
        dataset.statistics("province", top="x")


@pytest.mark.parametrize(
    "ask",
    [
        lambda dataset: dataset.statistics(role="source"),
        lambda dataset: dataset.statistics(roll_up=True),
        lambda dataset: dataset.statistics("field", role="source"),
        lambda dataset: dataset.statistics("province", "region", role="either"),
        lambda dataset: dataset.statistics("year", top=2),
        lambda dataset: dataset.statistics("year", roll_up=True),
        lambda dataset: dataset.statistics("province", top=0),
        lambda dataset: dataset.statistics("province", "year", "field"),
        lambda dataset: dataset.search(""),
        lambda dataset: dataset.search("–"),
        lambda dataset: dataset.search("x" * 10_000),
        lambda dataset: dataset.select(borders="x"),
        lambda dataset: dataset.select(between=("ha-noi", "Hà Nội")),
        lambda dataset: dataset.select(text=" "),
        lambda dataset: dataset.listing().write("list.doc"),
        lambda _: coop.check_dataset(FOUR, paths=[FOUR], changed_since="HEAD"),
    ],
)
def test_no_error_speaks_of_the_command_line(ask: Callable[[coop.Dataset], object], dataset: coop.Dataset) -> None:
    with pytest.raises(coop.UsageError) as caught:
        ask(dataset)
    told = (*caught.value.message, *(caught.value.hint or ()))
    assert all("--" not in text and "coop" not in text and "TEXT" not in text for text in told), told


def test_frames_of_a_selection_hold_no_more_than_it(dataset: coop.Dataset) -> None:
    selection = dataset.select(measure="aid", destination="can-tho")
    frames = selection.frames()
    assert frames.agreements["id"].tolist() == ids(selection) == ["ha-noi-can-tho-2019"]
    assert set(frames.figures["measure"]) == {"aid"}
    assert len(frames.figures) == len(selection.figures) == 3
    assert len(dataset.frames().agreements) == 4


def test_readings_are_typed(dataset: coop.Dataset) -> None:
    readings = dataset.parse("khoảng 45.500 tỷ đồng cho Cần Thơ").readings
    assert [(each.kind.value, each.text) for each in readings] == [
        ("amount", "khoảng 45.500 tỷ đồng"),
        ("place", "Cần Thơ"),
    ]


def test_files_that_cannot_be_computed_with_are_named(four: Path) -> None:
    (four / "agreements" / "2019" / "broken.yaml").write_text("id: [", encoding="utf-8")
    opened = coop.open_dataset(four)
    assert [each.path for each in opened.left_out] == ["agreements/2019/broken.yaml"]
    assert len(opened.agreements) == 4


def test_empty_dataset_answers_everything(tmp_path: Path, four: Path) -> None:
    for file in four.glob("agreements/*/*.yaml"):
        file.unlink()
    opened = coop.open_dataset(four)
    assert opened.agreements == ()
    for answer in (opened.listing(), opened.statistics(), opened.statistics("pair"), opened.fields()):
        assert str(answer)
        assert answer.frame().columns.tolist() == [column.name for column in answer.table().columns]
    assert opened.frames().sources.empty
    assert opened.listing().write(tmp_path / "empty.csv")
