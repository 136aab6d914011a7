"""Links between figures: which are refused because they cannot be true, and which of two files owns an id."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coop.dataset.loading import choose_owner, open_dataset
from tests.conftest import agreement, figure, write_dataset
from tests.validation.checks import change, codes, validate

ENDS = {"source": "ha-noi", "destination": "can-tho"}
HUB = {"source": "ha-noi", "destination": ["can-tho", "thanh-hoa"]}
PARTIES = ("ha-noi", "can-tho", "thanh-hoa")
FLOW = {"measure": "aid", "period": "2019"}
STOCK = {"measure": "registered-investment"}


def stated(amount: int, qualifier: str = "exact") -> dict[str, Any]:
    """A number in tỷ đồng, and the phrase that says so."""
    words = {"exact": "", "about": "khoảng ", "over": "hơn ", "nearly": "gần ", "at-least": "ít nhất "}
    hedge = {} if qualifier == "exact" else {"qualifier": qualifier}
    return {"amount": amount, "as_stated": f"{words[qualifier]}{amount} tỷ đồng", **hedge}


def messages(folder: Path, first: dict[str, Any], second: dict[str, Any], link: str) -> list[str]:
    """What is said of the second figure's link to the first, which is all that is said at all."""
    figures = [figure("a", **first), figure("b", **{link: "a"}, **second)]
    found = validate(write_dataset(folder, agreement("x", *PARTIES, figures=figures))).diagnostics
    assert {d.code for d in found} <= {"X308"}
    return [d.message.en for d in found]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ({**ENDS, **FLOW}, {**ENDS, **FLOW}, None),
        ({**ENDS, **FLOW}, FLOW, None),
        ({**ENDS, **FLOW}, {**FLOW, "destination": "can-tho"}, None),
        ({**HUB, **FLOW}, {**FLOW, "source": "ha-noi", "destination": ["thanh-hoa", "can-tho"]}, None),
        ({**ENDS, **FLOW}, {**HUB, **FLOW}, "from ha-noi to can-tho, expected the same ends"),
        ({**ENDS, **FLOW}, {**FLOW, "between": ["ha-noi", "can-tho"]}, "as here, between ha-noi, can-tho"),
        ({**ENDS, **FLOW, **stated(30)}, {**ENDS, **FLOW, **stated(31)}, "of 30 tỷ, and this figure is of 31 tỷ"),
        ({**ENDS, **FLOW, **stated(30)}, {**ENDS, **FLOW, **stated(33, "about")}, None),
        ({**ENDS, **FLOW, **stated(30)}, {**ENDS, **FLOW, **stated(34, "about")}, "is of ≈ 34 tỷ, expected the same"),
        ({**ENDS, **FLOW, **stated(30, "over")}, {**ENDS, **FLOW, **stated(33)}, None),
        ({**ENDS, **FLOW, **stated(30, "over")}, {**ENDS, **FLOW, **stated(29)}, "points at 'a' of > 30 tỷ"),
        ({**ENDS, **FLOW, **stated(30, "nearly")}, {**ENDS, **FLOW, **stated(27, "over")}, None),
        ({**ENDS, **FLOW, **stated(30, "nearly")}, {**ENDS, **FLOW, **stated(31)}, "points at 'a' of < 30 tỷ"),
        ({**ENDS, **FLOW, **stated(30)}, {**ENDS, **FLOW, **stated(300), "doubtful": "a zero too many"}, None),
        ({**ENDS, **FLOW}, {**ENDS, **FLOW, "period": "2019-05"}, None),
        ({**ENDS, **FLOW}, {**ENDS, "not_stated": ["period"]}, None),
        ({**ENDS, **FLOW}, {**ENDS, **FLOW, "period": ["2017", "2018"]}, "of 2019, and this figure is of 2017, 2018"),
        ({**ENDS, **FLOW}, {**ENDS, **FLOW, "period": "2018~"}, None),
        ({**ENDS, **STOCK, "as_of": "2015/2019"}, {**ENDS, **STOCK, "as_of": "2019"}, None),
        ({**ENDS, **STOCK, "as_of": "2015/2019"}, {**ENDS, **STOCK, "as_of": "2016"}, "expected the same time"),
    ],
)
def test_figures_that_report_one_fact_agree_in_ends_amount_and_time(
    tmp_path: Path, one: dict[str, Any], other: dict[str, Any], said: str | None
) -> None:
    found = messages(tmp_path, one, other, "same_as")
    assert len(found) == (said is not None)
    assert all(said is not None and said in message and message.startswith("same_as ") for message in found)


@pytest.mark.parametrize(
    ("whole", "part", "said"),
    [
        ({**HUB, **stated(9)}, {**ENDS, **stated(9)}, None),
        ({**HUB, **stated(9)}, {**ENDS, **stated(10)}, "of 9 tỷ, and this part is of 10 tỷ, expected a whole no"),
        ({**HUB, **stated(9, "over")}, {**ENDS, **stated(40)}, None),
        ({**HUB, **stated(9, "at-least")}, {**ENDS, **stated(40)}, None),
        ({**HUB, **stated(9, "nearly")}, {**ENDS, **stated(10)}, "points at 'a' of < 9 tỷ"),
        ({**HUB, **stated(90, "about")}, {**ENDS, **stated(99)}, None),
        ({**HUB, **stated(90, "about")}, {**ENDS, **stated(100)}, "points at 'a' of ≈ 90 tỷ"),
        ({**HUB, **stated(9)}, {**ENDS, **stated(40), "per": "year"}, None),
        ({**ENDS, **stated(9)}, {**HUB, **stated(3)}, "hold those of its part, from ha-noi to can-tho, thanh-hoa"),
        ({**ENDS, **stated(9)}, {**stated(3), "source": "can-tho"}, "part, from can-tho"),
        ({**ENDS, **stated(9)}, {**stated(3), "between": ["ha-noi", "can-tho"]}, "part, between ha-noi, can-tho"),
        ({**ENDS, **stated(9)}, stated(3), None),
        ({"between": PARTIES, **stated(9)}, {**ENDS, **stated(3)}, None),
        ({"between": PARTIES[:2], **stated(9)}, {**HUB, **stated(3)}, "'a' between ha-noi, can-tho, expected"),
    ],
)
def test_a_part_is_no_larger_than_its_whole_and_lies_within_its_ends(
    tmp_path: Path, whole: dict[str, Any], part: dict[str, Any], said: str | None
) -> None:
    between = {key: list(value) for key, value in whole.items() if key == "between"}
    found = messages(tmp_path, {**FLOW, **whole, **between}, {**FLOW, **part}, "part_of")
    assert len(found) == (said is not None)
    assert all(said is not None and said in message and message.startswith("part_of ") for message in found)


def two_files(folder: Path, destination: str) -> Path:
    """A gift to Bắc Giang, and the same told after the merger under another name."""
    old = figure("f", period="2019", source="ha-noi", destination="bac-giang")
    new = figure("g", period="2019", source="ha-noi", destination=destination, same_as="old#f")
    sources = [{"id": "s", "title": "Bài báo", "publisher": "Báo", "published": "2025-12-01"}]
    parties = ("ha-noi", "bac-ninh", "can-tho")
    return write_dataset(
        folder,
        agreement("old", "ha-noi", "bac-giang", figures=[old]),
        agreement("new", *parties, date="2025-11-01", figures=[new], sources=sources),
    )


def test_a_locality_and_its_successor_are_the_same_end(tmp_path: Path) -> None:
    assert codes(validate(two_files(tmp_path, "bac-ninh"))) == []


def test_a_link_into_another_file_names_the_figure_whole(tmp_path: Path) -> None:
    (found,) = validate(two_files(tmp_path, "can-tho")).diagnostics
    assert found.message.en.startswith("same_as points at 'old#f' from ha-noi to bac-giang, expected the same ends")


def test_nothing_is_said_of_a_link_to_a_figure_that_is_broken_itself(tmp_path: Path) -> None:
    figures = [figure("a", period="2019", amount=30), figure("b", period="2019", same_as="a")]
    data = write_dataset(tmp_path, agreement("x", *PARTIES, figures=figures))
    assert codes(validate(data)) == ["X308"]
    change(data / "agreements" / "2019" / "x.yaml", ("amount: 30", "amount: thirty"))
    assert codes(validate(data)) == ["S103"]


def test_of_two_files_with_one_id_the_one_named_after_it_owns_it(four: Path) -> None:
    named = open_dataset(four).agreement("ha-noi-thanh-hoa-2019")
    copy, other = replace(named, path="agreements/2018/a.yaml"), replace(named, path="agreements/2020/b.yaml")
    again = replace(named, path="agreements/2020/ha-noi-thanh-hoa-2019.yaml")
    assert choose_owner(copy, named) is named
    assert choose_owner(named, other) is named
    assert choose_owner(named, again) is named
    assert choose_owner(copy, other) is copy
