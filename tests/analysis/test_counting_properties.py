"""The counting of figures against a naive second one, and what holds of every table, on generated figures."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop.analysis import counting, covering
from coop.analysis.counting import Standing, count_figures, newest_day
from coop.analysis.filters import TypedFilters, parse_filters
from coop.analysis.grouping import Dimension, Row, RowKind
from coop.analysis.layout import Layout
from coop.analysis.select import Selection, select_agreements
from coop.analysis.statistics import add_up, group_summary, summarise
from coop.dataset.agreement import Agreement, Ends, Figure, Party
from coop.dataset.dataset import Dataset
from coop.dataset.terms import Nature
from coop.language.dates import EdtfDate, parse_edtf
from coop.language.quantity import Qualifier
from tests.analysis.naive import count_naively
from tests.analysis.samples import dataset_of, make_agreement, make_figure

LOCALITIES = ("ha-noi", "hai-phong", "thanh-hoa", "nghe-an")  # two regions
FIELDS = (None, None, "y-te", "giao-duc")
DATES = (None, "2018", "2019-06", "2019-06-01", "2020-01-01", "2017/2019")

some = st.lists(st.sampled_from(LOCALITIES), min_size=0, max_size=3, unique=True)
sides = st.one_of(
    st.builds(lambda s, d: Ends(tuple(s), tuple(d), ()), some, some),
    st.builds(
        lambda b: Ends((), (), tuple(b)), st.lists(st.sampled_from(LOCALITIES), min_size=2, max_size=3, unique=True)
    ),
)
loose = st.builds(
    lambda ends, field, as_of, amount, more, qualifier, projects, odd: replace(
        make_figure("f", amount=amount, high=amount + more, qualifier=qualifier, field=field, as_of=as_of),
        ends=ends,
        projects=projects,
        per="year" if odd == 0 else None,
        doubtful="misprint" if odd == 1 else None,
    ),
    sides,
    st.sampled_from(FIELDS),
    st.sampled_from(DATES),
    st.integers(0, 9),
    st.sampled_from((0, 0, 3)),
    st.sampled_from(Qualifier),
    st.sampled_from((None, None, 0, 4)),
    st.integers(0, 15),
)
links = st.tuples(st.sampled_from(("", "", "", "part_of", "part_of", "same_as")), st.integers(0, 100))


@st.composite
def figure_lists(draw: st.DrawFn, max_size: int = 9) -> list[Figure]:
    """Figures of one measure; a link points at one that stands later, so that there are chains but no circles."""
    figures: list[Figure] = []
    for number, figure in enumerate(draw(st.lists(loose, max_size=max_size))):
        kind, to = draw(links)
        figure = replace(figure, id=f"f{number}")
        if kind and number:
            reference = "a#gone" if to > 90 else f"a#f{to % number}"
            figure = replace(figure, **{kind: reference})  # type: ignore[arg-type]
        figures.append(figure)
    return figures


@settings(deadline=None, max_examples=600)
@given(figures=figure_lists(), nature=st.sampled_from((Nature.STOCK, Nature.STOCK, Nature.FLOW, Nature.PLEDGE)))
def test_a_naive_count_says_the_same_of_every_figure(figures: list[Figure], nature: Nature) -> None:
    found = {d.figure.id: (d.standing.value, d.quantity.qualifier) for d in count_figures(figures, nature)}
    assert found == count_naively(figures, is_stock=nature is Nature.STOCK)


@settings(deadline=None, max_examples=200)
@given(figures=figure_lists(), data=st.data())
def test_the_order_of_the_figures_changes_nothing(figures: list[Figure], data: st.DataObject) -> None:
    # Which of several reports of a fact that is not here counts is settled by their order alone.
    figures = [replace(f, same_as=None) for f in figures]
    shuffled = data.draw(st.permutations(figures))
    by_id = {d.figure.id: (d.standing, d.quantity) for d in count_figures(figures, Nature.STOCK)}
    assert {d.figure.id: (d.standing, d.quantity) for d in count_figures(shuffled, Nature.STOCK)} == by_id


@settings(deadline=None, max_examples=200)
@given(figures=figure_lists(max_size=14))
def test_no_two_stocks_that_count_cover_or_overlap_each_other(figures: list[Figure]) -> None:
    counted = [d.figure for d in count_figures(figures, Nature.STOCK) if d.standing is Standing.COUNTED]
    for number, one in enumerate(counted):
        for other in counted[number + 1 :]:
            assert not covering.is_overlapping(one, other)
            assert not covering.is_covering(one, other)
            assert not covering.is_covering(other, one)


@settings(deadline=None, max_examples=400)
@given(figures=figure_lists(max_size=14))
def test_no_overlapped_figure_is_newer_than_the_one_it_overlaps_with(figures: list[Figure]) -> None:
    for disposition in count_figures(figures, Nature.STOCK):
        if disposition.standing is Standing.OVERLAPPED:
            assert disposition.by is not None
            assert newest_day(disposition.figure) <= newest_day(disposition.by)
            assert covering.is_overlapping(disposition.figure, disposition.by)


@settings(deadline=None, max_examples=400)
@given(figures=figure_lists(max_size=14))
def test_no_two_stocks_that_stand_on_one_level_overlap_save_parts_of_one_whole(figures: list[Figure]) -> None:
    standing = [d for d in count_figures([replace(f, same_as=None) for f in figures], Nature.STOCK) if d.stands]
    for number, one in enumerate(standing):
        for other in standing[number + 1 :]:
            are_parts = {one.standing, other.standing} == {Standing.PART}
            if one.by is other.by and not (are_parts and one.figure.part_of == other.figure.part_of):
                assert not covering.is_overlapping(one.figure, other.figure)


@settings(deadline=None, max_examples=300)
@given(figures=st.lists(loose, min_size=2, max_size=2))
def test_what_covers_another_both_ways_has_its_ends_and_field_and_overlaps(figures: list[Figure]) -> None:
    one, other = figures
    if covering.is_covering(one, other) and one.ends.source != one.ends.destination:
        assert covering.is_overlapping(one, other)
    assert covering.is_overlapping(one, other) == covering.is_overlapping(other, one)


references = st.sampled_from([f"a#f{n}" for n in range(6)])


@settings(deadline=None, max_examples=300)
@given(
    pairs=st.lists(st.tuples(st.none() | references, st.none() | references), min_size=1, max_size=6),
    nature=st.sampled_from(Nature),
)
def test_whatever_links_say_each_figure_is_settled_once_and_not_all_vanish(
    pairs: list[tuple[str | None, str | None]], nature: Nature
) -> None:
    figures = [
        make_figure(f"f{n}", ["ha-noi"], ["thanh-hoa"], part_of=part, same_as=same, as_of="2019")
        for n, (part, same) in enumerate(pairs)
    ]
    found = count_figures(figures, nature)
    assert [d.figure for d in found] == figures
    assert sum(d.standing is Standing.COUNTED for d in found) >= 1
    same = {d.figure.reference: d.by for d in found if d.standing is Standing.SAME}
    assert all(by is not None and by.reference not in same for by in same.values())


measures = st.sampled_from(("registered-investment", "registered-investment", "aid", "aid-pledged"))
periods = st.lists(st.sampled_from(("2018", "2019-05", "2018/2019", "2019/..", "../2018")), max_size=2, unique=True)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """A few agreements with figures of several measures, in time and without."""
    agreements: list[Agreement] = []
    for number in range(draw(st.integers(1, 3))):
        agreement_id = f"g{number}"
        figures = []
        for figure in draw(figure_lists(max_size=6)):
            measure = draw(measures)
            is_stock = measure == "registered-investment"
            link = {
                key: value.replace("a#", f"g{draw(st.integers(0, number))}#")
                for key in ("part_of", "same_as")
                if (value := getattr(figure, key)) is not None
            }
            period = () if is_stock else tuple(parse_edtf(text) for text in draw(periods))
            as_of = figure.as_of if is_stock else None
            figures.append(replace(figure, agreement=agreement_id, measure=measure, period=period, as_of=as_of, **link))
        parties = draw(st.lists(st.sampled_from(LOCALITIES), min_size=2, max_size=4, unique=True))
        has_sides = draw(st.booleans())
        agreements.append(
            make_agreement(
                agreement_id,
                figures,
                date=EdtfDate(draw(st.sampled_from((2018, 2019))), 5, 1),
                parties=tuple(
                    Party(locality, side=("b" if n else "a") if has_sides else None)
                    for n, locality in enumerate(parties)
                ),
                fields=tuple(draw(st.lists(st.sampled_from(("y-te", "giao-duc", "du-lich")), max_size=2, unique=True))),
                level=draw(st.sampled_from((None, "department"))),
                instrument=draw(st.sampled_from((None, "plan"))),
                status=draw(st.sampled_from(("signed", "ended"))),
            )
        )
    return dataset_of(*agreements)


def select(dataset: Dataset, **typed: object) -> Selection:
    return select_agreements(dataset, parse_filters(TypedFilters(**typed), dataset.vocabularies))  # type: ignore[arg-type]


@settings(deadline=None, max_examples=300)
@given(dataset=datasets(), dimension=st.sampled_from(Dimension))
def test_rule_5_rows_and_shared_and_internal_less_overlap_are_the_total(dataset: Dataset, dimension: Dimension) -> None:
    selection = select(dataset)
    for summary in summarise(selection):
        if dimension is Dimension.YEAR and summary.measure.nature is Nature.STOCK:
            continue
        for half in group_summary(selection, summary, Layout(dimension)):
            low = high = projects = figures = 0
            for each in half.rows:
                if each.row.kind is RowKind.TOTAL:
                    continue
                sign = -1 if each.row.kind is RowKind.OVERLAP else 1
                quantity = each.total.quantity
                assert quantity is not None
                low, high = low + sign * quantity.low, high + sign * quantity.high
                projects += sign * (each.total.projects or 0)
                figures += sign * each.total.figures
            grand = summary.total
            assert (low, high) == ((grand.quantity.low, grand.quantity.high) if grand.quantity else (0, 0))
            assert projects == (grand.projects or 0)
            assert figures == grand.figures
            assert half.rows[-1].total == grand
            assert grand == add_up(d for d in summary.dispositions if d.standing is Standing.COUNTED)


FILTERS: tuple[dict[str, object], ...] = (
    {"party": ["ha-noi"]},
    {"party": ["thanh-hoa", "nghe-an"]},
    {"source": ["ha-noi"]},
    {"destination": ["thanh-hoa"]},
    {"between": ("ha-noi", "thanh-hoa")},
    {"region": ["dong-bang-song-hong"]},
    {"field": ["giao-duc-y-te"]},
    {"measure": ["aid"]},
    {"minimum": ["4 đồng"]},
    {"status": ["signed"]},
    {"level": ["department"]},
    {"instrument": ["plan"]},
    {"year": ["2018"]},
    {"text": ["Thanh Hóa"]},
)


@settings(deadline=None, max_examples=300)
@given(dataset=datasets(), two=st.lists(st.sampled_from(FILTERS), min_size=2, max_size=2, unique_by=str))
def test_filters_commute_and_combine_with_and(dataset: Dataset, two: list[dict[str, object]]) -> None:
    one, other = two
    if one.keys() & other.keys():
        return
    both, turned = select(dataset, **one, **other), select(dataset, **other, **one)
    assert (both.agreements, both.figures) == (turned.agreements, turned.figures)
    first, second = select(dataset, **one), select(dataset, **other)
    in_both = {(f.reference, f.host) for f in first.figures} & {(f.reference, f.host) for f in second.figures}
    assert {(f.reference, f.host) for f in both.figures} == in_both
    assert {a.id for a in both.agreements} <= {a.id for a in first.agreements} & {a.id for a in second.agreements}


def count_calls(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Count how often two figures are compared."""
    calls = [0]
    for name in ("is_covering", "is_overlapping"):
        real = getattr(covering, name)

        def counted(one: Figure, other: Figure, real: Callable[[Figure, Figure], bool] = real) -> bool:
            calls[0] += 1
            return real(one, other)

        monkeypatch.setattr(covering, name, counted)
    return lambda: calls[0]


PARTNERS = [f"p{n}" for n in range(62)]  # as many as a hub can have, however many figures there are


def make_many(number: int, whole: str | None = None) -> list[Figure]:
    """Stocks from one hub to its partners: one, a list of four or none named, some by field; as parts of `whole`."""
    four = itertools.cycle(itertools.combinations(PARTNERS, 4))
    figures = []
    for n in range(number):
        ends = [[PARTNERS[n // 20 % 62]], list(next(four)), []][0 if n % 20 < 4 else 1 if n % 20 < 19 else 2]
        field = f"field-{n % 16}" if n % 3 else None
        as_of = None if not ends else f"20{n % 25:02d}"
        figures.append(
            make_figure(f"f{n}", ["hub"], ends, field=field, as_of=as_of, agreement=f"a{n}", part_of=whole),
        )
    return figures


def test_twenty_thousand_stocks_are_not_compared_pair_by_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = count_calls(monkeypatch)
    figures = make_many(20_000)
    found = count_figures(figures, Nature.STOCK)
    assert {d.standing for d in found} >= {Standing.COUNTED, Standing.COVERED, Standing.OVERLAPPED}
    assert 0 < calls() < 40 * len(figures)  # every pair would be 10,000 a figure, every pair at one partner 1,000


def test_twenty_thousand_parts_of_one_whole_are_not_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = count_calls(monkeypatch)
    whole = make_figure("whole", ["hub"], PARTNERS, as_of="2030", agreement="w")
    others = [make_figure(f"o{n}", ["hub"], [partner], as_of="1990") for n, partner in enumerate(PARTNERS)]
    figures = [whole, *make_many(20_000, "w#whole"), *others]
    found = count_figures(figures, Nature.STOCK)
    assert sum(d.standing is Standing.PART for d in found) > 19_000
    assert 0 < calls() < 40 * len(figures)


def test_one_series_of_twenty_thousand_states_needs_no_comparison_by_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = count_calls(monkeypatch)
    figures = [make_figure(f"f{n}", ["ha-noi"], ["thanh-hoa"], as_of="2019") for n in range(20_000)]
    found = count_figures(figures, Nature.STOCK)
    assert sum(d.standing is Standing.COUNTED for d in found) == 1
    assert calls() < 10


def test_a_long_chain_of_parts_and_of_same_figures_ends() -> None:
    parts = [make_figure(f"f{n}", ["ha-noi"], ["thanh-hoa"], part_of=f"a#f{n + 1}") for n in range(3_000)]
    for nature in (Nature.STOCK, Nature.FLOW):
        assert sum(d.standing is Standing.COUNTED for d in count_figures(parts, nature)) == 1
    same = [replace(f, part_of=None, same_as=f.part_of) for f in parts]
    assert sum(d.standing is Standing.COUNTED for d in count_figures(same, Nature.FLOW)) == 1


def test_a_long_chain_of_parts_is_compared_with_its_covers_once(monkeypatch: pytest.MonkeyPatch) -> None:
    days = [0]

    def counted(figure: Figure) -> date:
        days[0] += 1
        return newest_day(figure)

    monkeypatch.setattr(counting, "newest_day", counted)
    parts = [
        make_figure(f"f{n}", ["ha-noi"], ["thanh-hoa"], part_of=f"a#f{n - 1}" if n else None, as_of=f"{1000 + n}")
        for n in range(2_000)
    ]
    found = count_figures(parts, Nature.STOCK)
    assert [d.quantity.qualifier for d in found] == [*[Qualifier.ABOUT] * 1_999, Qualifier.EXACT]
    assert days[0] < 10 * len(parts)


def test_the_rows_of_a_long_chain_of_parts_are_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [
        make_figure(
            f"f{n}",
            ["ha-noi"],
            ["thanh-hoa"],
            part_of=f"a#f{n - 1}" if n else None,
            measure="aid",
            period=(parse_edtf(f"{1000 + n // 2}"),),
        )
        for n in range(2_000)
    ]
    selection = select(dataset_of(make_agreement("a", parts)))
    (summary,) = summarise(selection)
    compared, real = [0], Row.__eq__

    def counted(one: Row, other: object) -> bool:
        compared[0] += 1
        return real(one, other)

    monkeypatch.setattr(Row, "__eq__", counted)
    (half,) = group_summary(selection, summary, Layout(Dimension.YEAR))
    assert compared[0] < 10 * len(parts)
    assert len(half.rows) == 1_000 + 2  # and overlap and the total
    assert half.rows[-2].total.figures == 999
