"""Rules 7 and 9 of "What totals mean", and the numbers that the four agreements give."""

from collections.abc import Callable

import pytest

from coop.analysis.grouping import Dimension, Role
from coop.analysis.layout import Layout
from coop.analysis.statistics import count_agreements, summarise
from coop.dataset.dataset import Dataset
from tests.analysis.samples import (
    CT,
    HN,
    INVESTED,
    TH,
    TY,
    gift,
    ids,
    open_four,
    rows,
    select,
    stock,
    summary_of,
    total,
)
from tests.conftest import agreement

Make = Callable[..., Dataset]


# --- rule 7 ---


def test_rule_7_a_total_says_how_many_of_the_selected_agreements_state_the_measure(make_dataset: Make) -> None:
    dataset = make_dataset(
        agreement("a", HN, TH, figures=[gift("f"), gift("g")]),
        agreement("b", HN, CT, figures=[gift("f", per="year"), stock("s")]),
        agreement("c", HN, TH),
    )
    aid, invested = summary_of(select(dataset), "aid"), summary_of(select(dataset), INVESTED)
    assert (aid.stating, aid.selected, aid.total.figures, aid.total.agreements) == (2, 3, 2, 1)
    assert (invested.stating, invested.selected) == (1, 3)
    assert summary_of(select(dataset, party=[TH]), "aid").selected == 2


def test_a_measure_of_which_nothing_counts_has_no_total_and_is_told_all_the_same(make_dataset: Make) -> None:
    dataset = make_dataset(agreement("a", HN, TH, figures=[gift("f", per="year")]))
    (summary,) = summarise(select(dataset))
    assert (summary.total.quantity, summary.total.projects, summary.total.figures) == (None, None, 0)
    assert summary.stating == 1


def test_an_empty_dataset_has_no_totals(make_dataset: Make) -> None:
    selection = select(make_dataset())
    assert summarise(selection) == ()
    assert count_agreements(selection, Layout(Dimension.FIELD)).distinct == 0


# --- rule 9 ---


def history(make_dataset: Make) -> Dataset:
    return make_dataset(
        agreement("old", HN, TH, date="2015", figures=[stock("s", amount=100, as_of="2015")]),
        agreement("new", HN, TH, date="2019", figures=[stock("s", amount=150)]),
    )


def test_rule_9_the_newest_within_the_selection_counts(make_dataset: Make) -> None:
    dataset = history(make_dataset)
    assert total(select(dataset), INVESTED) == (150, "exact")
    assert total(select(dataset, year=["2015"]), INVESTED) == (100, "exact")


def test_rule_9_the_total_says_if_the_dataset_holds_a_newer_one(make_dataset: Make) -> None:
    dataset = history(make_dataset)
    assert summary_of(select(dataset, year=["2015"]), INVESTED).newer_outside == 1
    assert summary_of(select(dataset), INVESTED).newer_outside == 0
    assert summary_of(select(dataset, year=["2019"]), INVESTED).newer_outside == 0


@pytest.mark.parametrize("flaw", [{"per": "year"}, {"doubtful": "misprint"}, {"field": "y-te"}, {"unit": "triệu USD"}])
def test_rule_9_what_never_counts_or_is_another_series_is_no_newer_one(
    make_dataset: Make, flaw: dict[str, object]
) -> None:
    dataset = make_dataset(
        agreement("old", HN, TH, date="2015", figures=[stock("s", amount=100, as_of="2015")]),
        agreement("new", HN, TH, date="2019", figures=[stock("s", amount=150, **flaw)]),
    )
    assert summary_of(select(dataset, year=["2015"]), INVESTED).newer_outside == 0


def test_rule_9_flows_have_no_newer_ones(make_dataset: Make) -> None:
    dataset = make_dataset(
        agreement("old", HN, TH, date="2015", figures=[gift("a", period="2015")]),
        agreement("new", HN, TH, date="2019", figures=[gift("b")]),
    )
    assert summary_of(select(dataset, year=["2015"]), "aid").newer_outside == 0


def test_rule_9_history_is_decided_once_and_then_grouped(make_dataset: Make) -> None:
    dataset = make_dataset(
        agreement("old", HN, TH, date="2015", status="ended", figures=[stock("s", amount=100, as_of="2015")]),
        agreement("new", HN, TH, date="2019", figures=[stock("s", amount=150)]),
    )
    assert rows(select(dataset), INVESTED, Dimension.STATUS) == {"signed": (150, "exact"), "(total)": (150, "exact")}


def test_rule_9_filters_by_locality_measure_and_field_bind_figures(make_dataset: Make) -> None:
    figures = [
        gift("a", amount=1),
        gift("b", TH, HN, amount=2),
        gift("c", HN, CT, amount=4, field="y-te"),
        stock("d", amount=8, projects=5),
    ]
    dataset = make_dataset(agreement("a", HN, TH, CT, fields=["y-te"], figures=figures))
    assert total(select(dataset, source=[HN]), "aid") == (5, "exact")
    assert total(select(dataset, destination=[CT]), "aid") == (4, "exact")
    assert total(select(dataset, party=[TH]), "aid") == (3, "exact")
    assert total(select(dataset, field=["y-te"]), "aid") == (4, "exact")
    assert [s.measure.id for s in summarise(select(dataset, measure=["aid"]))] == ["aid"]
    assert [s.measure.id for s in summarise(select(dataset, measure=["projects"]))] == ["projects"]


# --- the four ---


def test_the_four_hanoi_is_the_source_of_79100_ty_in_83_projects() -> None:
    selection = select(open_four(), source=[HN])
    summary = summary_of(selection, INVESTED)
    assert total(selection, INVESTED) == (79_100, "about")
    assert (summary.total.projects, summary.stating) == (83, 2)
    assert total(selection, "projects", "dự án") == (83, "exact")
    quantity = summary.total.quantity
    assert quantity is not None
    assert quantity.amount == 79_100 * TY


@pytest.mark.parametrize(
    ("locality", "invested", "projects", "aid"),
    [(TH, (45_500, "about"), 65, (40, "exact")), (CT, (33_600, "over"), 18, (13, "exact"))],
)
def test_the_four_thanh_hoa_and_can_tho_have_their_share(
    locality: str, invested: tuple[int, str], projects: int, aid: tuple[int, str]
) -> None:
    selection = select(open_four(), source=[HN], destination=[locality])
    assert total(selection, INVESTED) == invested
    assert summary_of(selection, INVESTED).total.projects == projects
    assert total(selection, "aid") == aid
    assert rows(select(open_four()), INVESTED, Dimension.PROVINCE, Role.DESTINATION)[locality] == invested
    assert rows(select(open_four()), "aid", Dimension.PROVINCE, Role.DESTINATION)[locality] == aid


def test_the_four_aid_from_hanoi_is_53_ty() -> None:
    assert total(select(open_four(), source=["Hà Nội"]), "aid") == (53, "exact")
    assert rows(select(open_four()), "aid", Dimension.PROVINCE, Role.SOURCE) == {
        HN: (53, "exact"),
        "(total)": (53, "exact"),
    }


def test_the_four_three_have_health_among_their_fields() -> None:
    three = ["ha-noi-can-tho-2019", "ho-chi-minh-9-tinh-phia-bac-2023", "ha-noi-ho-chi-minh-2023"]
    assert len(open_four().agreements) == 4
    assert ids(select(open_four(), field=["y-te"])) == three
    assert ids(select(open_four(), field=["giao-duc-y-te"])) == three


@pytest.mark.parametrize("typed", ["tp hcm", "TPHCM", "ho-chi-minh", "TP. Hồ Chí Minh", "Sài Gòn"])
def test_the_four_two_are_of_ho_chi_minh_city_whatever_it_is_called(typed: str) -> None:
    assert ids(select(open_four(), party=[typed])) == ["ho-chi-minh-9-tinh-phia-bac-2023", "ha-noi-ho-chi-minh-2023"]
