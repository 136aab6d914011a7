"""What is explained adds up to what is printed, and says what a naive count says, on generated datasets."""

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop.analysis.explain_report import explain_by, explain_overview
from coop.analysis.grouping import Dimension
from coop.analysis.layout import Layout
from coop.analysis.statistics_report import report_by, report_overview
from coop.language.quantity import Qualifier
from coop.table import Table
from tests.analysis.generated import all_layouts, generate_dataset
from tests.analysis.naive_tables import Counted, count_all, count_thousand, join_hedges
from tests.analysis.tidy_rows import iterate, place_of

LAYOUTS = all_layouts()
Seed = tuple[int, int]
BORDERS = (None, None, date(2005, 1, 1), date(2025, 7, 1))
small = st.tuples(st.integers(1, 25), st.integers(0, 10**6))  # what a small dataset is generated from


@settings(deadline=None, max_examples=100)
@given(seed=small, layout=st.sampled_from(LAYOUTS), borders=st.sampled_from(BORDERS))
def test_rule_7_what_is_explained_adds_up_to_what_is_printed(seed: Seed, layout: Layout, borders: date | None) -> None:
    check_explained(count_all(generate_dataset(*seed), borders), layout)


EXPLAINED = [each for each in LAYOUTS if each.columns is None] + [
    Layout(Dimension.PROVINCE, Dimension.YEAR), Layout(Dimension.FIELD, Dimension.REGION),
    Layout(Dimension.PAIR, Dimension.YEAR), Layout(Dimension.REGION, Dimension.PROVINCE),
    Layout(Dimension.PROVINCE, Dimension.STATUS, top=3),
]  # fmt: skip


@pytest.mark.parametrize(
    "layout", EXPLAINED, ids=lambda each: f"{each.words} {each.role or ''}{each.is_rolled_up or ''}"
)
def test_rule_7_what_is_explained_of_a_thousand_agreements_adds_up(layout: Layout) -> None:
    check_explained(count_thousand(2), layout)


def check_explained(counted: Counted, layout: Layout) -> None:
    explained = explain_by(counted.selection, layout).tidy
    printed = {
        (place_of(row), row["role"], row["measure"], row["unit"]): row
        for row in iterate(report_by(counted.selection, layout).tidy)
        if row["measure"] is not None and row["figures"]
    }
    assert add_explained(explained) == {key: told_of(row) for key, row in printed.items()}
    check_every_figure_is_told(counted, explained)
    if Dimension.YEAR not in (layout.rows, layout.columns):
        check_standings(counted, explained)


def test_the_overview_of_a_thousand_agreements_is_explained() -> None:
    counted = count_thousand(1)
    explained = explain_overview(counted.selection).tidy
    printed = {row["measure"]: row for row in iterate(report_overview(counted.selection).tidy)}
    sums = {key[2]: told for key, told in add_explained(explained).items()}
    assert sums == {measure: told_of(row) for measure, row in printed.items()}
    for (measure, _), decided in counted.decided.items():
        total = decided.add(decided.counted())
        assert sums[measure][:3] == (total.low, total.high, total.hedge)
    check_every_figure_is_told(counted, explained)
    check_standings(counted, explained)


Told = tuple[int, int, Qualifier | None, object, int]


def told_of(row: dict[str, object]) -> Told:
    low, high = (row["amount"] if row["amount"] is not None else row[end] for end in ("low", "high"))
    assert isinstance(low, int)
    assert isinstance(high, int)
    figures = row["figures"]
    assert isinstance(figures, int)
    return low, high, Qualifier(str(row["qualifier"])), row["projects"], figures


def add_explained(table: Table) -> dict[tuple[object, ...], Told]:
    """What the figures told of each cell add up to."""
    cells: defaultdict[tuple[object, ...], list[Told]] = defaultdict(list)
    for row in iterate(table):
        if row["kind"] != "left-out":
            told = told_of({**row, "figures": 1})
            cells[place_of(row), row["role"], row["measure"], row["unit"]].append(told)
    return {key: add_told(found) for key, found in cells.items()}


def add_told(found: list[Told]) -> Told:
    projects = [told[3] for told in found if isinstance(told[3], int)]
    hedge = join_hedges({told[2] for told in found if told[2] is not None})
    low, high = sum(told[0] for told in found), sum(told[1] for told in found)
    return low, high, hedge, sum(projects) if projects else None, len(found)


def check_every_figure_is_told(counted: Counted, explained: Table) -> None:
    """In each half of each measure there is every figure, with its source, phrase and number as read."""
    told: defaultdict[tuple[object, object], set[object]] = defaultdict(set)
    figures = {(f.reference, m): f for (m, _), d in counted.decided.items() for f in d.naive.figures}
    for row in iterate(explained):
        reference = f"{row['agreement']}#{row['figure']}"
        figure = figures[reference, str(row["measure"])]
        told[row["measure"], row["role"]].add(reference)
        assert row["as_stated"] == figure.as_stated
        assert row["source"] == figure.source
        assert row["read_unit"] == figure.quantity.unit
        assert (row["read_amount"] if figure.quantity.amount is not None else row["read_high"]) == figure.quantity.high
        assert (row["from"], row["to"], row["between"]) == (
            figure.ends.source,
            figure.ends.destination,
            figure.ends.between,
        )
    assert {measure for measure, _ in told} == {measure for measure, _ in counted.decided}
    for (measure, _), found in told.items():
        assert found == {reference for reference, of in figures if of == measure}


def check_standings(counted: Counted, explained: Table) -> None:
    what = {
        (f.reference, measure): decided.fates.what[f.reference]
        for (measure, _), decided in counted.decided.items()
        for f in decided.naive.figures
    }
    rules = {"counted": 3, "covered": 3, "history": 3, "overlapped": 3, "part": 4, "same": 4, "rate": 4, "doubtful": 4}
    for row in iterate(explained):
        standing = what[f"{row['agreement']}#{row['figure']}", str(row["measure"])]
        assert (row["standing"], row["rule"]) == (standing, rules[standing])
        assert (row["by"] is not None) == (standing in ("covered", "part", "history", "overlapped", "same"))
