"""What is said of places asked for: in which borders they are read, and why nothing may be found in one."""

from collections.abc import Callable
from pathlib import Path

import pytest

import coop
from tests.conftest import FOUR, Result, agreement, figure, write_dataset

Run = Callable[..., Result]

NOTE = "localities asked for are those in the borders of 2025-07-01"
ENDED = (
    "region 'tay-nguyen' (Central Highlands) ended on 2025-06-30; on 2025-07-01 its localities are in "
    "'duyen-hai-nam-trung-bo-va-tay-nguyen' (South Central Coast and Central Highlands)"
)
COMMANDS = [("list",), ("stats",), ("stats", "by", "province"), ("stats", "by", "year", "field"), ("search", "x")]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_dataset(
        tmp_path,
        agreement("x", "thua-thien-hue", "da-nang", figures=[figure("f", source="ha-nam", period="2019")]),
        agreement("y", "thua-thien-hue", "quang-nam"),
        agreement("z", "ha-noi", "gia-lai"),
    )


@pytest.mark.parametrize("command", [("list",), ("search", "x")])
def test_borders_are_noted_only_where_a_filter_by_place_is_read_in_them(
    command: tuple[str, ...], data: Path, run: Run
) -> None:
    shown = run(*command, "--borders", "now", data=data)
    assert shown.code == 0
    assert "borders" not in shown.out
    assert shown.out == run(*command, data=data).out, "nothing else is read in them"
    for asked in (("--party", "hue"), ("--region", "dong-bang-song-hong"), ("--from", "ha-nam"), ("--to", "hue"),
                  ("--between", "hue", "da-nang")):  # fmt: skip
        assert NOTE in run(*command, "--borders", "now", *asked, data=data).out, asked


@pytest.mark.parametrize("command", ["list", "search"])
def test_help_says_what_borders_are_for(command: str, run: Run) -> None:
    assert "For the filters by locality and region alone" in " ".join(run(command, "--help").out.split())
    assert "former provinces as what they had become" in " ".join(run("stats", "--help").out.split())


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_region_that_had_ended_is_said_to_have(command: tuple[str, ...], data: Path, run: Run) -> None:
    wide = {"COLUMNS": "300"}
    assert ENDED in run(*command, "--region", "tây nguyên", "--borders", "now", data=data, env=wide).out
    assert ENDED in run(*command, "--region", "tây nguyên", "--borders", "2025-07-01", data=data, env=wide).out
    for borders in ("2025-06-30", "signed"):
        assert "ended" not in run(*command, "--region", "tây nguyên", "--borders", borders, data=data, env=wide).out


def test_a_region_that_had_yet_to_begin_is_said_to_begin(data: Path, run: Run) -> None:
    asked = ("list", "--region", "dong-bang-song-hong", "--region", "duyen-hai-nam-trung-bo-va-tay-nguyen")
    shown = run(*asked, "--borders", "2020-01-01", "--lang", "vi", data=data)
    assert shown.out.splitlines()[-1] == (
        "vùng 'duyen-hai-nam-trung-bo-va-tay-nguyen' (Duyên hải Nam Trung Bộ và Tây Nguyên) bắt đầu ngày 01/07/2025; "
        "vào ngày 01/01/2020 các địa phương của vùng thuộc 'bac-trung-bo-va-duyen-hai-mien-trung' "
        "(Bắc Trung Bộ và duyên hải miền Trung) hoặc 'tay-nguyen' (Tây Nguyên)"
    )


@pytest.mark.parametrize("command", COMMANDS[:4], ids=" ".join)
def test_what_another_name_signed_is_hinted_at_where_nothing_is_found(
    command: tuple[str, ...], data: Path, run: Run
) -> None:
    shown = run(*command, "--between", "hue", "da-nang", data=data)
    assert shown.out.splitlines()[-1] == (
        "as signed there is none; with borders 2025-07-01 there are 2 agreements, of Quảng Nam, Thừa Thiên Huế"
    )
    told = run(*command, "--from", "ninh-binh", "--lang", "vi", data=data)
    assert told.out.splitlines()[-1] == "theo lúc ký thì không có; với borders 2025-07-01 có 1 thỏa thuận, của Hà Nam"


def test_no_other_name_is_hinted_at_where_it_signed_nothing_either(data: Path, run: Run) -> None:
    for asked in (("--party", "lai-chau"), ("--party", "hue", "--year", "2020"), ("--year", "1999")):
        shown = run("list", *asked, data=data)
        assert "(none)" in shown.out
        assert "as signed" not in shown.out, asked
    assert "as signed" not in run("list", "--party", "gia-lai", data=data).out


def test_the_hint_names_borders_in_which_they_are_found(data: Path) -> None:
    dataset = coop.open_dataset(data)
    nothing = dataset.select(party="hue").listing()
    (note,) = nothing.table().notes
    assert note.en == "as signed there is none; with borders 2025-07-01 there are 2 agreements, of Thừa Thiên Huế"
    assert len(dataset.select(party="hue", borders="2025-07-01").agreements) == 2


def test_borders_of_tomorrow_are_refused(run: Run) -> None:
    result = run("stats", "by", "province", "--borders", "9999-12-31", data=FOUR)
    assert (result.code, result.out) == (2, "")
    assert "borders after today are not known: 9999-12-31 is later than " in result.err
    assert result.err.endswith("; now names those of today\n")
    with pytest.raises(coop.UsageError, match="borders after today are not known"):
        coop.open_dataset(FOUR).select(borders="9999-12-31")
