"""Figures against their phrases and their measures: what the table of `test_validate.py` does not show."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import agreement, figure, write_dataset
from tests.validation.checks import codes, validate


def found_in(folder: Path, *figures: dict[str, Any]) -> list[str]:
    return codes(validate(write_dataset(folder, agreement("x", "ha-noi", "can-tho", figures=list(figures)))))


@pytest.mark.parametrize(
    ("amount", "phrase", "expected"),
    [
        (45500, "4.550 tỷ đồng, cả nước 45.500 tỷ đồng", ["D302"]),
        (4550, "4.550 tỷ đồng, cả nước 45.500 tỷ đồng", ["D302"]),
        (455, "4.550 tỷ đồng, cả nước 45.500 tỷ đồng", ["D301"]),
        (16, "16 tỷ đồng, trong đó 10 tỷ đồng cho y tế", ["D302"]),
        (3, "mỗi tỉnh 3 tỷ đồng, tổng cộng 9 tỷ đồng", ["D302"]),
        (45, "45 tỷ đồng, hay 45.5 tỷ đồng", ["D302"]),  # whichever the second is
        (45500, "65 dự án với 45.500 tỷ đồng", []),
        (7, "7 tỷ đồng (300.000 USD)", []),
        (7, "7 tỷ đồng, tức 7.000 triệu đồng", []),
        (7, "7 tỷ đồng (hơn 7.000 triệu đồng)", []),
    ],
)
def test_a_phrase_says_one_number_of_its_unit(tmp_path: Path, amount: int, phrase: str, expected: list[str]) -> None:
    assert found_in(tmp_path, figure("f", amount=amount, period="2019", as_stated=phrase)) == expected


def test_a_phrase_of_counts_is_held_to_one_as_well(tmp_path: Path) -> None:
    told = figure("f", "projects", amount=65, unit="dự án", as_of="2019", as_stated="65 projects, of which 12 projects")
    assert found_in(tmp_path, told) == ["D302"]


def test_a_second_currency_has_one_number_too(tmp_path: Path) -> None:
    also = [{"amount": 300, "unit": "nghìn USD", "as_stated": "300.000 USD, trước đó 200.000 USD"}]
    found = figure("f", amount=7, period="2019", as_stated="7 tỷ đồng (300.000 USD)", also=also)
    assert found_in(tmp_path, found) == ["D302"]


@pytest.mark.parametrize(
    ("measure", "times", "expected"),
    [
        ("registered-investment", {"period": "2019-13"}, ["D101", "D303"]),
        ("registered-investment", {"period": "2019-13", "not_stated": ["as_of"]}, ["D101", "D303"]),
        ("registered-investment", {"as_of": "2019-13"}, ["D101"]),
        ("registered-investment", {"as_of": "2019", "period": "2019"}, ["S107"]),
        ("aid", {"as_of": "2019-13"}, ["D101", "D304"]),
        ("aid", {"period": "2019-13"}, ["D101"]),
    ],
)
def test_a_key_of_time_that_the_measure_has_not_is_told_whatever_it_holds(
    tmp_path: Path, measure: str, times: dict[str, Any], expected: list[str]
) -> None:
    assert sorted(found_in(tmp_path, figure("f", measure, **times))) == expected
