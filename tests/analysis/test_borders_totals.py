"""Rule 8 of "What totals mean": which stock is newest where borders moved, and the rows and filters of one day."""

from collections.abc import Callable
from datetime import date

import pytest

from coop.analysis.borders import Borders
from coop.analysis.filters import TypedFilters, parse_filters
from coop.analysis.grouping import Dimension, Role, RowKind
from coop.analysis.layout import Layout
from coop.analysis.notes import notes_by
from coop.analysis.select import Selection, select_agreements
from coop.analysis.statistics import count_agreements
from coop.bilingual import Bilingual
from coop.dataset.dataset import Dataset
from tests.analysis.samples import CT, HCM, HN, INVESTED, TH, ids, open_four, rows, standings, summary_of, total
from tests.conftest import agreement, figure

Make = Callable[..., Dataset]
NB, HA_NAM, NAM_DINH = "ninh-binh", "ha-nam", "nam-dinh"
WORDS = open_four().vocabularies


def borders(day: str | None) -> Borders:
    return Borders(WORDS, date.fromisoformat(day) if day is not None else None)


def select(dataset: Dataset, day: str | None = None, **typed: object) -> Selection:
    filters = parse_filters(TypedFilters(**typed), dataset.vocabularies)  # type: ignore[arg-type]
    return select_agreements(dataset, filters, borders(day))


def stock(figure_id: str, destination: object, as_of: str | None, **values: object) -> dict[str, object]:
    dated = {"as_of": as_of} if as_of is not None else {"not_stated": ["as_of"]}
    return figure(figure_id, INVESTED, source=HN, destination=destination, **{**dated, **values})


def hold(*figures: dict[str, object], day: str = "2024-05-01") -> dict[str, object]:
    return agreement("x", HN, HA_NAM, date=day, figures=list(figures))


# --- which stock is newest, in the borders of the newer ---


def test_rule_8_a_merged_province_covers_the_stocks_of_those_it_absorbed(make_dataset: Make) -> None:
    figures = [
        stock("old", NB, "2024-01-01", amount=10),
        stock("ha-nam", HA_NAM, "2024-01-01", amount=5),
        stock("nam-dinh", NAM_DINH, "2024-01-01", amount=7),
        stock("new", NB, "2026-01-01", amount=30),
        stock("other", TH, "2024-01-01", amount=2),
    ]
    dataset = make_dataset(hold(*figures))
    signed, now = select(dataset), select(dataset, "2025-07-01")
    assert standings(signed, INVESTED) == {
        "x#old": "history",
        "x#ha-nam": "covered",
        "x#nam-dinh": "covered",
        "x#new": "counted",
        "x#other": "counted",
    }
    assert rows(signed, INVESTED, Dimension.PROVINCE, Role.DESTINATION) == {
        NB: (30, "exact"),
        HA_NAM: (5, "exact"),
        NAM_DINH: (7, "exact"),
        TH: (2, "exact"),
        "(overlap)": (12, "exact"),
        "(total)": (32, "exact"),
    }
    assert rows(now, INVESTED, Dimension.PROVINCE, Role.DESTINATION) == {
        NB: (30, "exact"),
        TH: (2, "exact"),
        "(total)": (32, "exact"),
    }
    by_year = {"2024": (24, "exact"), "2025": (24, "exact"), "2026": (32, "exact")}
    assert rows(signed, INVESTED, Dimension.YEAR) == by_year


def test_rule_8_before_the_merger_the_same_names_cover_nothing_of_the_others(make_dataset: Make) -> None:
    dataset = make_dataset(hold(stock("a", NB, "2025-06-30", amount=10), stock("b", HA_NAM, "2024", amount=5)))
    assert total(select(dataset), INVESTED) == (15, "exact")
    assert rows(select(dataset, "2025-07-01"), INVESTED, Dimension.PROVINCE, Role.DESTINATION) == {
        NB: (15, "exact"),
        "(total)": (15, "exact"),
    }


def test_rule_8_a_new_name_goes_on_with_the_series(make_dataset: Make) -> None:
    figures = [stock("old", "thua-thien-hue", "2024-01-01", amount=10), stock("new", "hue", "2026", amount=12)]
    selection = select(make_dataset(hold(*figures)))
    assert standings(selection, INVESTED) == {"x#old": "history", "x#new": "counted"}


def test_rule_8_all_that_became_one_are_one_series_with_it(make_dataset: Make) -> None:
    figures = [stock("three", [NAM_DINH, HA_NAM, NB], "2024", amount=20), stock("one", NB, "2026", amount=30)]
    selection = select(make_dataset(hold(*figures)))
    assert standings(selection, INVESTED) == {"x#three": "history", "x#one": "counted"}


def test_rule_8_an_older_sum_of_more_than_was_merged_covers_the_newer_and_is_about(make_dataset: Make) -> None:
    figures = [
        stock("four", [NAM_DINH, HA_NAM, NB, "thai-binh"], "2024", amount=40),
        stock("one", NB, "2026", amount=30),
    ]
    selection = select(make_dataset(hold(*figures)))
    assert standings(selection, INVESTED) == {"x#four": "counted", "x#one": "covered"}
    assert total(selection, INVESTED) == (40, "about")


def test_rule_8_what_is_between_two_provinces_is_not_what_goes_on_inside_one(make_dataset: Make) -> None:
    inside = figure("inside", INVESTED, source=HA_NAM, destination=NAM_DINH, amount=4, as_of="2024-01-01")
    between = figure("between", INVESTED, between=[HN, NB], amount=30, as_of="2026-01-01")
    one_way = figure("way", INVESTED, source=HN, destination=[HA_NAM, NAM_DINH], amount=6, as_of="2024-01-01")
    selection = select(make_dataset(hold(inside, between, one_way)))
    assert standings(selection, INVESTED) == {"x#inside": "counted", "x#between": "counted", "x#way": "covered"}


def test_rule_8_what_is_partly_inside_a_merged_province_only_overlaps_with_it(make_dataset: Make) -> None:
    between = figure("between", INVESTED, between=[HN, NB], amount=30, as_of="2026-01-01")
    several = figure("several", INVESTED, between=[HN, HA_NAM, NAM_DINH], amount=8, as_of="2024-01-01")
    selection = select(make_dataset(hold(between, several)))
    assert standings(selection, INVESTED) == {"x#between": "counted", "x#several": "overlapped"}
    assert total(selection, INVESTED) == (30, "about")


def test_rule_8_a_sum_between_provinces_covers_the_newer_one_of_the_same_places_in_fewer_units(
    make_dataset: Make,
) -> None:
    older = figure("older", INVESTED, between=[HN, "ha-tay", "thua-thien-hue"], amount=9, as_of="2007-05-01")
    newer = figure("newer", INVESTED, between=[HN, "hue"], amount=5, as_of="2026-05-01")
    selection = select(make_dataset(hold(older, newer)))
    assert standings(selection, INVESTED) == {"x#older": "counted", "x#newer": "covered"}
    assert total(selection, INVESTED) == (9, "about")


def test_rule_8_two_stocks_between_grown_provinces_meet_in_more_than_one_of_them(make_dataset: Make) -> None:
    figures = [
        figure("a", INVESTED, between=[HN, TH], amount=4, as_of="2019"),
        figure("b", INVESTED, between=[HN, CT], amount=5, as_of="2020"),
        figure("c", INVESTED, between=["ha-tay", HN], amount=6, as_of="2005"),
    ]
    assert total(select(make_dataset(hold(*figures))), INVESTED) == (15, "exact")


@pytest.mark.parametrize(
    ("agreed", "expected"), [("2024-05-01", (35, "exact")), ("2025-08-01", (30, "about"))], ids=["before", "after"]
)
def test_rule_8_a_stock_without_a_date_is_of_the_agreement_s_borders(
    make_dataset: Make, agreed: str, expected: tuple[int, str]
) -> None:
    figures = [stock("one", NB, None, amount=30), stock("part", HA_NAM, "2024-01-01", amount=5)]
    assert total(select(make_dataset(hold(*figures, day=agreed))), INVESTED) == expected


@pytest.mark.parametrize(
    ("locality", "newer"), [(NB, 1), ("thai-binh", 0), (NAM_DINH, 0)], ids=["merged", "another", "neighbour"]
)
def test_rule_9_the_newer_state_of_a_merged_province_is_told_where_it_is_not_selected(
    make_dataset: Make, locality: str, newer: int
) -> None:
    as_of = "2026-01-01" if locality == NB else "2025-01-01"
    other = agreement("y", HN, locality, date="2026-05-01", figures=[stock("b", locality, as_of)])
    dataset = make_dataset(hold(stock("a", HA_NAM, "2024-01-01")), other)
    assert summary_of(select(dataset, year=["2024"]), INVESTED).newer_outside == newer


# --- rows and filters ---


def test_rule_8_parties_that_fold_into_one_count_once_and_their_pair_is_internal(make_dataset: Make) -> None:
    dataset = make_dataset(
        agreement("two", HA_NAM, NAM_DINH, date="2020-01-01"),
        agreement("three", HA_NAM, NB, NAM_DINH, date="2020-01-01"),
        agreement("with", HN, HA_NAM, NAM_DINH, date="2020-01-01"),
        agreement("many", HN, HA_NAM, NAM_DINH, date="2020-01-01", party_count=9),
        agreement("plain", HN, HA_NAM, date="2020-01-01"),
    )

    def counts(day: str | None, dimension: Dimension) -> dict[str, int]:
        found = count_agreements(select(dataset, day), Layout(dimension))
        assert found.distinct == 5
        return {row.key if row.kind is RowKind.ROW else row.kind.value: number for row, number in found.rows.items()}

    assert counts(None, Dimension.PROVINCE) == {HA_NAM: 5, NAM_DINH: 4, NB: 1, HN: 3}
    assert counts("2025-07-01", Dimension.PROVINCE) == {NB: 5, HN: 3}
    assert counts(None, Dimension.PAIR) == {f"{HA_NAM}/{NAM_DINH}": 1, f"{HA_NAM}/{HN}": 1, "group": 3}
    assert counts("2025-07-01", Dimension.PAIR) == {"internal": 2, f"{HN}/{NB}": 2, "group": 1}
    (note,) = notes_by(select(dataset, "2025-07-01"), Dimension.PAIR)
    assert note.en == (
        "(internal) is between provinces that became one: Hà Nam – Nam Định, Hà Nam – Nam Định – Ninh Bình"
    )
    assert notes_by(select(dataset), Dimension.PAIR) == ()


def test_rule_8_money_with_both_ends_in_one_unit_is_internal(make_dataset: Make) -> None:
    figures = [
        figure("a", source=HA_NAM, destination=NAM_DINH, amount=1, period="2020"),
        figure("b", source=HN, destination=[HA_NAM, NAM_DINH], amount=2, period="2020"),
        figure("c", source=HN, destination=HA_NAM, amount=4, period="2020"),
        figure("d", between=[HA_NAM, NB], amount=8, period="2020"),
    ]
    dataset = make_dataset(agreement("x", HN, HA_NAM, NAM_DINH, date="2020-01-01", figures=figures))
    assert rows(select(dataset), "aid", Dimension.PROVINCE, Role.DESTINATION) == {
        NAM_DINH: (1, "exact"),
        HA_NAM: (4, "exact"),
        "(shared)": (10, "exact"),
        "(total)": (15, "exact"),
    }
    assert rows(select(dataset, "2025-07-01"), "aid", Dimension.PROVINCE, Role.DESTINATION) == {
        "(internal)": (9, "exact"),
        NB: (6, "exact"),
        "(total)": (15, "exact"),
    }
    assert rows(select(dataset, "2025-07-01"), "aid", Dimension.PAIR) == {
        "(internal)": (9, "exact"),
        f"{HN}/{NB}": (6, "exact"),
        "(total)": (15, "exact"),
    }


def test_rule_8_regions_are_those_of_the_day(make_dataset: Make) -> None:
    gift = figure("a", source=HCM, destination="binh-dinh", amount=3, period="2020")
    dataset = make_dataset(agreement("x", HCM, "binh-dinh", date="2020-01-01", figures=[gift]))
    central = {None: "bac-trung-bo-va-duyen-hai-mien-trung", "2025-07-01": "duyen-hai-nam-trung-bo-va-tay-nguyen"}
    for day, region in central.items():
        assert region in rows(select(dataset, day), "aid", Dimension.REGION, Role.DESTINATION)
        assert ids(select(dataset, day, region=[region])) == ["x"]
    assert ids(select(dataset, region=["duyen-hai-nam-trung-bo-va-tay-nguyen"])) == []


def test_rule_8_what_lies_in_several_units_of_one_region_has_that_region(make_dataset: Make) -> None:
    gifts = [
        figure(name, source=HCM, destination=name, amount=amount, period="2026")
        for name, amount in ((NB, 1), ("gia-lai", 2))
    ]
    dataset = make_dataset(agreement("x", HCM, NB, "gia-lai", date="2026-01-01", figures=gifts))
    assert rows(select(dataset, "2020-01-01"), "aid", Dimension.REGION, Role.DESTINATION) == {
        "dong-bang-song-hong": (1, "exact"),
        "duyen-hai-nam-trung-bo-va-tay-nguyen": (2, "exact"),
        "(total)": (3, "exact"),
    }
    (note,) = notes_by(select(dataset, "2020-01-01"), Dimension.REGION)
    assert note == Bilingual(
        "not divided, under their own names: Gia Lai, Ninh Bình, TP. Hồ Chí Minh "
        "(several units in the borders of 2020-01-01)",
        "không chia được, giữ nguyên tên: Gia Lai, Ninh Bình, TP. Hồ Chí Minh "
        "(gồm nhiều đơn vị theo địa giới ngày 01/01/2020)",
    )


def test_rule_8_filters_ask_for_units(make_dataset: Make) -> None:
    figures = [stock("a", HA_NAM, "2024-01-01"), stock("b", [HA_NAM, NB], "2024-01-01", amount=5)]
    dataset = make_dataset(hold(*figures), agreement("y", HA_NAM, NAM_DINH), agreement("z", HN, TH))
    assert ids(select(dataset, party=[NB])) == []
    assert ids(select(dataset, "2025-07-01", party=[NB])) == ["y", "x"]
    assert ids(select(dataset, "2025-07-01", party=[HA_NAM])) == ["y", "x"]
    assert ids(select(dataset, "2025-07-01", between=(NB, HN))) == ["x"]
    assert ids(select(dataset, "2025-07-01", between=(HA_NAM, NAM_DINH))) == ["y"]
    assert ids(select(dataset, "2025-07-01", destination=[NB])) == ["x"]
    assert ids(select(dataset, destination=[NB])) == []
    folded, signed = select(dataset, "2025-07-01", party=[NB]), select(dataset, party=[HA_NAM])
    assert [f.id for f in folded.figures] == ["a", "b"]
    assert ([f.id for f in signed.figures], signed.shared) == (["a"], 1)
    counts = count_agreements(select(dataset, "2025-07-01", between=(HA_NAM, NAM_DINH)), Layout(Dimension.PAIR))
    assert {row.kind for row in counts.rows} == {RowKind.INTERNAL}
