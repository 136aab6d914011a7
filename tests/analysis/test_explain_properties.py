"""What is explained adds up to what is printed, and says what a naive count says, on generated datasets."""

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop.analysis.explain_report import explain_by, explain_overview
from coop.analysis.grouping import Dimension
from coop.analysis.layout import Layout
from coop.analysis.statistics_report import report_by, report_overview
from coop.dataset.agreement import Figure
from coop.language.quantity import Qualifier
from coop.table import Linked, Report, Table
from tests.analysis.generated import FILTERS, all_layouts, generate_dataset
from tests.analysis.naive import STANDING, last_day
from tests.analysis.naive_tables import Counted, Decided, count_all, count_thousand, join_hedges
from tests.analysis.tidy_rows import iterate, place_of

LAYOUTS = all_layouts()
Seed = tuple[int, int]
BORDERS = (None, None, date(2005, 1, 1), date(2025, 7, 1))
small = st.tuples(st.integers(1, 25), st.integers(0, 10**6))  # what a small dataset is generated from


@settings(deadline=None, max_examples=100)
@given(seed=small, layout=st.sampled_from(LAYOUTS), borders=st.sampled_from(BORDERS), typed=st.sampled_from(FILTERS))
def test_rule_7_what_is_explained_adds_up_to_what_is_printed(
    seed: Seed, layout: Layout, borders: date | None, typed: dict[str, object]
) -> None:
    check_explained(count_all(generate_dataset(*seed), borders, typed), layout)


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
    report = explain_by(counted.selection, layout)
    explained, fates = report.tidy, tell_fates(counted, layout)
    check_lists(report, fates)
    printed = {
        (place_of(row), row["role"], row["measure"], row["unit"]): row
        for row in iterate(report_by(counted.selection, layout).tidy)
        if row["measure"] is not None and row["figures"]
    }
    assert add_explained(explained) == {key: told_of(row) for key, row in printed.items()}
    check_every_figure_is_told(counted, explained)
    check_standings(explained, fates, is_by_year=Dimension.YEAR in layout.dimensions)


def test_the_overview_of_a_thousand_agreements_is_explained() -> None:
    counted = count_thousand(1)
    report = explain_overview(counted.selection)
    explained, fates = report.tidy, tell_fates(counted, None)
    printed = {row["measure"]: row for row in iterate(report_overview(counted.selection).tidy)}
    sums = {key[2]: told for key, told in add_explained(explained).items()}
    assert sums == {measure: told_of(row) for measure, row in printed.items()}
    for (measure, _), decided in counted.decided.items():
        total = decided.add(decided.counted())
        assert sums[measure][:3] == (total.low, total.high, total.hedge)
    check_every_figure_is_told(counted, explained)
    check_lists(report, fates)
    check_standings(explained, fates, is_by_year=False)


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
    left_out = [figure for figure, _ in counted.selection.left_out]
    figures = {(f.reference, f.measure): f for f in (*counted.selection.figures, *left_out)}
    for row in iterate(explained):
        reference = str(row["figure"])
        assert reference.startswith(f"{row['agreement']}#")
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
    assert {measure for measure, _ in told} == {measure for _, measure in figures}
    for (measure, _), found in told.items():
        assert found == {reference for reference, of in figures if of == measure}


Fates = dict[tuple[str, str], tuple[str, str | None]]


def tell_fates(counted: Counted, layout: Layout | None) -> Fates:
    """What becomes of each figure in such a table, by reference and measure, and by which other if by one it is told.

    By year a stock is what the newest year says in which it counts, else the newest in which it stands, else the last.
    """
    fates: Fates = {}
    for figure, omission in counted.selection.left_out:
        fates[figure.reference, figure.measure] = omission.value, None
    for (measure, _), decided in counted.decided.items():
        told = {figure.reference: tell_fate(decided, figure) for figure in decided.naive.figures}
        if layout is not None and Dimension.YEAR in layout.dimensions and decided.naive.is_stock:
            told |= tell_fates_by_year(decided)
        fates |= {(reference, measure): fate for reference, fate in told.items()}
    return fates


def tell_fates_by_year(decided: Decided) -> dict[str, tuple[str, str | None]]:
    dated = [figure for figure in decided.naive.figures if figure.as_of is not None]
    years = sorted({last_day(figure).year for figure in dated})
    of_years = [[f for f in dated if last_day(f).year <= year] for year in years]
    states = [replace(decided.naive, figures=known).decide() for known in reversed(of_years)]
    told = {}
    for figure in dated:
        found = [tell_fate(state, figure) for state in states if figure in state.naive.figures]
        standing = [fate for fate in found if fate[0] in STANDING]
        told[figure.reference] = next((fate for fate in found if fate[0] == "counted"), (standing or found)[0])
    return told


def tell_fate(decided: Decided, figure: Figure) -> tuple[str, str | None]:
    by = decided.fates.by.get(figure.reference)
    return decided.fates.what[figure.reference], by.reference if by is not None else None


RULES = {
    "counted": 3, "covered": 3, "history": 3, "overlapped": 3, "part": 4, "same": 4, "rate": 4, "doubtful": 4,
    "shared": 9, "no-field": 9,
}  # fmt: skip
WORDS = {
    "covered": "covered by {} (", "overlapped": "overlaps with {}, which is newer (", "part": "part of {} (",
    "same": "the same as {} (", "history": "superseded by {} (", "rate": "a rate, told by the year (",
    "doubtful": "doubtful: misprint (", "shared": "shared with localities not asked for (",
    "no-field": "no source ties it to a field (",
}  # fmt: skip


def check_standings(explained: Table, fates: Fates, *, is_by_year: bool) -> None:
    for row in iterate(explained):
        standing, _ = fates[str(row["figure"]), str(row["measure"])]
        if row["kind"] == "left-out" or not is_by_year or row["nature"] != "stock":  # a year tells of itself
            assert row["standing"] == standing
        assert row["rule"] == RULES[str(row["standing"])]
        assert (row["by"] is not None) == (row["standing"] in ("covered", "part", "history", "overlapped", "same"))


def check_lists(report: Report, fates: Fates) -> None:
    """For people: what counts is listed as such, and nothing else; what does not is told why, and by which number."""
    tables = {table.name: table for table in report.reading}
    for name in tables:
        if not name.endswith("-sources"):
            continue
        measure = name.removesuffix("-sources")
        numbers = find_numbers(tables[name])
        counted, others = (number_rows(tables.get(f"{measure}-{each}")) for each in ("counted", "left-out"))
        assert {*counted, *others} == set(numbers.values())
        assert counted.keys().isdisjoint(others)
        for reference, number in numbers.items():
            what, by = fates[reference, measure]
            assert (number in counted) == (what == "counted")
            if number in others:
                check_reason(others[number], what, numbers[by] if by is not None else None)


def check_reason(why: str, what: str, by: int | None) -> None:
    if what == "history" and by is None:  # the naive way settles the parts of what is history at the end, by nothing
        assert re.fullmatch(r"part of \d+, history with it \(rule 3\)", why)
    else:
        said = WORDS[what].format(by)
        assert why.removesuffix("; in a row of its own and in (overlap)") == f"{said}rule {RULES[what]})"


def find_numbers(sources: Table) -> dict[str, int]:
    """The number of each figure by its reference, as the table of sources tells it."""
    numbers: dict[str, int] = {}
    for told, source in sources.rows:
        assert isinstance(source, Linked)
        by_agreement = [part.partition(": ") for part in source.text.en.split(" · ")[0].split("; ")]
        references = [f"{name}#{each}" for name, _, ids in by_agreement for each in ids.split(", ")]
        numbers |= dict(zip(references, map(int, str(told).split(", ")), strict=True))
    return numbers


def number_rows(table: Table | None) -> dict[int, str]:
    """The last cell of each row by its number, without that of the total."""
    rows = table.rows if table is not None else ()
    return {int(str(row[0])): str(getattr(row[-1], "en", row[-1])) for row in rows if row[0] is not None}
