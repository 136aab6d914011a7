"""Waivers: what they let stand, for how long, and what is wrong with them."""

from datetime import date
from pathlib import Path

import pytest

from tests.validation.checks import change, codes, marked, validate

FILE = "agreements/2019/ha-noi-thanh-hoa-2019.yaml"
PHRASE = "    as_stated: 30 tỷ đồng"
WRONG = "    as_stated: 31 tỷ đồng"
AMOUNT = "    amount: 30\n"


@pytest.fixture
def doubtful(four: Path) -> Path:
    """The four, with one amount that differs from its phrase; the finding stands at the amount."""
    change(four / FILE, (PHRASE, WRONG))
    assert codes(validate(four)) == ["D301"]
    return four


def waive(data: Path, comment: str, *, at: str = AMOUNT) -> None:
    change(data / FILE, (at, f"{at.rstrip()}  {comment}\n"))


def test_a_waiver_lets_a_finding_stand_and_keeps_its_reason(doubtful: Path) -> None:
    waive(doubtful, "# coop: ignore D301: báo in nhầm")
    validation = validate(doubtful)
    assert codes(validation) == []
    waived = [(w.diagnostic.code, w.reason) for w in validation.waived if w.diagnostic.path == FILE]
    assert waived == [("D301", "báo in nhầm")]
    assert not validation.fails()


@pytest.mark.parametrize("comment", ["#coop:ignore D301: R", "# COOP: ignore X401, D301 : R", "# coop: ignore D301:R"])
def test_a_waiver_may_be_spaced_and_list_codes(doubtful: Path, comment: str) -> None:
    waive(doubtful, comment)
    assert "D301" not in codes(validate(doubtful))


def test_a_waiver_holds_through_its_last_day(doubtful: Path) -> None:
    waive(doubtful, "# coop: ignore D301 until 2027-06-30: R")
    assert codes(validate(doubtful, as_of=date(2027, 6, 30))) == []
    late = validate(doubtful, as_of=date(2027, 7, 1))
    assert codes(late) == ["D301", "F203"]
    assert marked(late.diagnostics[1]) == "D301"


def test_a_waiver_on_its_own_line_holds_for_what_begins_next(doubtful: Path) -> None:
    change(doubtful / FILE, (AMOUNT, f"    # coop: ignore D301: R\n    # another comment\n\n{AMOUNT}"))
    assert codes(validate(doubtful)) == []


def test_a_waiver_beside_an_item_holds_for_all_of_it(doubtful: Path) -> None:
    waive(doubtful, "# coop: ignore D301: R", at="  - id: ham-rong\n")
    assert codes(validate(doubtful)) == []


def test_a_waiver_beside_a_key_holds_for_all_below_it_and_nothing_behind(doubtful: Path) -> None:
    change(doubtful / FILE, ("figures:\n", "figures:  # coop: ignore D301, X305: R\n"))
    assert codes(validate(doubtful)) == ["F204"]
    change(doubtful / FILE, ("    source: tttd\nsources:", "    source: nobody\nsources:"))
    assert codes(validate(doubtful)) == ["F204", "X305"]  # the event stands behind the figures


def test_a_waiver_at_the_top_of_the_file_holds_for_one_key_alone(doubtful: Path) -> None:
    change(doubtful / FILE, ("id: ha-noi", "# coop: ignore D301: R\nid: ha-noi"))
    assert codes(validate(doubtful)) == ["F204", "D301"]


@pytest.mark.parametrize(
    ("comment", "text"),
    [
        ("# coop: ignore D301", "# coop: ignore D301"),
        ("# coop: ignore D301:", "# coop: ignore D301:"),
        ("# coop: ignore: R", "# coop: ignore: R"),
        ("# coop: ignore D301 until 2027-02-30: R", "# coop: ignore D301 until 2027-02-30: R"),
        ("# coop: ignore D301 until 2027: R", "# coop: ignore D301 until 2027: R"),
        ("# coop: waive D301: R", "# coop: waive D301: R"),
        ("# coop ignore D301: R", "# coop ignore D301: R"),
        ("# coop: ignore D301: .", "# coop: ignore D301: ."),
    ],
)
def test_a_waiver_without_code_reason_or_day_that_exists_is_malformed(doubtful: Path, comment: str, text: str) -> None:
    waive(doubtful, comment)
    validation = validate(doubtful)
    assert codes(validation) == ["D301", "F202"]
    assert marked(validation.diagnostics[1]) == text


@pytest.mark.parametrize(
    ("code", "hint"),
    [("D2O4", "D204"), ("d301", "D301"), ("differs-from-phrase", "D301"), ("F106", "mend"), ("S101", "mend")],
)
def test_a_waiver_of_no_rule_or_one_that_is_firm_is_told(doubtful: Path, code: str, hint: str) -> None:
    waive(doubtful, f"# coop: ignore {code}: R")
    validation = validate(doubtful)
    assert codes(validation) == ["D301", "F201"]
    advice = validation.diagnostics[1].hint
    assert advice is not None
    assert hint in advice.en


def test_a_waiver_that_is_not_needed_is_told_at_its_code(four: Path) -> None:
    waive(four, "# coop: ignore D301, X305: R")
    validation = validate(four)
    assert [(d.code, marked(d)) for d in validation.diagnostics] == [("F204", "D301"), ("F204", "X305")]
    assert not validation.fails()


def test_a_waiver_in_a_file_with_errors_is_not_called_needless(four: Path) -> None:
    waive(four, "# coop: ignore X401: R")
    change(four / FILE, ("status: agreed", "status: maybe"))
    assert codes(validate(four)) == ["S104"]


def test_what_looks_like_a_waiver_inside_a_text_is_text(doubtful: Path) -> None:
    change(doubtful / FILE, ("  en: Hanoi –", "  en: >-\n    # coop: ignore D301: R\n    Hanoi –"))
    assert codes(validate(doubtful)) == ["D301"]


def test_a_waiver_beside_the_sign_of_a_block_holds_for_the_block(four: Path) -> None:
    change(
        four / FILE,
        ("  en: Hanoi – Thanh Hóa cooperation", "  en: >-  # coop: ignore F104: R\n    Hanoi – Thanh Hóa Ðcooperation"),
    )
    assert codes(validate(four)) == []


def test_a_comment_that_speaks_of_coop_is_no_waiver(four: Path) -> None:
    change(four / FILE, ("item_count: 12", "item_count: 12  # coop counts these, ignore the rest"))
    assert codes(validate(four)) == []


def test_a_code_said_twice_is_one(doubtful: Path) -> None:
    waive(doubtful, "# coop: ignore D301, D301: R")
    assert codes(validate(doubtful)) == []


def test_a_reason_of_many_spaces_is_read_at_once(four: Path) -> None:
    waive(four, f"# coop: ignore D301: a{' ' * 200_000}b")
    assert codes(validate(four)) == ["F204"]


def test_a_waiver_does_not_reach_into_other_files(doubtful: Path) -> None:
    other = doubtful / "agreements/2019/ha-noi-can-tho-2019.yaml"
    change(other, ("figures:\n", "figures:  # coop: ignore D301: R\n"))
    assert codes(validate(doubtful)) == ["F204", "D301"]


def test_a_waiver_in_a_vocabulary_holds_there(four: Path) -> None:
    change(four / "fields.yaml", ("  # coop: ignore X403: the four use few terms of the whole vocabulary", ""))
    assert set(codes(validate(four))) == {"X403"}
    assert not validate(four).fails()
