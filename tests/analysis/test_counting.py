"""Rules 1 to 4 of "What totals mean", from files to totals."""

from collections.abc import Callable

import pytest

from coop.analysis.grouping import Dimension, Role
from coop.analysis.statistics import summarise
from coop.dataset.dataset import Dataset
from tests.analysis.samples import (
    CT,
    HCM,
    HN,
    INVESTED,
    NA,
    TH,
    TY,
    gift,
    rows,
    select,
    standings,
    stock,
    summary_of,
    total,
)
from tests.conftest import agreement, figure

Make = Callable[..., Dataset]


def one(*figures: dict[str, object]) -> dict[str, object]:
    return agreement("x", HN, TH, figures=list(figures))


# --- rule 1 ---


def test_rule_1_money_is_whole_dong_from_the_file_to_the_total(make_dataset: Make) -> None:
    selection = select(make_dataset(one(gift("a", amount=45500), gift("b", amount=1, unit="triệu đồng"))))
    quantity = summary_of(selection, "aid").total.quantity
    assert quantity is not None
    assert type(quantity.low) is type(quantity.high) is int
    assert quantity.low == quantity.high == 45_500_001_000_000
    for disposition in summary_of(selection, "aid").dispositions:
        assert type(disposition.quantity.low) is type(disposition.quantity.high) is int


def test_rule_1_sums_beyond_what_a_float_holds_stay_exact(make_dataset: Make) -> None:
    big = 10**20 + 1
    selection = select(make_dataset(one(gift("a", amount=big, unit="đồng"), gift("b", amount=1, unit="đồng"))))
    quantity = summary_of(selection, "aid").total.quantity
    assert quantity is not None
    assert quantity.amount == 10**20 + 2


def test_rule_1_each_currency_has_a_total_of_its_own(make_dataset: Make) -> None:
    selection = select(make_dataset(one(gift("a"), gift("b", amount=2, unit="triệu USD"), gift("c", amount=4))))
    assert [(s.measure.id, s.unit) for s in summarise(selection)] == [("aid", "VND"), ("aid", "USD")]
    assert total(selection, "aid") == (7, "exact")
    quantity = summary_of(selection, "aid", "USD").total.quantity
    assert quantity is not None
    assert (quantity.amount, quantity.unit) == (2_000_000, "USD")


def test_rule_1_a_sum_printed_in_a_second_currency_is_never_totalled(make_dataset: Make) -> None:
    also = [{"amount": 9, "unit": "triệu USD", "as_stated": "9 triệu USD"}]
    selection = select(make_dataset(one(gift("a", amount=200, also=also))))
    assert [(s.unit, s.total.figures) for s in summarise(selection)] == [("VND", 1)]
    assert total(selection, "aid") == (200, "exact")


def test_rule_1_counts_have_a_total_for_each_measure_and_unit(make_dataset: Make) -> None:
    things = [
        figure("a", "trainees", amount=5, unit="người", source=HN, destination=TH, period="2019"),
        figure("b", "trainees", amount=6, unit="người", source=HN, destination=TH, period="2020"),
        figure("c", "trainees", amount=7, unit="học viên", source=HN, destination=TH, period="2019"),
        figure("d", "staff-sent", amount=8, unit="người", source=HN, destination=TH, period="2019"),
    ]
    selection = select(make_dataset(one(*things)))
    assert total(selection, "trainees", "người") == (11, "exact")
    assert total(selection, "trainees", "học viên") == (7, "exact")
    assert total(selection, "staff-sent", "người") == (8, "exact")
    assert len(summarise(selection)) == 3


# --- rule 2 ---


@pytest.mark.parametrize(
    ("qualifiers", "expected"),
    [
        ((None, None), "exact"),
        ((None, "at-least"), "at-least"),
        (("at-least", "over"), "over"),
        ((None, "over"), "over"),
        ((None, "at-most"), "at-most"),
        (("at-most", "nearly"), "nearly"),
        (("nearly", None), "nearly"),
        (("over", "nearly"), "about"),
        (("at-least", "at-most"), "about"),
        (("over", "at-most"), "about"),
        (("about", None), "about"),
        (("about", "over"), "about"),
        (("over", "at-least", "nearly", None), "about"),
    ],
)
def test_rule_2_a_sum_takes_the_larger_of_a_chain_and_about_across_chains(
    make_dataset: Make, qualifiers: tuple[str | None, ...], expected: str
) -> None:
    figures = [gift(f"f{n}", qualifier=qualifier) for n, qualifier in enumerate(qualifiers)]
    assert total(select(make_dataset(one(*figures))), "aid") == (3 * len(figures), expected)


def test_rule_2_ranges_add_low_to_low_and_high_to_high(make_dataset: Make) -> None:
    figures = [gift("a", low=500, high=700), gift("b", low=1, high=2), gift("c", amount=10)]
    assert total(select(make_dataset(one(*figures))), "aid") == ((511, 712), "exact")


# --- rule 3 ---


def test_rule_3_a_newer_stock_of_the_same_ends_makes_the_older_one_history(make_dataset: Make) -> None:
    older = agreement("old", HN, TH, date="2015", figures=[stock("v", amount=100, as_of="2015", qualifier="about")])
    newer = agreement("new", HN, TH, figures=[stock("v", amount=150)])
    selection = select(make_dataset(older, newer))
    assert total(selection, INVESTED) == (150, "exact")
    assert standings(selection, INVESTED) == {"old#v": "history", "new#v": "counted"}


def test_rule_3_other_measures_currencies_ends_and_directions_are_no_series(make_dataset: Make) -> None:
    figures = [
        stock("a", amount=1),
        stock("b", TH, HN, amount=2, as_of="2010"),
        stock("c", HN, CT, amount=4, as_of="2010"),
        stock("d", amount=8, unit="triệu USD", as_of="2010"),
        figure("e", "implemented-investment", source=HN, destination=TH, amount=16, as_of="2010"),
    ]
    selection = select(make_dataset(one(*figures)))
    assert total(selection, INVESTED) == (7, "exact")
    assert summary_of(selection, INVESTED, "USD").total.figures == 1
    assert total(selection, "implemented-investment") == (16, "exact")


def test_rule_3_stocks_of_two_fields_are_two_series(make_dataset: Make) -> None:
    figures = [stock("a", amount=1, field="y-te"), stock("b", amount=2, field="giao-duc", as_of="2010")]
    assert total(select(make_dataset(one(*figures))), INVESTED) == (3, "exact")


def test_rule_3_ends_are_sets_whatever_their_order(make_dataset: Make) -> None:
    figures = [stock("a", HN, [TH, CT], amount=5), stock("b", HN, [CT, TH], amount=7, as_of="2020")]
    assert total(select(make_dataset(one(*figures))), INVESTED) == (7, "exact")


@pytest.mark.parametrize("inner", [{"source": HN, "destination": TH}, {"source": TH, "destination": HN}])
def test_rule_3_between_covers_either_direction(make_dataset: Make, inner: dict[str, str]) -> None:
    figures = [
        figure("whole", INVESTED, between=[HN, TH], amount=10, as_of="2020"),
        figure("inner", INVESTED, amount=4, as_of="2019", **inner),
    ]
    selection = select(make_dataset(one(*figures)))
    assert total(selection, INVESTED) == (10, "exact")
    assert standings(selection, INVESTED) == {"x#whole": "counted", "x#inner": "covered"}


def test_rule_3_between_is_not_covered_by_one_direction(make_dataset: Make) -> None:
    figures = [stock("way", amount=4), figure("both", INVESTED, between=[HN, TH], amount=10, as_of="2010")]
    selection = select(make_dataset(one(*figures)))
    assert standings(selection, INVESTED) == {"x#way": "covered", "x#both": "counted"}
    assert total(selection, INVESTED) == (10, "about")


def test_rule_3_a_stock_without_field_covers_one_with_a_field_and_not_the_other_way(make_dataset: Make) -> None:
    figures = [stock("all", amount=10), stock("health", amount=4, field="y-te")]
    selection = select(make_dataset(one(*figures)))
    assert standings(selection, INVESTED) == {"x#all": "counted", "x#health": "covered"}
    assert total(selection, INVESTED) == (10, "exact")


def test_rule_3_a_stock_of_a_group_counts_and_its_member_stands_in_its_row_and_in_overlap(make_dataset: Make) -> None:
    figures = [stock("group", HN, [TH, CT], amount=100, as_of="2020"), stock("member", amount=30)]
    selection = select(make_dataset(one(*figures)))
    assert total(selection, INVESTED) == (100, "exact")
    assert rows(selection, INVESTED, Dimension.PROVINCE, Role.DESTINATION) == {
        "(shared)": (100, "exact"),
        TH: (30, "exact"),
        "(overlap)": (30, "exact"),
        "(total)": (100, "exact"),
    }
    assert rows(selection, INVESTED, Dimension.PROVINCE, Role.SOURCE) == {HN: (100, "exact"), "(total)": (100, "exact")}


@pytest.mark.parametrize(("as_of", "qualifier"), [("2021", "about"), ("2020", "exact"), ("2019", "exact")])
def test_rule_3_a_total_reads_about_where_what_it_covers_is_newer(
    make_dataset: Make, as_of: str, qualifier: str
) -> None:
    figures = [stock("group", HN, [TH, CT], amount=100, as_of="2020"), stock("member", amount=30, as_of=as_of)]
    assert total(select(make_dataset(one(*figures))), INVESTED) == (100, qualifier)


def test_rule_3_of_two_that_overlap_the_newer_counts_and_the_total_reads_about(make_dataset: Make) -> None:
    figures = [stock("a", HN, [TH, CT], amount=100, as_of="2018"), stock("b", HN, [TH, NA], amount=30, as_of="2020")]
    selection = select(make_dataset(one(*figures)))
    assert total(selection, INVESTED) == (30, "about")
    assert standings(selection, INVESTED) == {"x#a": "overlapped", "x#b": "counted"}
    assert rows(selection, INVESTED, Dimension.PROVINCE, Role.DESTINATION) == {
        "(shared)": (30, "about"),
        "(total)": (30, "about"),
    }


def test_rule_3_what_an_overlapped_one_covered_may_count_itself(make_dataset: Make) -> None:
    figures = [
        stock("a", HN, [TH, CT], amount=100, as_of="2018"),
        stock("b", HN, [TH, NA], amount=30, as_of="2020"),
        stock("c", HN, CT, amount=5, as_of="2017"),
    ]
    assert total(select(make_dataset(one(*figures))), INVESTED) == (35, "about")


def test_rule_3_a_field_and_a_direction_overlap_with_neither_covering(make_dataset: Make) -> None:
    figures = [stock("a", HN, TH, amount=9), stock("b", HN, [TH, CT], amount=7, field="y-te", as_of="2010")]
    assert total(select(make_dataset(one(*figures))), INVESTED) == (9, "about")


def test_rule_3_parts_become_history_with_their_whole(make_dataset: Make) -> None:
    figures = [
        stock("old", HN, [TH, CT], amount=100, as_of="2015"),
        stock("part", HN, TH, amount=60, as_of="2015", part_of="old"),
        stock("new", HN, [TH, CT], amount=120, as_of="2020"),
    ]
    selection = select(make_dataset(one(*figures)))
    assert standings(selection, INVESTED) == {"x#old": "history", "x#part": "history", "x#new": "counted"}
    assert rows(selection, INVESTED, Dimension.PROVINCE, Role.DESTINATION) == {
        "(shared)": (120, "exact"),
        "(total)": (120, "exact"),
    }


def test_rule_3_a_newer_stock_of_a_part_s_ends_stands_in_the_row_in_its_place(make_dataset: Make) -> None:
    figures = [
        stock("whole", HN, [TH, CT], amount=100),
        stock("part", amount=60, part_of="whole"),
        stock("newer", amount=70, as_of="2021"),
    ]
    selection = select(make_dataset(one(*figures)))
    assert standings(selection, INVESTED) == {"x#whole": "counted", "x#part": "history", "x#newer": "covered"}
    row = rows(selection, INVESTED, Dimension.PROVINCE, Role.DESTINATION)
    assert (row[TH], row["(overlap)"], row["(total)"]) == ((70, "exact"), (70, "exact"), (100, "about"))


def test_rule_3_parts_of_one_whole_with_the_same_ends_are_no_series(make_dataset: Make) -> None:
    figures = [
        stock("whole", HN, [TH, CT], amount=100),
        stock("steel", amount=60, part_of="whole"),
        stock("roads", amount=20, part_of="whole"),
    ]
    selection = select(make_dataset(one(*figures)))
    assert rows(selection, INVESTED, Dimension.PROVINCE, Role.DESTINATION)[TH] == (80, "exact")
    assert total(selection, INVESTED) == (100, "exact")


def test_rule_3_parts_of_two_wholes_are_a_series_where_one_whole_covers_the_other(make_dataset: Make) -> None:
    figures = [
        stock("w", HN, [TH, CT], amount=100, as_of="2023"),
        stock("c", HN, TH, amount=60, as_of="2022"),
        stock("p", HN, TH, amount=30, as_of="2023", field="y-te", part_of="w"),
        stock("q", HN, TH, amount=28, as_of="2022", field="y-te", part_of="c"),
    ]
    selection = select(make_dataset(agreement("x", HN, TH, CT, figures=figures, fields=["y-te"])))
    found = standings(selection, INVESTED)
    assert found == {"x#w": "counted", "x#c": "covered", "x#p": "part", "x#q": "history"}
    row = rows(selection, INVESTED, Dimension.FIELD)
    assert (row["y-te"], row["(total)"]) == ((30, "exact"), (100, "exact"))


def test_rule_3_a_newer_stock_is_not_beaten_by_an_older_one_that_a_wide_one_shuts_out(make_dataset: Make) -> None:
    figures = [
        stock("g", HN, [TH, CT, NA], amount=100, as_of="2021"),
        stock("r", [HN, HCM], [TH, CT], amount=50, as_of="2022"),
        stock("f", HN, [CT, NA], amount=70, as_of="2023"),
    ]
    selection = select(make_dataset(one(*figures)))
    assert standings(selection, INVESTED) == {"x#g": "counted", "x#r": "overlapped", "x#f": "covered"}
    assert total(selection, INVESTED) == (100, "about")
    overlapped = next(d for d in summary_of(selection, INVESTED).dispositions if d.figure.id == "r")
    assert overlapped.by is not None
    assert overlapped.by.id == "f"
    assert rows(selection, INVESTED, Dimension.PROVINCE, Role.SOURCE) == {HN: (100, "about"), "(total)": (100, "about")}


def test_rule_3_what_overlaps_an_older_one_is_about_and_so_is_each_cover_however_new(make_dataset: Make) -> None:
    figures = [
        stock("wide", HN, [TH, CT, NA], amount=100, as_of="2023"),
        stock("newer", HN, [TH, CT], amount=50, as_of="2022"),
        stock("older", HN, [CT, NA], amount=40, as_of="2021"),
        stock("inner", HN, TH, amount=20, as_of="2020"),
    ]
    dispositions = summary_of(select(make_dataset(one(*figures))), INVESTED).dispositions
    assert {d.figure.id: (d.standing.value, d.quantity.qualifier.value) for d in dispositions} == {
        "wide": ("counted", "about"),
        "newer": ("covered", "about"),
        "older": ("overlapped", "exact"),
        "inner": ("covered", "exact"),
    }


def test_rule_3_an_undated_stock_is_older_than_any_it_overlaps_with(make_dataset: Make) -> None:
    undated = stock("a", HN, [TH, CT], amount=5, as_of=None, not_stated=["as_of"])
    figures = [undated, stock("b", HN, [TH, NA], amount=7, as_of="1995")]
    selection = select(make_dataset(one(*figures)))
    assert standings(selection, INVESTED) == {"x#a": "overlapped", "x#b": "counted"}


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2019-11-15", "2019-11"),
        ("2019-11", "2019"),
        ("2018/2019-10", "2019-11"),
        ("2019-06-30", "2011/2019"),
        ("2019-12-30", "2019"),
        (None, "2001"),
    ],
)
def test_rule_3_newest_goes_by_the_last_day_that_as_of_can_mean(
    make_dataset: Make, earlier: str | None, later: str
) -> None:
    figures = [stock("a", amount=1, as_of=later), stock("b", amount=2, as_of=earlier)]
    assert total(select(make_dataset(one(*figures))), INVESTED) == (1, "exact")


def test_rule_3_a_stock_without_date_counts_where_its_series_has_no_dated_one(make_dataset: Make) -> None:
    undated = stock("a", amount=5, as_of=None, not_stated=["as_of"])
    other = stock("b", HN, CT, amount=7)
    assert total(select(make_dataset(one(undated, other))), INVESTED) == (12, "exact")


def test_rule_3_flows_always_add(make_dataset: Make) -> None:
    figures = [gift("a", amount=1), gift("b", amount=2), gift("c", HN, [TH, CT], amount=4), gift("d", period=None)]
    assert total(select(make_dataset(one(*figures))), "aid") == (10, "exact")


def test_rule_3_pledges_are_added_neither_to_stocks_nor_to_flows(make_dataset: Make) -> None:
    pledges = [
        figure("p", "aid-pledged", amount=50, source=HN, destination=TH, period="2020"),
        figure("q", "investment-pledged", amount=60, source=HN, destination=TH, period="2020"),
        figure("r", "aid-pledged", amount=5, source=HN, destination=TH, period="2020"),
    ]
    selection = select(make_dataset(one(gift("a"), stock("b", amount=9), *pledges)))
    totals = {s.measure.id: s.total.quantity.low // TY for s in summarise(selection) if s.total.quantity is not None}
    assert totals == {"aid": 3, INVESTED: 9, "aid-pledged": 55, "investment-pledged": 60}


def test_rule_3_an_end_that_no_source_names_covers_only_its_like_and_overlaps_any(make_dataset: Make) -> None:
    figures = [
        stock("like", HN, None, amount=5, as_of="2010"),
        stock("newer-like", HN, None, amount=6, as_of="2015"),
        stock("named", HN, TH, amount=9),
        stock("elsewhere", CT, NA, amount=1),
    ]
    selection = select(make_dataset(one(*figures)))
    assert standings(selection, INVESTED) == {
        "x#like": "history",
        "x#newer-like": "overlapped",
        "x#named": "counted",
        "x#elsewhere": "counted",
    }
    assert total(selection, INVESTED) == (10, "about")


# --- rule 4 ---


def test_rule_4_what_is_the_same_as_another_does_not_count(make_dataset: Make) -> None:
    first = agreement("one", HN, TH, figures=[gift("a", amount=30)])
    second = agreement("two", HN, TH, figures=[gift("b", amount=30, same_as="one#a"), gift("c", amount=2)])
    selection = select(make_dataset(first, second))
    assert total(selection, "aid") == (32, "exact")
    assert standings(selection, "aid") == {"one#a": "counted", "two#b": "same", "two#c": "counted"}


def test_rule_4_of_those_that_report_one_fact_one_counts_where_the_other_is_not_selected(make_dataset: Make) -> None:
    first = agreement("one", HN, TH, date="2015", figures=[gift("a", amount=30)])
    second = agreement("two", HN, TH, date="2018", figures=[gift("b", amount=30, same_as="one#a")])
    third = agreement("three", HN, TH, date="2019", figures=[gift("c", amount=30, same_as="one#a")])
    dataset = make_dataset(first, second, third)
    assert total(select(dataset), "aid") == (30, "exact")
    assert total(select(dataset, year=["2018..2019"]), "aid") == (30, "exact")
    assert total(select(dataset, year=["2019"]), "aid") == (30, "exact")


def test_rule_4_the_same_holds_of_the_projects_beside_the_money(make_dataset: Make) -> None:
    first = agreement("one", HN, TH, figures=[stock("a", amount=30, projects=4)])
    second = agreement("two", HN, CT, figures=[stock("b", HN, CT, amount=30, projects=4, same_as="one#a")])
    selection = select(make_dataset(first, second))
    assert total(selection, "projects", "dự án") == (4, "exact")
    assert summary_of(selection, INVESTED).total.projects == 4


def test_rule_4_chains_and_circles_of_same_figures_count_once(make_dataset: Make) -> None:
    chain = [gift("a"), gift("b", same_as="a"), gift("c", same_as="b")]
    circle = [gift("d", same_as="e"), gift("e", same_as="f"), gift("f", same_as="e"), gift("g", same_as="g")]
    assert total(select(make_dataset(one(*chain, *circle))), "aid") == (9, "exact")


def test_rule_4_a_doubtful_figure_counts_in_no_one_s_stead(make_dataset: Make) -> None:
    figures = [gift("a", amount=900, doubtful="misprint"), gift("b", amount=9, same_as="a")]
    assert total(select(make_dataset(one(*figures))), "aid") == (9, "exact")


def test_rule_4_a_part_is_not_added_to_its_whole(make_dataset: Make) -> None:
    figures = [gift("whole", amount=30), gift("part", amount=10, part_of="whole")]
    selection = select(make_dataset(one(*figures)))
    assert total(selection, "aid") == (30, "exact")
    assert standings(selection, "aid") == {"x#whole": "counted", "x#part": "part"}


def test_rule_4_a_part_stands_for_its_whole_where_only_the_part_is_asked_for(make_dataset: Make) -> None:
    figures = [gift("whole", HN, [TH, CT], amount=30), gift("part", amount=10, part_of="whole", field="y-te")]
    dataset = make_dataset(agreement("x", HN, TH, CT, figures=figures, fields=["y-te"]))
    assert total(select(dataset, destination=[TH]), "aid") == (10, "exact")
    assert total(select(dataset, field=["y-te"]), "aid") == (10, "exact")


def test_rule_4_a_part_of_what_is_the_same_as_another_is_a_part_of_that(make_dataset: Make) -> None:
    figures = [gift("a", amount=30), gift("b", amount=30, same_as="a"), gift("part", amount=10, part_of="b")]
    assert total(select(make_dataset(one(*figures))), "aid") == (30, "exact")


def test_rule_4_parts_of_parts_count_once(make_dataset: Make) -> None:
    chain = [gift("a", amount=9), gift("b", amount=5, part_of="a"), gift("c", amount=2, part_of="b")]
    assert total(select(make_dataset(one(*chain))), "aid") == (9, "exact")


def test_rule_4_parts_in_a_circle_count_once(make_dataset: Make) -> None:
    links = {"d": "e", "e": "f", "f": "d"}
    circle = [gift(own, amount=100, part_of=whole) for own, whole in links.items()]
    assert total(select(make_dataset(one(*circle))), "aid") == (100, "exact")


def test_rule_4_a_rate_and_a_doubtful_figure_are_never_added(make_dataset: Make) -> None:
    figures = [gift("a"), gift("b", amount=200, per="year"), gift("c", amount=999, doubtful="a zero too many")]
    selection = select(make_dataset(one(*figures)))
    assert total(selection, "aid") == (3, "exact")
    assert standings(selection, "aid") == {"x#a": "counted", "x#b": "rate", "x#c": "doubtful"}


def test_rule_4_a_doubtful_stock_makes_no_older_one_history(make_dataset: Make) -> None:
    figures = [stock("a", amount=5), stock("b", amount=9, as_of="2022", doubtful="misprint")]
    assert total(select(make_dataset(one(*figures))), INVESTED) == (5, "exact")


def test_a_number_of_projects_beside_money_is_a_figure_of_its_own_with_the_same_ends(make_dataset: Make) -> None:
    beside = stock("a", amount=5, qualifier="about", projects=65, as_of="2018")
    alone = figure("p", "projects", amount=70, unit="dự án", source=HN, destination=TH, as_of="2019")
    other = stock("b", HN, CT, amount=5, projects=18)
    selection = select(make_dataset(one(beside, alone, other)))
    assert total(selection, "projects", "dự án") == (88, "exact")
    assert standings(selection, "projects", "dự án") == {"x#a": "history", "x#p": "counted", "x#b": "counted"}
    assert summary_of(selection, INVESTED).total.projects == 83
