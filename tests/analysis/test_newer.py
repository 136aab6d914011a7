"""Rule 9 of "What totals mean": the newest is looked for in the selection, and what is newer outside it is told."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop.analysis.select import Selection
from coop.analysis.statistics import summarise
from coop.dataset.agreement import Agreement, Ends, Figure
from coop.dataset.dataset import Dataset
from coop.dataset.terms import Nature
from coop.language.dates import parse_edtf
from tests.analysis.generated import FILTERS, generate_dataset
from tests.analysis.naive import last_day
from tests.analysis.samples import CT, HN, INVESTED, TH, select, stock, summary_of
from tests.conftest import agreement as agree

Make = Callable[..., Dataset]


def newer(selection: Selection) -> int:
    return summary_of(selection, INVESTED).newer_outside


def test_rule_9_a_newer_state_of_the_series_outside_the_selection_is_told(make_dataset: Make) -> None:
    dataset = make_dataset(
        agree("a", HN, TH, date="2015", figures=[stock("s", as_of="2015"), stock("c", HN, CT, as_of="2015")]),
        agree("b", HN, TH, figures=[stock("s")]),
    )
    assert newer(select(dataset, year=["2015"])) == 1
    assert newer(select(dataset)) == newer(select(dataset, year=["2019"])) == 0


@pytest.mark.parametrize("filters", [{"measure": [INVESTED]}, {"year": ["2019"]}, {"year": ["2020"]}, {}], ids=str)
def test_rule_9_what_reports_the_same_fact_is_no_newer_state_selected_or_not(
    make_dataset: Make, filters: dict[str, object]
) -> None:
    dataset = make_dataset(
        agree("a", HN, TH, figures=[stock("old")]),
        agree("b", HN, TH, date="2020-05-01", figures=[stock("again", as_of="2020", same_as="a#old")]),
    )
    assert newer(select(dataset, **filters)) == 0


def test_rule_9_what_is_selected_is_not_outside_whatever_became_of_it(make_dataset: Make) -> None:
    figures = [stock("whole", HN, [TH, CT], as_of="2019"), stock("part", as_of="2021", part_of="whole")]
    alone = stock("alone", as_of="2020", part_of="x#whole", field="y-te")
    dataset = make_dataset(agree("x", HN, TH, CT, figures=[*figures, alone]))
    assert newer(select(dataset, measure=[INVESTED])) == 0


@pytest.mark.parametrize("odd", [{"doubtful": "a slip"}, {"per": "year"}], ids=str)
def test_rule_9_what_is_never_added_is_no_newer_state(make_dataset: Make, odd: dict[str, object]) -> None:
    dataset = make_dataset(
        agree("a", HN, TH, figures=[stock("s")]),
        agree("b", HN, TH, date="2020-05-01", figures=[stock("s", as_of="2020", **odd)]),
    )
    assert newer(select(dataset, year=["2019"])) == 0


def find_newer_naively(selection: Selection, counted: Figure, everyone: list[Figure]) -> list[Figure]:
    """Every figure that is not selected, says of the same ends and field what was later, and no selected fact again."""
    inside = {figure.reference for figure in selection.figures if figure.measure == counted.measure}
    links = {figure.reference: figure.same_as for figure in everyone}

    def fact(reference: str) -> str:
        return fact(following) if (following := links.get(reference)) else reference

    usable = [figure for figure in everyone if not figure.per and not figure.doubtful]
    told = {fact(reference) for reference in inside}
    found = []
    for figure in usable:
        reporting = [each for each in usable if fact(each.reference) == fact(figure.reference)]
        counts = next((each for each in reporting if each.reference == fact(each.reference)), reporting[0])
        ends = [[set(end) for end in (f.ends.source, f.ends.destination, f.ends.between)] for f in (figure, counted)]
        is_later = last_day(figure) > last_day(counted) and ends[0] == ends[1] and figure.field == counted.field
        if is_later and figure is counts and fact(figure.reference) not in told:
            found.append(figure)
    return found


def narrow(agreement: Agreement) -> Agreement:
    """Its figures between the same few places and of many years, so that series have several states."""
    figures = (
        replace(
            f,
            ends=Ends((HN,), (TH,) if f.ends.destination else ()),
            field=None,
            as_of=f.as_of and parse_edtf(str(2000 + f.quantity.low % 20)),
        )
        for f in agreement.figures
    )
    return replace(agreement, figures=tuple(figures))


@settings(max_examples=150)
@given(number=st.integers(1, 30), seed=st.integers(0, 10**6), filters=st.sampled_from(FILTERS), few=st.booleans())
def test_rule_9_a_naive_look_through_the_dataset_finds_as_many(
    number: int, seed: int, filters: dict[str, object], few: bool
) -> None:
    dataset = generate_dataset(number, seed)
    if few:  # so that series have several states
        dataset = replace(dataset, agreements=tuple(map(narrow, dataset.agreements)))
    selection = select(dataset, **filters)
    for summary in summarise(selection):
        if summary.measure.nature is not Nature.STOCK:
            assert summary.newer_outside == 0
            continue
        figures = [f for a in dataset.agreements for f in a.figures_with_projects if f.measure == summary.measure.id]
        counted = [d.figure for d in summary.dispositions if d.standing == "counted"]
        found = [figure for figure in counted if find_newer_naively(selection, figure, figures)]
        assert summary.newer_outside == len(found)
