"""Two codings are compared value by value, and kappa is that of Cohen."""

import math
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.dataset.dataset import Dataset
from coop.dataset.loading import open_dataset
from coop.errors import UnknownName, UsageError
from scripts.compare_codings import (
    Comparison,
    find_decisions,
    find_jaccard,
    find_kappa,
    main,
    match_figures,
    render_comparison,
)
from tests.conftest import FOUR, agreement, figure, write_dataset

Make = Callable[..., Dataset]
SAID = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=30)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Make a dataset in a folder of this name."""

    def make_in(name: str, *agreements: dict[str, object]) -> Dataset:
        dataset = open_dataset(write_dataset(tmp_path / name, *agreements))
        assert not dataset.left_out
        return dataset

    return make_in


def rows(text: str, heading: str) -> dict[str, list[str]]:
    """The rows of the table below a heading, by their first cell."""
    block = text.split(f"## {heading}\n\n")[1].split("\n\n")[0].strip()
    cells = [line.strip("| ").split(" | ") for line in block.splitlines()[2:]]
    return {first: rest for first, *rest in cells}


def differences(first: Dataset, second: Dataset) -> list[tuple[str, str, str]]:
    return [(each.variable, each.first, each.second) for each in Comparison(first, second).differences()]


# ---- kappa ----


def test_kappa_of_the_textbook_example() -> None:
    # Yes/yes 20, yes/no 5, no/yes 10, no/no 15: po 0.7, pe 0.5 × 0.6 + 0.5 × 0.4 = 0.5, kappa 0.4.
    said = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert find_kappa(said) == Fraction(2, 5)


def test_kappa_of_three_categories() -> None:
    # po 3/5; pe (2·1 + 2·2 + 1·2) / 25 = 8/25; (15 - 8) / (25 - 8).
    assert find_kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "c"), ("c", "c")]) == Fraction(7, 17)


def test_kappa_is_below_nought_where_coders_agree_less_than_by_chance() -> None:
    assert find_kappa([("a", "b"), ("b", "a")]) == -1


@pytest.mark.parametrize("said", [[], [("a", "a")], [("a", "a")] * 9])
def test_kappa_is_not_defined_without_variation(said: list[tuple[str, str]]) -> None:
    assert find_kappa(said) is None


@given(SAID)
def test_kappa_is_symmetric_bounded_and_one_only_where_all_agree(said: list[tuple[str, str]]) -> None:
    kappa = find_kappa(said)
    assert kappa == find_kappa([(other, one) for one, other in said])
    if kappa is not None:
        assert -1 <= kappa <= 1
        assert (kappa == 1) == all(one == other for one, other in said)


def test_jaccard_is_what_both_hold_of_what_either_holds() -> None:
    one, other = frozenset("abc"), frozenset("bcd")
    assert find_jaccard(one, other) == Fraction(1, 2)
    assert find_jaccard(one, frozenset()) == 0
    assert find_jaccard(frozenset(), frozenset()) == 1


def test_each_member_of_the_universe_is_a_decision_in_each_agreement() -> None:
    pairs = [(frozenset("a"), frozenset("ab")), (frozenset(), frozenset())]
    decisions = find_decisions(pairs, frozenset("abc"))
    assert sorted(decisions) == [(False, False)] * 4 + [(False, True), (True, True)]
    kappa = find_kappa(decisions)  # po 5/6, pe (1·2 + 5·4) / 36
    assert kappa is not None
    assert math.isclose(float(kappa), 4 / 7)


# ---- values ----


def test_absent_is_a_category_of_its_own(make: Make) -> None:
    first = make("one", agreement("a", "ha-noi", "hue", level="department"), agreement("b", "ha-noi", "hue"))
    second = make("two", agreement("a", "ha-noi", "hue"), agreement("b", "ha-noi", "hue"))
    found = rows(render_comparison(Comparison(first, second)), "One value an agreement")
    assert found["level"] == ["2", "1", "50%", "0.00", "1", "0", "0%"]
    assert found["status"] == ["2", "2", "100%", "–", "2", "2", "100%"]
    assert found["item_count"] == ["2", "2", "100%", "", "0", "0", "–"]
    assert differences(first, second) == [("level", "department", "–")]


def test_dates_and_periods_are_compared_as_written(make: Make) -> None:
    first = make("one", agreement("a", "ha-noi", "hue", date="2019-05", period="2019/2020", inferred=["date"]))
    second = make("two", agreement("a", "ha-noi", "hue", date="2019", period="2019/.."))
    assert differences(first, second) == [
        ("date", "2019-05", "2019"),
        ("date inferred", "yes", "no"),
        ("period", "2019/2020", "2019/.."),
    ]


def test_sets_are_compared_whole_by_member_and_by_broader_field(make: Make) -> None:
    first = make("one", agreement("a", "ha-noi", "hue", fields=["y-te", "du-lich"]))
    second = make("two", agreement("a", "hue", "ha-noi", fields=["giao-duc", "du-lich"]))
    found = rows(render_comparison(Comparison(first, second)), "Sets")
    assert found["parties"][:4] == ["1", "1", "100%", "1.00"]
    assert found["fields"][:4] == ["1", "0", "0%", "0.33"]
    decisions = len(first.vocabularies.fields.terms)
    assert found["fields"][4:6] == [str(decisions), str(decisions - 2)]
    assert found["fields, by their broader ones"][:4] == ["1", "1", "100%", "1.00"]
    assert differences(first, second) == [("fields", "y-te", "giao-duc")]


def test_events_people_and_sources_are_matched_as_often_as_both_have_them(make: Make) -> None:
    def coded(kind: str, url: str, *dates: str) -> dict[str, object]:
        events = [{"date": date, "kind": kind, "source": "s"} for date in dates]
        parties = [{"locality": "ha-noi", "people": [{"name": "Nguyễn Văn A"}]}, {"locality": "hue"}]
        sources = [{"id": "s", "title": "Bài báo", "url": url}, {"id": "t", "title": "Tin"}]
        return agreement("a", "ha-noi", "hue", parties=parties, events=events, sources=sources)

    first = make("one", coded("visit", "https://www.bao.vn/a/", "2020", "2021"))
    second = make("two", coded("review", "http://bao.vn/a#top", "2020"))
    found = rows(render_comparison(Comparison(first, second)), "Lists, matched one to one")
    assert found["events (kind and date)"] == ["2", "1", "0", "0%", "0%", "0%"]
    assert found["events (date)"] == ["2", "1", "1", "50%", "100%", "67%"]
    assert found["people (party and name)"] == ["1", "1", "1", "100%", "100%", "100%"]
    assert found["sources (address)"] == ["2", "2", "2", "100%", "100%", "100%"]
    assert differences(first, second) == [("events (kind and date)", "visit 2020; visit 2021", "review 2020")]


# ---- figures ----


def test_figures_are_matched_by_their_amount_in_units_of_the_currency(make: Make) -> None:
    one = agreement("a", "ha-noi", "hue", figures=[figure("f", amount=2, period="2019")])
    other = figure("g", "aid-pledged", amount=2000, unit="triệu đồng", period="2020", qualifier="about")
    second = make("two", agreement("a", "ha-noi", "hue", figures=[other]))
    first = make("one", one)
    found = rows(render_comparison(Comparison(first, second)), "Figures found in both")
    alike = {name: cells[1] for name, cells in found.items()}
    assert alike == {"measure": "0", "from": "1", "to": "1", "as_of or period": "0", "qualifier": "0", "field": "1"}
    assert ("figure 2 tỷ đồng: measure", "aid", "aid-pledged") in differences(first, second)


def test_of_equal_amounts_those_are_paired_that_agree_most(make: Make) -> None:
    def coded(*ends: str) -> dict[str, object]:
        figures = [figure(f"f{n}", destination=end, not_stated=["period"]) for n, end in enumerate(ends)]
        return agreement("a", "ha-noi", "hue", "can-tho", figures=figures)

    first, second = make("one", coded("hue", "can-tho")), make("two", coded("can-tho", "hue", "ha-noi"))
    matched = match_figures(first.by_id["a"], second.by_id["a"])
    assert [one.ends.destination for one, _ in matched] == [("hue",), ("can-tho",)]
    assert [other.ends.destination for _, other in matched] == [("hue",), ("can-tho",)]
    found = rows(render_comparison(Comparison(first, second)), "Lists, matched one to one")
    assert found["figures (number)"] == ["2", "3", "2", "100%", "67%", "80%"]
    assert differences(first, second) == [("figures", "–", "aid: 3 tỷ đồng")]


def test_projects_beside_money_are_found_in_a_figure_of_their_own(make: Make) -> None:
    money = figure("f", "registered-investment", as_of="2019")
    projects = figure("g", "projects", amount=65, unit="dự án", as_of="2019")
    first = make("one", agreement("a", "ha-noi", "hue", figures=[{**money, "projects": 65}]))
    second = make("two", agreement("a", "ha-noi", "hue", figures=[money, projects]))
    assert len(match_figures(first.by_id["a"], second.by_id["a"])) == 2
    assert differences(first, second) == []


def test_counts_of_other_things_are_no_match(make: Make) -> None:
    first = make("one", agreement("a", "ha-noi", "hue", figures=[figure("f", "projects", unit="dự án", as_of="2019")]))
    other = figure("f", "enterprises", unit="doanh nghiệp", as_of="2019")
    second = make("two", agreement("a", "ha-noi", "hue", figures=[other]))
    assert match_figures(first.by_id["a"], second.by_id["a"]) == ()


# ---- the whole ----


def test_a_coding_agrees_with_itself_entirely() -> None:
    dataset = open_dataset(FOUR)
    comparison = Comparison(dataset, dataset)
    assert len(comparison.pairs) == len(dataset.agreements)
    assert list(comparison.differences()) == []
    found = rows(render_comparison(comparison), "Lists, matched one to one")
    assert {cells[-1] for cells in found.values()} == {"100%"}


def test_only_what_both_hold_is_compared(make: Make) -> None:
    first = make("one", agreement("a", "ha-noi", "hue"), agreement("b", "ha-noi", "hue", status="agreed"))
    second = make("two", agreement("b", "ha-noi", "hue"), agreement("c", "ha-noi", "hue"))
    assert [one.id for one, _ in Comparison(first, second).pairs] == ["b"]
    with pytest.raises(UnknownName, match="'c'"):
        Comparison(first, second, ["b", "c"])
    with pytest.raises(UsageError, match="no agreement"):
        Comparison(first, make("three", agreement("d", "ha-noi", "hue")))


def test_command_prints_the_comparison_of_the_named(capsys: pytest.CaptureFixture[str]) -> None:
    chosen = "ha-noi-thanh-hoa-2019"
    assert main([str(FOUR), str(FOUR), chosen]) == 0
    out, err = capsys.readouterr()
    dataset = open_dataset(FOUR)
    assert out == render_comparison(Comparison(dataset, dataset, [chosen]))
    assert out.startswith("Agreements coded twice: 1.")
    assert err == ""


def test_command_says_what_it_cannot_compare(capsys: pytest.CaptureFixture[str], tmp_path: Path, four: Path) -> None:
    assert main([str(FOUR), str(tmp_path / "nowhere")]) == 2
    assert capsys.readouterr().err.startswith("error: ")
    broken = four / "agreements" / "2019" / "ha-noi-thanh-hoa-2019.yaml"
    broken.write_text("id: [", encoding="utf-8")
    assert main([str(FOUR), str(four)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Agreements coded twice: 3.")
    assert err == f"left out, as it is not sound: {broken}\n"
