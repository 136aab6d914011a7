"""Rule 8 against a naive second reading: on generated figures, on generated datasets and on the data as shipped."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop.analysis.borders import Borders
from coop.analysis.counting import count_figures
from coop.analysis.filters import Filters
from coop.analysis.grouping import Dimension, Role, has_halves
from coop.analysis.reach import spell_out
from coop.analysis.select import select_agreements
from coop.analysis.statistics import count_agreements, group_summary, summarise
from coop.analysis.territories import Territories
from coop.dataset.agreement import Figure, Party
from coop.dataset.dataset import Dataset, open_dataset
from coop.dataset.terms import Nature
from coop.language.dates import EdtfDate, parse_edtf
from tests.analysis import naive_lands
from tests.analysis.naive import STANDING, Fates, count_naively, settle_naively
from tests.analysis.naive_lands import Lands
from tests.analysis.samples import dataset_of, make_agreement, make_figure, open_four
from tests.conftest import REPOSITORY

WORDS = open_four().vocabularies
LANDS = Lands(WORDS.localities.terms)
MOVES = LANDS.move_days()
BORDERS = [day for move in MOVES for day in (move - timedelta(days=1), move)]
PROVINCES = ("ha-noi", "ha-tay", "ninh-binh", "ha-nam", "nam-dinh", "hue", "thua-thien-hue", "dien-bien", "lai-chau")
DAYS = (date(2003, 5, 1), date(2007, 5, 1), date(2008, 8, 1), date(2024, 5, 1), date(2025, 3, 1), date(2026, 5, 1))
PLACED = (Dimension.PROVINCE, Dimension.REGION, Dimension.PAIR)

Rows = dict[str, tuple[int, int, int]]


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
        draw(dated_figures(f"f{number}", "a", date(2024, 5, 1), "registered-investment"))
        for number in range(draw(st.integers(1, 8)))
    ]


def day_of(figure: Figure) -> date:
    return (figure.as_of and figure.as_of.last_day) or date(2024, 5, 1)


@settings(max_examples=500)
@given(figures=stocks(), parts=st.lists(st.tuples(st.integers(1, 7), st.integers(0, 6)), max_size=2))
def test_rule_8_a_naive_count_in_the_borders_of_the_newer_says_the_same(
    figures: list[Figure], parts: list[tuple[int, int]]
) -> None:
    for part, whole in parts:
        if whole < part < len(figures):
            figures[part] = replace(figures[part], part_of=f"a#f{whole}")
    spelled = spell_out(figures, Territories(WORDS.localities.terms), day_of)
    found = count_figures(figures, Nature.STOCK, spelled=spelled)
    assert [d.figure for d in found] == figures
    assert all(d.by is None or any(d.by is figure for figure in figures) for d in found)
    days = {figure.reference: day_of(figure) for figure in figures}
    expected = count_naively(figures, is_stock=True, lands=LANDS, days=days)
    assert {d.figure.id: (d.standing.value, d.quantity.qualifier) for d in found} == expected


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


@cache
def open_shipped() -> Dataset:
    return open_dataset(REPOSITORY / "data")


@pytest.mark.parametrize("borders", [None, *BORDERS], ids=str)
def test_rule_8_tables_of_the_data_are_those_of_a_naive_reading(borders: date | None) -> None:
    for dimension in PLACED:
        check_tables(open_shipped(), borders, dimension)


@pytest.mark.parametrize("borders", BORDERS, ids=str)
def test_rule_8_grand_totals_of_the_data_are_those_as_signed_whenever_a_border_moved(borders: date) -> None:
    dataset = open_shipped()
    signed = select_agreements(dataset, Filters())
    folded = select_agreements(dataset, Filters(), Borders(dataset.vocabularies, borders))
    assert folded.agreements == signed.agreements
    assert [each.total for each in summarise(folded)] == [each.total for each in summarise(signed)]
    for dimension in Dimension:
        assert count_agreements(folded, dimension).distinct == count_agreements(signed, dimension).distinct


def check_tables(dataset: Dataset, borders: date | None, dimension: Dimension) -> None:
    """Every row of every measure and of the agreements, and that rows less overlap are the total as signed."""
    selection = select_agreements(dataset, Filters(), Borders(dataset.vocabularies, borders))
    counts: defaultdict[str, int] = defaultdict(int)
    for agreement in dataset.agreements:
        for row in naive_lands.rows_of_agreement(agreement, dimension, borders, dataset.vocabularies):
            counts[row] += 1
    told = {row.key or f"({row.kind.value})": n for row, n in count_agreements(selection, dimension).rows.items()}
    assert told == counts
    for summary in summarise(selection):
        fates = settle_all(dataset, [d.figure for d in summary.dispositions], summary.measure.nature)
        for half in group_summary(selection, summary, dimension):
            assert half.role is None or isinstance(half.role, Role)  # either end was not asked for
            expected = tabulate_naively(dataset, fates, borders, dimension, half.role)
            rows = {each.row.key or f"({each.row.kind.value})": each.total for each in half.rows}
            found = {key: (t.quantity.low, t.quantity.high, t.figures) for key, t in rows.items() if t.quantity}
            assert found == expected
            grand = found.get("(total)", (0, 0, 0))  # rates alone have none
            signs = {key: -1 if key == "(overlap)" else 0 if key == "(total)" else 1 for key in found}
            for number in range(3):
                assert sum(signs[key] * each[number] for key, each in found.items()) == grand[number]
        assert {half.role for half in group_summary(selection, summary, dimension)} == (
            set(Role) if has_halves(dimension) else {None}
        )


def settle_all(dataset: Dataset, figures: list[Figure], nature: Nature) -> tuple[list[Figure], Fates]:
    days = {figure.reference: naive_lands.meant_on(figure, dataset.by_id[figure.agreement]) for figure in figures}
    return figures, settle_naively(figures, is_stock=nature is Nature.STOCK, lands=LANDS, days=days)


def tabulate_naively(
    dataset: Dataset,
    settled: tuple[list[Figure], Fates],
    borders: date | None,
    dimension: Dimension,
    role: Role | None,
) -> Rows:
    """Low, high and number of figures of each row; what is covered is told apart where no cover of it stands."""
    figures, fates = settled
    row_of = {
        figure.reference: naive_lands.row_of_figure(
            figure, dataset.by_id[figure.agreement], dimension, role, borders, dataset.vocabularies
        )
        for figure in figures
    }
    rows: Rows = {}

    def add(key: str, figure: Figure) -> None:
        low, high, number = rows.get(key, (0, 0, 0))
        rows[key] = (low + figure.quantity.low, high + figure.quantity.high, number + 1)

    for figure in figures:
        if fates.what[figure.reference] not in STANDING:
            continue
        if fates.what[figure.reference] == "counted":
            add(row_of[figure.reference], figure)
            add("(total)", figure)
        elif row_of[figure.reference] not in {row_of[each.reference] for each in fates.all_above(figure)}:
            add(row_of[figure.reference], figure)
            add("(overlap)", figure)
    return rows
