"""Figures that likely report one fact twice (rule 4): which are told, and which are not."""

from pathlib import Path
from typing import Any

import pytest

from coop.validation.choice import RuleChoice
from tests.conftest import agreement, figure, write_dataset
from tests.validation.checks import validate

ENDS = {"source": "ha-noi", "destination": "can-tho"}
HUB = {"source": "ha-noi", "destination": ["can-tho", "thanh-hoa"]}


def twins(folder: Path, *agreements: dict[str, Any]) -> list[str]:
    """Where twins are told, as `agreement:line`."""
    found = validate(write_dataset(folder, *agreements)).diagnostics
    assert {d.code for d in found} <= {"X401", "X402"}  # most of them have the parties and the day in common
    found = validate(folder / "data", choice=RuleChoice(frozenset({"X401"}))).diagnostics
    return [Path(d.path).stem for d in found]


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        ({"period": "2019"}, {"period": "2019-05"}, True),
        ({"period": "2019"}, {"period": "2020"}, False),
        ({"period": "2018/2019"}, {"period": ["2017", "2019"]}, True),
        ({"not_stated": ["period"]}, {"not_stated": ["period"]}, True),
        ({"not_stated": ["period"]}, {"period": "2019"}, False),
        ({"period": "2019"}, {"period": "2019", "amount": 4}, False),
        ({"period": "2019"}, {"period": "2019", "same_as": "a"}, False),
        ({"period": "2019"}, {"period": "2019", "part_of": "a"}, False),
        ({"period": "2019"}, {"period": "2019", "doubtful": "a zero too many"}, False),
        ({"period": "2019"}, {"period": "2019", "source": "can-tho", "destination": "ha-noi"}, False),
        ({"period": "2019", "field": "y-te"}, {"period": "2019", "field": "giao-duc"}, False),
        ({"period": "2019", "field": "y-te"}, {"period": "2019"}, True),
    ],
)
def test_rule_4_flows_of_one_amount_and_ends_at_one_time_are_told(
    tmp_path: Path, one: dict[str, Any], other: dict[str, Any], is_told: bool
) -> None:
    ends = {**ENDS, **{key: value for key, value in other.items() if key in ENDS}}
    rest = {key: value for key, value in other.items() if key not in ENDS}
    figures = [figure("a", **ENDS, **one), figure("b", **{**ends, **rest})]
    assert twins(tmp_path, agreement("x", "ha-noi", "can-tho", figures=figures)) == ["x"] * is_told


def test_rule_4_stocks_of_one_series_are_no_twins(tmp_path: Path) -> None:
    figures = [figure(i, "registered-investment", as_of=year, **ENDS) for i, year in (("a", "2018"), ("b", "2019"))]
    assert twins(tmp_path, agreement("x", "ha-noi", "can-tho", figures=figures)) == []


@pytest.mark.parametrize(
    ("wide", "narrow", "is_told"),
    [
        ({**HUB, "amount": 9, "period": "2019"}, {**ENDS, "period": "2019-05"}, True),
        ({**HUB, "amount": 9, "period": "2019"}, {**ENDS, "period": "2020"}, False),
        ({**ENDS, "amount": 9, "period": "2018/2020"}, {**ENDS, "period": "2019"}, True),
        ({**HUB, "amount": 9, "period": "2019", "field": "y-te"}, {**ENDS, "period": "2019"}, False),
        ({**HUB, "amount": 9, "period": "2019"}, {**ENDS, "period": "2019", "part_of": "wide#f"}, False),
    ],
)
def test_rule_4_across_files_a_flow_within_anothers_period_and_ends_is_told(
    tmp_path: Path, wide: dict[str, Any], narrow: dict[str, Any], is_told: bool
) -> None:
    parties = ("ha-noi", "can-tho", "thanh-hoa")
    files = (
        agreement("wide", *parties, figures=[figure("f", **wide)]),
        agreement("narrow", *parties, figures=[figure("f", **narrow)]),
    )
    assert twins(tmp_path, *files) == ["narrow"] * is_told


def test_rule_4_within_one_file_a_part_of_a_longer_time_is_left_to_the_curator(tmp_path: Path) -> None:
    figures = [figure("a", amount=9, period="2018/2020", **ENDS), figure("b", period="2019", **ENDS)]
    assert twins(tmp_path, agreement("x", "ha-noi", "can-tho", figures=figures)) == []


def test_rule_4_sums_without_ends_are_compared_within_their_agreement_alone(tmp_path: Path) -> None:
    figures = [figure("a", period="2019"), figure("b", period="2019")]
    files = (
        agreement("one", "ha-noi", "can-tho", figures=figures),
        agreement("two", "thanh-hoa", "nghe-an", figures=figures[:1]),
    )
    assert twins(tmp_path, *files) == ["one"]
