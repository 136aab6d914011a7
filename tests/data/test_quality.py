"""The quality report counts what it says, and the page shows it for the shipped data."""

import re
from collections.abc import Callable

import pytest

from coop.analysis.quality import DIMENSIONS, Share, are_independent, has_independent_sources, report_quality
from coop.bilingual import Bilingual, Language
from coop.dataset.agreement import Source
from coop.dataset.dataset import Dataset, read_data
from coop.dataset.loading import open_dataset
from coop.output.markdown import render_markdown
from coop.table import Report
from tests.conftest import FOUR, REPOSITORY, agreement, figure

PAGE = REPOSITORY / "docs" / "data-quality.md"
_COVERAGE = re.compile(r"(?<=<!-- coverage:begin -->\n).*?(?=<!-- coverage:end -->)", re.DOTALL)

Make = Callable[..., Dataset]


def report(dataset: Dataset) -> Report:
    return report_quality(dataset, {each.id: read_data(dataset, each) for each in dataset.agreements})


def counts(dataset: Dataset, table: str) -> dict[tuple[object, object], tuple[object, object]]:
    """`(row, counted)` to `(number, of)` of one table."""
    return {(row[1], row[2]): (row[3], row[4]) for row in report(dataset).tidy.rows if row[0] == table}


def source(source_id: str = "s", publisher: str | None = None, url: str | None = None) -> dict[str, object]:
    data = {"id": source_id, "title": "Bài báo", "publisher": publisher, "url": url}
    return {key: value for key, value in data.items() if value is not None}


# ---- the page ----


def render_coverage(dataset: Dataset) -> str:
    """The tables as they stand on the page, their titles below its own headings."""
    version = f"Version {dataset.description.version} of the dataset.\n\n"
    return version + render_markdown(report(dataset), language=Language.EN).replace("## ", "### ") + "\n"


def test_page_shows_the_coverage_of_the_shipped_data(request: pytest.FixtureRequest) -> None:
    coverage = render_coverage(open_dataset(REPOSITORY / "data"))
    page = PAGE.read_text(encoding="utf-8")
    assert len(_COVERAGE.findall(page)) == 1
    if request.config.getoption("--update-golden"):
        page = _COVERAGE.sub(lambda _: coverage, page)
        PAGE.write_text(page, encoding="utf-8")
    assert _COVERAGE.findall(page) == [coverage]


# ---- independence ----


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Báo Cần Thơ", "https://baocantho.com.vn/a"), ("Báo Nhân Dân", "https://nhandan.vn/a"), True),
        (("Báo Cần Thơ", "https://baocantho.com.vn/a"), ("Báo Cần Thơ", "https://baocantho.com.vn/b"), False),
        (("Báo Cần Thơ", "https://baocantho.com.vn/a"), ("Báo Cần Thơ", "https://baomoi.com/a"), False),
        (("Báo Nhân Dân", "https://nhandan.vn/a"), ("Nhân Dân", "https://www.nhandan.vn/b"), False),
        (("Nhan Dan Online", "https://en.nhandan.vn/a"), ("Nhân Dân", "https://nhandan.vn/b"), False),
        (("Báo Nhân Dân", "https://nhandan.vn/a"), ("Báo Cần Thơ", "https://notnhandan.vn/a"), True),
        (("Báo Nhân Dân", None), ("báo nhân dân", None), False),
        (("Báo Nhân Dân", None), ("Báo Cần Thơ", "https://baocantho.com.vn/a"), True),
        ((None, "https://nhandan.vn/a"), (None, "https://baocantho.com.vn/a"), True),
        ((None, "https://nhandan.vn/a"), ("Báo Cần Thơ", None), False),
        ((None, None), (None, None), False),
        (("Báo Nhân Dân", "https://[nhandan.vn/a"), ("Báo Cần Thơ", "https://[nhandan.vn/a"), True),
    ],
)
def test_sources_are_independent_where_all_that_is_known_of_both_differs(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None], expected: bool
) -> None:
    sources = [Source("s", "t", publisher=publisher, url=url) for publisher, url in (one, other)]
    assert are_independent(*sources) is expected
    assert are_independent(*reversed(sources)) is expected


def test_one_independent_pair_is_enough(make_dataset: Make) -> None:
    same = [source(f"s{n}", "Báo A", f"https://a.vn/{n}") for n in range(2)]
    dataset = make_dataset(
        agreement("one", "ha-noi", "hue", sources=[*same, source("s2", "Báo B", "https://b.vn/1")]),
        agreement("two", "ha-noi", "hue", sources=same),
    )
    assert [has_independent_sources(each) for each in dataset.agreements] == [True, False]
    found = counts(dataset, "agreements")
    assert found["independent_sources", "stated"] == (1, 2)
    assert found["several_sources", "stated"] == (2, 2)


# ---- counts ----


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 0, ""), (0, 9, "0%"), (9, 9, "100%"), (1, 3, "33%"), (2, 3, "67%"), (1, 8, "13%"), (1, 300, "<1%"),
        (299, 300, ">99%"),
    ],
)  # fmt: skip
def test_share_is_whole_per_cent_and_never_hides_a_rest(part: int, whole: int, expected: str) -> None:
    assert Share("key", Bilingual("", ""), part, whole).percent == expected


def test_coverage_counts_each_agreement_in_its_rows_and_once_in_the_total(make_dataset: Make) -> None:
    dataset = make_dataset(
        agreement("a", "ha-noi", "can-tho", level="department", figures=[figure("f", period="2019")]),
        agreement("b", "ha-noi", "bac-ninh", date="2020"),
    )
    assert counts(dataset, "year")["2019", "agreements"] == (1, 2)
    assert counts(dataset, "year")["2019", "with_figures"] == (1, 1)
    assert counts(dataset, "year")["2020", "with_figures"] == (0, 1)
    region = counts(dataset, "region")
    assert region["dong-bang-song-hong", "agreements"] == (2, 2)
    assert region["dong-bang-song-cuu-long", "agreements"] == (1, 2)
    assert region["total", "agreements"] == (2, 2)
    assert counts(dataset, "level")["not-stated", "agreements"] == (1, 2)


def test_figures_are_counted_by_what_they_state_and_by_measure(make_dataset: Make) -> None:
    figures = [
        figure("f", period="2019", source="ha-noi", destination="hue", field="y-te"),
        figure("g", not_stated=["period"], destination="hue"),
        figure("h", "registered-investment", as_of="2019", between=["ha-noi", "hue"], projects=3),
    ]
    dataset = make_dataset(agreement("a", "ha-noi", "hue", figures=figures))
    found = counts(dataset, "figures")
    stated = ("as_stated", "dated", "ends", "field", "part_of")
    assert [found[key, "stated"] for key in stated] == [(3, 3), (2, 3), (2, 3), (1, 3), (0, 3)]
    measures = counts(dataset, "measure")
    assert measures["aid", "figures"] == (2, 3)
    assert measures["aid", "dated"] == (1, 2)
    assert measures["registered-investment", "ends"] == (1, 1)
    assert {row for row, _ in measures} == {"aid", "registered-investment"}
    (of_figures,) = (table for table in report(dataset).reading if table.name == "figures")
    assert of_figures.notes[0].en.startswith("Not among them: 1 number of projects")


def test_inferred_dates_are_counted_of_the_dates_that_there_are(make_dataset: Make) -> None:
    figures = [figure("f", period="2019", inferred=["period"]), figure("g", not_stated=["period"])]
    events = [
        {"date": "2019-06", "kind": "review", "inferred": ["date"], "source": "s"},
        {"date": "2019-07-01", "kind": "visit", "source": "s"},
        {"kind": "visit", "not_stated": ["date"], "source": "s"},
    ]
    both = agreement("a", "ha-noi", "hue", inferred=["date"], period="2019/2020", figures=figures, events=events)
    dataset = make_dataset(both, agreement("b", "ha-noi", "hue", date="2020"))
    assert counts(dataset, "worked_out") == {
        ("agreement_date", "stated"): (1, 2),
        ("agreement_period", "stated"): (0, 1),
        ("event_date", "stated"): (1, 2),
        ("figure_date", "stated"): (1, 1),
    }


def test_conflicts_are_counted_by_value_and_by_agreement(make_dataset: Make) -> None:
    conflicts = [{"at": "date", "value": f"2019-05-0{day}", "source": "s", "reason": "Bài đăng sau."} for day in (2, 3)]
    dataset = make_dataset(agreement("a", "ha-noi", "hue", conflicts=conflicts))
    assert counts(dataset, "agreements")["conflicts", "stated"] == (1, 1)
    (table,) = (table for table in report(dataset).reading if table.name == "agreements")
    assert table.notes[-1].en == "2 values of another source kept beside the one taken."


def test_a_dataset_without_agreements_has_shares_of_nothing(make_dataset: Make) -> None:
    empty = report(make_dataset())
    assert {row[3] for row in empty.tidy.rows} == {0}
    for language in Language:
        assert "%" not in render_markdown(empty, language=language)


def test_every_table_is_told_in_both_languages() -> None:
    tables = report(open_dataset(FOUR)).reading
    assert {dimension.value for dimension in DIMENSIONS} < {table.name for table in tables}
    for table in tables:
        assert table.title is not None
        for both in (table.title, *table.notes, *(column.label for column in table.columns)):
            assert both.en
            assert both.vi
            assert both.en != both.vi
