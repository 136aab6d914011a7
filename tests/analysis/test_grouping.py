"""Rules 5, 6 and 10 of "What totals mean": the rows in which agreements and figures stand."""

from collections.abc import Callable

import pytest

from coop.analysis.filters import Filters
from coop.analysis.grouping import Dimension, Role, RowKind
from coop.analysis.layout import Layout, TypedLayout, parse_layout
from coop.analysis.select import select_agreements
from coop.analysis.statistics import count_agreements, group_summary, summarise
from coop.dataset.dataset import Dataset
from coop.errors import UsageError
from tests.analysis.samples import CT, HCM, HN, INVESTED, NA, TH, gift, rows, select, stock, summary_of, total
from tests.conftest import agreement, figure

Make = Callable[..., Dataset]
DELTA, CENTRE = "dong-bang-song-hong", "bac-trung-bo-va-duyen-hai-mien-trung"


def one(*figures: dict[str, object], **values: object) -> dict[str, object]:
    data = agreement("x", HN, TH)
    return {**data, **({"figures": list(figures)} if figures else {}), **values}


def agreements_by(dataset: Dataset, dimension: Dimension, **typed: object) -> tuple[dict[str, int], int]:
    counts = count_agreements(select(dataset, **typed), Layout(dimension))
    named = {row.key if row.kind is RowKind.ROW else f"({row.kind.value})": n for row, n in counts.rows.items()}
    return named, counts.distinct


# --- rule 5 ---


def test_rule_5_by_province_money_has_two_halves_that_reconcile_alone(make_dataset: Make) -> None:
    selection = select(make_dataset(one(gift("a", amount=10), gift("b", TH, HN, amount=2), gift("c", HN, CT))))
    assert rows(selection, "aid", Dimension.PROVINCE, Role.SOURCE) == {
        HN: (13, "exact"),
        TH: (2, "exact"),
        "(total)": (15, "exact"),
    }
    assert rows(selection, "aid", Dimension.PROVINCE, Role.DESTINATION) == {
        TH: (10, "exact"),
        HN: (2, "exact"),
        CT: (3, "exact"),
        "(total)": (15, "exact"),
    }
    halves = group_summary(selection, summary_of(selection, "aid"), Layout(Dimension.PROVINCE))
    assert [half.role for half in halves] == [Role.SOURCE, Role.DESTINATION]


@pytest.mark.parametrize("dimension", sorted(set(Dimension) - {Dimension.PROVINCE, Dimension.REGION}))
def test_rule_5_other_dimensions_have_one_half(make_dataset: Make, dimension: Dimension) -> None:
    selection = select(make_dataset(one(gift("a"))))
    halves = group_summary(selection, summary_of(selection, "aid"), Layout(dimension))
    assert [half.role for half in halves] == [None]


def test_rule_5_money_to_several_is_shared_and_never_divided(make_dataset: Make) -> None:
    selection = select(make_dataset(one(gift("a", HN, [TH, NA], amount=10), gift("b", [HN, HCM], CT, amount=4))))
    assert rows(selection, "aid", Dimension.PROVINCE, Role.SOURCE) == {
        HN: (10, "exact"),
        "(shared)": (4, "exact"),
        "(total)": (14, "exact"),
    }
    assert rows(selection, "aid", Dimension.PROVINCE, Role.DESTINATION) == {
        "(shared)": (10, "exact"),
        CT: (4, "exact"),
        "(total)": (14, "exact"),
    }


def test_rule_5_several_localities_of_one_region_stand_in_its_row(make_dataset: Make) -> None:
    figures = [
        gift("a", HN, [TH, NA], amount=10),
        gift("b", HN, [TH, CT], amount=4),
        gift("c", HN, "hai-phong", amount=1),
    ]
    selection = select(make_dataset(one(*figures)))
    assert rows(selection, "aid", Dimension.REGION, Role.DESTINATION) == {
        CENTRE: (10, "exact"),
        "(shared)": (4, "exact"),
        "(internal)": (1, "exact"),
        "(total)": (15, "exact"),
    }
    assert rows(selection, "aid", Dimension.REGION, Role.SOURCE) == {
        DELTA: (14, "exact"),
        "(internal)": (1, "exact"),
        "(total)": (15, "exact"),
    }


def test_rule_5_between_is_shared_by_province_and_internal_in_one_region(make_dataset: Make) -> None:
    figures = [
        figure("a", "trade", between=[HN, TH], amount=10, period="2019"),
        figure("b", "trade", between=[TH, NA], amount=4, period="2019"),
    ]
    selection = select(make_dataset(one(*figures)))
    for role in Role:
        assert rows(selection, "trade", Dimension.PROVINCE, role) == {
            "(shared)": (14, "exact"),
            "(total)": (14, "exact"),
        }
        assert rows(selection, "trade", Dimension.REGION, role) == {
            "(shared)": (10, "exact"),
            "(internal)": (4, "exact"),
            "(total)": (14, "exact"),
        }


def test_rule_5_an_end_that_is_not_stated_has_a_row_of_its_own(make_dataset: Make) -> None:
    selection = select(make_dataset(one(gift("a", HN, None, not_stated=["to"]))))
    for dimension in (Dimension.PROVINCE, Dimension.REGION):
        assert "(not-stated)" in rows(selection, "aid", dimension, Role.DESTINATION)
        assert "(not-stated)" not in rows(selection, "aid", dimension, Role.SOURCE)


def test_rule_5_a_figure_takes_the_regions_of_its_own_date_else_of_the_agreement(make_dataset: Make) -> None:
    figures = [
        gift("new", HN, TH, amount=1, period="2026"),
        gift("old", HN, TH, amount=2, period="2024"),
        gift("none", HN, TH, amount=4, period=None, not_stated=["period"]),
    ]
    dataset = make_dataset(one(*figures, date="2025-08-01"))
    assert rows(select(dataset), "aid", Dimension.REGION, Role.DESTINATION) == {
        "bac-trung-bo": (5, "exact"),
        CENTRE: (2, "exact"),
        "(total)": (7, "exact"),
    }


def test_rule_5_money_is_never_spread_over_the_agreement_s_fields(make_dataset: Make) -> None:
    figures = [gift("a", amount=10), gift("b", amount=4, field="y-te")]
    selection = select(make_dataset(one(*figures, fields=["y-te", "giao-duc"])))
    assert rows(selection, "aid", Dimension.FIELD) == {
        "(not-stated)": (10, "exact"),
        "y-te": (4, "exact"),
        "(total)": (14, "exact"),
    }


def test_rule_5_a_part_stands_in_overlap_only_where_its_row_is_not_that_of_its_whole(make_dataset: Make) -> None:
    figures = [gift("whole", amount=30), gift("part", amount=10, part_of="whole", field="y-te")]
    selection = select(make_dataset(one(*figures)))
    assert rows(selection, "aid", Dimension.FIELD) == {
        "(not-stated)": (30, "exact"),
        "y-te": (10, "exact"),
        "(overlap)": (10, "exact"),
        "(total)": (30, "exact"),
    }
    assert rows(selection, "aid", Dimension.PAIR) == {f"{HN}/{TH}": (30, "exact"), "(total)": (30, "exact")}


def test_rule_5_a_part_of_a_part_is_not_told_twice_in_one_row(make_dataset: Make) -> None:
    figures = [
        gift("whole", HN, [TH, CT], amount=30),
        gift("part", HN, TH, amount=10, part_of="whole"),
        gift("piece", HN, TH, amount=4, part_of="part"),
    ]
    selection = select(make_dataset(one(*figures)))
    assert rows(selection, "aid", Dimension.PROVINCE, Role.DESTINATION) == {
        "(shared)": (30, "exact"),
        TH: (10, "exact"),
        "(overlap)": (10, "exact"),
        "(total)": (30, "exact"),
    }


def test_rule_5_ranges_and_projects_reconcile_too(make_dataset: Make) -> None:
    figures = [
        stock("group", HN, [TH, CT], low=100, high=120, projects=9),
        stock("member", HN, TH, low=10, high=15, projects=2),
    ]
    selection = select(make_dataset(one(*figures)))
    half = group_summary(selection, summary_of(selection, INVESTED), Layout(Dimension.PROVINCE))[1]
    told = {each.row.key or each.row.kind.value: (each.total.projects, each.total.figures) for each in half.rows}
    assert told == {"shared": (9, 1), TH: (2, 1), "overlap": (2, 1), "total": (9, 1)}


# --- rule 6 ---


def test_rule_6_an_agreement_counts_once_in_the_total_however_many_rows_it_is_in(make_dataset: Make) -> None:
    dataset = make_dataset(one(fields=["y-te", "du-lich"]), agreement("y", HN, CT, fields=["y-te"]))
    assert agreements_by(dataset, Dimension.FIELD) == ({"y-te": 2, "du-lich": 1}, 2)
    assert agreements_by(dataset, Dimension.PROVINCE) == ({HN: 2, TH: 1, CT: 1}, 2)
    assert agreements_by(dataset, Dimension.REGION) == ({DELTA: 2, CENTRE: 1, "dong-bang-song-cuu-long": 1}, 2)


def test_rule_6_two_parties_of_one_region_make_one_row(make_dataset: Make) -> None:
    assert agreements_by(make_dataset(agreement("y", TH, NA)), Dimension.REGION) == ({CENTRE: 1}, 1)


@pytest.mark.parametrize(
    ("dimension", "key", "value"),
    [(Dimension.INSTRUMENT, "instrument", "plan"), (Dimension.LEVEL, "level", "department")],
)
def test_agreements_and_figures_without_a_value_stand_in_not_stated(
    make_dataset: Make, dimension: Dimension, key: str, value: str
) -> None:
    dataset = make_dataset(one(gift("a")), agreement("y", HN, CT, figures=[gift("b", amount=4)], **{key: value}))
    assert agreements_by(dataset, dimension) == ({"(not-stated)": 1, value: 1}, 2)
    assert rows(select(dataset), "aid", dimension) == {
        "(not-stated)": (3, "exact"),
        value: (4, "exact"),
        "(total)": (7, "exact"),
    }


def test_by_status_every_agreement_has_a_row(make_dataset: Make) -> None:
    dataset = make_dataset(one(), agreement("y", HN, CT, status="ended"))
    assert agreements_by(dataset, Dimension.STATUS) == ({"signed": 1, "ended": 1}, 2)


def test_an_agreement_without_fields_stands_in_not_stated(make_dataset: Make) -> None:
    assert agreements_by(make_dataset(one()), Dimension.FIELD) == ({"(not-stated)": 1}, 1)


# --- rule 10 ---


def test_rule_10_agreements_stand_in_the_year_of_their_date(make_dataset: Make) -> None:
    dataset = make_dataset(one(), agreement("y", HN, CT, date="2021"), agreement("z", HN, NA, date="2021-03"))
    assert agreements_by(dataset, Dimension.YEAR) == ({"2019": 1, "2020": 0, "2021": 2}, 3)


@pytest.mark.parametrize(
    ("period", "row"),
    [
        ("2012", "2012"),
        ("2012-05-06", "2012"),
        ("2012-01/2012-12", "2012"),
        (["2012-01", "2012-07"], "2012"),
        ("2011/2012", "(shared)"),
        (["2014", "2016"], "(shared)"),
        ("2012/..", "(shared)"),
        (None, "(not-stated)"),
    ],
)
def test_rule_10_a_flow_stands_in_the_year_of_its_period(make_dataset: Make, period: object, row: str) -> None:
    selection = select(make_dataset(one(gift("a", period=period))))
    assert rows(selection, "aid", Dimension.YEAR) == {row: (3, "exact"), "(total)": (3, "exact")}


def test_rule_10_pledges_go_by_their_period_too(make_dataset: Make) -> None:
    pledge = figure("p", "aid-pledged", amount=5, source=HN, destination=TH, period="2020/2025")
    selection = select(make_dataset(one(pledge)))
    assert rows(selection, "aid-pledged", Dimension.YEAR) == {"(shared)": (5, "exact"), "(total)": (5, "exact")}


def test_rule_10_a_stock_is_shown_as_it_stood_at_each_year_s_end_without_a_total(make_dataset: Make) -> None:
    figures = [
        stock("a", amount=10, as_of="2017-06", qualifier="over"),
        stock("b", amount=20, as_of="2019-03"),
        stock("c", amount=25, as_of="2019"),
        stock("d", HN, CT, amount=3, as_of="2018"),
    ]
    selection = select(make_dataset(one(*figures)))
    assert rows(selection, INVESTED, Dimension.YEAR) == {
        "2017": (10, "over"),
        "2018": (13, "over"),
        "2019": (28, "exact"),
    }


def test_rule_10_a_stock_without_date_has_a_row_of_its_own(make_dataset: Make) -> None:
    figures = [stock("a", amount=10), stock("b", HN, CT, amount=3, as_of=None, not_stated=["as_of"])]
    selection = select(make_dataset(one(*figures)))
    assert rows(selection, INVESTED, Dimension.YEAR) == {"2019": (10, "exact"), "(not-stated)": (3, "exact")}


def test_rule_10_by_pair_two_parties_are_a_pair_whichever_way_money_goes(make_dataset: Make) -> None:
    figures = [
        gift("a", amount=1),
        gift("b", TH, HN, amount=2),
        gift("c", HN, None, amount=4, not_stated=["to"]),
        figure("d", "aid", between=[TH, HN], amount=8, period="2019"),
        gift("e", HN, CT, amount=16),
    ]
    dataset = make_dataset(one(*figures))
    assert rows(select(dataset), "aid", Dimension.PAIR) == {
        f"{HN}/{TH}": (15, "exact"),
        "(shared)": (16, "exact"),
        "(total)": (31, "exact"),
    }
    assert agreements_by(dataset, Dimension.PAIR) == ({f"{HN}/{TH}": 1}, 1)


def hub(*figures: dict[str, object]) -> dict[str, object]:
    """Hồ Chí Minh City on one side, two provinces on the other."""
    data = agreement("hub", HCM, TH, NA, figures=list(figures))
    sides = dict.fromkeys((HCM,), "a") | dict.fromkeys((TH, NA), "b")
    return {**data, "parties": [{"locality": each, "side": side} for each, side in sides.items()]}


def test_rule_10_by_pair_every_pair_across_sides_counts(make_dataset: Make) -> None:
    dataset = make_dataset(hub(gift("a", HCM, TH, amount=1), gift("b", HCM, [TH, NA], amount=2), gift("c", TH, NA)))
    assert agreements_by(dataset, Dimension.PAIR) == ({f"{HCM}/{TH}": 1, f"{HCM}/{NA}": 1}, 1)
    assert rows(select(dataset), "aid", Dimension.PAIR) == {
        f"{HCM}/{TH}": (1, "exact"),
        "(shared)": (5, "exact"),
        "(total)": (6, "exact"),
    }


@pytest.mark.parametrize("values", [{}, {"party_count": 9}])
def test_rule_10_by_pair_a_group_without_sides_is_one_row(make_dataset: Make, values: dict[str, object]) -> None:
    localities = (HN, TH) if values else (HN, TH, CT)
    dataset = make_dataset({**agreement("g", *localities, figures=[gift("a")]), **values})
    assert agreements_by(dataset, Dimension.PAIR) == ({"(group)": 1}, 1)
    assert rows(select(dataset), "aid", Dimension.PAIR) == {"(group)": (3, "exact"), "(total)": (3, "exact")}


def test_rule_10_between_follows_the_same_pairs(make_dataset: Make) -> None:
    group = agreement("g", HN, TH, CT)
    dataset = make_dataset(hub(gift("a", HCM, TH, amount=1), gift("b", HCM, NA, amount=2)), group, one())
    assert [a.id for a in select(dataset, between=(TH, HCM)).agreements] == ["hub"]
    assert [a.id for a in select(dataset, between=(TH, NA)).agreements] == []
    assert [a.id for a in select(dataset, between=(HN, TH)).agreements] == ["x"]
    assert total(select(dataset, between=(HCM, TH)), "aid") == (1, "exact")


# --- what a person types ---


@pytest.mark.parametrize("dimension", Dimension)
def test_a_dimension_is_typed_behind_by(dimension: Dimension) -> None:
    assert parse_layout(TypedLayout(["by", dimension.value])) == Layout(dimension)
    assert parse_layout(TypedLayout()) is None


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        (["by", "provinces"], "unknown dimension 'provinces'", "the nearest is 'province'"),
        (["by", "x"], "unknown dimension 'x'", "it is one of province, region"),
        (["by"], "'stats by' cannot be read", "write 'by DIM'"),
        (["province"], "'stats province' cannot be read", "write 'by DIM'"),
        (["by", "year", "level", "pair"], "'stats by year level pair' cannot be read", "DIM being province, region"),
        (["by", "year", "year"], "rows and columns are both by year", "name two dimensions, or one"),
        (["by", "year", "levels"], "unknown dimension 'levels'", "the nearest is 'level'"),
    ],
)
def test_what_is_no_dimension_is_refused(typed: list[str], message: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_layout(TypedLayout(typed))
    assert caught.value.message.en == message
    assert caught.value.hint is not None
    assert hint in caught.value.hint.en


def test_what_is_no_dimension_is_refused_in_vietnamese_too() -> None:
    with pytest.raises(UsageError) as caught:
        parse_layout(TypedLayout(["by", "provinces"]))
    assert caught.value.message.vi == "không biết cách phân nhóm 'provinces'"
    assert caught.value.hint is not None
    assert caught.value.hint.vi == "mã gần nhất là 'province'"


def test_rule_5_money_of_a_time_that_a_province_did_not_live_to_see_keeps_its_region(make_dataset: Make) -> None:
    ends = {"source": "hai-duong", "destination": "thai-binh"}
    figures = [figure("f", "aid-pledged", amount=300, period="2021/2025", **ends)]
    dataset = make_dataset(agreement("x", "hai-duong", "thai-binh", date="2022-05-01", figures=figures))
    selection = select_agreements(dataset, Filters())
    (summary,) = summarise(selection)
    for half in group_summary(selection, summary, Layout(Dimension.REGION)):
        assert [each.row.kind for each in half.rows] == [RowKind.INTERNAL, RowKind.TOTAL]
    inside = select_agreements(dataset, Filters(regions=frozenset({"dong-bang-song-hong"})))
    assert [each.id for each in inside.figures] == ["f"]


def test_rule_10_between_shows_the_one_pair_of_a_hub_and_shares_nothing_with_the_others(make_dataset: Make) -> None:
    figures = [
        figure("a", source=HCM, destination=HN, period="2019"),
        figure("b", source=HCM, destination=CT, period="2019"),
    ]
    hub = agreement("x", HCM, HN, CT, figures=figures)
    hub["parties"] = [{"locality": HCM, "side": "a"}, {"locality": HN, "side": "b"}, {"locality": CT, "side": "b"}]
    selection = select_agreements(make_dataset(hub), Filters(between=frozenset({HCM, CT})))
    assert [row.key for row in count_agreements(selection, Layout(Dimension.PAIR)).rows] == [f"{CT}/{HCM}"]
    assert [each.id for each in selection.figures] == ["b"]
    assert selection.shared == 0


def test_a_field_that_only_a_figure_is_tied_to_is_a_field_of_the_agreement(make_dataset: Make) -> None:
    dataset = make_dataset(one(gift("g", field="y-te"), fields=["du-lich"]))
    found = select_agreements(dataset, Filters(fields=frozenset({"y-te"})))
    assert [each.id for each in found.agreements] == ["x"]
    assert {row.key for row in count_agreements(found, Layout(Dimension.FIELD)).rows} == {"du-lich", "y-te"}
