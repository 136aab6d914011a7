"""What Python programs hand over: None, empty lists, times for days, and what is of a type that means nothing."""

import inspect
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pandas as pd
import pytest

import coop
from tests.conftest import FOUR

Ask = Callable[[coop.Dataset], object]

FILTERS = [
    name
    for name in inspect.signature(coop.Dataset.select).parameters
    if name not in ("self", "between", "borders", "as_of")
]
MORNING = datetime(2025, 7, 1, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def dataset() -> coop.Dataset:
    return coop.open_dataset(FOUR)


@pytest.mark.parametrize("name", [*FILTERS, "between", "borders", "as_of"])
def test_none_is_what_is_not_asked_for(name: str, dataset: coop.Dataset) -> None:
    assert dataset.select(**{name: None}).agreements == dataset.agreements
    assert inspect.signature(coop.Dataset.select).parameters[name].default is None


@pytest.mark.parametrize("nothing", [[], (), range(0), iter([])], ids=["list", "tuple", "range", "iterator"])
@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_that_came_out_empty_does_not_select_everything(
    name: str, nothing: object, dataset: coop.Dataset
) -> None:
    with pytest.raises(coop.UsageError) as caught:
        dataset.select(**{name: nothing})  # type: ignore[arg-type]
    assert caught.value.message.en == f"{name} is empty, expected at least one value"
    assert caught.value.hint == (f"leave out {name} to have all", f"bỏ {name} nếu muốn lấy tất cả")


def test_empty_lists_are_refused_wherever_they_would_mean_all(dataset: coop.Dataset) -> None:
    listing = dataset.listing()
    with pytest.raises(coop.UsageError, match="columns is empty"):
        listing.arrange(columns=[])
    with pytest.raises(coop.UsageError, match="paths is empty"):
        coop.check_dataset(FOUR, paths=[])
    with pytest.raises(coop.UsageError, match="select is empty"):
        coop.check_dataset(FOUR, select=[])
    assert listing.arrange(sort=[]).table() == listing.table()
    assert coop.check_dataset(FOUR, ignore=[]).files == coop.check_dataset(FOUR).files


@pytest.mark.parametrize("day", [MORNING, pd.Timestamp("2025-07-01 03:00"), date(2025, 7, 1)], ids=repr)
def test_a_time_is_its_day(day: date, dataset: coop.Dataset) -> None:
    assert dataset.select(borders=day).statistics("province").render() == (
        dataset.select(borders="2025-07-01").statistics("province").render()
    )
    for asked in (day, [day]):
        assert dataset.select(active=asked).listing().render() == dataset.select(active="2025-07-01").listing().render()
    assert dataset.localities(on=day).table() == dataset.localities(on="2025-07-01").table()
    assert dataset.select(borders="now", as_of=day).statistics("region").render() == (
        dataset.select(borders="now", as_of="2025-07-01").statistics("region").render()
    )
    assert dataset.parse("ngày 3/5", published=day).readings == (
        dataset.parse("ngày 3/5", published="2025-07-01").readings
    )
    assert coop.check_dataset(FOUR, as_of=day).diagnostics == coop.check_dataset(FOUR, as_of="2025-07-01").diagnostics


def test_years_come_as_numbers_of_pandas(dataset: coop.Dataset) -> None:
    assert dataset.select(year=pd.Series([2019])).agreements == dataset.select(year=2019).agreements
    assert len(dataset.listing().arrange(limit=pd.Series([2])[0]).table().rows) == 2


def test_one_path_is_no_list_of_letters() -> None:
    wanted = FOUR / "agreements" / "2019"
    assert coop.check_dataset(FOUR, paths=str(wanted)).files == coop.check_dataset(FOUR, paths=[wanted]).files != ()
    assert coop.check_dataset(FOUR, paths=wanted).files == coop.check_dataset(FOUR, paths=[wanted]).files
    assert coop.fix_dataset(FOUR, paths=str(wanted)) == ()


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda d: d.listing().arrange(limit="3"), "limit is of type str, expected a whole number"),
        (lambda d: d.listing().arrange(limit=1.5), "limit is of type float, expected a whole number"),
        (lambda d: d.listing().arrange(limit=True), "limit is of type bool, expected a whole number"),
        (lambda d: d.listing().arrange(columns=["id", 3]), "columns is of type int, expected text"),
        (lambda d: d.statistics(["province", "year"]), "dimension is of type list, expected text"),
        (lambda d: d.statistics(None), "dimension is of type NoneType, expected text"),
        (lambda d: d.statistics("province", role=3), "role is of type int, expected text"),
        (lambda d: d.search(None), "text is of type NoneType, expected text"),
        (lambda d: d.search(["y tế"]), "text is of type list, expected text"),
        (lambda d: d.parse(None), "text is of type NoneType, expected text"),
        (lambda d: d.parse("x", published=2019), "published is of type int, expected a date"),
        (lambda d: d.localities(on=2010), "on is of type int, expected a date"),
        (lambda d: d.agreement(["x"]), "agreement_id is of type list, expected text"),
        (lambda d: d.compare("v1"), "old is of type str, expected a dataset"),
        (lambda d: d.compare(d, paths=[3]), "paths is of type int, expected a path"),
        (lambda d: d.log(3), "agreement_id is of type int, expected text"),
        (lambda d: d.log("x", value=3), "value is of type int, expected text"),
        (lambda d: d.log("x", limit="3"), "limit is of type str, expected a whole number"),
        (lambda d: d.listing().render(width="80"), "width is of type str, expected a whole number"),
        (lambda d: d.listing().render(None), "format_name is of type NoneType, expected text"),
        (lambda d: d.listing().render(language=None), "language is of type NoneType, expected text"),
        (lambda d: d.listing().write(3), "path is of type int, expected a path"),
        (lambda d: d.select(party=b"ha-noi"), "party is of type bytes, expected text"),
        (lambda d: d.select(party=["ha-noi", None]), "party is of type NoneType, expected text"),
        (lambda d: d.select(year=2019.0), "year is of type float, expected a year such as 2019"),
        (lambda d: d.select(active=pd.NaT), "active is of type NaTType, expected a date"),
        (lambda d: d.select(borders=2025), "borders is of type int, expected a date"),
        (lambda d: d.select(borders="now", as_of=2025), "as_of is of type int, expected a date"),
        (lambda _: coop.open_dataset(3), "folder is of type int, expected a path"),  # type: ignore[arg-type]
        (lambda _: coop.check_dataset(FOUR, paths=[3]), "paths is of type int, expected a path"),  # type: ignore[list-item]
        (lambda _: coop.check_dataset(FOUR).render(3), "format_name is of type int, expected text"),  # type: ignore[arg-type]
        (lambda _: coop.explain_rule(3), "code is of type int, expected text"),  # type: ignore[arg-type]
    ],
)
def test_what_is_of_another_type_is_told_by_the_name_of_the_argument(
    ask: Ask, message: str, dataset: coop.Dataset
) -> None:
    with pytest.raises(coop.UsageError) as caught:
        ask(dataset)
    assert caught.value.message.en.startswith(message)
    assert " thuộc kiểu " in caught.value.message.vi


def test_dimensions_in_a_list_are_told_how_to_write_them(dataset: coop.Dataset) -> None:
    with pytest.raises(coop.UsageError) as caught:
        dataset.statistics(["province", "year"])  # type: ignore[arg-type]
    assert caught.value.hint is not None
    assert caught.value.hint.en == "write statistics('province', 'year')"


def test_nothing_floods_a_notebook(dataset: coop.Dataset) -> None:
    statistics = dataset.statistics("province")
    rows = len(statistics.table().rows)
    assert repr(statistics) == f"<coop.Statistics 'stats', rows: {rows}>"
    assert repr(dataset.listing()) == "<coop.Answer 'list', rows: 4>"
    found, readings = dataset.search("hà nội"), dataset.parse("30 tỷ đồng")
    assert repr(found) == f"<coop.Found 'search', rows: {len(found.hits)}>"
    assert repr(readings) == "<coop.Readings 'parse', rows: 1>"
    assert repr(coop.check_dataset(FOUR)) == "<coop.Check 'validate', rows: 0>"
    assert repr(dataset.frames()).startswith("<coop.Frames with rows of agreements: 4, parties: ")
    assert len(repr(dataset.frames())) < 250
    assert len(repr(dataset.vocabularies)) < 250


def test_datasets_and_selections_are_keys(dataset: coop.Dataset) -> None:
    selection = dataset.select(party="can-tho")
    assert {dataset: 1, selection: 2}[selection] == 2


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: coop.open_dataset(FOUR, at=2024), "at is of type int, expected text"),  # type: ignore[arg-type]
        (lambda: coop.format_text(b"id: x"), "text is of type bytes, expected text"),  # type: ignore[arg-type]
        (lambda: coop.format_dataset(FOUR, paths=[]), "paths is empty, expected at least one value"),
        (lambda: coop.draft_agreement(FOUR, party=[], date="2019", source_title="x"), "party is empty, expected"),
        (lambda: coop.draft_agreement(FOUR, party="a", date="2019", source_title=3), "source_title is of type int"),  # type: ignore[arg-type]
        (lambda: coop.open_dataset(FOUR).log("x", limit=-1), "limit is -1, expected a whole number from 0 on"),
    ],
)
def test_functions_tell_wrong_arguments_by_name_too(ask: Callable[[], object], message: str) -> None:
    with pytest.raises(coop.UsageError, match=re.escape(message)):
        ask()
