"""Rule 8 against a naive second reading, on generated figures and datasets; tests/data has the data as shipped."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from coop.analysis.counting import Standing, count_selected, spell_selected
from coop.analysis.covering import find_series, is_covering
from coop.analysis.filters import Filters
from coop.analysis.grouping import Dimension
from coop.analysis.select import Selection, select_agreements
from coop.dataset.agreement import Figure, Party
from coop.dataset.dataset import Dataset
from coop.dataset.terms import Nature
from coop.language.dates import EdtfDate, parse_edtf
from tests.analysis.naive import count_naively
from tests.analysis.naive_borders import PLACED, check_tables
from tests.analysis.naive_lands import Lands
from tests.analysis.samples import dataset_of, make_agreement, make_figure, open_four

WORDS = open_four().vocabularies
LANDS = Lands(WORDS.localities.terms)
MOVES = LANDS.move_days()
BORDERS = [day for move in MOVES for day in (move - timedelta(days=1), move)]
PROVINCES = ("ha-noi", "ha-tay", "ninh-binh", "ha-nam", "nam-dinh", "hue", "thua-thien-hue", "dien-bien", "lai-chau")
DAYS = (date(2003, 5, 1), date(2007, 5, 1), date(2008, 8, 1), date(2024, 5, 1), date(2025, 3, 1), date(2026, 5, 1))
AGREED = date(2024, 5, 1)  # the day of a stock that has none


@st.composite
def dated_figures(draw: st.DrawFn, figure_id: str, agreement: str, agreed: date, measure: str) -> Figure:
    """A figure whose ends are provinces of its day."""
    dated = draw(st.sampled_from((None, *DAYS)))
    living = sorted({*PROVINCES}.intersection(LANDS.live_on(dated or agreed)))
    some = st.lists(st.sampled_from(living), max_size=3, unique=True)
    several = st.lists(st.sampled_from(living), min_size=2, max_size=3, unique=True)
    is_between = draw(st.integers(0, 3)) == 0
    is_stock = measure == "registered-investment"
    return make_figure(
        figure_id,
        () if is_between else draw(some),
        () if is_between else draw(some),
        between=draw(several) if is_between else (),
        amount=draw(st.integers(1, 9)),
        as_of=dated.isoformat() if dated and is_stock else None,
        period=(parse_edtf(dated.isoformat()),) if dated and not is_stock else (),
        field=draw(st.sampled_from((None, None, None, "y-te"))),
        measure=measure,
        agreement=agreement,
    )


@st.composite
def stocks(draw: st.DrawFn) -> list[Figure]:
    return [
        draw(dated_figures(f"f{number}", "a", AGREED, "registered-investment"))
        for number in range(draw(st.integers(1, 8)))
    ]


def day_of(figure: Figure) -> date:
    return (figure.as_of and figure.as_of.last_day) or AGREED


def link_parts(figures: list[Figure], parts: list[tuple[int, int]]) -> list[Figure]:
    links = {part: f"a#f{whole}" for part, whole in parts if whole < part}
    return [replace(figure, part_of=links.get(number)) for number, figure in enumerate(figures)]


def hold(figures: list[Figure]) -> Selection:
    holder = make_agreement("a", figures, date=EdtfDate(AGREED.year, AGREED.month, AGREED.day))
    return select_agreements(dataset_of(holder), Filters())


@settings(max_examples=500)
@given(figures=stocks(), parts=st.lists(st.tuples(st.integers(1, 7), st.integers(0, 6)), max_size=2))
def test_rule_8_a_naive_count_in_the_borders_of_the_newer_says_the_same(
    figures: list[Figure], parts: list[tuple[int, int]]
) -> None:
    figures = link_parts(figures, parts)
    found = count_selected(hold(figures), figures, Nature.STOCK)
    assert [d.figure for d in found] == figures
    assert all(d.by is None or any(d.by is figure for figure in figures) for d in found)
    days = {figure.reference: day_of(figure) for figure in figures}
    expected = count_naively(figures, is_stock=True, lands=LANDS, days=days)
    assert {d.figure.id: (d.standing.value, d.quantity.qualifier) for d in found} == expected


@settings(max_examples=300)
@given(figures=stocks(), parts=st.lists(st.tuples(st.integers(1, 7), st.integers(0, 6)), max_size=2))
def test_rule_3_a_series_holds_what_supersedes_its_states_and_all_that_cover_each_other(
    figures: list[Figure], parts: list[tuple[int, int]]
) -> None:
    figures = link_parts(figures, parts)
    selection = hold(figures)
    spelled = spell_selected(selection, figures)
    series = find_series(spelled)
    assert sorted(position for states in series for position in states) == list(range(len(figures)))
    number = {figures[position].reference: n for n, states in enumerate(series) for position in states}
    for found in count_selected(selection, figures, Nature.STOCK):
        if found.standing is Standing.HISTORY and not found.went_with_whole:
            assert found.by is not None
            assert number[found.figure.reference] == number[found.by.reference]
    for one, other in itertools.combinations(spelled, 2):
        if is_covering(one, other) and is_covering(other, one):
            assert number[one.reference] == number[other.reference]


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    agreements = []
    for number in range(draw(st.integers(1, 4))):
        agreed = draw(st.sampled_from(DAYS))
        living = sorted({*PROVINCES}.intersection(LANDS.live_on(agreed)))
        parties = draw(st.lists(st.sampled_from(living), min_size=2, max_size=4, unique=True))
        has_sides = draw(st.booleans())
        measures = draw(st.lists(st.sampled_from(("registered-investment", "aid")), max_size=4))
        figures = [draw(dated_figures(f"g{number}f{n}", f"g{number}", agreed, m)) for n, m in enumerate(measures)]
        agreements.append(
            make_agreement(
                f"g{number}",
                figures,
                date=EdtfDate(agreed.year, agreed.month, agreed.day),
                parties=tuple(
                    Party(each, side=("b" if n else "a") if has_sides else None) for n, each in enumerate(parties)
                ),
                party_count=draw(st.sampled_from((None, None, len(parties), 7))),
            )
        )
    return dataset_of(*agreements)


@settings(max_examples=200)
@given(dataset=datasets(), borders=st.sampled_from((None, *BORDERS)), dimension=st.sampled_from(PLACED))
def test_rule_8_tables_of_generated_datasets_are_those_of_a_naive_reading(
    dataset: Dataset, borders: date | None, dimension: Dimension
) -> None:
    check_tables(dataset, borders, dimension)
